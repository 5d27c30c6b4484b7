"""Which columns a list shows, and by which it is sorted, by keyboard too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from fupin_desk.acts.views.list_cells import head_of
from fupin_desk.acts.views.listing import name_of_column
from fupin_desk.policy.specs import Columns
from fupin_desk.ui.recent import read_recent, remember_columns
from fupin_desk.ui.widgets.chips import MARK
from fupin_desk.ui.widgets.simple import capital
from fupin_desk.words import Translator


def chosen_columns(kind: str, every: Columns, usual: Columns) -> Columns:
    """Return the columns that the person chose for a kind's list on this laptop, else those it has by itself."""
    names = set(read_recent().columns.get(kind, ()))
    return tuple(column for column in every if name_of_column(column) in names) or usual


class ColumnChooser(QPushButton):
    """A button with a list of columns: those that are shown, and those to sort by."""

    turned = Signal(list)
    """The names of the columns that are to be shown from now on."""
    sorted_by = Signal(str)
    """The name of a column to sort by."""

    def __init__(
        self, words: Translator, kind: str, every: Columns, shown: Callable[[], Columns], order: Callable[[], str]
    ) -> None:
        """``shown`` and ``order`` return which columns are shown, and which one the list is sorted by."""
        super().__init__(f"{words.say('window.list.columns')} {MARK}")
        self.setObjectName("plain")
        self._words, self._kind, self._every, self._shown, self._order = words, kind, every, shown, order
        self.offered = QMenu(self)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.fill()
        self.offered.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def fill(self) -> None:
        """Offer every column: to be shown or not, and to sort by."""
        self.offered.clear()
        shown = self._names()
        for action, name in self._of_each(self.offered):
            action.setChecked(name in shown)
            action.setEnabled(shown != [name])
            action.triggered.connect(partial(self._turn, name))
        sorting = self.offered.addMenu(self._words.say("window.list.sort"))
        for action, name in self._of_each(sorting):
            action.setChecked(name == self._order())
            action.triggered.connect(partial(self._sort, name))

    def _of_each(self, menu: QMenu) -> Iterator[tuple[QAction, str]]:
        for column in self._every:
            action = menu.addAction(capital(head_of(self._words, self._kind, column)))
            action.setCheckable(True)
            yield action, name_of_column(column)

    def _names(self) -> list[str]:
        return [name_of_column(column) for column in self._shown()]

    def _turn(self, name: str, _on: bool = False) -> None:
        """Show a column, or no longer; that is kept on this laptop."""
        names = self._names()
        wanted = [other for other in names if other != name] if name in names else [*names, name]
        self.turned.emit(wanted)
        remember_columns(self._kind, self._names())

    def _sort(self, name: str, _on: bool = False) -> None:
        self.sorted_by.emit(name)
