"""Loans at a desk: by sheet, by what leaves it, by agreement, and after an erasure."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from fupin_desk.acts.bundles.sending import to_send
from fupin_desk.acts.demo.loans import EVERY, ROUND, WRONG, lend
from fupin_desk.acts.demo.people import Crowd
from fupin_desk.acts.ledger.exporting import export_ledger
from fupin_desk.acts.ledger.importing import import_ledger
from fupin_desk.acts.policy.check import check_desk
from fupin_desk.acts.records.commands import erase_record, redo_record, restore_record, undo_record, void_record
from fupin_desk.acts.returns import make_return, period_of
from fupin_desk.acts.views.today import today_page
from fupin_desk.domain.errors import FieldsRefusedError
from fupin_desk.kinds.returns import RETURNS
from fupin_desk.store import Work
from tests.acts.ledger.sheets import take
from tests.acts.one_laptop import laptop
from tests.journeys.county import CONSENT, County, Machine, county

__all__ = ["laptop"]

ON = date(2018, 12, 5)
LENT: dict[str, Any] = {
    "kind": "micro",
    "signed_on": "2018-11-12",
    "principal_fen": 3_000_000,
    "rate_ppm": 47_500,
    "months": 24,
    "security": "none",
    "used_for": "production",
    "used_by": "borrower",
}

SHEETS: dict[str, list[list[Any]]] = {
    "贷款": [
        [
            "贷款合同编号",
            "贷款种类",
            "户主",
            "放款银行",
            "签订日期",
            "贷款金额（万元）",
            "年利率",
            "贷款期限（月）",
            "担保方式",
        ],
        ["XD-1", "扶贫小额信贷", "张三", "信用联社", "2018年11月12日", 4.5, "4.75%", "3年", "无担保、无抵押"],
        ["XD-2", "扶贫小额信贷", "李四", "信用联社", "2018-11-12", 3, "4.75%", "两年", ""],
    ],
    "还款与变更": [
        ["贷款合同编号", "事项", "发生日期", "发生金额"],
        ["xd－1", "归还本金", "2018-11-30", "5,000"],
        ["XD-2", "归还本金", "2018-11-30", 100],
    ],
    "同意登记": [
        ["户主", "同意事项", "涉及贷款", "询问人", "同意方式", "同意日期"],
        ["张三", "贷款", "XD-1", "工作队", "签字", "2018-11-12"],
    ],
}


@pytest.fixture
def bank(laptop: Machine) -> str:
    return laptop.put("entity", kind="other", kind_reason="银行", name="信用联社", industries=["rural_services"])


def agree(laptop: Machine, household: str, loan: str) -> str:
    return laptop.put("consent", None, None, household=household, **{**CONSENT, "to": "loan", "about": loan})


def told(laptop: Machine) -> set[str]:
    with laptop.desk.vault.reading() as reader:
        return {change.body.record for change in to_send(laptop.desk, reader).changes if change.body is not None}


def rules(laptop: Machine, *kinds: str) -> list[tuple[str, str]]:
    return [(found.rule, found.id) for found in check_desk(laptop.desk, ON) if found.kind in kinds]


def test_each_thing_that_is_wrong_with_a_made_up_loan_is_found_and_nothing_else_is(laptop: Machine) -> None:
    homes = [laptop.household("张三")["household"] for _ in range(ROUND * EVERY)]
    user = laptop.put("entity", kind="cooperative", name="合作社", industries=["crops"])
    with laptop.desk.writing() as work:
        crowd = Crowd(Random(1), "990101")

        def agreed(_work: Work, household: str, to: str, **said: Any) -> None:
            work.save("consent", None, {**CONSENT, "household": household, "to": to, **said})

        lend(work, homes, 1, crowd.uscc, agreed, user)
    with laptop.desk.vault.reading() as reader:
        numbered = {loan.id: loan.contract_number for loan in reader.records("loan")}
        of = {event.id: numbered[event.loan] for event in reader.records("loan_event")}
    found = sorted((rule, {**numbered, **of}[id]) for rule, id in rules(laptop, "loan", "loan_event"))
    assert found == sorted((rule, f"DK01{place + 1:04d}") for place, (rule, _wrong) in WRONG.items())


def test_a_sheet_of_loans_comes_in_once_and_its_export_changes_nothing(
    laptop: Machine, bank: str, tmp_path: Path
) -> None:
    home = laptop.household("张三")["household"]
    first, second = take(laptop.desk, SHEETS), take(laptop.desk, SHEETS)
    assert (first.taken, second.taken, second.known) == (3, 0, 3)
    with laptop.desk.vault.reading() as reader:
        (loan,), (event,) = reader.records("loan"), reader.records("loan_event")
        assert loan.months == 36
        (consent,) = reader.records("consent", {"to": "loan"})
    assert (loan.household, loan.bank, loan.principal_fen, loan.rate_ppm) == (home, bank, 4_500_000, 47_500)
    assert (event.loan, event.amount_fen, consent.about) == (loan.id, 500_000, loan.id)
    assert not [rule for rule, _id in rules(laptop, "loan") if rule == "voluntary"]
    export_ledger(laptop.desk, tmp_path / "out.xlsx", "zh_CN")
    again = import_ledger(laptop.desk, (tmp_path / "out.xlsx").read_bytes())
    assert (again.taken, again.rows("refused")) == (0, 0)


def test_nothing_of_a_borrower_leaves_who_did_not_agree_and_an_entitys_loan_is_nobodys(
    laptop: Machine, bank: str
) -> None:
    home = laptop.household("张三", consents=False)["household"]
    loan = laptop.put("loan", household=home, bank=bank, **LENT)
    event = laptop.put("loan_event", loan=loan, kind="repaid", on="2018-12-01", amount_fen=1)
    firm = laptop.put("loan", entity=bank, bank=bank, **{**LENT, "kind": "entity"})
    of_firm = laptop.put("loan_event", loan=firm, kind="repaid", on="2018-12-01", amount_fen=1)
    assert not {loan, event} & told(laptop)
    assert {firm, of_firm} <= told(laptop)


def test_an_agreement_to_a_loan_that_is_taken_back_is_settled_until_the_loan_is_paid_back(
    laptop: Machine, bank: str
) -> None:
    home = laptop.household("张三")["household"]
    loan = laptop.put("loan", household=home, bank=bank, contract_number="XD-1", **LENT)
    assert rules(laptop, "loan") == [("voluntary", loan)]
    consent = agree(laptop, home, loan)
    assert rules(laptop, "loan") == []
    laptop.put("consent", consent, withdrawn_on="2018-12-02")
    assert rules(laptop, "loan") == [("voluntary", loan)]
    assert list(today_page(laptop.desk, ON).to_settle) == [home]
    laptop.put("loan_event", loan=loan, kind="repaid", on="2018-12-03", amount_fen=3_000_000)
    assert rules(laptop, "loan") == []
    assert list(today_page(laptop.desk, ON).to_settle) == []


def test_an_erasure_keeps_the_account_and_nobody(laptop: Machine, bank: str) -> None:
    home = laptop.household("张三")["household"]
    loan = laptop.put("loan", household=home, bank=bank, contract_number="XD-1", **LENT)
    event = laptop.put("loan_event", loan=loan, kind="extended", on="2018-12-01", months=6, reason="户主生病")
    agree(laptop, home, loan)
    erase_record(laptop.desk, "household", home)
    kept = {name: value for name, value in laptop.get("loan", loan).items() if name in {*LENT, "household", "bank"}}
    private = {"used_for", "used_by"}
    assert kept == {name: value for name, value in LENT.items() if name not in private} | {"bank": bank}
    assert "contract_number" not in laptop.get("loan", loan)
    stays = laptop.get("loan_event", event)
    assert (stays["loan"], stays["months"], "reason" in stays) == (loan, 6, False)
    assert rules(laptop, "loan", "loan_event") == []


def standing(machine: Machine) -> list[tuple[str, str]]:
    with machine.desk.vault.reading() as reader:
        return [(kind, stored.id) for kind in ("loan", "loan_event") for stored in reader.list(kind)]


def paid_back(laptop: Machine, bank: str) -> tuple[str, str]:
    """Return a loan and what was paid back on it; before that somebody wrote down a repayment that never was."""
    home = laptop.household("张三")["household"]
    loan = laptop.put("loan", household=home, bank=bank, contract_number="XD-1", **LENT)
    wrong = laptop.put("loan_event", loan=loan, kind="repaid", on="2018-11-20", amount_fen=2)
    void_record(laptop.desk, "loan_event", wrong, "记错")
    return loan, laptop.put("loan_event", loan=loan, kind="repaid", on="2018-12-01", amount_fen=1)


def test_a_loan_taken_out_takes_what_became_of_it_along_and_brings_it_back(laptop: Machine, bank: str) -> None:
    loan, event = paid_back(laptop, bank)
    whole = [("loan", loan), ("loan_event", event)]
    assert standing(laptop) == whole
    void_record(laptop.desk, "loan", loan, "记了两次")
    assert standing(laptop) == []
    assert (laptop.get("loan_event", event)["voided"], laptop.get("loan_event", event)["voided_why"]) == (
        "taken_out",
        "记了两次",
    )
    with pytest.raises(FieldsRefusedError):
        restore_record(laptop.desk, "loan_event", event, "单独放回")
    restore_record(laptop.desk, "loan", loan, "误撤")
    assert standing(laptop) == whole
    void_record(laptop.desk, "loan", loan, "记了两次")
    undo_record(laptop.desk, "loan", loan)
    assert standing(laptop) == whole
    redo_record(laptop.desk, "loan", loan)
    assert standing(laptop) == []


def test_a_loan_whose_making_is_undone_takes_what_became_of_it_along(laptop: Machine, bank: str) -> None:
    loan, event = paid_back(laptop, bank)
    undo_record(laptop.desk, "loan", loan)
    assert (standing(laptop), laptop.get("loan_event", event)["voided"]) == ([], "undo")
    redo_record(laptop.desk, "loan", loan)
    assert standing(laptop) == [("loan", loan), ("loan_event", event)]


def test_the_county_hears_of_both_in_one_bundle(tmp_path: Path) -> None:
    with county(tmp_path / "county") as made:
        village = made.laptop("village")
        bank = village.put("entity", kind="other", kind_reason="银行", name="信用联社", industries=["rural_services"])
        loan, event = paid_back(village, bank)
        for act in (None, void_record, restore_record):
            if act is not None:
                act(village.desk, "loan", loan, "核对")
            made.up(village)
            out = act is void_record
            with made.office.desk.vault.reading() as reader:
                there = [reader.get("loan", loan).voided, reader.get("loan_event", event).voided]
            assert there == [out, out]


def test_the_office_counts_renewed_loans_as_the_village_does(tmp_path: Path) -> None:
    """One in another's place, one that goes on, one that renews what never leaves the laptop, one taken out again."""
    with county(tmp_path / "county") as made:
        village = made.laptop("village")
        village.clock.at = datetime(2019, 6, 10, 1, tzinfo=UTC)
        bank = village.put("entity", kind="other", kind_reason="银行", name="信用联社", industries=["rural_services"])
        homes = [village.household(f"户{at}", consents=at != 3)["household"] for at in range(4)]
        old = [_lent(village, bank, home, 2_000_000 + at) for at, home in enumerate(homes)]
        new = [_lent(village, bank, home, 2_500_000 + at, "2019-03-01") for at, home in enumerate(homes)]
        for at in (0, 1, 3):
            village.put("loan_event", loan=new[at], kind="renewed", on="2019-03-01", renews=old[at])
        village.put("loan_event", loan=old[2], kind="renewed", on="2019-03-02", months=12, amount_fen=1_500_000)
        with village.desk.writing() as work:  # as a merge may leave it
            work.save("loan_event", None, {"loan": new[2], "kind": "renewed", "on": "2019-03-05", "renews": old[3]})
        assert _owed(made, village) == 2_500_000 + 2_500_001 + 1_500_000 + 2_500_002
        void_record(village.desk, "loan", new[1], "记错")
        assert _owed(made, village) == 2_500_000 + 2_000_001 + 1_500_000 + 2_500_002


