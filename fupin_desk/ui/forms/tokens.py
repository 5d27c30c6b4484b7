"""Several codes: each that is chosen stands as a token in the field, the rest is in a list below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from fupin_desk.domain.fields import Field
from fupin_desk.ui.forms.choices import ChoiceEditor, PickingLine, choices_of
from fupin_desk.ui.forms.editors import Editor
from fupin_desk.ui.looks.ring import RINGED
from fupin_desk.ui.widgets.picks import Choice
from fupin_desk.ui.widgets.simple import button
from fupin_desk.words import Translator

GAP, LEAST_LINE = 4, 90
"""Between tokens, and what is left of a row for typing, in pixels."""
CROSS = "  ×"


class _TokenLine(PickingLine):
    """Where one types in the field: Backspace in front of nothing takes the last token away."""

    last_away = Signal()

    def __init__(self, choices: Sequence[Choice], of: TokenBox) -> None:
        super().__init__(choices)
        self.setFrame(False)
        self._of = of

    def now(self) -> Sequence[Any]:
        """Return what is chosen."""
        return self._of.values

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the last token away."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.last_away.emit()
        else:
            super().keyPressEvent(event)


class TokenBox(QFrame):
    """The tokens with the line behind them, row below row, from where a line begins."""

    changed = Signal()
    """The person chose one or took one away."""

    def __init__(self, choices: Sequence[Choice], words: Translator) -> None:
        super().__init__()
        self.setObjectName("tokens")
        self.setProperty(RINGED, True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.values: list[Any] = []
        self.tokens: list[QPushButton] = []
        self._words, self._labels = words, dict(choices)
        self._order = {value: place for place, (value, _label) in enumerate(choices)}
        self.line = _TokenLine(choices, self)
        self.line.setParent(self)
        self.line.taken.connect(self.toggle)
        self.line.last_away.connect(lambda: self.drop(self.values[-1]) if self.values else None)
        self.setFocusProxy(self.line)
        self._draw()

    def show_values(self, values: Sequence[Any]) -> None:
        """Show these as tokens, in the order of the list."""
        self.values = sorted(values, key=lambda value: self._order.get(value, len(self._order)))
        self._draw()

    def toggle(self, value: Any) -> None:
        """Choose a value, or take it away where it was chosen; the list stays open for the next."""
        if value in self.values:
            self.show_values([each for each in self.values if each != value])
        else:
            self.show_values([*self.values, value])
        self.line.clear()
        self.changed.emit()
        if self.line.hasFocus():
            self.line.open()

    def drop(self, value: Any) -> None:
        """Take a value away."""
        if value in self.values:
            self.toggle(value)

    def _draw(self) -> None:
        for token in self.tokens:
            token.hide()
            token.setParent(None)
            token.deleteLater()
        self.tokens = []
        for value in self.values:
            label = self._labels.get(value, str(value))
            token = button(label + CROSS, lambda value=value: self.drop(value), name="token")  # type: ignore[misc]
            token.setAutoDefault(False)
            token.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            token.setAccessibleName(self._words.say("window.token.away", what=label))
            token.setToolTip(token.accessibleName())
            token.setParent(self)
            token.show()
            self.tokens.append(token)
        self.line.setAccessibleDescription(
            self._words.listing(str(self._labels.get(each, each)) for each in self.values)
        )
        self._place()

    def _place(self) -> None:
        """Put tokens and line where there is room, and be as high as they need."""
        metrics = QFontMetrics(self.font())
        high, x, y, breadth = metrics.height() + 10, GAP, GAP, self.width() - 2 * GAP
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for token in (*self.tokens, None):
            width = LEAST_LINE if token is None else min(token.sizeHint().width(), breadth)
            if x > GAP and x + width > GAP + breadth:
                x, y = GAP, y + high + GAP
            width = GAP + breadth - x if token is None else width
            left = self.width() - x - width if mirrored else x
            (token or self.line).setGeometry(QRect(left, y, width, high))
            x += width + GAP
        if self.minimumHeight() != (whole := y + high + GAP):
            self.setFixedHeight(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows anew."""
        super().resizeEvent(event)
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stand in the line wherever in the field somebody clicks."""
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)
        self.line.open()
        event.accept()


class TokensEditor(Editor):
    """Several codes: 1-9 and letters choose, Enter takes what was typed, Enter on nothing goes on."""

    KEYS = (*ChoiceEditor.KEYS, ("Backspace", "token_away"))

    def __init__(self, field: Field, words: Translator) -> None:
        super().__init__()
        self.box = TokenBox(choices_of(field, words), words)
        self.line = self.box.line
        self.setFocusProxy(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        self.box.changed.connect(self._changed)
        self.line.textEdited.connect(self._typing)
        self.line.editingFinished.connect(self._left)

    def _typing(self, typed: str) -> None:
        if self.line.picks.by_number(typed) is None:
            self.edited.emit()

    def _changed(self) -> None:
        self.edited.emit()
        self.done.emit()

    def _left(self) -> None:
        """Take what letters mean that somebody left standing; what they mean nothing by stays to be seen."""
        value = self.line.picks.named(self.line.text())
        if value is None or value in self.box.values:
            self.done.emit()
        else:
            self.box.toggle(value)

    def pick(self, value: Any) -> None:
        """Choose a value, or take it away, as the person does."""
        self.line.taken.emit(value)

    def entered(self) -> bool:
        """Take what was typed or stood on, and stay; go on where that is nothing."""
        value = self.line.picks.current()
        if value is None and self.line.text():
            value = self.line.picks.named(self.line.text())
        if value is None:
            self.line.picks.hide()
            return True
        self.line.taken.emit(value)
        return False

    def show_value(self, value: Any) -> None:
        """Show these codes and no others."""
        self.box.show_values(list(value or ()))
        if not self.line.hasFocus():
            self.line.clear()

    def typed(self) -> Any:
        """Return the codes chosen, with letters that mean none behind them."""
        letters = self.line.text().strip()
        return [*self.box.values, *([letters] if letters else [])] or None

    def show_raw(self, raw: Any) -> None:
        """Put back what was chosen, and letters that meant none."""
        known = dict(self.line.picks.choices)
        said = [raw] if isinstance(raw, str) else list(raw or ())
        self.box.show_values([value for value in said if value in known])
        self.line.setText(" ".join(str(value) for value in said if value not in known))
