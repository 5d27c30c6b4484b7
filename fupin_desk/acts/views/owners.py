"""Which record's page another record is shown on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from fupin_desk.acts.desk import Desk
from fupin_desk.domain.ids import UUID
from fupin_desk.domain.shapes import Shape
from fupin_desk.kinds import KINDS
from fupin_desk.store import Reader

LINE_OF = {kind: spec.traits.placed.by for kind, spec in KINDS.items() if spec.traits.placed.by}
"""Kinds shown on another record's page, with the fields of which the first that is filled names that record."""
Told = Mapping[str, Any]


def page_record(desk: Desk, kind: str, record: str) -> tuple[str, str]:
    """Return kind and id of the record on whose page this one is; itself, where it belongs to none."""
    with desk.vault.reading() as reader:
        return page_records(reader, [(kind, record)])[kind, record]


def page_records(reader: Reader, records: Collection[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return for each record, named by kind and id, the one on whose page it is; read in bulk."""
    owners = {}
    for kind, ids in _by_kind(records).items():
        told = _told(reader, kind, ids) if kind in LINE_OF else {}
        for record in ids:
            owners[kind, record] = _owner(kind, record, told.get(record, {}))
    further = {of for of in owners.values() if of not in owners and of[0] in LINE_OF}
    beyond = page_records(reader, further) if further else {}
    return {record: beyond.get(of, of) for record, of in owners.items()}


def _by_kind(records: Collection[tuple[str, str]]) -> dict[str, list[str]]:
    by_kind: dict[str, list[str]] = {}
    for kind, record in records:
        by_kind.setdefault(kind, []).append(record)
    return by_kind


def _told(reader: Reader, kind: str, ids: Collection[str]) -> dict[str, Told]:
    """Return what stands in records; of one of which nothing could be kept yet, what was typed says whose it is."""
    standing: dict[str, Told] = {
        stored.id: stored.values for stored in reader.list(kind, where={"id": list(ids)}, voided=True)
    }
    return standing | {record: reader.draft(kind, record) for record in ids if record not in standing}


def _owner(kind: str, record: str, told: Told) -> tuple[str, str]:
    for name in LINE_OF.get(kind, ()):
        if told.get(name):
            field = KINDS[kind].fields[name].field
            return str(told[field.kind_in]) if field.kind_in else field.kinds[0], str(told[name])
    return kind, record


def typed_fields(kind: str, typed: Told) -> list[str]:
    """Return the fields of a draft that a person typed in, without what only says whose the record is.

    A record that was chosen is kept at once: an id that stands in a draft was put there to find it again.
    """
    if kind == "explanation":
        return [name for name in typed if name in ("words", "by")]
    fields = KINDS[kind].fields if kind in KINDS else {}
    known = {name: value for name, value in typed.items() if name in fields}
    return [name for name, value in known.items() if not _names_record(fields[name].field.shape, value)]


def _names_record(shape: Shape, value: Any) -> bool:
    return shape.refers and isinstance(value, str) and UUID.fullmatch(value) is not None