def _lent(village: Machine, bank: str, home: str, fen: int, signed_on: str = "2018-11-12") -> str:
    more = {"principal_fen": fen, "signed_on": signed_on}
    return village.put("loan", household=home, bank=bank, contract_number=f"XD-{fen}", **{**LENT, **more})


def _owed(made: County, village: Machine) -> int:
    """Carry what is new to the office; return what is owed by the return of both, which is the same."""
    made.up(village)
    period = period_of(date(2019, 1, 1), date(2019, 6, 9), village.desk.today())
    of_village, of_office = (make_return(desk, "loans", period).rows for desk in (village.desk, made.office.desk))
    assert of_village == of_office
    ((*_said, owed, _overdue),) = of_village
    return int(owed)


def test_a_village_counts_of_what_erasures_left_what_the_office_knows_and_no_more(tmp_path: Path) -> None:
    """Erased, a loan that never left the laptop is nobody's: a return handed over would tell the county of it."""
    with county(tmp_path / "county") as made:
        village = made.laptop("village")
        village.clock.at = datetime(2019, 6, 10, 1, tzinfo=UTC)
        bank = village.put("entity", kind="other", kind_reason="银行", name="信用联社", industries=["rural_services"])
        shop = village.put("entity", kind="workshop", name="服装车间")
        homes = [village.household(f"户{at}", consents=at != 2)["household"] for at in range(3)]
        for at, home in enumerate(homes):
            _lent(village, bank, home, 1_000_000 + at)
        more = {**LENT, "kind": "entity", "contract_number": "XD-厂", "principal_fen": 500}
        village.put("loan", entity=shop, bank=bank, **more)
        asset = village.put("asset", name="光伏电站", kind="solar", value_fen=100)
        said: dict[str, Any] = {"asset": asset, "year": 2018, "income_fen": 100_000, "collective_fen": 10_000}
        plan = village.put("distribution", rule="按户", due_on="2018-12-20", **said)
        for at, home in enumerate(homes):
            village.put("distribution_line", distribution=plan, household=home, amount_fen=30_000 + at)
        assert _lent_in_all(made, village) == (2_000_501, 1)
        for home in homes[1:]:
            erase_record(village.desk, "household", home)
        assert _lent_in_all(made, village) == (2_000_501, 0)
        _lent(village, bank, agreed := village.household("户三")["household"], 70_000)
        erase_record(village.desk, "household", agreed)
        assert _lent_in_all(made, village) == (2_000_501, 0)


