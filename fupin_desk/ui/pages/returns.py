"""Returns: worked out over a period, looked at as a list, written as a spreadsheet."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from fupin_desk.acts.returns import period_of, show_return, write_return
from fupin_desk.domain.languages import OFFICIAL
from fupin_desk.kinds.returns import RETURNS
from fupin_desk.ledger.returned import NUMBERS, Shown
from fupin_desk.policy.return_spec import Period
from fupin_desk.ui.forms.choices import combo
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.panels.days import DayLine
from fupin_desk.ui.panels.paths import PathField, documents, stick
from fupin_desk.ui.widgets.simple import button, card, clear, row, text
from fupin_desk.ui.widgets.tables import Table, TableRow

BREADTHS = {"text": 150, "code": 150, "village": 210, "month": 90, "party": 190, "fen": 125, "count": 80, "yes": 60}
"""Of a column, in pixels."""


class ReturnsPage(Page):
    """Built once; worked out when it is asked for."""

    def fill(self) -> None:
        """Offer the returns, for this year so far."""
        say, words = self.words.say, self.words
        self.start_over(say("window.page.returns"))
        self.name_box = combo([(name, say(f"return.{name}")) for name in RETURNS], say("window.page.returns"))
        self.since, self.through = (DayLine(self.session, "payment", "paid_on") for _ in range(2))
        self.since.show_value(self.session.today.replace(month=1, day=1).isoformat())
        self.do = button(say("window.return.do"), self._work_out, main=True)
        self.out = PathField(words, "save", say("window.return.out"), ".xlsx", f"{stick() or documents()}/return.xlsx")
        self.save = button(say("window.return.save"), self._save)
        days = row(text(say("window.return.since"), "label", wrap=False), self.since, stretch=False)
        days.addWidget(text(say("window.return.through"), "label", wrap=False))
        days.addWidget(self.through)
        days.addWidget(self.do)
        days.addStretch(1)
        self.add(card(row(self.name_box), days, text(say("window.return.out"), "label"), self.out, row(self.save)))
        self.table = QVBoxLayout()
        self.body.addLayout(self.table, 1)
        self.end()

    def record_changed(self, kind: str, record: str) -> None:
        """What was worked out stays until it is asked for anew."""

    def _asked(self) -> tuple[str, Period] | None:
        """Return which return is asked for, of what period; None where a day is none, which is said."""
        name, today = str(self.name_box.currentData()), self.session.today
        period = self.session.attempt(lambda: period_of(self.since.day, self.through.day, today))
        return None if period is None else (name, period)

    def _work_out(self) -> None:
        asked, desk, language = self._asked(), self.session.desk, self.words.language
        if asked is not None:
            about = self.words.say("window.return.working")
            self.session.run(self, about, lambda _told: show_return(desk, *asked, language), self._show)

    def _show(self, table: Shown) -> None:
        clear(self.table)
        self.table.addWidget(text(table.title, "heading"))
        for sentence in table.about:
            self.table.addWidget(text(sentence, "muted"))
        counted = [place for place, form in enumerate(table.forms) if form in NUMBERS]
        made = Table(table.heads, [BREADTHS[form] for form in table.forms], table.title, counted)
        office = self.session.desk.role == "office"
        shown = [place for place, form in enumerate(table.forms) if office or form != "village"]
        for place in set(range(len(table.forms))) - set(shown):
            made.setColumnHidden(place, True)  # a village sees its own alone
        whole = list(table.texts(table.totals))
        whole[shown[0]] = self.words.say("return.total")
        made.show_rows([TableRow("", "", table.texts(row)) for row in table.rows] + [TableRow("", "", tuple(whole))])
        made.setMinimumHeight(320)
        self.rows = made
        self.table.addWidget(made, 1)

    def _save(self) -> None:
        asked, out, desk = self._asked(), self.out.path, self.session.desk
        if out is None:
            self.out.line.setFocus()
        elif asked is not None and self.session.managed(lambda: write_return(desk, *asked, out, OFFICIAL)):
            self.session.say("window.ledger.written", file=str(out))
