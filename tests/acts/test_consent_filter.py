"""What stays on the laptop: everything of a household that has not agreed, however it is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts import notices
from fupin_desk.acts.bundles.sending import to_send
from fupin_desk.acts.consents.consent_filter import withheld_among
from fupin_desk.acts.consents.standing import standing_consents
from fupin_desk.acts.desk.people import add_opener
from fupin_desk.acts.keeping.verifying import rebuild
from fupin_desk.acts.keeping.ways_back import open_with_recovery
from fupin_desk.acts.records.commands import restore_record, undo_record, void_record
from fupin_desk.domain.changes import Change, make_change
from tests.acts.one_laptop import laptop
from tests.journeys.county import CONSENT, Machine, county
from tests.ledger.made_up import id_number
from tests.store.counting import calls

__all__ = ["laptop"]

ON = date(2018, 12, 3)


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


@pytest.mark.parametrize(("rule", "travels"), [("voluntary", False), ("own-consent", False), ("floor-price", True)])
def test_what_is_explained_of_a_missing_agreement_stays(laptop: Machine, rule: str, travels: bool) -> None:
    contract, _party = a_contract(laptop, laptop.household("张三"))
    said = {"rule": rule, "of_kind": "contract", "of": contract, "words": "已说明", "by": "村会计"}
    explained = laptop.put("explanation", None, None, **said)
    found = told(laptop)
    assert contract in found
    assert (explained in found) is travels


def test_whom_land_is_sublet_to_does_not_hang_on_whom_it_was_leased_from(laptop: Machine) -> None:
    lease, _party = a_contract(laptop, laptop.household("张三", consents=False))
    laptop.put("contract", lease, terms="lease")
    back, tenant = a_contract(laptop, laptop.household("李四"))
    laptop.put("contract", back, terms="back_contract", lease=lease)
    found = told(laptop)
    assert {back, tenant} <= found.keys()
    assert lease not in found


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
    of_holder = laptop.put("explanation", rule="shares-add-up", of_kind="share", of=holder, words="正在核对")
    contract, party = a_contract(laptop, home)
    everything = {home["household"], home["member"], entity, holder, why, of_holder, contract, party}
    assert everything <= told(laptop).keys()


def test_what_is_said_of_somebodys_share_stays_though_it_was_an_entitys_before(laptop: Machine) -> None:
    home = laptop.household("张三", consents=False)["household"]
    entity = laptop.put("entity", kind="cooperative", name="合作社")
    share = laptop.put("share", entity=entity, holder_entity=entity, kind="money", paid_in_fen=1)
    why = laptop.put("explanation", rule="shares-add-up", of_kind="share", of=share, words="正在核对")
    assert {share, why} <= told(laptop).keys()
    laptop.put("share", share, holder_entity=None)
    laptop.put("share", share, household=home)
    assert not {share, why} & told(laptop).keys()


def test_half_a_consent_releases_nobody(laptop: Machine) -> None:
    home = laptop.household("张三", consents=False)["household"]
    consent = laptop.put("consent", household=home, to="register", on="2018-11-20", how="spoken_before_witness")
    assert home not in told(laptop)
    laptop.put("consent", consent, asked_by="测试人")
    assert home not in told(laptop)
    laptop.put("consent", consent, witness="邻居")
    assert home in told(laptop)


def test_a_no_holds_though_the_agreement_was_entered_twice_and_a_later_one_counts_again(laptop: Machine) -> None:
    """The clerk entered it twice, took one back, and then even took that one out: nobody has agreed any more."""
    home = laptop.household("张三")
    laptop.put("consent", None, None, household=home["household"], **CONSENT)
    assert home["household"] in told(laptop)
    laptop.put("consent", home["consent"], withdrawn_on="2018-12-02")
    assert home["household"] not in told(laptop)
    void_record(laptop.desk, "consent", home["consent"], "撤回了")
    assert home["household"] not in told(laptop)
    laptop.put("consent", None, None, household=home["household"], **{**CONSENT, "on": "2018-12-03"})
    assert home["household"] in told(laptop)


def test_a_desk_that_cannot_read_who_said_no_sends_only_what_was_agreed_to_since(tmp_path: Path) -> None:
    """Opened by the office's recovery key: who took an agreement back or out, and what was declined, stays closed."""
    with county(tmp_path) as around:
        laptop = around.laptop("village")
        entity = laptop.put("entity", kind="cooperative", name="合作社")
        homes = [laptop.household(name) for name in ("张三", "李四", "王五")]
        plan = laptop.put("distribution", year=2018, income_fen=100)
        home = homes[2]["household"]
        line = laptop.put("distribution_line", None, None, distribution=plan, household=home, amount_fen=100)
        laptop.put("distribution_line", line, declined=True)
        laptop.put("consent", homes[0]["consent"], withdrawn_on="2018-12-02")
        void_record(laptop.desk, "consent", homes[1]["consent"], "撤回了")
        laptop.desk.close()
        laptop.desk = open_with_recovery(around.office.desk, laptop.folder, "李丽", "new")
        assert rebuild(laptop.desk) is not None
        found = told(laptop)
        assert {entity, plan} <= found.keys()
        assert not {line, *(each for made in homes for each in made.values())} & found.keys()
        with laptop.desk.vault.reading() as reader:
            assert standing_consents(reader, {}, ON) == []
        around.office.clock.at += timedelta(days=1)  # it was opened on the office's machine
        again = laptop.put("consent", None, None, household=home, **{**CONSENT, "on": "2018-12-04"})
        found = told(laptop)
        assert {home, homes[2]["member"], again} <= found.keys()
        assert not {line, homes[0]["household"], *(each["consent"] for each in homes)} & found.keys()


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


