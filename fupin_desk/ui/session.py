"""What the pages of one open desk share: the desk, the words, who goes where, and what happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from fupin_desk.domain.errors import DeskError
from fupin_desk.domain.findings import Finding
from fupin_desk.ui.bugs import tell_bug
from fupin_desk.ui.clipboard import Copied
from fupin_desk.ui.jobs import CalledOff, Job, Jobs, Progress
from fupin_desk.words import Translator

if TYPE_CHECKING:
    from fupin_desk.acts.desk import Desk
    from fupin_desk.ui.list_state import ListState

_Answer = TypeVar("_Answer")

PAUSE_MS = 400
"""After a save, before what takes longer is looked at again: several saves in a row are looked at once."""


class Session(QObject):
    """One open desk in the window. Pages hear of changes by its signals and never of each other."""

    changed = Signal(str, str)
    """Kind and id of a record that was saved; both empty where many were (a bundle taken, a ledger read)."""
    undone = Signal(str, str)
    """Kind and id of a record of which an act was put back; ``changed`` tells of it too."""
    judged = Signal()
    """Policy has looked anew: ``findings`` is up to date."""
    going = Signal(str, str)
    """A page's name and the id of the record to show there, or nothing."""
    opening = Signal(object, object)
    """Page and record to show, then kind, record and field into which the cursor goes."""
    said = Signal(str, str)
    """A sentence and its level, for the line at the top."""
    cleared = Signal()
    """What was refused, and is still said, has been done after all."""
    working = Signal(str, object)
    """What slow work is about and its job; nothing and None when it ended."""
    worked = Signal(int, int)
    """How much of it is done, of how much."""
    language = Signal(str)
    """The person wants another language."""
    look = Signal(str)
    """The person wants the window light, dark, or as the system is (``LOOKS``)."""

    def __init__(self, desk: Desk, words: Translator, jobs: Jobs) -> None:
        super().__init__()
        self.desk, self.words, self.jobs = desk, words, jobs
        self.findings: list[Finding] = []
        self.of_household: dict[str, list[Finding]] = {}
        self._by_record: dict[str, list[Finding]] | None = None
        self.lists: dict[str, ListState] = {}
        """By kind what was asked of its list, and where one was in it."""
        self.copied = Copied()
        self.closed = False
        self.folds: dict[tuple[str, str], bool] = {}
        """Of each part of a form, by kind and name, whether it was opened or folded in this sitting."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.judge)
        self._judging = False
        self._refused: object = None
        self.said.connect(self._forget_refusal)
        self.changed.connect(self._look)
        self.changed.connect(lambda kind, record: self._managed((kind, record)))

    @property
    def today(self) -> date:
        """The day it is where the laptop stands."""
        return self.desk.today()

    def about(self, record: str) -> list[Finding]:
        """Return what policy sees of a record itself."""
        if self._by_record is None:
            self._by_record = {}
            for finding in self.findings:
                self._by_record.setdefault(finding.id, []).append(finding)
        return self._by_record.get(record, [])

    def found_about(self, record: str) -> list[Finding]:
        """Return what policy sees of a record; of a household, of all that belongs to it."""
        return self.of_household.get(record) or self.about(record)

    def go(self, page: str, record: str = "") -> None:
        """Show a page."""
        self.going.emit(page, record)

    def say(self, key: str, level: str = "good", /, **facts: Any) -> None:
        """Say a sentence of the catalogue in the line at the top."""
        self.said.emit(self.words.say(key, **facts), level)

    def refuse(self, problem: BaseException, tried: object = None) -> None:
        """Say what went wrong: what a person can act on in a sentence; the rest is a bug, and nothing was lost.

        Once what was ``tried`` is managed, the sentence goes. Where a record was to be saved it is its kind and id.
        """
        if isinstance(problem, CalledOff):
            self.say("window.called_off", "note")
        elif isinstance(problem, DeskError):
            self.said.emit(self.words.error(problem), "breach")
        else:
            self.said.emit(tell_bug(self.words, problem, self.desk.surroundings.clock()), "breach")
        self._refused = tried

    def _forget_refusal(self) -> None:
        self._refused = None

    def _managed(self, tried: object) -> None:
        """Take away the refusal of what has now been done."""
        if self._refused is not None and tried == self._refused:
            self._refused = None
            self.cleared.emit()

    def attempt(self, work: Callable[[], _Answer]) -> _Answer | None:
        """Do something quick; what it cannot is said, and None returned."""
        try:
            answer = work()
        except DeskError as problem:
            self.refuse(problem, what_is_done(work))
            return None
        self._managed(what_is_done(work))
        return answer

    def managed(self, work: Callable[[], object]) -> bool:
        """Do something quick and return whether it could be done; what it could not is said."""
        try:
            work()
        except DeskError as problem:
            self.refuse(problem, what_is_done(work))
            return False
        self._managed(what_is_done(work))
        return True

    def undo(self, kind: str, record: str) -> None:
        """Put back what the last act on a record replaced, however long ago and in whatever sitting that was."""
        from fupin_desk.acts.records.commands import undo_record

        self._step(undo_record, "window.undone", kind, record)

    def redo(self, kind: str, record: str) -> None:
        """Bring back what was undone last on a record, while nothing else was done to it."""
        from fupin_desk.acts.records.commands import redo_record

        self._step(redo_record, "window.redone", kind, record)

    def _step(self, act: Callable[[Desk, str, str], str], sentence: str, kind: str, record: str) -> None:
        if self.attempt(lambda: act(self.desk, kind, record)):
            self.changed.emit(kind, record)
            self.say(sentence, "note", kind=self.words.kind(kind))
            self.undone.emit(kind, record)

    def run(self, owner: QObject, about: str, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> Job:
        """Do something slow in a thread of its own, shown with ``about`` and a way to call it off."""

        def ended(answer: Any) -> None:
            self.working.emit("", None)
            self._managed(what_is_done(work))
            done(answer)

        def failed(problem: BaseException) -> None:
            self.working.emit("", None)
            self.refuse(problem, what_is_done(work))

        job = self.jobs.start(owner, work, ended, failed, self.worked.emit)
        self.working.emit(about, job)
        return job

    def _look(self, kind: str, _record: str) -> None:
        """Tell at once what policy sees once a record was saved, and what clashes; the rest follows after a pause."""
        from fupin_desk.acts.views.findings import findings_after

        self._pause.start()
        if kind and not self.closed:
            seen = self.attempt(lambda: findings_after(self.desk, (self.findings, self.of_household)))
            if seen is not None and seen != (self.findings, self.of_household):
                self._take(seen)
                self.judged.emit()

    def judge(self) -> None:
        """Let policy look at everything again, in a thread of its own."""
        if self._judging or self.closed:
            self._pause.start()
            return
        self._judging = True
        from fupin_desk.acts.views.findings import findings_now

        desk = self.desk
        self.jobs.start(self, lambda _told: findings_now(desk, desk.today()), self._judged, self._not_judged)

    def _judged(self, judged: tuple[list[Finding], dict[str, list[Finding]]]) -> None:
        self._judging = False
        self._take(judged)
        self.judged.emit()

    def _take(self, judged: tuple[list[Finding], dict[str, list[Finding]]]) -> None:
        self.findings, self.of_household = judged
        self._by_record = None

    def _not_judged(self, problem: BaseException) -> None:
        self._judging = False
        self.refuse(problem)


def what_is_done(work: Callable[..., object]) -> object:
    """Return what is the same each time a person tries the same thing: the place in the program it is written at."""
    inner = getattr(work, "func", work)
    return getattr(getattr(inner, "__func__", inner), "__code__", inner)
