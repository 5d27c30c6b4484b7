"""Record tables kept in step with the record kinds: a new field adds a column, anything else is built anew."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa
from sqlalchemy.schema import CreateIndex, CreateTable

from fupin_desk.domain.changes import sha256
from fupin_desk.store.history.history import History
from fupin_desk.store.records import ties
from fupin_desk.store.records.journal import count_version
from fupin_desk.store.records.kind_tables import TABLES, KindTable
from fupin_desk.store.records.row_cache import put_keys, work_out
from fupin_desk.store.records.rows import FieldRow, full_row
from fupin_desk.store.search.keys import FOLDING

ALL = "*"
"""Under this name: one digest of everything, so that opening a vault costs one look."""
UNKNOWN = "?"
"""Before a kind's name: its history holds fields this desk did not know when they came."""
AT_ONCE = 2000


def bring_up_to_date(history: History) -> None:
    """Make the record tables what this desk's record kinds say, from the history where need be."""
    sealed = "open" if history.seal.here else "closed"
    statements = [part for of in TABLES.values() for part in (of.definition, *of.indexes)]
    everything = sha256("".join([str(FOLDING), ties.DEFINITION, *statements]).encode())
    there = dict(history.rows("SELECT kind, definition FROM derived"))
    if there.get(ALL) in (f"{everything} {sealed}", f"{everything} open"):
        return
    anew = there.get(ALL, "").endswith(" closed") and history.seal.here
    for kind, of in TABLES.items():
        before = there.get(kind)
        if before == of.definition and not anew:
            _index(history, of)
            continue
        added = _added(of, before) if before and not anew and UNKNOWN + kind not in there else None
        if added is None:
            _make(history, of, drop=before is not None)
            build(history, of)
        else:
            _add(history, of, added)
        _remember(history, kind, of.definition)
    for kind in [table for table in there if table not in TABLES and not table.startswith(ALL)]:
        if not kind.startswith(UNKNOWN):
            history.run(f"DROP TABLE record_{kind}")
        history.run("DELETE FROM derived WHERE kind = ?", (kind,))
    if there.get(f"{ALL}ties") != ties.DEFINITION:
        ties.make(history)
        _remember(history, f"{ALL}ties", ties.DEFINITION)
    if there.get(f"{ALL}folding", str(FOLDING)) != str(FOLDING):
        rebuild(history)
    _remember(history, f"{ALL}folding", str(FOLDING))
    _remember(history, ALL, f"{everything} {sealed}")


def rebuild(history: History) -> None:
    """Make every record table and every search key anew from the history."""
    history.run("DELETE FROM search_key")
    ties.fill(history)
    for of in TABLES.values():
        history.run(f"DELETE FROM {of.name}")
        build(history, of)
    if not history.seal.here:
        history.run("UPDATE derived SET definition = replace(definition, 'open', 'closed') WHERE kind = ?", (ALL,))


def build(history: History, of: KindTable) -> None:
    """Fill one empty table from the history."""
    kind = of.spec.kind
    count_version(history, beside=True)
    history.run("DELETE FROM search_key WHERE kind = ?", (kind,))
    ids = [record for (record,) in history.rows("SELECT DISTINCT record FROM change_body WHERE kind = ?", (kind,))]
    ids.sort()
    for start in range(0, len(ids), AT_ONCE):
        rows = {record: FieldRow(of, record) for record in ids[start : start + AT_ONCE]}
        work_out(history, kind, rows)
        filled = [row for row in rows.values() if row.heads and not row.awaited]
        put_keys(history, filled)
        if filled:
            cells = [full_row(row, history.seal) for row in filled]
            history.run(of.upsert, cells)


def _added(of: KindTable, before: str) -> list[str] | None:
    # The fields that are new, or None where anything else differs.
    old, new = msgspec.json.decode(before), msgspec.json.decode(of.definition)
    if old["layout"] != new["layout"] or any(
        new["fields"].get(name) != definition for name, definition in old["fields"].items()
    ):
        return None
    return [name for name in new["fields"] if name not in old["fields"]]


def _make(history: History, of: KindTable, drop: bool) -> None:
    if drop:
        history.run(f"DROP TABLE {of.name}")
    history.connection.execute(CreateTable(of.table))
    for index in sorted(of.table.indexes, key=lambda index: str(index.name)):
        history.connection.execute(CreateIndex(index))


def _add(history: History, of: KindTable, added: list[str]) -> None:
    for name in added:
        if name in of.plain:
            column = of.table.c[name]
            kind = column.type.compile(dialect=history.connection.dialect)
            history.run(f'ALTER TABLE {of.name} ADD COLUMN "{name}" {kind}')
    _index(history, of)


def _index(history: History, of: KindTable) -> None:
    """Make the indexes of a table that an older program knew nothing of."""
    there = {index["name"] for index in sa.inspect(history.connection).get_indexes(of.name)}
    for index in of.table.indexes:
        if index.name not in there:
            history.connection.execute(CreateIndex(index))


def _remember(history: History, kind: str, definition: str) -> None:
    history.run(
        """INSERT INTO derived (kind, definition) VALUES (?, ?)
        ON CONFLICT (kind) DO UPDATE SET definition = excluded.definition""",
        (kind, definition),
    )
