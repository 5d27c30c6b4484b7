"""How far records have come on their way to the county: green is what the office signed for, all else is grey."""

from __future__ import annotations

from collections.abc import Iterable

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.names import village_names
from fupin_desk.store import Reader

GREEN = "taken"
ORDER = ("returned", "disputed", "held", "", "unanswered", GREEN)
"""The first of these that any of its changes is in is where a record stands; ``""`` was never sent."""


def sync_statuses(reader: Reader, records: Iterable[str]) -> dict[str, str]:
    """Return where each record stands: ``taken``, ``unanswered``, ``unsent``, ``disputed``, ``held``, ``returned``.

    A record none of whose changes may ever travel is not among them.
    """
    return {record: sync_status_of(states) for record, states in reader.sent_of_records(records).items()}


def village_and_status(desk: Desk, kind: str, record: str) -> tuple[str, str]:
    """Return what the village is called that a record is of, and where it stands."""
    with desk.vault.reading() as reader:
        stored = reader.find(kind, record)
        village = "" if stored is None else village_names(reader, [stored.village])[stored.village]
        return village, sync_statuses(reader, [record]).get(record, "unsent")


def sync_status_of(states: Iterable[str]) -> str:
    """Return where a record stands whose changes are in these states."""
    known = set(states)
    return next(state for state in ORDER if state in known) or "unsent"
