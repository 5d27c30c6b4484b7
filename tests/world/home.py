"""The end of a world: clocks are right, no stick is lost, and everything is carried until nobody has anything to say.

Then, always:

* all desks of a village and the office have the same history, and say the same of every record that may travel;
* no dispute is left, nothing is held but what follows changes lost everywhere, nothing waits for an answer, and both
  sides count alike;
* everything that stood at any desk when the last carrying began stands everywhere, or was replaced, settled or erased.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fupin_desk.acts.bundles.sending import to_send
from fupin_desk.acts.conflicts.disputes import Dispute, list_disputes
from fupin_desk.acts.records.commands import void_record
from fupin_desk.domain.changes import COUNTY_STREAM, LOCAL_STREAM, Change, village_stream
from fupin_desk.domain.errors import CertificateRefusedError
from fupin_desk.exchange.receipt import Standing
from fupin_desk.kinds import KINDS
from fupin_desk.store import Reader
from tests.journeys.county import SUMS
from tests.store.desks import everything
from tests.world.carrying import make, take, tell, told
from tests.world.checks import check_money, check_row, replayed, said_by_nobody
from tests.world.deciding import settled
from tests.world.dumps import cells_of, left_of, pages_of
from tests.world.memory import Order, following, orders_in, words_in
from tests.world.steps import EVERYBODY, LAPTOPS, OFFICE, Step
from tests.world.world import World
from tests.world.writing import ONES_OWN

PEOPLES = {*ONES_OWN, "consent", "notice", "notice_line", "paper", "explanation"}
"""Kinds of which anything may stay in the village: nobody agreed, or it was taken back before the office lost it."""
MOST_ROUNDS = 6
"""Rounds in which everybody carries, before it must be quiet."""


def bring_home(world: World) -> None:
    """Carry everything, settle everything, and see that all say the same."""
    _set_right(world)
    kept = _standing(world)
    _tell_each_other(world)
    _carry_all(world)
    if _settle_all(world):
        _carry_all(world)
    if _settle_own(world):
        _tell_each_other(world)
        _carry_all(world)
    world.safety.look(EVERYBODY)
    _check_alike(world)
    _check_counts(world)
    _check_kept(world, kept)
    last = EVERYBODY[len(world.story) % len(EVERYBODY)]
    for name in EVERYBODY:
        _check_tables(world, name, anew=name == last)
        _check_words(world, name)
        check_money(world, name)


def _set_right(world: World) -> None:
    world.step = Step(999, "home", OFFICE, (0, 0, 0))
    latest = max(world[name].clock.at for name in EVERYBODY)
    for name in EVERYBODY:
        world[name].clock.at = latest


def _tell_each_other(world: World) -> None:
    """Let the two laptops of one village tell each other what keeps a no."""
    for name in ("a1", "a2"):
        try:
            world.story.append(f"    home: {name} tells the other: {tell(world, name, ())}")
        except CertificateRefusedError:  # the office stands behind one of them no longer, as the other has heard
            for each in ("a1", "a2"):
                world.county.rejoin(world[each])
            world.story.append(f"    home: joined anew, {name} tells the other: {tell(world, name, ())}")
    world.safety.look({"a1", "a2"}, books=False)


def _settle_all(world: World) -> bool:
    """Settle what the office sees disputed; returns whether anything was."""
    found = list_disputes(world.county.office.desk)
    for dispute in found:
        settled(world, dispute, 1)
    world.safety.look({OFFICE} if found else ())
    return bool(found)


def _settle_own(world: World) -> bool:
    """Settle what only a laptop can: beside what nobody else may see of, or a yes beside a no."""
    office, some = world.memory.here[OFFICE].changes, False
    for name in LAPTOPS:
        covered = {record for order in orders_in(world.memory.here[name].changes) for record in order.covers}
        for dispute in list_disputes(world[name].desk):
            no = KINDS[dispute.kind].fields[dispute.field].keeps_no
            if dispute.record not in covered and (no or any(office[said.change].bare for said in dispute.values)):
                _settle_at(world, name, dispute)
                world.story.append(f"    home: {name} settles {dispute.field} of {dispute.kind} {dispute.record[-4:]}")
                some = True
    world.safety.look(LAPTOPS if some else (), books=False)
    return some


def _settle_at(world: World, name: str, dispute: Dispute) -> None:
    """Let a person at a laptop say which it is; whether a record is taken out is said by taking it out."""
    if dispute.field == "voided":
        void_record(world[name].desk, dispute.kind, dispute.record, world.local_word("w"))
        return
    seen = {dispute.field: [said.change for said in dispute.values]}
    world[name].put(dispute.kind, dispute.record, seen, **{dispute.field: dispute.values[0].value})


def _carry_all(world: World) -> None:
    for turn in range(1, MOST_ROUNDS + 1):
        world.touched = set()
        for name in LAPTOPS:
            _carry_up(world, name)
        answers = {stick: take(world, stick.to, stick) for stick in make(world, OFFICE)}
        world.story += [f"    home {turn}: down to {stick.to}: {told(taken)}" for stick, taken in answers.items()]
        world.safety.look(EVERYBODY, books=False)
        back = any(taken.receipt is Standing.FALLEN_BACK for taken in answers.values())  # brought back the next time
        if not back and _quiet(world):
            return
    raise AssertionError(f"after {MOST_ROUNDS} rounds there is still something to carry: {_unquiet(world)}")


def _carry_up(world: World, name: str) -> None:
    """Carry a laptop's sticks to the office; one that is refused joins anew: in the end nobody is kept out."""
    refused = [found for stick in make(world, name) if (found := take(world, OFFICE, stick)).error is not None]
    if refused:
        world.story.append(f"    home: up from {name}: {told(refused[0])}; it joins anew")
        world.county.rejoin(world[name])
        again = [told(take(world, OFFICE, stick)) for stick in make(world, name)]
        world.story.append(f"    home: up from {name} again: {'; '.join(again)}")


