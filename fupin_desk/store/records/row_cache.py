"""The row cache: the rows a unit of work touches, changed in memory and put back together.

A change that replaces all that stood in its fields is folded in at once. Whatever is harder (two values beside each
other, an erased one, a change that had been bare) is worked out from the record's whole history by the same function
that says what a merge is, so the tables are always what replaying the history would make of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fupin_desk.domain.changes import COUNTY_STREAM, LOCAL_STREAM, Change
from fupin_desk.kinds.erasure import ERASED
from fupin_desk.kinds.registers import registers_of
from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.records.journal import Name, Touched
from fupin_desk.store.records.kind_tables import TABLES
from fupin_desk.store.records.rows import FieldRow, cell_of, full_row, read_row
from fupin_desk.store.search.keys import KEYS, keys_of


def village_of(stream: str) -> str:
    """Return the village whose stream it is, or nothing."""
    return "" if stream in (LOCAL_STREAM, COUNTY_STREAM) else stream.removeprefix("village:")


class RowCache:
    """The rows of one unit of work."""

    def __init__(self, history: History) -> None:
        """Begin with none."""
        self.history = history
        self.rows: dict[Name, FieldRow] = {}
        self.touched = Touched()
        self._folded: set[Name] = set()
        """Rows of which new changes took effect since they were last put back."""
        self._pending: dict[Name, None] = {}
        """Rows that may have to be worked out or written, in the order in which that came about."""

    def load(self, kind: str, ids: Iterable[str]) -> None:
        """Read those rows that are not here yet; an id without a row begins an empty one.

        What another laptop told of a record before it came (``Row.awaited``) is worked out from the history.
        """
        wanted = [record for record in dict.fromkeys(ids) if (kind, record) not in self.rows]
        if not wanted:
            return
        table = TABLES[kind]
        sql = f"{table.select} WHERE id IN (SELECT value FROM json_each(?))"
        for raw in self.history.rows(sql, (as_list(wanted),)):
            self.rows[kind, raw[0]] = read_row(table, raw, self.history.seal)
        lacking = [record for record in wanted if (kind, record) not in self.rows]
        sql = "SELECT DISTINCT record FROM change_body WHERE kind = ? AND record IN (SELECT value FROM json_each(?))"
        told = {record for (record,) in self.history.rows(sql, (kind, as_list(lacking)))} if lacking else set()
        for missing_id in lacking:
            self.rows[kind, missing_id] = FieldRow(table, missing_id)
            if missing_id in told:
                self.replay(kind, missing_id)

    def row(self, kind: str, record: str) -> FieldRow:
        """Return one row, read if need be."""
        field_row = self.rows.get((kind, record))
        if field_row is None:
            self.load(kind, [record])
            field_row = self.rows[kind, record]
        return field_row

    def replay(self, kind: str, record: str) -> None:
        """Have a row worked out anew from the history before anything is read again."""
        self.row(kind, record).replay = True
        self._pending[kind, record] = None

    def begin(self, kind: str, record: str) -> FieldRow:
        """Return the row of a record whose id was made just now."""
        return self.rows.setdefault((kind, record), FieldRow(TABLES[kind], record))

    def fold(self, digest: str, change: Change) -> None:
        """Let a change take effect on its row, which was loaded."""
        if change.body is None or change.body.kind not in TABLES:
            return
        name = change.body.kind, change.body.record
        self._folded.add(name)
        self._pending[name] = None
        row = self.rows[name]
        village = village_of(change.stream)
        if village and village != row.village:
            row.village = min(village, row.village) if row.village else village
            row.dirty.add("village")
        if row.replay or change.values is None:
            row.replay = True
            return
        for field, based_on in change.body.based_on.items():
            if field not in row.of.spec.fields:
                continue
            before = row.heads.get(field, ())
            if len(before) > 1 or (before and (before[0] not in based_on or before[0] in row.gone)):
                row.replay = True
                return
            row.heads[field] = (digest,)
            row.values[field] = change.values[field]
            row.dirty.add(field)

    def put_back(self) -> None:
        """Write the rows that changed, and the words they are found by."""
        pending = [self.rows[name] for name in self._pending if name in self.rows]
        self._pending.clear()
        self._replay([row for row in pending if row.replay])
        changed = [row for row in pending if row.dirty]
        if not changed:
            return
        names = {(row.of.spec.kind, row.id) for row in changed}
        self.touched.add(names, beside=not names <= self._folded)
        self._folded.clear()
        _drop_empty(self.history, changed)
        put_keys(self.history, changed)
        _write(self.history, [row for row in changed if row.heads and not row.awaited])
        for row in changed:
            row.dirty.clear()
            row.before = dict(row.values)
            row.stored = bool(row.heads and not row.awaited) or (row.stored and not self.history.seal.here)

    def _replay(self, rows: list[FieldRow]) -> None:
        by_kind: dict[str, dict[str, FieldRow]] = {}
        for row in rows:
            by_kind.setdefault(row.of.spec.kind, {})[row.id] = row
        for kind, rows_read in by_kind.items():
            work_out(self.history, kind, rows_read)


def work_out(history: History, kind: str, rows: dict[str, FieldRow], until: int | None = None) -> None:
    """Fill rows of one kind from the history of their records, as far as the change ``until`` where one is given."""
    changes: dict[str, list[Change]] = {record: [] for record in rows}
    for _, change in history.of_records(kind, rows, until):
        if change.body is not None:
            changes[change.body.record].append(change)
    for record, row in rows.items():
        _stand(row, changes[record], keep_sealed=not history.seal.here)


def _stand(row: FieldRow, changes: list[Change], keep_sealed: bool) -> None:
    registers = {name: register for name, register in registers_of(changes).items() if name in row.of.spec.fields}
    villages = {village_of(change.stream) for change in changes} - {""}
    row.village = min(villages, default="")
    row.values = {name: register.shown for name, register in registers.items() if register.shown is not None}
    if not row.values.keys() - row.of.sealed and any(register.erased for register in registers.values()):
        row.values["voided"] = ERASED  # whatever this laptop keeps to itself beside it
    row.heads = {name: register.heads for name, register in registers.items()}
    row.gone = {digest for register in registers.values() for digest in register.erased}
    row.disputed = tuple(sorted(name for name, register in registers.items() if register.disputed))
    row.dirty = {"village", "_disputed", *row.of.spec.fields} - (row.of.sealed if keep_sealed else frozenset())
    row.replay = False


def _drop_empty(history: History, changed: list[FieldRow]) -> None:
    for row in changed:
        if row.stored and (not row.heads or row.awaited) and history.seal.here:
            history.rows(f"DELETE FROM {row.of.name} WHERE id = ? RETURNING id", (row.id,))


def _write(history: History, changed: list[FieldRow]) -> None:
    new: dict[str, list[tuple[Any, ...]]] = {}
    updates: dict[str, list[tuple[Any, ...]]] = {}
    for row in changed:
        if not row.stored or (history.seal.here and "_disputed" in row.dirty):
            new.setdefault(row.of.upsert, []).append(full_row(row, history.seal))
            continue
        sql, cells = _update(row, history)
        updates.setdefault(sql, []).append(cells)
    for sql, rows in (*new.items(), *updates.items()):
        history.run(sql, rows)


def _update(row: FieldRow, history: History) -> tuple[str, tuple[Any, ...]]:
    of = row.of
    hidden = row.dirty & of.sealed
    columns = [name for name in of.plain if name in row.dirty]
    if "village" in row.dirty:
        columns.append("village")
    if columns:
        columns.append("_heads")
    if hidden:
        columns.append("_sealed")
    if "_disputed" in row.dirty:
        columns.append("_disputed")
    sets = ", ".join(f'"{name}" = ?' for name in columns)
    cells = [cell_of(of, row, name, history.seal) for name in columns]
    return f"UPDATE {of.name} SET {sets} WHERE id = ?", (*cells, row.id)


def put_keys(history: History, rows: Iterable[FieldRow]) -> None:
    """Bring the words of changed rows up to date."""
    gone: list[tuple[str, str, str]] = []
    new: list[tuple[str, str, str]] = []
    for row in rows:
        kind = row.of.spec.kind
        looked_at = KEYS.get(kind)
        if looked_at is None or not (row.dirty & looked_at.keys()):
            continue
        before, now = keys_of(kind, row.before), keys_of(kind, row.values)
        gone.extend((kind, key, row.id) for key in before - now)
        new.extend((kind, key, row.id) for key in now - before)
    # In the order of the table: neighbours are written together.
    for sql, keys in (
        ("DELETE FROM search_key WHERE kind = ? AND key = ? AND record = ?", gone),
        ("INSERT INTO search_key (kind, key, record) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", new),
    ):
        if keys:
            history.run(sql, sorted(keys))
