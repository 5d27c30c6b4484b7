"""Who sees what: the only way from a record to a form that paper and exchange accept.

Always true:

* nothing LOCAL is in any disclosed form;
* nothing PRIVATE is in a form for the board or for an export;
* what is MASKED is masked there: an ID number shows its first three and last four characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from fupin_desk.domain.changes import Value
from fupin_desk.domain.fields import Privacy
from fupin_desk.domain.languages import InLanguages
from fupin_desk.domain.record import FieldSpec, KindSpec, Record, spec_of


class Audience(StrEnum):
    """For whom a form is made."""

    COUNTY = "county"
    BOARD = "board"
    """The printed notice."""
    EXPORT = "export"


SEEN_BY: dict[Audience, frozenset[Privacy]] = {
    Audience.COUNTY: frozenset({Privacy.PUBLIC, Privacy.MASKED, Privacy.PRIVATE}),
    Audience.BOARD: frozenset({Privacy.PUBLIC, Privacy.MASKED}),
    Audience.EXPORT: frozenset({Privacy.PUBLIC, Privacy.MASKED}),
}


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Values fit for an audience, made by ``disclose`` and nothing else."""

    kind: str
    id: str
    audience: Audience
    values: Mapping[str, Value]


def disclose(spec: KindSpec, record: str, values: Mapping[str, Value], audience: Audience) -> Disclosed:
    """Return what the audience may see of a record's values, masked where it must be."""
    seen: dict[str, Value] = {}
    for name, value in values.items():
        field = spec.fields.get(name)
        if field is None or field.field.privacy not in SEEN_BY[audience]:
            continue
        masked = field.field.privacy is Privacy.MASKED and audience is not Audience.COUNTY
        seen[name] = mask(field, value) if masked else value
    return Disclosed(spec.kind, record, audience, seen)


def board_values(record: Record) -> dict[str, Value]:
    """Return what the board may see of a record and says anything, and nothing else."""
    values = msgspec.to_builtins(record)
    seen = disclose(spec_of(type(record)), record.id, values, Audience.BOARD).values
    return {name: value for name, value in seen.items() if value}


def board_text(record: Record, name: str) -> InLanguages | None:
    """Return a text kept in each language as the board may see it, None where it is empty."""
    seen = board_values(record)
    others = {language: str(seen[other]) for language, other in record.texts[name].items() if other in seen}
    return InLanguages(str(seen[name]), others) if name in seen else None


def mask(field: FieldSpec, value: Value) -> Value:
    """Return the masked form of a value. Names have none of their own: whether one stands is the notice's question."""
    return None if value is None else field.field.shape.mask(value)


def may_show(spec: KindSpec, name: str, audience: Audience) -> bool:
    """Return whether a template for the audience may name this column at all."""
    field = spec.fields.get(name)
    return field is not None and field.field.privacy in SEEN_BY[audience]
