"""Whatever way changes come, in whatever order and however often, every desk ends with the same history.

Several desks write at random, with clocks set back, copies restored, bundles lost, repeated and shuffled.
"""

from __future__ import annotations

import os
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_desk.domain.changes import Change
from fupin_desk.exchange.merge import Outcome
from tests.exchange.desks import History, an_id, anybody

EXAMPLES = 5000 if os.environ.get("FUPIN_LONG") == "full" else 200
RECORDS = [an_id(1), an_id(2)]
FIELDS = ["group", "address"]
dice = st.integers(0, 2**32).map(random.Random)


def random_write(desk: History, chance: random.Random) -> Change:
    """By a clock that nobody set right."""
    at = f"20{chance.randint(10, 30)}-{chance.randint(1, 12):02d}-01T00:00:00Z"
    return desk.write(chance.choice(RECORDS), chance.choice(FIELDS), f"{chance.randint(1, 3)}组", at)


def a_bundle(desk: History, chance: random.Random) -> list[Change]:
    """Some of what a desk has, some of it twice, some of it bare, in no order."""
    all_of_it = list(desk.changes.values())
    some = chance.choices(all_of_it, k=chance.randint(0, len(all_of_it) + 2)) if all_of_it else []
    some = [change.stripped() if chance.random() < 0.2 else change for change in some]
    chance.shuffle(some)
    return some


def check_verdicts(offered: list[Change], outcome: Outcome) -> None:
    """One verdict for each full change; each is applied, held, or was there."""
    full = {change.digest for change in offered if not change.bare}
    assert sorted(judged.digest for judged in outcome.verdicts) == sorted(full)
    held = {change.digest for change in outcome.hold}
    applied = {change.digest for change in outcome.apply}
    assert not held & applied
    for judged in outcome.verdicts:
        wanted = {"held": held, "taken": applied, "disputed": applied}.get(judged.verdict.value)
        assert wanted is None or judged.digest in wanted


def random_weeks(desks: list[History], chance: random.Random) -> None:
    """Saves, bundles that go astray or come twice, and vaults restored from old copies."""
    copies: list[tuple[History, dict[str, Change], list[Change]]] = []
    sent: list[tuple[History, list[Change]]] = []
    for _ in range(chance.randint(1, 25)):
        desk = chance.choice(desks)
        act = chance.random()
        if act < 0.5:
            random_write(desk, chance)
        elif act < 0.65:
            sent.append((desk, a_bundle(desk, chance)))
        elif act < 0.9 and sent:
            sender, offered = chance.choice(sent)
            check_verdicts(offered, desk.take(offered, anybody(sender.desk)))
        elif act < 0.95:
            copies.append((desk, dict(desk.changes), list(desk.held)))
        elif copies:
            restored, changes, held = chance.choice(copies)
            restored.changes, restored.held = dict(changes), list(held)


@settings(max_examples=EXAMPLES)
@given(dice)
def test_desks_that_have_heard_all_of_each_other_are_the_same(chance: random.Random) -> None:
    desks = [History(f"desk-{number}", random.Random(chance.random())) for number in range(3)]
    random_weeks(desks, chance)
    written = {digest: change for desk in desks for digest, change in desk.changes.items()}
    full = {digest for desk in desks for digest, change in desk.changes.items() if not change.bare}
    for _ in desks:
        for sender in desks:
            for desk in desks:
                offered = list(sender.changes.values())
                chance.shuffle(offered)
                check_verdicts(offered, desk.take(offered, anybody(sender.desk)))
    assert desks[0].state() == desks[1].state() == desks[2].state()
    for desk in desks:  # held is only what follows something that was lost with a vault before anybody had it
        assert all(set(change.parents) - desk.changes.keys() for change in desk.held)
    assert desks[0].changes.keys() >= written.keys()
    assert all(not desks[0].changes[digest].bare for digest in full)


@settings(max_examples=EXAMPLES)
@given(dice)
def test_one_offering_in_any_portions_and_any_order_gives_the_same(chance: random.Random) -> None:
    desks = [History(f"desk-{number}", random.Random(chance.random())) for number in range(3)]
    random_weeks(desks, chance)
    everything = [change for desk in desks for change in desk.changes.values()]
    at_once, in_portions = History("desk-x"), History("desk-y")
    at_once.take(everything, anybody())
    portions = [*everything, *everything[::2]]
    chance.shuffle(portions)
    while portions:
        size = chance.randint(1, 5)
        check_verdicts(portions[:size], in_portions.take(portions[:size], anybody()))
        del portions[:size]
    assert in_portions.state() == at_once.state()
    assert {change.digest for change in in_portions.held} == {change.digest for change in at_once.held}
