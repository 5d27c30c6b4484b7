"""What a value is typed in. An editor tells only what the person did, never what the program put there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from fupin_desk.domain.fields import Field

FIGURE_WIDTH, WIDEST = 240, 10_000
"""In pixels: how wide a figure's line is at most; and one that takes all there is."""
FIGURE_WIDTH = 240
Line = tuple[str, str]
"""A key as it is written, and the name of what it does."""


class Editor(QWidget):
    """One field's own part."""

    edited = Signal()
    """The person typed or chose something; more may come."""
    done = Signal()
    """The person is through with it: what stands there is to be kept now."""
    KEYS: ClassVar[Sequence[Line]] = (("Enter", "enter"), ("Tab", "tab"))
    """Its keys, each with the name of what it does (``window.key.<name>``): the list of keys tells of them."""
    asks = True
    """Whether it is filled in on the way; what is only shown is passed."""
    onward = Signal()
    """The person is through with it and wants the next one, without having pressed Enter in it."""

    def entered(self) -> bool:
        """Take what is offered, when Enter is pressed; return whether the form goes on."""
        return True

    def show_value(self, value: Any) -> None:
        """Put a value in."""
        raise NotImplementedError

    def typed(self) -> Any:
        """Return what stands there as a value, or as it was typed where it can be none."""
        raise NotImplementedError

    def raw(self) -> Any:
        """Return what stands there so that it can be shown again as it was."""
        return self.typed()

    def show_raw(self, raw: Any) -> None:
        """Put back what stood there."""
        self.show_value(raw)

    def stops(self) -> Sequence[QWidget]:
        """Return what the cursor can stand in, in order."""
        return [self.focusProxy() or self]

    def call(self, label: str) -> None:
        """Tell who cannot see the label which field this is."""
        (self.focusProxy() or self).setAccessibleName(label)

    def lay_in_line(self) -> None:
        """Take no more room than a cell has: what a key does as well needs no button there."""
        target = self.focusProxy()
        if isinstance(target, QLineEdit | QComboBox):
            target.setMaximumWidth(WIDEST)
            target.setMinimumWidth(0)

    def mark_refused(self, refused: bool) -> None:
        """Show by colour that what stands there cannot be."""
        target = self.focusProxy() or self
        target.setProperty("refused", refused)
        target.style().unpolish(target)
        target.style().polish(target)


class LineEditor(Editor):
    """One line of text or a figure."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.shape = field.shape
        self.line = QLineEdit()
        if field.most is not None and field.shape.one_line:
            self.line.setMaxLength(field.most + 20)  # the rule is the act's: a paste too long is refused, not cut
        if field.shape.figures:
            self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            self.line.setMaximumWidth(FIGURE_WIDTH)
        self.setFocusProxy(self.line)
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(4)
        self.box.addWidget(self.line, 1)
        if field.shape.figures:
            self.box.addStretch()  # where its label begins, not in the middle of the column
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.editingFinished.connect(self.done)

    def show_value(self, value: Any) -> None:
        """Put a value in as people write it."""
        self.line.setText(self.shape.write(value))

    def typed(self) -> Any:
        """Return the value, or the text where it is none."""
        return self.shape.read(self.line.text())

    def raw(self) -> Any:
        """Return the text."""
        return self.line.text() or None

    def show_raw(self, raw: Any) -> None:
        """Put the text back."""
        self.line.setText(str(raw))


class _Lines(QPlainTextEdit):
    """Several lines: Enter goes on like everywhere, Shift+Enter begins a new line."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person went on."""
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave plain Enter to the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)


class WordsEditor(Editor):
    """Free text of several lines, or a list with one entry a line."""

    KEYS = (*Editor.KEYS, ("Shift+Enter", "new_line"))

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.shape = field.shape
        self.lines = _Lines()
        self.lines.setTabChangesFocus(True)
        self.lines.setFixedHeight(66)
        self.setFocusProxy(self.lines)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.lines)
        self._shown = ""
        self.lines.textChanged.connect(self._changed)
        self.lines.left.connect(self.done)

    def _changed(self) -> None:
        # QPlainTextEdit has no signal for the person alone: what the program puts in is told apart by comparing.
        if self.lines.toPlainText() != self._shown:
            self._shown = self.lines.toPlainText()
            self.edited.emit()

    def show_value(self, value: Any) -> None:
        """Put a text in."""
        self._shown = self.shape.write(value)
        if self.lines.toPlainText() != self._shown:
            self.lines.setPlainText(self._shown)

    def typed(self) -> Any:
        """Return the text, or the list of its lines."""
        return self.shape.read(self.lines.toPlainText())

    def raw(self) -> Any:
        """Return the text as it stands."""
        return self.lines.toPlainText() or None
