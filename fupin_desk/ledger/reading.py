"""A filled workbook, read: which sheets and columns it has, what every row says, and what of it cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from fupin_desk.domain.errors import LedgerWithoutSheetsError
from fupin_desk.domain.folding import fold, names_group, number_key
from fupin_desk.ledger import days
from fupin_desk.ledger.book import Book, Fault, LedgerPage, LedgerRow, Note, Raw
from fupin_desk.ledger.cells import value_of
from fupin_desk.ledger.columns import LONGEST_NUMBER, MARK, ROSTER, SheetSpec
from fupin_desk.ledger.container import RawSheet, open_book
from fupin_desk.ledger.headings import Heads, PlacedHeading, heads_of, notes_of, persons_of, reached, same_headings
from fupin_desk.ledger.refusals import of_consent, says_no
from fupin_desk.ledger.relations import relation_of, unsure
from fupin_desk.ledger.remarks import LINE_BETWEEN, PRINTED, no_record
from fupin_desk.ledger.roster import OF_HOUSEHOLD, by_household, heads_alone, nobodys
from fupin_desk.ledger.table_units import row_unit, states_units, units_above, units_below, untold
from fupin_desk.ledger.tables import beside_another, tables_of
from fupin_desk.ledger.typed import CellRefused, narrow
from fupin_desk.ledger.units import Unit
from fupin_desk.ledger.vocabulary import BRACKETS, NONE, own_sheets, says_none, words_of

SPREAD = ("household", "head", "contract", "entity", "distribution")
"""References that, merged over several rows, are meant for each of them. Anything else merged so is refused."""


def read(data: bytes) -> Book:
    """Read an .xlsx or .xls file as people fill it.

    Raises ``LedgerUnreadableError``, ``LedgerTooBigError``, and ``LedgerWithoutSheetsError`` where no sheet has
    headings that are known. What is wrong with a row is in the row.
    """
    book = open_book(data)
    notes: list[Note] = []
    sheets = [(sheet, _tables_of(sheet) if _ours(sheet) else []) for sheet in book.sheets]
    tables = [table for _sheet, of_sheet in sheets for table in of_sheet]
    with_homes = any(table.plain and table.plain.spec.key == "households" and not table.persons for table in tables)
    pages: list[LedgerPage] = []
    for sheet, of_sheet in sheets:
        if of_sheet:
            pages.append(_page(sheet, of_sheet, notes, book.from_1904, with_homes))
        elif sheet.hidden and sheet.cells and fold(sheet.name) not in own_sheets():
            notes.append(Note(sheet.name, None, None, "sheet_hidden"))
    if not any(page.spec for page in pages):
        raise LedgerWithoutSheetsError([sheet.name for sheet in book.sheets if not sheet.hidden])
    return Book(tuple(pages), tuple(notes))


def _ours(sheet: RawSheet) -> bool:
    return bool(sheet.cells) and not sheet.hidden and fold(sheet.name) not in own_sheets()


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of a sheet."""

    sheet: RawSheet
    plain: Heads | None
    """Its headings as one of the form's."""
    persons: Heads | None
    """Its headings as a list of persons, where it is one."""

    def heads(self, with_homes: bool) -> Heads | None:
        """Return the headings under which it is read; beside a sheet of households, persons are their members.

        So are persons who bear marks: that sheet was exported as one of members.
        """
        of_members = self.plain is not None and self.plain.spec.key == "members"
        members = of_members and (with_homes or self._marked())
        return self.persons if self.persons and not members else self.plain

    def _marked(self) -> bool:
        """Return whether rows bear marks of records."""
        place = self.plain.at(MARK) if self.plain else None
        if self.plain is None or place is None:
            return False
        return any(len(str(cells[place])) > LONGEST_NUMBER for cells in self.sheet.cells[self.plain.last + 1 :])


def _tables_of(sheet: RawSheet) -> list[_Table]:
    """Return the tables of a sheet; what one below the first is, its title or its headings say, else the sheet."""
    tables: list[_Table] = []
    for at, part in enumerate(tables_of(sheet)):
        named = replace(part, name=sheet.name)
        alike = heads_of(named) if at else None
        again = alike and any(same_headings(alike, table.plain) for table in tables)
        heads = alike if again else heads_of(part)
        if heads is None and alike:
            heads = alike if alike.needed_there and not alike.unknown else None
        tables.append(_Table(named, heads, persons_of(part, heads)))
    return [_with_units_untold(tables, at) for at in range(len(tables))]


