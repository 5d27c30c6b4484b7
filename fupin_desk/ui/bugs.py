"""What is kept of a bug: where in the program it came up, and nothing of what anybody typed."""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from platformdirs import user_log_path

from fupin_desk.words import Translator

LOG = "bugs.txt"


def reports() -> Path:
    """Return where reports are kept, one after another."""
    return user_log_path("fupin_desk", appauthor=False) / LOG


def report_of(problem: BaseException, at: datetime) -> str:
    """Return a report to hand on: the lines of the program passed through and the kind of fault, to the first cause.

    An exception's own words and the values at hand stay out: either may name somebody.
    """
    lines = [f"{at:%Y-%m-%d %H:%M:%S} UTC, {platform.system()} {platform.release()}, fupin_desk {_version()}\n"]
    cause: BaseException | None = problem
    while cause is not None:
        lines += traceback.format_tb(cause.__traceback__)
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}\n")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "".join(lines) + "\n"


def tell_bug(words: Translator, problem: BaseException, at: datetime) -> str:
    """Keep a report of a bug, print it whole where the program was started, and return the sentence for the person."""
    traceback.print_exception(problem)
    file = reports()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as kept:
            kept.write(report_of(problem, at))
    except OSError:
        return words.say("error.bug")
    return words.say("window.bug", file=str(file))


def _version() -> str:
    try:
        return version("fupin_desk")
    except PackageNotFoundError:  # a checkout is not installed
        return "in a checkout"
