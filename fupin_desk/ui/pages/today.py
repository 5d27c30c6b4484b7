"""The first page: money households should have had, what policy sees, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from fupin_desk.acts.views.first_steps import first_steps
from fupin_desk.acts.views.listing import VILLAGE, Asked
from fupin_desk.acts.views.money import Told, money_told
from fupin_desk.acts.views.silent import SILENT_DAYS, Silent
from fupin_desk.acts.views.today import Today, count_unsent, today_page
from fupin_desk.domain.findings import Level
from fupin_desk.domain.record import kind_name
from fupin_desk.policy.due import Due
from fupin_desk.subjects.household.records import Household
from fupin_desk.subjects.village.records import Village
from fupin_desk.ui.looks.sizes import M
from fupin_desk.ui.navigation import PAGES, go_listed
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.panels.charted import Charted, months_chart, villages_chart
from fupin_desk.ui.panels.findings import Findings
from fupin_desk.ui.panels.first_steps import FirstSteps
from fupin_desk.ui.panels.next_steps import FEW, NextSteps
from fupin_desk.ui.panels.owed import COLUMNS, DUE, due_row, due_table, total_open
from fupin_desk.ui.panels.paths import PathField, stick
from fupin_desk.ui.panels.rejoining import REJOIN
from fupin_desk.ui.panels.today_figures import Figures
from fupin_desk.ui.widgets.bounded import Bounded
from fupin_desk.ui.widgets.simple import button, card, column, mark, row, stand_in, text
from fupin_desk.ui.widgets.tables import Table, TableRow

ONE_COLUMN_BELOW = 1000
"""A page narrower than this, in pixels, has everything in one column."""
LEAST_ROWS, LEAST_SILENT, LEAST_FINDINGS, EXPLAINING = 190, 110, 130, 420
"""How low lists and findings become before the page scrolls, in pixels; the last while somebody explains one."""


class TodayPage(Page):
    """Built anew each time it is shown."""

    found: Findings | None = None
    found_card: QWidget | None = None
    answer: PathField | None = None
    figures: Figures | None = None
    owed: Table | None = None
    """Who is owed money, the oldest first, then what falls due soon."""
    silent: Table | None = None
    chart: Charted | None = None
    villages: Charted | None = None
    columns: QBoxLayout | None = None
    """The two halves of the page, below one another where there is no room beside."""

    def fill(self) -> None:
        """Show what is there now."""
        today = self.session.today
        self.start_over(self.words.say("window.today.title", day_on=today))
        self.found = self.found_card = None
        self.figures = self.owed = self.silent = self.chart = self.villages = self.columns = None
        to_do = self.session.attempt(lambda: today_page(self.session.desk, today))
        if to_do is None:
            return
        self.figures = Figures(self.session, to_do)
        self.add(self.figures)
        self._first_steps()
        if not to_do.enrolled:
            self.add(self._accept())
        elif to_do.rejoin:
            self.add(self._rejoin())
        self._in_columns(to_do)
        self.found_card = self._found()
        self.add(self.found_card)
        self._lead_from_figures(to_do)

    def _in_columns(self, to_do: Today) -> None:
        """Put what is to be acted on beside what comes next and the chart."""
        office = self.session.desk.role == "office"
        counting = to_do.enrolled and not office
        self.next_steps = NextSteps(self.session, to_do, self.fill, counting=counting)
        self.near, self.far = column(spacing=M), column(spacing=M)
        if office:
            self.far.addWidget(self.next_steps, 4)
            if to_do.silent is not None:
                self.near.addWidget(self._silent(to_do.silent), 4)
            desk, today = self.session.desk, self.session.today
            self.session.jobs.start(
                self.next_steps, lambda _told: money_told(desk, today), self._told, self.session.refuse
            )
        else:
            self.near.addWidget(self._owed(to_do), 1)
            self.far.addWidget(self.next_steps, 4)
            if any(month.promised_fen for month in to_do.months):
                self.chart = months_chart(self.session, to_do.months)
                self.far.addWidget(self.chart, 5)
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.setSpacing(M)
        self.columns.addLayout(self.near, 1)
        self.columns.addLayout(self.far, 1)
        self.body.addLayout(self.columns, 1)
        self._spread()
        if counting:
            desk = self.session.desk
            self.session.jobs.start(
                self.next_steps, lambda _told: count_unsent(desk), self._unsent, self.session.refuse
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have one column or two."""
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """Have one column or two; of a due, under what it is and what was paid stand only where there is room."""
        wide, ways = self.width() >= ONE_COLUMN_BELOW, QBoxLayout.Direction
        if self.columns is not None:
            self.columns.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        if self.owed is not None:
            for name, there in (("under", True), ("amount", True), ("paid", True), ("unconfirmed", self._unconfirmed)):
                self.owed.setColumnHidden(COLUMNS.index(name), wide or not there)

    def _lead_from_figures(self, to_do: Today) -> None:
        """Let the figures of what stands on the page lead to it."""
        if self.figures is not None:
            self.figures.to_soon.connect(partial(self._stand_at, len(to_do.overdue)))
            self.figures.to_villages.connect(self._to_villages)
            self.figures.to_silent.connect(self._to_silent)

    def _stand_at(self, place: int) -> None:
        if self.owed is not None:
            self.owed.selectRow(place)
            stand_in(self.owed)

    def _to_villages(self) -> None:
        if self.villages is not None:
            stand_in(self.villages.chart)

    def _to_silent(self) -> None:
        if self.silent is not None and self.silent.rows.rowCount():
            self.silent.selectRow(0)
            stand_in(self.silent)
        else:
            self.session.go("exchange")

    def _unsent(self, count: int) -> None:
        """Say what is still to be carried, counted meanwhile."""
        self.next_steps.show_unsent(count)
        if self.figures is not None:
            self.figures.show_unsent(count)

    # ---- the office's money

    def _told(self, told: Told) -> None:
        """Say what the villages told of money, worked out meanwhile."""
        if self.figures is None:
            return
        self.figures.show_money(told)
        if told.villages:
            self.villages = villages_chart(self.session, told.villages, self._to_village)
            self.near.insertWidget(0, self.villages, 6)
        else:
            nothing = text(self.words.say("window.today.nobody_owes"), "muted")
            self.near.insertWidget(0, card(text(self.words.say("window.today.by_village"), "heading"), nothing))
        if any(month.promised_fen for month in told.months):
            self.chart = months_chart(self.session, told.months)
            self.far.addWidget(self.chart, 6)

    def _to_village(self, code: str) -> None:
        """Show the households of a village: the office's list says nothing of what is owed to one."""
        go_listed(self.session, kind_name(Household), Asked(fields={VILLAGE: (code,)}))

    def _silent(self, silent: Silent) -> QWidget:
        say, words = self.words.say, self.words
        title = say("window.today.silent", days=SILENT_DAYS)
        if not silent.villages:
            return card(text(title, "heading"), text(say("window.today.none_silent", days=SILENT_DAYS), "muted"))
        heads = [words.kind(kind_name(Village)), say("window.today.last_bundle"), say("window.today.days")]
        self.silent = Table(heads, (160, 110, 60), title, (2,))
        rows = [
            TableRow(
                kind_name(Village),
                village.code,
                (
                    words.apart(village.name),
                    words.apart(words.day(village.last)) if village.last else say("window.today.never"),
                    str(village.days),
                ),
            )
            for village in silent.villages
        ]
        self.silent.show_rows(rows)
        self.silent.setMinimumHeight(LEAST_SILENT)
        self.silent.opened.connect(lambda _kind, code: self._to_village(code))
        return card(text(title, "heading"), self.silent)

    def judged(self) -> None:
        """Show what policy sees now, and leave the rest as it is: somebody may stand in it.

        While somebody is writing what they have to say to a finding, that stays too.
        """
        if self.found is None or self.found_card is None:
            self.fill()
        elif self.found.explaining is not None:
            self.found.show_findings(self.session.findings)
        else:
            before, self.found_card = self.found_card, self._found()
            self.body.replaceWidget(before, self.found_card)
            before.hide()
            before.deleteLater()

    def _first_steps(self) -> None:
        """What a new desk has to do first, until all of it is done."""
        self.first: FirstSteps | None = None
        self.answer = None
        steps = self.session.attempt(lambda: first_steps(self.session.desk))
        if steps:
            self.first = FirstSteps(self.session, steps)
            self.first.noted.connect(self.fill)
            self.add(self.first)

    def lines(self) -> Mapping[str, QWidget]:
        """Return where the office's answer is taken, while it is waited for."""
        return {} if self.answer is None else {"answer": self.answer.line}

    # ---- the office's answer

    def _accept(self) -> QWidget:
        say = self.words.say
        start = stick() and str(Path(stick()) / "certificate.json")
        self.answer = PathField(self.words, "open", say("window.accept.file"), start=start)
        self.accept = button(say("window.accept.do"), self._take_answer, main=True)
        return card(
            text(say("window.accept.title"), "heading"),
            text(say("window.accept.explained")),
            self.answer,
            row(self.accept),
        )

    def _take_answer(self) -> None:
        from fupin_desk.acts.joining.village import accept

        answer = None if self.answer is None else self.answer.path
        if answer is None:
            if self.answer is not None:
                self.answer.line.setFocus()
            return
        if self.session.attempt(lambda: accept(self.session.desk, answer)):
            self.session.say("window.accept.done")
            self.fill()

    def _rejoin(self) -> QWidget:
        """A desk whose certificate fits no more can write on, but neither sign nor send."""
        say = self.words.say
        lead = button(say("window.rejoin.begin"), partial(self.session.go, "settings", REJOIN), main=True)
        return card(text(say("window.rejoin"), "heading"), text(say("window.today.rejoin")), row(lead))

    # ---- money

    def _owed(self, to_do: Today) -> QWidget:
        say, words = self.words.say, self.words
        if not to_do.overdue and not to_do.soon:
            sentence = say("window.today.nothing_due") if to_do.households else say("window.today.empty")
            sheet = card(text(say("window.today.money"), "heading"), text(sentence))
            if not to_do.households:
                begin = button(say("window.today.begin"), lambda: self.session.go("households", "+"), main=True)
                sheet.layout().addLayout(row(begin))  # type: ignore[union-attr]
            return sheet
        late = total_open([owed.settled for owed in to_do.overdue])
        head = row(text(say("window.today.money"), "heading", wrap=False))
        if to_do.overdue:
            sum_ = say("window.today.overdue", count=len(to_do.overdue), open_fen=late)
            head.insertWidget(1, mark(sum_, "breach"))
        today, owed = self.session.today, (*to_do.overdue, *to_do.soon)
        rows = [
            due_row(words, due_owed.settled, today, due_owed.of, due_owed.household, pays=True) for due_owed in owed
        ]
        self.owed = due_table(words, rows, most=None)
        self.owed.setMinimumHeight(LEAST_ROWS)
        self._unconfirmed = not self.owed.isColumnHidden(len(COLUMNS) - 1)
        leads = {due_owed.settled.due.id: due_owed.settled.due for due_owed in owed}
        self.owed.opened.connect(lambda kind, record: self._pay(leads[record]) if kind == DUE else None)
        sheet = card(head, self.owed, text(say("window.today.oldest_first"), "muted"))
        sheet.layout().setStretch(1, 1)  # type: ignore[union-attr]  # a card has a layout
        return sheet

    def _pay(self, due: Due) -> None:
        """Begin the payment of what is still open, on the page of whom it is owed to."""
        of = ("household", due.household) if due.household else ("contract", due.contract)
        self.session.opening.emit((PAGES[of[0]], of[1] or ""), (DUE, due.id, ""))

    # ---- findings

    def _found(self) -> QWidget:
        breaches = sum(finding.level is Level.BREACH for finding in self.session.findings)
        clashes = sum(finding.level is Level.CLASH for finding in self.session.findings)
        gaps = sum(finding.level is Level.GAP for finding in self.session.findings)
        say = self.words.say
        head = row(text(say("window.today.findings"), "heading", wrap=False))
        if breaches:
            head.insertWidget(1, mark(say("window.count.breach", count=breaches), "breach"))
        if clashes:
            head.insertWidget(head.count() - 1, mark(say("window.count.clash", count=clashes), "clash"))
        if gaps:
            head.insertWidget(head.count() - 1, mark(say("window.count.gap", count=gaps), "gap"))
        self.found = found = Findings(self.session, few=FEW)
        found.show_findings(self.session.findings)
        if not self.session.findings:
            return card(head, text(say("window.today.no_findings"), "muted"))
        self.found_within = Bounded(found, partial(self._room_for, found))
        return card(head, self.found_within)

    def _room_for(self, found: Findings) -> int:
        """Return how high findings are before they scroll in themselves: about a quarter of the page."""
        return EXPLAINING if found.explaining is not None else max(LEAST_FINDINGS, self.height() // 4)
