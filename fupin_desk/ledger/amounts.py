"""Amounts between what people write (元, 亩, %) and what the history keeps (fen, centimu, ppm), exactly.

A spreadsheet keeps 0.1+0.2 as 0.30000000000000004 and shows 0.3: its numbers are read to the fifteen digits it
promises, and then taken to the last one. Nothing is ever rounded: 12.345 yuan is refused.
"""

from __future__ import annotations

import re
from decimal import Decimal

from fupin_desk.domain.fields import Shape
from fupin_desk.ledger.book import Raw
from fupin_desk.ledger.typed import CellRefused, as_text

PLAIN = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|[+-]?\.\d+", re.ASCII)
SIGNS = re.compile(r"^(?:¥|￥|RMB|CNY|人民币)", re.IGNORECASE)
PARTS = {Shape.FEN: 100, Shape.CENTIMU: 100, Shape.QUANTITY: 1000, Shape.PPM: 10_000}
"""How many of what is kept make one of what is written (of percent: parts per million)."""
ENDINGS = {
    Shape.FEN: {"万元": 10_000, "万": 10_000, "元整": 1, "元": 1, "块": 1, "圆": 1, "yuan": 1, "يۈەن": 1, "يۋان": 1},
    Shape.CENTIMU: {"亩": 1, "mu": 1, "مو": 1, "مۋ": 1, "公顷": 15},
    Shape.PPM: {"%": 1, "％": 1},
    Shape.QUANTITY: {"": 1},
}
"""Units that may stand after the number, or in the heading, and how many of the usual one each is."""
HEADING_UNITS = ENDINGS | {
    Shape.QUANTITY: dict.fromkeys(("公斤", "千克", "kg", "吨", "头", "只", "件", "升", "箱", "亩"), 1)
}
"""Of a quantity the unit is the contract's; a heading may say it."""
SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?e[+-]?\d{1,3}", re.ASCII | re.IGNORECASE)
COUNTED = re.compile(r"(?:个月|个|人|天|日|号|月|股|小时|时|次|件|只|头|年|份|岁)$")
"""What may stand after a whole number."""


def amount(shape: Shape, raw: Raw, times: int = 1) -> int:
    """Return an amount as it is kept; ``times`` is what the heading's unit makes of it.

    Raises ``CellRefused``: ``number``, ``decimals``, ``percent``.
    """
    if isinstance(raw, bool):
        raise CellRefused("number")
    written, unit = _parted(shape, as_text(raw))
    if shape is Shape.PPM and not isinstance(raw, str) and abs(raw) <= 1:  # type: ignore[arg-type, operator]
        raise CellRefused("percent")  # a cell formatted as percent holds 0.05 for 5 %: which was meant cannot be told
    exact = written * (unit or times) * PARTS[shape]
    if exact != exact.to_integral_value():
        raise CellRefused("decimals")
    return int(exact)


def whole(raw: Raw) -> int:
    """Return a whole number of things; raises ``CellRefused``."""
    if isinstance(raw, bool):
        raise CellRefused("number")
    found = _decimal(COUNTED.sub("", "".join(as_text(raw).split())))
    if found != found.to_integral_value():
        raise CellRefused("whole_number")
    return int(found)


def _parted(shape: Shape, written: str) -> tuple[Decimal, int | None]:
    """Return the number and what the unit written after it makes of it, None where there is none."""
    plain = "".join(written.split())
    if shape is Shape.FEN:
        plain = SIGNS.sub("", plain)
    for ending, times in ENDINGS[shape].items():
        if ending and plain.lower().endswith(ending):
            return _decimal(plain[: -len(ending)]), times
    return _decimal(plain), None


def _decimal(plain: str) -> Decimal:
    if SCIENTIFIC.fullmatch(plain):
        return Decimal(plain)  # how very small and very large numbers come out of a cell
    if not PLAIN.fullmatch(plain):
        raise CellRefused("number")
    return Decimal(plain.replace(",", ""))
