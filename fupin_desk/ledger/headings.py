"""Where a sheet's headings are, and which column each means.

Titles stand above, headings may be merged over two rows (户主 over 姓名 and 身份证号), columns may be in any order and
called by customary names. What is not known is reported and left aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fupin_desk.domain.folding import fold
from fupin_desk.ledger.book import Note, Raw
from fupin_desk.ledger.columns import ROSTER, SHEETS, SheetColumn, SheetSpec
from fupin_desk.ledger.container import RawSheet
from fupin_desk.ledger.refusals import asks_whether
from fupin_desk.ledger.table_units import OF_TABLES, table_units
from fupin_desk.ledger.typed import narrow
from fupin_desk.ledger.units import Unit, unit_of
from fupin_desk.ledger.vocabulary import OF_UNIT, heading_meant, own_headings, sheet_names, words_of
from fupin_desk.ledger.wanted import BY_RECORD, wanted

OF_GROUP = re.compile(r"(?:的)?(?:基本|主要|相关|有关|详细|登记)*(?:信息|情况|概况|资料|状况)(?:表|栏)?$")
"""What may end the words over several headings: 家庭成员基本情况."""
NUMBERED = re.compile(r"^[(（]?(?:[一二三四五六七八九十]+|\d{1,2})[)）]?[、.．:：\s]+")
SEARCHED = 15
"""Rows from the top in which headings are looked for."""
LEAST = 2
"""Columns that must be known for a row to be the headings."""


@dataclass(frozen=True, slots=True)
class PlacedHeading:
    """A column of a sheet where it was found."""

    column: SheetColumn
    at: int
    """Its place in ``cells``, from 0."""
    heading: str
    unit: Unit | None = None
    """The unit its heading names, or the sheet for all of them."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The headings of a sheet."""

    spec: SheetSpec
    last: int
    """Place of their last row in ``cells``, from 0."""
    columns: tuple[PlacedHeading, ...]
    unknown: tuple[tuple[int, str, str], ...]
    """Place, heading and why (``heading_unknown``, ``heading_twice``) of those left aside."""
    asks: tuple[int, ...] = ()
    """Places of columns that ask whether somebody agreed."""
    units_at: int | None = None
    """Place of a column that names the unit of each row's amounts (单位), on a sheet whose records have none."""

    @property
    def known(self) -> tuple[int, int]:
        """Return how many columns and how many units are named: a row of units below the headings is one of them."""
        return len(self.columns), sum(placed.unit is not None for placed in self.columns)

    @property
    def keys(self) -> set[str]:
        """Return the keys of the columns that are there."""
        return {placed.column.key for placed in self.columns}

    def at(self, key: str) -> int | None:
        """Return the place of a column, None where it is not there."""
        return next((placed.at for placed in self.columns if placed.column.key == key), None)

    @property
    def needed_there(self) -> bool:
        """Whether all columns that tell its rows apart are there."""
        keys = self.keys
        stand_in = {"household": "head", "ledger_number": "head.name"}
        return all(
            column.key in keys or stand_in.get(column.key) in keys for column in self.spec.columns if column.needed
        )


def heads_of(sheet: RawSheet) -> Heads | None:
    """Return a sheet's headings, by its name or, where that says nothing, by the headings alone.

    By headings alone only where exactly one kind of sheet fits best with all the columns its rows need. A sheet that
    may be a list of households or of persons is one of households here: ``persons_of`` says whether it is persons.
    """
    heads = _heads_of(sheet)
    return heads and _with_tables_units(sheet, heads)


def _heads_of(sheet: RawSheet) -> Heads | None:
    named = sheet_names().get(fold(sheet.name))
    if named is not None:
        return _best(sheet, named)
    tables = [
        heads for spec in SHEETS if (heads := _best(sheet, spec)) and heads.needed_there and len(heads.columns) > LEAST
    ]
    tables.sort(key=lambda heads: -len(heads.columns))
    most = [heads for heads in tables if len(heads.columns) == len(tables[0].columns)]
    if {heads.spec.key for heads in most} == {"households", "members"}:
        return most[0]
    return most[0] if len(most) == 1 else None


