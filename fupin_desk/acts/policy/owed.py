"""What is due to one household, or under one contract.

It is read from what leads to it alone, so that a page opens at once however many households a county has.
"""

from __future__ import annotations

from datetime import date

from fupin_desk.acts.policy.check import judged
from fupin_desk.policy.dossier import Dossier
from fupin_desk.store import Reader
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.household.records import Household
from fupin_desk.subjects.income.dossier import LineDossier
from fupin_desk.subjects.payment.owed import owed
from fupin_desk.subjects.payment.settling import Settled

CONTRACTS = (
    "<party.household/contract",
    "<member.household/<contract.member",
    "<delivery.household/contract",
)
"""Paths from a household to the contracts that may owe it something."""


def dues_of_household(reader: Reader, household: str, on: date) -> list[Settled]:
    """Return what is due to a household through a day, oldest first, with what was paid on each."""
    graph = judged(reader)
    home = Dossier(Household(id=household), graph)
    contracts = {contract.id: contract for path in CONTRACTS for contract in home.at(path)}
    under = [ContractDossier(contract, graph) for contract in contracts.values()]
    lines = [LineDossier(line, graph) for line in home.at("<distribution_line.household")]
    return [settled for settled in owed(under, lines, on) if settled.due.household == household]


def dues_of_contract(reader: Reader, contract: str, on: date) -> list[Settled]:
    """Return what is due under a contract through a day, oldest first, with what was paid on each."""
    graph = judged(reader)
    contracts = reader.records_of(Contract, {"id": contract})
    return owed([ContractDossier(contract, graph) for contract in contracts], (), on)
