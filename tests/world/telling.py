"""A world lived through from its seed, told as a story where it ends wrong, and shortened to what it needs for that."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from tests.world import accidents, carrying, deciding, writing
from tests.world.home import bring_home
from tests.world.steps import Step, steps_of
from tests.world.template import in_memory
from tests.world.world import world

PARTS = (accidents, carrying, deciding, writing)
"""What happens: imported here, so that every step is known."""


class WrongEndError(AssertionError):
    """A world in which something was not as it must be; what it says is the whole story."""

    def __init__(self, seed: int, story: Sequence[str], problem: BaseException) -> None:
        first = problem
        while first.__cause__ is not None:
            first = first.__cause__
        last = traceback.extract_tb(first.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno}"
        again = f"python -m tests.world {seed} --steps N --shorten"
        super().__init__("\n".join([f"seed {seed}", *story, f"{type(problem).__name__} at {where}: {problem}", again]))
        self.problem = problem
        self.place = f"{type(problem).__name__} at {where}"


def live(seed: int, steps: Sequence[Step]) -> list[str]:
    """Live through steps in the world of a seed and carry all home; returns the story. WrongEndError."""
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder, world(Path(folder), seed) as here:
        try:
            here.live(steps)
            bring_home(here)
        except Exception as problem:
            raise WrongEndError(seed, here.story, problem) from problem
        return here.story


def fails(seed: int, steps: Sequence[Step]) -> WrongEndError | None:
    """Return how the world of these steps ends wrong, or None."""
    try:
        live(seed, steps)
    except WrongEndError as wrong:
        return wrong
    return None


def shortened(seed: int, steps: Sequence[Step]) -> list[Step]:
    """Leave out every step without which the world still ends wrong at the same place: many at once, then singly."""
    left, size = list(steps), max(1, len(steps) // 2)
    wrong = fails(seed, left)
    if wrong is None:
        return left
    while True:
        at, before = 0, len(left)
        while at < len(left):
            tried = left[:at] + left[at + size :]
            other = fails(seed, tried)
            if other is not None and other.place == wrong.place:
                left = tried
            else:
                at += size
        if size == 1 and len(left) == before:
            return left
        size = max(1, size // 2)


__all__ = ["WrongEndError", "fails", "live", "shortened", "steps_of"]