def test_a_declined_line_stays_though_it_is_taken_out(laptop: Machine) -> None:
    home = laptop.household("张三")["household"]
    plan = laptop.put("distribution", year=2018, income_fen=100)
    line = laptop.put("distribution_line", distribution=plan, household=home, amount_fen=100)
    laptop.put("distribution_line", line, declined=True)
    void_record(laptop.desk, "distribution_line", line, "不要了")
    assert line not in told(laptop)


def test_of_a_line_the_county_knows_it_learns_that_it_was_taken_out(laptop: Machine) -> None:
    home = laptop.household("张三")["household"]
    plan = laptop.put("distribution", year=2018, income_fen=100)
    line = laptop.put("distribution_line", distribution=plan, household=home, amount_fen=100)
    laptop.make()
    laptop.put("distribution_line", line, declined=True)
    assert line not in told(laptop)
    void_record(laptop.desk, "distribution_line", line, "不要了")
    assert told(laptop)[line]["voided"] == "taken_out"


def test_of_a_record_taken_out_a_code_travels_and_the_words_stay(laptop: Machine) -> None:
    contract, _party = a_contract(laptop, laptop.household("张三"))
    void_record(laptop.desk, "contract", contract, "张三说不愿干了")
    assert laptop.get("contract", contract)["voided_why"] == "张三说不愿干了"
    found = told(laptop)[contract]
    assert found["voided"] == "taken_out"
    assert "不愿" not in str(told(laptop))


def take_out(laptop: Machine, consent: str) -> None:
    void_record(laptop.desk, "consent", consent, "户主本人拒绝")


def undo_making(laptop: Machine, consent: str) -> None:
    undo_record(laptop.desk, "consent", consent)


@pytest.mark.parametrize("take_back", [take_out, undo_making])
def test_a_consent_that_the_county_knows_and_was_taken_out_is_taken_out_here_alone(
    laptop: Machine, take_back: Callable[[Machine, str], None]
) -> None:
    home = laptop.household("张三")["household"]
    consent = laptop.put("consent", household=home, to="contract", asked_by="测试人", how="signed", on="2018-11-20")
    laptop.make()
    take_back(laptop, consent)
    assert "voided" not in told(laptop)[consent]
    restore_record(laptop.desk, "consent", consent, "误撤")
    assert "voided" not in told(laptop)[consent]


@pytest.mark.parametrize("take_back", [take_out, undo_making])
def test_a_consent_taken_out_before_the_county_heard_of_it_stays_whole(
    laptop: Machine, take_back: Callable[[Machine, str], None]
) -> None:
    home = laptop.household("张三")["household"]
    consent = laptop.put("consent", household=home, to="contract", asked_by="测试人", how="signed", on="2018-11-20")
    assert consent in told(laptop)
    take_back(laptop, consent)
    assert consent not in told(laptop)


