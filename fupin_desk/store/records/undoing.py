"""Undo and redo: new changes that put back, step by step, what this desk's acts on a record replaced.

Each act on a record is undone once, the newest first; what was undone is redone the other way round, until something
else is done to the record. Which act takes back which is remembered beside the history (``takes_back``): what was
undone and typed again by hand is an act like any other.

Always true:

* nothing that another act, or another desk, wrote since is lost: then it is refused, with the fields;
* undo and redo, as often as there are steps, come back to where they began.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fupin_desk.domain.changes import Change, Value
from fupin_desk.domain.errors import NothingToRedoError, NothingToUndoError, RecordErasedError, UndoTooLateError
from fupin_desk.store.history.history import History
from fupin_desk.store.records.rows import FieldRow

UNDONE = "undo"
"""Stands as the reason why a record is void whose making was undone; a code, not a sentence."""


class UndoStep(Enum):
    """Which way one goes."""

    BACK = "undo"
    FORTH = "redo"


@dataclass(frozen=True)
class PutBack:
    """What takes one act back: the values to write, and the act they take back."""

    values: dict[str, Value]
    act: int


@dataclass(frozen=True)
class _Past:
    """What was written of a record, by this desk and others."""

    changes: dict[str, Change]
    acts: dict[str, int]
    """In which unit of work each change was written."""
    own: list[int]
    """This desk's, oldest first."""
    taken_back: dict[int, int]
    """Acts that took another one back, and which."""

    def written_by(self, act: int, name: str | None = None) -> list[str]:
        """Return the changes an act wrote, oldest first; of one field, if it is named."""
        return [
            digest
            for digest, change in self.changes.items()
            if self.acts[digest] == act and (name is None or name in _names(change))
        ]

    def standing(self, heads: tuple[str, ...], name: str) -> tuple[str, ...]:
        """Return the changes a field stands on, where what was taken back counts as never written."""
        while len(heads) == 1 and (undone := self.taken_back.get(self.acts[heads[0]])) is not None:
            written = self.written_by(undone, name)
            if not written:  # the making of a record was undone by voiding it
                break
            heads = tuple(sorted(_based_on(self.changes[written[0]], name)))
        return heads

    def changed_since(self, row: FieldRow, act: int) -> set[str]:
        """Return the fields that would lose what was written since, were the act taken back."""
        if act == min(self.acts.values()):
            foreign = [change for digest, change in self.changes.items() if self.acts[digest] not in self.own]
            return {name for change in foreign for name in _names(change)}
        names = {name for digest in self.written_by(act) for name in _names(self.changes[digest])}
        return {
            name
            for name in names & row.of.spec.fields.keys()
            if self.standing(row.heads.get(name, ()), name) != self.standing((self.written_by(act, name)[-1],), name)
        }

    def next(self, step: UndoStep) -> int | None:
        """Return the act that is taken back next, going that way; None where there is none."""
        done: list[int] = []
        undone: list[int] = []
        for act in self.own:
            of = self.taken_back.get(act)
            if of is None:
                done.append(act)
                undone.clear()
            elif done and done[-1] == of:
                done.pop()
                undone.append(act)
            elif undone and undone[-1] == of:
                undone.pop()
                done.append(self.taken_back[of])
        acts = done if step is UndoStep.BACK else undone
        return acts[-1] if acts else None


def put_back(history: History, row: FieldRow, desk: str, step: UndoStep) -> PutBack:
    """Return what undoes, or redoes, the next act of ``desk`` on the record.

    Undoing its making voids it. Raises ``NothingToUndoError``, ``NothingToRedoError``, ``RecordErasedError``, and
    ``UndoTooLateError`` with the fields that were changed since.
    """
    past = _past(history, row, desk)
    act = past.next(step)
    if act is None:
        nothing = NothingToUndoError if step is UndoStep.BACK else NothingToRedoError
        raise nothing(row.of.spec.kind, row.id)
    _must_be_here(history, row, [past.changes[digest] for digest in past.written_by(act)])
    since = past.changed_since(row, act)
    if since:
        raise UndoTooLateError(row.of.spec.kind, row.id, sorted(since))
    if act == min(past.acts.values()):
        return PutBack({"voided": UNDONE}, act)
    values: dict[str, Value] = {}
    for digest in past.written_by(act):
        change = past.changes[digest]
        values = {name: _before(history, change, name) for name in _names(change) & row.of.spec.fields.keys()} | values
    return PutBack(values, act)


def _must_be_here(history: History, row: FieldRow, written: list[Change]) -> None:
    """Refuse to take back what was erased, or an erasure itself: what stood there is gone for good."""
    bases = {base for change in written if change.body for seen in change.body.based_on.values() for base in seen}
    if any(change.erased for change in (*written, *history.changes(bases))):
        raise RecordErasedError(row.of.spec.kind, row.id)


def mark(history: History, act: int, undone: int) -> None:
    """Remember that one act took another one back."""
    history.run("INSERT INTO takes_back (act, undone) VALUES (?, ?)", (act, undone))


def _past(history: History, row: FieldRow, desk: str) -> _Past:
    acts = dict(
        history.rows(
            """SELECT lower(hex(c.digest)), c.act FROM change_body b JOIN change c ON c.seq = b.seq
            WHERE b.record = ?""",
            (row.id,),
        )
    )
    changes = dict(history.of_records(row.of.spec.kind, [row.id]))
    acts = {digest: acts[digest] for digest in changes}
    own = {acts[digest] for digest, change in changes.items() if change.body and change.body.desk == desk}
    return _Past(changes, acts, sorted(own), dict(history.rows("SELECT act, undone FROM takes_back")))


def _names(change: Change) -> set[str]:
    return set(change.values or ())


def _based_on(change: Change, name: str) -> list[str]:
    assert change.body is not None
    return list(change.body.based_on[name])


def _before(history: History, change: Change, name: str) -> Value:
    seen = _based_on(change, name)
    values = {change.digest: change.values[name] for change in history.changes(seen) if change.values is not None}
    return values[max(values)] if values else None
