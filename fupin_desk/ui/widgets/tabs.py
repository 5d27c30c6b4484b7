"""What belongs to a record, behind tabs that say how much there is; each scrolls by itself, so the height stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget, QWidget

from fupin_desk.ui.widgets.simple import capital, column, scrolling

LEAST = 240
"""How high the tabs are at least, in pixels: a form shows three lines of fields."""
WARNING = "⚠"


class Tabs(QTabWidget):
    """Tabs by name. What nobody looks at is not made: a page opens as fast with ten of them as with one."""

    def __init__(self, name: str) -> None:
        """``name``: what the row of tabs is called for who cannot see it."""
        super().__init__()
        self.names: list[str] = []
        self._called: list[str] = []
        self._to_make: dict[str, Callable[[], Sequence[QWidget]]] = {}
        self.setDocumentMode(True)
        self.setUsesScrollButtons(True)
        self.setMinimumHeight(LEAST)
        self.tabBar().setElideMode(Qt.TextElideMode.ElideNone)
        self.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabBar().setAccessibleName(name)
        self.currentChanged.connect(self._shown)

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed: the tabs get what is left, and their sheets scroll."""
        return QSize(super().sizeHint().width(), LEAST)

    def put(self, name: str, called: str, make: Callable[[], Sequence[QWidget]], at: int | None = None) -> None:
        """Add a tab whose widgets are made when it is first looked at, one below another."""
        area = scrolling(QFrame())
        place = len(self.names) if at is None else at
        self.names.insert(place, name)
        self._called.insert(place, capital(called))
        self._to_make[name] = make
        self.insertTab(place, area, capital(called))
        if self.currentIndex() == place:
            self.make(name)

    def make(self, name: str) -> None:
        """Make what is behind a tab, unless it was."""
        make = self._to_make.pop(name, None)
        area = self.widget(self.names.index(name)) if make is not None else None
        if make is None or not isinstance(area, QScrollArea):
            return
        sheet = QFrame()
        layout = column(*make(), spacing=10, margin=10)
        layout.addStretch(1)
        sheet.setLayout(layout)
        area.setWidget(sheet)
        sheet.setAutoFillBackground(False)
        sheet.show()  # what is put in once the tab is seen would stay hidden

    def make_all(self) -> None:
        """Make what is behind every tab."""
        for name in self.names:
            self.make(name)

    def _shown(self, place: int) -> None:
        if 0 <= place < len(self.names):
            self.make(self.names[place])

    def take(self, name: str) -> None:
        """Take a tab away; its widgets are no longer its own."""
        place = self.names.index(name)
        area = self.widget(place)
        self.removeTab(place)
        del self.names[place], self._called[place]
        if area is not None:
            area.deleteLater()

    def tell(self, name: str, count: int | None, *, warns: bool = False) -> None:
        """Say on a tab how many there are, and whether policy sees something in them."""
        place = self.names.index(name)
        said = (self._called[place], *([str(count)] if count else []), *([WARNING] if warns else []))
        if self.tabText(place) != " ".join(said):
            self.setTabText(place, " ".join(said))

    def show_named(self, name: str) -> None:
        """Bring a tab to the front."""
        if name in self.names:
            self.setCurrentIndex(self.names.index(name))
