"""Figures as people read them, the same in every language: European digits, commas by thousands, ISO dates."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.shapes import CENTIMU, FEN, PPM, QUANTITY


def money(fen: int) -> str:
    """Return yuan with two decimals: 1250050 fen is ``12,500.50``."""
    return FEN.write_plain(fen)


def area(centimu: int) -> str:
    """Return mu (亩) with two decimals: 325 is ``3.25``."""
    return CENTIMU.write_plain(centimu)


def quantity(milli: int) -> str:
    """Return thousandths as a number with no more decimals than it needs: 1500 is ``1.5``."""
    return QUANTITY.write_plain(milli)


def rate(ppm: int) -> str:
    """Return parts per million as percent: 43500 is ``4.35 %``, 400000 is ``40 %``."""
    return f"{PPM.write_plain(ppm)} %"


def day(on: date | str) -> str:
    """Return a day as ``yyyy-MM-dd``, whatever the language."""
    return (on if isinstance(on, str) else on.isoformat())[:10]
