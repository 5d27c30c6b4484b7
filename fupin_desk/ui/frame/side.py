"""The side bar: whose desk it is, and its pages; in a narrow window a rail of signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from fupin_desk.ui.frame.signs import BARE_HEIGHT, BARE_WIDTH, SignButton
from fupin_desk.ui.looks.sizes import XS, L, M
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import text

WIDTH, MARGINS = 184, 52
"""In pixels; the margins are those of the bar and of a button in it."""
LOCKING = "Ctrl+L"


def keys_of(place: int) -> str:
    """Return the keys of a page by its place, from 1; the tenth is Ctrl+0, and those behind it have none."""
    return f"Ctrl+{place % 10}" if place <= 10 else ""


class SideBar(QFrame):
    """A button for each page, and the one that locks the desk."""

    def __init__(
        self, session: Session, names: Sequence[str], go: Callable[[str], object], lock: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setObjectName("side")
        words, file = session.words, session.desk.file
        self.rail = False
        self.places: dict[str, SignButton] = {}
        self._layout = QVBoxLayout(self)
        role = words.say(f"window.role.{file.role}", code=file.code)
        self._whose = [text(file.name, "big"), text(role)]
        self._layout.addWidget(self._whose[0])
        self._layout.addWidget(self._whose[1])
        self._layout.addSpacing(XS)
        self._group = QButtonGroup(self)
        for place, name in enumerate(names, 1):
            made = self._button(words.say(f"window.page.{name}"), name, keys_of(place), partial(go, name))
            made.setCheckable(True)
            self._group.addButton(made)
            self.places[name] = made
        self._layout.addStretch(1)
        self.lock = self._button(words.say("window.lock"), "lock", LOCKING, lock)
        self.be_rail(False)
        self.whole_height = self.sizeHint().height()
        """In pixels: what it needs to show names."""
        self.setMinimumHeight(len(self.buttons()) * BARE_HEIGHT + 2 * XS)

    def _button(self, label: str, sign: str, keys: str, on: Callable[[], object]) -> SignButton:
        made = SignButton(label, sign, keys, on, ("on_side", "on_side_on"))
        self._layout.addWidget(made)
        return made

    def show_place(self, name: str) -> None:
        """Mark the page that is shown, where it has a button."""
        if name in self.places:
            self.places[name].setChecked(True)

    def be_rail(self, rail: bool) -> None:
        """Show signs alone, or the names of the pages."""
        self.rail = rail
        for widget in self._whose:
            widget.setVisible(not rail)
        for button in self.buttons():
            button.be_bare(rail)
        if rail:
            self._layout.setContentsMargins(XS, XS, XS, XS)
            self.setFixedWidth(BARE_WIDTH + 2 * XS)
        else:
            self._layout.setContentsMargins(M, L, M, M)
            self.setFixedWidth(max(WIDTH, *(_breadth(place) for place in self.places.values())))
        self._layout.setSpacing(0 if rail else XS - 1)

    def buttons(self) -> list[SignButton]:
        """Return all its buttons, from above."""
        return [*self.places.values(), self.lock]


def _breadth(place: QWidget) -> int:
    """Return how wide the bar must be for what a button says, which is bold while its page is shown."""
    bold = QFont(place.font())
    bold.setBold(True)
    return QFontMetrics(bold).horizontalAdvance(place.accessibleName()) + MARGINS