def test_what_was_paid_back_after_a_withdrawal_is_in_neither_return_once_the_loan_is_erased(tmp_path: Path) -> None:
    """The county knows the loan, and is never told of what became of it since: nor by the sum that is owed."""
    with county(tmp_path / "county") as made:
        village = made.laptop("village")
        village.clock.at = datetime(2019, 6, 10, 1, tzinfo=UTC)
        bank = village.put("entity", kind="other", kind_reason="银行", name="信用联社", industries=["rural_services"])
        home = village.household("户一")["household"]
        loan = _lent(village, bank, home, 1_000_000)
        village.put("loan_event", loan=loan, kind="repaid", on="2019-02-01", amount_fen=100_000)
        assert _owed(made, village) == 900_000
        (consent,) = village.ids("consent")
        village.put("consent", consent, withdrawn_on="2019-06-08")
        village.put("loan_event", loan=loan, kind="repaid", on="2019-06-09", amount_fen=200_000)
        made.up(village)
        erase_record(village.desk, "household", home)
        assert _owed(made, village) == 900_000


def _lent_in_all(made: County, village: Machine) -> tuple[int, int]:
    """Carry what is new to the office; return what was lent by the return of both, and what the village leaves out."""
    made.up(village)
    period = period_of(date(2018, 1, 1), date(2019, 6, 9), village.desk.today())
    for name in RETURNS:
        of_village, of_office = (make_return(desk, name, period) for desk in (village.desk, made.office.desk))
        assert (name, of_village.rows) == (name, of_office.rows)
    loans = make_return(village.desk, "loans", period)
    return int(loans.totals[5] or 0), loans.left_out


