"""Undo and redo: new changes that put back, step by step, what this desk's acts replaced.

An act is undone on one record alone, the newest that stands there first, or as a whole, on every record it was done
to. What was undone is redone the other way round, until something else is done. Which act takes back which is
remembered beside the history (``takes_back``): what was undone and typed again by hand is an act like any other.

Always true:

* nothing that another act, or another desk, wrote since is lost: then it is refused, with the fields;
* undo and redo, as often as there are steps, come back to where they began.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum

from fupin_desk.domain.changes import Change, Value
from fupin_desk.domain.errors import NothingToRedoError, NothingToUndoError, RecordErasedError, UndoTooLateError
from fupin_desk.kinds.erasure import ERASED
from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.records import steps
from fupin_desk.store.records.row_cache import RowCache
from fupin_desk.store.records.rows import FieldRow

UNDONE = "undo"
"""Stands as the reason why a record is void whose making was undone; a code, not a sentence."""
OTHERS = """SELECT DISTINCT b.record FROM change_body b JOIN change c ON c.seq = b.seq
    WHERE b.kind = ? AND b.record IN (SELECT value FROM json_each(?)) AND c.act <> ?"""


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
            done, _undone = self.stacks()
            own = {*self.own} - ({*done} - {act})
            return {
                name
                for digest, change in self.changes.items()
                if self.acts[digest] not in own
                for name in _names(change)
            }
        names = {name for digest in self.written_by(act) for name in _names(self.changes[digest])}
        return {
            name
            for name in names & row.of.spec.fields.keys()
            if self.standing(row.heads.get(name, ()), name) != self.standing((self.written_by(act, name)[-1],), name)
        }

    def stacks(self) -> tuple[list[int], list[int]]:
        """Return the acts that stand, oldest first, and those that undid one and can be taken back, last one last."""
        done: list[int] = []
        undone: list[int] = []
        for act in self.own:
            of = self.taken_back.get(act)
            if of is None:
                done.append(act)
                undone.clear()
            elif of in done:
                done.remove(of)
                undone.append(act)
            elif of in undone:
                undone.remove(of)
                insort(done, self.taken_back[of])
        return done, undone

    def next(self, step: UndoStep) -> int | None:
        """Return the act that is taken back next, going that way; None where there is none."""
        done, undone = self.stacks()
        acts = done if step is UndoStep.BACK else undone
        return acts[-1] if acts else None

    def put_back(self, row: FieldRow, act: int) -> dict[str, Value]:
        """Return the values that take an act back. Undoing the making of a record voids it.

        Raises ``RecordErasedError``, and ``UndoTooLateError`` with the fields that were changed since.
        """
        written = [self.changes[digest] for digest in self.written_by(act)]
        bases = {base for change in written if change.body for seen in change.body.based_on.values() for base in seen}
        if any(change.erased for change in (*written, *self._here(bases))):
            raise RecordErasedError(row.of.spec.kind, row.id)  # what stood there is gone for good
        since = self.changed_since(row, act)
        if since:
            raise UndoTooLateError(row.of.spec.kind, row.id, sorted(since))
        if act == min(self.acts.values()):
            return {"voided": UNDONE}
        values: dict[str, Value] = {}
        for change in written:
            names = _names(change) & row.of.spec.fields.keys()
            values = {name: self._before(change, name) for name in names} | values
        return values

    def _here(self, digests: Collection[str]) -> list[Change]:
        return [self.changes[digest] for digest in digests if digest in self.changes]

    def _before(self, change: Change, name: str) -> Value:
        seen = self._here(_based_on(change, name))
        values = {before.digest: before.values[name] for before in seen if before.values is not None}
        return values[max(values)] if values else None


def put_back(history: History, row: FieldRow, desk: str, step: UndoStep) -> PutBack:
    """Return what undoes, or redoes, the next act of ``desk`` on the record.

    Raises ``NothingToUndoError``, ``NothingToRedoError``, ``RecordErasedError``, ``UndoTooLateError``.
    """
    past = dict(_pasts(history, row.of.spec.kind, [row.id], desk)).get(row.id)
    act = past.next(step) if past is not None else None
    if past is None or act is None:
        nothing = NothingToUndoError if step is UndoStep.BACK else NothingToRedoError
        raise nothing(row.of.spec.kind, row.id)
    return PutBack(past.put_back(row, act), act)


def put_back_whole(
    history: History, cache: RowCache, desk: str, act: int
) -> Iterator[tuple[FieldRow, dict[str, Value]]]:
    """Yield what takes an act back on every record it was done to; those on which it does not stand are left out.

    So is what was erased since: it stays so. Raises ``UndoTooLateError``; ``RecordErasedError`` where a part is gone.
    """
    here = history.rows("SELECT 1 FROM step WHERE act = ? AND what <> ?", (act, steps.BEFORE))
    for kind, records in steps.records_of(history, act).items():
        cache.load(kind, records)
        # Of an act of before steps were noted it is not known whether it came from elsewhere: each change says.
        others = {record for (record,) in history.rows(OTHERS, (kind, as_list(records), act))} if here else {*records}
        pasts = dict(_pasts(history, kind, others, desk)) if others else {}
        for record in records:
            row = cache.row(kind, record)
            if row.gone and row.values.get("voided") == ERASED:
                continue
            if record not in others:  # it was made then, and nobody wrote to it since
                yield row, {"voided": UNDONE}
            elif record in pasts and any(act in stack for stack in pasts[record].stacks()):
                yield row, pasts[record].put_back(row, act)


def mark(history: History, act: int, undone: int) -> None:
    """Remember that one act took another one back."""
    history.run("INSERT INTO takes_back (act, undone) VALUES (?, ?)", (act, undone))
    steps.settle(history, undone, act)


def _pasts(history: History, kind: str, records: Collection[str], desk: str) -> Iterator[tuple[str, _Past]]:
    """Yield for each record that has one what was written of it."""
    act_of = dict(
        history.rows(
            """SELECT lower(hex(c.digest)), c.act FROM change_body b JOIN change c ON c.seq = b.seq
            WHERE b.kind = ? AND b.record IN (SELECT value FROM json_each(?))""",
            (kind, as_list(records)),
        )
    )
    taken_back = dict(history.rows("SELECT act, undone FROM takes_back"))
    taken = _taken(history, set(act_of.values()))
    by_record: dict[str, dict[str, Change]] = {}
    for digest, change in history.of_records(kind, records):
        if change.body is not None:
            by_record.setdefault(change.body.record, {})[digest] = change
    for record, changes in by_record.items():
        acts = {digest: act_of[digest] for digest in changes}
        own = {acts[digest] for digest, change in changes.items() if change.body and change.body.desk == desk}
        yield record, _Past(changes, acts, sorted(own - taken), taken_back)


def _taken(history: History, acts: Collection[int]) -> set[int]:
    """Return those of the acts that took what came from elsewhere, this desk's own changes of before a copy perhaps."""
    sql = "SELECT act FROM step WHERE what = ? AND act IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"
    return {act for (act,) in history.rows(sql, (steps.TAKEN, as_list(map(str, acts))))}


def _names(change: Change) -> set[str]:
    return set(change.values or ())


def _based_on(change: Change, name: str) -> list[str]:
    assert change.body is not None
    return list(change.body.based_on[name])
