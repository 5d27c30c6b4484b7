"""A list one works with: sorted by its heads, several rows chosen at once, rows with problems marked at their edge."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from fupin_desk.ui.list_state import Place
from fupin_desk.ui.looks.roles import level_ink
from fupin_desk.ui.widgets.tables import Table

EDGE = 4
"""Pixels of the bar at the beginning of a row with problems."""
BACK_OR_FORTH = (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton)
_M = Qt.KeyboardModifier
_S = QItemSelectionModel.SelectionFlag


class ListTable(Table):
    """``ids`` are those of all its rows, in their order."""

    sorted_by = Signal(int)
    """The head of a column was pressed."""
    chosen = Signal()
    """Other rows are selected than before."""

    def __init__(self, heads: Sequence[str], widths: Sequence[int], name: str, counted: Collection[int] = ()) -> None:
        super().__init__(heads, widths, name, counted)
        self.ids: Sequence[str] = ()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(_Edged(self))
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.sectionClicked.connect(self.sorted_by)
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.chosen.emit())
        self.clicked.disconnect()  # with Ctrl or Shift a click chooses; without, it opens (``mouseReleaseEvent``)

    # ---- what is selected

    def places(self) -> list[int]:
        """Return the places of the selected rows, from above."""
        chosen = self.selectionModel().selection()
        spans = [chosen.at(place) for place in range(chosen.count())]
        return sorted({row for span in spans for row in range(span.top(), span.bottom() + 1)})

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected rows where several are, or one was chosen by Space; from above."""
        places = self.places()
        return [self.ids[place] for place in places if place < len(self.ids)] if self.many else []

    @property
    def many(self) -> bool:
        """Whether rows were chosen to do something with, and the cursor does not just stand on one."""
        places = self.places()
        return len(places) > 1 or self._kept

    _kept = False
    """Whether the selection was made by Space or with Ctrl: then one row is one too."""

    def let_go(self) -> None:
        """Select nothing but the row the cursor stands on."""
        self._kept = False
        self.clearSelection()
        self.chosen.emit()

    # ---- where one was

    def place(self) -> Place:
        """Return where one is."""
        row = self.currentIndex().row()
        current = self.ids[row] if 0 <= row < len(self.ids) else ""
        return Place(current, self.verticalScrollBar().value(), frozenset(self.selected_ids()))

    def return_to(self, place: Place) -> None:
        """Go back to where one was, as far as those rows are still there."""
        places = {id: row for row, id in enumerate(self.ids)}
        chosen = QItemSelection()
        for row in sorted(places[id] for id in place.selected if id in places):
            index = self.rows.index(row, 0)
            chosen.select(index, index)
        if place.current in places:
            at = self.rows.index(places[place.current], 0)
            flags = _S.NoUpdate if not chosen.isEmpty() else _S.ClearAndSelect | _S.Rows
            self.selectionModel().setCurrentIndex(at, flags)
        if not chosen.isEmpty():
            self._kept = True
            self.selectionModel().select(chosen, _S.ClearAndSelect | _S.Rows)
        self.verticalScrollBar().setValue(place.top)

    # ---- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Space, let go by Escape; Enter opens."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            kept = self._kept or len(self.places()) > 1
            now = _S.Toggle if kept else _S.ClearAndSelect
            self._kept = True
            self.selectionModel().select(self.currentIndex(), now | _S.Rows)
            self._kept = bool(self.places())
            self.chosen.emit()
            return
        if event.key() == Qt.Key.Key_Escape and self.many:
            self.let_go()
            return
        if self._kept and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() == _M.NoModifier:
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)  # what was chosen stays chosen
            return
        super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        row = max(0, min(self.rows.rowCount() - 1, self.currentIndex().row() + by))
        self.selectionModel().setCurrentIndex(self.rows.index(row, 0), _S.NoUpdate)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave the buttons for back and forth to the window."""
        if event.button() in BACK_OR_FORTH:
            event.ignore()
            return
        self._kept = bool(event.modifiers() & (_M.ControlModifier | _M.ShiftModifier))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the row that was clicked, unless it was chosen by the click."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == _M.NoModifier
        if plain and index.isValid() and self.places() == [index.row()]:  # a drag over several rows chooses them
            self._open(index.row())


class _Edged(QStyledItemDelegate):
    """Cells, and at the beginning of a row with problems a bar in their colour."""

    def __init__(self, table: ListTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell."""
        super().paint(painter, option, index)
        if index.column() != 0:
            return
        row = self._table.rows.row(index.row())
        if row is not None and row.edge:
            rect: QRect = option.rect
            mirrored = self._table.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = rect.right() + 1 - EDGE if mirrored else rect.x()
            painter.fillRect(QRect(left, rect.y() + 2, EDGE, rect.height() - 4), level_ink(row.edge))
