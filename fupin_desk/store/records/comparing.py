"""Derived data held against the history: record tables, search keys, orders to erase, and files by their digest.

The tables are what replaying the history makes of them. Here that is done again beside them, a part at a time, and
every difference is named. What the office said (the sync log) is compared by ``acts.keeping.verifying``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fupin_desk.domain.changes import sha256
from fupin_desk.domain.errors import FileDamagedError
from fupin_desk.kinds.erasure import ERASURE
from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.records.kind_tables import TABLES, KindTable
from fupin_desk.store.records.projection import AT_ONCE
from fupin_desk.store.records.row_cache import work_out
from fupin_desk.store.records.rows import FieldRow, read_row
from fupin_desk.store.search.keys import KEYS, keys_of


@dataclass(frozen=True)
class Difference:
    """A place where derived data is not what the history makes of it."""

    part: str
    """``table``, ``search``, ``erasures``, ``file`` (a blob).

    Besides ``book`` and ``vault`` (``acts.keeping.verifying``).
    """
    kind: str
    record: str
    field: str
    what: str
    """``missing``, ``extra``, ``differs`` or ``unreadable``."""


def differences(history: History) -> Iterator[Difference]:
    """Yield every difference between the history and what is derived from it, in no more memory than a part needs."""
    for of in TABLES.values():
        yield from _of_kind(history, of)
    yield from _erasures(history)
    yield from _blobs(history)


def _of_kind(history: History, of: KindTable) -> Iterator[Difference]:
    kind = of.spec.kind
    by_key: dict[str, set[str]] = {}
    for key, record in history.rows("SELECT key, record FROM search_key WHERE kind = ?", (kind,)):
        by_key.setdefault(record, set()).add(key)
    known = "SELECT record FROM change_body WHERE kind = ?"
    ids = [record for (record,) in history.rows(f"{known} UNION SELECT id FROM {of.name} ORDER BY 1", (kind,))]
    for start in range(0, len(ids), AT_ONCE):
        rows = {record: FieldRow(of, record) for record in ids[start : start + AT_ONCE]}
        work_out(history, kind, rows)
        raws = {raw[0]: raw for raw in history.rows(f"{of.select} WHERE {_AMONG}", (as_list(rows),))}
        for record, row in rows.items():
            yield from _of_row(history, row, raws.get(record))
            if kind in KEYS:
                yield from _of_keys(row, by_key.pop(record, set()))
    yield from (Difference("search", kind, record, "", "extra") for record in sorted(by_key))


_AMONG = "id IN (SELECT value FROM json_each(?))"


def _of_row(history: History, row: FieldRow, raw: Any) -> Iterator[Difference]:
    kind, sealed_here = row.of.spec.kind, history.seal.here
    if raw is None or not row.heads:
        if raw is not None and not sealed_here and raw[-1] is not None:
            return  # all there is of it is LOCAL, and the key is not here
        if (raw is None) == bool(row.heads):
            yield Difference("table", kind, row.id, "", "missing" if raw is None else "extra")
        return
    try:
        stands = read_row(row.of, raw, history.seal)
    except (ValueError, FileDamagedError):  # what cannot be read at all: JSON that is none, a seal that does not fit
        yield Difference("table", kind, row.id, "", "unreadable")
        return
    if stands.village != row.village:
        yield Difference("table", kind, row.id, "village", "differs")
    for name in row.of.spec.fields:
        if _said(stands, name) != _said(row, name):
            yield Difference("table", kind, row.id, name, "differs")


def _said(row: FieldRow, name: str) -> tuple[Any, ...]:
    """Return all that a row says of a field: value, the changes that stand, which of them are erased, the dispute."""
    heads = sorted(row.heads.get(name, ()))
    return row.values.get(name), heads, [digest for digest in heads if digest in row.gone], name in row.disputed


def _of_keys(row: FieldRow, expected: set[str]) -> Iterator[Difference]:
    kind = row.of.spec.kind
    wanted = keys_of(kind, row.values) if row.heads else set()
    if wanted - expected:
        yield Difference("search", kind, row.id, "", "missing")
    if expected - wanted:
        yield Difference("search", kind, row.id, "", "extra")


def _erasures(history: History) -> Iterator[Difference]:
    noted = set(map(tuple, history.rows("SELECT record, erasure FROM erased_record")))
    orders = [record for (record,) in history.rows("SELECT DISTINCT record FROM change_body WHERE kind = 'erasure'")]
    for _, change in history.of_records(ERASURE, sorted(orders)):
        body, covers = change.body, (change.values or {}).get("covers")
        if body is not None and isinstance(covers, list) and {(record, body.record) for record in covers} - noted:
            yield Difference("erasures", ERASURE, body.record, "covers", "missing")


def _blobs(history: History) -> Iterator[Difference]:
    for (digest,) in history.rows("SELECT digest FROM blob ORDER BY digest"):
        ((local, content),) = history.rows("SELECT local, content FROM blob WHERE digest = ?", (digest,))
        try:
            plain = history.seal.open(content, f"blob/{digest}") if local else bytes(content)
        except FileDamagedError:
            plain = b""
        if plain is not None and sha256(plain) != digest:
            yield Difference("file", "", digest, "", "differs")
