"""Any one record by itself: what belongs to none that has a page, or a field its owner's page does not show."""

from __future__ import annotations

from fupin_desk.acts.records.filling import open_sheet
from fupin_desk.acts.records.names import name_of
from fupin_desk.kinds import KINDS
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.panels.findings import Findings
from fupin_desk.ui.panels.history import Past
from fupin_desk.ui.widgets.simple import card, link, row, text
from fupin_desk.ui.widgets.taking_out import TakingOut, gone_mark


class RecordPage(Page):
    """``show_record`` takes kind and id with a stroke between them."""

    record = ""

    def show_record(self, record: str) -> None:
        """Show one record; what is none leads to the first page."""
        self.record = record
        self.fill()

    def fill(self) -> None:
        """Show what is there now."""
        kind, _stroke, record = self.record.partition("/")
        back = link(self.words.say("window.page.today"), lambda: self.session.go("today"))
        if kind not in KINDS:
            self.start_over("", back)
            return
        called = name_of(self.session.desk, [kind], record)
        self.start_over(f"{self.words.kind(kind)} {self.words.apart(called)}", back)
        gone = gone_mark(self.session, kind, record)
        self.found = Findings(self.session, of=record)
        self.found_card = card(text(self.words.say("window.findings"), "heading"), self.found)
        self.add(*([gone] if gone else []), self.found_card, card(Form(self.session, kind, record)))
        if open_sheet(self.session.desk, kind, record).exists:
            out = TakingOut(self.session, kind, record)
            out.done.connect(self.fill)
            self.add(Past(self.session, kind, record), row(out))
        self.end()
        self.judged()

    def judged(self) -> None:
        """Show what policy sees now."""
        super().judged()
        if "/" in self.record:
            findings = self.session.found_about(self.record.partition("/")[2])
            self.found.show_findings(findings)
            self.found_card.setVisible(bool(findings))
