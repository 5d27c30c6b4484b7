"""A card on which a notice is drafted: of which kind, about which record, in which languages."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from fupin_desk.acts.notices import draft_notice
from fupin_desk.acts.views.choices import choices
from fupin_desk.acts.views.lists import page_of_records
from fupin_desk.domain.languages import LANGUAGES, OFFICIAL, ON_WALLS, own_name
from fupin_desk.domain.record import kind_name
from fupin_desk.kinds.notices import SPECS, about_one
from fupin_desk.ui.forms.choices import combo
from fupin_desk.ui.navigation import go_to
from fupin_desk.ui.panels.reachable import Reachable
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import button, card, row, text


class Drafting(Reachable):
    """What was drafted is shown at once."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, words = session, session.words
        self.kind = combo([(kind, words.code("notice_kind", kind)) for kind in SPECS], words.say("window.notice.new"))
        self.about = combo([], words.say("window.notice.new"))
        self._offer()
        self.kind.activated.connect(lambda _place: self._offer())
        self.languages = {language: QCheckBox(own_name(language)) for language in LANGUAGES}
        for language in (OFFICIAL, words.language if words.direction == "rtl" else ON_WALLS[1]):
            self.languages[language].setChecked(True)
        self.make = button(words.say("window.notice.make"), self._make, main=True)
        whole = card(
            text(words.say("window.notice.new"), "heading"),
            row(self.kind),
            row(self.about),
            row(text(words.say("window.notice.languages"), "label", wrap=False), *self.languages.values()),
            row(self.make),
        )
        inner = whole.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.addStretch(1)  # as high as the card beside it
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(whole)

    def lines(self) -> Mapping[str, QWidget]:
        """Return where a notice is made."""
        return {"make": self.make}

    def _offer(self) -> None:
        """Offer the records that a notice of the chosen kind can be about, where it is about one."""
        spec = SPECS[str(self.kind.currentData())]
        names_one = about_one(spec)
        self.about.clear()
        for record, name in choices(self.session.desk, [kind_name(spec.about)], "") if names_one else []:
            self.about.addItem(self.session.words.chosen(name), record)
        self.about.setVisible(names_one)

    def _make(self) -> None:
        kind, about = str(self.kind.currentData()), str(self.about.currentData() or "") or None
        languages = [language for language, box in self.languages.items() if box.isChecked()] or [OFFICIAL]
        session = self.session
        drafted = session.attempt(lambda: draft_notice(session.desk, kind, languages, session.today, about))
        if drafted is not None:
            record = next(line.id for line in page_of_records(session.desk, "notice", where={"number": drafted.number}))
            session.changed.emit("", "")
            session.say("window.notice.made", number=drafted.number, lines=drafted.lines)
            go_to(session, "notice", record)
