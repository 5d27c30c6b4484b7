"""Codes: one from a list, several from a list, yes or no. Always kept by code, never by what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QWidget

from fupin_desk.domain.fields import Field
from fupin_desk.ui.forms.editors import Editor
from fupin_desk.words import Translator

NOTHING = ""


class QuietCombo(QComboBox):
    """Turning the wheel over it scrolls the page and never changes what was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(20)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


def combo(choices: list[tuple[Any, str]]) -> QuietCombo:
    """Return a list to choose from, each with its value behind what is shown."""
    made = QuietCombo()
    for value, label in choices:
        made.addItem(label, value)
    return made


class ChoiceEditor(Editor):
    """One code, or yes or no, or nothing."""

    def __init__(self, field: Field, words: Translator) -> None:
        super().__init__()
        self._yes = field.shape.yes_no
        self.combo = QuietCombo()
        self.combo.addItem(NOTHING, None)
        if self._yes:
            self.combo.addItem(words.yes_no(True), True)
            self.combo.addItem(words.yes_no(False), False)
        else:
            for code in field.listed:
                self.combo.addItem(words.code(field.codes or "", code), code)
        self.setFocusProxy(self.combo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.combo)
        if self._yes:
            self.combo.setMaximumWidth(110)
            layout.addStretch(1)
        self.combo.activated.connect(self._picked)

    def _picked(self, _place: int) -> None:
        self.edited.emit()
        self.done.emit()

    def show_value(self, value: Any) -> None:
        """Choose a code; one this desk does not know is shown as it is."""
        place = next((at for at in range(self.combo.count()) if self.combo.itemData(at) == value), -1)
        if place < 0:
            self.combo.addItem(str(value), value)
            place = self.combo.count() - 1
        self.combo.setCurrentIndex(place)

    def typed(self) -> Any:
        """Return the code chosen."""
        return self.combo.currentData()


class ChecksEditor(Editor):
    """Several codes, each with a box to tick."""

    COLUMNS = 4

    def __init__(self, field: Field, words: Translator) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(3)
        for place, code in enumerate(field.listed):
            box = QCheckBox(words.code(field.codes or "", code))
            box.clicked.connect(self._ticked)
            self.boxes[code] = box
            grid.addWidget(box, place // self.COLUMNS, place % self.COLUMNS)
        grid.setColumnStretch(self.COLUMNS, 1)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def _ticked(self) -> None:
        self.edited.emit()
        self.done.emit()

    def stops(self) -> Sequence[QWidget]:
        """Return the boxes."""
        return list(self.boxes.values())

    def call(self, label: str) -> None:
        """Keep each box's own name and say besides to which field it belongs."""
        for box in self.boxes.values():
            box.setAccessibleDescription(label)

    def show_value(self, value: Any) -> None:
        """Tick these codes and no others."""
        for code, box in self.boxes.items():
            box.setChecked(code in (value or ()))

    def typed(self) -> Any:
        """Return the codes ticked."""
        return [code for code, box in self.boxes.items() if box.isChecked()] or None
