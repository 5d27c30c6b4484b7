"""Figures as people read them, the same in every language: European digits, commas by thousands, ISO dates."""

from __future__ import annotations

from datetime import date


def money(fen: int) -> str:
    """Return yuan with two decimals: 1250050 fen is ``12,500.50``."""
    return _fixed(fen, 2)


def area(centimu: int) -> str:
    """Return mu (亩) with two decimals: 325 is ``3.25``."""
    return _fixed(centimu, 2)


def quantity(milli: int) -> str:
    """Return thousandths as a number with no more decimals than it needs: 1500 is ``1.5``."""
    return _fixed(milli, 3).rstrip("0").rstrip(".")


def rate(ppm: int) -> str:
    """Return parts per million as percent: 43500 is ``4.35 %``, 400000 is ``40 %``."""
    whole, rest = _fixed(ppm, 4).split(".")
    rest = rest.rstrip("0")
    return f"{whole}.{rest.ljust(2, '0')} %" if rest else f"{whole} %"


def day(on: date | str) -> str:
    """Return a day as ``yyyy-MM-dd``, whatever the language."""
    return (on if isinstance(on, str) else on.isoformat())[:10]


def _fixed(amount: int, decimals: int) -> str:
    """Write a whole number of small units with its decimal point, exactly."""
    whole, rest = divmod(abs(amount), 10**decimals)
    return f"{'-' if amount < 0 else ''}{whole:,}.{rest:0{decimals}d}"
