"""Units said once for a whole table: in its title, in a line above or below it (单位：万元、亩), in its sheet's name.

Always true:

* what is said of money or land and is no unit for sure (美元, or 元 and 万元 at once) is none, and a bare amount is
  refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice, pairwise

from fupin_desk.ledger.book import Raw
from fupin_desk.ledger.columns import SheetColumn
from fupin_desk.ledger.typed import BETWEEN_HAN, CellRefused, narrow
from fupin_desk.ledger.units import ELSEWHERE, NO_UNIT, Unit, unit_of
from fupin_desk.ledger.vocabulary import BRACKETS, OF_UNIT
from fupin_desk.ledger.wanted import BY_RECORD, wanted

SAID = re.compile(
    r"(?P<whose>[\u4e00-\u9fff]{2})?(?:单位|\bunits?\b|بىرلىك(?:ى|لەر)?|بىرلىگى)\s*"
    r"(?::|,?(?:均|都)?(?:为|是|按|以))\s*(?P<units>[^()【】\[\]。]*)",
    re.IGNORECASE,
)
"""A statement of units: what it is about (金额单位) or whose (填报单位 is an office), and what it names."""
UNIT = re.compile(r"单\s*位|unit|بىرلى", re.IGNORECASE)
ABOUT = frozenset({None, "计量", "金额", "货币", "面积", "数量", "重量", "价格"})
NAMES = re.compile(r"[、,;；/\s]+|[和及与]")
FOR_EACH = re.compile(r"\S+/\S+")
LAND = re.compile(r"(?:亩|公顷|米|مو|مۋ)$")
MONEY = re.compile(r"(?:元|圆|yuan|rmb|cny|dollars?|يۈەن|يۋان)$", re.IGNORECASE)
BEFORE = re.compile(r"^(?:均?(?:为|是|按)|人民币)+(?=.)")
OF_TABLES = ("yuan", "mu")
"""What units are said of for a whole table."""
FEW = 2
"""Texts a row has at most that is a line about the table and no row of it."""


def table_units(name: str, cells: Sequence[Sequence[Raw]], last: int) -> Mapping[str, Unit]:
    """Return the units said of a whole table, by what they measure; ``last`` is the place of its last heading row."""
    return _agreed(_by_kind(name) | units_above(cells, last), units_below(cells, last))


def units_above(cells: Sequence[Sequence[Raw]], last: int) -> dict[str, Unit]:
    """Return the units said above a table's headings."""
    above: dict[str, Unit] = {}
    for text in _above(cells[:last]):
        above |= _by_kind(text)  # what stands nearest to the headings
    return above


def units_below(cells: Sequence[Sequence[Raw]], last: int) -> dict[str, Unit]:
    """Return the units said below a table's rows; among them nobody can tell which of the rows are meant."""
    above, below = units_above(cells, last), dict[str, Unit]()
    for at, text in _below(cells[last + 1 :]):
        units = _by_kind(text)
        if any(map(_holds_number, cells[last + 2 + at :])):
            new = {kind: unit for kind, unit in units.items() if kind not in above or above[kind].times != unit.times}
            units = {kind: _no_unit(unit.text) for kind, unit in new.items()}
        below = _agreed(below, units)
    return below


def states_units(row: Sequence[Raw]) -> bool:
    """Return whether a row is a line about the table's units, and no row of it."""
    return any(True for _at, text in _below([row]) if units_said(text))


def untold(units: Mapping[str, Unit]) -> dict[str, Unit]:
    """Return units said of another table of the sheet, which may be meant for this one too, where that matters."""
    told = ((kind, unit) for kind, unit in units.items() if unit.times != 1 or unit.of == NO_UNIT)
    return {kind: replace(unit, of=ELSEWHERE) for kind, unit in told}


def _holds_number(row: Sequence[Raw]) -> bool:
    texts = _texts(row)
    return len(texts) > FEW and any(sign.isdigit() for text in texts for sign in text)


