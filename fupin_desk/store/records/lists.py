"""Lists of records: filtered, ordered and paged in SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec

from fupin_desk.domain.changes import Value
from fupin_desk.domain.record import Record
from fupin_desk.kinds.erasure import ERASED
from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.records.kind_tables import KindTable, table_of
from fupin_desk.store.records.rows import (
    Stored,
    cell_of_value,
    erased_whole,
    read_row,
    read_sealed,
    read_values,
    stored_of,
)

Where = Mapping[str, Value | Collection[Any]]
"""Fields (or ``id``, ``village``) with the value asked for, None for an empty one, or several values to be one of.

Of a field that names several records, one of those asked for has to be among them.
"""


def list_rows(
    history: History, kind: str, where: Where, voided: bool, order: str, limit: int | None, offset: int
) -> list[Stored]:
    """Return records that match. ``order`` is ``id`` or a field, with ``-`` before it from the last to the first."""
    of = table_of(kind)
    in_sql, in_python = _split(of, where)
    hidden_order = order.lstrip("-") in of.sealed
    whole = bool(in_python) or hidden_order or (not voided and "voided" in of.sealed)
    sql, parameters = _sql(of, of.select, in_sql, voided)
    sql += _ordered(of, "id" if hidden_order else order)
    if not whole and (limit is not None or offset):
        sql += " LIMIT ? OFFSET ?"
        parameters += (-1 if limit is None else limit, offset)
    listed = [stored_of(read_row(of, raw, history.seal)) for raw in history.rows(sql, parameters)]
    if not whole:
        return listed
    return picked(listed, in_python, voided, order if hidden_order else None, limit, offset)


def picked(
    storeds: Iterable[Stored], where: Where, voided: bool, order: str | None, limit: int | None, offset: int
) -> list[Stored]:
    """Return those of records that match, in the order of a field (as they are without one), and of them a page."""
    kept = [stored for stored in storeds if _fits(stored, where) and (voided or not stored.voided)]
    if order is not None:
        name = order.lstrip("-")
        pairs = [(stored, _said(stored, name)) for stored in kept]
        pairs.sort(key=lambda pair: (pair[1] is not None, str(pair[1])), reverse=order[0] == "-")
        kept = [stored for stored, _ in pairs]
    return kept[offset : None if limit is None else offset + limit]


def count_rows(history: History, kind: str, where: Where, voided: bool) -> int:
    """Return how many records match."""
    of = table_of(kind)
    in_sql, in_python = _split(of, where)
    if in_python or (not voided and "voided" in of.sealed):
        return len(list_rows(history, kind, where, voided, "id", None, 0))
    sql, parameters = _sql(of, f"SELECT count(*) FROM {of.name}", in_sql, voided)
    return int(history.rows(sql, parameters)[0][0])


def villages_of(history: History, kind: str) -> dict[str, str]:
    """Return the village of every record of a kind, by id, those that were taken out too."""
    return dict(history.rows(f"SELECT id, village FROM {table_of(kind).name}"))


def structs(history: History, kind: str, where: Where, voided: bool) -> list[Record]:
    """Return records that match as their class, in the order of their ids: the fast way to many."""
    of = table_of(kind)
    in_sql, in_python = _split(of, where)
    sql, parameters = _sql(of, of.select, in_sql, voided)
    conditions = []
    for raw in history.rows(f"{sql} ORDER BY id", parameters):
        values = read_values(of, raw)
        if raw[-1] is not None:
            values.update(read_sealed(of, raw[0], raw[-1], history.seal).values)
        if erased_whole(of, raw[-3], values):
            values["voided"] = ERASED
        if not voided and values.get("voided") is not None:
            continue
        if not in_python or all(_is(values.get(name), asked) for name, asked in in_python.items()):
            conditions.append({"id": raw[0], "village": raw[1], **values})
    return msgspec.convert(conditions, type=list[of.spec.cls])  # type: ignore[name-defined]


def _split(of: KindTable, where: Where) -> tuple[dict[str, Any], dict[str, Any]]:
    for name in where:
        if name not in of.spec.fields and name not in ("id", "village"):
            raise KeyError(f"{of.spec.kind} has no field {name}")
    in_python = {name: asked for name, asked in where.items() if name in of.sealed}
    if of.references & in_python.keys():
        raise KeyError(f"{of.spec.kind} is not found by what it names on the laptop alone")
    return {name: asked for name, asked in where.items() if name not in in_python}, in_python


def _sql(of: KindTable, select: str, where: Mapping[str, Any], voided: bool) -> tuple[str, tuple[Any, ...]]:
    conditions: list[str] = []
    parameters: list[Any] = []
    for name, asked in where.items():
        if asked is None:
            conditions.append(f'"{name}" IS NULL')
        elif name in of.references:
            among = "value IN (SELECT value FROM json_each(?))"
            conditions.append(f'EXISTS (SELECT 1 FROM json_each("{name}") WHERE {among})')
            parameters.append(as_list([asked] if isinstance(asked, str) else asked))
        elif isinstance(asked, str | int) or name in of.lists:
            conditions.append(f'"{name}" = ?')
            parameters.append(cell_of_value(asked))
        else:
            conditions.append(f'"{name}" IN (SELECT value FROM json_each(?))')
            parameters.append(as_list(asked))
    if not voided and "voided" not in of.sealed:
        conditions.append("voided IS NULL")
    return select + (f" WHERE {' AND '.join(conditions)}" if conditions else ""), tuple(parameters)


def _ordered(of: KindTable, order: str) -> str:
    name, down = order.removeprefix("-"), " DESC" if order.startswith("-") else ""
    if name not in of.plain and name not in ("id", "village"):
        raise KeyError(f"{of.spec.kind} has no field {name}")
    return f' ORDER BY "{name}"{down}' + ("" if name == "id" else f", id{down}")


def _fits(stored: Stored, where: Where) -> bool:
    return all(_is(_said(stored, name), asked) for name, asked in where.items())


def _said(stored: Stored, name: str) -> Value:
    own: dict[str, Value] = {"id": stored.id, "village": stored.village}
    return own[name] if name in own else stored.values[name]


def _is(value: Value, asked: Any) -> bool:
    if asked is None or isinstance(asked, str | int) or isinstance(value, list):
        return bool(value == asked)
    return value in asked
