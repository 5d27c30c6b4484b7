"""A record's row while it is read or written: values, and for each field the changes that stand in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import msgspec

from fupin_desk.domain.changes import Value
from fupin_desk.domain.record import Record
from fupin_desk.kinds import kind_spec
from fupin_desk.kinds.erasure import ERASED
from fupin_desk.store.history.seal import Seal
from fupin_desk.store.records.kind_tables import KindTable

GONE = "-"
"""Before a change, among a row's heads, whose values were erased."""


class Sealed(msgspec.Struct, omit_defaults=True):
    """What a row says of LOCAL fields."""

    values: dict[str, Value] = {}
    heads: dict[str, list[str]] = {}
    disputed: list[str] = []


@dataclass(slots=True)
class FieldRow:
    """What stands in one record, before it is written back."""

    of: KindTable
    id: str
    village: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    """Fields that are filled."""
    heads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    """Changes among the heads whose values were erased."""
    disputed: tuple[str, ...] = ()
    stored: bool = False
    dirty: set[str] = field(default_factory=set)
    """Fields changed since the row was read."""
    replay: bool = False
    """Whether it must be worked out anew from the history."""
    before: dict[str, Value] = field(default_factory=dict)
    """The values as they stand in the table."""

    @property
    def awaited(self) -> bool:
        """Whether only what keeps a no is here of the record, told by another laptop before the record itself came.

        It has no row in the table until then: a list would show who said no.
        """
        return bool(self.heads) and all(self.of.spec.fields[name].keeps_no for name in self.heads)


@dataclass(frozen=True)
class Stored:
    """A record as it stands, with what a person who looks at it sees: the changes the next save is based on."""

    kind: str
    id: str
    village: str
    values: dict[str, Value]
    """Every field of the kind; None where it is empty."""
    heads: dict[str, tuple[str, ...]]
    """For each field ever written, the changes that stand in it."""
    disputed: tuple[str, ...] = ()
    """Fields in which two desks say different things; the value with the highest digest is shown."""

    @cached_property
    def record(self) -> Record:
        """The record as its class."""
        return msgspec.convert({"id": self.id, "village": self.village, **self.values}, type=kind_spec(self.kind).cls)

    @property
    def voided(self) -> bool:
        """Whether it was taken out."""
        return self.values.get("voided") is not None


def read_values(of: KindTable, raw: Sequence[Any], first: int = 2) -> dict[str, Value]:
    """Return the filled fields among a row's plain columns, which begin at ``first``."""
    values: dict[str, Value] = {}
    for name, cell in zip(of.plain, raw[first : first + len(of.plain)], strict=True):
        if cell is None:
            continue
        if name in of.lists:
            values[name] = msgspec.json.decode(cell)
        else:
            values[name] = bool(cell) if name in of.yes else cell
    return values


def read_sealed(of: KindTable, record: str, cell: bytes | None, seal: Seal) -> Sealed:
    """Return what the row says of LOCAL fields; nothing without the key."""
    plain = None if cell is None else seal.open(cell, f"{of.spec.kind}/{record}")
    return Sealed() if plain is None else msgspec.json.decode(plain, type=Sealed)


def read_row(of: KindTable, raw: Sequence[Any], seal: Seal) -> FieldRow:
    """Return a row selected with ``KindTable.select``."""
    record = raw[0]
    values = read_values(of, raw)
    heads: dict[str, list[str]] = {}
    gone: set[str] = set()
    sealed = read_sealed(of, record, raw[-1], seal)
    _spread(msgspec.json.decode(raw[-3] or b"{}"), heads, gone)
    _spread(sealed.heads, heads, gone)
    values.update(sealed.values)
    if erased_whole(of, raw[-3], values):
        values["voided"] = ERASED
    disputed = (*msgspec.json.decode(raw[-2] or b"[]"), *sealed.disputed)
    by_field = {name: tuple(sorted(standing)) for name, standing in heads.items()}
    return FieldRow(of, record, raw[1], values, by_field, gone, disputed, stored=True, before=dict(values))


def erased_whole(of: KindTable, heads: str | None, values: Mapping[str, Value]) -> bool:
    """Return whether an erasure left nothing of a row; where ``voided`` has no column, only its heads tell."""
    return "voided" in of.sealed and not values and f'"{GONE}' in (heads or "")


def _spread(by_change: dict[str, list[str]], heads: dict[str, list[str]], gone: set[str]) -> None:
    for marked, names in by_change.items():
        digest = marked.removeprefix(GONE)
        if digest != marked:
            gone.add(digest)
        for name in names:
            heads.setdefault(name, []).append(digest)


def stored_of(row: FieldRow) -> Stored:
    """Return the row as others may keep it."""
    values = {name: row.values.get(name) for name in row.of.spec.fields}
    return Stored(row.of.spec.kind, row.id, row.village, values, dict(row.heads), row.disputed)


def cell_of(of: KindTable, row: FieldRow, column: str, seal: Seal) -> Any:
    """Return what a column of the row holds."""
    if column == "_heads":
        return msgspec.json.encode(_gathered(row, sealed=False)).decode()
    if column == "_disputed":
        open_ones = [name for name in row.disputed if name not in of.sealed]
        return msgspec.json.encode(open_ones).decode() if row.disputed else None
    if column == "_sealed":
        return _sealed_cell(of, row, seal)
    if column == "id":
        return row.id
    if column == "village":
        return row.village
    return cell_of_value(row.values.get(column))


def cell_of_value(value: Value) -> Any:
    """Return a value as its column keeps it: lists as JSON, yes and no as 1 and 0."""
    if isinstance(value, list):
        return msgspec.json.encode(value).decode()
    return int(value) if isinstance(value, bool) else value


def _sealed_cell(of: KindTable, row: FieldRow, seal: Seal) -> bytes | None:
    heads = _gathered(row, sealed=True)
    if not heads:
        return None
    values = {name: row.values[name] for name in sorted(of.sealed) if row.values.get(name) is not None}
    disputed = [name for name in row.disputed if name in of.sealed]
    return seal.close(msgspec.json.encode(Sealed(values, heads, disputed)), f"{of.spec.kind}/{row.id}")


def _gathered(row: FieldRow, sealed: bool) -> dict[str, list[str]]:
    by_change: dict[str, list[str]] = {}
    hidden = row.of.sealed
    for name, standing in row.heads.items():
        if (name in hidden) is sealed:
            for digest in standing:
                by_change.setdefault(f"{GONE}{digest}" if digest in row.gone else digest, []).append(name)
    return by_change


def full_row(row: FieldRow, seal: Seal) -> tuple[Any, ...]:
    """Return all cells of a row, for ``KindTable.upsert``."""
    of = row.of
    head: tuple[Any, ...] = (row.id, row.village)
    cells = [cell_of_value(row.values.get(name)) for name in of.plain]
    tail = [cell_of(of, row, name, seal) for name in ("_heads", "_disputed", "_sealed")]
    return (*head, *cells, *tail)
