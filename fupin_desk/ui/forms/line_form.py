"""A record in one line of a grid: its fields beside one another without labels, what is to be said of them below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from fupin_desk.domain.record import FieldSpec
from fupin_desk.kinds import kind_spec
from fupin_desk.ui.forms.arrangement import Arranged, Said
from fupin_desk.ui.forms.field_box import FieldBox
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import button, text

SPACE, NUMBER, MORE = 4, 22, 30
"""In pixels: between two cells; how wide the line's number is, and what opens the whole of it."""
WORD = 9
"""Letters of a text that are always seen."""
CODES, ARROW, EDGES = 122, 40, 18
"""In pixels: how wide a list of codes is at most, its arrow, and what a line to type in has around its text."""


class OneLine:
    """The fields of a form beside one another, in the order of the columns; what is given is told in its place."""

    def __init__(self, form: LineForm, columns: Sequence[str]) -> None:
        self._form, self._columns = form, tuple(columns)
        self.grid = QGridLayout(form)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(SPACE)
        self.grid.setVerticalSpacing(0)
        self.below = QVBoxLayout()
        """Where everything stands that is said of the line."""

    def order(self, names: Sequence[str]) -> list[str]:
        """Return fields in the order of the columns."""
        return [name for name in self._columns if name in names]

    def folded(self, _name: str) -> bool:
        """Return whether a field is not to be seen: all are."""
        return False

    def unfold(self, name: str) -> None:
        """Bring a field to where it is seen: it is."""

    def put(self, box: FieldBox) -> None:
        """Take a field in: it gets its place with the others."""

    def flow(self, boxes: Mapping[str, FieldBox], _asked: Callable[[FieldSpec], bool]) -> None:
        """Put every field into its column, once and for all."""
        if self.grid.count():
            return
        form = self._form
        self.grid.addWidget(form.number, 0, 0)
        for place, name in enumerate(self._columns, 1):
            self.grid.addWidget(self._cell(name, boxes), 0, place)
        self.grid.addWidget(form.worked, 0, len(self._columns) + 1)
        self.grid.addWidget(form.more_button, 0, len(self._columns) + 2)
        self.grid.addLayout(self.below, 1, 1, 1, -1)
        share_out(form.session, form.kind, self._columns, self.grid, facts=form.fact_head)

    def _cell(self, name: str, boxes: Mapping[str, FieldBox]) -> QWidget:
        if name in boxes:
            cell: QWidget = boxes[name]
            boxes[name].lay_in_line(self.below)
            boxes[name].editor.lay_in_line()
        else:
            field = kind_spec(self._form.kind).fields[name]
            cell = text(self._form.session.words.value(field, self._form.given.get(name)), wrap=False)
            cell.setContentsMargins(6, 0, 6, 0)
        cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return cell

    def tell(self, _boxes: Mapping[str, FieldBox], _said: Said) -> None:
        """Say what is worked out of the record, and offer the whole of one that is there."""
        self._form.worked.setText(self._form.fact())
        self._form.more_button.setVisible(self._form.sheet.exists)


class LineForm(Form):
    """The fields among the columns of a grid; the others are on the whole form, to which its last button leads."""

    through = Signal()
    """The person went on past the last field."""
    nothing = Signal()
    """The person went on from a new line in which nothing stands."""
    more = Signal()
    """The whole of the record is to be shown."""
    fact_head = ""
    """Of what stands at the end of the line, what its column is called; empty where there is nothing."""
    rank = 0
    """Its place among the others, those with the smaller first; as it stood when they were first shown."""
    leaves = True
    """Whether going on from it while nothing stands in it means that there are no more."""

    def __init__(
        self, session: Session, kind: str, record: str, columns: Sequence[str], given: Mapping[str, Any]
    ) -> None:
        """Show a record, or a line for a new one; ``given`` is what it says besides, saved with its first field."""
        self._columns = tuple(columns)
        self.number, self.worked = text("", "muted", wrap=False), text("", "muted", wrap=False)
        self.more_button = button("⋯", self._more, name="step")
        self.more_button.setFixedSize(MORE, MORE - 2)
        self.more_button.setToolTip(session.words.say("window.line.more"))
        self.more_button.setAccessibleName(session.words.say("window.line.more"))
        others = [name for name in kind_spec(kind).fields if name not in columns]
        super().__init__(session, kind, record, given=given, leave_out=others)

    def _more(self) -> None:
        self.more.emit()

    def _arranged(self, _names: Iterable[str]) -> Arranged:
        self.line = OneLine(self, self._columns)
        return self.line

    def fact(self) -> str:
        """Return what is worked out of the record and stands at the end of its line."""
        return ""

    def empty(self) -> bool:
        """Return whether nothing was ever typed in it."""
        return not (self.sheet.exists or self.sheet.drafts or any(box.dirty for box in self.boxes.values()))

    def _onward(self, name: str) -> None:
        if self.leaves and self.empty():
            self.nothing.emit()
        else:
            super()._onward(name)

    def _past_the_end(self) -> None:
        self.through.emit()


def share_out(session: Session, kind: str, columns: Sequence[str], grid: QGridLayout, *, facts: str) -> None:
    """Share a line's breadth among its columns, alike in every line: what their shapes ask, and the rest by that."""
    fields, metrics = kind_spec(kind).fields, QLabel().fontMetrics()
    letter = metrics.horizontalAdvance("0")
    grid.setColumnMinimumWidth(0, NUMBER)
    for place, name in enumerate(columns, 1):
        shape = fields[name].field.shape
        breadth = max(4, int(shape.breadth))
        least = letter * breadth + EDGES if shape.figures else letter * WORD
        if fields[name].field.codes:
            said = (session.words.code(fields[name].field.codes or "", code) for code in fields[name].field.listed)
            least = min(CODES, max(map(metrics.horizontalAdvance, said)) + ARROW)
        grid.setColumnMinimumWidth(place, least)
        grid.setColumnStretch(place, 0 if shape.figures or fields[name].field.codes else breadth)
    words = session.words
    wide = metrics.horizontalAdvance(f"  {words.say(facts)}  ") if facts else 0
    grid.setColumnMinimumWidth(len(columns) + 1, wide)
    grid.setColumnMinimumWidth(len(columns) + 2, MORE)


def heads(session: Session, kind: str, columns: Sequence[str], facts: str) -> QWidget:
    """Return the line of heads above a grid."""
    line = QWidget()
    grid = QGridLayout(line)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE)
    for place, name in enumerate(columns, 1):
        spec = kind_spec(kind).fields[name]
        label = text(session.words.field(kind, name) + (" *" if spec.field.required else ""), "label")
        label.setContentsMargins(6, 0, 0, 0)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        label.setToolTip(label.text())
        grid.addWidget(label, 0, place)
    if facts:
        grid.addWidget(text(session.words.say(facts), "label", wrap=False), 0, len(columns) + 1)
    share_out(session, kind, columns, grid, facts=facts)
    line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return line
