"""Puts the parts together: the only reader of the clock and of randomness, which it hands down."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from fupin_desk.acts.desk import DESK_FILE, Surroundings
from fupin_desk.cli import language_of, run

FOLDERS = "FUPIN_DESK_FOLDERS"
"""Desks to offer first, separated as paths are on this system."""


def surroundings() -> Surroundings:
    """Return the world as this machine sees it."""
    return Surroundings(clock=lambda: datetime.now(UTC), random=os.urandom)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the window where none is given; return the exit code."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # libraries speak to programmers; ``-W`` lets them
    words_typed = list(sys.argv[1:] if arguments is None else arguments)
    spoken = _only_language(words_typed)
    if words_typed and not spoken and not (len(words_typed) == 1 and _is_desk(words_typed[0])):
        return run(words_typed, surroundings())
    from fupin_desk.ui import run_window

    folder = Path(words_typed[0]) if words_typed and not spoken else None
    offered = [Path(path) for path in os.environ.get(FOLDERS, "").split(os.pathsep) if path]
    return run_window(surroundings(), folder, language_of(words_typed) if spoken else None, language_of([]), offered)


def _only_language(typed: Sequence[str]) -> bool:
    return (len(typed) == 2 and typed[0] == "--language") or (len(typed) == 1 and typed[0].startswith("--language="))


def _is_desk(word: str) -> bool:
    return (Path(word) / DESK_FILE).is_file()


if __name__ == "__main__":
    sys.exit(main())