def _quiet(world: World) -> bool:
    return not _unquiet(world)


def _unquiet(world: World) -> list[str]:
    """Return what still differs between the office and its laptops."""
    found = []
    office = world.memory.here[OFFICE].changes
    for name in LAPTOPS:
        mine = world.memory.here[name].changes
        for stream in (village_stream(world[name].desk.code), COUNTY_STREAM):
            if _of(mine, stream).keys() != _of(office, stream).keys():
                found.append(f"{name} has another history of {stream}")
        with world[name].desk.vault.reading() as reader:
            waiting = to_send(world[name].desk, reader).sent
            again = [each.digest for each in reader.sent().values() if each.reason == "objection"]
        if waiting:  # what it held back until it heard from the office whom it is about
            found.append(f"{name} has still to send {waiting}")
        if again:  # an office that was put back knows by the next time who drew up the notice
            found.append(f"{name} offers an answer again: {again}")
    return found


def _of(changes: Mapping[str, Change], stream: str) -> dict[str, Change]:
    return {digest: each for digest, each in changes.items() if each.stream == stream}


# ---- what must be true then


def _check_alike(world: World) -> None:
    office = world.memory.here[OFFICE].changes
    assert list_disputes(world.county.office.desk) == [], "a dispute is left at the office"
    _check_held(world)
    for name in LAPTOPS:
        assert list_disputes(world[name].desk) == [], f"a dispute is left at {name}"
        for digest, change in world.memory.here[name].changes.items():
            if change.stream == LOCAL_STREAM or change == office[digest]:
                continue
            with world[name].desk.vault.reading() as reader:
                kept_here = _may_stay(world, reader, name, change, office[digest])
            assert kept_here, f"{name} and the office differ: {change} / {office[digest]}"


def _check_held(world: World) -> None:
    """See that nothing is held but what follows changes that are at no desk any more: put back on every side."""
    for name in EVERYBODY:
        for digest, change in world.memory.here[name].held.items():
            lost = digest in _following_lost(world, name)
            assert lost, f"held at {name}, and all it follows is there: {digest} {change}"


def _following_lost(world: World, name: str) -> dict[str, Change]:
    """Return what is held at a machine for it follows, directly or over others held, what is at no desk any more."""
    anywhere = {digest for each in EVERYBODY for digest in world.memory.here[each].changes}
    held = world.memory.here[name].held
    found: dict[str, Change] = {}
    while True:
        lacking = {digest: each for digest, each in held.items() if digest not in found}
        more = {
            digest: each
            for digest, each in lacking.items()
            if any(parent in found or parent not in anywhere | held.keys() for parent in each.parents)
        }
        if not more:
            return found
        found |= more


def _may_stay(world: World, reader: Reader, name: str, mine: Change, theirs: Change) -> bool:
    """Return whether one of two desks may know more of a change: what is withheld, on the laptop that wrote it."""
    body = mine.body
    if body is None:
        return theirs.bare
    if said_by_nobody(mine) and mine.values is None:
        return True  # in the village it is known who that was
    if body.kind in ("household", "member", "plot"):
        home = body.record if body.kind == "household" else str((mine.values or {}).get("household", ""))
        if _agrees(reader, home, world[name].desk.today()):
            return False
    return theirs.bare and body.kind in PEOPLES


