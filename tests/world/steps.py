"""Steps: one thing that happens at one machine, with its arguments; drawn from a seed, and nothing else.

A step's arguments are numbers that are held against what is there when it happens (the third household, the newest
stick), so that a list of steps can be lived through with some left out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.world.world import World

LAPTOPS = ("a1", "a2", "b1")
"""Two of one village, and the other village's."""
OFFICE = "office"
EVERYBODY = (*LAPTOPS, OFFICE)
PICKS, MOST = 3, 1000
"""How many numbers a step has, each below ``MOST``."""

Doing = Callable[["World", str, Sequence[int]], str]
"""Does a step at a machine, and tells what came of it."""


@dataclass(frozen=True)
class Step:
    """One thing that happens."""

    number: int
    """Its place in the seed's list, also where others are left out: what it writes is named by it."""
    what: str
    at: str
    picks: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.number:3} {self.what} {self.at} {' '.join(map(str, self.picks))}"


@dataclass(frozen=True)
class Happening:
    """What steps of one name do, where, and how often."""

    do: Doing
    weight: int
    at: tuple[str, ...]
    books: bool
    """Whether it touches the books of what was sent and answered: then the numbers are asked for after it."""


HAPPENINGS: dict[str, Happening] = {}
"""By name. Filled by the modules that say what happens."""


def happens(weight: int, at: tuple[str, ...] = LAPTOPS, books: bool = False) -> Callable[[Doing], Doing]:
    """Let a function be a step, under its name with blanks for underscores."""

    def register(do: Doing) -> Doing:
        HAPPENINGS[do.__name__.strip("_").replace("_", "-")] = Happening(do, weight, at, books)
        return do

    return register


def steps_of(seed: int, count: int, without: Collection[str] = ()) -> list[Step]:
    """Return the steps of a seed. Each world has its own leaning: some things happen often in it, some never."""
    chance = random.Random(f"county {seed}")
    named = {name: each for name, each in HAPPENINGS.items() if name not in without}
    leaning = {name: each.weight * chance.choice((0, 0, 1, 1, 3, 6)) for name, each in named.items()}
    for carried in ("up", "down"):  # a world in which nothing is ever carried has nothing to tell
        leaning[carried] = max(leaning[carried], named[carried].weight)
    names, weights = list(leaning), list(leaning.values())
    steps = []
    for number in range(1, count + 1):
        what = chance.choices(names, weights)[0]
        at = chance.choice(named[what].at)
        steps.append(Step(number, what, at, tuple(chance.randrange(MOST) for _ in range(PICKS))))
    return steps