def _with_units_untold(tables: Sequence[_Table], at: int) -> _Table:
    """Return a table, with the units that are said of another one of the sheet and may be meant for it too.

    What is said above one of the tables may go for those below it; what is said below the last, for all above.
    """
    table, reach = tables[at], dict[str, Unit]()
    for other in (*tables[:at], *tables[at + 1 :][-1:]):
        if other.plain is not None:
            units = units_above if other in tables[:at] else units_below
            reach |= untold(units(other.sheet.cells, other.plain.last))
    plain, persons = (heads and reached(heads, reach) for heads in (table.plain, table.persons))
    return replace(table, plain=plain, persons=persons)


def _page(sheet: RawSheet, tables: list[_Table], notes: list[Note], from_1904: bool, with_homes: bool) -> LedgerPage:
    """Read the tables of a sheet."""
    read = [(table.sheet, table.heads(with_homes)) for table in tables]
    if not any(heads for _part, heads in read):
        notes.append(Note(sheet.name, None, None, "sheet_unknown"))
        return LedgerPage(sheet.name, sheet.cells, sheet.first)
    rows: list[LedgerRow] = []
    pairs: list[tuple[SheetSpec, int]] = []
    for part, heads in read:
        if heads is None:
            notes.append(_unread(part))
            continue
        rows.extend(_rows(part, heads, notes, from_1904))
        pairs.append((heads.spec, part.first[0] + heads.last + 1))
    spec, first, others = pairs[0][0], pairs[0][1], tuple(line for _spec, line in pairs[1:])
    return LedgerPage(sheet.name, sheet.cells, sheet.first, spec, first, tuple(rows), others)


def _unread(part: RawSheet) -> Note:
    """Say that a table is none of the ledger's."""
    at, cells = next((at, cells) for at, cells in enumerate(part.cells) if any(str(cell).strip() for cell in cells))
    text = next(str(cell) for cell in cells if str(cell).strip())
    return Note(part.name, part.first[0] + at + 1, None, "table_unknown", {"text": text[:40]})


def _rows(sheet: RawSheet, heads: Heads, notes: list[Note], from_1904: bool) -> list[LedgerRow]:
    notes.extend(notes_of(sheet, heads))
    rows = list(_Reading(sheet, heads, from_1904).rows(notes))
    hidden = sum(row.number - 1 in sheet.hidden_rows for row in rows)
    if hidden:
        notes.append(Note(sheet.name, None, None, "rows_hidden", {"count": hidden}))
    left = sheet.first[1]
    unseen = [placed.heading for placed in heads.columns if placed.at + left in sheet.hidden_columns]
    if unseen and rows:
        notes.append(Note(sheet.name, None, None, "columns_hidden", {"columns": unseen}))
    if shared := beside_another(sheet, heads):
        return list(nobodys(rows, shared, "tables_beside"))
    return list(_of_persons(rows, heads)) if heads.spec is ROSTER else rows


def _of_persons(rows: list[LedgerRow], heads: Heads) -> Iterator[LedgerRow]:
    """Return the rows of households and members of a list of persons."""
    if heads.keys & {"relation", "head"}:
        return by_household(rows)
    numbers = [number_key(str(row.said["household"])) for row in rows if "household" in row.said]
    # One person in every household: it is a list of households, and whom it names is the head.
    return heads_alone(rows) if len(set(numbers)) == len(rows) else nobodys(rows, "relation", "head_untold")


