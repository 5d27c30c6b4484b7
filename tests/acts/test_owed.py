"""What one household is owed is the same whether it is asked for alone or with all others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fupin_desk.acts.demo import make_demo
from fupin_desk.acts.desk import Desk, open_desk
from fupin_desk.acts.policy.check import settled_dues
from fupin_desk.acts.policy.owed import dues_of_contract, dues_of_household
from fupin_desk.acts.records.commands import erase_record, put_record
from fupin_desk.acts.records.names import rested_on
from fupin_desk.policy.due import Due
from tests.acts.village_desk import a_village_desk
from tests.journeys.county import CHEAP, surroundings

ON = date(2019, 12, 31)


def promise_income(desk: Desk) -> None:
    """Promise three households both a fixed sum and a share of what the made-up county's asset brings in."""
    with desk.writing() as work:
        asset, homes = work.list("asset")[0].id, [each.id for each in work.list("household")[:3]]
        said = {
            "terms": "asset",
            "asset": asset,
            "promise": "both",
            "promised_fen": 90_000,
            "promised_share_ppm": 100_000,
        }
        contract = work.save("contract", None, {**said, "signed_on": "2018-01-01", "until": "2019-12-31"}).id
        for home in homes:
            work.save("party", None, {"contract": contract, "household": home, "role": "household"})


def test_what_is_due_to_one_is_what_is_due_to_it_among_all(tmp_path: Path) -> None:
    made = make_demo(tmp_path / "county", 1, 20, 5, ["zh_CN"], CHEAP)
    desk = open_desk(surroundings("look"), Path(made["villages"][0]), "demo")
    try:
        promise_income(desk)
        with desk.vault.reading() as reader:
            together = settled_dues(reader, ON)
            for each in reader.list("household"):
                assert dues_of_household(reader, each.id, ON) == [
                    one for one in together if one.due.household == each.id
                ]
            for each in reader.list("contract"):
                assert dues_of_contract(reader, each.id, ON) == [one for one in together if one.due.contract == each.id]
    finally:
        desk.close()
    kinds = {one.due.what for one in together}
    assert kinds == {"delivery", "wage", "rent", "asset_fixed", "asset_share", "distribution"}
    assert {one.due.distribution_line is None for one in together} == {True, False}
    assert any(one.paid_fen for one in together)


def test_what_had_fallen_due_before_an_erasure_stays_owed_when_one_contract_is_asked_for(tmp_path: Path) -> None:
    desk = a_village_desk(tmp_path / "village")
    try:
        home = put_record(desk, "household", {}).id
        member = put_record(desk, "member", {"household": home, "name": "王小明"}).id
        job = {
            "terms": "job",
            "member": member,
            "wage_fen": 300_000,
            "wage_per": "month",
            "pay_day": 10,
            "signed_on": "2018-01-01",
        }
        contract = put_record(desk, "contract", job).id
        put_record(desk, "party", {"contract": contract, "household": home, "role": "household"})
        erase_record(desk, "household", home)
        with desk.vault.reading() as reader:
            together = settled_dues(reader, ON)
            assert dues_of_contract(reader, contract, ON) == together
        assert [one.due.due_on for one in together][-1] < desk.now().date() <= ON
        assert {one.due.household for one in together} == {None}
    finally:
        desk.close()


def test_who_delivered_is_owed_for_it_also_where_no_party_names_them(tmp_path: Path) -> None:
    desk = a_village_desk(tmp_path / "village")
    try:
        home = put_record(desk, "household", {}).id
        order = {"terms": "order", "unit": "kg", "floor_price_fen": 250, "signed_on": "2018-01-01"}
        contract = put_record(desk, "contract", order).id
        brought = {"contract": contract, "household": home, "on": "2018-07-01", "accepted_milli": 4000}
        put_record(desk, "delivery", brought)
        with desk.vault.reading() as reader:
            assert [one.due.amount_fen for one in dues_of_household(reader, home, ON)] == [1000]
    finally:
        desk.close()


def test_a_due_says_under_which_contract_it_is_owed_and_by_whom(tmp_path: Path) -> None:
    desk = a_village_desk(tmp_path / "village")
    try:
        with desk.writing() as work:
            home = work.save("household", None, {"group": "1组"}).id
            for payer in ("红枣合作社", "示范养殖场"):
                entity = work.save("entity", None, {"kind": "cooperative", "name": payer}).id
                values = {"terms": "lease", "signed_on": "2018-01-01"}
                contract = work.save("contract", None, values).id
                work.save("party", None, {"contract": contract, "household": home, "role": "household"})
                work.save("party", None, {"contract": contract, "entity": entity, "role": "enterprise"})
        with desk.vault.reading() as reader:
            contracts = {stored.id: str(stored.values["number"]) for stored in reader.list("contract")}
            dues = [
                Due(id=id, contract=id, household=home, what="rent", amount_fen=1, due_on=ON, period="2019", why={})
                for id in contracts
            ]
            called = rested_on(reader, dues)
        assert sorted(name.removeprefix(contracts[contract]) for contract, name in called.items()) == [
            " · 示范养殖场",
            " · 红枣合作社",
        ]
    finally:
        desk.close()
