"""The county office's own page: letting laptops in, what disagrees, and the county's figures."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.panels.clashes import Clashes
from fupin_desk.ui.panels.disputes import Disputes
from fupin_desk.ui.panels.enrolling import Enrolling
from fupin_desk.ui.panels.figures import CountyFigures
from fupin_desk.ui.panels.inviting import Inviting
from fupin_desk.ui.panels.laptops import Laptops


class OfficePage(Page):
    """Built anew each time it is shown."""

    def fill(self) -> None:
        """Show what is there now."""
        self.start_over(self.words.say("window.page.office"))
        beside = QHBoxLayout()
        beside.setSpacing(12)
        self.laptops = Laptops(self.session)
        self.inviting, self.enrolling = Inviting(self.session), Enrolling(self.session, self.laptops)
        self.village, self.called, self.invite = self.inviting.village, self.inviting.called, self.inviting.invite
        self.invitation, self.sheet = self.inviting.invitation, self.inviting.sheet
        self.request, self.answer, self.enrol = self.enrolling.request, self.enrolling.answer, self.enrolling.enrol
        beside.addWidget(self.inviting, 1)
        beside.addWidget(self.enrolling, 1)
        self.add(beside)
        self.disputes = Disputes(self.session)
        self.figures = CountyFigures(self.session)
        self.add(self.disputes, Clashes(self.session), self.laptops, self.figures)
        self.end()

    def record_changed(self, kind: str, record: str) -> None:
        """Its parts show by themselves what they changed."""

    def lines(self) -> Mapping[str, QWidget]:
        """Return where a village is invited."""
        return {"village": self.village}

    def open_field(self, kind: str, record: str, field: str) -> bool:
        """Stand in the line for a figure's value; ``field`` is the figure."""
        if (kind, record) == ("setting", ""):
            return self.figures.choose(field)
        return super().open_field(kind, record, field)

    @property
    def code(self) -> QLabel:
        """The code of the invitation that was just made; AttributeError before there is one."""
        return self.inviting.code

    @property
    def fingerprint(self) -> QLabel:
        """The fingerprint beside it."""
        return self.inviting.fingerprint
