"""What a let-in laptop that means harm may leave at the office is bounded, and nobody else pays for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fupin_desk.acts.receipts import BARE_GIVEN
from fupin_desk.domain.changes import Change
from fupin_desk.domain.limits import MOST_BRANCHES, MOST_HELD, MOST_LACKING, MOST_ORDERS, MOST_ROOTS
from tests.journeys.county import SUMS, County
from tests.journeys.enemy import STREAM, Enemy


def still_sound(county: County) -> None:
    """See that the chain is whole, the sums add up, and every laptop gets an answer it can take."""
    for each in county.office.status()["desks"]:
        assert each["sent"] == sum(each[name] for name in SUMS)
    county.down(*county.laptops.values())


def refused(county: County, enemy: Enemy, changes: Sequence[Change], **said: Any) -> str | None:
    """Take a bundle; returns the code it was refused with, having seen that nothing of it is here."""
    before = set(county.office.changes())
    (taken,) = county.office.take(enemy.bundle(changes, **said))
    if taken.error is not None:
        assert set(county.office.changes()) == before
    return None if taken.error is None else taken.error.code


def office_heads(county: County) -> list[str]:
    with county.office.desk.vault.reading() as reader:
        return reader.heads(STREAM)


def bare(number: int, *parents: str) -> Change:
    return Change(stream=STREAM, parents=sorted(parents), body_digest=f"{number:064x}")


def test_roots_are_bounded_for_each_desk_over_all_its_bundles(made_up_county: County, enemy: Enemy) -> None:
    assert refused(made_up_county, enemy, [bare(at) for at in range(MOST_ROOTS + 1)]) == "bundle_beyond_limit"
    half = [bare(at) for at in range(MOST_ROOTS // 2)]
    join = enemy.change("asset", None, name="x", parents=sorted(change.digest for change in half))
    assert refused(made_up_county, enemy, [*half, join]) is None
    assert refused(made_up_county, enemy, [*half, join]) is None  # known: they count once
    more = [bare(at, join.digest) for at in range(1000, 1010)]
    assert refused(made_up_county, enemy, more) is None
    others = [bare(at) for at in range(500, 500 + MOST_ROOTS)]
    assert refused(made_up_county, enemy, others) == "bundle_beyond_limit"
    still_sound(made_up_county)
    # nobody else pays for it
    second = made_up_county.laptop("second")
    second.household("王小明")
    made_up_county.round(second)
    assert set(second.counts()) == {"taken"}


def test_branches_left_standing_are_bounded_and_joined_ones_are_not(made_up_county: County, enemy: Enemy) -> None:
    (head,) = enemy.heads()
    for turn in range(3):
        branches = [bare(turn * 1000 + at, head) for at in range(MOST_BRANCHES - 1)]
        join = bare(turn * 1000 + 999, *(change.digest for change in branches))
        assert refused(made_up_county, enemy, [*branches, join]) is None
        head = join.digest
    branches = [bare(9000 + at, head) for at in range(MOST_BRANCHES + 1)]
    assert refused(made_up_county, enemy, branches) == "bundle_beyond_limit"
    assert refused(made_up_county, enemy, branches[: MOST_BRANCHES - 1]) is None
    assert refused(made_up_county, enemy, branches[MOST_BRANCHES - 1 :]) == "bundle_beyond_limit"
    still_sound(made_up_county)
    made_up_county.round(enemy.machine)
    enemy.machine.put("asset", name="晒场")
    made_up_county.round(enemy.machine)
    assert len(office_heads(made_up_county)) == 1


def test_what_waits_for_what_never_comes_is_bounded(made_up_county: County, enemy: Enemy) -> None:
    never = f"{1:064x}"
    held = [bare(at, never) for at in range(MOST_HELD + 1)]
    assert refused(made_up_county, enemy, held) == "bundle_beyond_limit"
    assert refused(made_up_county, enemy, held[:5000]) is None
    assert refused(made_up_county, enemy, held[5000:]) == "bundle_beyond_limit"
    still_sound(made_up_county)


def test_orders_to_erase_are_bounded(made_up_county: County, enemy: Enemy) -> None:
    parents = enemy.heads()
    orders: list[Change] = []
    for _ in range(MOST_ORDERS + 1):
        orders.append(enemy.order(enemy.an_id(), [], parents=parents))
        parents = [orders[-1].digest]
    assert refused(made_up_county, enemy, orders) == "bundle_beyond_limit"


def test_what_it_says_it_lacks_is_remembered_only_of_what_is_here(made_up_county: County, enemy: Enemy) -> None:
    (head,) = enemy.heads()
    lacks = {STREAM: [head, *(f"{at:064x}" for at in range(MOST_LACKING - 1))]}
    assert refused(made_up_county, enemy, [enemy.change("asset", None, name="x")], lacks=lacks) is None
    with made_up_county.office.desk.vault.reading() as reader:
        assert reader.get_value(BARE_GIVEN + enemy.machine.desk.id) == [head]
    still_sound(made_up_county)


def test_a_small_bundle_makes_no_large_answer(made_up_county: County, enemy: Enemy) -> None:
    """86 KB of bare roots that can be guessed once made answers of 15 MB."""
    many = [bare(at) for at in range(40_000)]
    file = enemy.bundle(many)
    assert file.stat().st_size < 4_000_000
    (taken,) = made_up_county.office.take(file)
    assert taken.error is not None
    assert taken.error.code == "bundle_beyond_limit"
    assert all(each.stat().st_size < 100_000 for each in made_up_county.office.make().files)
