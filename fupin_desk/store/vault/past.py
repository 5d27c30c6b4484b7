"""The records as they stood once the first changes of this vault were here, worked out from the history.

A vault numbers its changes as they come (``seq``): those up to one of them are all that it knew then. What was erased
since is gone from the past too, and a change that was bare then is read as it is filled in now.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any

import msgspec

from fupin_desk.domain.record import Record, kind_name
from fupin_desk.kinds import KINDS
from fupin_desk.store.history.history import History
from fupin_desk.store.records.kind_tables import table_of
from fupin_desk.store.records.lists import Where, picked
from fupin_desk.store.records.row_cache import work_out
from fupin_desk.store.records.rows import FieldRow, Stored, stored_of
from fupin_desk.store.vault.reader import Reader


class PastReader(Reader):
    """Reads the records of a kind as they were; whatever else it is asked, it answers as of now."""

    def __init__(self, history: History, seq: int) -> None:
        """Read what stood when ``seq`` was the last change."""
        super().__init__(history)
        self._seq = seq
        self._since: dict[str, set[str]] = {}
        for kind, record in history.rows("SELECT DISTINCT kind, record FROM change_body WHERE seq > ?", (seq,)):
            self._since.setdefault(kind, set()).add(record)

    @classmethod
    def before(cls, history: History, record: Record) -> PastReader:
        """Read what stood before a record was first written."""
        sql = "SELECT coalesce(min(seq), 1) - 1 FROM change_body WHERE kind = ? AND record = ?"
        return cls(history, int(history.rows(sql, (kind_name(type(record)), record.id))[0][0]))

    @property
    def same_as_now(self) -> bool:
        """Whether nothing was written since."""
        return not self._since

    def lost(self) -> set[str]:
        """Return the kinds of what stood then and was ordered to be erased since: what it said is not known."""
        sql = """SELECT DISTINCT told.kind FROM erased_record e
        JOIN change_body told ON told.record = e.record AND told.seq <= ?1
        WHERE NOT EXISTS (SELECT 1 FROM erased_record o JOIN change_body b ON b.record = o.erasure
            WHERE o.record = e.record AND b.seq <= ?1)"""
        return {kind for (kind,) in self.history_here.rows(sql, (self._seq,))}

    def list(
        self,
        kind: str,
        *,
        where: Where | None = None,
        voided: bool = False,
        order: str = "id",
        limit: int | None = None,
        offset: int = 0,
    ) -> builtins.list[Stored]:
        """Return the records that matched then, in the order of a field."""
        since = self._since.get(kind, set())
        standing = {stored.id: stored for stored in super().list(kind, voided=True) if stored.id not in since}
        rows = {record: FieldRow(table_of(kind), record) for record in since}
        work_out(self.history_here, kind, rows, self._seq)
        standing |= {record: stored_of(row) for record, row in rows.items() if row.heads and not row.awaited}
        stored = (standing[record] for record in sorted(standing))
        return picked(stored, where or {}, voided, order, limit, offset)

    def records(self, kind: str, where: Where | None = None, voided: bool = False) -> builtins.list[Any]:
        """Return the records that matched then as their class, by id."""
        records = ({"id": stored.id, "village": stored.village, **_filled(stored.values)} for stored in self.list(
            kind, where=where, voided=voided
        ))  # fmt: skip
        return [msgspec.convert(values, type=KINDS[kind].cls) for values in records]


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