@dataclass(slots=True)
class _Reading:
    """One sheet being read."""

    sheet: RawSheet
    heads: Heads
    from_1904: bool
    headings: dict[str, tuple[str, int]] = field(init=False)
    merged: dict[tuple[int, int], tuple[int, int]] = field(init=False)
    """Of every cell in a range merged over several rows, the range's first cell; places in ``cells``."""
    across: set[int] = field(init=False)
    """Places of rows whose only text is merged over several columns: it is of none of them."""
    above: list[list[tuple[int, str]]] = field(init=False)
    """What stands in each row down to the headings, as compared, with its place."""
    texts_above: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.headings = {placed.column.key: (placed.heading, placed.at) for placed in self.heads.columns}
        self.above = [_placed(row) for row in self.sheet.cells[: self.heads.last + 1]]
        self.texts_above = frozenset(text for row in self.above for _at, text in row)
        top, left = self.sheet.first
        width = max(map(len, self.sheet.cells), default=0)
        self.merged = {
            (row - top, column - left): (start[0] - top, start[1] - left)
            for start, end in self.sheet.merged
            if end[0] > start[0] and start[0] - top > self.heads.last
            for row in range(start[0], min(end[0] + 1, top + len(self.sheet.cells)))
            for column in range(start[1], min(end[1] + 1, left + width))
        }
        known = {placed.at for placed in self.heads.columns}
        self.across = {
            start[0] - top
            for start, end in self.sheet.merged
            if end[0] == start[0] and len({at for at in known if start[1] <= at + left <= end[1]}) > 1
            if _alone(self.sheet.cells, start[0] - top)
        }

    def rows(self, notes: list[Note]) -> Iterator[LedgerRow]:
        refused, group = False, None
        for at in range(self.heads.last + 1, len(self.sheet.cells)):
            cells = self.sheet.cells[at]
            number = self.sheet.first[0] + at + 1
            first = next((cell for cell in cells if cell != "" and str(cell).strip()), None)
            if first is None:
                continue
            if (named := self._names_group(at)) is not None:
                group = named
                notes.append(Note(self.sheet.name, number, None, "group_row", {"text": named}))
                continue
            skipped = no_record(cells) or ("footer" if at in self.across or self._dates_page(at) else None)
            skipped = skipped or ("heading_again" if self._above_again(cells) or self._numbers_columns(at) else None)
            skipped = skipped or self._says_nothing(at) or ("footer" if states_units(cells) else None)
            if skipped == "numbered":
                continue
            if skipped:
                notes.append(Note(self.sheet.name, number, None, skipped, {"text": str(first)[:40]}))
                continue
            if self._forgot_refusal(at):
                notes.extend([] if refused else [Note(self.sheet.name, None, None, "refusals")])
                refused = True
                if self.heads.spec.kind == "consent":
                    continue
            yield self._row(at, number, group)

    def _alone(self, at: int) -> str | None:
        """Return the one text of a row that has no other cell, nor a share in a merged one."""
        first_cells = list(islice((cell for cell in self.sheet.cells[at] if str(cell).strip()), 2))
        if len(first_cells) != 1 or not isinstance(first_cells[0], str):
            return None
        return None if any((at, placed.at) in self.merged for placed in self.heads.columns) else first_cells[0]

    def _dates_page(self, at: int) -> bool:
        """Return whether a row holds but the day on which a list was made, or the number of a printed page."""
        alone = self._alone(at)
        return alone is not None and (PRINTED.fullmatch(narrow(alone)) is not None or days.says_day(alone))

    def _names_group(self, at: int) -> str | None:
        """Return the group of a village that a row names and nothing else, for the rows below it (二组)."""
        alone = self._alone(at)
        if alone is None:
            return None
        own = self.heads.at("group")
        if own is not None and str(self.sheet.cells[at][own]).strip():
            return None  # a household of which only the group was filled in
        named = BRACKETS.sub("", narrow(alone)).strip(" :")
        return named if names_group(named) else None

    def _above_again(self, cells: Sequence[Raw]) -> bool:
        """Return whether a row repeats the headings or the title above them, as every printed page does."""
        first = next((str(cell) for cell in cells if str(cell).strip()), "")
        if fold(first) not in self.texts_above:  # hardly any row goes on from here
            return False
        placed = _placed(cells)
        for texts in self.above:
            if [text for _at, text in placed] == [text for _at, text in texts]:
                return True
            if len(placed) > 1 and len(placed) > len(texts) // 2 and set(placed) <= set(texts):
                return True
        return False

    def _numbers_columns(self, at: int) -> bool:
        """Return whether a row right below the headings only counts their columns: 1, 2, 3, or 甲, 1, 2."""
        if at != self.heads.last + 1:
            return False
        cells = (f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in self.sheet.cells[at])
        texts = [cell.strip() for cell in cells if cell.strip()]
        if len(texts) < 3:
            return False
        numbers = texts[1:] if texts[0] == "甲" else texts
        return all(number_key(number) == str(at) for at, number in enumerate(numbers, 1))

    def _says_nothing(self, at: int) -> str | None:
        """Return what a row is that has nothing in any column that was read: numbered beforehand, or a remark."""
        cells = self.sheet.cells[at]
        if any(str(cells[placed.at]).strip() or (at, placed.at) in self.merged for placed in self.heads.columns):
            return None
        if any(str(cells[place]).strip() for place in self.heads.asks):
            return None
        return (
            "footer"
            if any(isinstance(cell, str) and not cell.strip().isdigit() and cell.strip() for cell in cells)
            else "numbered"
        )

    def _forgot_refusal(self, at: int) -> bool:
        """Return whether a row said that somebody did not agree; what it said is gone, from the answer too."""
        spec, cells = self.heads.spec, self.sheet.cells[at]
        about = [placed for placed in self.heads.columns if of_consent(spec, placed.column)]
        asked = self.heads.asks
        if not says_no([(placed.column, cells[placed.at]) for placed in about], [cells[place] for place in asked]):
            return False
        gone = range(len(cells)) if spec.kind == "consent" else [*asked, *(placed.at for placed in about)]
        for place in gone:
            cells[place] = ""
        return True

    def _row(self, at: int, number: int, group: str | None) -> LedgerRow:
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        notes: list[Note] = []
        marked = self._marked(at)
        for placed in self.heads.columns:
            if marked and placed.column.key != MARK and _clears(self.sheet.cells[at][placed.at]):
                values[placed.column.key] = None
                continue
            try:
                value = self._value(placed, at)
            except CellRefused as cannot:
                faults.append(Fault(self.sheet.name, number, placed.heading, cannot.reason, cannot.facts, placed.at))
                continue
            if value is not None:
                values |= value
                if placed.column.field == "relation" and unsure(str(self._raw(placed, at))):
                    facts = {"typed": str(self._raw(placed, at)), "code": values[placed.column.key]}
                    notes.append(Note(self.sheet.name, number, placed.heading, "relation_read", facts))
                if placed.column.field == "born_on" and days.year_of_month(self._raw(placed, at)) is not None:
                    notes.append(Note(self.sheet.name, number, placed.heading, "born_year"))
        for key in self._unasked(values, at):
            del values[key]
        if group is not None and any(column.key == "group" for column in self.heads.spec.columns):
            values.setdefault("group", group)
        return LedgerRow(self.sheet.name, number, self.heads.spec, values, self.headings, tuple(faults), tuple(notes))

    def _unasked(self, values: Mapping[str, Any], at: int) -> list[str]:
        """Return the columns in which 无 only says that nobody asks: how one takes part in what is nobody else's."""
        plain = [placed for placed in self.heads.columns if not placed.column.refers and placed.column.key in values]
        return [
            placed.column.key
            for placed in plain
            if values[placed.column.key] == NONE and (only := placed.column.rule.only) is not None
            if values.get(only[0], only[1][0]) not in only[1] and says_none(str(self._raw(placed, at)))
        ]

    def _marked(self, at: int) -> bool:
        """Return whether a row bears something in the column of marks."""
        place = self.heads.at(MARK)
        return place is not None and str(self.sheet.cells[at][place]).strip() != ""

    def _value(self, placed: PlacedHeading, at: int) -> dict[str, Any] | None:
        raw = self._raw(placed, at)
        if raw == "":
            return None
        column = placed.column
        if column.is_name and LINE_BETWEEN.search(narrow(str(raw))) and self._alone(at) is not None:
            raise CellRefused("not_name")
        if column.field == "born_on" and (year := days.year(raw) or days.year_of_month(raw)) is not None:
            return {column.key.replace("born_on", "born_in"): year}
        place = self.heads.units_at
        unit = placed.unit if place is None else row_unit(column, placed.unit, self.sheet.cells[at][place])
        value = value_of(column, raw, heading=unit, from_1904=self.from_1904)
        return None if value is None else {column.key: value}

    def _raw(self, placed: PlacedHeading, at: int) -> Raw:
        start = self.merged.get((at, placed.at))
        if start is None:
            return self.sheet.cells[at][placed.at]
        cell = self.sheet.cells[start[0]][start[1]]
        if cell != "" and placed.column.key not in SPREAD and not self._of_one_home(placed, at):
            raise CellRefused("merged")
        return cell

    def _of_one_home(self, placed: PlacedHeading, at: int) -> bool:
        """Return whether what is merged says something of the household and spans no two; a group may span many."""
        if self.heads.spec is not ROSTER or placed.column.key not in OF_HOUSEHOLD:
            return False
        if placed.column.key == "group":
            return True
        start, relation = self.merged[at, placed.at], self.heads.at("relation")
        rows = [row for (row, column), begun in self.merged.items() if column == placed.at and begun == start]
        return relation is not None and (
            sum(relation_of(str(self.sheet.cells[row][relation])) == "head" for row in rows) == 1
        )


def _alone(rows: Sequence[Sequence[Raw]], at: int) -> bool:
    return 0 <= at < len(rows) and sum(bool(str(cell).strip()) for cell in rows[at]) == 1


def _placed(cells: Sequence[Raw]) -> list[tuple[int, str]]:
    """Return what stands in a row, as compared, with its place."""
    return [(at, fold(str(cell))) for at, cell in enumerate(cells) if str(cell).strip()]


def _clears(raw: Raw) -> bool:
    """Return whether a cell says that what stands there is to be taken away: nothing does it by being empty."""
    return isinstance(raw, str) and fold(raw) in words_of("marks", "clear")
