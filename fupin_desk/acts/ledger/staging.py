"""One row on its way: which records it is about, what it would write, and every reason why it cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fupin_desk.acts.ledger.identity import EXACT, READ_AS, same
from fupin_desk.acts.ledger.row_cells import read_again
from fupin_desk.acts.ledger.shelf import Entry, Shelf
from fupin_desk.domain.changes import Value
from fupin_desk.domain.likeness import written_apart
from fupin_desk.kinds import KINDS
from fupin_desk.ledger.book import Fault, LedgerRow, Note
from fupin_desk.ledger.cells import READ
from fupin_desk.ledger.columns import SheetColumn


@dataclass(slots=True)
class Staged:
    """What a row would write on one record."""

    entry: Entry
    values: dict[str, Value]
    keys: Mapping[str, str] = field(default_factory=dict)
    """In which column each field stood, where it is not called after the field."""


@dataclass(slots=True)
class Staging:
    """A row being judged."""

    row: LedgerRow
    shelf: Shelf
    new_id: Callable[[], str]
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    parts: list[Staged] = field(default_factory=list)
    exact_only: bool = False
    """Whether only what says exactly what a record says is judged now."""
    marked: Entry | None = None
    """The record whose mark the row bears."""
    since_known: bool = False
    """Whether it is known how that record stood when the row was exported: then the row says its edits alone."""
    kept: dict[str, Any] = field(default_factory=dict)
    """Of a marked row the references that say what the export did: the ids they mean, by column."""

    def fault(self, key: str | None, reason: str, **facts: Any) -> None:
        """Say why the row cannot be taken."""
        self.faults.append(self.row.fault(key, reason, **facts))

    def note(self, key: str | None, what: str, **facts: Any) -> None:
        """Say what was left aside of a row that can."""
        heading = self.row.headings.get(key or "", (key, 0))[0]
        self.notes.append(Note(self.row.sheet, self.row.number, heading, what, facts))

    def same(
        self,
        kind: str,
        values: Mapping[str, Any],
        key: str,
        name: Any,
        but: Callable[[Entry], bool] = lambda _entry: False,
    ) -> Entry | None:
        """Return the record that the values are about, None where there is none yet or it cannot be told.

        ``but`` says which records they cannot be about.
        """
        if self.marked is not None and kind == self.marked.kind:
            return self.marked
        ways = [[entry for entry in way if not but(entry)] for way in self.shelf.matching(kind, values)]
        ways = [way for way in ways if way]
        everyone = list(dict.fromkeys(entry for way in ways for entry in way))
        if len(everyone) > 1:
            self.fault(key, "ambiguous" if len(ways) == 1 else "clash", **({"name": name} if len(ways) == 1 else {}))
            return None
        if everyone and everyone[0].voided:
            self.fault(key, "voided")
        other = written_apart(everyone[0].values, str(name)) if everyone and name is not None else None
        if other is not None and not _told_by_number(everyone[0], values):
            self.fault(key, "spelled_otherwise", typed=name, name=other)
        return everyone[0] if everyone else None

    def not_erased(self, kind: str, values: Mapping[str, Any], key: str | None) -> None:
        """Refuse new money that may be what an erasure left without its household; say so where only its like is."""
        like = self.shelf.erased_like(kind, values)
        if like == "same":
            self.fault(key, "erased")
        elif like is not None:
            self.note(key, "like_erased")

    def write(self, kind: str, known: Entry | None, values: Mapping[str, Value], keys: Mapping[str, str]) -> Entry:
        """Stage values on a record, a new one where none was found; ``keys`` says in which column each field stood."""
        entry = known or Entry(kind, self.new_id(), {}, here=False)
        if entry.id in self.shelf.taken_back:
            values = {}  # nobody is told that it was, not even by a refusal
        kept: dict[str, Value] = {}
        for name, value in values.items():
            here = entry.values.get(name)
            if self.marked is not None and entry.here and _as_exported(entry, name, value):
                continue
            if name in READ_AS and here is not None and same(name, here, value):
                kept[name] = here  # 一组 where 1组 stands: nothing new
            elif here == value or self._may(entry, name, value, keys.get(name, name)):
                kept[name] = value
        self.parts.append(Staged(entry, kept, keys))
        return entry

    def _may(self, entry: Entry, name: str, value: Value, key: str) -> bool:
        """Return whether a differing value may be written; says why not."""
        first = entry.said.get(name)
        if first is not None:
            self.fault(key, "contradicts", sheet=first[0], line=first[1])
            return False
        if name in entry.disputed:
            self.fault(key, "disputed")
            return False
        if self.since_known:
            return True
        if value is not None and self.shelf.replaced(entry, name, value):
            self.note(key, "changed_since")
            return False
        if self.marked is not None and self.shelf.ever_changed(entry, name):
            self.fault(key, "since_unknown")
            return False
        return True

    def settle(self) -> bool:
        """Let what was staged stand; returns whether anything is new. Only for a row without faults."""
        where = (self.row.sheet, self.row.number)
        first = self.parts[0].entry.said if self.parts else {}
        before = min((at for at in first.values() if at[0] == where[0]), default=None, key=lambda at: at[1])
        new = [self.shelf.keep(part.entry, part.values, where) for part in self.parts]
        if self.marked is not None:
            self.marked.said.setdefault("id", where)
        if not any(new) and before is not None:
            self.note(None, "same_row", of_line=before[1])
        return any(new)


def _told_by_number(entry: Entry, values: Mapping[str, Any]) -> bool:
    """Return whether a number that is one record's alone says which is meant."""
    return any(values.get(name) is not None and values[name] == entry.values.get(name) for name in EXACT)


def _as_exported(entry: Entry, name: str, value: Value) -> bool:
    """Return whether a cell says what an export of the record says, read again."""
    before = entry.first.get(name)
    fields = KINDS[entry.kind].fields
    if before == value or before is None or name not in fields or fields[name].field.shape not in READ:
        return before == value
    return bool(read_again(SheetColumn(name, entry.kind, name, ""), before) == value)
