"""What is to be done next, besides paying: each line is a door to where it is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from fupin_desk.acts.laptops.elsewhere import asked_again
from fupin_desk.acts.views.spots import Spot
from fupin_desk.acts.views.today import Today
from fupin_desk.domain.record import kind_name
from fupin_desk.subjects.notice.objection import Objection
from fupin_desk.subjects.notice.records import Notice
from fupin_desk.ui.navigation import open_field
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.bounded import Bounded
from fupin_desk.ui.widgets.card import Card
from fupin_desk.ui.widgets.simple import column, link, text

FEW = 5
"""How many disputes stand there one by one."""
LEAST_HEIGHT = 90
Step = tuple[str, Callable[[], object]]
"""Something to do, and where one does it."""


class NextSteps(Card):
    """The lines; ``again`` shows the page anew after one that is done on the spot."""

    def __init__(self, session: Session, to_do: Today, again: Callable[[], object], *, counting: bool) -> None:
        """``counting``: what is still to be carried is counted meanwhile, and said later (``show_unsent``)."""
        super().__init__(session)
        self._again = again
        self._steps = [*self._settling(to_do), *self._left_open(to_do), *self._boards(to_do), *self._carrying(to_do)]
        lines = QWidget()
        self._listed = column(*(link(label, on) for label, on in self._steps), spacing=4)
        self._end = column(spacing=4)
        lines.setLayout(column(self._listed, self._end, spacing=4))
        self._end.addStretch(1)
        self._layout.addWidget(text(self.words.say("window.today.next"), "heading"))
        self._layout.addWidget(Bounded(lines, lambda: LEAST_HEIGHT), 1)
        if not self._steps and not counting:
            self._say_all_done()

    def show_unsent(self, count: int) -> None:
        """Say what is still to be carried, counted meanwhile: a long history must not keep the page back."""
        if count:
            label = self.words.say("window.today.bundle", count=count)
            self._listed.addWidget(link(label, partial(self.session.go, "exchange")))
        elif not self._steps:
            self._say_all_done()

    def _say_all_done(self) -> None:
        self._listed.addWidget(text(self.words.say("window.today.all_done"), "muted"))

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
        self._again()

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
                steps.append((label, partial(open_field, self.session, kind_name(Notice), stored.id)))
        for waiting in to_do.to_answer:
            notice = str(waiting.values["notice"] or "")
            number, day_on = to_do.numbers.get(notice, ""), str(waiting.values["received_on"] or "")
            route = partial(open_field, self.session, kind_name(Objection), waiting.id)
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