def row_unit(column: SheetColumn, heading: Unit | None, cell: Raw) -> Unit | None:
    """Return the unit of an amount on a sheet with a column of units: its heading's, or what its row's cell says.

    Raises ``CellRefused`` (``unit_differs``) where both say one and they are two.
    """
    unit, own = unit_of(str(cell)), None if column.refers else wanted(column)
    by_record = not column.refers and column.field in BY_RECORD
    if unit is None or not (by_record or (own is not None and own.unit.of == unit.of)):
        return heading
    if by_record and (unit.of == "yuan") != (column.rule.shape.unit == "yuan"):
        return heading
    if heading is not None and heading.times != unit.times:
        raise CellRefused("unit_differs", heading=heading.text, unit=unit.text)
    return heading or unit


def _by_kind(text: str) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for unit in units_said(text):
        kind = unit.of if unit.of != NO_UNIT else "mu" if LAND.search(narrow(unit.text)) else "yuan"
        units = _agreed(units, {kind: unit})
    return units


def _agreed(units: dict[str, Unit], other: dict[str, Unit]) -> dict[str, Unit]:
    """Return both; of a kind of which they say two units it cannot be told which is meant."""
    differing = {kind for kind in units.keys() & other.keys() if units[kind].times != other[kind].times}
    return units | other | {kind: _no_unit(f"{units[kind].text}、{other[kind].text}") for kind in differing}


def units_said(text: str) -> list[Unit]:
    """Return the units a line states (单位：万元、亩), or names in brackets as a title does (兑现表（万元）)."""
    plain = narrow(text)
    ways = [list(_stated(spelling)) for spelling in dict.fromkeys((plain, BETWEEN_HAN.sub("", plain)))]
    stated = max(ways, key=lambda units: sum(unit.of != NO_UNIT for unit in units))
    bare = (unit_of(bracket) for bracket in BRACKETS.findall(plain))
    return [*stated, *(unit for unit in bare if unit is not None and unit.of in OF_TABLES)]


def _above(cells: Sequence[Sequence[Raw]]) -> Iterator[str]:
    """Yield the texts above a table; 单位 may stand in one cell and what it is in the next."""
    for row in cells:
        texts = _texts(row)
        few = len(texts) <= FEW
        yield from (text for text in (*texts, *_joined(texts)) if few or SAID.search(narrow(text)))


def _below(cells: Sequence[Sequence[Raw]]) -> Iterator[tuple[int, str]]:
    """Yield the statements of units among a table's rows and below them, with their place."""
    for at, row in enumerate(cells):
        texts = _few_texts(row)
        if len(texts) <= FEW and any(UNIT.search(narrow(text)) for text in texts):
            yield from ((at, text) for text in (*texts, *_joined(texts)) if SAID.search(narrow(text)))


def _texts(row: Sequence[Raw]) -> list[str]:
    return [str(cell) for cell in row if str(cell).strip()]


def _few_texts(row: Sequence[Raw]) -> list[str]:
    """Return the texts of a row, or one more than few: of a row of many nobody asks for the rest."""
    return list(islice((str(cell) for cell in row if str(cell).strip()), FEW + 1))


def _joined(texts: list[str]) -> Iterator[str]:
    for first, other in pairwise(texts):
        if OF_UNIT.fullmatch(narrow(first)):
            yield f"{first.rstrip(':： ')}:{other}"


def _stated(text: str) -> Iterator[Unit]:
    for match in SAID.finditer(text):
        sure = match["whose"] in ABOUT
        listed = match["units"].strip()
        counted = any(sign.isdigit() for sign in listed)  # Unit: 10,000 yuan
        for name in [listed] if counted or unit_of(listed) else filter(None, NAMES.split(listed)):
            plain = BEFORE.sub("", OF_UNIT.sub("", name))
            unit = unit_of(plain)
            if unit is not None:
                yield unit
            elif sure and (MONEY.search(plain) or LAND.search(plain)):
                yield _no_unit(plain)


def _no_unit(text: str) -> Unit:
    return Unit(text, NO_UNIT, Fraction(1))
