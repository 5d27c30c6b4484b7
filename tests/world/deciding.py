"""What hangs on the board and is objected to, and what the office decides: disputes, figures, clashes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from fupin_desk.acts import notices
from fupin_desk.acts.conflicts.clashes import list_clashes
from fupin_desk.acts.conflicts.disputes import Dispute, list_disputes, settle_dispute
from fupin_desk.acts.records.commands import void_record
from fupin_desk.domain.changes import canonical
from tests.world.steps import EVERYBODY, OFFICE, happens
from tests.world.world import World

NOTHING = "nothing there"


@happens(1)
def draft(world: World, at: str, picks: Sequence[int]) -> str:
    """Draft a notice."""
    desk = world[at].desk
    plan = world.pick(at, picks[1], "distribution") if picks[0] % 2 else None
    kind = "distribution_plan" if plan else "register_of_linkages"
    number = notices.draft_notice(desk, kind, ["zh_CN"], desk.today(), plan[1] if plan else None).number
    world.memory.records.append((desk.code, "notice", notices.find_notice(desk, number).id))
    return number


@happens(1)
def sign(world: World, at: str, picks: Sequence[int]) -> str:
    """Sign a notice that was drafted."""
    number = _number(world, at, picks[0], "drafted")
    return f"{number} {notices.sign_notice(world[at].desk, number, world[at].desk.today())[:8]}" if number else NOTHING


@happens(1)
def post(world: World, at: str, picks: Sequence[int]) -> str:
    """Hang a signed notice up."""
    number = _number(world, at, picks[0], "signed")
    if not number:
        return NOTHING
    closes = notices.post_notice(world[at].desk, number, world[at].desk.today(), "村委会")
    return f"{number} until {closes}"


@happens(2)
def close(world: World, at: str, picks: Sequence[int]) -> str:
    """Close a notice, or take it down again."""
    number = _number(world, at, picks[0], "posted", "signed", "drafted")
    if not number:
        return NOTHING
    if picks[1] % 3 == 0:
        notices.withdraw_notice(world[at].desk, number, "error_found")
        return f"{number} is withdrawn"
    notices.close_notice(world[at].desk, number, world[at].desk.today(), "")
    return number


@happens(3)
def objection(world: World, at: str, picks: Sequence[int]) -> str:
    """Hear an objection to a notice, by name or without."""
    number = _number(world, at, picks[0], "posted", "closed", "withdrawn")
    if not number:
        return NOTHING
    heard = notices.Heard(
        said=world.word("o"),
        channel="in_person",
        on=world[at].desk.today(),
        line=1 if picks[1] % 2 else None,
        by=world.local_word("b") if picks[2] % 2 else "",
    )
    made = notices.receive_objection(world[at].desk, number, heard)
    world.memory.records.append((world.village(at), "objection", made))
    return f"{made[-4:]} to {number}"


@happens(3, EVERYBODY)
def answer(world: World, at: str, picks: Sequence[int]) -> str:
    """Answer an objection."""
    found = world.pick(at, picks[0], "objection")
    if found is None:
        return NOTHING
    notices.answer_objection(world[at].desk, found[1], world.word("w"), "乡镇干部", world[at].desk.today())
    return found[1][-4:]


def _number(world: World, at: str, pick: int, *states: str) -> str | None:
    with world[at].desk.vault.reading() as reader:
        found = reader.records("notice", {"state": list(states)})
    return str(found[pick % len(found)].number) if found else None


@happens(6, (OFFICE,), books=True)
def settle(world: World, _at: str, picks: Sequence[int]) -> str:
    """Settle a dispute: pick one of the values, or write a third."""
    found = list_disputes(world.county.office.desk)
    return settled(world, found[picks[0] % len(found)], picks[1]) if found else "no dispute"


def settled(world: World, dispute: Dispute, pick: int) -> str:
    """Settle a dispute for one of its values, by their own order, for digests are others each time."""
    said = sorted(dispute.values, key=lambda each: canonical(each.value))
    chosen = said[pick % len(said)]
    third = isinstance(chosen.value, str) and dispute.field in ("address", "group") and pick % 3 == 0
    if third:
        settle_dispute(world.county.office.desk, dispute.id, value=world.word("d"))
    else:
        settle_dispute(world.county.office.desk, dispute.id, change=chosen.change)
    return f"{dispute.field} of {dispute.kind} {dispute.record[-4:]}: {'a third' if third else chosen.value}"


@happens(2, (OFFICE,))
def figure(world: World, at: str, picks: Sequence[int]) -> str:
    """Set a figure of the county's own, or change it."""
    known = [each for _village, kind, each in world.memory.records if kind == "setting"]
    known = [each for each in known if world[at].get("setting", each)]
    said: dict[str, Any] = {
        "figure": "minimum_wage_month",
        "source": "县政府",
        "approved_by": "审批人",
        "value": 100_000 + picks[1],
    }
    if known and picks[0] % 2:
        world.put(at, "setting", known[picks[2] % len(known)], value=said["value"])
    else:
        day = world[at].desk.today() + timedelta(days=picks[2])
        world.put(at, "setting", since=day.isoformat(), **said)
    return f"{said['value']}"


@happens(2, EVERYBODY)
def untie(world: World, at: str, picks: Sequence[int]) -> str:
    """Take out one of two records that cannot be together."""
    found = [each for each in list_clashes(world[at].desk) if each.clash == "same_number"]
    if not found:
        return "no clash"
    clash = found[picks[0] % len(found)]
    record = clash.records[picks[1] % len(clash.records)]
    void_record(world[at].desk, clash.kind, record, world.local_word("w") if at != OFFICE else "重复")
    return f"{clash.kind} {record[-4:]} is taken out"
