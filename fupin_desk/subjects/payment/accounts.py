"""Accounts: what one household is owed under one contract, or on one line of a distribution, and what it received."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from fupin_desk.domain.record import Record
from fupin_desk.policy.graph import Graph
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.erasure.dossier import Erasable
from fupin_desk.subjects.income.dossier import LineDossier
from fupin_desk.subjects.payment.dues import in_order
from fupin_desk.subjects.payment.owed import owed_on, owed_under, paid_under
from fupin_desk.subjects.payment.settling import Settled, in_kind, purse_of_due


class Account(Erasable[Record]):
    """What is due to one household, or to several together; the finding is about the contract or the line."""

    __slots__ = ("on", "settled", "under")

    def __init__(self, under: ContractDossier | LineDossier, settled: list[Settled], on: date) -> None:
        """Take what is settled by a day, oldest first."""
        super().__init__(under.record, under.graph)
        self.under, self.settled, self.on = under, settled, on

    @classmethod
    def all(cls, graph: Graph, on: date) -> Iterable[Self]:
        """Return every account on which something was due by a day, the oldest first."""
        contracts, lines = [*ContractDossier.all(graph, on)], [*LineDossier.all(graph, on)]
        of: list[tuple[ContractDossier | LineDossier, list[Settled]]] = []
        of += zip(contracts, owed_under(contracts, on), strict=True)
        of += zip(lines, owed_on(lines, on), strict=True)
        found = [cls(under, some, on) for under, settled in of for some in _purses(settled)]
        return sorted(found, key=lambda account: in_order(account.settled[0].due))

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
        goods = [one for one in paid_under(self.under) if in_kind(one) and one.paid_on and one.paid_on <= self.on]
        return sum(one.amount_fen or 0 for one in goods)

    def past(self, on: date) -> list[Settled]:
        """Return what should have been paid before that day."""
        return [one for one in self.settled if one.due.due_on < on]


def _purses(settled: list[Settled]) -> Iterable[list[Settled]]:
    """Return what is due, apart by whom it is due to."""
    found: dict[object, list[Settled]] = {}
    for one in settled:
        found.setdefault(purse_of_due(one.due), []).append(one)
    return found.values()
