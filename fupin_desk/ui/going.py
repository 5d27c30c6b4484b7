"""Ways through the pages of a desk: back and forward, and from a record to the one beside it in its list.

Alt with the arrows, mirrored where the window is, or the two buttons a mouse has for it, go back and forward; Alt with
Page Up and Page Down to the record before and after.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from fupin_desk.ui.keys import Key
from fupin_desk.ui.navigation import neighbours
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.session import Session
from fupin_desk.ui.trail import Shown, Trail


class Going(QObject):
    """Of one open desk: ``page`` returns what is shown, ``go`` shows something else."""

    def __init__(
        self, frame: QWidget, session: Session, page: Callable[[], QWidget | None], go: Callable[[str, str], None]
    ) -> None:
        super().__init__(frame)
        self.trail = Trail()
        self._session, self._page, self._go = session, page, go
        keys = [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown]
        acts: list[Callable[[], None]] = [self.back, self.forward, partial(self.beside, -1), partial(self.beside, 1)]
        if session.words.direction == "rtl":
            acts[:2] = acts[1::-1]  # back is where one came from
        names = ["back", "forward", "record_before", "record_after"]
        if session.words.direction == "rtl":
            names[:2] = names[1::-1]
        for key, act, name in zip(keys, acts, names, strict=True):
            combined = QKeyCombination(Qt.KeyboardModifier.AltModifier, key)  # by no name: those are in a language
            Key(combined, session.words.say(f"window.key.{name}"), frame, act)
        self._buttons = {Qt.MouseButton.BackButton: self.back, Qt.MouseButton.ForwardButton: self.forward}
        frame.installEventFilter(self)  # it gets what nothing on it has a use for

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go back and forward by the mouse."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            act = self._buttons.get(event.button())
            if act is not None:
                act()
                return True
        return False

    def back(self) -> None:
        """Show what was shown before."""
        self._show(self.trail.back())

    def forward(self) -> None:
        """Show again what one went back from."""
        self._show(self.trail.forward())

    def _show(self, place: Shown | None) -> None:
        if place is not None:
            self._go(*place)

    def beside(self, step: int) -> None:
        """Show the next record, or the one before, in the order of its kind's list."""
        page = self._page()
        shown = page.shown_record() if isinstance(page, Page) else None
        if isinstance(page, Page) and shown is not None:
            beside = neighbours(self._session, *shown)
            if record := beside.next if step > 0 else beside.previous:
                self._session.lists[shown[0]].place.current = record  # back in the list the cursor stands on it
                self._go(page.name, record)
