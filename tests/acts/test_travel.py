"""What stays on the laptop: everything of a household that has not agreed, however it is written down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts.sending import to_send
from tests.journeys.county import County, Machine
from tests.ledger.made_up import id_number


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Machine]:
    county = County(tmp_path)
    yield county.laptop("village")
    county.close()


def told(laptop: Machine) -> dict[str, dict[str, Any]]:
    """Return what would travel in full, by record."""
    with laptop.desk.vault.reading() as reader:
        found: dict[str, dict[str, Any]] = {}
        for change in to_send(laptop.desk, reader).changes:
            if change.body is not None:
                found.setdefault(change.body.record, {}).update(change.values or {})
        return found


def a_contract(laptop: Machine, home: dict[str, str], **said: Any) -> tuple[str, str]:
    contract = laptop.put("contract", None, None, linkage="operating", terms="order", since="2018-06-01", **said)
    return contract, laptop.put("party", contract=contract, household=home["household"], role="household")


def test_a_record_of_people_that_names_no_household_stays(laptop: Machine) -> None:
    member = laptop.put("member", name="无户", id_number=id_number(3), labour="weak", disabled=True)
    assert member not in told(laptop)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("delivery", {"accepted_milli": 1000}),
        ("payment", {"amount_fen": 1000}),
        ("party", {"role": "cooperative"}),
        ("explanation", {"rule": "voluntary", "of_kind": "contract", "words": "他不愿意"}),
    ],
)
def test_what_hangs_on_an_unconsented_households_contract_stays_though_it_names_nobody(
    laptop: Machine, kind: str, said: dict[str, Any]
) -> None:
    contract, _party = a_contract(laptop, laptop.household("张三", consents=False))
    link = {"of": contract} if kind == "explanation" else {"contract": contract}
    made = laptop.put(kind, None, None, **said, **link)
    assert not {contract, made} & told(laptop).keys()


def test_a_scan_of_an_unconsented_households_contract_stays(laptop: Machine) -> None:
    paper = laptop.put("paper", kind="contract", title="张三的合同", digest="00" * 32)
    contract, _party = a_contract(laptop, laptop.household("张三", consents=False), papers=[paper])
    assert not {contract, paper} & told(laptop).keys()


def test_taking_a_party_out_or_clearing_it_releases_nothing(laptop: Machine) -> None:
    contract, party = a_contract(laptop, laptop.household("张三", consents=False))
    laptop.put("party", party, household=None)
    assert not {contract, party} & told(laptop).keys()
    with laptop.desk.writing() as work:
        work.void("party", party, "错登")
    assert not {contract, party} & told(laptop).keys()


def test_what_a_consenting_household_has_travels_and_what_is_nobodys_too(laptop: Machine) -> None:
    home = laptop.household("张三")
    entity = laptop.put("entity", kind="cooperative", name="合作社")
    holder = laptop.put("share", entity=entity, holder_entity=entity, kind="money", paid_in_fen=1)
    why = laptop.put("explanation", rule="shares-add-up", of_kind="entity", of=entity, words="正在核对")
    contract, party = a_contract(laptop, home)
    assert {home["household"], home["member"], entity, holder, why, contract, party} <= told(laptop).keys()


def test_half_a_consent_releases_nobody(laptop: Machine) -> None:
    home = laptop.household("张三", consents=False)["household"]
    consent = laptop.put("consent", household=home, to="register", on="2018-11-20", how="spoken_before_witness")
    assert home not in told(laptop)
    laptop.put("consent", consent, asked_by="测试人")
    assert home not in told(laptop)
    laptop.put("consent", consent, witness="邻居")
    assert home in told(laptop)


def test_the_county_learns_that_a_contract_ended_and_not_why(laptop: Machine) -> None:
    home = laptop.household("张三")
    contract, _party = a_contract(laptop, home)
    laptop.make()
    laptop.put("consent", home["consent"], withdrawn_on="2018-12-03")
    laptop.put("contract", contract, ended_on="2018-12-15", ended_why="户主撤回同意")
    found = told(laptop)
    assert found[contract]["ended_on"] == "2018-12-15"
    assert "ended_why" not in found[contract]


def test_a_declined_line_stays(laptop: Machine) -> None:
    home = laptop.household("张三")["household"]
    plan = laptop.put("distribution", year=2018, income_fen=100)
    line = laptop.put("distribution_line", distribution=plan, household=home, amount_fen=100)
    assert line in told(laptop)
    laptop.put("distribution_line", line, declined=True)
    assert line not in told(laptop)
