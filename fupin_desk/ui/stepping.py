"""Undo and redo in the window: over all records, the last thing first, however long ago it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fupin_desk.domain.errors import DeskError, NoSuchStepError
from fupin_desk.ui.jobs import Progress
from fupin_desk.ui.session import Session

if TYPE_CHECKING:
    from fupin_desk.acts.records.stepping import Stepped, Way

FEW = 50
"""Records of which the window is told which they are."""


class Stepping(QObject):
    """What goes back and forth among the steps of the desk that is open, and tells the window of it."""

    asking = Signal(int)
    """The place of a step that is looked at before it is undone: it is of many records, or somebody else's."""
    gone = Signal()
    """Steps were undone, or done again, or could not be."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self._passing: set[int] = set()
        """Steps that could not be undone a moment ago: the next time the one before them is."""
        self._telling = False
        session.changed.connect(self._begin_anew)

    def there_are(self) -> tuple[bool, bool]:
        """Return whether anything can be undone, and done again."""
        from fupin_desk.acts.records.stepping import last_step

        place, again = last_step(self.session.desk, self._passing)
        return place is not None, again

    def _begin_anew(self, _kind: str, _record: str) -> None:
        """Try again what could not be undone, once something else was done."""
        if not self._telling:
            self._passing.clear()

    def undo(self) -> None:
        """Undo the last step; what cannot be undone is said, and passed by the next time."""
        from fupin_desk.acts.records.stepping import last_step, undo_last, way_to

        desk = self.session.desk
        place, _again = last_step(desk, self._passing)
        if place is None:
            self.session.refuse(NoSuchStepError("undo"))
            return
        if way_to(desk, place, alone=True).asks:
            self.asking.emit(place)
            return
        try:
            stepped = undo_last(desk, self._passing)
        except DeskError as problem:
            self._passing.add(place)
            self.session.refuse(problem)
        else:
            self._tell(stepped, back=True)
        self.gone.emit()

    def redo(self) -> None:
        """Do again what was undone last."""
        from fupin_desk.acts.records.stepping import redo_last

        stepped = self.session.attempt(lambda: redo_last(self.session.desk))
        if stepped is not None:
            self._tell(stepped, back=False)
        self.gone.emit()

    def go(self, place: int, way: Way) -> None:
        """Undo back to a step, or do again up to it."""
        from fupin_desk.acts.records.stepping import go_to_step

        session, desk = self.session, self.session.desk
        if not way.asks:
            stepped = session.attempt(lambda: go_to_step(desk, place))
            if stepped is not None:
                self._tell(stepped, back=way.back)
            self.gone.emit()
            return

        def work(told: Progress) -> Stepped:
            return go_to_step(desk, place, told)

        def done(stepped: Stepped) -> None:
            self._tell(stepped, back=way.back)
            self.gone.emit()

        session.run(self, session.words.say("window.steps.going"), work, done)

    def _tell(self, stepped: Stepped, *, back: bool) -> None:
        """Show what was put back, and say what it was."""
        from fupin_desk.acts.views.step_words import titled
        from fupin_desk.acts.views.steps import step_view

        session, words = self.session, self.session.words
        kind, record = stepped.records[0] if 0 < len(stepped.records) <= FEW else ("", "")
        self._telling = True
        session.changed.emit(kind, record)
        session.undone.emit(kind, record)
        self._telling = False
        way = "undone" if back else "redone"
        view = step_view(session.desk, stepped.gone[0]) if len(stepped.gone) == 1 else None
        if stepped.left:
            why = words.error(stepped.left[0][1])
            session.say("window.steps.left", "gap", count=len(stepped.left), why=why)
        elif view is not None:
            session.say(f"window.steps.{way}_what", "note", what=titled(words, view))
        else:
            session.say(f"window.steps.{way}_many", "note", count=len(stepped.gone))