def persons_of(sheet: RawSheet, heads: Heads | None) -> Heads | None:
    """Return the headings of a sheet that has a person on every row, None where it is anything else.

    It has a column of names which does not say that they are heads', and fits no other kind of sheet better.
    """
    persons = _persons_of(sheet, heads)
    return persons and _with_tables_units(sheet, persons)


def _persons_of(sheet: RawSheet, heads: Heads | None) -> Heads | None:
    if heads is not None and heads.spec.key not in ("households", "members"):
        return None
    persons = _best(sheet, ROSTER)
    if persons is None or "name" not in persons.keys:
        return None
    tells = bool(persons.keys & {"relation", "head"})
    if heads is None or heads.spec.key == "members":
        return persons if tells else None
    named = next((placed for placed in heads.columns if placed.column.key == "head.name"), None)
    if named is None or named.at != persons.at("name"):
        return persons if tells else None
    meant = heading_meant(ROSTER, named.heading)
    return persons if meant is not None and meant[0].key == "name" else None


def notes_of(sheet: RawSheet, heads: Heads) -> Iterable[Note]:
    """Yield what is said about headings left aside."""
    row = sheet.first[0] + heads.last + 1
    for at, heading, why in heads.unknown:
        yield Note(sheet.name, row, heading, why, {"letter": letters_of(sheet.first[1] + at)})


