"""Filling in a form: a record as it is opened, one field kept at a time, and what was typed but cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.by_hand import save_by_hand
from fupin_desk.domain.changes import Value
from fupin_desk.domain.errors import FieldsRefusedError
from fupin_desk.domain.ids import uuid7
from fupin_desk.kinds import kind_spec
from fupin_desk.store import Reader, Work

Heads = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class FormSheet:
    """A record as a person has it before them."""

    kind: str
    id: str
    exists: bool
    values: Mapping[str, Value]
    """Every field; None where it is empty."""
    heads: Heads
    """For each field the changes that are seen: what the next save is based on."""
    disputed: tuple[str, ...]
    drafts: Mapping[str, Any]
    """What was typed and is not kept (yet), by field."""


def new_id(desk: Desk) -> str:
    """Return an id for a record about to be filled in."""
    return uuid7(desk.now(), desk.surroundings.random(10))


def open_sheet(desk: Desk, kind: str, record: str) -> FormSheet:
    """Return a record to fill in; one that is not there yet is an empty sheet."""
    with desk.vault.reading() as reader:
        return sheet_in(reader, kind, record)


def sheet_in(reader: Reader, kind: str, record: str) -> FormSheet:
    """Return a record to fill in, as it stands in a snapshot."""
    stored = reader.find(kind, record)
    drafts = reader.draft(kind, record)
    if stored is None:
        empty: dict[str, Value] = dict.fromkeys(kind_spec(kind).fields)
        return FormSheet(kind, record, False, empty, {}, (), drafts)
    return FormSheet(kind, record, True, stored.values, stored.heads, stored.disputed, drafts)


def keep_field(desk: Desk, kind: str, record: str, values: Mapping[str, Any], seen: Heads) -> FormSheet:
    """Keep fields as they were typed, on what the person saw in them, and forget their drafts; returns what stands.

    FieldsRefusedError, PaymentBlockedError: nothing was written. The first field that is kept makes the record; at the
    office it is one of the village whose record it names, and without one it is refused: it would travel to nobody.
    """
    with desk.writing() as work:
        values = with_implied(work, kind, record, values)
        based_on = {name: list(seen.get(name, ())) for name in values}
        new = desk.role == "office" and work.find(kind, record) is None
        village = _village_of(work, kind, values) if new else None
        save_by_hand(work, kind, record, values, based_on, village)
        for name in values:
            work.keep_draft(kind, record, name, None)
        return sheet_in(work, kind, record)


def with_implied(work: Work, kind: str, record: str | None, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return values with what they say of other fields as well (``Record.implied``): a birth by an ID number."""

    def stood() -> Mapping[str, Any]:
        stored = work.find(kind, record) if record is not None else None
        return {} if stored is None else stored.values

    return {**values, **kind_spec(kind).cls.implied(values, stood)}


def _village_of(work: Work, kind: str, values: Mapping[str, Any]) -> str | None:
    spec = kind_spec(kind)
    if spec.cls.realm != "village":
        return None
    for name, value in values.items():
        of = spec.fields[name].field
        refers = value and of.shape.refers and not of.shape.several
        named = (work.find(kind, str(value)) for kind in of.kinds) if refers else ()
        village = next((stored.village for stored in named if stored is not None), "")
        if village:
            return village
    raise FieldsRefusedError(kind, [{"field": name, "reason": "village", "typed": None} for name in values])


def keep_typed(
    desk: Desk, kind: str, record: str, field: str, typed: Any, given: Mapping[str, Any] | None = None
) -> None:
    """Keep what stands in a field beside the record, so that not even a power cut loses it; None forgets it.

    ``given`` says whose a record is that is not there yet: without it nobody would find what was typed again.
    """
    with desk.writing() as work:
        work.keep_draft(kind, record, field, typed)
        if given and work.find(kind, record) is None:
            own = work.draft(kind, record).keys() - given.keys()
            for name, value in given.items():
                work.keep_draft(kind, record, name, value if own else None)


def begun(desk: Desk, kind: str, by: str, owner: str) -> list[str]:
    """Return the ids of records begun for another one of which nothing could be kept yet; ``by`` names that one."""
    with desk.vault.reading() as reader:
        ids = [record for of, record in reader.drafts() if of == kind and reader.find(kind, record) is None]
        return [record for record in ids if reader.draft(kind, record).get(by) == owner]
