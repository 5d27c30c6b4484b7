"""The first page: money households should have had, what policy sees, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fupin_desk.acts.laptops.elsewhere import asked_again
from fupin_desk.acts.views.first_steps import first_steps
from fupin_desk.acts.views.spots import Spot
from fupin_desk.acts.views.today import Today, count_unsent, today_page
from fupin_desk.domain.findings import Level
from fupin_desk.policy.due import Due
from fupin_desk.ui.navigation import PAGES, open_field
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.panels.findings import Findings
from fupin_desk.ui.panels.first_steps import FirstSteps
from fupin_desk.ui.panels.owed import DUE, due_row, due_table, total_open
from fupin_desk.ui.panels.paths import PathField, stick
from fupin_desk.ui.panels.rejoining import REJOIN
from fupin_desk.ui.widgets.simple import button, card, column, link, mark, row, text

FEW = 5
"""How many findings of one sort stand on the first page at first: two hundred of one must not hide the only other."""
Step = tuple[str, Callable[[], object]]
"""Something to do, and where one does it."""


class TodayPage(Page):
    """Built anew each time it is shown."""

    found: Findings | None = None
    answer: PathField | None = None

    def fill(self) -> None:
        """Show what is there now."""
        today = self.session.today
        self.start_over(self.words.say("window.today.title", day_on=today))
        to_do = self.session.attempt(lambda: today_page(self.session.desk, today))
        if to_do is None:
            return
        self._first_steps()
        if not to_do.enrolled:
            self.add(self._accept())
        elif to_do.rejoin:
            self.add(self._rejoin())
        if self.session.desk.role == "village":
            self.add(self._owed(to_do))
        self.add(self._next(to_do))
        self.add(self._found())
        self.end()

    def judged(self) -> None:
        """Show what policy sees now; not while somebody is writing what they have to say to it."""
        if self.found is not None and self.found.explaining is not None:
            self.found.show_findings(self.session.findings)
        else:
            self.fill()

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
        table, leads = (
            due_table(words, rows, most=8),
            {due_owed.settled.due.id: due_owed.settled.due for due_owed in owed},
        )
        table.opened.connect(lambda kind, record: self._pay(leads[record]) if kind == DUE else None)
        return card(head, table)

    def _pay(self, due: Due) -> None:
        """Begin the payment of what is still open, on the page of whom it is owed to."""
        of = ("household", due.household) if due.household else ("contract", due.contract)
        self.session.opening.emit((PAGES[of[0]], of[1] or ""), (DUE, due.id, ""))

    # ---- what to do next

    def _next(self, to_do: Today) -> QWidget:
        say = self.words.say
        steps = [*self._settling(to_do), *self._left_open(to_do), *self._boards(to_do), *self._carrying(to_do)]
        listed = column(*(link(label, on) for label, on in steps), spacing=4)
        sheet = card(text(say("window.today.next"), "heading"), listed, spacing=4)
        if to_do.enrolled and self.session.desk.role == "village":
            desk = self.session.desk
            counted = partial(self._unsent, listed)
            self.session.jobs.start(sheet, lambda _told: count_unsent(desk), counted, self.session.refuse)
        elif not steps:
            listed.addWidget(text(say("window.today.all_done"), "muted"))
        return sheet

    def _unsent(self, listed: QVBoxLayout, count: int) -> None:
        """Say what is still to be carried, counted meanwhile: a long history must not keep the page back."""
        if count:
            label = self.words.say("window.today.bundle", count=count)
            listed.addWidget(link(label, partial(self.session.go, "exchange")))
        elif not listed.count():
            listed.addWidget(text(self.words.say("window.today.all_done"), "muted"))

    def _settling(self, to_do: Today) -> list[Step]:
        """What rests on an agreement that was taken back, and whether this laptop may not know of one."""
        say, go = self.words.say, self.session.go
        steps: list[Step] = [
            (say("window.today.settle", name=name), partial(go, "households", household))
            for household, name in to_do.to_settle.items()
        ]
        steps += [
            (say("window.today.to_ask", name=name), partial(go, "households", household))
            for household, name in to_do.to_ask.items()
        ]
        if to_do.older_copy:
            steps.insert(0, (say("window.today.older_copy", day_on=to_do.older_copy), self._asked_again))
        return steps

    def _asked_again(self) -> None:
        self.session.attempt(lambda: asked_again(self.session.desk))
        self.fill()

    def _left_open(self, to_do: Today) -> list[Step]:
        """What was typed and not kept."""
        say, kind_of = self.words.say, self.words.kind
        return [
            (say("window.today.typed", kind=kind_of(spot.kind), name=spot.name), self._route(spot))
            for spot in to_do.typed
        ]

    def _route(self, spot: Spot) -> Callable[[], object]:
        return partial(open_field, self.session, spot.kind, spot.record, spot.fields[0])

    def _boards(self, to_do: Today) -> list[Step]:
        """Notices and what people said to them."""
        say = self.words.say
        steps: list[Step] = []
        for key, notices in (("close_notice", to_do.to_close), ("post_notice", to_do.to_post)):
            for stored in notices:
                label = say(f"window.today.{key}", number=stored.values["number"])
                steps.append((label, partial(open_field, self.session, "notice", stored.id)))
        for waiting in to_do.to_answer:
            notice = str(waiting.values["notice"] or "")
            number, day_on = to_do.numbers.get(notice, ""), str(waiting.values["received_on"] or "")
            route = partial(open_field, self.session, "objection", waiting.id)
            steps.append((say("window.today.answer", number=number, day_on=day_on), route))
        return steps

    def _carrying(self, to_do: Today) -> list[Step]:
        """What is to go on the stick, and what is to come from it."""
        say, go, role = self.words.say, self.session.go, self.session.desk.role
        steps: list[Step] = []
        if to_do.disputes:
            page = "office" if role == "office" else "exchange"
            steps.append((say(f"window.today.disputes_{role}", count=len(to_do.disputes)), partial(go, page)))
        for spot in to_do.disputes[:FEW]:
            field = self.words.field(spot.kind, spot.fields[0])
            called = spot.name or self.words.kind(spot.kind)
            steps.append((say("window.today.disputed", field=field, name=called), self._route(spot)))
        if to_do.clashes:
            steps.append((say("window.today.clashes", count=to_do.clashes), partial(go, "office")))
        if to_do.waiting:
            steps.append((say("window.today.receipt", count=to_do.waiting), partial(go, "exchange")))
        if role == "office":
            steps.append((say("window.today.inbox"), partial(go, "exchange")))
        if to_do.laptops:
            steps.append((say("window.today.laptops", count=to_do.laptops), partial(go, "exchange")))
        return steps

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
        self.found = Findings(self.session, few=FEW)
        self.found.show_findings(self.session.findings)
        return card(head, self.found if self.session.findings else text(say("window.today.no_findings"), "muted"))
