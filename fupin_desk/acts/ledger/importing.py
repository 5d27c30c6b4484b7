"""Import a ledger: read it, judge every row, and save what can be, all in one transaction."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.ledger.corrected import Brought, remember
from fupin_desk.acts.ledger.happening import NotExactly
from fupin_desk.acts.ledger.identity import IDENTITIES, compared
from fupin_desk.acts.ledger.marks import RowMarks
from fupin_desk.acts.ledger.naming import Homes, Naming, Refused
from fupin_desk.acts.ledger.paying import Paying
from fupin_desk.acts.ledger.rows import judge
from fupin_desk.acts.ledger.shelf import Shelf
from fupin_desk.acts.ledger.since import Moments
from fupin_desk.acts.ledger.staging import Staging
from fupin_desk.domain.ids import uuid7
from fupin_desk.ledger import Book, Fault, LedgerAnswer, LedgerRow, read
from fupin_desk.ledger.columns import SHEETS
from fupin_desk.store.records.steps import IMPORTED
from fupin_desk.store.vault.reader import Reader
from fupin_desk.store.vault.work import Work

Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many; what it raises stops the import, and nothing is kept."""


@dataclass(frozen=True)
class Imported:
    """What became of a ledger."""

    book: Book
    answers: tuple[LedgerAnswer, ...]
    """One for every row that says something, in the order of the workbook."""

    def rows(self, verdict: str) -> int:
        """Return how many rows got a verdict: ``taken``, ``known`` or ``refused``."""
        return sum(answer.verdict == verdict for answer in self.answers)

    @property
    def taken(self) -> int:
        """Rows that said something new."""
        return self.rows("taken")

    @property
    def known(self) -> int:
        """Rows that said nothing new."""
        return self.rows("known")

    @property
    def refused(self) -> list[Fault]:
        """Why rows were refused: a row with two wrong cells is there twice."""
        return [fault for answer in self.answers for fault in answer.faults]


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Look for garbage when all is done: what is made on the way lasts until then, and is looked at in vain."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@_collecting_later()
def import_ledger(desk: Desk, data: bytes, dry_run: bool = False, progress: Progress | None = None) -> Imported:
    """Take a village's ledger (any file that ``ledger.read`` reads); a dry run answers the same and writes nothing.

    A row is taken whole or not at all; the others go in. What is already here and says nothing new is known. A changed
    cell is an ordinary save; an empty one clears nothing; a value that was replaced on the desk since does not come
    back. All is written in one transaction.

    Raises ``LedgerUnreadableError``, ``LedgerTooBigError``, ``LedgerWithoutSheetsError``, ``WrongRoleError``.
    """
    desk.must_be("village")
    book = read(data)
    if dry_run:
        with desk.vault.reading() as reader:
            return Imported(book, _Judging(desk, reader, book, progress).answers())
    with desk.writing() as work:
        work.write_as(IMPORTED)
        judging = _Judging(desk, work, book, progress)
        answers = judging.answers()
        if _save(work, judging.shelf):
            remember(work, judging.marks.exports)
        return Imported(book, answers)


def _save(work: Work, shelf: Shelf) -> bool:
    """Write everything that is new, one save a record, however many rows spoke of it; returns whether anything was."""
    fresh = [entry for entry in shelf.entries() if entry.fresh]
    for kind in {entry.kind for entry in fresh}:
        work.load(kind, [entry.id for entry in fresh if entry.kind == kind])
    written = [work.save(entry.kind, entry.id, entry.fresh) for entry in fresh]
    return any(saved.changes for saved in written)


