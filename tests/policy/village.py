"""A made-up village of any size: eight records a household, some of them wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.contract.records import Contract, Party
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.household.records import Household, Member, Plot
from fupin_desk.subjects.income.records import Asset, Distribution, DistributionLine
from fupin_desk.subjects.office.setting import Setting
from fupin_desk.subjects.order.records import Delivery
from fupin_desk.subjects.payment.records import Payment
from fupin_desk.subjects.village.records import Village
from tests.policy.shelf import Shelf

CODE = "990101001001"
SIGNED = date(2019, 1, 1)


def a_village(households: int) -> tuple[Shelf, date, list[Setting]]:
    """Return a village with eight records a household (member, plot, contract, party, consent, delivery, payment)."""
    near = range(households)
    records = Shelf(
        village=[Village(id="v", code=CODE, village=CODE, poor=True)],
        entity=[Entity(id="firm", kind="cooperative", village=CODE, industries=["crops"], capital_fen=10**9)],
        asset=[Asset(id="solar", operator="firm")],
        distribution=[
            Distribution(id="d", village=CODE, asset="solar", year=2019, income_fen=10**9, due_on=date(2020, 1, 20))
        ],
        household=[Household(id=f"h{at}", village=CODE, head=f"m{at}", status="registered") for at in near],
        member=[
            Member(
                id=f"m{at}",
                household=f"h{at}",
                name="某",
                born_on=date(1980, 1, 1),
                labour="weak" if at % 5 else "able",
            )
            for at in near
        ],
        **_promised_and_paid(near),
    )
    return records, date(2020, 6, 30), [Setting(id="s", figure="minimum_wage_month", value=146000, since=SIGNED)]


def _promised_and_paid(near: range) -> dict[str, list[Any]]:
    """Return what each household has a contract about, and what came of it."""
    terms = ("order", "job", "lease", "asset")
    return {
        "plot": [
            Plot(id=f"p{at}", household=f"h{at}", area_centimu=500, contracted_until=date(2028, 1, 1)) for at in near
        ],
        "contract": [a_contract(at, terms[at % 4]) for at in near],
        "party": [Party(id=f"y{at}", contract=f"c{at}", household=f"h{at}", role="household") for at in near],
        "consent": [
            Consent(id=f"k{at}", household=f"h{at}", member=f"m{at}", to="contract", about=f"c{at}", on=SIGNED)
            for at in near
            if at % 10
        ],
        "delivery": [
            Delivery(id=f"e{at}", contract=f"c{at}", household=f"h{at}", accepted_milli=10**6, on=date(2019, 7, 1))
            for at in near
            if at % 4 == 0
        ],
        "payment": [
            Payment(id=f"b{at}", contract=f"c{at}", household=f"h{at}", amount_fen=250000, paid_on=date(2019, 7, 1))
            for at in near
        ],
        "distribution_line": [
            DistributionLine(id=f"l{at}", distribution="d", household=f"h{at}", amount_fen=1000, heads=1) for at in near
        ],
    }


def a_contract(at: int, terms: str) -> Contract:
    """Return a contract of the terms, with all of them said."""
    return Contract(
        id=f"c{at}",
        village=CODE,
        terms=terms,
        signed_on=SIGNED,
        since=SIGNED,
        floor_price_fen=250,
        member=f"m{at}",
        wage_fen=200000,
        wage_per="month",
        hours_per_month=160,
        pay_day=10,
        plots=[f"p{at}"],
        area_centimu=500,
        rent_fen=50000,
        asset="solar",
        promise="fixed",
        promised_fen=100000,
    )
