"""The mark of a record: what an exported row is about, however it was sorted, filtered and corrected.

Always true:

* of a row with a mark only cells that say something else than the export did are changes; an empty one clears nothing;
* two rows with one mark that differ are asked about, and a mark of another village, or of nothing here, is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from fupin_desk.acts.ledger.corrected import Brought
from fupin_desk.acts.ledger.row_cells import reference_cell, same_cell
from fupin_desk.acts.ledger.shelf import Entry, Shelf
from fupin_desk.acts.ledger.since import Compared, Moments, rebase
from fupin_desk.acts.ledger.staging import Staging
from fupin_desk.acts.ledger.telling import reply_of
from fupin_desk.domain.ids import Version, read_record_mark
from fupin_desk.kinds import KINDS
from fupin_desk.ledger.book import LedgerRow
from fupin_desk.ledger.columns import LONGEST_NUMBER, MARK, SheetColumn, target_of


def bears_mark(row: LedgerRow) -> bool:
    """Return whether a row's mark is meant to name a record, and is no answer to a question."""
    typed = row.said.get(MARK)
    return typed is not None and reply_of(typed) is None and len(str(typed)) > LONGEST_NUMBER


class RowMarks:
    """The marks of a ledger's rows."""

    def __init__(self, village: str, rows: Iterable[LedgerRow], moments: Moments, brought: Brought) -> None:
        """Look which rows bear the mark of one record and do not say the same."""
        self._village, self._moments, self._brought = village, moments, brought
        self.exports: set[int] = set()
        """The exports of which rows were read."""
        self._rows: dict[int, list[tuple[str, Version, LedgerRow]]] = {}
        """The rows of each export, with the record and the version of their mark."""
        self._twice: dict[tuple[str, int], tuple[str, int]] = {}
        by_record: dict[str, list[LedgerRow]] = {}
        for row in rows:
            mark_read = read_record_mark(str(row.said[MARK]), village) if bears_mark(row) else None
            if mark_read is not None:
                by_record.setdefault(mark_read[0], []).append(row)
                if mark_read[1] is not None:
                    self._rows.setdefault(mark_read[1].seq, []).append((mark_read[0], mark_read[1], row))
        for alike in by_record.values():
            if any(row.said != alike[0].said for row in alike):
                for row in alike:
                    other = next(twin for twin in alike if twin is not row)
                    self._twice[row.sheet, row.number] = (other.sheet, other.number)

    def read(self, stage: Staging) -> None:
        """Let a row be about the record whose mark it bears; a fault where there is none, or another row bears it."""
        row = stage.row
        other = self._twice.get((row.sheet, row.number))
        if not bears_mark(row):
            return
        mark_read = read_record_mark(str(row.said[MARK]), self._village)
        entry = stage.shelf.get(row.spec.kind, mark_read[0]) if mark_read else None
        if mark_read is None:
            stage.fault(MARK, "mark_elsewhere")
        elif entry is None or not entry.here:
            stage.fault(MARK, "mark_gone")
        elif entry.voided:
            stage.fault(MARK, "voided")
        elif other is not None:
            stage.fault(MARK, "mark_twice", sheet=other[0], line=other[1])
        else:
            stage.marked = entry
            then = self._moments.shelf_of(mark_read[1], entry, stage.shelf)
            if then is not None and mark_read[1] is not None:
                stage.since_known = True
                self.exports.add(mark_read[1].seq)
                rebase(stage, then, entry, self._own(mark_read[1].seq, stage.shelf))
            stage.kept = _unchanged_references(stage, entry)
            for column in row.spec.columns:
                if column.needed and column.key in row.said and row.said[column.key] is None:
                    stage.fault(column.key, "missing")

    def _own(self, seq: int, shelf: Shelf) -> Callable[[Iterable[str]], bool]:
        """Return what tells whether changes were brought by the very sheet whose rows are read."""

        def own(heads: Iterable[str]) -> bool:
            if not self._brought.stands(seq, heads):
                return False
            return self._brought.all_in(seq, lambda: self._another_copy(seq, shelf))

        return own

    def _another_copy(self, seq: int, shelf: Shelf) -> bool:
        """Return whether rows of an export lack what was brought from it before: another copy of it was corrected."""
        for record, version, row in self._rows.get(seq, ()):
            entry = shelf.get(row.spec.kind, record)
            then = self._moments.shelf_of(version, entry, shelf) if entry is not None else None
            if entry is None or then is None:
                continue
            if Compared(row, then, shelf, entry).lacks(lambda heads: self._brought.stands(seq, heads)):
                return True
        return False


def _unchanged_references(stage: Staging, entry: Entry) -> dict[str, Any]:
    """Return the ids of what the references of a marked row mean that say what the export did, by column."""
    values: dict[str, Any] = {}
    for column in stage.row.spec.columns:
        typed = stage.row.said.get(column.key)
        if not column.refers or typed is None:
            continue
        named = entry.first.get(target_of(entry.kind, column.key))
        same = same_cell(column, reference_cell(stage.shelf, entry, column), typed)
        if same or (not stage.since_known and _called_so_once(stage, column, named, typed)):
            values[column.key] = named
    return values


def _called_so_once(stage: Staging, column: SheetColumn, named: Any, typed: Any) -> bool:
    """Return whether the record a reference names was once called what an old sheet calls it."""
    other = stage.shelf.get(column.kind, named)
    names = KINDS[column.kind].traits.cited_by
    return other is not None and any(stage.shelf.replaced(other, name, typed) for name in names)
