"""A chart on a card, with the same in numbers: a table for whoever would rather read it, or cannot see the chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from fupin_desk.acts.views.money import Month, VillageOwed
from fupin_desk.domain.record import kind_name
from fupin_desk.subjects.village.records import Village
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.card import Card
from fupin_desk.ui.widgets.charts import AmountBar, Bars, Chart, MonthBar, Months
from fupin_desk.ui.widgets.simple import link, row, text
from fupin_desk.ui.widgets.tables import Table, TableRow

YUAN, THOUSAND = 100, 100_000
"""Units of a scale, in fen."""
IN_THOUSANDS_FROM = 1_000_000
"""In fen: where a month's money is more than this, thousands of yuan are easier to read."""


class Charted(Card):
    """Shows the chart first; a link turns it into the table and back."""

    def __init__(self, session: Session, title: str, chart: Chart, table: Callable[[], Table]) -> None:
        super().__init__(session)
        self.chart, self._make = chart, table
        self.table: Table | None = None
        self.turn = link(self.words.say("window.today.in_numbers"), self.turn_over)
        self._stack = QStackedWidget()
        self._stack.addWidget(chart)
        head = row(text(title, "heading"), self.turn, stretch=False)
        head.setStretch(0, 1)
        self._layout.addLayout(head)
        self._layout.addWidget(self._stack, 1)

    def turn_over(self) -> None:
        """Show the numbers in place of the chart, or the chart again."""
        if self.table is None:
            self.table = self._make()
            self._stack.addWidget(self.table)
        shown: QWidget = self.table if self._stack.currentWidget() is self.chart else self.chart
        self._stack.setCurrentWidget(shown)
        key = "window.today.in_numbers" if shown is self.chart else "window.today.in_chart"
        self.turn.setText(self.words.say(key))


def months_chart(session: Session, months: Sequence[Month]) -> Charted:
    """Return what was promised and paid by month."""
    words = session.words
    most = max((month.promised_fen for month in months), default=0)
    unit = THOUSAND if most > IN_THOUSANDS_FROM else YUAN
    title = words.say("window.today.months_thousand" if unit == THOUSAND else "window.today.months")
    legend = words.say("window.today.promised"), words.say("window.today.paid")
    said = [
        (words.apart(words.money(month.promised_fen)), words.apart(words.money(month.paid_fen))) for month in months
    ]
    bars = [
        MonthBar(str(month.first.month), month.promised_fen / unit, month.paid_fen / unit, *amounts)
        for month, amounts in zip(months, said, strict=True)
    ]

    def table() -> Table:
        heads = [words.say(f"window.today.{name}") for name in ("month", "promised_yuan", "paid_yuan")]
        made = Table(heads, (90, 120, 120), title, (1, 2))
        named = (words.apart(f"{month.first:%Y-%m}") for month in months)
        made.show_rows([TableRow("", "", (name, *amounts)) for name, amounts in zip(named, said, strict=True)][::-1])
        return made

    return Charted(session, title, Months(title, legend, bars), table)


def villages_chart(session: Session, villages: Sequence[VillageOwed], on: Callable[[str], object]) -> Charted:
    """Return what is overdue by village; ``on`` opens one, by its code."""
    words = session.words
    title = words.say("window.today.by_village")
    bars = [
        AmountBar(
            village.code,
            words.apart(village.name),
            village.open_fen,
            words.apart(f"{words.money(village.open_fen)} ({village.payments})"),
        )
        for village in villages
    ]

    def table() -> Table:
        heads = [words.kind(kind_name(Village)), words.say("window.due.open"), words.say("window.today.count")]
        made = Table(heads, (160, 120, 60), title, (1, 2))
        made.show_rows(
            [
                TableRow(
                    kind_name(Village),
                    village.code,
                    (words.apart(village.name), words.apart(words.money(village.open_fen)), str(village.payments)),
                )
                for village in villages
            ]
        )
        made.opened.connect(lambda _kind, code: on(code))
        return made

    chart = Bars(title, bars)
    made = Charted(session, title, chart, table)
    chart.opened.connect(on)
    chart.more.connect(made.turn_over)
    return made
