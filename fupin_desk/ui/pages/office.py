"""The county office's own page: letting laptops in, what disagrees, and the county's figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fupin_desk import keys
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.parts.clashes import Clashes
from fupin_desk.ui.parts.disputes import Disputes
from fupin_desk.ui.parts.figures import CountyFigures
from fupin_desk.ui.parts.laptops import Laptops
from fupin_desk.ui.parts.paths import PathField, documents, stick
from fupin_desk.ui.pieces.lines import figures
from fupin_desk.ui.pieces.simple import button, card, clear, column, row, text

if TYPE_CHECKING:
    from fupin_desk.acts.office.enrol import Answered, Invited


class OfficePage(Page):
    """Built anew each time it is shown."""

    def fill(self) -> None:
        """Show what is there now."""
        self.start_over(self.words.say("window.page.office"))
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self._inviting(), 1)
        beside.addWidget(self._enrolling(), 1)
        self.add(beside)
        self.disputes = Disputes(self.session)
        self.figures = CountyFigures(self.session)
        self.laptops = Laptops(self.session)
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

    # ---- letting in

    def _inviting(self) -> QWidget:
        say, at = self.words.say, stick() or documents()
        self.village, self.called = figures(), QLineEdit()
        self.village.setPlaceholderText(f"{self.session.desk.code}…")
        self.invitation = PathField(
            self.words, "save", say("window.invite.out"), ".json", start=str(Path(at) / "invitation.json")
        )
        self.sheet = PathField(self.words, "save", say("window.invite.sheet"), ".pdf")
        lines = QFormLayout()
        lines.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for label, line in (
            (say("window.invite.village"), self.village),
            (say("window.invite.name"), self.called),
            (say("window.invite.out"), self.invitation),
            (say("window.invite.sheet"), self.sheet),
        ):
            lines.addRow(label, line)
        self.invite = button(say("window.invite.do"), self._invite, main=True)
        self.invited = column(spacing=4)
        return card(
            text(say("window.invite.title"), "heading"),
            text(say("window.invite.explained"), "muted"),
            lines,
            row(self.invite),
            self.invited,
            text(say("window.make.fingerprint"), "muted"),
            text(self.words.apart(self.session.desk.certificate("root").fingerprint)),
        )

    def _invite(self) -> None:
        from fupin_desk.acts.office.enrol import invite

        session, out = self.session, self.invitation.path
        village, name, language = self.village.text().strip(), self.called.text().strip(), self.words.language
        if out is None or not village or not name:
            session.say("window.fill_all", "breach")
            return
        sheet = self.sheet.path
        session.run(
            self,
            self.words.say("window.invite.doing"),
            lambda _told: invite(session.desk, village, name, out, sheet, language),
            self._show_invited,
        )

    def _show_invited(self, made: Invited) -> None:
        say = self.words.say
        clear(self.invited)
        self.code = text(self.words.apart(keys.grouped(made.code, 4)), "code")
        self.fingerprint = text(self.words.apart(made.fingerprint), "code")
        for each in (
            text(say("window.invite.made", file=str(made.invitation))),
            text(say("window.invite.code"), "label"),
            self.code,
            text(say("window.invite.fingerprint"), "label"),
            self.fingerprint,
        ):
            self.invited.addWidget(each)

    def _enrolling(self) -> QWidget:
        say, at = self.words.say, stick() or documents()
        self.request = PathField(self.words, "open", say("window.enrol.request"))
        self.answer = PathField(
            self.words, "save", say("window.enrol.out"), ".json", start=str(Path(at) / "certificate.json")
        )
        self.enrol = button(say("window.enrol.do"), self._enrol, main=True)
        self.enrolled = column(spacing=4)
        sheet = card(
            text(say("window.enrol.title"), "heading"),
            text(say("window.enrol.explained"), "muted"),
            text(say("window.enrol.request"), "label"),
            self.request,
            text(say("window.enrol.out"), "label"),
            self.answer,
            row(self.enrol),
            self.enrolled,
        )
        inner = sheet.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.addStretch(1)
        return sheet

    def _enrol(self) -> None:
        from fupin_desk.acts.office.enrol import enrol

        session, request, out = self.session, self.request.path, self.answer.path
        if request is None or out is None:
            session.say("window.fill_all", "breach")
            return
        made = session.attempt(lambda: enrol(session.desk, request, out))
        if made is not None:
            self._show_enrolled(made)
            self.laptops.fill()

    def _show_enrolled(self, made: Answered) -> None:
        clear(self.enrolled)
        said = self.words.say("window.enrol.done", village=made.village, file=str(made.certificate))
        self.enrolled.addWidget(text(said))
        self.session.said.emit(said, "good")