@dataclass
class _Judging:
    """All rows of a ledger, judged against the records that are here."""

    desk: Desk
    reader: Reader
    book: Book
    progress: Progress | None
    shelf: Shelf = field(init=False)
    paying: Paying = field(init=False)
    refused: Refused = field(default_factory=dict)
    homes: Homes = field(default_factory=dict)
    moments: Moments = field(init=False)
    marks: RowMarks = field(init=False)

    def __post_init__(self) -> None:
        self.moments = Moments(self.reader)
        self._begin()

    def _begin(self) -> None:
        self.shelf = Shelf(self.reader)
        self.paying = Paying(self.reader, self.shelf)
        self.refused, self.homes = {}, {}

    def answers(self) -> tuple[LedgerAnswer, ...]:
        """Judge every row; where a head who was to come was refused, anew without that household."""
        rows = [row for sheet in SHEETS for row in _ordered(self.book.rows_of(sheet.key))]
        heads_to_come = frozenset(map(_numbered_head, rows)) - {None}
        while True:
            answers = self._judged(rows, heads_to_come)
            headless = heads_to_come & self._headless()
            if not headless:
                return answers
            heads_to_come -= headless
            self._begin()

    def _headless(self) -> set[Any]:
        """Return the numbers of the households made from this ledger that have no head, as compared."""
        homes = self.shelf.of_kind("household")
        numbers = [home.values.get("ledger_number") for home in homes if not home.here and "head" not in home.values]
        return {compared("ledger_number", number) for number in numbers}

    def _judged(self, rows: list[LedgerRow], heads_to_come: frozenset[Any]) -> tuple[LedgerAnswer, ...]:
        naming, on = Naming(self.shelf, self.refused, self.homes), self.desk.today()
        naming.heads_to_come = heads_to_come
        done: dict[tuple[str, int], LedgerAnswer] = {}
        self.marks = RowMarks(self.desk.code, rows, self.moments, Brought(self.reader, self.desk.person))
        happened = [row for row in rows if IDENTITIES[row.spec.kind].happened is not None]
        others = [row for row in rows if IDENTITIES[row.spec.kind].happened is None]
        for exact_only, judged in ((False, others), (True, happened), (False, happened)):
            for row in judged:
                if self.progress and len(done) % 50 == 0:
                    self.progress(len(done), len(rows))
                where = row.sheet, row.number
                answer = None if where in done else self._answer(row, naming, on, exact_only)
                if answer is not None:
                    done[where] = answer
        if self.progress:
            self.progress(len(rows), len(rows))
        return tuple(done[row.sheet, row.number] for page in self.book.pages for row in page.rows)

    def _answer(self, row: LedgerRow, naming: Naming, on: date, exact_only: bool) -> LedgerAnswer | None:
        """Judge a row; None where only what stands here exactly so is looked at, and it does not."""
        stage = Staging(row, self.shelf, self._new_id, exact_only=exact_only)
        try:
            judge(stage, naming, self.paying, self.desk.code, on, self.marks)
        except NotExactly:
            return None
        if stage.faults:
            if exact_only:
                return None
            self._remember(row, naming)
            return LedgerAnswer(row.sheet, row.number, "refused", tuple(stage.faults))
        if row.home == row.number:
            self.homes[row.sheet, row.number] = stage.parts[0].entry
        verdict = "taken" if stage.settle() else "known"
        return LedgerAnswer(row.sheet, row.number, verdict, notes=tuple(stage.notes))

    def _remember(self, row: LedgerRow, naming: Naming) -> None:
        if row.spec.key == "contracts":
            naming.contract_refused(row)
        for key in row.spec.cited:
            if key in row.said:
                called = compared(key.rpartition(".")[2], row.said[key])
                self.refused.setdefault((row.spec.kind, called), (row.sheet, row.number))

    def _new_id(self) -> str:
        surroundings = self.desk.surroundings
        return uuid7(self.desk.now(), surroundings.random(10))


def _numbered_head(row: LedgerRow) -> Any:
    """Return the number of the household whose head a row of the members' sheet names, as compared."""
    heads = row.spec.key == "members" and row.said.get("relation") == "head" and not row.faults and "name" in row.said
    return compared("ledger_number", row.said.get("household")) if heads else None


def _ordered(rows: Iterable[LedgerRow]) -> list[LedgerRow]:
    """Return rows so that what others refer to comes before them, whatever the order in which people wrote it down.

    A lease before what is passed on from it; a household named in full before a row that has only its head's name, ID
    number or its own number; who left a household before who came into one. Else a second import could take what the
    first refused.
    """
    return sorted(rows, key=lambda row: ("lease" in row.said, _lateness(row)))


def _lateness(row: LedgerRow) -> int:
    if row.spec.key == "members":
        return 0 if "gone_since" in row.said else 1
    if row.spec.key != "households":
        return 0
    by_number, by_id = "ledger_number" in row.said, "head.id_number" in row.said
    if "head.name" in row.said:
        return 0 if by_number or by_id else 1
    return 2 if by_id else 3