def _agrees(reader: Reader, home: str, on: date) -> bool:
    """Return whether a household agrees to be registered: it said yes, and in no record no since."""
    said = reader.records("consent", {"to": "register", "household": home}, voided=True)
    noes = {each.withdrawn_on for each in said if each.withdrawn_on is not None}
    standing = [each.on for each in said if each.voided is None and each.stands(on) and each.on is not None]
    return any(day > max(noes, default=date.min) for day in standing)


def _check_counts(world: World) -> None:
    held = _following_lost(world, OFFICE).values()
    for name in LAPTOPS:
        numbers, theirs = world[name].status(), world.county.of(world[name])
        assert not any(numbers[part] for part in ("disputed", "unanswered")), f"{name} waits: {numbers}"
        desk = world[name].desk.id
        lost = [each for each in held if each.body is not None and each.body.desk == desk]
        assert numbers["held"] == len(lost), f"{name} waits: {numbers}, and {len(lost)} follow what is lost"
        mine = {part: numbers[part] for part in ("sent", *SUMS)}
        assert mine == {part: theirs[part] for part in mine}, f"{name} counts {mine}, the office {theirs}"


def _check_tables(world: World, name: str, anew: bool) -> None:
    """See that every row says what the history says, and, ``anew``, that nothing changes when all are made again."""
    machine = world[name]
    changes = world.memory.here[name].changes.values()
    written = {(each.body.kind, each.body.record) for each in changes if each.body is not None}
    expected = replayed(changes, written)
    with machine.desk.vault.reading() as reader:
        for kind, record in sorted(written):
            check_row(reader, kind, record, expected[kind, record])
    if not anew:
        return
    with machine.desk.vault.reading() as reader:
        before = everything(reader)
    with machine.desk.writing() as work:
        work.rebuild_tables()
    with machine.desk.vault.reading() as reader:
        assert everything(reader) == before, f"made anew, the tables of {name} say something else"


def _standing(world: World) -> dict[str, Change]:
    """Return every change that is at any desk now."""
    found: dict[str, Change] = {}
    for name in EVERYBODY:
        for digest, change in world.memory.here[name].changes.items():
            if found.get(digest) is None or (change.values is not None and found[digest].values is None):
                found[digest] = change
    return found


def _check_kept(world: World, kept: Mapping[str, Change]) -> None:
    """See that what stood anywhere is everywhere it may be, with its values unless an order reaches it."""
    office = world.memory.here[OFFICE].changes
    orders = [order for name in EVERYBODY for order in orders_in(world.memory.here[name].changes)]
    reached = world.safety.reached(orders)
    for digest, change in kept.items():
        if change.stream == LOCAL_STREAM:
            continue
        there = office.get(digest)
        assert there is not None, f"never reached the office: {change}"
        if change.body is not None and change.values is not None and there.body is not None and there.values is None:
            assert change.body.record in reached, f"lost at the office, and no order reaches it: {change}"


def _check_words(world: World, name: str) -> None:
    """See that nothing is left of words that were erased, in any table or page, and at the office no LOCAL word."""
    here = world.memory.here[name].changes
    gone = {word for order in orders_in(here) for word in _erased_words(world, here, order)}
    covered = {record for order in orders_in(here) for record in order.covers}
    beside = {typed for typed, record in world.memory.typed.get(name, {}).items() if record in covered}
    gone |= {word for typed in beside for word in words_in(typed)}
    gone -= {word for each in here.values() for value in (each.values or {}).values() for word in words_in(value)}
    if name == OFFICE:
        gone |= world.memory.local_words
    if not gone:
        return
    cells = cells_of(world[name])
    assert not left_of(gone, cells), f"left at {name}: {left_of(gone, cells)}"
    if name != OFFICE or orders_in(here):
        left = left_of(gone, pages_of(world[name]))
        assert not left, f"left in the file of {name}: {left}"


def _erased_words(world: World, here: Mapping[str, Change], order: Order) -> set[str]:
    after = following(here, order.digest)
    return {
        word
        for digest, change in world.memory.ever.items()
        if digest not in after and change.body is not None and change.body.record in order.covers
        if not said_by_nobody(change)
        for value in (change.values or {}).values()
        for word in words_in(value)
    }