def test_a_notice_stays_until_it_is_signed(laptop: Machine) -> None:
    plan = laptop.put("distribution", year=2018, income_fen=100, rule="按户")
    home = laptop.household("张三")["household"]
    laptop.put("distribution_line", distribution=plan, household=home, amount_fen=100)
    number = notices.draft_notice(laptop.desk, "distribution_plan", ["zh_CN"], ON).number
    notice, lines = notices.find_notice(laptop.desk, number), notices.notice_lines(laptop.desk, number)
    names = {notice.id, *(line.id for line in lines)}
    assert len(names) == 3  # the notice, its one line, and whose that is
    assert not names & told(laptop).keys()
    notices.sign_notice(laptop.desk, number, ON)
    assert names <= told(laptop).keys()


def register_lines(laptop: Machine) -> dict[str | None, str]:
    """Sign a register of linkages; returns its lines by contract."""
    number = notices.draft_notice(laptop.desk, "register_of_linkages", ["zh_CN"], ON).number
    notices.sign_notice(laptop.desk, number, ON)
    return {line.about: line.id for line in notices.notice_lines(laptop.desk, number)}


def test_the_registers_line_of_a_contract_the_county_knows_travels_after_a_withdrawal(laptop: Machine) -> None:
    home, other = laptop.household("张三"), laptop.household("李四")
    contract, _party = a_contract(laptop, home)
    untold, _ = a_contract(laptop, other)
    laptop.make()
    laptop.put("consent", home["consent"], withdrawn_on="2018-12-03")
    later, _ = a_contract(laptop, home)
    lines = register_lines(laptop)
    assert {lines[contract], lines[untold]} <= told(laptop).keys()
    assert lines[later] not in told(laptop)


def test_the_registers_line_of_a_contract_somebody_unknown_joined_stays(laptop: Machine) -> None:
    contract, _party = a_contract(laptop, laptop.household("张三"))
    laptop.make()
    newcomer = laptop.household("王五", consents=False)["household"]
    laptop.put("party", contract=contract, household=newcomer, role="household")
    assert register_lines(laptop)[contract] not in told(laptop)
    assert newcomer not in str(told(laptop))


@pytest.mark.parametrize("witness", ["测试人", "文书", "雇 主"])
def test_a_consent_spoken_before_an_official_or_an_employer_releases_nobody(laptop: Machine, witness: str) -> None:
    laptop.put("entity", kind="workshop", name="车间", legal_person="雇主")
    laptop.desk = add_opener(laptop.desk, "文书", "clerk", "made up")
    home = laptop.household("张三", consents=False)["household"]
    spoken = {**CONSENT, "how": "spoken_before_witness"}
    consent = laptop.put("consent", None, None, household=home, witness=witness, **spoken)
    assert home not in told(laptop)
    laptop.put("consent", consent, witness="邻居")
    assert home in told(laptop)


def test_a_child_or_a_strangers_consent_releases_nobody(laptop: Machine) -> None:
    stranger = laptop.household("李四")["member"]
    home = laptop.household("张三", consents=False)
    child = laptop.put("member", household=home["household"], name="张小", relation="child", born_on="2012-01-01")
    consent = laptop.put("consent", None, None, household=home["household"], member=child, **CONSENT)
    assert home["household"] not in told(laptop)
    with laptop.desk.writing() as work:
        work.save("consent", consent, {"member": stranger})  # as another desk may have
    assert home["household"] not in told(laptop)
    laptop.put("consent", consent, member=home["member"])
    assert home["household"] in told(laptop)


def a_shared_contract(households: int) -> list[Change]:
    """Return a contract with a party for each of so many households."""
    said: list[tuple[str, str, dict[str, Any]]] = [("contract", "contract", {"terms": "order"})]
    for at in range(households):
        said.append(("household", f"home{at}", {"status": "registered"}))
        said.append(("party", f"party{at}", {"contract": "contract", "household": f"home{at}"}))
    common: dict[str, Any] = {"stream": "village:990101001001", "parents": [], "desk": "d", "person": "p", "at": "t"}
    common |= {"purpose": "linkage", "based_on": {}, "salt": b"0" * 16}
    return [make_change(kind=kind, record=record, values=values, **common) for kind, record, values in said]


def test_one_contract_of_a_whole_village_costs_no_more_than_as_many_of_one_household(laptop: Machine) -> None:
    few, many = a_shared_contract(100), a_shared_contract(400)
    with laptop.desk.vault.reading() as reader:
        assert len(withheld_among(reader, many, ON, set())) == len(many)
        cost = [calls(lambda each=each: withheld_among(reader, each, ON, set())) for each in (few, many)]  # type: ignore[misc]
    assert cost[1] < 6 * cost[0]
