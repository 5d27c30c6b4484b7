"""Settings: language, the village itself, who may open the desk, the ledger, and what this program is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from fupin_desk.domain.languages import DRAFTS, LANGUAGES, own_name
from fupin_desk.ui.forms.choices import combo
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.looks.scheme import LOOKS
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.panels.about import about
from fupin_desk.ui.panels.backups import Backups
from fupin_desk.ui.panels.ledger import Ledger
from fupin_desk.ui.panels.persons import Persons
from fupin_desk.ui.panels.rejoining import REJOIN, Rejoining
from fupin_desk.ui.recent import read_recent
from fupin_desk.ui.widgets.simple import card, row, text


class SettingsPage(Page):
    """Built anew each time it is shown; ``show_record`` takes ``REJOIN`` from where a desk must join anew."""

    def show_record(self, record: str) -> None:
        """Show the settings, or at once the part one came for."""
        self.fill()
        if record == REJOIN:
            self.rejoining.show_lines()

    def fill(self) -> None:
        """Show what is there now."""
        self.start_over(self.words.say("window.page.settings"))
        self.add(self._language())
        if self.session.desk.role == "village":
            self.add(self._village())
            self.ledger = Ledger(self.session)
            self.add(self.ledger)
        self.persons = Persons(self.session)
        self.backups = Backups(self.session)
        self.add(self.persons, self.backups)
        if self.session.desk.role == "village":
            self.rejoining = Rejoining(self.session)
            self.add(self.rejoining)
        self.add(about(self.session))
        self.end()

    def lines(self) -> Mapping[str, QWidget]:
        """Return where the sealed sheet is printed."""
        return {"sheet": self.persons.print}

    def record_changed(self, kind: str, record: str) -> None:
        """Its parts show by themselves what they changed."""

    def _language(self) -> QWidget:
        chosen = combo([(language, own_name(language)) for language in LANGUAGES], self.words.say("window.language"))
        chosen.setCurrentIndex(LANGUAGES.index(self.words.language))
        chosen.activated.connect(lambda _place: self.session.language.emit(str(chosen.currentData())))
        self.language = chosen
        sheet = card(
            text(self.words.say("window.language"), "heading"),
            row(chosen, text(self.words.say("window.look"), "label", wrap=False), self._look()),
        )
        if self.words.language in DRAFTS:
            inner = sheet.layout()
            assert inner is not None
            inner.addWidget(text(self.words.say("language.draft"), "muted"))
        return sheet

    def _look(self) -> QWidget:
        self.look = combo(
            [(look, self.words.say(f"window.look.{look or 'system'}")) for look in LOOKS], self.words.say("window.look")
        )
        self.look.setCurrentIndex(self.look.findData(read_recent().look))
        self.look.activated.connect(lambda _place: self.session.look.emit(str(self.look.currentData())))
        return self.look

    def _village(self) -> QWidget:
        from fupin_desk.domain.ids import village_id

        form = Form(self.session, "village", village_id(self.session.desk.code), leave_out=("code",))
        return card(
            text(self.words.say("window.village"), "heading"),
            text(self.words.say("window.village.explained"), "muted"),
            form,
        )
