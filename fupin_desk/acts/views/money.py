"""Money to households in sums: by the month it was due, and at the office by the village that owes it.

The office's sums are what its villages told, and say so. Of whoever took back their agreement to be registered it hears
of no payment any more, so no sum leads to a household there (safeguards.md, 1); and what fell due after a village's
last bundle is in none: whether that was paid cannot have been told yet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.policy.kept import dues_kept
from fupin_desk.acts.records.names import village_names
from fupin_desk.acts.views.silent import last_heard
from fupin_desk.domain.record import kind_name
from fupin_desk.store import Moment, Reader
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.income.records import DistributionLine
from fupin_desk.subjects.payment.settling import Settled

MONTHS = 12
MEMORY = "money"
"""Name in ``Desk.memory``."""


@dataclass(frozen=True)
class Month:
    """What was due in one month, by today, and what of that was paid whenever."""

    first: date
    promised_fen: int = 0
    paid_fen: int = 0


@dataclass(frozen=True)
class VillageOwed:
    """What is overdue to the households of one village together."""

    code: str
    name: str
    open_fen: int
    payments: int


@dataclass(frozen=True)
class Told:
    """What the office knows of money."""

    months: list[Month]
    villages: list[VillageOwed]
    """Those with money overdue, by the money owed and nothing else, the most first."""

    @property
    def open_fen(self) -> int:
        """What is overdue in all."""
        return sum(village.open_fen for village in self.villages)

    @property
    def payments(self) -> int:
        """How many payments are overdue."""
        return sum(village.payments for village in self.villages)


def by_month(settled: Iterable[Settled], on: date) -> list[Month]:
    """Return what was due by a day in its month and in those before it, twelve in all, the oldest first."""
    last = on.year * 12 + on.month - 1
    promised, paid = Counter[int](), Counter[int]()
    for due_settled in settled:
        due_on = due_settled.due.due_on
        if due_on <= on:
            month = due_on.year * 12 + due_on.month - 1
            promised[month] += due_settled.due.amount_fen
            paid[month] += due_settled.paid_fen
    span = range(last - MONTHS + 1, last + 1)
    return [Month(date(month // 12, month % 12 + 1, 1), promised[month], paid[month]) for month in span]


def money_told(desk: Desk, on: date) -> Told:
    """Return the sums of an office; slow when a desk was opened a moment ago, for then all dues are worked out."""
    with desk.vault.reading() as reader:
        state = (reader.moment, on)
        kept: tuple[tuple[Moment, date], Told] | None = desk.memory.get(MEMORY)
        if kept is None or kept[0] != state:
            kept = desk.memory[MEMORY] = (state, _told(reader, dues_kept(desk).at(reader, on), on))
        return kept[1]


def _told(reader: Reader, settled: list[Settled], on: date) -> Told:
    heard = last_heard(reader)
    village_of = reader.villages_of(kind_name(Contract)) | reader.villages_of(kind_name(DistributionLine))
    through = {code: min(day, on) for code, day in heard.items() if day is not None}
    told: list[Settled] = []
    overdue: dict[str, list[int]] = defaultdict(list)
    for due_settled in settled:
        due = due_settled.due
        code = village_of.get(due.distribution_line or due.contract or "", "")
        day = through.get(code)
        if day is not None and due.due_on <= day:
            told.append(due_settled)
            if due_settled.overdue(day):
                overdue[code].append(due_settled.open_fen)
    called = village_names(reader, overdue)
    owed = [VillageOwed(code, called[code], sum(open_fen), len(open_fen)) for code, open_fen in overdue.items()]
    return Told(by_month(told, on), sorted(owed, key=lambda village: (-village.open_fen, village.code)))
