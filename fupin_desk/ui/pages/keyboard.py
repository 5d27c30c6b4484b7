"""What every page does with the keyboard: where the cursor lands, in which order Tab goes, which letters press what."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from fupin_desk.ui.widgets.lettered import Lettered, allot
from fupin_desk.ui.widgets.soon import soon
from fupin_desk.ui.widgets.tabbing import TAKES_BACK, cursor_of, is_shown, order_tabs, tab_stops

WITH_LETTER = ("main", "plain")
"""Names of the buttons that get a letter: what looks like a text that leads somewhere has none."""


class KeyboardPage(QWidget):
    """A page in which the cursor never gets lost: what is built anew keeps its place, and what goes hands it on."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: frozenset[str] = frozenset()
        """Letters of what stands around the page."""
        self._letters: dict[str, str] = {}
        self._unsettled = False

    def watch(self, inner: QWidget) -> None:
        """Look at what stands in a widget whenever it is laid out anew."""
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Settle once Qt has been round."""
        if event.type() == QEvent.Type.LayoutRequest and not self._unsettled:
            self._unsettled = True
            soon(self, self.settle)
        return super().eventFilter(watched, event)

    def settle(self) -> None:
        """Put Tab in the order of what is seen, and give each button its letter."""
        self._unsettled = False
        order_tabs(self)
        buttons = [each for each in self.findChildren(Lettered) if each.objectName() in WITH_LETTER]
        lettered = [each for each in buttons if not each.property(TAKES_BACK) and not each.isHidden()]
        self._letters |= allot((each.text() for each in lettered), self.taken, self._letters)
        given: set[str] = set()
        for each in lettered:
            letter = self._letters[each.text()]
            each.give("" if letter in given else letter)
            given.add(letter)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Go to the next stop; what goes while the cursor is on it hands it on within the page, never out of it."""
        here = cursor_of(self.window())
        if here is None or not self.isAncestorOf(here) or is_shown(here, self):
            order_tabs(self)
            return super().focusNextPrevChild(onward)
        around = tab_stops(self, here)
        place = around.index(here) if here in around else 0
        rest = [*around[place + 1 :], *reversed(around[:place])]
        nearest = next((each for each in rest if each is not here and not each.property(TAKES_BACK)), None)
        if nearest is None:
            return super().focusNextPrevChild(onward)
        nearest.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
