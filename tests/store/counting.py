"""What reading costs, counted and not timed: steps of the database's machine, and calls of Python's."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from fupin_desk.store import Reader

EVERY = 20
"""Instructions of the database's machine between two looks."""


def database_steps(reader: Reader, act: Callable[[], object]) -> int:
    """Return about how many instructions the database carries out for an act."""
    seen = 0

    def look() -> int:
        nonlocal seen
        seen += EVERY
        return 0  # go on

    driver: Any = reader.history_here.connection.connection.driver_connection
    driver.set_progress_handler(look, EVERY)
    try:
        act()
    finally:
        driver.set_progress_handler(None, EVERY)
    return seen


def calls(act: Callable[[], object]) -> int:
    """Return how many functions, compiled ones too, are called for an act."""
    seen = 0

    def look(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal seen
        seen += event in ("call", "c_call")

    sys.setprofile(look)
    try:
        act()
    finally:
        sys.setprofile(None)
    return seen
