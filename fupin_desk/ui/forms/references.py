"""Another record: found by typing a few letters, kept by its id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fupin_desk.ui.forms.editors import Editor
from fupin_desk.words import Translator

Choices = Callable[[str], list[tuple[str, str]]]
"""What somebody may mean by a text: ids with what they are called."""
Name = Callable[[str], str]
"""What the record of an id is called."""

PAUSE_MS = 120


class _AskingLine(QLineEdit):
    asked = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show what there is to choose from."""
        super().mousePressEvent(event)
        self.asked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select what stands there, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()


class ReferenceEditor(Editor):
    """A line with a list below it while somebody types."""

    def __init__(self, words: Translator, choices: Choices, name: Name) -> None:
        super().__init__()
        self._choices, self._name = choices, name
        self._id: str | None = None
        self.line = _AskingLine()
        self.line.setPlaceholderText(words.say("window.type_to_find"))
        self.line.setClearButtonEnabled(True)
        self.setFocusProxy(self.line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self._found = QStandardItemModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated[QModelIndex].connect(self._picked)  # type: ignore[index]
        self.line.setCompleter(completer)
        self._popup = completer.popup()
        assert self._popup is not None
        self._popup.installEventFilter(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(lambda: self.offer(self.line.text()))
        self.line.textEdited.connect(self._edited)
        self.line.textChanged.connect(self._cleared)
        self.line.asked.connect(lambda: self.offer("") if not self.line.text() else None)
        self.line.editingFinished.connect(self.done)

    def offer(self, text: str) -> None:
        """Show what the text may mean."""
        self._found.clear()
        for record, label in self._choices(text):
            item = QStandardItem(label)
            item.setData(record, Qt.ItemDataRole.UserRole)
            self._found.appendRow(item)
        completer = self.line.completer()
        if self._found.rowCount() and self.line.hasFocus():
            completer.complete()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go on at once where nothing in the list was chosen: the letters alone may name one record."""
        popup = self._popup
        if (
            popup is not None
            and watched is popup
            and event.type() == QEvent.Type.KeyPress
            and not popup.currentIndex().isValid()
        ):
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                popup.hide()
                QCoreApplication.sendEvent(self.line, event)
                return True
        return super().eventFilter(watched, event)

    def _edited(self, _text: str) -> None:
        self._id = None
        self._pause.start()
        self.edited.emit()

    def _cleared(self, text: str) -> None:
        if not text and self._id is not None:  # by the button in the line
            self._id = None
            self.edited.emit()
            self.done.emit()

    def _picked(self, index: QModelIndex) -> None:
        self.pick(str(index.data(Qt.ItemDataRole.UserRole)))

    def pick(self, record: str) -> None:
        """Choose a record as the person does."""
        self.show_value(record)
        self.edited.emit()
        self.done.emit()

    def show_value(self, value: Any) -> None:
        """Put a record in by its id."""
        self._id = None
        self.line.setText(self._name(value) if value else "")
        self.line.setCursorPosition(0)  # a long name is read from where it begins
        self._id = value

    def typed(self) -> Any:
        """Return the id; where only letters stand there and one record alone can be meant, that one."""
        if self._id is not None or not self.line.text().strip():
            return self._id
        choices = self._choices(self.line.text())
        return choices[0][0] if len(choices) == 1 else self.line.text().strip()

    def raw(self) -> Any:
        """Return the id, or what was typed."""
        return self._id or self.line.text() or None

    def show_raw(self, raw: Any) -> None:
        """Put back letters that named nobody."""
        self._id = None
        self.line.setText(str(raw))


class ReferencesEditor(Editor):
    """Several records out of a few, each with a box to tick."""

    def __init__(self, words: Translator, choices: Choices, name: Name) -> None:
        super().__init__()
        self._words, self._choices, self._name = words, choices, name
        self.boxes: dict[str, QCheckBox] = {}
        self._label = ""
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)

    def show_value(self, value: Any) -> None:
        """Tick these; what may be chosen is looked up anew."""
        ticked = list(value or ())
        offered = dict(self._choices(""))
        offered |= {record: self._name(record) for record in ticked if record not in offered}
        for box in self.boxes.values():
            box.hide()  # see ``clear``
            box.setParent(None)
            box.deleteLater()
        self.boxes = {}
        for record, label in offered.items():
            box = QCheckBox(label)
            box.setChecked(record in ticked)
            box.setAccessibleDescription(self._label)
            box.clicked.connect(self._ticked)
            self.boxes[record] = box
            self._box.addWidget(box)

    def stops(self) -> Sequence[QWidget]:
        """Return the boxes; none where there is nothing to choose from."""
        return list(self.boxes.values())

    def call(self, label: str) -> None:
        """Keep each box's own name and say besides to which field it belongs."""
        self._label = label

    def _ticked(self) -> None:
        self.edited.emit()
        self.done.emit()

    def typed(self) -> Any:
        """Return the ids ticked."""
        return [record for record, box in self.boxes.items() if box.isChecked()] or None