def refused(laptop: Machine, kind: str, record: str | None = None, /, **values: Any) -> list[tuple[str, str]]:
    with pytest.raises(FieldsRefusedError) as why:
        laptop.put(kind, record, None, **values)
    return [(each["field"], each["reason"]) for each in why.value.refused]


def seen(laptop: Machine, *ids: str) -> set[tuple[str | None, Any, str | None]]:
    findings = [finding for finding in check_desk(laptop.desk, laptop.desk.today()) if finding.rule == "loan-facts"]
    return {(finding.field, finding.facts["case"], finding.id) for finding in findings if finding.id in ids}


def test_what_cannot_be_of_a_loan_s_events_is_refused_and_told_where_it_came_from_elsewhere(
    laptop: Machine, bank: str
) -> None:
    homes = [laptop.household(name)["household"] for name in ("张三", "李四")]
    mine, theirs = (
        laptop.put("loan", None, None, household=home, bank=bank, contract_number=home[-4:], **LENT) for home in homes
    )
    early = {"loan": mine, "kind": "repaid", "on": "2018-11-11", "amount_fen": 100}
    renewal = {"loan": theirs, "kind": "renewed", "on": "2018-11-13", "renews": mine}
    assert refused(laptop, "loan_event", **early) == [("on", "before_loan")]
    assert refused(laptop, "loan_event", **renewal) == [("renews", "other_borrower")]
    assert refused(laptop, "loan", entity=bank, bank=bank, **LENT) == [("entity", "micro_of_entity")]
    with laptop.desk.writing() as work:  # as a merge, or a program of before, leaves them
        of_nobody = work.save("loan", None, {**LENT, "entity": bank, "bank": bank}).id
        events = [work.save("loan_event", None, values).id for values in (early, renewal)]
    assert seen(laptop, of_nobody, *events) == {
        ("on", "before", events[0]),
        ("renews", "other_borrower", events[1]),
        ("entity", "micro_of_entity", of_nobody),
    }
    laptop.put("loan_event", events[0], None, amount_fen=200)  # what stood so is put right one field at a time
    laptop.put("loan_event", events[0], None, on="2018-11-12")
    laptop.put("loan", of_nobody, None, kind="entity")
    assert seen(laptop, of_nobody, events[0]) == set()