def letters_of(at: int) -> str:
    """Return the letters a spreadsheet program shows over a column, by its place from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def filled(sheet: RawSheet) -> list[list[Raw]]:
    """Return the first rows with every merged range filled with what stands in its first cell."""
    rows = [list(row) for row in sheet.cells[: SEARCHED + 1]]
    top, left = sheet.first
    for (first_row, first_column), (last_row, last_column) in sheet.merged:
        above = _cell(rows, first_row - top, first_column - left)
        for row in range(max(first_row - top, 0), min(last_row - top + 1, len(rows))):
            for column in range(max(first_column - left, 0), min(last_column - left + 1, len(rows[row]))):
                rows[row][column] = above
    return rows


def _cell(rows: list[list[Raw]], row: int, column: int) -> Raw:
    return rows[row][column] if 0 <= row < len(rows) and 0 <= column < len(rows[row]) else ""


def _best(sheet: RawSheet, spec: SheetSpec) -> Heads | None:
    """Return the row, or two rows, that name most columns; of equals the first and the single one."""
    rows = filled(sheet)
    merged_rows = {row - sheet.first[0] for (row, _left), _end in sheet.merged}
    best: Heads | None = None
    for at in range(min(SEARCHED, len(rows))):
        tries = [_heads(spec, at, [[cell] for cell in rows[at]])]
        if at + 1 < len(rows) and (at in merged_rows or "" in rows[at] or _only_units(rows[at + 1])):
            tries.append(_heads(spec, at + 1, [list(pair) for pair in zip(rows[at], rows[at + 1], strict=True)]))
        for heads in tries:
            if len(heads.columns) >= LEAST and (best is None or heads.known > best.known):
                best = heads
    return best


def same_headings(heads: Heads, other: Heads | None) -> bool:
    """Return whether two tables of a sheet have the same headings in the same places."""
    return other is not None and heads.spec is other.spec and _placed(heads) == _placed(other)


def _placed(heads: Heads) -> set[tuple[int, str]]:
    of_known = {(heading.at, fold(heading.heading)) for heading in heads.columns}
    return of_known | {(at, fold(heading)) for at, heading, _why in heads.unknown}


def reached(heads: Heads, units: Mapping[str, Unit]) -> Heads:
    """Return the headings with units of another table of the sheet where they and their own table name none."""
    columns = (replace(heading, unit=heading.unit or _of_table(heading, units)) for heading in heads.columns)
    return replace(heads, columns=tuple(columns))


def _with_tables_units(sheet: RawSheet, heads: Heads) -> Heads:
    """Return the headings with the units said of the whole table (单位：万元、亩) where they name none themselves."""
    units = table_units(sheet.name, sheet.cells, heads.last)
    columns = (replace(heading, unit=heading.unit or _of_table(heading, units)) for heading in heads.columns)
    named = (unknown_head for unknown_head in heads.unknown if OF_UNIT.fullmatch(narrow(unknown_head[1])))
    of_rows = [unknown_head for unknown_head in named if _holds_units(sheet, heads, unknown_head[0])][:1]
    return replace(
        heads,
        columns=tuple(columns),
        unknown=tuple(unknown_head for unknown_head in heads.unknown if unknown_head not in of_rows),
        units_at=of_rows[0][0] if of_rows else None,
    )


def _holds_units(sheet: RawSheet, heads: Heads, at: int) -> bool:
    return any(unit_of(str(row[at])) for row in sheet.cells[heads.last + 1 :])


def _of_table(placed: PlacedHeading, units: Mapping[str, Unit]) -> Unit | None:
    of = "" if placed.column.refers else placed.column.rule.shape.unit
    return units.get(of) if of in OF_TABLES else None


def _unit(column: SheetColumn, unit_said: str | None) -> Unit | None:
    """Return the unit of a heading, where its column has one at all."""
    if unit_said is None or column.refers:
        return None
    own = wanted(column)
    measured = own is not None or column.field in BY_RECORD or column.rule.shape.counts
    return unit_of(unit_said, own.unit.of if own else None) if measured else None


def _only_units(row: list[Raw]) -> bool:
    """Return whether a row holds nothing but units, and hints in brackets: those of the headings above it."""
    cells = [str(cell).strip() for cell in row if str(cell).strip()]
    units = [unit_of(OF_UNIT.sub("", cell.strip("()（） "))) for cell in cells]
    return any(units) and all(unit or cell[0] in "(（" for unit, cell in zip(units, cells, strict=True))


def _heads(spec: SheetSpec, last: int, parts_of: list[list[Raw]]) -> Heads:
    placed: dict[str, PlacedHeading] = {}
    unknown: list[tuple[int, str, str]] = []
    asks: list[int] = []
    for at, parts in enumerate(parts_of):
        texts = list(dict.fromkeys(str(part).strip() for part in parts if str(part).strip()))
        if not texts or fold(texts[-1]) in own_headings():
            continue
        heading = " ".join(" ".join(texts).split())
        meant = _meant(spec, texts)
        if meant is None and asks_whether(spec, heading):
            asks.append(at)
        elif meant is None:
            unknown.append((at, heading, "heading_unknown"))
        elif meant[0].key in placed:
            unknown.append((at, heading, "heading_twice"))
        else:
            column, unit = meant
            placed[column.key] = PlacedHeading(column, at, heading, _unit(column, unit))
    return Heads(spec, last, tuple(placed.values()), tuple(unknown), tuple(asks))


def _meant(spec: SheetSpec, texts: list[str]) -> tuple[SheetColumn, str | None] | None:
    """Return what a heading means: both rows together, or the lower one where the upper one adds nothing."""
    meant = heading_meant(spec, "".join(texts))
    if meant is not None or len(texts) == 1:
        return meant
    over = OF_GROUP.sub("", NUMBERED.sub("", narrow(texts[0])).strip(" :"))
    if fold(over) != fold(texts[0]) and (together := heading_meant(spec, over + "".join(texts[1:]))):
        return together
    adds_nothing = fold(texts[0]) in words_of("groups", "words") or fold(over) in words_of("groups", "subjects")
    return heading_meant(spec, texts[-1]) if adds_nothing else None
