"""Fields of records that somebody is to look at, each with what people call the record it is shown with."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from fupin_desk.acts.records.names import names
from fupin_desk.acts.views.owners import page_records, typed_fields
from fupin_desk.kinds import KINDS, kind_spec
from fupin_desk.store import Reader

Place = tuple[str, str, str]
"""Kind, record and field."""


@dataclass(frozen=True)
class Spot:
    """One of them."""

    kind: str
    record: str
    fields: tuple[str, ...]
    """The first is where to begin."""
    name: str
    """What the record is called on whose page it is; empty where that is not here."""


def typed_spots(reader: Reader) -> list[Spot]:
    """Return every record beside which something stands that was typed and not kept, with the fields."""
    typed = {(kind, record): typed_fields(kind, reader.draft(kind, record)) for kind, record in reader.drafts()}
    return _named(reader, [(kind, record, tuple(fields)) for (kind, record), fields in typed.items() if fields])


def disputed_spots(reader: Reader) -> list[Spot]:
    """Return every field that two desks say differently; a no and a yes are asked about by themselves."""
    told = [dispute for dispute in reader.disputes() if not kind_spec(dispute[0]).fields[dispute[2]].keeps_no]
    return _named(reader, [(kind, record, (field,)) for kind, record, field in told])


def _named(reader: Reader, spots: Collection[tuple[str, str, tuple[str, ...]]]) -> list[Spot]:
    pages = page_records(reader, [(kind, record) for kind, record, _fields in spots])
    wanted: dict[str, list[str]] = {}
    for kind, record in pages.values():
        wanted.setdefault(kind, []).append(record)
    called = {(kind, record): name for kind, ids in wanted.items() for record, name in _called(reader, kind, ids)}
    return [Spot(kind, record, fields, called.get(pages[kind, record], "")) for kind, record, fields in spots]


def _called(reader: Reader, kind: str, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    yield from names(reader, kind, ids).items() if kind in KINDS else ()


def pages_with_drafts(reader: Reader, kind: str) -> set[str]:
    """Return the records of a kind on whose page something stands that was not kept."""
    drafts = reader.drafts()
    pages = page_records(reader, drafts).values() if drafts else ()
    return {record for of, record in pages if of == kind}


def drafts_on(reader: Reader, kind: str, ids: Collection[str]) -> dict[str, list[tuple[str, str]]]:
    """Return, for each of these records that holds any, kind and field of what was typed in it and not kept.

    What stands in the records on its page is counted with it. Read in bulk: drafts are few, pages are long.
    """
    wanted, by_record = set(ids), dict[str, list[tuple[str, str]]]()
    drafts = reader.drafts()
    for (of_kind, record), page in page_records(reader, drafts).items() if drafts else ():
        for place in {page, (of_kind, record)}:
            if place[0] == kind and place[1] in wanted:
                fields = typed_fields(of_kind, reader.draft(of_kind, record))
                by_record.setdefault(place[1], []).extend((of_kind, field) for field in fields)
    return {record: fields for record, fields in by_record.items() if fields}
