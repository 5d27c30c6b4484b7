"""Every kind of record there is (records.md), and what is the same for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fupin_desk.domain.errors import UnknownKindError
from fupin_desk.domain.open_list import OpenList
from fupin_desk.domain.record import KindSpec, Record, spec_of
from fupin_desk.kinds import notices as notices  # fills what fields list of them
from fupin_desk.kinds.subjects import stated
from fupin_desk.subjects.consent.records import AGREED_TO

CLASSES: tuple[type[Record], ...] = tuple(sorted(stated("records", "RECORDS"), key=lambda cls: cls.traits.place))
"""In an order in which what others refer to comes first, as on the sheets of the ledger."""

KINDS: dict[str, KindSpec] = {spec.kind: spec for spec in map(spec_of, CLASSES)}


def open_lists() -> Iterator[tuple[OpenList, list[str]]]:
    """Yield the lists that are open to subjects, each with what they put on it."""
    yield from notices.open_lists()
    asking = {kind: spec.traits.asks for kind, spec in KINDS.items() if spec.traits.asks is not None}
    asked = sorted(asking, key=lambda kind: (asking[kind].purpose == "notice_name", kind))
    yield AGREED_TO, [*asked, *notices.agreed_kinds()]


AGREED_TO.fill(dict(open_lists())[AGREED_TO])


CODE_LISTS: dict[str, Sequence[str]] = {
    field.field.codes: field.field.listed
    for spec in KINDS.values()
    for field in spec.fields.values()
    if field.field.codes is not None
}
"""Every code list by its name."""


def kind_spec(kind: str) -> KindSpec:
    """Return what a kind of record is made of; raises ``UnknownKindError``."""
    if kind not in KINDS:
        raise UnknownKindError(kind)
    return KINDS[kind]