def test_a_micro_loan_to_an_entity_is_refused_in_a_sheet(laptop: Machine, bank: str) -> None:
    heads = ["贷款合同编号", "贷款种类", "借款主体", "放款银行", "签订日期", "贷款金额（万元）"]
    rows = [["XD-7", "扶贫小额信贷", "信用联社", "信用联社", "2018-11-12", 3]]
    done = take(laptop.desk, {"贷款": [heads, *rows]})
    assert [(fault.column, fault.reason) for fault in done.refused] == [("借款主体", "micro_of_entity")]


def test_a_sheet_s_events_are_of_loans_that_had_begun_and_renew_their_borrower_s_own(
    laptop: Machine, bank: str
) -> None:
    homes = {name: laptop.household(name)["household"] for name in ("张三", "李四")}
    laptop.put("loan", None, None, household=homes["张三"], bank=bank, contract_number="OLD", **LENT)
    lent = [
        ["NEW", "扶贫小额信贷", "李四", "信用联社", "2018-11-20", 3],
        ["OWN", "项目贷款", "张三", "信用联社", "2018-11-20", 3],
    ]
    heads = ["贷款合同编号", "贷款种类", "户主", "放款银行", "签订日期", "贷款金额（万元）"]
    happened: list[list[Any]] = [
        ["OLD", "归还本金", "2018-11-11", 100, ""],
        ["NEW", "续贷", "2018-11-20", "", "OLD"],
        ["OWN", "续贷", "2018-11-20", "", "OLD"],
        ["OLD", "续贷", "2018-11-20", "", "OWN"],
    ]
    events = ["贷款合同编号", "事项", "发生日期", "发生金额", "所续的贷款"]
    sheets: dict[str, list[list[Any]]] = {"贷款": [heads, *lent], "还款与变更": [events, *happened]}
    for _again in range(2):
        done = take(laptop.desk, sheets)
        assert [(fault.sheet, fault.row, fault.column, fault.reason) for fault in done.refused] == [
            ("还款与变更", 2, "发生日期", "before_loan"),
            ("还款与变更", 3, "所续的贷款", "other_borrower"),
            ("还款与变更", 5, "所续的贷款", "renews_later"),
        ]
    with laptop.desk.vault.reading() as reader:
        assert [event.values["kind"] for event in reader.list("loan_event")] == ["renewed"]
