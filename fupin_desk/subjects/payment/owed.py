"""What is owed under contracts and on the lines of distributions, with what was paid on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from fupin_desk.policy.due import Due
from fupin_desk.policy.graph import Graph
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.income.dossier import LineDossier
from fupin_desk.subjects.income.dues import dues_on
from fupin_desk.subjects.payment.dues import dues_under, in_order
from fupin_desk.subjects.payment.records import Payment
from fupin_desk.subjects.payment.settling import Settled, settle


def follows_from(due: Due) -> list[tuple[str, str]]:
    """Return kind and id of the records a due follows from, the nearest first."""
    from_ = (("distribution_line", due.distribution_line), ("delivery", due.period), ("contract", due.contract))
    return [(kind, record) for kind, record in from_ if record]


def leads_to(due: Due, beyond: str = "") -> tuple[str, str]:
    """Return kind and id of the record a due leads to, ``beyond`` the one of a kind that is looked at; else nothing."""
    ways = (("household", due.household), ("contract", due.contract), ("distribution_line", due.distribution_line))
    return next(((kind, record) for kind, record in ways if record and kind != beyond), ("", ""))


def owed_of(graph: Graph, on: date) -> list[Settled]:
    """Return everything that is due to households by a day, oldest first, with what was paid on it."""
    return owed(ContractDossier.all(graph, on), LineDossier.all(graph, on), on)


def owed(contracts: Iterable[ContractDossier], lines: Iterable[LineDossier], on: date) -> list[Settled]:
    """Return what is due under contracts and on lines by a day, oldest first, with what was paid on each."""
    settled = (
        settled for some in (owed_under(contracts, on), owed_on(lines, on)) for group in some for settled in group
    )
    return sorted(settled, key=lambda settled: in_order(settled.due))


def owed_under(contracts: Iterable[ContractDossier], on: date) -> Iterator[list[Settled]]:
    """Yield for each contract what is due by a day; what was paid on a line of a list is none of its payments."""
    for contract in contracts:
        dues = dues_under(contract, on)
        yield settle(dues, paid_under(contract), on) if dues else []


def owed_on(lines: Iterable[LineDossier], on: date) -> Iterator[list[Settled]]:
    """Yield for each line what is due by a day."""
    for line in lines:
        dues = dues_on(line, on)
        yield settle(dues, line.those(Payment, "distribution_line"), on) if dues else []


def paid_under(contract: ContractDossier) -> list[Payment]:
    """Return what was paid under a contract, and on no line of a list."""
    return [payment for payment in contract.those(Payment, "contract") if not payment.distribution_line]
