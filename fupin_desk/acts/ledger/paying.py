"""Whether money from a list may be written down as paid: by sheet as by form (``acts.records.by_hand``).

Always true:

* the list is looked at as it will be once the whole ledger is in: a row may change what was posted, or mend it;
* what was paid from a line, before this ledger, stays what it was paid on (``subjects.payment.constraints``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar

import msgspec

from fupin_desk.acts.ledger.shelf import Entry, Shelf
from fupin_desk.acts.ledger.staging import Staging
from fupin_desk.acts.notices.payments import PostedList, objected, posted_list
from fupin_desk.domain.record import Record, kind_name
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.notices import SPECS
from fupin_desk.store.vault.reader import Reader
from fupin_desk.subjects.income.records import DistributionLine
from fupin_desk.subjects.payment.constraints import paid_faults
from fupin_desk.subjects.payment.records import Payment

R = TypeVar("R", bound=Record)

OWING = [spec for spec in SPECS.values() if spec.owed]
AHEAD = frozenset(kind_name(cls) for spec in OWING for cls in (spec.about, *spec.lines_about))
"""What hangs is compared with, and the sheets before the payments may have changed."""


class Paying:
    """Says of each line whether it may be paid; to be asked once all rows about distributions are judged."""

    def __init__(self, reader: Reader, shelf: Shelf) -> None:
        """Look at what is here and at what the ledger adds."""
        self._reader, self._shelf = reader, shelf
        self._posted = cache(self._posted_list)

    def held_back(self, line: str, paid_on: date | None) -> Literal["objected", "differs", "not_posted"] | None:
        """Return why a line may not be paid, or None. Of a list nobody set out to post, what was paid stands."""
        entry = self._shelf.get("distribution_line", line)
        values = entry.values if entry else {}
        distribution = str(values.get("distribution") or "")
        if objected(self._reader, line, distribution):
            return "objected"
        return self._posted(distribution).holds_back(line, paid_on, anybodys=not values.get("household"))

    def _posted_list(self, distribution: str) -> PostedList:
        return posted_list(_Ahead(self._reader, self._shelf), distribution)


def stays_paid(stage: Staging) -> None:
    """Refuse a row by which a line that was paid would give less, or to another household, or in another list."""
    for part in () if stage.faults else stage.parts:
        line = part.entry
        if line.kind != "distribution_line":
            continue
        payments = [_record(Payment, entry, entry.values) for entry in stage.shelf.tied("payment", line.id)]
        stood, now = (_record(DistributionLine, line, line.values | more) for more in ({}, part.values))
        before = set(paid_faults(stood, stood, payments))
        for fault in paid_faults(now, stood, payments):
            if fault not in before:
                (field,) = fault.fields
                headed = "head" if field == "household" and "household" not in stage.row.said else field
                stage.fault(headed, fault.reason)


def _record(of: type[R], entry: Entry, values: Mapping[str, Any]) -> R:
    return msgspec.convert({**values, "id": entry.id}, type=of)


class _Ahead(Reader):
    """The desk as it will be."""

    def __init__(self, reader: Reader, shelf: Shelf) -> None:
        super().__init__(reader.history_here)
        self._shelf = shelf

    def records(self, kind: str, where: Any = None, voided: bool = False) -> list[Any]:
        if kind not in AHEAD:
            return super().records(kind, where, voided)
        asked = [(name, wanted if isinstance(wanted, list) else [wanted]) for name, wanted in (where or {}).items()]
        standing = (
            {**entry.values, "id": entry.id} for entry in self._shelf.of_kind(kind) if voided or not entry.voided
        )
        fitting = [values for values in standing if all(values.get(name) in wanted for name, wanted in asked)]
        return [msgspec.convert(values, type=KINDS[kind].cls) for values in fitting]
