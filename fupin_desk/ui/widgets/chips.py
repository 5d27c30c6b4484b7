"""Filters of a list as small buttons: one that is on or off, and one that opens a list of values with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

MARK = "▾"
"""Behind what opens a list."""
Offer = tuple[Any, str, int | None]
"""A value, what it is called, and how many there are of it where that is known."""


class Chip(QPushButton):
    """A filter that is on or off."""

    def __init__(self, label: str, on: bool = False) -> None:
        super().__init__(label)
        self.setObjectName("plain")
        self.setCheckable(True)
        self.setChecked(on)
        self.setAutoDefault(True)


class ChoiceChip(Chip):
    """A filter by values that are offered when it is pressed; several may be chosen, and then it says which."""

    chosen = Signal(object)
    """A tuple of what is wanted now; empty for everything."""

    def __init__(
        self, label: str, everything: str, wanted: Sequence[Any], offer: Callable[[], Sequence[Offer]]
    ) -> None:
        """``everything`` is what no filter is called; ``offer`` returns the values there are, when it is pressed."""
        super().__init__(label)
        self._label, self._everything, self._offer = label, everything, offer
        self.wanted: tuple[Any, ...] = tuple(wanted)
        self.menu_shown = QMenu(self)
        self.menu_shown.aboutToHide.connect(self._say)
        self.clicked.connect(self._open)
        self._called: dict[Any, str] = {value: called for value, called, _count in offer()} if wanted else {}
        self._say()

    def _say(self) -> None:
        """Say what is chosen."""
        names = [self._called.get(value, "") for value in self.wanted]
        named = f"{self._label}: {'، '.join(names) if self.isRightToLeft() else ', '.join(names)}"
        self.setText(f"{named if self.wanted else self._label} {MARK}")
        self.setChecked(bool(self.wanted))

    def _open(self) -> None:
        self.fill()
        self.menu_shown.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def fill(self) -> None:
        """Offer what there is now."""
        self.menu_shown.clear()
        offered = self._offer()
        self._called |= {value: called for value, called, _count in offered}
        values: list[Offer] = [(None, self._everything, None), *offered]
        for place, (value, called, count) in enumerate(values):
            action = self.menu_shown.addAction(called if count is None else f"{called} ({count})")
            action.setCheckable(True)
            action.setChecked(not self.wanted if place == 0 else value in self.wanted)
            action.triggered.connect(partial(self._turn, place == 0, value))
            if place == 0:
                self.menu_shown.addSeparator()

    def _turn(self, all_of_them: bool, value: Any, _on: bool = False) -> None:
        """Want one more of the values, or no longer."""
        kept = tuple(other for other in self.wanted if other != value)
        self.wanted = () if all_of_them else kept if value in self.wanted else (*kept, value)
        self._say()
        self.chosen.emit(self.wanted)
