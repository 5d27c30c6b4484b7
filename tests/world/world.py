"""The world of one seed: its machines, the sticks that lie about, the copies somebody kept, and its story so far."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fupin_desk.acts.desk import Surroundings
from fupin_desk.domain.errors import DeskError
from tests.journeys.county import CHEAP, STARTS, Clock, County, Machine
from tests.world import template
from tests.world.checks import Safety
from tests.world.memory import Memory
from tests.world.steps import EVERYBODY, HAPPENINGS, LAPTOPS, OFFICE, Step


@dataclass(frozen=True)
class Stick:
    """A bundle that was made: it may be carried, once or often, now or later, or be lost."""

    made_by: str
    to: str
    file: Path


@dataclass
class World:
    """A county to which things happen."""

    folder: Path
    county: County
    memory: Memory = field(default_factory=Memory)
    sticks: list[Stick] = field(default_factory=list)
    copies: dict[str, list[Path]] = field(
        default_factory=lambda: {name: [template.template().folder / name] for name in EVERYBODY}
    )
    """By machine; the first is how it was in the beginning."""
    looked: dict[str, tuple[str, str, dict[str, list[str]]]] = field(default_factory=dict)
    """At each machine the record that somebody has open, with what stood in it then."""
    touched: set[str] = field(default_factory=set)
    put_back: set[str] = field(default_factory=set)
    """Machines at which the present step put an old copy in its place."""
    step: Step = field(default=Step(0, "start", OFFICE, (0, 0, 0)))
    story: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.safety = Safety(self)
        self.safety.begin(EVERYBODY)

    def __getitem__(self, name: str) -> Machine:
        return self.county.office if name == OFFICE else self.county.laptops[name]

    def live(self, steps: Iterable[Step]) -> None:
        """Let steps happen, each checked."""
        for step in steps:
            self.happens(step)

    def happens(self, step: Step) -> None:
        """Let one thing happen, and see that nothing was lost or told by it; what the program refuses is told."""
        self.step, self.touched, self.put_back = step, {step.at}, set()
        self.story.append(f"{step}")
        try:
            told = HAPPENINGS[step.what].do(self, step.at, step.picks)
        except DeskError as refused:
            told = f"refused: {refused.code}"
        self.story[-1] = f"{step!s:28} {told}"
        self.safety.look(self.touched, books=HAPPENINGS[step.what].books)

    # ---- what steps ask for

    def word(self, letter: str = "") -> str:
        """Return a word that nobody else writes, so that it can be looked for."""
        return f"zq{self.step.number:03}{letter}q"

    def local_word(self, letter: str = "") -> str:
        """Return such a word that may never leave the laptop."""
        word = self.word(f"x{letter}")
        if self.step.at != OFFICE:
            self.memory.local_words.add(word)
        return word

    def village(self, at: str) -> str:
        """Return the code of the village that a machine is in; the office's step says which by its second pick."""
        codes = sorted(set(template.VILLAGES.values()))
        return codes[self.step.picks[1] % len(codes)] if at == OFFICE else template.VILLAGES[at]

    def pick(self, at: str, pick: int, *kinds: str, voided: bool = False) -> tuple[str, str] | None:
        """Return kind and id of a record that is at a machine, or nothing where there is none of these kinds."""
        known = [(kind, each) for village, kind, each in self.memory.records if village == self.village(at)]
        known = [(kind, each) for kind, each in known if kind in kinds]
        if pick % 3:  # mostly the same few, so that people get in each other's way
            known = known[: max(1, pick % 4)]
        with self[at].desk.vault.reading() as reader:
            for turn in range(len(known)):
                kind, each = known[(pick + turn) % len(known)]
                found = reader.find(kind, each)
                if found is not None and (voided or not found.voided):
                    return kind, each
        return None

    def put(self, at: str, kind: str, /, record: str | None = None, **said: Any) -> str:
        """Keep a record; a new one is remembered."""
        village = self.village(at)
        if at == OFFICE and record is None and kind != "setting":
            said["village"] = village
        made = self[at].put(kind, record, None, **said)
        if kind == "consent" and said.get("to") == "register":
            self.memory.agreed.add(str(said["household"]))
        if record is None:
            self.memory.records.append(("county" if kind == "setting" else village, kind, made))
        return made

    def sticks_for(self, at: str) -> list[Stick]:
        """Return the bundles that were made for a machine, oldest first."""
        return [each for each in self.sticks if each.to == at]


@contextmanager
def world(folder: Path, seed: int) -> Iterator[World]:
    """Return the world of a seed before anything has happened in it; it is shut down in the end."""
    made = template.template()
    made.copied(folder)
    county = County.reopened(folder, made.fingerprint, {name: _around(seed, name) for name in EVERYBODY})
    try:
        yield World(folder, county, Memory([*made.records], agreed={*made.agreed}))
    finally:
        county.close()


def _around(seed: int, name: str) -> Surroundings:
    return Surroundings(Clock(STARTS), random.Random(f"{seed} {name}").randbytes, CHEAP)


__all__ = ["LAPTOPS", "OFFICE", "Sequence", "Stick", "World", "world"]
