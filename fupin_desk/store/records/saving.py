"""A save: what a person typed becomes changes, one for each stream and purpose it touches; what keeps a no, apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fupin_desk.domain.changes import (
    COUNTY_STREAM,
    LOCAL_STREAM,
    SALT_BYTES,
    Value,
    make_change,
    village_stream,
)
from fupin_desk.domain.check import Refused, check_pairs, check_unfit, check_values, shown
from fupin_desk.domain.errors import ChangeNotSeenError, FieldsRefusedError
from fupin_desk.domain.limits import MOST_BASES
from fupin_desk.domain.plausible import hardly_so
from fupin_desk.domain.record import FieldSpec, KindSpec
from fupin_desk.store.history.appending import Appending
from fupin_desk.store.history.author import Author
from fupin_desk.store.records.row_cache import RowCache
from fupin_desk.store.records.rows import FieldRow

Seen = Mapping[str, Sequence[str]]
"""For each field the changes the person saw in it; a field that is not there looked empty."""


def checked(spec: KindSpec, values: Mapping[str, Any]) -> dict[str, Value]:
    """Return the values as the history keeps them; raises ``FieldsRefusedError`` where one cannot be."""
    taken, refused = check_values(spec, values)
    refuse(spec, refused)
    return {name: shown(value) for name, value in taken.items()}


def check_whole(spec: KindSpec, row: FieldRow, taken: Mapping[str, Value], on: date) -> None:
    """Refuse what cannot be of a record as a whole, where something of it is written; ``FieldsRefusedError``."""
    refuse(spec, [*hardly_so(spec, row.values, taken, on), *check_pairs(spec, row.values, taken)])
    refuse(spec, check_unfit(spec, row.values, taken, on)[:1])  # each by itself: the next may go with the first


def refuse(spec: KindSpec, refused: list[Refused]) -> None:
    """Raise ``FieldsRefusedError`` where anything was refused."""
    if refused:
        facts = [{"field": refusal.field, "reason": refusal.reason, "typed": refusal.typed} for refusal in refused]
        raise FieldsRefusedError(spec.kind, facts)


def differing(history: Appending, row: FieldRow, values: Mapping[str, Value], seen: Seen | None) -> dict[str, Value]:
    """Return the values that say something new.

    What already stands is not written again, unless two values stand and this one is the pick between them; nor is
    what the person saw and left as it was while somebody else changed it.
    """
    kept_values: dict[str, Value] = {}
    for name, value in values.items():
        standing = row.heads.get(name, ())
        if row.values.get(name) == value and not (len(standing) > 1 and name in row.disputed):
            continue
        saw = None if seen is None else seen.get(name, ())
        if saw is not None and len(saw) == 1 and tuple(saw) != standing and _said(history, saw[0], name) == (value,):
            continue
        kept_values[name] = value
    return kept_values


def _said(history: Appending, digest: str, name: str) -> tuple[Value, ...]:
    history.put_down()
    return tuple(change.values[name] for change in history.changes([digest]) if change.values and name in change.values)


def write(
    history: Appending,
    standing: RowCache,
    author: Author,
    row: FieldRow,
    values: Mapping[str, Value],
    seen: Seen | None,
) -> list[str]:
    """Write the values as changes on what was seen, and let them take effect; returns the changes' names."""
    parts: dict[tuple[str, str, bool], list[str]] = {}
    for name in values:
        field = row.of.spec.fields[name]
        # What keeps a no goes to the village's other laptops whole, and nothing else that is LOCAL goes with it.
        parts.setdefault((_stream(row, field, author), field.purpose.value, field.keeps_no), []).append(name)
    digests = []
    for (stream, purpose, _keeps_no), names in parts.items():
        change = make_change(
            stream=stream,
            parents=history.joined_heads(stream, author.random),
            desk=author.desk,
            person=author.person,
            at=author.at,
            kind=row.of.spec.kind,
            record=row.id,
            purpose=purpose,
            values={name: values[name] for name in names},
            based_on={name: _based_on(history, row, name, stream, seen)[:MOST_BASES] for name in names},
            salt=author.random(SALT_BYTES),
        )
        digest = change.digest
        history.append(digest, change)
        standing.fold(digest, change)
        digests.append(digest)
    return digests


def _stream(row: FieldRow, field: FieldSpec, author: Author) -> str:
    realm = row.of.spec.cls.realm
    if field.local or realm == LOCAL_STREAM:
        return LOCAL_STREAM
    if realm == COUNTY_STREAM:
        return COUNTY_STREAM
    return village_stream(row.village or author.village)


def _based_on(history: Appending, row: FieldRow, name: str, stream: str, seen: Seen | None) -> list[str]:
    standing = list(row.heads.get(name, ()))
    if seen is None:
        return standing
    saw = sorted(set(seen.get(name, ())))
    if saw != standing:
        _must_be_of(history, row, name, stream, saw)
    return saw


def _must_be_of(history: Appending, row: FieldRow, name: str, stream: str, saw: list[str]) -> None:
    history.put_down()
    made = {
        change.digest
        for change in history.changes(saw)
        if stream in (change.stream, LOCAL_STREAM)
        and change.body
        and change.body.record == row.id
        and name in change.body.based_on
    }
    for digest in saw:
        if digest not in made:
            raise ChangeNotSeenError(row.of.spec.kind, row.id, name, digest)
