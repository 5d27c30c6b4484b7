"""The line below a list: how many there are; of what is selected how many, and what to do with them; where to save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fupin_desk.ui.keys import Key
from fupin_desk.ui.panels.paths import PathField, documents, free_name, stick
from fupin_desk.ui.widgets.simple import button, link, row, text
from fupin_desk.words import Translator

Save = Callable[[Path], None]


class ListBar(QWidget):
    """Both lines have the same place: nothing moves when a row is selected."""

    copied = Signal()
    printed = Signal()
    exported = Signal()
    let_go = Signal()
    """Nothing is to be selected any more."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.counted = text("", "muted", wrap=False)
        self.picked = text("", wrap=False)
        say = words.say
        self.copy = button(say("window.list.copy"), self.copied.emit)
        self.copy.setToolTip("Ctrl+C")
        self.stack = QStackedWidget()
        self.stack.addWidget(_line(self.counted, *self._outputs()))
        self.clear = link(say("window.list.let_go"), self.let_go.emit)
        self.clear.setToolTip("Esc")
        self.stack.addWidget(_line(self.picked, self.copy, *self._outputs(), self.clear))
        self.stack.setFixedHeight(self.copy.sizeHint().height())
        self.saving = QWidget()
        self.saving.hide()
        self._inside = QVBoxLayout(self.saving)
        self._inside.setContentsMargins(0, 4, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stack)
        layout.addWidget(self.saving)

    def _outputs(self) -> list[QWidget]:
        say = self._words.say
        printing = button(say("window.list.print"), self.printed.emit)
        printing.setToolTip("Ctrl+P")
        return [printing, button(say("window.list.export"), self.exported.emit)]

    def show_count(self, sentence: str) -> None:
        """Say how many there are."""
        self.counted.setText(sentence)
        self.stack.setCurrentIndex(0)

    def show_picked(self, sentence: str) -> None:
        """Say how many are selected."""
        self.picked.setText(sentence)
        self.stack.setCurrentIndex(1)

    def ask_where(self, title: str, name: str, ending: str, save: Save) -> None:
        """Ask where to save, and do so; a free name stands there already."""
        self.close_saving()
        start = free_name(Path(stick() or documents()) / f"{name}{ending}")
        self.path = PathField(self._words, "save", title, ending, str(start))
        self.save = button(self._words.say("window.list.save"), lambda: self._save(save), main=True)
        self.path.line.returnPressed.connect(lambda: self._save(save))
        line, inside = QWidget(), row(text(title, "label", wrap=False), stretch=False)
        line.setLayout(inside)
        for widget in (self.path, self.save, link(self._words.say("window.list.cancel"), self.close_saving)):
            inside.addWidget(widget)
        Key("Esc", self._words.say("window.list.cancel"), line, self.close_saving, inside=True)
        self._inside.addWidget(line)
        self.saving.show()
        self.path.line.setFocus()

    def _save(self, save: Save) -> None:
        if self.path.path is None:
            self.path.line.setFocus()
        else:
            save(self.path.path)

    def close_saving(self) -> None:
        """Ask no longer."""
        self.saving.hide()
        while (item := self._inside.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _line(*widgets: QWidget) -> QWidget:
    line = QWidget()
    line.setLayout(row(*widgets))
    return line
