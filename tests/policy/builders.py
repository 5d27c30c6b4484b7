"""Builders of records with short ids, for tests of what is due."""

from __future__ import annotations

from datetime import date
from typing import Any

from fupin_desk.policy.due import Due
from fupin_desk.policy.graph import Graph
from fupin_desk.subjects.contract.records import Contract, Party
from fupin_desk.subjects.household.records import Member, Plot
from fupin_desk.subjects.income.records import Asset, Distribution, DistributionLine
from fupin_desk.subjects.order.records import Delivery
from fupin_desk.subjects.payment.owed import owed_of
from fupin_desk.subjects.payment.records import Payment
from tests.policy.shelf import Shelf

FAR = date(2100, 1, 1)


def day(text: str) -> date:
    """Return a day from ISO text."""
    return date.fromisoformat(text)


def dues_of(graph: Graph, through: date) -> list[Due]:
    """Return everything that falls due to households by a day, oldest first, each with its inputs."""
    return [one.due for one in owed_of(graph, through)]


def a_contract(terms: str, **said: Any) -> Contract:
    """Return a contract of the given terms, running since 2019-01-01."""
    return Contract(**{"id": "c", "terms": terms, "since": day("2019-01-01"), **said})


def a_job(**said: Any) -> Contract:
    """Return a job at 3,000 yuan a month, paid on the 10th."""
    return a_contract("job", **{"member": "worker", "wage_fen": 300000, "wage_per": "month", "pay_day": 10, **said})


def dues(contract: Contract, through: str, *more: Any, households: tuple[str, ...] = ("home",)) -> list[Due]:
    """Return what is due under one contract of these households, with other records beside it."""
    kinds: dict[type, str] = {
        Plot: "plot",
        Delivery: "delivery",
        Asset: "asset",
        Distribution: "distribution",
        DistributionLine: "distribution_line",
        Party: "party",
    }
    found: dict[str, list[Any]] = {name: [] for name in kinds.values()}
    found["party"] = [
        *(Party(id=name, contract=contract.id, household=name, role="household") for name in households),
        Party(id="firm-party", contract=contract.id, entity="firm", role="employer"),
    ]
    for one in more:
        found[kinds[type(one)]].append(one)
    members = [Member(id="worker", household=households[0])] if households else []
    return dues_of(Graph(Shelf(contract=[contract], member=members, **found)), day(through))


def a_payment(amount_fen: int, paid_on: str, confirmed: bool = True, **said: Any) -> Payment:
    """Return a payment to the household ``home`` under the contract ``c``, confirmed the same day."""
    on = day(paid_on)
    said = {"contract": "c", "household": "home", "id": f"{amount_fen} on {paid_on}", **said}
    said.setdefault("confirmed_on", on if confirmed else None)
    return Payment(amount_fen=amount_fen, paid_on=on, **said)
