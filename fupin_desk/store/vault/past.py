"""The records as they stood once the first changes of this vault were here, worked out from the history.

A vault numbers its changes as they come (``seq``): those up to one of them are all that it knew then. A change that was
bare then is read as it is filled in now. What was erased since is gone from the past too, or (``accounts``) says there
what an erasure left of it: whatever sum counted it then still does.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any

import msgspec

from fupin_desk.domain.record import Record, kind_name
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.erasure import ERASED
from fupin_desk.store.history.history import History
from fupin_desk.store.records.kind_tables import table_of
from fupin_desk.store.records.lists import Where, picked
from fupin_desk.store.records.row_cache import work_out
from fupin_desk.store.records.rows import FieldRow, Stored, stored_of
from fupin_desk.store.vault.reader import Reader


class PastReader(Reader):
    """Reads the records of a kind as they were; whatever else it is asked, it answers as of now."""

    def __init__(self, history: History, seq: int, accounts: bool = False) -> None:
        """Read what stood when ``seq`` was the last change; ``accounts``: of what was erased since, what is left."""
        super().__init__(history)
        self._seq, self._accounts = seq, accounts
        self._since: dict[str, set[str]] = {}
        for kind, record in history.rows("SELECT DISTINCT kind, record FROM change_body WHERE seq > ?", (seq,)):
            self._since.setdefault(kind, set()).add(record)

    @classmethod
    def before(cls, history: History, record: Record) -> PastReader:
        """Read what stood before a record was first written; of what was erased since, what is left."""
        sql = "SELECT coalesce(min(seq), 1) - 1 FROM change_body WHERE kind = ? AND record = ?"
        return cls(history, int(history.rows(sql, (kind_name(type(record)), record.id))[0][0]), accounts=True)

    @property
    def same_as_now(self) -> bool:
        """Whether nothing was written since."""
        return not self._since

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
        now = {stored.id: stored for stored in super().list(kind, voided=True)}
        standing = {record: stored for record, stored in now.items() if record not in since}
        rows = {record: FieldRow(table_of(kind), record) for record in since}
        work_out(self.history_here, kind, rows, self._seq)
        for row in rows.values() if self._accounts else ():
            if row.gone and row.id in now:
                _keep_account(row, now[row.id])
        standing |= {record: stored_of(row) for record, row in rows.items() if row.heads and not row.awaited}
        stored = (standing[record] for record in sorted(standing))
        return picked(stored, where or {}, voided, order, limit, offset)

    def records(self, kind: str, where: Where | None = None, voided: bool = False) -> builtins.list[Any]:
        """Return the records that matched then as their class, by id."""
        records = ({"id": stored.id, "village": stored.village, **_filled(stored.values)} for stored in self.list(
            kind, where=where, voided=voided
        ))  # fmt: skip
        return [msgspec.convert(values, type=KINDS[kind].cls) for values in records]


def _keep_account(row: FieldRow, now: Stored) -> None:
    """Let a row say, where what it said was erased since, what is left of it; it stood, if anything is left."""
    erased = {name for name, heads in row.heads.items() if row.gone.intersection(heads)} - {"voided"}
    row.values |= {name: now.values[name] for name in erased if now.values[name] is not None}
    if row.values.get("voided") == ERASED and now.values["voided"] != ERASED:
        del row.values["voided"]


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
