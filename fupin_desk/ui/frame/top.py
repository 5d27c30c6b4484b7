"""The line at the top: the search box, the place kept for what the desk says, when was last saved, the steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from fupin_desk.ui.frame.signs import SignButton
from fupin_desk.ui.looks.sizes import XS, L, S
from fupin_desk.ui.widgets.simple import text
from fupin_desk.words import Translator

SEARCH_LEAST, SEARCH_MOST, KEPT_LEAST = 150, 460, 120
"""In pixels: how wide the search box is, and what is kept for what the desk says."""


class TopLine(QFrame):
    """Always one line high."""

    def __init__(
        self,
        words: Translator,
        undo: Callable[[], object],
        redo: Callable[[], object],
        history: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._words = words
        self.search = self._search_box()
        self.kept = QWidget()
        self.kept.setMinimumWidth(KEPT_LEAST)
        self.saved = text("", "saved", wrap=False)
        self.undo = self._step("undo", "Ctrl+Z", undo)
        self.redo = self._step("redo", "Ctrl+Y", redo)
        self.history = self._step("steps", "Ctrl+H", history)
        line = QHBoxLayout(self)
        line.setContentsMargins(L, S, L, XS)
        line.setSpacing(S)
        line.addWidget(self.search, 3)
        line.addWidget(self.kept, 4)
        for widget in (self.saved, *self.steps()):
            line.addWidget(widget)

    def _search_box(self) -> QLineEdit:
        box = QLineEdit()
        box.setPlaceholderText(self._words.say("window.search"))
        box.setAccessibleName(self._words.say("window.search"))
        box.setToolTip(self._words.say("window.search"))
        box.setClearButtonEnabled(True)
        box.setMinimumWidth(SEARCH_LEAST)
        box.setMaximumWidth(SEARCH_MOST)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return box

    def _step(self, name: str, keys: str, on: Callable[[], object]) -> SignButton:
        made = SignButton(self._words.say(f"window.{name}"), name, keys, on, ("ink", "ink"))
        made.setObjectName("plain")
        return made

    def steps(self) -> tuple[SignButton, ...]:
        """Return the buttons that go back, forth, and over all that was done."""
        return self.undo, self.redo, self.history

    def show_saved(self, at: datetime) -> None:
        """Say when something was saved last, by the laptop's clock."""
        time = at.strftime("%H:%M")
        self.saved.setText(f"✓ {self._words.say('window.saved', time=time)}")

    def be_narrow(self, narrow: bool) -> None:
        """Leave room for what the desk says."""
        for step in self.steps():
            step.be_bare(narrow)
