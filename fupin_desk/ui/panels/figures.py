"""The county's own figures, such as its minimum wage: dated, with their source, to all villages by receipt."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit

from fupin_desk.acts.views.figures import FigureSeen, county_figures, settings_made
from fupin_desk.domain.shapes import COUNT, FEN, PPM
from fupin_desk.ui.forms.choices import combo
from fupin_desk.ui.panels.days import DayLine
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.card import Card
from fupin_desk.ui.widgets.lines import figures
from fupin_desk.ui.widgets.simple import button, clear, row, stand_in, text
from fupin_desk.ui.widgets.tables import Table, TableRow

SHAPES = {"fen": FEN, "ppm": PPM}
"""How figures of a unit are typed and shown; the others are whole numbers."""


class CountyFigures(Card):
    """What stands, and a line for a new value."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.fill()

    def fill(self) -> None:
        """Show what stands now."""
        clear(self._layout)
        say, words = self.words.say, self.words
        self.seen = {figure.name: figure for figure in county_figures(self.session.desk, self.session.today)}
        self._layout.addWidget(text(say("window.figures"), "heading"))
        heads = [say("window.figures.figure"), say("window.figures.now"), say("window.figures.state")]
        table = Table(heads, (280, 160), say("window.figures"))
        table.show_rows([self._row(figure) for figure in self.seen.values()])
        table.fit()
        self._layout.addWidget(table)
        made = settings_made(self.session.desk)
        for setting in made[:20]:
            known = self.seen.get(setting.figure or "")
            sentence = say(
                "window.figures.made",
                figure=words.say(f"figure.{setting.figure}"),
                value=self._value(known.unit if known else "days", setting.value or 0),
                day_on=setting.since or self.session.today,
                source=setting.source or "",
            )
            self._layout.addWidget(text(sentence, "muted"))
        self._layout.addLayout(self._new())

    def _value(self, unit: str, value: int) -> str:
        shown = SHAPES.get(unit, COUNT).write(value)
        return self.words.say(f"window.figures.unit.{unit}", value=shown)

    def _row(self, figure: FigureSeen) -> TableRow:
        say = self.words.say
        now = "—" if figure.now is None else self._value(figure.unit, figure.now)
        must = figure.must and figure.now is None
        state = say(
            "window.figures.must" if must else ("window.figures.county" if figure.by_county else "window.figures.ours")
        )
        return TableRow("", "", (say(f"figure.{figure.name}"), now, state), ("", "", "gap" if must else ""))

    def _new(self) -> QFormLayout:
        say, words = self.words.say, self.words
        self.figure = combo([(name, words.say(f"figure.{name}")) for name in self.seen], say("window.figures.figure"))
        self.value, self.source, self.by = figures(), QLineEdit(), QLineEdit()
        self.figure.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.figure.setMinimumContentsLength(24)  # the longest would push the page out of a narrow window
        self.value.setAccessibleName(say("window.figures.figure"))
        self.unit = text("", "muted", wrap=False)
        self.since = DayLine(self.session, "setting", "since")
        self.figure.activated.connect(lambda _place: self._say_unit())
        self._say_unit()
        self.keep = button(say("window.figures.keep"), self._keep, main=True)
        lines = QFormLayout()
        lines.addRow(say("window.figures.figure"), row(self.figure, self.value, self.unit))
        for name, line in (("since", self.since), ("source", self.source), ("approved_by", self.by)):
            lines.addRow(words.field("setting", name), line)
        lines.addRow("", row(self.keep))
        return lines

    def choose(self, figure: str) -> bool:
        """Choose a figure to set and stand in the line for its value; whether the county sets it."""
        if figure not in self.seen:
            return False
        self.figure.setCurrentIndex(self.figure.findData(figure))
        self._say_unit()
        stand_in(self.value)
        return True

    def _say_unit(self) -> None:
        unit = self.seen[str(self.figure.currentData())].unit
        self.unit.setText(self.words.say(f"window.figures.in.{unit}"))

    def _keep(self) -> None:
        from fupin_desk.acts.records.commands import put_record

        name = str(self.figure.currentData())
        value = SHAPES.get(self.seen[name].unit, COUNT).read(self.value.text())
        if value is None or not self.source.text().strip() or not self.by.text().strip():
            self.session.say("window.fill_all", "breach")
            return
        values = {
            "figure": name,
            "value": value,
            "since": self.since.typed(),
            "source": self.source.text(),
            "approved_by": self.by.text(),
        }
        session = self.session
        saved = session.attempt(lambda: put_record(session.desk, "setting", values))
        if saved is not None:
            session.changed.emit("setting", saved.id)
            session.say("window.figures.kept")
            self.fill()
