"""Amounts between what people write (3.2元/公斤, 1.2万元, 5%) and what the history keeps (fen, centimu, ppm), exactly.

A spreadsheet keeps 0.1+0.2 as 0.30000000000000004 and shows 0.3: its numbers are read to the fifteen digits it
promises, and then taken to the last one. Nothing is ever rounded: 12.345 yuan is refused.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from fupin_desk.domain.folding import NUMERAL, in_figures
from fupin_desk.domain.shapes import COUNT, Shape
from fupin_desk.ledger.book import Raw
from fupin_desk.ledger.typed import CellRefused, as_text, closed_up, narrow
from fupin_desk.ledger.units import TIMES, Stated, Unit, Wanted, many, together, unit_of

NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|[+-]?\.\d+"
WRITTEN = re.compile(rf"(?P<per>(?:每(?:个)?[^\d每]{{1,3}})*)(?P<number>{NUMBER})(?P<unit>\D.*)?", re.ASCII | re.DOTALL)
"""A number, what it is for each of before it (每亩每年300元), and its unit after it."""
SIGNS = re.compile(r"^(?:¥|￥|RMB|CNY|人民币)", re.IGNORECASE)
GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))", re.ASCII)
"""Blanks between thousands: ¥ 1 250."""
INTEREST = re.compile(rf"(?P<per>[年月])(?:利?息|利率):?(?P<number>{NUMBER})(?P<word>[%‰厘分])", re.ASCII)
"""Interest as people say it: 月息4.75‰, 年息5厘."""
SAID_OF = {"年厘": ("%", 1), "年分": ("%", 10), "月厘": ("‰", 1), "月分": ("%", 1)}
"""What a 厘 and a 分 of interest are: a year a hundredth and a tenth of what was lent, a month a tenth of that."""
LONGEST_UNIT = 8
"""Characters behind a number that may be meant for a unit: 3垧, 10编织袋."""
NAKED = re.compile(r"[\d\s]*", re.ASCII)
"""Figures and blanks alone (500 300) may be two amounts."""
SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?e[+-]?\d{1,3}", re.ASCII | re.IGNORECASE)
AROUND = re.compile(r"(?:(?:以|之)?内|份)$")
"""What may stand after a count and changes nothing: 30天内."""
LONG_IN_WORDS = re.compile(
    rf"(?P<number>{NUMERAL.pattern}|\d+)(?P<unit>年|周|星期|季度|天|日|个?月)(?P<half>半?)", re.ASCII
)
"""How long, as people say it: 三年, 一年半."""
HALF_A_YEAR = "半年"
ORDINAL = {
    "pay_day": re.compile(r"(?:每个?月)?(?:的)?(\d{1,2})[日号]?", re.ASCII),
    "pay_month": re.compile(r"(?:每年)?(?:的)?(\d{1,2})(?:月份?)?", re.ASCII),
}
"""Which day of the month, which month of the year: 每月5日, 12月."""


def amount(shape: Shape, raw: Raw, wanted: Wanted | None, heading: Unit | None = None) -> int | Stated:
    """Return an amount as it is kept, or with its unit where only the record tells which is wanted.

    Raises ``CellRefused``: ``number``, ``decimals``, ``percent``, ``unit``, ``unit_differs``, ``unit_inexact``,
    ``unit_unknown``.
    """
    number, scale, unit = _interest(shape, raw) or _parted(shape, raw, wanted)
    if shape.unit == "percent" and unit is None and number != 0 and abs(number) <= 1:
        raise CellRefused("percent")  # a cell formatted as percent holds 0.05 for 5 %: which was meant cannot be told
    scale, unit = together(heading, scale, unit)
    number *= scale
    if wanted is not None:
        return wanted.kept(number, unit, shape.parts)
    if unit is None or unit.kinds == ("unit",) or (shape.unit == "yuan" and not unit.kinds and unit.of == "yuan"):
        number *= unit.factor * unit.scale if unit else 1
        if (number * shape.parts).denominator != 1:
            raise CellRefused("decimals")
        return int(number * shape.parts)
    return Stated(number, unit)


def ordinal(field: str, raw: Raw) -> int:
    """Return which day or month is meant; raises ``CellRefused``."""
    match = ORDINAL[field].fullmatch(closed_up(as_text(raw), "number"))
    if isinstance(raw, bool) or match is None:
        raise CellRefused("number")
    return int(match[1])


def whole(raw: Raw, wanted: Wanted | None = None, heading: Unit | None = None) -> int:
    """Return a whole number of things; raises ``CellRefused``."""
    try:
        kept = amount(COUNT, raw, wanted, heading)
    except CellRefused as cannot:
        raise CellRefused("whole_number") if cannot.reason == "decimals" else cannot from None
    return kept if isinstance(kept, int) else int(kept.number)


def _parted(shape: Shape, raw: Raw, wanted: Wanted | None) -> tuple[Fraction, int, Unit | None]:
    """Return the number of a cell, the multiplier after it, and the unit."""
    if isinstance(raw, bool):
        raise CellRefused("number")
    typed = as_text(raw)
    plain = closed_up(typed if NAKED.fullmatch(typed) else GROUPS.sub("", typed), "number")
    plain = SIGNS.sub("", plain) if shape.unit == "yuan" else AROUND.sub("", plain)
    if SCIENTIFIC.fullmatch(plain):
        return Fraction(Decimal(plain)), 1, None  # how very small and very large numbers come out of a cell
    match = WRITTEN.fullmatch(_long(plain) if wanted is not None and wanted.unit.of in TIMES else plain)
    if match is None:
        raise CellRefused("number")
    number, unit_said = Fraction(Decimal(match["number"].replace(",", ""))), match["unit"] or ""
    if not unit_said and not match["per"]:
        return number, 1, None
    scale = many(unit_said)
    if scale is not None and not match["per"]:
        return number, scale, None
    unit = unit_of(unit_said + match["per"], wanted.unit.of if wanted else None)
    if unit is None:
        raise _unknown(unit_said, wanted)
    return number, 1, unit


def _long(plain: str) -> str:
    """Return how long something is with its number in figures: 三年 is 3年, 一年半 1.5年; any other text as it is."""
    match = LONG_IN_WORDS.fullmatch(plain)
    if match is None:
        return f"1{plain}" if plain == HALF_A_YEAR else plain
    return in_figures(match["number"]) + (".5" if match["half"] else "") + match["unit"]


def _interest(shape: Shape, raw: Raw) -> tuple[Fraction, int, Unit | None] | None:
    """Return the rate of a cell that says of which time it is in words, None where it is none."""
    of_rate = isinstance(raw, str) and shape.unit == "percent"
    match = INTEREST.fullmatch("".join(narrow(str(raw)).split())) if of_rate else None
    if match is None:
        return None
    sign, times = SAID_OF.get(match["per"] + match["word"], (match["word"], 1))
    return Fraction(Decimal(match["number"].replace(",", ""))) * times, 1, unit_of(f"{sign}/{match['per']}")


def _unknown(typed: str, wanted: Wanted | None) -> CellRefused:
    """Return why a number with something behind it that is no unit is refused; who drops it may change the amount."""
    begins = any(unit_of(typed[:end]) for end in range(1, len(typed)))  # 300元左右
    if not typed.isalpha() or len(typed) > LONGEST_UNIT or begins:
        return CellRefused("number")
    if wanted is None:
        return CellRefused("unit_unknown", unit=typed)
    return CellRefused("unit", unit=typed, wanted=wanted.named)
