"""Undo: a new change that puts back what this desk's last act on a record replaced."""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.domain.changes import Change, Value
from fupin_desk.domain.errors import NothingToUndoError, UndoTooLateError
from fupin_desk.store.history import History
from fupin_desk.store.rows import Row

UNDONE = "undo"
"""Stands as the reason why a record is void whose making was undone; a code, not a sentence."""


@dataclass(frozen=True)
class _Act:
    """What one unit of work wrote of a record, by digest."""

    changes: dict[str, Change]
    others: dict[str, Change]
    began: bool
    """Whether the record was made by it."""


def put_back(history: History, row: Row, desk: str) -> dict[str, Value]:
    """Return the values that undo the last act of ``desk`` on the record.

    Undoing its making voids it. Raises ``NothingToUndoError``, and ``UndoTooLateError`` with the fields that were
    changed since.
    """
    act = _last_act(history, row, desk)
    writers: dict[str, list[str]] = {}
    for digest, change in act.changes.items():
        for name in change.values or {}:
            if name in row.of.spec.fields:
                writers.setdefault(name, []).append(digest)
    if act.began:
        since = {name for change in act.others.values() for name in (change.body.based_on if change.body else ())}
    else:
        since = {name for name, digests in writers.items() if row.heads.get(name) != (digests[-1],)}
    if since:
        raise UndoTooLateError(row.of.spec.kind, row.id, sorted(since))
    if act.began and row.values.get("voided") is None:
        return {"voided": UNDONE}
    return {name: _before(history, act.changes[digests[0]], name) for name, digests in writers.items()}


def _last_act(history: History, row: Row, desk: str) -> _Act:
    acts = dict(
        history.rows(
            """SELECT lower(hex(c.digest)), c.act FROM change_body b JOIN change c ON c.seq = b.seq
            WHERE b.record = ?""",
            (row.id,),
        )
    )
    changes = dict(history.of_records(row.of.spec.kind, [row.id]))
    own = {acts[digest] for digest, change in changes.items() if change.body and change.body.desk == desk}
    if not own:
        raise NothingToUndoError(row.of.spec.kind, row.id)
    last = max(own)
    mine = {digest: change for digest, change in changes.items() if acts[digest] == last}
    others = {digest: change for digest, change in changes.items() if acts[digest] != last}
    return _Act(mine, others, began=min(acts.values()) == last)


def _before(history: History, change: Change, name: str) -> Value:
    assert change.body is not None
    seen = change.body.based_on[name]
    said = {found.digest: found.values[name] for found in history.changes(seen) if found.values is not None}
    return said[max(said)] if said else None
