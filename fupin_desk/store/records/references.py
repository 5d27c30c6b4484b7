"""What records name: a save is refused that names another kind of record; what names nobody is a question for a person.

Between records there are no foreign keys. A record may name one that has not come yet, for the next bundle or the next
line can bring it; it may not name one that is here and is something else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from fupin_desk.domain.changes import Value
from fupin_desk.domain.check import Refused
from fupin_desk.domain.record import KindSpec
from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.records.belonging import AMONG
from fupin_desk.store.records.kind_tables import TABLES, KindTable
from fupin_desk.store.records.lists import structs
from fupin_desk.store.records.rows import FieldRow

ANYWHERE = " UNION ALL ".join(
    f"SELECT '{kind}', {'voided IS NOT NULL' if 'voided' in of.plain else '0'} FROM {of.name} WHERE id = ?1"
    for kind, of in TABLES.items()
)

Rows = Mapping[tuple[str, str], FieldRow]
"""Rows that a unit of work has in memory, by kind and id."""


@dataclass(frozen=True)
class Unnamed:
    """A record that names one which is not here, as any kind the field asks for."""

    kind: str
    record: str
    field: str
    named: str
    """The id it names."""
    village: str


def misnamed(history: History, rows: Rows, spec: KindSpec, values: Mapping[str, Value]) -> list[Refused]:
    """Return the references to what is here and cannot be named: another kind than asked for, or what was taken out."""
    refused = []
    for name, value in values.items():
        kinds = spec.fields[name].field.kinds
        for record_named in (value if isinstance(value, list) else [value]) if kinds and value is not None else ():
            known = known_as(history, rows, str(record_named), kinds)
            fitting = known.keys() & set(kinds)
            if known and not fitting:
                refused.append(Refused(name, "other_kind", record_named))
            elif fitting and all(known[kind] for kind in fitting):
                refused.append(Refused(name, "taken_out", record_named))
    return refused


def kinds_of(history: History, rows: Rows, record: str) -> set[str]:
    """Return the kinds an id is known as: one as a rule, none where nothing of it is here."""
    return set(known_as(history, rows, record))


def known_as(history: History, rows: Rows, record: str, hoped: Collection[str] = ()) -> dict[str, bool]:
    """Return the kinds an id is known as, and of each whether that record was taken out.

    One of those ``hoped`` for that is about to be saved ends the search: the others need not be asked.
    """
    near = {kind: row.values.get("voided") is not None for kind in hoped if (row := rows.get((kind, record)))}
    if near:
        return near
    by_kind = dict(history.rows(ANYWHERE, (record,)))
    by_kind |= {
        kind: row.values.get("voided") is not None
        for kind in TABLES
        if (row := rows.get((kind, record))) is not None and row.heads
    }
    return {kind: bool(gone) for kind, gone in by_kind.items()}


def unnamed(history: History, among: Mapping[str, Collection[str]] | None = None) -> Iterator[Unnamed]:
    """Yield every reference of a record that stands to one that is not here, of whichever kind the field asks for.

    ``among``: of these records alone, by kind.
    """
    for kind, of in TABLES.items():
        ids = None if among is None else as_list(sorted(among.get(kind, ())))
        for name in of.plain if ids != "[]" else ():
            field = of.spec.fields[name].field
            if not field.kinds:
                continue
            source, named = _named_in(of, name)
            absent = " AND ".join(
                f"NOT EXISTS (SELECT 1 FROM {TABLES[other].name} o WHERE o.id = {named})" for other in field.kinds
            )
            these = "" if ids is None else f"r.id {AMONG} AND "
            sql = f"SELECT r.id, {named}, r.village FROM {source} WHERE {these}{named} IS NOT NULL AND {absent}"
            rows = history.rows(f"{sql} ORDER BY r.id", () if ids is None else (ids,))
            standing = {record.id for record in structs(history, kind, {"id": [row[0] for row in rows]}, voided=False)}
            yield from (Unnamed(kind, row[0], name, row[1], row[2]) for row in rows if row[0] in standing)


def resting_on(history: History, ids: Mapping[str, Collection[str]]) -> list[tuple[str, str]]:
    """Return kind and id of the records that stand and name one of these, by kind, or are about it."""
    resting: dict[tuple[str, str], None] = {}
    for of_kind, some in ids.items():
        for kind, of in TABLES.items():
            rows = {record for sql in _naming(of, of_kind) for (record,) in history.rows(sql, (as_list(some),))}
            found = structs(history, kind, {"id": sorted(rows)}, voided=False) if rows else []
            resting |= dict.fromkeys((kind, record.id) for record in found)
    return list(resting)


def _naming(of: KindTable, of_kind: str) -> Iterator[str]:
    """Yield a query for the records of a table that name given ones of a kind, for each field that may."""
    for name in of.plain:
        field = of.spec.fields[name].field
        source, named = _named_in(of, name)
        if of_kind in field.kinds:
            yield f"SELECT DISTINCT r.id FROM {source} WHERE {named} {AMONG}"
        elif field.kind_in is not None:
            yield f"SELECT r.id FROM {source} WHERE {named} {AMONG} AND r.\"{field.kind_in}\" = '{of_kind}'"


def naming_what_is_gone(history: History, ids: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    """Return, by kind, the records that name one of these, of some kind, of which no row of that kind is here."""
    naming: dict[str, set[str]] = {}
    for of_kind, some in ids.items():
        gone = _gone(history, of_kind, some) if of_kind in TABLES else ()
        for kind, of in TABLES.items() if gone else ():
            for name in of.plain:
                if of_kind in of.spec.fields[name].field.kinds:
                    source, named = _named_in(of, name)
                    rows = history.rows(f"SELECT r.id FROM {source} WHERE {named} {AMONG}", (as_list(gone),))
                    naming.setdefault(kind, set()).update(record for (record,) in rows)
    return naming


def _gone(history: History, kind: str, ids: Collection[str]) -> set[str]:
    rows = history.rows(f"SELECT id FROM {TABLES[kind].name} WHERE id {AMONG}", (as_list(ids),))
    return set(ids) - {record for (record,) in rows}


def _named_in(of: KindTable, name: str) -> tuple[str, str]:
    """Return what to read from, and what stands for each id that a field names."""
    if of.spec.fields[name].field.shape.several:
        return f'{of.name} r, json_each(r."{name}") e', "e.value"
    return f"{of.name} r", f'r."{name}"'
