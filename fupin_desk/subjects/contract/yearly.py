"""What is promised by the year, for the whole years of a term and by days for a shorter last one (ours)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from fupin_desk.policy.days import LAST_DAY, day_in_month
from fupin_desk.policy.due import Due, due_id
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.records import Contract


class Yearly(NamedTuple):
    """What a contract promises for one year of its term."""

    household: str | None
    amount_fen: int
    due_on: date
    period: str
    why: dict[str, object]

    def due(self, contract: ContractDossier, what: str, through: date) -> Iterator[Due]:
        """Yield it as a due, where it is anything and falls due by a day."""
        if self.amount_fen and self.due_on <= through:
            yield Due(
                id=due_id(contract.id, what, self.period, self.household),
                contract=contract.id,
                household=self.household,
                payers=contract.bound.payers,
                what=what,
                amount_fen=self.amount_fen,
                due_on=self.due_on,
                period=self.period,
                why=self.why,
            )


def year_day(contract: Contract, since: date, first: date, last: date) -> date:
    """Return the agreed day of the year that begins on ``first``: the first such day not before it.

    Agreed and first day are compared as they were written, not as a shorter month makes them: a term from 29 February
    has one such day in each of its years, also where that is the 28th.
    """
    if contract.pay_month is None:
        return last
    agreed = (contract.pay_month, contract.pay_day or LAST_DAY)
    year = first.year if agreed >= (since.month, since.day) else first.year + 1
    return day_in_month(year, *agreed)


def year_why(first: date, last: date, whole: int) -> dict[str, object]:
    """Return how long a year of the term is, and how long a whole one."""
    return {
        "first_on": first.isoformat(),
        "last_on": last.isoformat(),
        "days": (last - first).days + 1,
        "year_days": whole,
    }
