"""The one unit of work: everything a person does is done in one, and all of it or nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from fupin_desk.domain.changes import Change, Value
from fupin_desk.domain.check import Refused
from fupin_desk.domain.errors import (
    LocalKeyMissingError,
    NothingToUndoError,
    RecordErasedError,
    UndoRestsOnError,
    UnknownRecordError,
)
from fupin_desk.domain.ids import uuid7
from fupin_desk.kinds.erasure import ACCOUNTS, ERASED
from fupin_desk.store.erasure.erasing import carry_out, erase
from fupin_desk.store.erasure.orders import orders_of
from fupin_desk.store.exchange.sync_log import SyncLogWriter
from fupin_desk.store.exchange.taking import take
from fupin_desk.store.history.appending import Appending
from fupin_desk.store.history.author import Author, Saved
from fupin_desk.store.history.history import History
from fupin_desk.store.history.verifying import NO_MARK, ChainFault, ChainMark, drop_mark, put_mark, verify_chain
from fupin_desk.store.records import drafts, projection, steps
from fupin_desk.store.records.journal import Touched
from fupin_desk.store.records.kind_tables import table_of
from fupin_desk.store.records.numbering import Numbering, put_value
from fupin_desk.store.records.references import misnamed, resting_on
from fupin_desk.store.records.restating import say_noes_alone
from fupin_desk.store.records.row_cache import RowCache
from fupin_desk.store.records.rows import FieldRow, Stored, stored_of
from fupin_desk.store.records.saving import Seen, check_whole, checked, differing, refuse, write
from fupin_desk.store.records.undoing import UNDONE, UndoStep, mark, put_back, put_back_whole
from fupin_desk.store.vault import blobs
from fupin_desk.store.vault.reader import Reader

ORDERS = "SELECT DISTINCT record FROM change_body WHERE kind = 'erasure' ORDER BY record"
TOLD_EVERY = 200
"""Records written between telling how far an undoing is."""
Told = Callable[[int, int], object]
TAKEN_OUT = "taken_out"
"""The way in which most records are taken out: by somebody, for a reason of their own."""


class Work(Reader, SyncLogWriter):
    """Reads and writes. What it writes is gathered and put down together; what it reads, it reads after that."""

    def __init__(self, history: Appending, author: Author) -> None:
        """Write through ``history`` as ``author``."""
        super().__init__(history)
        history.begin()
        self.author = author
        self._appending = history
        self._row_cache = RowCache(history)
        self._numbering = Numbering(history)
        self._step: str | None = steps.SAVED
        self._named = False

    def name_step(self, what: str) -> None:
        """Say of what sort this step of the desk is (``records.steps``), and that it is one though nothing changed."""
        self._step, self._named = what, True

    def write_as(self, what: str) -> None:
        """Say of what sort this step of the desk is, if it comes to be one."""
        self._step = what

    def note_step(self) -> None:
        """Write down that this unit of work was a step of the desk, unless it undid one, or did nothing."""
        if self._step is not None and (self._named or self.act):
            steps.note(self._history, self.act or 0, self._step, self.author.at, self.author.person)

    @property
    def history_here(self) -> History:
        """The history with everything written so far."""
        self.put_down()
        return self._history

    def put_down(self) -> None:
        """Write what was gathered; it lasts only once the unit of work ends well."""
        self._appending.put_down()
        self._row_cache.put_back()
        self._numbering.put_down()

    @property
    def act(self) -> int | None:
        """The number of this unit of work in the history, None as long as it has written nothing."""
        return self._appending.act or None

    # ---- records

    def load(self, kind: str, ids: Iterable[str]) -> None:
        """Read at once the rows of records about to be saved, so that each save need not; new ids too."""
        self._row_cache.load(kind, ids)

    def save(
        self,
        kind: str,
        id: str | None,
        values: Mapping[str, Any],
        seen: Seen | None = None,
        village: str | None = None,
    ) -> Saved:
        """Keep values as a person typed them; None clears a field, and what is not named stays as it is.

        Without ``id`` it is a new record, and gets a number where its kind has one. ``seen`` are the changes the person
        looked at, for each field (``Stored.heads``); None stands for what stands now. ``village`` is the code a new
        record belongs to, where it is not the author's own.

        Raises ``FieldsRefusedError`` (nothing is written), ``ChangeNotSeenError``, ``RecordErasedError``,
        ``LocalKeyMissingError``.
        """
        of = table_of(kind)
        taken = checked(of.spec, values)
        row = self._row(kind, id)
        if kind not in ACCOUNTS:
            self._must_not_be_erased(row)
        if not row.heads:
            row.village = row.village or village or ""
            prefix = of.spec.traits.prefix
            if prefix is not None and taken.get("number") is None:
                taken["number"] = self._numbering.next(kind, prefix, row.id)
        check_whole(of.spec, row, taken, self.author.today)
        fresh = {name: value for name, value in taken.items() if value != row.values.get(name)}
        refuse(of.spec, misnamed(self._appending, self._row_cache.rows, of.spec, fresh))
        return self._write(row, taken, seen)

    def misnamed(self, kind: str, values: Mapping[str, Any]) -> list[Refused]:
        """Return what of the values names a record that is here but of another kind; to be asked once all lines are in.

        Raises ``FieldsRefusedError``.
        """
        of = table_of(kind)
        return misnamed(self._appending, self._row_cache.rows, of.spec, checked(of.spec, values))

    def _row(self, kind: str, id: str | None) -> FieldRow:
        if id is None:
            return self._row_cache.begin(kind, uuid7(self.author.now, self.author.random(10)))
        return self._row_cache.row(kind, id)

    def _must_not_be_erased(self, row: FieldRow) -> None:
        """Refuse to write into what was erased; what an erasure keeps of accounts can still be put right, or voided."""
        if row.of.spec.kind in ACCOUNTS and row.values.get("voided") != ERASED:
            return
        if row.gone and self._history.rows("SELECT 1 FROM erased_record WHERE record = ? LIMIT 1", (row.id,)):
            raise RecordErasedError(row.of.spec.kind, row.id)

    def _write(self, row: FieldRow, values: Mapping[str, Value], seen: Seen | None = None) -> Saved:
        if row.replay:
            self.put_down()
        if row.stored:
            drafts.forget(self._history, row.of.spec.kind, row.id, tuple(values))
        new = differing(self._appending, row, values, seen)
        if not new:
            return Saved(row.id, [], [])
        digests = write(self._appending, self._row_cache, self.author, row, new, seen)
        return Saved(row.id, digests, list(new))

    def void(self, kind: str, id: str, why: str | None = None, way: str = TAKEN_OUT) -> Saved:
        """Take a record out; it stays in the history, and the words why on this laptop.

        ``way`` is a code of ``voided``, all that travels of it. Raises ``UnknownRecordError``, ``RecordErasedError``.
        """
        row = self._row_cache.row(kind, id)
        if not row.heads:
            raise UnknownRecordError(kind, id)
        self._must_not_be_erased(row)
        return self._write(row, checked(row.of.spec, {"voided": way, "voided_why": why} if why else {"voided": way}))

    def restore(self, kind: str, id: str, why: str) -> Saved:
        """Put a record back that was taken out, with the words why. Raises ``UnknownRecordError``,
        ``RecordErasedError``, and ``FieldsRefusedError`` where it names what is itself taken out, or was never out.
        """
        row = self._row_cache.row(kind, id)
        if not row.heads:
            raise UnknownRecordError(kind, id)
        self._must_not_be_erased(row)
        if row.values.get("voided") is None:
            refuse(row.of.spec, [Refused("voided", "not_taken_out", None)])
        self._must_name_what_stands(row)
        return self._write(row, checked(row.of.spec, {"voided": None, "voided_why": why}))

    def undo(self, kind: str, id: str) -> Saved:
        """Put back what this desk's last act on the record replaced; again, and the act before it is undone.

        Undoing the making of a record voids it. Raises ``NothingToUndoError``, ``UndoTooLateError``,
        ``RecordErasedError``.
        """
        return self._go(kind, id, UndoStep.BACK)

    def redo(self, kind: str, id: str) -> Saved:
        """Bring back what this desk undid last on the record, as long as nothing else was done to it since.

        Raises ``NothingToRedoError``, ``UndoTooLateError``, ``RecordErasedError``.
        """
        return self._go(kind, id, UndoStep.FORTH)

    def _go(self, kind: str, id: str, step: UndoStep) -> Saved:
        self.put_down()
        row = self._row_cache.row(kind, id)
        self._must_not_be_erased(row)
        back = put_back(self._history, row, self.author.desk, step)
        if row.values.get("voided") is not None and "voided" in back.values and back.values["voided"] is None:
            self._must_name_what_stands(row)
        saved = self._write(row, back.values)
        self._mark(back.act)
        return saved

    def _mark(self, undone: int) -> None:
        self.put_down()
        self._step = None
        mark(self._history, self._appending.act, undone)

    def take_back(self, act: int, told: Told | None = None) -> list[Stored]:
        """Undo an act on every record it was done to; of one that undid another, do that one again.

        Returns the records it was still done to as they stood before; ``told`` hears how many of how many are written,
        and what it raises stops it. Raises ``NothingToUndoError`` where the act stands nowhere, ``UndoTooLateError``
        and ``UndoRestsOnError`` where something written since would be lost or left in the air, ``FieldsRefusedError``
        where what comes back names what is taken out, ``RecordErasedError``.
        """
        if not self.local_here:
            raise LocalKeyMissingError  # a part of what is put back could not be read
        self.put_down()
        put = list(put_back_whole(self._history, self._row_cache, self.author.desk, act))
        if not put:
            raise NothingToUndoError("", "")
        before = [stored_of(row) for row, _values in put]
        for done, (row, values) in enumerate(put):
            if told is not None and done % TOLD_EVERY == 0:
                told(done, len(put))
            self._write(row, values)
        self._mark(act)
        self._must_hang_together(put)
        return before

    def _must_hang_together(self, put: Sequence[tuple[FieldRow, Mapping[str, Value]]]) -> None:
        """Refuse what brings back a record that names what is taken out, or unmakes one that others name."""
        unmade: dict[str, list[str]] = {}
        for row, values in put:
            if values.get("voided") == UNDONE:
                unmade.setdefault(row.of.spec.kind, []).append(row.id)
            if row.values.get("voided") is not None:
                continue
            names = row.values if "voided" in values else {name: value for name, value in values.items() if value}
            refuse(row.of.spec, misnamed(self._appending, self._row_cache.rows, row.of.spec, names))
        resting = resting_on(self._history, unmade)
        if resting:
            (kind, record), *_ = resting
            raise UndoRestsOnError(kind, record, len(resting))

    def _must_name_what_stands(self, row: FieldRow) -> None:
        """Refuse to put back what hangs on a record that is itself taken out."""
        refuse(row.of.spec, misnamed(self._appending, self._row_cache.rows, row.of.spec, row.values))

    def erase(self, kind: str, id: str) -> list[tuple[str, str]]:
        """Destroy what is kept of a record and all that belongs to it, here and on every desk that takes the order.

        Returns kind and id of every record touched. Accounts keep amount, date, voucher and contract; the history
        keeps its digests and still verifies. Raises ``UnknownRecordError``.
        """
        self._step = steps.ERASED
        self.put_down()
        return erase(self._appending, self._row_cache, self.author, kind, id)

    def insert(self, changes: Sequence[Change]) -> None:
        """Take judged changes from elsewhere, parents first; known ones change nothing, bare ones are filled in."""
        self._step = steps.TAKEN
        self.put_down()
        take(self._appending, self._row_cache, self.author, changes)

    def say_beside(self, kind: str, id: str, field: str, values: Sequence[Value]) -> None:
        """Write several values of a field beside each other, each in place of what stands there now."""
        row = self._row_cache.row(kind, id)
        seen = {field: list(row.heads.get(field, ()))}
        for value in values:
            write(self._appending, self._row_cache, self.author, row, {field: value}, seen)
        self.put_down()

    def say_noes_alone(self) -> None:
        """Say what keeps a no once more where it was said together with what never leaves this laptop."""
        self._step = None  # nobody did anything
        self.put_down()
        say_noes_alone(self._appending, self._row_cache, self.author)
        self.put_down()

    def rebuild_tables(self) -> None:
        """Make every record table and search key anew from the history."""
        self.put_down()
        self._row_cache.rows.clear()
        projection.rebuild(self._history)

    def carry_out_orders(self) -> None:
        """Carry out every order to erase again, as after a desk was put back; what is gone stays gone."""
        self._step = None  # nobody did anything
        self.put_down()
        erasures = [record for (record,) in self._history.rows(ORDERS)]
        carry_out(self._appending, self._row_cache, self.author, orders_of(self._appending, erasures))

    @property
    def touched(self) -> Touched:
        """The rows of records that were written."""
        return self._row_cache.touched

    @property
    def destroyed(self) -> bool:
        """Whether values were destroyed, so that the file has to be cleaned of what is left of them."""
        return self._appending.scrub

    def verify_on(self, everything: bool = False) -> list[ChainFault]:
        """Verify what came since the mark, or everything; returns the faults.

        Where all is whole the mark moves up; where everything was looked at and is not, it goes.
        """
        mark = NO_MARK if everything else self.chain_mark
        faults = verify_chain(self.history_here, mark)
        if faults and everything:
            drop_mark(self._history)
        if not faults and self._history.seal.here:  # without its key nobody can tell of what never left the laptop
            at = mark.whole_at or self.author.at
            put_mark(self._history, ChainMark(self._history.newest(), at, self.all_heads()))
        return faults

    # ---- beside the history

    def keep_draft(self, kind: str, id: str, field: str, typed: Any) -> None:
        """Keep what was typed and cannot be; None forgets it."""
        drafts.keep_draft(self._history, kind, id, field, typed)

    def putting_files(self) -> AbstractContextManager[None]:
        """Let many files be kept, one after the other, in little memory."""
        return blobs.in_little_memory(self._history)

    def put_blob(self, content: bytes, local: bool = False) -> str:
        """Keep a file and return its digest; a local one under the laptop's own key."""
        return blobs.put_blob(self._history, content, local)

    def set_value(self, key: str, value: Any) -> None:
        """Keep a value of the desk's own state, JSON-able; None forgets it."""
        put_value(self._history, key, value)
