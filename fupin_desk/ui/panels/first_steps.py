"""The checklist of a new desk: each line leads to where it is done, and is ticked by what is really so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from fupin_desk.acts.views.first_steps import FirstStep, certificate_facts, note_certificate_kept
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.card import Card
from fupin_desk.ui.widgets.simple import button, link, mark, row, text

PLACES = {
    "certificate": ("office", ""),
    "sheet": ("settings", "sheet"),
    "minimum_wage": ("office", "minimum_wage_month"),
    "villages": ("office", "village"),
    "taken": ("exchange", "files"),
    "joined": ("today", "answer"),
    "household": ("households", "+"),
    "notice": ("notices", "make"),
    "carried": ("exchange", "folder"),
}
"""On which page a step is taken, and at which line of it."""


class FirstSteps(Card):
    """All steps, those done ticked; the office says by itself that it keeps its certificate elsewhere."""

    noted = Signal()

    def __init__(self, session: Session, steps: list[FirstStep]) -> None:
        super().__init__(session)
        say = self.words.say
        self.routes: dict[str, Callable[[], object]] = {}
        done = sum(step.done for step in steps)
        self._layout.addWidget(text(say("window.first.title", done=done, count=len(steps)), "heading"))
        for step in steps:
            self._layout.addLayout(self._line(step))

    def _line(self, step: FirstStep) -> QHBoxLayout:
        say, route = self.words.say, partial(self._go, step.name)
        self.routes[step.name] = route
        tick = mark(say("window.first.done" if step.done else "window.first.open"), "good" if step.done else "gap")
        line = row(tick, link(say(f"window.first.{step.name}"), route))
        if step.name == "certificate" and not step.done:
            facts = certificate_facts(self.session.desk)
            self.kept = button(say("window.first.kept"), self._kept)
            self.kept.setToolTip(say("window.first.keep_what", **facts))
            line.insertWidget(2, self.kept)
        return line

    def _go(self, name: str) -> None:
        page, at = PLACES[name]
        if page == "households":
            self.session.go(page, at)
        elif name == "minimum_wage":
            self.session.opening.emit((page, ""), ("setting", "", at))
        else:
            self.session.opening.emit((page, ""), ("", "", at))

    def _kept(self) -> None:
        if self.session.managed(lambda: note_certificate_kept(self.session.desk)):
            self.noted.emit()
