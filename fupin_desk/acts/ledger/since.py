"""What happened since a sheet was exported: an edited cell goes in, a cell left alone brings nothing back.

Always true:

* a cell is an edit where it says something else than the export did, whatever has stood in the field before or since;
* what was changed on the desk since stays; where it was edited in the sheet too the row is refused, with both values;
* nothing is said of a consent that ended since: that would tell who took it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from fupin_desk.acts.ledger.row_cells import parts_of, read_again, row_cells, row_state
from fupin_desk.acts.ledger.shelf import Entry, Shelf
from fupin_desk.acts.ledger.staging import Staging
from fupin_desk.domain.ids import Version
from fupin_desk.ledger.book import LedgerRow
from fupin_desk.ledger.columns import SheetColumn, target_of
from fupin_desk.ledger.exported import cell_of
from fupin_desk.ledger.units import Stated
from fupin_desk.store import PastReader, Reader
from fupin_desk.words import LANGUAGES, words

MOST_MOMENTS = 50
"""Exports of which the rows of one workbook may come; of others it is not known when they were made."""


class Moments:
    """The desk as it was when each of the exports was made whose rows a ledger holds."""

    def __init__(self, reader: Reader) -> None:
        """Look back through ``reader``."""
        self._reader = reader
        self._past: dict[int, Shelf | None] = {}

    def shelf_of(self, version: Version | None, entry: Entry, now: Shelf) -> Shelf | None:
        """Return the records as they were when a row about ``entry`` was exported, None where nobody can tell.

        An export of another laptop, or from before this desk was put back to a backup, is as good as one of now where
        the record has not changed since.
        """
        if version is None:
            return None
        past = self._as_of(version.seq, now)
        then = past.get(entry.kind, entry.id) if past is not None else None
        if past is not None and then is not None and row_state(past, then) == version.state:
            return past
        return now if row_state(now, entry) == version.state else None

    def _as_of(self, seq: int, now: Shelf) -> Shelf | None:
        if seq not in self._past:
            if len(self._past) >= MOST_MOMENTS:
                return None
            past = PastReader(self._reader.history_here, seq)
            self._past[seq] = None if past.same_as_now else Shelf(past)
        return self._past[seq] or now


class Compared:
    """A row and its record, at the export and now."""

    def __init__(self, row: LedgerRow, then: Shelf, now: Shelf, entry: Entry) -> None:
        """Work out what stood in each cell then, and would now."""
        self.row, self.entry = row, entry
        self.former = then.get(entry.kind, entry.id) or entry
        self.columns = [column for column in row.spec.columns if column.key in row.headings]
        self.before = dict(row_cells(then, self.columns, self.former))
        self.here = dict(row_cells(now, self.columns, entry))
        was, self.parts = parts_of(then, self.former), parts_of(now, entry)
        self.others = {prefix for prefix, part in was.items() if _id(part) != _id(self.parts[prefix])}
        """Parts of the row that are other records now: another head, another consent."""

    def cells(self, column: SheetColumn) -> tuple[Any, Any]:
        """Return what a cell said then and would say now, read again."""
        before, here = (read_again(column, cells.get(column.key)) for cells in (self.before, self.here))
        return before, here

    def heads(self, column: SheetColumn) -> tuple[str, ...]:
        """Return the changes that stand in the field of a column; none where its part is another record now."""
        prefix, dot, name = column.key.rpartition(".")
        if dot:
            part = None if prefix in self.others else self.parts.get(prefix)
            return tuple(part.heads.get(name, ())) if part is not None else ()
        name = "household" if column.refers and name == "head" else target_of(self.entry.kind, name)
        born_in = self.entry.heads.get("born_in", ()) if name == "born_on" else ()
        return (*self.entry.heads.get(name, ()), *born_in)

    def lacks(self, brought: Callable[[Iterable[str]], bool]) -> bool:
        """Return whether a cell still says what the export did, and what stands now was brought from that export."""
        for column in self.columns:
            before, here = self.cells(column)
            typed = self.row.said.get(_said_under(column, self.row.said))
            if typed == before != here and brought(self.heads(column)):
                return True
        return False


def rebase(stage: Staging, then: Shelf, entry: Entry, own: Callable[[Iterable[str]], bool]) -> None:
    """Let a row say what it would, had it been exported just now and edited as it was.

    A fault stands for every cell that was edited in the sheet and whose field was changed on the desk since, unless
    what stands there (the changes given to ``own``) was brought by this very sheet.
    """
    _Rebasing(stage, Compared(stage.row, then, stage.shelf, entry), own).rebase()


class _Rebasing:
    """A row being judged by what happened since its export."""

    def __init__(self, stage: Staging, compared: Compared, own: Callable[[Iterable[str]], bool]) -> None:
        self.stage, self.compared, self.own = stage, compared, own
        self.here, self.columns, self.others = compared.here, compared.columns, compared.others

    def rebase(self) -> None:
        """Judge each cell."""
        row_values = dict(self.stage.row.said)
        for column in self.columns:
            part = column.key.rpartition(".")[0]
            if part == "consent" and part in self.others:
                continue
            before, here = self.compared.cells(column)
            key = _said_under(column, row_values)
            if key not in row_values:
                if before is not None and part != "consent":
                    self.stage.note(column.key, "emptied")
            elif row_values[key] == before:
                self._unedited(column, key, row_values)
            elif row_values[key] != here and (before != here or part in self.others):
                self._edited_again(column, row_values[key])
        self.stage.row = replace(self.stage.row, said=row_values)

    def _edited_again(self, column: SheetColumn, typed: Any) -> None:
        """Take a cell that this very sheet has corrected before; of any other both values are shown."""
        values = both(column, self.here.get(column.key), typed)
        if self.own(self.compared.heads(column)):
            self.stage.note(column.key, "corrected_again", **values)
        else:
            self.stage.fault(column.key, "changed_both", **values)

    def _unedited(self, column: SheetColumn, key: str, row_values: dict[str, Any]) -> None:
        """Let a cell that was left alone say what stands here."""
        here = read_again(column, self.here.get(column.key))
        if row_values[key] == here:
            return
        del row_values[key]
        if here is not None:
            born_in = column.field == "born_on" and isinstance(here, int)
            row_values[column.key.replace("born_on", "born_in") if born_in else column.key] = here
        if column.key.partition(".")[0] != "consent" and not self._only_called_otherwise(column):
            self.stage.note(column.key, "changed_since")

    def _only_called_otherwise(self, column: SheetColumn) -> bool:
        """Return whether a column names the same record as before, which has another name or number now."""
        entry, former = self.compared.entry, self.compared.former
        name = "household" if column.key == "head" else target_of(entry.kind, column.key)
        return column.refers and former.first.get(name) == entry.first.get(name)


def both(column: SheetColumn, here: Any, typed: Any) -> Mapping[str, Any]:
    """Return what a refusal shows of a field: what stands here and what the sheet says, as people read it."""
    plain = column.refers or not column.rule.shape.chosen
    codes = None if plain else column.rule.codes
    here, typed = (_shown(column, value) if plain else value for value in (here, typed))
    return {"here": here, "typed": typed, "codes": codes}


def _shown(column: SheetColumn, value: Any) -> str | None:
    if isinstance(value, Stated):
        return f"{float(value.number):g}{value.unit.text}"
    if value is None or isinstance(value, list):
        return None if value is None else "、".join(map(str, value))
    return str(value) if isinstance(value, int) and column.field == "born_on" else _plain(column, value)


def _plain(column: SheetColumn, value: Any) -> str:
    cell = cell_of(column, value, words(LANGUAGES[0]))
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def _said_under(column: SheetColumn, row_values: Mapping[str, Any]) -> str:
    """Return the key under which a row says what a column does: of a birth, a year alone stands apart."""
    year = column.key.replace("born_on", "born_in")
    return year if column.field == "born_on" and year in row_values else column.key


def _id(part: Entry | None) -> str | None:
    return part.id if part is not None else None
