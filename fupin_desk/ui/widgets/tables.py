"""Lists as long as they come: only the rows on the screen are read, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from fupin_desk.ui.looks.roles import colour, level_ground, level_ink
from fupin_desk.ui.looks.sizes import ROW
from fupin_desk.ui.widgets.simple import capital

PAGE = 100
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class TableRow:
    """One line of a list."""

    kind: str
    id: str
    cells: tuple[str, ...]
    levels: tuple[str, ...] = ()
    """For each cell how much it weighs, or nothing."""
    hints: tuple[str, ...] = ()
    """For each cell what is shown when the pointer rests on it, or nothing."""
    edge: str = ""
    """How much it weighs as a whole, shown at its edge in lists one works with; or nothing."""


NARROWEST, LAST_WIDTH, SPACE = 40, 120, 8
"""In pixels: of any column; of one of which nothing is said, beside the others; what is left free between two."""

Fetch = Callable[[int, int], Sequence[TableRow]]
"""Given offset and limit."""


class PagedModel(QAbstractTableModel):
    """Rows behind a fetch; what was read is kept until ``reset``."""

    def __init__(self, heads: Sequence[str], counted: Collection[int]) -> None:
        super().__init__()
        self._heads = tuple(map(capital, heads))
        self._counted = frozenset(counted)
        self._fetch: Fetch = lambda _offset, _limit: ()
        self._total = 0
        self._pages: dict[int, Sequence[TableRow]] = {}

    def set_heads(self, heads: Sequence[str]) -> None:
        """Show other heads, such as with the sign of how the rows are sorted."""
        self._heads = tuple(map(capital, heads))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._heads) - 1)

    def reset(self, fetch: Fetch, total: int) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._fetch, self._total, self._pages = fetch, total, {}
        self.endResetModel()

    def again(self) -> None:
        """Read the same rows anew: what is said of them has changed."""
        self._pages = {}
        self.layoutChanged.emit()

    def row(self, place: int) -> TableRow | None:
        """Return a row, read if need be; None where it is there no more."""
        page, within = divmod(place, PAGE)
        if page not in self._pages:
            self._pages[page] = self._fetch(page * PAGE, PAGE)
        return self._pages[page][within] if within < len(self._pages[page]) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are in all."""
        return 0 if parent is not None and parent.isValid() else self._total

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the head of a column."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) and (
            orientation == Qt.Orientation.Horizontal
        ):
            return self._heads[section]
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        """Return how a column stands: amounts under one another, by their ends, which are right in every language."""
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        side = right if column in self._counted else Qt.AlignmentFlag.AlignLeading
        return side | Qt.AlignmentFlag.AlignVCenter

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what stands in a cell, and how."""
        table_row = self.row(index.row())
        if table_row is None or index.column() >= len(table_row.cells):
            return None
        level = table_row.levels[index.column()] if index.column() < len(table_row.levels) else ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return table_row.cells[index.column()]
            case Qt.ItemDataRole.ForegroundRole:
                return level_ink(level) if level else None
            case Qt.ItemDataRole.BackgroundRole:
                return level_ground(level) if level else None
            case Qt.ItemDataRole.ToolTipRole:
                hint = table_row.hints[index.column()] if index.column() < len(table_row.hints) else ""
                return hint or table_row.cells[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(index.column())
            case _:
                return None


class Table(QTableView):
    """A list one opens rows of, by Enter or by mouse."""

    opened = Signal(str, str)
    """Kind and id of the row."""
    empty = ""
    """What stands in the list while it has no rows: what to do now."""

    def __init__(self, heads: Sequence[str], widths: Sequence[int], name: str, counted: Collection[int] = ()) -> None:
        """``widths``: how columns share what is left over; ``counted``: the places of those that hold amounts."""
        super().__init__()
        self._wants: dict[int, int] = {}
        self.rows = PagedModel(heads, counted)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)  # else Qt cuts a head in the middle of a letter
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        head.setMinimumSectionSize(NARROWEST)
        self._widths = (*widths, *[LAST_WIDTH] * (len(heads) - len(widths)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.modelReset.connect(self._measure)
        self.rows.layoutChanged.connect(self._measure)
        self.clicked.connect(lambda index: self._open(index.row()))

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show rows that are all here."""
        self.rows.reset(lambda offset, limit: rows[offset : offset + limit], len(rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say in an empty list what to do now."""
        super().paintEvent(event)
        if self.empty and not self.rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(colour("muted"))
            within = self.viewport().rect().adjusted(16, 16, -16, -16)
            how = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(within, how, self.empty)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the breadth out anew."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._wants.clear()

    def _measure(self) -> None:
        """Share the breadth out by what stands there now."""
        self._wants.clear()
        self._share()

    def _want(self, place: int) -> int:
        """Return what a column needs: measured once for the rows that are there, for it looks at a thousand of them."""
        if place not in self._wants:
            self._wants[place] = self.sizeHintForColumn(place)
        return max(self.horizontalHeader().sectionSizeHint(place), self._wants[place]) + SPACE

    def _share(self) -> None:
        """Give every column what it needs; where that is more than there is, only the widest give way.

        Nothing lies beyond the edge: who looks for money does not look for a scroll bar.
        """
        room = self.viewport().width()
        shown = [place for place in range(len(self._widths)) if not self.isColumnHidden(place)]
        wants = {place: self._want(place) for place in shown}
        spare = room - sum(wants.values())
        if spare >= 0:
            whole = sum(self._widths[place] for place in shown)
            given = {place: want + spare * self._widths[place] // whole for place, want in wants.items()}
        else:
            cap = _cap(list(wants.values()), room)
            given = {place: min(want, cap) for place, want in wants.items()}
        for place, width in given.items():
            self.setColumnWidth(place, width)

    def fit(self, most: int = 12) -> None:
        """Be as high as its rows, up to ``most`` of them."""
        shown = max(1, min(most, self.rows.rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + shown * ROW + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _open(self, place: int) -> None:
        table_row = self.rows.row(place)
        if table_row is not None and table_row.id:
            self.opened.emit(table_row.kind, table_row.id)


def _cap(wants: Sequence[int], room: int) -> int:
    """Return the width beyond which columns are cut so that all fit into the room."""
    left, ordered = room, sorted(wants)
    for place, want in enumerate(ordered):
        even = left // (len(ordered) - place)
        if want > even:
            return even
        left -= want
    return ordered[-1]
