"""What becomes of sticks: made, carried in any order, any number of times, by mistake to somebody else, cut off."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from fupin_desk.acts.bundles.taking import Taken
from fupin_desk.domain.errors import NoNeighbourError
from tests.journeys.laptops import carried, introduce
from tests.world.steps import EVERYBODY, OFFICE, happens
from tests.world.world import Stick, World

NOTHING = "no stick"
REFUSED = {"certificate_refused", "not_for_this_desk", "no_such_desk", "not_enrolled"}
"""What a whole bundle may be refused for: one of the two was revoked or joined anew, or put back to before that."""


def make(world: World, at: str) -> list[Stick]:
    """Let a machine make what is to be carried."""
    made = world[at].make()
    with world[at].desk.vault.reading() as reader:
        to = {each.file: each.desk for each in reader.bundles(made=True)}
    names = {machine.desk.id: name for name, machine in world.county.laptops.items()}
    found = [Stick(at, names.get(to[file.name], OFFICE), file) for file in made.files]
    world.sticks += found
    return found


def take(world: World, at: str, stick: Stick) -> Taken:
    """Let a machine take a bundle; whatever it is refused for, it must be for a reason that can be."""
    world.touched.add(at)
    (taken,) = world[at].take(stick.file)
    assert taken.error is None or taken.error.code in REFUSED, f"{at} refuses a whole bundle: {taken.error!r}"
    return taken


def told(taken: Taken) -> str:
    """Return in words what became of a bundle."""
    if taken.error is not None:
        return f"refused: {taken.error.code}"
    verdicts = " ".join(f"{count} {verdict}" for verdict, count in taken.verdicts.items() if count)
    return ", ".join(part for part in (verdicts or "nothing new", taken.receipt and taken.receipt.value) if part)


@happens(22, books=True)
def up(world: World, at: str, _picks: Sequence[int]) -> str:
    """Carry what a laptop makes to the office."""
    return "; ".join(told(take(world, OFFICE, stick)) for stick in make(world, at))


@happens(18, books=True)
def down(world: World, at: str, _picks: Sequence[int]) -> str:
    """Carry the office's answer to a laptop."""
    world.touched.add(OFFICE)
    mine = [stick for stick in make(world, OFFICE) if stick.to == at]
    return "; ".join(told(take(world, at, stick)) for stick in mine) or "no answer for it"


@happens(6, ("a1", "a2"), books=True)
def tell(world: World, at: str, _picks: Sequence[int]) -> str:
    """Carry what keeps a no to the other laptop of the village; where they have not met, they meet."""
    other = "a2" if at == "a1" else "a1"
    world.touched.add(other)
    taken = _told_at(world, at, other)
    if not any(each.error is None for each in taken):
        introduce(world[at], world[other])
        taken += _told_at(world, at, other)
    return "; ".join(told(each) for each in taken)


def _told_at(world: World, at: str, other: str) -> list[Taken]:
    with suppress(NoNeighbourError):
        return [taken for file in carried(world[at]) for taken in world[other].take(file)]
    return []


@happens(9, EVERYBODY, books=True)
def pack(world: World, at: str, _picks: Sequence[int]) -> str:
    """Make a stick, and let it lie."""
    return f"{len(make(world, at))} on a stick"


@happens(14, EVERYBODY, books=True)
def carry(world: World, at: str, picks: Sequence[int]) -> str:
    """Take one of the sticks that lie about: the newest as likely as any older one, taken before or not."""
    mine = world.sticks_for(at)
    if not mine:
        return NOTHING
    stick = mine[-1] if picks[0] % 3 == 0 else mine[picks[1] % len(mine)]
    return f"{world.sticks.index(stick) + 1}. stick, from {stick.made_by}: {told(take(world, at, stick))}"


@happens(2, EVERYBODY, books=True)
def carry_wrong(world: World, at: str, picks: Sequence[int]) -> str:
    """Take a stick that is for somebody else."""
    others = [stick for stick in world.sticks if stick.to != at]
    if not others:
        return NOTHING
    (taken,) = world[at].take(others[picks[0] % len(others)].file)
    assert taken.error is not None, f"{at} takes what is not for it"
    return told(taken)


@happens(3, EVERYBODY, books=True)
def carry_broken(world: World, at: str, picks: Sequence[int]) -> str:
    """Take a stick that was cut off, or on which a byte is another."""
    mine = world.sticks_for(at)
    if not mine:
        return NOTHING
    content = bytearray(mine[picks[0] % len(mine)].file.read_bytes())
    place = picks[1] * len(content) // 1000
    if picks[2] % 2:
        content[place] ^= 1 << picks[2] % 8
    else:
        del content[place:]
    broken = world.folder / f"broken-{world.step.number}.fdb"
    broken.write_bytes(content)
    (taken,) = world[at].take(broken)
    assert taken.error is not None, f"{at} takes a broken bundle"
    return told(taken)
