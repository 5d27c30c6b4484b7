"""One code from a list, or yes or no. Always kept by code, never by what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from fupin_desk.domain.fields import Field
from fupin_desk.ui.forms.editors import Editor
from fupin_desk.ui.widgets.picks import Choice, Picks
from fupin_desk.ui.widgets.soon import soon
from fupin_desk.words import Translator

YES_NO_WIDTH, ARROW = 110, 18
"""In pixels: of a line for yes or no, and of what shows that a list is behind a line."""
BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
UP_DOWN = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class QuietCombo(QComboBox):
    """Turning the wheel over it scrolls the page and never changes what was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(20)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


def combo(choices: list[tuple[Any, str]], name: str) -> QuietCombo:
    """Return a list to choose from, each with its value behind what is shown; ``name`` is what is chosen."""
    made = QuietCombo()
    made.setAccessibleName(name)
    for value, label in choices:
        made.addItem(label, value)
    return made


def choices_of(field: Field, words: Translator) -> list[Choice]:
    """Return the codes of a field, or yes and no, with what they are called."""
    if field.shape.yes_no:
        return [(answer, words.yes_no(answer)) for answer in (True, False)]
    return [(code, words.code(field.codes or "", code)) for code in field.listed]


class PickingLine(QLineEdit):
    """A line above a list: it opens when one comes by keyboard, clicks or types; arrows walk, Esc closes it.

    What a key or a click takes is the owner's: ``take`` is called with the value.
    """

    taken = Signal(object)
    """The person chose a value."""

    def __init__(self, choices: Sequence[Choice], *, one: bool = False) -> None:
        super().__init__()
        self.picks = Picks(self, choices, one=one)
        self.picks.picked.connect(self.taken)
        self.destroyed.connect(self.picks.deleteLater)
        self.textEdited.connect(self._typed)

    def now(self) -> Sequence[Any]:
        """Return what is chosen already."""
        return ()

    def open(self) -> None:
        """Show all there is to choose from."""
        self.picks.offer("", self.now())

    def _typed(self, typed: str) -> None:
        chosen = self.picks.by_number(typed)
        if chosen is not None:
            self.taken.emit(chosen[0])
        else:
            self.picks.offer(typed, () if typed else self.now())

    def _open_if_here(self) -> None:
        if self.hasFocus() and not self.isReadOnly():
            self.open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Open the list for whoever comes by keyboard; what they type replaces what stands there."""
        super().focusInEvent(event)
        if event.reason() in BY_KEYBOARD:
            self.selectAll()
            soon(self, self._open_if_here)  # the page scrolls first

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list."""
        super().focusOutEvent(event)
        self.picks.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list, or close it."""
        super().mousePressEvent(event)
        if self.picks.isVisible():
            self.picks.hide()
        else:
            self.selectAll()
            self.open()

    def event(self, event: QEvent) -> bool:
        """Keep Esc while the list is open: it closes that, and nothing else."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride and self.picks.isVisible():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk in the list, open it (F4, Alt+Down) or close it."""
        key, opened = Qt.Key(event.key()), self.picks.isVisible()
        if key == Qt.Key.Key_Escape and opened:
            self.picks.hide()
        elif key == Qt.Key.Key_F4 or (key in UP_DOWN and not opened):
            self.open()
        elif key in UP_DOWN:
            self.picks.step(UP_DOWN[key])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show at the end of the line that there is a list."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.6))
        left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x, y = 12 if left else self.width() - 12, self.height() // 2
        painter.drawPolyline([QPoint(x - 4, y - 2), QPoint(x, y + 2), QPoint(x + 4, y - 2)])
        painter.end()


class ChoiceLine(PickingLine):
    """One of a list. Used in a form and in a cell of a grid alike."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__(choices, one=True)
        self.value: Any = None
        mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(ARROW if mirrored else 0, 0, 0 if mirrored else ARROW, 0)
        self.taken.connect(self._taken)
        self.textEdited.connect(self._changed)

    def now(self) -> Sequence[Any]:
        """Return what is chosen."""
        return () if self.value is None else (self.value,)

    def show_value(self, value: Any) -> None:
        """Choose a value; one that is not on the list is shown as it is."""
        self.value = value
        self.setText("" if value is None else dict(self.picks.choices).get(value, str(value)))
        self.setCursorPosition(0)

    def _taken(self, value: Any) -> None:
        self.show_value(value)
        self.selectAll()
        self.picks.hide()

    def _changed(self, typed: str) -> None:
        if self.picks.by_number(typed) is None:
            self.value = None

    def typed(self) -> Any:
        """Return the value; of letters the one that they mean, else the letters."""
        letters = self.text().strip()
        if self.value is not None or not letters:
            return self.value
        meant = self.picks.named(letters)
        return letters if meant is None else meant

    def take_current(self) -> None:
        """Take what one stands on in the list."""
        value = self.picks.current()
        if value is not None and value != self.value:
            self.taken.emit(value)
        self.picks.hide()


class ChoiceEditor(Editor):
    """One code, or yes or no, or nothing: 1-9 choose from a short list, letters find, Enter takes and goes on."""

    KEYS = (*Editor.KEYS, ("1-9", "number"), ("a b c …", "letters"), ("F4", "list"))

    def __init__(self, field: Field, words: Translator) -> None:
        super().__init__()
        self.line = ChoiceLine(choices_of(field, words))
        self.setFocusProxy(self.line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        if field.shape.yes_no:
            self.line.setMaximumWidth(YES_NO_WIDTH)
            layout.addStretch(1)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.taken.connect(lambda _value: self._picked())
        self.line.editingFinished.connect(self.done)

    def _picked(self) -> None:
        self.edited.emit()
        self.done.emit()

    def pick(self, value: Any) -> None:
        """Choose a value as the person does."""
        self.line.taken.emit(value)

    def entered(self) -> bool:
        """Take what one stands on in the list, and let the form go on."""
        self.line.take_current()
        return True

    def show_value(self, value: Any) -> None:
        """Choose a code; one this desk does not know is shown as it is."""
        self.line.show_value(value)

    def typed(self) -> Any:
        """Return the code chosen, or letters that mean none."""
        return self.line.typed()

    def raw(self) -> Any:
        """Return the code, or what was typed."""
        return self.line.value if self.line.value is not None else self.line.text() or None

    def show_raw(self, raw: Any) -> None:
        """Put back letters that meant no code."""
        self.line.show_value(None)
        if raw in dict(self.line.picks.choices):
            self.line.show_value(raw)
        else:
            self.line.setText(str(raw))
