"""The history of a record as a person reads it: who wrote what, when, and what it replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fupin_desk.acts.desk import Desk
from fupin_desk.domain.changes import Value


@dataclass(frozen=True)
class Wrote:
    """One change."""

    digest: str
    at: str
    by: str
    """Name of the person where they work at this desk, else the end of the desk's id."""
    here: bool
    """Whether it was written at this desk."""
    values: Mapping[str, Value] | None
    """None: erased."""


def history_of(desk: Desk, kind: str, record: str) -> list[Wrote]:
    """Return the changes of a record, the newest first."""
    with desk.vault.reading() as reader:
        people = {stored.id: str(stored.values["name"] or "") for stored in reader.list("person", voided=True)}
        written = []
        for change in reversed(reader.history(kind, record)):
            body = change.body
            assert body is not None
            by = people.get(body.person) or body.desk[-6:]
            written.append(Wrote(change.digest, body.at, by, body.desk == desk.id, change.values))
        return written
