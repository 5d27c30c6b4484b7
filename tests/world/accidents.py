"""What befalls machines: copies kept and put back, clocks set wrong, power cuts between two acts, laptops lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from fupin_desk.acts.desk import open_desk
from fupin_desk.acts.joining.revoke import revoke_desk
from fupin_desk.keys import RevocationReason
from tests.journeys.county import PASSPHRASE
from tests.world.carrying import down, up
from tests.world.steps import EVERYBODY, LAPTOPS, OFFICE, happens
from tests.world.world import World
from tests.world.writing import edit

DAYS = (-1500, -400, -30, -1, 1, 12, 40, 400, 1500)


@happens(6, EVERYBODY)
def keep_copy(world: World, at: str, _picks: Sequence[int]) -> str:
    """Keep a copy of a desk that is shut down."""
    copies = world.copies[at]
    copies.append(world[at].copied(f"{at}-copy-{world.step.number}"))
    return f"copy {len(copies)} of {at}"


@happens(9, EVERYBODY, books=True)
def put_back(world: World, at: str, picks: Sequence[int]) -> str:
    """Put a desk back to an old copy."""
    copies = world.copies[at]
    which = len(copies) - 1 if picks[1] % 2 else picks[0] % len(copies)
    world[at].put_back(copies[which])
    world.put_back.add(at)
    return f"copy {which + 1} of {at}"


@happens(6, EVERYBODY, books=True)
def relapse(world: World, at: str, picks: Sequence[int]) -> str:
    """Put a desk back to how it was before it last wrote and carried: the others know what it knows no longer."""
    keep_copy(world, at, picks)
    laptop = LAPTOPS[picks[0] % len(LAPTOPS)] if at == OFFICE else at
    told = [edit(world, name, picks) for name in sorted({laptop, at})] if picks[1] % 2 else []
    told += [up(world, laptop, picks), *([down(world, laptop, picks)] if picks[2] % 2 else [])]
    world.safety.look({laptop, OFFICE})
    world[at].put_back(world.copies[at][-1])
    world.put_back.add(at)
    world.touched |= {laptop, OFFICE}
    return f"{'; '.join(told)}; and back to copy {len(world.copies[at])}"


@happens(3, EVERYBODY)
def set_clock(world: World, at: str, picks: Sequence[int]) -> str:
    """Set a machine's clock wrong, or right again."""
    days = DAYS[picks[0] % len(DAYS)]
    world[at].clock.at += timedelta(days=days)
    return f"{days:+} days, to {world[at].clock.at:%Y-%m-%d}"


@happens(1, EVERYBODY)
def restart(world: World, at: str, _picks: Sequence[int]) -> str:
    """Shut a desk down, and open it again."""
    machine = world[at]
    machine.desk.close()
    machine.desk = open_desk(machine.around, machine.folder, PASSPHRASE)
    return at


@happens(2, books=True)
def revoke(world: World, at: str, _picks: Sequence[int]) -> str:
    """Tell the office that a laptop was lost; it stands behind it no longer."""
    world.touched.add(OFFICE)
    revoke_desk(world.county.office.desk, world[at].desk.id, RevocationReason.LOST)
    return f"{at} is revoked"


@happens(2, books=True)
def rejoin(world: World, at: str, _picks: Sequence[int]) -> str:
    """Let a laptop join anew, whether it was revoked or not."""
    world.touched.add(OFFICE)
    world.county.rejoin(world[at])
    return f"{at} joined anew"
