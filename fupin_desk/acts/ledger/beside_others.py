"""What a row may not say beside other records: the constraints that sheets ask as well (``Constraint.sheets``).

Asked of the records on the desk and of those the ledger adds, as they will stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from fupin_desk.acts.ledger.shelf import Entry, Shelf
from fupin_desk.acts.ledger.staging import Staged
from fupin_desk.acts.policy.check import figure_table
from fupin_desk.domain.check import Refused
from fupin_desk.domain.record import Record
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.constraints import constraints_on
from fupin_desk.policy.graph import Graph


class _ShelfSource:
    """The shelf's records as a graph reads them (``policy.graph.Source``)."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def records(self, kind: str, where: Mapping[str, Any] | None = None, voided: bool = False) -> list[Any]:
        """Return the records of a kind that match, in the order of their ids."""
        wanted = dict(where or {})
        named = (self._shelf.get(kind, id) for id in wanted.pop("id", ()))
        entries = [entry for entry in named if entry is not None] if "id" in (where or {}) else self._all(kind, wanted)
        return [_record(entry) for entry in sorted(entries, key=lambda entry: entry.id) if voided or not entry.voided]

    def _all(self, kind: str, wanted: Mapping[str, Any]) -> list[Entry]:
        entries = self._shelf.of_kind(kind)
        return [entry for entry in entries if all(entry.values.get(name) in wanted[name] for name in wanted)]


def beside_others(shelf: Shelf, part: Staged) -> Iterator[Refused]:
    """Yield what a row's record may not say beside others, and did not say before, each at a field that was written."""
    entry, written = part.entry, part.values
    asked = constraints_on(KINDS[entry.kind].cls, written, new=not entry.values)
    if not written or not any(constraint.sheets for constraint in asked):
        return
    stood = _record(entry) if entry.values else None
    now = _record(entry, written)
    graph = Graph(_ShelfSource(shelf), [now], voided=True)
    for constraint in asked:
        for fault in constraint.new_faults(now, stood, graph, figure_table) if constraint.sheets else ():
            name = next((name for name in fault.fields if name in written), fault.fields[0])
            yield Refused(name, fault.reason, written.get(name))


def _record(entry: Entry, written: Mapping[str, Any] | None = None) -> Record:
    return msgspec.convert({"id": entry.id, **entry.values, **(written or {})}, type=KINDS[entry.kind].cls)
