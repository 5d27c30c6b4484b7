"""What records cannot be made to say by hand: answers nobody gave, erasures of what is everybody's, money held back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from fupin_desk.acts import notices
from fupin_desk.acts.notices import Heard
from fupin_desk.acts.records.commands import (
    erase_record,
    get_record,
    list_records,
    put_records,
    restore_record,
    undo_record,
    void_record,
)
from fupin_desk.acts.records.filling import keep_field, open_sheet
from fupin_desk.acts.views.beside import beside_fields
from fupin_desk.domain.errors import FieldsRefusedError, NotByHandError, NotErasableError, PaymentBlockedError
from fupin_desk.kinds.privacy import UNLISTED
from tests.acts.one_laptop import laptop
from tests.journeys.county import CONSENT, Machine
from tests.ledger.made_up import id_number

__all__ = ["laptop"]

ON = date(2018, 12, 3)
Posted = tuple[str, str, str]


@pytest.fixture
def posted(laptop: Machine) -> Posted:
    """Post a plan with one line; return its number, the line, and an objection to it."""
    lines, number = a_posted_plan(laptop, "张三")
    return number, lines[0], notices.receive_objection(laptop.desk, number, Heard(said="少了", channel="box", on=ON))


def a_posted_plan(laptop: Machine, *names: str) -> tuple[list[str], str]:
    homes = [laptop.household(name)["household"] for name in names]
    for home in homes:
        laptop.agree_to_name(home)
    plan = laptop.put("distribution", year=2018, income_fen=100 * len(homes), rule="按户")
    lines = [laptop.put("distribution_line", distribution=plan, household=home, amount_fen=100) for home in homes]
    number = notices.draft_notice(laptop.desk, "distribution_plan", ["zh_CN"], ON).number
    notices.sign_notice(laptop.desk, number, ON)
    notices.post_notice(laptop.desk, number, ON, "")
    return lines, number


def test_no_list_of_records_tells_who_said_no_or_which_languages_people_read(laptop: Machine) -> None:
    home = laptop.household("张三")
    laptop.put("household", home["household"], does_not_wish=["loan"], paper_languages=["ug"])
    laptop.put("consent", home["consent"], withdrawn_on="2018-12-01", language="ug")
    line = laptop.put("distribution_line", household=home["household"], declined=True)
    for kind in ("household", "consent", "distribution_line"):
        for each in list_records(laptop.desk, kind, voided=True):
            found = json.dumps(each)
            assert not [name for of, name in UNLISTED if of == kind and name in found]
    assert get_record(laptop.desk, "household", home["household"])["does_not_wish"] == ["loan"]
    assert get_record(laptop.desk, "distribution_line", line)["declined"] is True


def test_a_notice_goes_on_by_its_own_acts_alone(laptop: Machine, posted: Posted) -> None:
    notice = next(iter(laptop.ids("notice")))
    with pytest.raises(NotByHandError):
        laptop.put("notice", notice, state="closed")
    with pytest.raises(NotByHandError):
        void_record(laptop.desk, "notice", notice, "x")
    with pytest.raises(NotByHandError):
        undo_record(laptop.desk, "notice", notice)
    with pytest.raises(NotByHandError):
        laptop.put("erasure", of_kind="household", of=notice)


@pytest.mark.parametrize("said", [{"answer": "没有"}, {"answered_by": "乡监督员"}, {"answered_on": "2018-12-04"}])
def test_an_objection_is_not_answered_by_hand(laptop: Machine, posted: Posted, said: dict[str, Any]) -> None:
    with pytest.raises(NotByHandError):
        laptop.put("objection", posted[2], None, **said)
    with pytest.raises(NotByHandError):
        laptop.put("objection", None, None, said="少了", **said)


@pytest.mark.parametrize("kind", ["objection", "notice", "notice_line", "village", "distribution"])
def test_only_what_is_a_households_can_be_erased(laptop: Machine, posted: Posted, kind: str) -> None:
    with pytest.raises(NotErasableError):
        erase_record(laptop.desk, kind, next(iter(laptop.ids(kind))))


def test_a_line_that_is_objected_to_is_not_paid_until_it_is_answered(laptop: Machine, posted: Posted) -> None:
    home = laptop.get("distribution_line", posted[1])["household"]
    said: dict[str, Any] = {"distribution_line": posted[1], "household": home, "amount_fen": 100}
    with pytest.raises(PaymentBlockedError):
        laptop.put("payment", None, None, **said)
    written_before = laptop.put("payment", household=home, amount_fen=100)
    with pytest.raises(PaymentBlockedError):
        laptop.put("payment", written_before, distribution_line=posted[1])
    sheet = open_sheet(laptop.desk, "payment", written_before)
    with pytest.raises(PaymentBlockedError):
        keep_field(laptop.desk, "payment", written_before, {"distribution_line": posted[1]}, sheet.heads)
    assert "distribution_line" not in laptop.get("payment", written_before)
    notices.answer_objection(laptop.another("监督员"), posted[2], "已核实", "监督员", ON)
    assert laptop.put("payment", None, None, **said)


def test_a_payment_made_before_the_objection_may_be_confirmed_and_lowered_but_pays_no_more(laptop: Machine) -> None:
    (line,), number = a_posted_plan(laptop, "张三")
    home = laptop.get("distribution_line", line)["household"]
    paid = laptop.put(
        "payment", None, None, distribution_line=line, household=home, amount_fen=50, paid_on="2018-12-03"
    )
    taken_out = laptop.put("payment", None, None, distribution_line=line, household=home, amount_fen=50)
    void_record(laptop.desk, "payment", taken_out, "写错")
    moved = laptop.put("payment", None, None, distribution_line=line, household=home, amount_fen=50)
    laptop.put("payment", moved, distribution_line=None)
    notices.receive_objection(laptop.desk, number, Heard(said="少了", channel="box", on=ON, line=1))
    laptop.put("payment", paid, confirmed_on="2018-12-03", confirmed_how="signed", amount_fen=40)
    for change in ({"amount_fen": 60}, {"paid_on": None, "amount_fen": 60}):
        with pytest.raises(PaymentBlockedError):
            laptop.put("payment", paid, None, **change)
    for back in (taken_out, moved):
        with pytest.raises(PaymentBlockedError):
            undo_record(laptop.desk, "payment", back)
    with pytest.raises(PaymentBlockedError):
        restore_record(laptop.desk, "payment", taken_out, "误撤")
    assert laptop.get("payment", taken_out)["voided"] == "taken_out"
    assert "distribution_line" not in laptop.get("payment", moved)


def test_a_line_pays_its_own_household_and_no_more_than_it_is(laptop: Machine) -> None:
    lines, _number = a_posted_plan(laptop, "张三", "李四")
    homes = [laptop.get("distribution_line", line)["household"] for line in lines]
    said: dict[str, Any] = {"distribution_line": lines[0], "paid_on": "2018-12-03"}
    with pytest.raises(PaymentBlockedError) as refused:
        laptop.put("payment", None, None, **said, household=homes[1], amount_fen=1)
    assert refused.value.reason == "other_household"
    whole = laptop.get("distribution_line", lines[0])["amount_fen"]
    first = laptop.put("payment", None, None, **said, household=homes[0], amount_fen=whole - 1)
    with pytest.raises(PaymentBlockedError) as refused:
        laptop.put("payment", None, None, **said, household=homes[0], amount_fen=2)
    assert refused.value.reason == "more"
    laptop.put("payment", None, None, **said, household=homes[0], amount_fen=1)
    with pytest.raises(PaymentBlockedError):
        laptop.put("payment", first, amount_fen=whole)


def test_neither_posting_anew_nor_withdrawing_answers_an_objection(laptop: Machine, posted: Posted) -> None:
    number, line, objection = posted
    again = notices.draft_notice(laptop.desk, "distribution_plan", ["zh_CN"], ON).number
    notices.sign_notice(laptop.desk, again, ON)
    notices.post_notice(laptop.desk, again, ON, "")
    assert notices.payment_blocked(laptop.desk, line) == "objected"
    for each in (again, number):
        notices.withdraw_notice(laptop.desk, each, "replaced")
    assert notices.payment_blocked(laptop.desk, line) == "objected"
    notices.answer_objection(laptop.another("监督员"), objection, "已核实", "监督员", ON)
    assert notices.payment_blocked(laptop.desk, line) == "differs"


def test_an_objection_to_one_line_holds_back_that_line_alone(laptop: Machine) -> None:
    lines, number = a_posted_plan(laptop, "张三", "李四")
    by_position = {each.position: each.about or "" for each in notices.notice_lines(laptop.desk, number)}
    notices.receive_objection(laptop.desk, number, Heard(said="少了", channel="box", on=ON, line=1))
    assert set(lines) == set(by_position.values())
    assert notices.payment_blocked(laptop.desk, by_position[1]) == "objected"
    assert notices.payment_blocked(laptop.desk, by_position[2]) is None


def test_a_list_that_was_taken_down_pays_nobody_until_it_is_posted_anew(laptop: Machine) -> None:
    lines, number = a_posted_plan(laptop, "张三")
    laptop.put("distribution_line", lines[0], amount_fen=99)
    notices.withdraw_notice(laptop.desk, number, "replaced")
    said: dict[str, Any] = {"distribution_line": lines[0], "amount_fen": 99, "paid_on": "2018-12-03"}
    with pytest.raises(PaymentBlockedError):
        laptop.put("payment", **said)
    again = notices.draft_notice(laptop.desk, "distribution_plan", ["zh_CN"], ON).number
    notices.sign_notice(laptop.desk, again, ON)
    notices.post_notice(laptop.desk, again, ON, "")
    laptop.put("payment", **said)


def test_another_household_put_into_a_posted_line_is_not_paid(laptop: Machine) -> None:
    lines, _number = a_posted_plan(laptop, "张三")
    laptop.put("distribution_line", lines[0], household=laptop.household("李四")["household"])
    assert notices.payment_blocked(laptop.desk, lines[0]) == "differs"


def test_a_line_of_nobody_added_to_a_posted_list_is_not_paid(laptop: Machine) -> None:
    lines, _number = a_posted_plan(laptop, "张三", "李四")
    erase_record(laptop.desk, "household", laptop.get("distribution_line", lines[1])["household"])
    assert notices.payment_blocked(laptop.desk, lines[1]) is None
    plan = laptop.get("distribution_line", lines[0])["distribution"]
    added = laptop.put("distribution_line", distribution=plan, amount_fen=5_000_000)
    for line in (added, *lines):
        assert notices.payment_blocked(laptop.desk, line) == "differs"


def test_a_line_of_nobody_that_was_posted_is_paid_as_it_hangs_and_holds_up_nobody(laptop: Machine) -> None:
    home = laptop.household("张三")["household"]
    plan = laptop.put("distribution", year=2018, income_fen=200)  # by which rule nobody wrote down either
    said: dict[str, Any] = {"distribution": plan, "amount_fen": 100}
    lines = [laptop.put("distribution_line", None, None, household=each, **said) for each in (home, None)]
    number = notices.draft_notice(laptop.desk, "distribution_plan", ["zh_CN"], ON).number
    notices.sign_notice(laptop.desk, number, ON)
    notices.post_notice(laptop.desk, number, ON, "")
    assert [notices.payment_blocked(laptop.desk, line) for line in lines] == [None, None]
    laptop.put("distribution_line", lines[1], amount_fen=99)
    assert notices.payment_blocked(laptop.desk, lines[1]) == "differs"


def test_one_households_erasure_holds_up_nobody_elses_money(laptop: Machine) -> None:
    lines, _number = a_posted_plan(laptop, "张三", "李四")
    erase_record(laptop.desk, "household", laptop.get("distribution_line", lines[0])["household"])
    assert notices.payment_blocked(laptop.desk, lines[1]) is None


def test_no_id_number_of_a_child_is_kept_nor_one_that_belies_the_birth(laptop: Machine) -> None:
    home = laptop.household("张三")["household"]
    child = laptop.put("member", household=home, name="小明", born_on="2010-01-01")
    with pytest.raises(FieldsRefusedError) as refused:
        laptop.put("member", child, id_number=id_number(5, "20100101"))
    assert refused.value.refused[0]["reason"] == "child"
    with pytest.raises(FieldsRefusedError) as refused:
        laptop.put("member", child, id_number=id_number(5, "19800101"))
    assert refused.value.refused[0]["reason"] == "birth_differs"
    assert laptop.put("member", household=home, name="少年", id_number=id_number(6, "20041203"))


def test_lines_in_any_order_may_name_one_another_but_not_as_what_they_are_not(laptop: Machine) -> None:
    lease, back = (f"01890000-0000-7000-8000-00000000000{at}" for at in (1, 2))
    put_records(laptop.desk, "contract", _lines({"id": back, "lease": lease}, {"id": lease, "terms": "lease"}))
    assert laptop.ids("contract") == {lease, back}
    home = laptop.household("张三")["household"]
    with pytest.raises(FieldsRefusedError) as refused:
        put_records(laptop.desk, "payment", _lines({"household": home}, {"contract": home}))
    assert refused.value.refused == [{"field": "contract", "reason": "other_kind", "typed": home, "line": 2}]
    own = "01890000-0000-7000-8000-000000000003"
    with pytest.raises(FieldsRefusedError) as refused:
        put_records(
            laptop.desk, "payment", _lines({"household": home, "contract": own}, {"id": own, "household": home})
        )
    assert [(each["field"], each["reason"], each["line"]) for each in refused.value.refused] == [
        ("contract", "other_kind", 1)
    ]
    assert laptop.ids("payment") == set()


def test_no_record_takes_the_id_of_another_kinds(laptop: Machine) -> None:
    home = laptop.household("张三")["household"]
    with pytest.raises(FieldsRefusedError) as refused:
        put_records(laptop.desk, "entity", _lines({"id": home, "name": "合作社"}))
    assert [(each["field"], each["reason"]) for each in refused.value.refused] == [("id", "other_kind")]


def _lines(*said: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(each) for each in said).encode()


def test_the_erasure_of_a_household_that_declined_holds_up_nobody_elses_money(laptop: Machine) -> None:
    homes = [laptop.household(name)["household"] for name in ("张三", "李四")]
    plan = laptop.put("distribution", year=2018, income_fen=200, rule="按户")
    lines = [laptop.put("distribution_line", distribution=plan, household=home, amount_fen=100) for home in homes]
    laptop.put("distribution_line", lines[1], declined=True)
    number = notices.draft_notice(laptop.desk, "distribution_plan", ["zh_CN"], ON).number
    notices.sign_notice(laptop.desk, number, ON)
    notices.post_notice(laptop.desk, number, ON, "")
    assert notices.payment_blocked(laptop.desk, lines[1]) == "differs"  # who declined is not paid
    erase_record(laptop.desk, "household", homes[1])
    assert notices.payment_blocked(laptop.desk, lines[0]) is None
    assert notices.payment_blocked(laptop.desk, lines[1]) == "differs"
    laptop.put("distribution", plan, collective_fen=1)
    assert notices.payment_blocked(laptop.desk, lines[0]) == "differs"


def test_an_agreement_given_on_the_day_of_a_withdrawal_says_beside_its_day_that_it_does_not_count(
    laptop: Machine,
) -> None:
    home = laptop.household("张三", consents=False)["household"]

    def agreed(on: str, **said: str) -> str:
        return laptop.put("consent", None, None, **{**CONSENT, "household": home, "on": on, **said})

    back, anew = agreed("2018-11-20", withdrawn_on="2018-12-01"), agreed("2018-12-01")
    later, other = agreed("2018-12-02"), agreed("2018-12-01", to="notice_name", notice_kind="distribution_plan")
    over = {"on": ("consent.over", {"withdrawn_on": date(2018, 12, 1)})}
    told = {each: beside_fields(laptop.desk, "consent", each) for each in (back, anew, later, other)}
    assert told == {back: {}, anew: over, later: {}, other: {}}
    assert beside_fields(laptop.desk, "household", home) == {}
