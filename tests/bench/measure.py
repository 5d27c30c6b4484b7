"""Measuring: a command and its peer in turn, the median of each, so that a machine's moods fall on both."""

from __future__ import annotations

import cProfile
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """One line of the table."""

    what: str
    peer: str
    ours: float
    theirs: float
    unit: str
    most: float
    """The ratio above which the run fails."""

    @property
    def ratio(self) -> float:
        """Ours by theirs."""
        return self.ours / self.theirs

    @property
    def fits(self) -> bool:
        """Whether it is within its limit."""
        return self.ratio <= self.most


def seconds(act: Callable[[], object]) -> float:
    """Return how long an act takes."""
    before = time.perf_counter()
    act()
    return time.perf_counter() - before


def in_turn(ours: Callable[[], object], theirs: Callable[[], object], turns: int) -> tuple[float, float]:
    """Return the medians of both, after one turn that does not count."""
    ours()
    theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(turns)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def calls(act: Callable[[], object]) -> int:
    """Return how many calls an act makes: the same on every computer, however busy."""
    profile = cProfile.Profile()
    profile.runcall(act)
    return int(sum(entry.callcount for entry in profile.getstats()))


def table(ratios: list[Ratio]) -> str:
    """Return the table as text."""
    lines = [f"{'what':<46}{'ours':>12}{'peer':>12}  {'ratio':>6}{'limit':>7}  against"]
    for each in ratios:
        mark = "" if each.fits else "  OVER"
        ours, theirs = f"{each.ours:,.4g} {each.unit}", f"{each.theirs:,.4g} {each.unit}"
        lines.append(f"{each.what:<46}{ours:>12}{theirs:>12}  {each.ratio:>6.2f}{each.most:>7.2f}  {each.peer}{mark}")
    return "\n".join(lines)
