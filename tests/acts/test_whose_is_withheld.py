"""Whose a record is decides over it alone: verdicts on streams written change by change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from fupin_desk.acts import notices
from fupin_desk.acts.consents.consent_filter import withheld_among
from fupin_desk.domain.changes import Change, make_change
from fupin_desk.domain.withholding import AsAgreed
from fupin_desk.kinds import whose
from tests.acts.one_laptop import laptop
from tests.journeys.county import VILLAGE, Machine

__all__ = ["laptop"]

ON = date(2018, 12, 3)


@pytest.fixture
def home(laptop: Machine) -> str:
    """Return a household that agreed to be registered; ``stranger`` did not."""
    return laptop.household("张三")["household"]


def change(kind: str, record: str, values: dict[str, Any]) -> Change:
    common: dict[str, Any] = {"stream": f"village:{VILLAGE}", "parents": [], "desk": "d", "person": "p", "at": "t"}
    common |= {"purpose": "linkage", "based_on": {}, "salt": b"0" * 16}
    return make_change(kind=kind, record=record, values=values, **common)


def gone(kind: str, record: str, *fields: str) -> Change:
    """Return a change of which an erasure took the values."""
    return msgspec.structs.replace(change(kind, record, dict.fromkeys(fields)), salt=None, values=None)


def travelling(laptop: Machine, home: str, *changes: Change, told: Collection[str] = ()) -> list[str]:
    """Return the records of whose changes some travel; ``told``: records of which the county knows all."""
    everyone = [change("household", who, {"status": "registered"}) for who in (home, "stranger")]
    stream = [*everyone, *changes]
    known = {each.digest for each in stream if each.body and each.body.record in told}
    with laptop.desk.vault.reading() as reader:
        held = withheld_among(reader, stream, ON, known)
    return [each.body.record for each in changes if each.body and each.digest not in held]


def test_only_of_a_contract_the_county_knows_it_learns_that_it_ended(laptop: Machine, home: str) -> None:
    contract = change("contract", "contract", {"terms": "order"})
    party = change("party", "party", {"contract": "contract", "household": "stranger"})
    ended = change("contract", "contract", {"ended_on": "2018-12-01"})
    assert travelling(laptop, home, contract, party, ended) == []
    assert travelling(laptop, home, contract, party, ended, told={"contract"}) == ["contract"]


def test_what_is_gone_of_a_party_travels_where_an_order_covers_it_with_a_contract_the_county_knows(
    laptop: Machine, home: str
) -> None:
    contract = change("contract", "contract", {"terms": "order"})
    party = gone("party", "party", "contract", "household")
    order = change("erasure", "order", {"of": "stranger", "covers": ["contract", "member", "party", "stranger"]})
    member = gone("member", "member", "household")
    said = (contract, party, member, order)
    assert travelling(laptop, home, *said) == ["order"]
    assert travelling(laptop, home, *said, told={"contract"}) == ["party", "order"]
    why = change("explanation", "why", {"of_kind": "contract", "of": "contract"})
    other = change("erasure", "order", {"of": "stranger", "covers": ["party", "stranger", "why"]})
    assert travelling(laptop, home, contract, party, why, other, told={"why"}) == ["order"]
    elsewhere = change("erasure", "order", {"of": "stranger", "covers": ["party", "stranger"]})
    assert travelling(laptop, home, contract, party, elsewhere, told={"contract"}) == ["order"]


def test_a_plot_that_is_let_to_a_stranger_is_its_households_alone(laptop: Machine, home: str) -> None:
    plot = change("plot", "plot", {"household": home, "name": "南地"})
    contract = change("contract", "contract", {"plots": ["plot"]})
    party = change("party", "party", {"contract": "contract", "household": "stranger"})
    assert travelling(laptop, home, plot, contract, party) == ["plot"]


def test_an_account_that_was_erased_is_kept_unless_it_still_leads_to_somebody(laptop: Machine, home: str) -> None:
    contract = change("contract", "contract", {"terms": "order"})
    emptied = gone("contract", "contract", "member")
    party = change("party", "party", {"contract": "contract", "household": "stranger"})
    delivery = change("delivery", "delivery", {"contract": "contract", "accepted_milli": 1})
    whose_gone = gone("delivery", "delivery", "household")
    told = {"contract", "delivery"}
    found = travelling(laptop, home, contract, emptied, party, delivery, whose_gone, told=told)
    assert found.count("delivery") == 2  # its own household is gone, and nobody else is named in it
    assert found.count("contract") == 1  # a party is named yet: only that somebody's name is gone from it travels


def test_a_named_line_of_somebody_who_took_an_agreement_back_stays_though_its_money_is_known(
    laptop: Machine, home: str
) -> None:
    money = change("distribution_line", "money", {"household": "stranger", "amount_fen": 1})
    line = change("notice_line", "line", {"about": "money", "position": 1})
    assert travelling(laptop, home, money, line, told={"money", "stranger"}) == []


def test_a_line_stays_with_its_notice_whatever_was_written_of_it_last(laptop: Machine, home: str) -> None:
    plan = laptop.put("distribution", year=2018, income_fen=100, rule="按户")
    laptop.put("distribution_line", distribution=plan, household=home, amount_fen=100)
    number = notices.draft_notice(laptop.desk, "distribution_plan", ["zh_CN"], ON).number
    notice = notices.find_notice(laptop.desk, number).id
    first = change("notice_line", "line", {"notice": notice, "position": 1})
    later = change("notice_line", "line", {"shown": ["1"]})
    assert travelling(laptop, home, first, later) == []


def test_what_is_explained_of_something_unknown_stays_however_often_its_words_are_changed(
    laptop: Machine, home: str
) -> None:
    first = change("explanation", "why", {"rule": "floor-price", "of_kind": "contract", "of": "unknown"})
    later = change("explanation", "why", {"words": "已说明"})
    assert travelling(laptop, home, first, later) == []
    assert travelling(laptop, home, change("explanation", "why", {"of_kind": "entity", "of": "unknown"})) == ["why"]


def test_a_line_about_an_offices_record_travels_and_about_something_unknown_it_stays(
    laptop: Machine, home: str
) -> None:
    plan = change("distribution", "plan", {"year": 2018})
    line = change("notice_line", "line", {"position": 1, "about": "plan"})
    assert travelling(laptop, home, plan, line) == ["plan", "line"]
    assert travelling(laptop, home, line) == []
    assert travelling(laptop, home, change("notice_line", "sum", {"position": 1})) == ["sum"]
    assert travelling(laptop, home, change("notice_line", "sum", {"position": 1, "household": "unknown"})) == []


def test_a_share_is_nobodys_where_an_entity_holds_it_and_not_where_that_is_empty(laptop: Machine, home: str) -> None:
    assert travelling(laptop, home, change("share", "share", {"holder_entity": "entity"})) == ["share"]
    assert travelling(laptop, home, change("share", "share", {"holder_entity": None})) == []


def test_what_follows_a_record_is_nobodys_where_that_is(
    laptop: Machine, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = change("share", "share", {"entity": "entity", "holder_entity": "entity"})
    theirs = change("share", "theirs", {"entity": "entity", "household": "stranger", "holder_entity": "entity"})
    after = [change("consent", f"after {record}", {"about": record}) for record in ("share", "theirs", "unknown")]
    assert travelling(laptop, home, share, theirs, *after) == ["share"]
    follows = replace(AsAgreed(), follows="about")
    monkeypatch.setitem(whose.AGREED, "consent", follows)
    assert travelling(laptop, home, share, theirs, *after) == ["share", "after share"]
