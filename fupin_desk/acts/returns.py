"""Returns: tables worked out over a period, looked at and written as a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from fupin_desk.acts.bundles.sending import untold
from fupin_desk.acts.consents.consent_filter import registered_households
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.files import check_free, write_file
from fupin_desk.acts.policy.check import JudgedRecords
from fupin_desk.acts.records.names import village_names
from fupin_desk.domain.errors import ReturnPeriodError
from fupin_desk.kinds.erasure import ACCOUNTS
from fupin_desk.kinds.returns import RETURNS
from fupin_desk.ledger.returned import Shown, returned, shown
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.return_spec import Period, Return, work_out
from fupin_desk.store import Reader
from fupin_desk.words import words

MOST_YEARS = 10
"""How long a period may be: what has no end is promised for ever."""


class _ToldRecords(JudgedRecords):
    """The records that policy looks at, without what erasures left of accounts at this village alone."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        super().__init__(reader)
        self._desk = desk

    def records(self, kind: str, where: Mapping[str, Any] | None = None, voided: bool = False) -> list[Any]:
        """Return the records of a kind that match."""
        found = super().records(kind, where, voided)
        if kind not in ACCOUNTS:
            return found
        erased = self.reader.untied_since([record.id for record in found])
        staying = untold(self._desk, self.reader, erased.keys())
        return [record for record in found if record.id not in staying]


def period_of(since: date | None, through: date | None, today: date) -> Period:
    """Return the period from a day, else the first of the last day's year, through another, else today.

    ReturnPeriodError where it ends before it begins, or is longer than ``MOST_YEARS``.
    """
    last = through or today
    first = since or last.replace(month=1, day=1)
    if not 0 <= last.year - first.year <= MOST_YEARS or last < first:
        raise ReturnPeriodError(first.isoformat(), last.isoformat(), MOST_YEARS)
    return Period(first, last, today)


def make_return(desk: Desk, name: str, period: Period) -> Return:
    """Work out a return from what is on this desk; ``KeyError`` for one there is not."""
    with desk.vault.reading() as reader:
        agreed = registered_households(reader, period.today)
        return work_out(
            RETURNS[name],
            Graph(_ToldRecords(desk, reader)),
            period,
            agreed,
            lambda records: untold(desk, reader, records),
        )


def show_return(desk: Desk, name: str, period: Period, language: str) -> Shown:
    """Return a return as people read it."""
    made = make_return(desk, name, period)
    with desk.vault.reading() as reader:
        return shown(made, _villages(desk, reader), words(language))


def write_return(desk: Desk, name: str, period: Period, out: Path, language: str) -> int:
    """Write a return as .xlsx to a new file; returns how many rows it has. FileExistsAlreadyError, DiskFullError."""
    check_free(out)
    table = show_return(desk, name, period, language)
    write_file(out, returned(table, words(language)))
    return len(table.rows)


def _villages(desk: Desk, reader: Reader) -> dict[str, str]:
    """Return what villages are called, by code: as their records say, else as their desks were invited."""
    invited = {enrolled.village: enrolled.name for enrolled in reader.desks()}
    if desk.role == "village":
        invited[desk.code] = desk.file.name
    called = village_names(reader, invited)
    return {code: name if called[code] == code else called[code] for code, name in invited.items()}
