"""A sheet in the middle of the window, with lines to fill in and one thing to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from fupin_desk.domain.languages import LANGUAGES, own_name
from fupin_desk.ui.forms.choices import combo
from fupin_desk.ui.widgets.lines import enter_goes_on
from fupin_desk.ui.widgets.simple import button, card, column, link, row, text

if TYPE_CHECKING:
    from fupin_desk.ui.start.routes import Routes


class StartSheet(QWidget):
    """What start pages have in common."""

    breadth = 720
    """In pixels."""

    def __init__(self, shell: Routes, title: str, explained: str = "") -> None:
        super().__init__()
        self.shell, self.words = shell, shell.words
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.content = QVBoxLayout()
        self.content.setSpacing(10)
        self.problem = text("", "refused")
        self.problem.hide()
        head = row(text(title, "title", wrap=False))
        head.addWidget(self._languages())
        inner = card(head, *([text(explained, "muted")] if explained else []), self.content, self.problem)
        inner.setFixedWidth(self.breadth)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(column(inner))
        middle.addStretch(1)
        around = QWidget()
        around.setObjectName("page")
        whole = QVBoxLayout(around)
        whole.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(2)
        self._scroll = scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # blank space takes none
        scroll.setWidgetResizable(True)
        scroll.setWidget(around)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor into the first line, once the sheet stands in the window: before that it would not stay."""
        super().showEvent(event)
        QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        lines = [line for line in self.findChildren(QLineEdit) if line.isVisible() and not line.text()]
        if lines:
            lines[0].setFocus()

    def _languages(self) -> QWidget:
        chosen = combo([(language, own_name(language)) for language in LANGUAGES], self.words.say("window.language"))
        chosen.setCurrentIndex(LANGUAGES.index(self.shell.language))
        chosen.activated.connect(lambda _place: self.shell.speak(str(chosen.currentData())))
        return chosen

    def refuse(self, sentence: str) -> None:
        """Say why it could not be done; nothing takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.setEnabled(True)
        if sentence:  # on a small screen the sheet goes on below the window
            QTimer.singleShot(0, self._show_problem)

    def _show_problem(self) -> None:
        self._scroll.ensureWidgetVisible(self.problem)

    def back(self) -> QPushButton:
        """Return the way back to the choice of desks."""
        return link(self.words.say("window.back"), self.shell.show_start)

    def lines(self) -> QFormLayout:
        """Return lines with their labels above."""
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(4)
        return form

    def beside(self, *labelled: tuple[str, QWidget]) -> QHBoxLayout:
        """Return lines with their labels above, one beside the other: a small screen holds few below one another."""
        whole = QHBoxLayout()
        whole.setSpacing(16)
        for label, line in labelled:
            form = self.lines()
            form.addRow(label, line)
            whole.addLayout(form, 1)
        return whole

    def main(self, label: str, on: Callable[[], object]) -> QPushButton:
        """Return the button this sheet is for; Enter in a line presses it."""
        made = button(label, on, main=True)
        enter_goes_on(self.findChildren(QLineEdit), made)
        return made
