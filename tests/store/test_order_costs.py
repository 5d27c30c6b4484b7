"""Whoever means harm leaves much that waits, many changes and wide contracts: what an order costs grows no faster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from fupin_desk.domain.changes import Change
from fupin_desk.store import Work
from tests.exchange.desks import STREAM, a_change, an_id
from tests.store.counting import calls, database_steps
from tests.store.desks import KEYS, MadeUpDesk
from tests.store.plain_pages import plain_pages
from tests.store.test_hanging import Told

HOME, ORDER = an_id(1), an_id(2)
FEW, MANY = 60, 240
FASTER = 6
"""Times as much for four times as many: linear is four, each with each sixteen."""


def salted(number: int) -> bytes:
    return number.to_bytes(16, "big")


def a_chain(size: int, parents: list[str], record: int) -> list[Change]:
    """Return so many changes, each following the one before, each of a record of its own."""
    found: list[Change] = []
    for at in range(size):
        said = {"kind": "payment", "record": an_id(record + at), "values": {"household": an_id(6), "amount_fen": 5}}
        before = [found[-1].digest] if found else parents
        found.append(a_change(parents=before, salt=salted(record + at), purpose="linkage", **said))
    return found


def an_order(covers: list[str]) -> Change:
    values = {"of_kind": "household", "of": HOME, "asked_on": "2018-12-03", "covers": sorted({HOME, *covers})}
    return a_change(kind="erasure", record=ORDER, values=values, purpose="register")


@contextmanager
def with_an_order(desk: MadeUpDesk, size: int) -> Iterator[Work]:
    """A desk with a long stream, an order in it, and as much that waits for what never comes."""
    desk.take([*a_chain(size, [], 10_000), an_order([])])
    with desk.writing() as work:
        work.replace_held(a_chain(size, ["a" * 64], 20_000))
        yield work


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda work: work.replace_held(work.held()), id="held again"),
        pytest.param(lambda work: work.carry_out_orders(), id="orders carried out"),
        pytest.param(lambda work: work.ordered(STREAM, [each.body.record for each in work.held()]), id="asked about"),
    ],
)
def test_what_waits_and_the_length_of_the_stream_are_not_multiplied(
    desk: MadeUpDesk, office: MadeUpDesk, act: Callable[[Work], object]
) -> None:
    cost = []
    for each, size in ((desk, FEW), (office, MANY)):
        with with_an_order(each, size) as work:
            cost.append(database_steps(work, lambda work=work: act(work)))  # type: ignore[misc]
    assert cost[1] < FASTER * cost[0]


def test_what_is_explained_of_one_wide_contract_is_looked_at_once_each(desk: MadeUpDesk, office: MadeUpDesk) -> None:
    cost = []
    for each, size in ((desk, FEW), (office, MANY)):
        told, contract, other = Told(each), an_id(3), an_id(4)
        told.told("household", other, group="2组")
        told.told("contract", contract, terms="order")
        parties, words = ([an_id(number + at) for at in range(size)] for number in (1_000, 2_000))
        told.tell(*(told.say("party", one, contract=contract, household=other, role="household") for one in parties))
        told.tell(*(told.say("explanation", one, of=contract, words="已说明") for one in words))
        assert told.believes([contract, *words], other)
        believed: list[bool] = []
        cost.append(calls(lambda: believed.append(told.believes(words, HOME))))  # noqa: B023
        assert believed == [False]
    assert cost[1] < FASTER * cost[0]


def test_what_waited_and_an_order_reaches_is_nowhere_in_the_file(desk: MadeUpDesk) -> None:
    desk.take([a_change(record=HOME)])
    with desk.writing() as work:
        change = a_change(
            kind="member", record=an_id(5), parents=["a" * 64], values={"household": HOME, "name": "阿依古丽"}
        )
        work.replace_held([change])
    assert "阿依古丽".encode() in plain_pages(desk.file, KEYS.vault)
    with desk.writing() as work:
        work.erase("household", HOME)
        destroyed = work.destroyed
    assert destroyed
    desk.vault.clean()
    assert "阿依古丽".encode() not in plain_pages(desk.file, KEYS.vault)
