"""Garbage is collected on the window's thread alone.

Python collects cycles in whatever thread happens to make an object. Were that a thread of a job, it would destroy
widgets that only their own thread may touch, and the program would die at a moment nobody can foresee.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Collecting(QObject):
    """Takes the collector's work over for as long as the window stands."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(collect)
        timer.start(EVERY_MS)


def collect() -> None:
    """Do what the collector would have done by itself: the oldest generation that is due."""
    due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    for generation in (2, 1, 0):
        if due[generation]:
            gc.collect(generation)
            return
