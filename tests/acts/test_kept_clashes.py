"""Clashes that are kept are those that looking at all records finds, in the same order, whatever was written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest

from fupin_desk.acts.conflicts.clashes import KeptClashes, clashes_kept, list_clashes
from fupin_desk.acts.desk import Desk
from fupin_desk.domain.errors import DeskError
from fupin_desk.domain.ids import uuid7
from fupin_desk.store import Work
from tests.acts.made_up_county import county, opened
from tests.acts.test_kept_policy import Clerk
from tests.ledger.made_up import id_number
from tests.store.counting import calls, database_steps

ON = date(2018, 12, 3)
ABSENT = "01890000-0000-7000-8000-000000000009"


__all__ = ["county", "opened"]


def clash(clerk: Clerk, work: Work) -> None:
    """Write what may well clash, or what mends it."""
    dice = clerk.dice
    match dice.randrange(8):
        case 0:
            work.save("member", clerk.one_of("member"), {"id_number": dice.choice([None, *map(id_number, range(3))])})
        case 1:
            work.save("household", clerk.one_of("household"), {"ledger_number": dice.choice(["1", "01", "2", None])})
        case 2:
            said: dict[str, Any] = {"name": dice.choice(clerk.names[:2]), "born_on": "1980-01-01", "gone_since": None}
            work.save("member", clerk.one_of("member"), said)
        case 3:
            work.save("member", clerk.one_of("member"), {"household": clerk.one_of("household")})
        case 4:
            work.save("member", clerk.one_of("member"), {"relation": dice.choice(["head", "spouse"])})
        case 5:
            work.save("household", clerk.one_of("household"), {"head": clerk.one_of("member")})
        case 6:
            named = dice.choice([ABSENT, clerk.one_of("household"), clerk.one_of("contract")])
            work.save("payment", clerk.one_of("payment"), {"contract": named})
        case 7:
            kind = dice.choice(["contract", "household"])
            with suppress(DeskError):
                clerk.ids[kind].append(work.save(kind, ABSENT, {"voided_why": None}).id)


def same(desk: Desk) -> int:
    """Compare what is kept with what looking at everything finds; returns how many there are."""
    with desk.vault.reading() as reader:
        kept, everything = clashes_kept(desk).at(reader, ON), KeptClashes(reader).found
    assert kept == everything
    return len(kept)


def write_and_compare(desk: Desk, beside: Desk, seed: int, acts: int) -> None:
    clerk, seen = Clerk(desk, seed), set()
    for _ in range(acts):
        seen.add(same(desk))
        clerk.undid = False
        with suppress(DeskError, IndexError), (beside if clerk.dice.random() < 0.3 else desk).writing() as work:
            for _ in range(clerk.dice.choice([1, 1, 2, 4])):
                (clerk.act if clerk.dice.random() < 0.3 else lambda work: clash(clerk, work))(work)
    seen.add(same(desk))
    assert len(seen) > 4


@pytest.mark.parametrize("name", ["village-1", "office"])
def test_whatever_is_written_the_clashes_kept_are_all_there_are(name: str, opened: Callable[[str], Desk]) -> None:
    write_and_compare(opened(name), opened(name), 1, 60)


@pytest.mark.long
@pytest.mark.parametrize("name", ["village-1", "office"])
def test_however_much_is_written(name: str, opened: Callable[[str], Desk], size: Callable[[int, int], int]) -> None:
    for seed in range(2, 2 + size(2, 12)):
        write_and_compare(opened(name), opened(name), seed, 100)


def test_one_change_is_looked_at_and_not_what_there_is(opened: Callable[[str], Desk]) -> None:
    desk = opened("village-1")
    assert list_clashes(desk) == []
    with desk.writing() as work:
        contracts = work.records("contract")
        work.save("payment", work.records("payment")[0].id, {"voucher": "甲"})
    assert len(contracts) > 3
    with desk.vault.reading() as reader:
        kept = clashes_kept(desk)
        steps = database_steps(reader, lambda: kept.at(reader, ON))
        assert steps < database_steps(reader, lambda: KeptClashes(reader)) / 3
        assert calls(lambda: kept.at(reader, ON)) < calls(lambda: KeptClashes(reader)) / 5


def test_what_is_gone_is_missed_by_whoever_names_it(opened: Callable[[str], Desk]) -> None:
    desk = opened("village-1")
    before = same(desk)
    with desk.writing() as work:
        made = uuid7(work.author.now, work.author.random(10))
        work.save("payment", work.records("payment")[0].id, {"contract": made})
    assert same(desk) == before + 1
    with desk.writing() as work:
        work.save("contract", made, {"terms": "order"})
    assert same(desk) == before
