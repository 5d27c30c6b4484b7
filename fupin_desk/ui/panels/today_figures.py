"""The four figures at the head of the first page, money first: each a door to what it counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from fupin_desk.acts.views.listing import Asked
from fupin_desk.acts.views.money import Told
from fupin_desk.acts.views.silent import SILENT_DAYS
from fupin_desk.acts.views.today import DUE_SOON_DAYS, Owed, Today
from fupin_desk.domain.record import kind_name
from fupin_desk.policy.specs import MONEY_OPEN
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.household.records import Household
from fupin_desk.subjects.notice.objection import Objection
from fupin_desk.subjects.notice.records import Notice
from fupin_desk.ui.looks.sizes import M
from fupin_desk.ui.navigation import go_listed, go_to
from fupin_desk.ui.panels.owed import total_open
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.figure import Figure

ABREAST_FROM = 760
"""A page narrower than this, in pixels, has the figures two by two."""


class Figures(QWidget):
    """Four in one line, or two by two."""

    to_soon = Signal()
    """What falls due soon is to be shown, in the list on the page."""
    to_villages = Signal()
    """What is overdue by village is to be shown, on the page."""
    to_silent = Signal()
    """So are the villages silent for long."""

    def __init__(self, session: Session, to_do: Today) -> None:
        super().__init__()
        self.session, self.words, self.to_do = session, session.words, to_do
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(M)
        self._abreast = 0
        self.figures = self._of_office() if session.desk.role == "office" else self._of_village()
        self._lay_out(len(self.figures))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put them in as many lines as they need."""
        super().resizeEvent(event)
        self._lay_out(len(self.figures) if self.width() >= ABREAST_FROM else 2)

    def _lay_out(self, abreast: int) -> None:
        if abreast == self._abreast:
            return
        self._abreast = abreast
        for place, figure in enumerate(self.figures):
            self._grid.addWidget(figure, place // abreast, place % abreast)
        for place in range(4):
            self._grid.setColumnStretch(place, int(place < abreast))

    def _figure(self, name: str, on: Callable[[], object], **facts: int) -> Figure:
        return Figure(self.words.say(f"window.today.figure.{name}", **facts), on)

    def _said(self, name: str, **facts: object) -> str:
        return self.words.say(f"window.today.figure.{name}", **facts)

    # ---- a village's

    def _of_village(self) -> list[Figure]:
        to_do = self.to_do
        overdue = self._figure("overdue", self._to_overdue)
        soon = self._figure("soon", self._to_soon, days=DUE_SOON_DAYS)
        for figure, owed, level in ((overdue, to_do.overdue, "breach"), (soon, to_do.soon, "")):
            self._say_money(figure, owed, level)
        week = self._figure("week", self._to_week)
        notices, objections = to_do.this_week, len(to_do.to_answer)
        under = self._said("week_of", notices=notices, objections=objections)
        week.show_number(str(notices + objections), under, "gap" if notices + objections else "")
        carry = self._figure("carry", partial(self.session.go, "exchange"))
        return [overdue, soon, week, carry] if to_do.enrolled else [overdue, soon, week]

    def _say_money(self, figure: Figure, owed: list[Owed], level: str) -> None:
        open_fen = total_open([each.settled for each in owed])
        number = self.words.apart(self.words.money(open_fen))
        figure.show_number(number, self._said("payments", count=len(owed)), level if owed else "")

    def _to_overdue(self) -> None:
        """Show to whom money is owed, most first; where no household of its own is, under what."""
        owed = self.to_do.overdue
        whole = owed and not any(each.settled.due.household for each in owed)
        asked = Asked(money_open=True, order=f"-{MONEY_OPEN}")
        go_listed(self.session, kind_name(Contract if whole else Household), asked)

    def _to_soon(self) -> None:
        if self.to_do.soon:
            self.to_soon.emit()
        else:
            self.session.go("contracts")

    def _to_week(self) -> None:
        """Show the notices that hang; with nothing but one objection, that."""
        if not self.to_do.this_week and len(self.to_do.to_answer) == 1:
            go_to(self.session, kind_name(Objection), self.to_do.to_answer[0].id)
        else:
            go_listed(self.session, kind_name(Notice), Asked(fields={"state": ("posted",)}))

    def show_unsent(self, count: int) -> None:
        """Say how many changes are to be carried, counted meanwhile."""
        self.figures[-1].show_number(str(count), self._said("carry_of"))

    # ---- the office's

    def _of_office(self) -> list[Figure]:
        to_do = self.to_do
        overdue = self._figure("overdue", self.to_villages.emit)
        silent = self._figure("silent", self.to_silent.emit, days=SILENT_DAYS)
        settle = self._figure("settle", self._to_settle)
        laptops = self._figure("laptops", partial(self.session.go, "exchange"))
        if to_do.silent is not None:
            count = len(to_do.silent.villages)
            silent.show_number(str(count), self._said("of_villages", count=to_do.silent.of), "gap" if count else "")
        disputes, objections = len(to_do.disputes), len(to_do.to_answer)
        under = self._said("settle_of", disputes=disputes, objections=objections)
        settle.show_number(str(disputes + objections), under, "gap" if disputes + objections else "")
        laptops.show_number(str(to_do.laptops), self._said("laptops_of"))
        return [overdue, silent, settle, laptops]

    def _to_settle(self) -> None:
        if self.to_do.disputes or not self.to_do.to_answer:
            self.session.go("office")
        else:
            go_listed(self.session, kind_name(Notice), Asked())

    def show_money(self, told: Told) -> None:
        """Say what is overdue in all villages, worked out meanwhile."""
        number = self.words.apart(self.words.money(told.open_fen))
        under = self._said("villages_owe", count=told.payments, villages=len(told.villages))
        self.figures[0].show_number(number, under, "breach" if told.open_fen else "")
