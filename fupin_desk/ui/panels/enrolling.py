"""The answer to a laptop's request at the office; or to one that an office which was put back has forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fupin_desk.ui.panels.laptops import Laptops
from fupin_desk.ui.panels.paths import PathField, free_name
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.card import Card
from fupin_desk.ui.widgets.lines import enter_goes_on
from fupin_desk.ui.widgets.simple import button, clear, column, row, text

if TYPE_CHECKING:
    from fupin_desk.acts.joining.enrol import Answered

BUNDLE = ".fdb"
"""How a bundle's name ends."""


class Enrolling(Card):
    """Takes the request a village brings, or a bundle of a laptop that the office has forgotten."""

    def __init__(self, session: Session, laptops: Laptops) -> None:
        super().__init__(session)
        say, self._laptops = self.words.say, laptops
        self.request = PathField(self.words, "open", say("window.enrol.request"))
        self.answer = PathField(self.words, "save", say("window.enrol.out"), ".json")
        self.enrol = button(say("window.enrol.do"), self._enrol, main=True)
        self.enrolled = column(spacing=4)
        for widget in (
            text(say("window.enrol.title"), "heading"),
            text(say("window.enrol.explained"), "muted"),
            text(say("window.enrol.request"), "label"),
            self.request,
            text(say("window.enrol.out"), "label"),
            self.answer,
        ):
            self._layout.addWidget(widget)
        self._layout.addLayout(row(self.enrol))
        self._layout.addLayout(self.enrolled)
        self._layout.addStretch(1)
        self.request.changed.connect(self._name_answer)
        enter_goes_on([self.request.line, self.answer.line], self.enrol)

    def _name_answer(self) -> None:
        """Another request: what was said of the one before goes, and the answer has a name of its own beside it."""
        clear(self.enrolled)
        asked = self.request.path
        self.answer.line.setText("" if asked is None else str(free_name(asked.with_name(f"{asked.stem}-answer.json"))))

    def _enrol(self) -> None:
        from fupin_desk.acts.joining.enrol import enrol

        session, request, out = self.session, self.request.path, self.answer.path
        if request is None or out is None:
            session.say("window.fill_all", "breach")
            return
        if request.suffix == BUNDLE:
            self._readmit(request)
            return
        made = session.attempt(lambda: enrol(session.desk, request, out))
        if made is not None:
            self._show_enrolled(made)

    def _readmit(self, bundle: Path) -> None:
        from fupin_desk.acts.bundles.readmit import readmit

        session = self.session
        made = session.attempt(lambda: readmit(session.desk, bundle))
        if made is not None:
            self._show(self.words.say("window.enrol.readmitted", village=made.village))

    def _show_enrolled(self, made: Answered) -> None:
        self._show(self.words.say("window.enrol.done", village=made.village, file=str(made.certificate)))

    def _show(self, sentence: str) -> None:
        clear(self.enrolled)
        self.enrolled.addWidget(text(sentence))
        self.session.said.emit(sentence, "good")
        self._laptops.fill()
