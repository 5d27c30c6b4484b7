"""Disputes: two values written side by side; a person at the office picks one or writes a third."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fupin_desk.acts.desk import Desk
from fupin_desk.domain.changes import Value, sha256
from fupin_desk.domain.errors import NoSuchDisputeError
from fupin_desk.domain.verdicts import Verdict
from fupin_desk.kinds import kind_spec
from fupin_desk.kinds.registers import registers_of
from fupin_desk.store import Reader, Work


@dataclass(frozen=True)
class Said:
    """One of the values that stand, and who wrote it."""

    change: str
    value: Value
    desk: str
    person: str
    at: str


@dataclass(frozen=True)
class Dispute:
    """A field in which more than one value stands."""

    kind: str
    record: str
    field: str
    values: list[Said]

    @property
    def id(self) -> str:
        """What scripts call it: it follows from record and field."""
        return dispute_id(self.kind, self.record, self.field)

    def told(self) -> dict[str, Any]:
        """Return it as scripts see it."""
        values = [{"change": picked.change, "value": picked.value, "by": picked.desk} for picked in self.values]
        return {"id": self.id, "kind": self.kind, "record": self.record, "field": self.field, "values": values}


def dispute_id(kind: str, record: str, field: str) -> str:
    """Return the id of a dispute about a field."""
    return sha256(f"{kind}/{record}/{field}".encode())[:16]


def list_disputes(desk: Desk) -> list[Dispute]:
    """Return every field that says more than one thing, on whichever desk."""
    with desk.vault.reading() as reader:
        return disputes_in(reader)


def disputes_in(reader: Reader) -> list[Dispute]:
    """Return every field that says more than one thing."""
    disputes = []
    for (kind, record), fields in groupby(reader.disputes(), key=lambda row: row[:2]):
        history = {change.digest: change for change in reader.history(kind, record)}
        registers = registers_of(history.values())
        for *_, field in fields:
            values = [_said(history, digest, value) for digest, value in sorted(registers[field].live.items())]
            disputes.append(Dispute(kind, record, field, values))
    return disputes


def _said(history: dict[str, Any], digest: str, value: Value) -> Said:
    body = history[digest].body
    return Said(digest, value, body.desk, body.person, body.at)


def settle_dispute(desk: Desk, dispute: str, *, change: str | None = None, value: Value = None) -> str:
    """Settle a dispute at the office: pick the value of one change, or write a third. It travels back as a change.

    Where one laptop was told a no and another a yes, a village settles it: the office does not know of it.
    NoSuchDisputeError where it is settled already, or the change is none of its values.
    """
    with desk.writing() as work:
        match = next((candidate for candidate in disputes_in(work) if candidate.id == dispute), None)
        local = match is not None and kind_spec(match.kind).fields[match.field].local
        desk.must_be("village" if local else "office")
        if match is None:
            raise NoSuchDisputeError(dispute)
        if change is not None:
            picked = [told.value for told in match.values if told.change == change]
            if not picked:
                raise NoSuchDisputeError(change)
            value = picked[0]
        seen = {match.field: [told.change for told in match.values]}
        work.save(match.kind, match.record, {match.field: value}, seen=seen)
        note_disputes(work)
    return match.record


def note_disputes(work: Work) -> None:
    """Bring the office's sync log up to date: what is disputed by now, and what no longer is and counts as taken."""
    live: dict[str, str] = {}
    for dispute in disputes_in(work):
        live |= {told.change: told.desk for told in dispute.values}
    noted = {digest for _desk, digest in work.offers_standing(Verdict.DISPUTED)}
    work.settle_offers(noted - live.keys())
    work.dispute_offers((desk, digest) for digest, desk in live.items() if digest not in noted)
