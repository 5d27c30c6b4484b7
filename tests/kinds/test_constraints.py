"""What may not be written beside other records: a constraint refuses what it is for, and reads what it says."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date
from functools import partial
from typing import Any

import msgspec
import pytest

from fupin_desk import subjects
from fupin_desk.acts.policy.check import figure_table
from fupin_desk.domain.ids import village_id
from fupin_desk.domain.record import HEADER, Contradiction, Record, spec_of
from fupin_desk.kinds.constraints import CONSTRAINTS, constraints_on
from fupin_desk.policy.constraint import Asked, Constraint, constraint
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.graph import Graph
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.contract.records import Contract, Party
from fupin_desk.subjects.household.records import Household, Member, Plot
from fupin_desk.subjects.income.records import Distribution, DistributionLine
from fupin_desk.subjects.loan.records import Loan, LoanEvent
from fupin_desk.subjects.office.setting import Setting
from fupin_desk.subjects.order.records import Delivery
from fupin_desk.subjects.payment.records import Payment
from fupin_desk.subjects.village.records import Village
from tests.policy.shelf import Shelf

CODE = "990101001001"
EARLY, LATE = date(2018, 1, 1), date(2018, 6, 1)
STRANGER = Member(id="stranger", household="other")
ORDER = Contract(id="order", terms="order", signed_on=LATE)
BOUND = Party(id="party", contract="order", household="home")
LINE = DistributionLine(id="line", distribution="list", household="home", amount_fen=100)
PAID = Payment(id="paid", distribution_line="line", household="home", amount_fen=100)
NEW_VILLAGE = Village(id=village_id(CODE), village=CODE, code=CODE)
LOAN = Loan(id="loan", household="home", signed_on=LATE)
WAGE = Setting(id="wage", figure="minimum_wage_month", value=100000, since=EARLY)

YES: dict[str, tuple[tuple[Record, ...], Record, Record | None, set[tuple[str, str]]]] = {
    "head_of_another_household": (
        (STRANGER,), Household(id="home", head="stranger"), Household(id="home"), {("head", "not_of_household")},
    ),
    "head_who_left_the_own_household": (
        (Household(id="home", head="m"),), Member(id="m", household="other"), Member(id="m", household="home"),
        {("household", "heads_another")},
    ),
    "agreed_by_a_stranger": (
        (STRANGER, ORDER), Consent(id="c", household="home", member="stranger", about="order"), None,
        {("member", "not_of_household")},
    ),
    "paid_to_a_stranger": (
        (STRANGER, ORDER), Payment(id="p", household="home", member="stranger", contract="order"), None,
        {("member", "not_of_household")},
    ),
    "paid_under_a_contract_of_others": (
        (ORDER, BOUND), Payment(id="p", household="other", contract="order", paid_on=EARLY), None,
        {("household", "no_party"), ("paid_on", "before_contract")},
    ),
    "delivered_under_what_is_no_order": (
        (Contract(id="job", terms="job", since=LATE), Party(id="party", contract="job", household="home")),
        Delivery(id="d", household="other", contract="job", on=EARLY), None,
        {("contract", "not_order"), ("household", "no_party"), ("on", "before_contract")},
    ),
    "order_ended_under_its_deliveries": (
        (Delivery(id="d", contract="order"),), Contract(id="order", terms="lease", voided="taken_out"), ORDER,
        {("terms", "delivered_under"), ("voided", "delivered_under")},
    ),
    "list_gone_under_its_payments": (
        (LINE, PAID), Distribution(id="list", voided="taken_out"), Distribution(id="list"), {("voided", "paid")},
    ),
    "line_changed_under_its_payments": (
        (PAID,),
        DistributionLine(
            id="line", distribution="another", household="other", amount_fen=99, declined=True, voided="taken_out"
        ),
        LINE,
        {("amount_fen", "paid_more")}
        | {(name, "paid") for name in ("distribution", "household", "declined", "voided")},
    ),
    "figure_nobody_may_set": ((), Setting(id="s", figure="no_such_figure"), None, {("figure", "code")}),
    "value_that_cannot_be": (
        (), Setting(id="s", figure="minimum_wage_month", value=0), None, {("value", "too_small")}
    ),
    "second_value_for_a_day": (
        (WAGE,), Setting(id="s", figure="minimum_wage_month", value=1, since=EARLY), None, {("since", "same_day")},
    ),
    "happened_before_its_loan": (
        (LOAN,), LoanEvent(id="e", loan="loan", kind="repaid", on=EARLY), None, {("on", "before_loan")},
    ),
    "renewal_of_no_earlier_loan_of_the_borrower": (
        (LOAN, Loan(id="other", household="other", signed_on=EARLY)),
        LoanEvent(id="e", loan="loan", kind="renewed", on=LATE, renews="other"), None, {("renews", "other_borrower")},
    ),
    "another_village": (
        (), msgspec.structs.replace(NEW_VILLAGE, code="990101001002"), NEW_VILLAGE, {("code", "invited")},
    ),
}  # fmt: skip
"""Of each constraint: what is there, a record as it would stand and as it stood, and what is refused, where first."""

NAMES = [each.look.__name__ for each in CONSTRAINTS]


def faults(asked: Constraint, there: tuple[Record, ...], now: Record, stood: Record | None) -> list[Contradiction]:
    return asked.new_faults(now, stood, Graph(Shelf(*there, now), [now], voided=True), figure_table)


def test_each_constraint_is_in_the_registry_and_has_its_sample() -> None:
    stated = {
        each.look.__name__
        for module in pkgutil.walk_packages(subjects.__path__, f"{subjects.__name__}.")
        for each in vars(importlib.import_module(module.name)).values()
        if isinstance(each, Constraint)
    }
    assert stated == set(NAMES) == set(YES)


@pytest.mark.parametrize(("name", "asked"), [*zip(NAMES, CONSTRAINTS, strict=True)])
def test_a_constraint_refuses_what_it_is_for_and_lets_be_what_stood_so(name: str, asked: Constraint) -> None:
    there, now, stood, refused = YES[name]
    assert {(fault.fields[0], fault.reason) for fault in faults(asked, there, now, stood)} == refused
    assert faults(asked, there, now, now) == []


@pytest.mark.parametrize(("name", "asked"), [*zip(NAMES, CONSTRAINTS, strict=True)])
def test_a_constraint_reads_no_field_that_it_is_not_asked_by(name: str, asked: Constraint) -> None:
    there, now, stood, _refused = YES[name]
    assert asked.fields <= spec_of(asked.of).fields.keys()
    whole = faults(asked, there, now, stood)
    alone = {each: getattr(now, each) for each in (*asked.fields, *HEADER, "voided")}
    assert faults(asked, there, asked.of(**alone), stood) == whole


@pytest.mark.parametrize(
    ("there", "asked", "now"),
    [
        # a worker agrees to their own job, and is paid for it, wherever they live
        ((STRANGER, Contract(id="job", member="stranger")), "agreed_by_a_stranger",
         Consent(id="c", household="home", member="stranger", about="job")),
        ((STRANGER, Contract(id="job", member="stranger")), "paid_to_a_stranger",
         Payment(id="p", household="home", member="stranger", contract="job")),
        ((STRANGER, BOUND, Contract(id="order", member="stranger")), "paid_under_a_contract_of_others",
         Payment(id="p", household="other", member="stranger", contract="order")),
        # nobody wrote down yet whose it is
        ((ORDER,), "paid_under_a_contract_of_others",
         Payment(id="p", household="other", contract="order", paid_on=LATE)),
        ((Member(id="m"),), "head_of_another_household", Household(id="home", head="m")),
        # a loan is renewed by a later one of its borrower, or of a borrower yet to be written down
        ((LOAN, Loan(id="old", household="home", signed_on=EARLY)), "renewal_of_no_earlier_loan_of_the_borrower",
         LoanEvent(id="e", loan="loan", kind="renewed", on=LATE, renews="old")),
        ((LOAN, Loan(id="old", signed_on=EARLY)), "renewal_of_no_earlier_loan_of_the_borrower",
         LoanEvent(id="e", loan="loan", kind="renewed", on=LATE, renews="old")),
        # its rate is agreed before it is drawn
        ((msgspec.structs.replace(LOAN, signed_on=EARLY, drawn_on=LATE),), "happened_before_its_loan",
         LoanEvent(id="e", loan="loan", kind="repriced", on=EARLY)),
        # what was paid was taken out
        ((msgspec.structs.replace(PAID, voided="taken_out"),), "line_changed_under_its_payments",
         DistributionLine(id="line", amount_fen=1)),
        # a later one follows it
        ((WAGE,), "second_value_for_a_day",
         Setting(id="s", figure="minimum_wage_month", value=1, since=LATE)),
    ],
)  # fmt: skip
def test_what_can_be_is_refused_by_nothing(there: tuple[Record, ...], asked: str, now: Record) -> None:
    assert faults(CONSTRAINTS[NAMES.index(asked)], there, now, None) == []


@pytest.mark.parametrize(
    ("other", "on", "more", "reason"),
    [
        (Loan(id="other", household="home", signed_on=date(2018, 6, 2)), LATE, (), "renews_later"),
        (Loan(id="other", household="home", signed_on=EARLY), date(2017, 12, 31), (), "renews_later"),
        (
            Loan(id="other", household="home", signed_on=LATE), LATE,
            (LoanEvent(id="back", loan="other", kind="renewed", on=LATE, renews="loan"),), "renews_round",
        ),
    ],
)  # fmt: skip
def test_a_loan_renews_no_later_one_and_none_that_renewed_it(
    other: Loan, on: date, more: tuple[Record, ...], reason: str
) -> None:
    asked = CONSTRAINTS[NAMES.index("renewal_of_no_earlier_loan_of_the_borrower")]
    now = LoanEvent(id="e", loan="loan", kind="renewed", on=on, renews="other")
    assert [fault.reason for fault in faults(asked, (LOAN, other, *more), now, None)] == [reason]


def test_what_is_new_or_comes_back_is_asked_everything_and_else_what_was_written() -> None:
    on = partial(constraints_on, Payment)
    assert on({"voucher"}, new=False) == []
    assert on({"paid_on"}, new=False) == [CONSTRAINTS[NAMES.index("paid_under_a_contract_of_others")]]
    assert on({"voided"}, new=False) == on({"voucher"}, new=True) != []
    assert constraints_on(Plot, {"name"}, new=True) == []


def test_what_is_taken_out_is_asked_only_what_concerns_taking_out() -> None:
    there, now, _stood, _refused = YES["paid_to_a_stranger"]
    gone: Any = msgspec.structs.replace(now, voided="taken_out")
    asked = CONSTRAINTS[NAMES.index("paid_to_a_stranger")]
    assert faults(asked, there, gone, None) == []
    assert faults(asked, there, now, gone) == []  # it stood so before it was taken out


def test_a_constraint_is_told_what_stood_before() -> None:
    @constraint(Plot, "name")
    def renamed(plot: Dossier[Plot], asked: Asked) -> list[Contradiction]:
        stood = asked.stood
        return [Contradiction(("name",), "made")] if isinstance(stood, Plot) and stood.name != plot.record.name else []

    assert faults(renamed, (), Plot(id="p", name="b"), Plot(id="p", name="a")) == [Contradiction(("name",), "made")]
    assert faults(renamed, (), Plot(id="p", name="a"), Plot(id="p", name="a")) == []
