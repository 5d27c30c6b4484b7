"""What is done once Qt has been round: when what was just built is laid out, and what was left is gone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def soon(owner: QObject, act: Callable[[], object]) -> None:
    """Do something then, unless its owner is gone.

    The timer is the owner's child: a call that Qt keeps for a widget that goes first is never let go of.
    """
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(act)
    timer.timeout.connect(timer.deleteLater)
    timer.start(0)
