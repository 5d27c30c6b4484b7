"""What policy sees and what is due, kept in memory of an open desk (``acts.desk.in_memory``)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Generic, TypeVar, cast

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.in_memory import InMemory
from fupin_desk.acts.policy.check import JudgedRecords, figures, where_judged
from fupin_desk.domain.findings import Finding
from fupin_desk.kinds.judging import keep
from fupin_desk.policy.kept import Kept
from fupin_desk.store import Reader
from fupin_desk.subjects.payment.accounts import keep_owed
from fupin_desk.subjects.payment.settling import Settled

T = TypeVar("T")

FINDINGS, DUES = "findings", "dues"
"""Names in ``Desk.memory``."""


class _OfDesk(Generic[T]):
    """Outcomes of policy, read from a desk."""

    def __init__(self, kept: Kept[T]) -> None:
        self._kept = kept

    @property
    def found(self) -> list[T]:
        return self._kept.found

    def bring(self, reader: Reader, rows: Collection[tuple[str, str]], on: date) -> None:
        if rows or on != self._kept.on:
            self._kept.changed(JudgedRecords(reader), rows, on, figures(reader))


def findings_kept(desk: Desk) -> InMemory[Finding]:
    """Return what policy sees at a desk: as ``check.check_desk``."""
    where = where_judged(desk)

    def make(reader: Reader, on: date) -> _OfDesk[Finding]:
        return _OfDesk(keep(JudgedRecords(reader), figures(reader), on, where))

    return cast("InMemory[Finding]", desk.memory.setdefault(FINDINGS, InMemory(desk.vault.journal, make)))


def dues_kept(desk: Desk) -> InMemory[Settled]:
    """Return what is due to the households of a desk, with what was paid on each: as ``check.settled_dues``."""

    def make(reader: Reader, through: date) -> _OfDesk[Settled]:
        return _OfDesk(keep_owed(JudgedRecords(reader), through))

    return cast("InMemory[Settled]", desk.memory.setdefault(DUES, InMemory(desk.vault.journal, make)))
