"""What was typed but cannot be (30 February): kept beside the field, outside the history, sealed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec

from fupin_desk.store.history.history import History


def draft(history: History, kind: str, record: str) -> dict[str, Any]:
    """Return what is kept for a record, by field; nothing without the local key."""
    rows = history.rows("SELECT typed FROM draft WHERE kind = ? AND record = ?", (kind, record))
    plain = history.seal.open(rows[0][0], f"draft/{kind}/{record}") if rows else None
    return {} if plain is None else msgspec.json.decode(plain, type=dict[str, Any])


def drafts(history: History) -> list[tuple[str, str]]:
    """Return the kind and id of every record beside which something is kept."""
    return [(kind, record) for kind, record in history.rows("SELECT kind, record FROM draft ORDER BY record, kind")]


def keep_draft(history: History, kind: str, record: str, field: str, typed: Any) -> None:
    """Keep what was typed in a field; None forgets it."""
    kept = {**draft(history, kind, record), field: typed}
    forget(history, kind, record, ())
    left = {name: value for name, value in kept.items() if value is not None}
    if left:
        sealed = history.seal.close(msgspec.json.encode(left), f"draft/{kind}/{record}")
        sql = "INSERT INTO draft (kind, record, typed) VALUES (?, ?, ?)"
        history.run(sql, (kind, record, sealed))


def forget(history: History, kind: str, record: str, fields: tuple[str, ...]) -> None:
    """Forget the drafts of these fields, as when a value was saved that can be; of all fields where none is named."""
    kept = draft(history, kind, record) if fields else {}
    left = {name: value for name, value in kept.items() if name not in fields}
    if fields and left == kept:
        return
    history.run("DELETE FROM draft WHERE kind = ? AND record = ?", (kind, record))
    for name, value in left.items():
        keep_draft(history, kind, record, name, value)


def forget_all_about(history: History, records: Collection[str]) -> bool:
    """Forget every draft of these records, and of what was begun for them and never kept; returns whether any was.

    What was begun for that in turn goes too.
    """
    gone, any_gone = set(records), False
    while doomed := [draft for draft in drafts(history) if draft[1] in gone or _begun_for(history, *draft, gone)]:
        for kind, record in doomed:
            forget(history, kind, record, ())
        gone.update(record for _kind, record in doomed)
        any_gone = True
    return any_gone


def _begun_for(history: History, kind: str, record: str, owners: Collection[str]) -> bool:
    if history.rows("SELECT EXISTS (SELECT 1 FROM change_body WHERE record = ?)", (record,))[0][0]:
        return False
    return any(isinstance(typed, str) and typed in owners for typed in draft(history, kind, record).values())
