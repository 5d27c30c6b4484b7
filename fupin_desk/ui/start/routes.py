"""What the pages before a desk is open may ask of the window: where else it can go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from fupin_desk.ui.jobs import Progress
from fupin_desk.words import Translator

if TYPE_CHECKING:
    from fupin_desk.acts.desk import Desk, Surroundings


class Routes(Protocol):
    """The window, as a start page sees it."""

    surroundings: Surroundings
    offered: tuple[Path, ...]
    language: str
    words: Translator

    def speak(self, language: str) -> None:
        """Say everything in another language from now on."""

    def show_start(self) -> None:
        """Offer the desks of this laptop, and the ways to a new one."""

    def show_unlock(self, folder: Path) -> None:
        """Ask for a passphrase."""

    def show_sheet(self, folder: Path) -> None:
        """Open a desk by its sealed sheet."""

    def show_make(self) -> None:
        """Make a county office's desk."""

    def show_join(self) -> None:
        """Make a village's desk from the office's invitation."""

    def enter(self, desk: Desk) -> None:
        """Show an open desk, and remember where it is."""

    def run(
        self,
        owner: QWidget,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        refused: Callable[[str], None],
    ) -> None:
        """Do something slow; what it cannot is told to ``refused`` as a sentence."""
