"""What the page of a contract, or of a distribution, adds up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.policy.owed import dues_of_contract
from fupin_desk.acts.records.names import names
from fupin_desk.subjects.income.records import Distribution, DistributionLine
from fupin_desk.subjects.payment.settling import Settled


def contract_dues(desk: Desk, contract: str, on: date) -> list[tuple[Settled, str]]:
    """Return what is due under a contract through a day, the latest first, each with what its household is called."""
    with desk.vault.reading() as reader:
        dues = dues_of_contract(reader, contract, on)
        called = names(reader, "household", [settled.due.household for settled in dues if settled.due.household])
    dues.sort(key=lambda settled: settled.due.due_on, reverse=True)
    return [(settled, called.get(settled.due.household or "", "")) for settled in dues]


@dataclass(frozen=True)
class Sums:
    """How a distribution adds up, in fen."""

    lines: int
    lines_fen: int
    collective_fen: int
    income_fen: int

    @property
    def left_fen(self) -> int:
        """What nobody gets; less than nothing where more is shared out than came in."""
        return self.income_fen - self.collective_fen - self.lines_fen


def distribution_sums(desk: Desk, distribution: str) -> Sums | None:
    """Return how a distribution adds up, or None where it is not there yet."""
    with desk.vault.reading() as reader:
        distributions = reader.records_of(Distribution, {"id": distribution}, voided=True)
        if not distributions:
            return None
        record = distributions[0]
        lines = reader.records_of(DistributionLine, {"distribution": distribution})
        shared = sum(line.amount_fen or 0 for line in lines)
        return Sums(len(lines), shared, record.collective_fen or 0, record.income_fen or 0)
