"""Accounts: what one household is owed under one contract, or on one line of a distribution, and what it received."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Self

from fupin_desk.domain.record import Record
from fupin_desk.policy.dossier import Subject
from fupin_desk.policy.figures import Figures, FigureTable
from fupin_desk.policy.graph import Graph, Source
from fupin_desk.policy.kept import Kept, Place
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.erasure.dossier import Erasable
from fupin_desk.subjects.income.dossier import LineDossier
from fupin_desk.subjects.income.records import DistributionLine
from fupin_desk.subjects.office.setting import Setting
from fupin_desk.subjects.payment.dues import in_order
from fupin_desk.subjects.payment.owed import owed_on, owed_under, paid_under
from fupin_desk.subjects.payment.settling import Settled, in_kind, purse_of_due


class Account(Erasable[Record]):
    """What is due to one household, or to several together; the finding is about the contract or the line."""

    __slots__ = ("on", "settled", "under")
    roots = (Contract, DistributionLine)

    def __init__(self, under: ContractDossier | LineDossier, settled: list[Settled], on: date) -> None:
        """Take what is settled by a day, oldest first."""
        super().__init__(under.record, under.graph)
        self.under, self.settled, self.on = under, settled, on

    @classmethod
    def made_of(cls, graph: Graph, records: Iterable[Record], on: date) -> Iterable[Self]:
        """Return every account of contracts and lines on which something was due by a day, the oldest first."""
        records = list(records)
        contracts = [ContractDossier(contract, graph) for contract in records if isinstance(contract, Contract)]
        lines = [
            LineDossier(distribution_line, graph)
            for distribution_line in records
            if isinstance(distribution_line, DistributionLine)
        ]
        of: list[tuple[ContractDossier | LineDossier, list[Settled]]] = []
        of += zip(contracts, owed_under(contracts, on), strict=True)
        of += zip(lines, owed_on(lines, on), strict=True)
        accounts = [cls(under, some, on) for under, settled in of for some in _purses(settled)]
        return sorted(accounts, key=lambda account: account.sort_key)

    @property
    def sort_key(self) -> tuple[date, str]:
        """The first of it that was due."""
        return in_order(self.settled[0].due)

    @property
    def terms(self) -> str | None:
        """Terms of the contract."""
        return self.under.terms

    @property
    def day(self) -> date | None:
        """The day the first of it was due."""
        return self.settled[0].due.due_on

    @property
    def nobodys(self) -> bool:
        """Whether it says of no household that it is theirs."""
        return self.settled[0].due.household is None

    @property
    def in_kind_fen(self) -> int:
        """Of a job: what was given in kind, which pays no wage."""
        if not isinstance(self.under, ContractDossier) or self.terms != "job":
            return 0
        goods = [
            payment
            for payment in paid_under(self.under)
            if in_kind(payment) and payment.paid_on and payment.paid_on <= self.on
        ]
        return sum(payment.amount_fen or 0 for payment in goods)

    def past(self, on: date) -> list[Settled]:
        """Return what should have been paid before that day."""
        return [settled for settled in self.settled if settled.due.due_on < on]


def keep_owed(source: Source, on: date) -> Kept[Settled]:
    """Return what ``owed_of`` does, kept by what it looked up: equal to it after every change it is told of."""

    def look(account: Subject[Any], _on: date, _figures: Figures) -> Iterator[tuple[Place, Settled]]:
        for settled in account.settled if isinstance(account, Account) else ():
            yield in_order(settled.due), settled

    return Kept([Account], look, source, on, Figures(FigureTable({})), Setting)


def _purses(settled: list[Settled]) -> Iterable[list[Settled]]:
    """Return what is due, apart by whom it is due to."""
    purses: dict[object, list[Settled]] = {}
    for due in settled:
        purses.setdefault(purse_of_due(due.due), []).append(due)
    return purses.values()
