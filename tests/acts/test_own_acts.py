"""What is done by an act of its own, and what two fields cannot say together: refused at the field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts.policy.check import figure_table
from fupin_desk.acts.records.commands import put_records, restore_record, undo_record, void_record
from fupin_desk.acts.records.filling import keep_field, new_id
from fupin_desk.domain.errors import FieldsRefusedError, NotByHandError, NothingToUndoError
from fupin_desk.domain.id_numbers import born_by
from fupin_desk.domain.ids import village_id
from fupin_desk.domain.shapes import DATE, YEAR
from fupin_desk.kinds import KINDS
from fupin_desk.policy.figures import Figures
from fupin_desk.store import Work
from fupin_desk.subjects.office.setting import Setting
from tests.acts.one_laptop import laptop
from tests.journeys.county import VILLAGE, County, Machine
from tests.ledger.made_up import id_number

__all__ = ["laptop"]


def why_not(laptop: Machine, kind: str, record: str | None = None, /, **values: Any) -> list[tuple[str, str]]:
    """Return at which fields, and why, values are refused; and see that the form refuses them as the command does."""
    with pytest.raises(FieldsRefusedError) as put:
        laptop.put(kind, record, None, **values)
    with pytest.raises(FieldsRefusedError) as kept:
        keep_field(laptop.desk, kind, record or new_id(laptop.desk), values, {})
    assert put.value.refused == kept.value.refused
    return [(one["field"], one["reason"]) for one in put.value.refused]


def test_records_are_taken_out_and_put_back_with_a_reason_and_by_no_field(laptop: Machine) -> None:
    home = laptop.household("张三")["household"]
    assert why_not(laptop, "household", home, voided="taken_out") == [("voided", "own_act")]
    assert why_not(laptop, "household", None, voided="taken_out", group="一组") == [("voided", "own_act")]
    assert why_not(laptop, "household", home, voided_why="重复") == [("voided_why", "own_act")]
    void_record(laptop.desk, "household", home, "重复登记")
    assert why_not(laptop, "household", home, voided=None) == [("voided", "own_act")]
    with pytest.raises(FieldsRefusedError):
        restore_record(laptop.desk, "household", home, "  ")
    put_records(laptop.desk, "household", json.dumps(laptop.get("household", home)).encode())  # what was got can be put
    assert laptop.get("household", home)["voided"] == "taken_out"
    restore_record(laptop.desk, "household", home, "误撤")
    assert (laptop.get("household", home).get("voided"), laptop.get("household", home)["voided_why"]) == (None, "误撤")
    with pytest.raises(FieldsRefusedError):
        restore_record(laptop.desk, "household", home, "误撤")


def test_a_number_is_the_desks_to_make(laptop: Machine) -> None:
    for kind in ("household", "contract", "distribution"):
        made = laptop.put(kind)
        number = laptop.get(kind, made)["number"]
        assert why_not(laptop, kind, made, number="H-9999-0000") == [("number", "made")]
        assert why_not(laptop, kind, made, number=None) == [("number", "made")]
        assert why_not(laptop, kind, None, number="张三") == [("number", "made")]
        laptop.put(kind, made, number=number)
        assert laptop.get(kind, made)["number"] == number


def test_a_village_keeps_the_code_it_was_invited_under_and_its_one_record(laptop: Machine) -> None:
    own, other = village_id(VILLAGE), "990101001009"
    for code in (other, None):
        assert why_not(laptop, "village", own, code=code) == [("code", "invited")]
    assert why_not(laptop, "village", None, code=VILLAGE) == [("code", "invited")]
    assert why_not(laptop, "village", None, name_zh="又一村") == [("code", "invited")]
    assert why_not(laptop, "village", village_id(other), code=other) != []
    with pytest.raises(NotByHandError):
        void_record(laptop.desk, "village", own, "不要了")
    laptop.put("village", own, township="示例镇")
    undo_record(laptop.desk, "village", own)
    with pytest.raises((FieldsRefusedError, NothingToUndoError)):
        undo_record(laptop.desk, "village", own)
    assert laptop.get("village", own)["code"] == VILLAGE


def test_nobody_is_given_a_role_by_a_field(laptop: Machine) -> None:
    (person,) = laptop.ids("person")
    for role in ("office_approver", "office_clerk", "leader"):
        assert why_not(laptop, "person", person, role=role) == [("role", "role")]
        assert why_not(laptop, "person", None, name="生人", role=role) == [("role", "role")]
    with pytest.raises(NotByHandError):
        restore_record(laptop.desk, "person", person, "回来")


def test_an_own_stake_is_no_more_than_its_line(laptop: Machine) -> None:
    home = laptop.household("张三")["household"]
    line = laptop.put("distribution_line", household=home, amount_fen=100, of_which_own_stake_fen=100)
    stake = ("of_which_own_stake_fen", "stake_above_line")
    assert why_not(laptop, "distribution_line", line, of_which_own_stake_fen=101) == [stake]
    assert why_not(laptop, "distribution_line", line, amount_fen=99) == [("amount_fen", "stake_above_line")]
    assert why_not(laptop, "distribution_line", None, amount_fen=1, of_which_own_stake_fen=2) == [stake]
    laptop.put("distribution_line", line, amount_fen=50, of_which_own_stake_fen=50)


def test_an_agreement_is_not_taken_back_and_does_not_end_before_it_was_given(laptop: Machine) -> None:
    consent = laptop.household("张三")["consent"]
    withdrawn = ("withdrawn_on", "withdrawn_before")
    assert why_not(laptop, "consent", consent, withdrawn_on="2018-11-19") == [withdrawn]
    assert why_not(laptop, "consent", consent, until="2018-11-19") == [("until", "turned_round")]
    laptop.put("consent", consent, withdrawn_on="2018-11-20")
    assert why_not(laptop, "consent", consent, on="2018-11-21") == [("on", "withdrawn_before")]
    assert why_not(laptop, "consent", None, on="2018-11-21", withdrawn_on="2018-11-20") == [withdrawn]


def test_a_birth_that_is_not_the_id_numbers_is_refused_where_it_was_typed(laptop: Machine) -> None:
    member = laptop.household("张三")["member"]
    laptop.put("member", member, id_number=id_number(7))
    born = born_by(id_number(7))
    assert born is not None
    assert why_not(laptop, "member", member, born_in=born.year + 1) == [("born_in", "birth_differs")]
    assert why_not(laptop, "member", member, born_on="1950-01-01") == [("born_on", "birth_differs")]
    laptop.put("member", member, id_number=None, born_in=born.year + 1)
    assert why_not(laptop, "member", member, id_number=id_number(7)) == [("id_number", "birth_differs")]
    laptop.put("member", member, id_number=id_number(7), born_in=born.year)


def test_nothing_new_hangs_on_what_was_taken_out(laptop: Machine) -> None:
    home = laptop.household("张三")
    household = home["household"]
    contract = laptop.put("contract", terms="order")
    paid = laptop.put("payment", household=household, contract=contract, amount_fen=5)
    gone = laptop.put("payment", household=household, amount_fen=5)
    void_record(laptop.desk, "payment", gone, "写错")
    void_record(laptop.desk, "household", household, "重复登记")
    void_record(laptop.desk, "contract", contract, "写错")
    for kind, field, named in (
        ("payment", "household", household),
        ("payment", "contract", contract),
        ("plot", "household", household),
        ("delivery", "contract", contract),
    ):
        assert why_not(laptop, kind, None, **{field: named}) == [(field, "taken_out")]
    for back in (partial(restore_record, reason="误撤"), undo_record):
        with pytest.raises(FieldsRefusedError) as why:
            back(laptop.desk, "payment", gone)
        assert [(one["field"], one["reason"]) for one in why.value.refused] == [("household", "taken_out")]
    laptop.put("payment", paid, amount_fen=6)  # what hangs there already can be put right
    restore_record(laptop.desk, "household", household, "误撤")
    restore_record(laptop.desk, "payment", gone, "误撤")


def test_a_birth_in_two_years_is_refused_where_it_was_typed(laptop: Machine) -> None:
    member = laptop.household("张三")["member"]
    laptop.put("member", member, born_in=1980)
    assert why_not(laptop, "member", member, born_on="1981-01-01") == [("born_on", "births_differ")]
    laptop.put("member", member, born_on="1980-12-31")
    assert why_not(laptop, "member", member, born_in=1981) == [("born_in", "births_differ")]
    laptop.put("member", member, born_in=1981, born_on=None)


def test_under_a_contract_only_who_is_bound_by_it_gives_and_gets(laptop: Machine) -> None:
    one, other = laptop.household("张三"), laptop.household("李四")
    order = laptop.put("contract", terms="order", since="2018-06-01", floor_price_fen=100)
    early = laptop.put("payment", contract=order, household=other["household"], amount_fen=1)  # nobody is named yet
    laptop.put("party", contract=order, household=one["household"], role="household")
    for kind in ("payment", "delivery"):
        own = laptop.put(kind, contract=order, household=one["household"])
        assert why_not(laptop, kind, own, household=other["household"]) == [("household", "no_party")]
        whole = {"contract": order, "household": other["household"]}
        assert why_not(laptop, kind, None, **whole) == [("household", "no_party")]
    laptop.put("payment", early, amount_fen=2)  # what stands can be put right one field at a time
    void_record(laptop.desk, "payment", early, "写错")
    restore_record(laptop.desk, "payment", early, "误撤")


def test_a_workers_wage_is_theirs_wherever_they_live_and_nothing_is_delivered_on_a_job(laptop: Machine) -> None:
    one, other = laptop.household("张三"), laptop.household("李四")
    job = laptop.put("contract", terms="job", member=one["member"])
    assert why_not(laptop, "delivery", None, contract=job) == [("contract", "not_order")]
    assert why_not(laptop, "payment", None, contract=job, household=other["household"]) == [("household", "no_party")]
    laptop.put("payment", contract=job, household=other["household"], member=one["member"])
    laptop.put("payment", contract=job, household=one["household"])


def test_money_and_goods_have_days_that_can_be(laptop: Machine) -> None:
    home = laptop.household("张三")["household"]
    order = laptop.put("contract", terms="order", signed_on="2018-06-01", since="2018-07-01")
    laptop.put("party", contract=order, household=home, role="household")
    for kind, day in (("payment", "paid_on"), ("delivery", "on")):
        held = laptop.put(kind, None, None, contract=order, household=home, **{day: "2018-06-01"})
        assert why_not(laptop, kind, held, **{day: "2018-05-31"}) == [(day, "before_contract")]
        assert why_not(laptop, kind, held, **{day: "2018-12-04"}) == [(day, "to_come")]
        assert why_not(laptop, kind, held, confirmed_on="2018-12-04") == [("confirmed_on", "to_come")]
        assert why_not(laptop, kind, held, confirmed_on="2018-05-31") == [("confirmed_on", "confirmed_before")]
        laptop.put(kind, held, None, confirmed_on="2018-06-01")
        assert why_not(laptop, kind, held, **{day: "2018-06-02"}) == [(day, "confirmed_before")]


@pytest.mark.parametrize(
    ("kind", "field", "ahead", "early"),
    [
        ("member", "born_on", "2018-12-04", "1901-12-31"),
        ("member", "born_in", 2019, 1901),
        ("member", "gone_since", "2018-12-04", "1948-12-31"),
        ("household", "status_since", "2018-12-04", "1948-12-31"),
        ("household", "lifted_out_on", "2018-12-04", "1948-12-31"),
        ("plot", "contracted_until", "2119-01-01", "1948-12-31"),
        ("consent", "on", "2018-12-04", "1948-12-31"),
        ("consent", "withdrawn_on", "2018-12-04", "1948-12-31"),
        ("consent", "until", "2119-01-01", "1948-12-31"),
        ("entity", "founded_on", "2018-12-04", "1948-12-31"),
        ("entity", "recognised_on", "2018-12-04", "1948-12-31"),
        ("share", "since", "2119-01-01", "1948-12-31"),
        ("share", "until", "2119-01-01", "1948-12-31"),
        ("contract", "signed_on", "2018-12-04", "1948-12-31"),
        ("contract", "copy_handed_over_on", "2018-12-04", "1948-12-31"),
        ("contract", "since", "2049-01-01", "1948-12-31"),
        ("contract", "until", "2119-01-01", "1948-12-31"),
        ("contract", "ended_on", "2119-01-01", "1948-12-31"),
        ("delivery", "on", "2018-12-04", "1948-12-31"),
        ("delivery", "confirmed_on", "2018-12-04", "1948-12-31"),
        ("payment", "paid_on", "2018-12-04", "1948-12-31"),
        ("payment", "confirmed_on", "2018-12-04", "1948-12-31"),
        ("asset", "since", "2119-01-01", "1948-12-31"),
        ("distribution", "year", 2024, 1948),
        ("distribution", "due_on", "2024-01-01", "1948-12-31"),
    ],
)
def test_a_day_that_can_hardly_be_is_refused_at_its_field(
    laptop: Machine, kind: str, field: str, ahead: str | int, early: str | int
) -> None:
    why = "to_come" if KINDS[kind].fields[field].field.past else "too_far"
    assert why_not(laptop, kind, None, **{field: ahead}) == [(field, why)]
    assert why_not(laptop, kind, None, **{field: early}) == [(field, "too_early")]
    for can_be in (beside(ahead, -1), beside(early, 1)):
        laptop.put(kind, None, None, **{field: can_be})


def beside(day: str | int, by: int) -> str | int:
    return day + by if isinstance(day, int) else (date.fromisoformat(day) + timedelta(days=by)).isoformat()


def test_every_day_is_one_that_has_come_or_is_known_to_lie_ahead() -> None:
    fields = {f"{kind}.{name}": each.field for kind, spec in KINDS.items() for name, each in spec.fields.items()}
    days = {name for name, field in fields.items() if field.shape in (DATE, YEAR)}
    past = {name for name, field in fields.items() if field.past}
    assert past <= days
    by_acts = {one for one in days if one.split(".")[0] in ("notice", "objection", "erasure")}
    assert days - past - by_acts == {
        "plot.contracted_until", "consent.until", "share.since", "share.until", "contract.since", "contract.until",
        "contract.ended_on", "asset.since", "distribution.year", "distribution.due_on", "setting.since",
        "setting.until",
    }  # fmt: skip


def test_what_another_desk_wrote_of_a_day_can_be_put_right_field_by_field(laptop: Machine) -> None:
    member = laptop.household("张三")["member"]
    with laptop.desk.writing() as work, patched_day(work, "2030-01-01"):
        work.save("member", member, {"gone_since": "2029-01-01"})
    laptop.put("member", member, other_name="张")
    assert why_not(laptop, "member", member, gone_since="2029-01-02") == [("gone_since", "to_come")]
    laptop.put("member", member, gone_since="2018-12-03")


@contextmanager
def patched_day(work: Work, day: str) -> Iterator[None]:
    """Write as a desk does whose clock stands on another day."""
    before = work.author
    work.author = replace(before, now=datetime.fromisoformat(day).replace(tzinfo=UTC))
    yield
    work.author = before


def test_an_id_number_of_somebody_unborn_or_far_too_old_is_refused(laptop: Machine) -> None:
    member = laptop.household("张三")["member"]
    for born in ("18500101", "20310101"):
        with pytest.raises(FieldsRefusedError) as put:
            laptop.put("member", member, id_number=id_number(5, born))
        assert [(one["field"], one["reason"]) for one in put.value.refused] == [("id_number", "id_birth")]
        with pytest.raises(FieldsRefusedError):  # the form fills in the day of birth, which cannot be either
            keep_field(laptop.desk, "member", member, {"id_number": id_number(5, born)}, {})
    leader = {"kind": "leader", "leader_id_number": id_number(5, "18500101")}
    assert why_not(laptop, "entity", None, **leader) == [("leader_id_number", "id_birth")]


def test_nobody_left_before_they_were_born(laptop: Machine) -> None:
    member = laptop.household("张三")["member"]
    for said in ({"born_on": "1980-05-05"}, {"born_in": 1981}, {"id_number": id_number(7)}):
        laptop.put("member", member, None, **said)
        assert why_not(laptop, "member", member, gone_since="1979-12-31") == [("gone_since", "left_unborn")]
        laptop.put("member", member, None, **dict.fromkeys(["born_on", "born_in", "id_number"]))
    laptop.put("member", member, gone_since="1985-05-05")
    assert why_not(laptop, "member", member, born_on="1985-05-06") == [("born_on", "left_unborn")]
    assert why_not(laptop, "member", member, born_in=1986) == [("born_in", "left_unborn")]
    laptop.put("member", member, born_on="1985-05-05")


def test_nothing_ends_before_it_begins(laptop: Machine) -> None:
    made = laptop.put("contract", signed_on="2018-03-01", since="2018-05-01", terms="job")
    assert why_not(laptop, "contract", made, until="2018-04-30") == [("until", "turned_round")]
    assert why_not(laptop, "contract", made, ended_on="2018-02-28") == [("ended_on", "turned_round")]
    laptop.put("contract", made, ended_on="2018-03-01", until="2018-05-01")  # who withdraws before it begins may
    assert why_not(laptop, "contract", made, since="2018-05-02") == [("since", "turned_round")]
    assert why_not(laptop, "contract", made, signed_on="2018-03-02") == [("signed_on", "turned_round")]
    unsigned = laptop.put("contract", since="2018-05-01")
    assert why_not(laptop, "contract", unsigned, ended_on="2018-04-30") == [("ended_on", "turned_round")]
    share = laptop.put("share", since="2018-05-01")
    assert why_not(laptop, "share", share, until="2018-04-30") == [("until", "turned_round")]


def test_a_party_is_a_household_or_an_entity_and_a_payment_for_one_thing(laptop: Machine) -> None:
    home = laptop.household("张三")["household"]
    firm, contract = laptop.put("entity", name="公司"), laptop.put("contract", terms="order")
    line = laptop.put("distribution_line", household=home, amount_fen=100)
    for kind, one, other in (
        ("party", {"household": home}, {"entity": firm}),
        ("share", {"household": home}, {"holder_entity": firm}),
        ("payment", {"contract": contract}, {"distribution_line": line}),
    ):
        for first, second in ((one, other), (other, one)):
            made = laptop.put(kind, None, None, **first)
            [field] = second
            why = "paid_for_two" if kind == "payment" else "one_of_two"
            assert why_not(laptop, kind, made, **second) == [(field, why)]
            laptop.put(kind, made, None, **second, **dict.fromkeys(first))
        [field] = other
        assert why_not(laptop, kind, None, **one, **other) == [(field, why)]


def test_a_text_of_signs_nobody_sees_says_nothing(laptop: Machine) -> None:
    consent = laptop.household("张三")["consent"]
    laptop.put("consent", consent, asked_by="\u200b\u200d")
    assert "asked_by" not in laptop.get("consent", consent)


def test_a_minimum_wage_of_nothing_is_none(tmp_path: Path) -> None:
    office = County(tmp_path).office
    said = {"figure": "minimum_wage_month", "since": "2018-01-01", "value": 0}
    assert why_not(office, "setting", None, **said) == [("value", "too_small")]
    office.desk.close()


def test_a_notice_hangs_a_day_at_least_and_not_longer_than_a_year(tmp_path: Path) -> None:
    office = County(tmp_path).office
    for days, why in ((0, "too_small"), (367, "too_big"), (10**12, "too_big")):
        said = {"figure": "notice_days", "since": "2018-01-01", "value": days}
        assert why_not(office, "setting", None, **said) == [("value", why)]
        older = Setting(id="s", figure="notice_days", since=date(2018, 1, 1), value=days)
        assert Figures(figure_table(), [older]).days("notice_days", date(2018, 12, 3)) == 10
    kept = office.put("setting", figure="minimum_wage_month", since="2018-01-01", value=162_000)
    with pytest.raises(FieldsRefusedError, match=r"figure.*too_big"):
        office.put("setting", kept, figure="notice_days")
    assert office.put("setting", figure="notice_days", since="2018-01-01", value=366)
    office.desk.close()


def test_an_entity_serves_villages_by_their_codes(laptop: Machine) -> None:
    served = laptop.put("entity", None, None, villages=[VILLAGE, "990101001002"])
    for odd in ("示例村", "99010100100", "99010100100１"):
        assert why_not(laptop, "entity", served, villages=[VILLAGE, odd]) == [("villages", "village")]
    laptop.put("entity", served, None, name="合作社", villages=[VILLAGE])
