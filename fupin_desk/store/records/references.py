"""What records name: a save is refused that names another kind of record; what names nobody is a question for a person.

Between records there are no foreign keys. A record may name one that has not come yet, for the next bundle or the next
line can bring it; it may not name one that is here and is something else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from fupin_desk.domain.changes import Value
from fupin_desk.domain.check import Refused
from fupin_desk.domain.record import KindSpec
from fupin_desk.store.history.history import History
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


def unnamed(history: History) -> Iterator[Unnamed]:
    """Yield every reference of a record that stands to one that is not here, of whichever kind the field asks for."""
    for kind, of in TABLES.items():
        standing = _standing(history, of)
        for name in of.plain:
            field = of.spec.fields[name].field
            if not field.kinds:
                continue
            several = field.shape.several
            source = f', json_each(r."{name}") e' if several else ""
            named = "e.value" if several else f'r."{name}"'
            absent = " AND ".join(
                f"NOT EXISTS (SELECT 1 FROM {TABLES[other].name} o WHERE o.id = {named})" for other in field.kinds
            )
            sql = f"""SELECT r.id, {named}, r.village FROM {of.name} r{source}
            WHERE {named} IS NOT NULL AND {absent} ORDER BY r.id"""
            for record, other, village in history.rows(sql):
                if record in standing():
                    yield Unnamed(kind, record, name, other, village)


def _standing(history: History, of: KindTable) -> Callable[[], set[str]]:
    """Return what returns, once it is asked, the ids of a kind's records that stand."""
    return cache(lambda: {record.id for record in structs(history, of.spec.kind, {}, voided=False)})


def same_values(
    history: History, kind: str, field: str, key: Callable[[str], str] | None = None
) -> dict[str, list[tuple[str, str]]]:
    """Return every value that several standing records of a kind have in a field, with their ids and villages.

    ``key`` makes those one that are to count as the same; they stand under the first of them.
    """
    table = TABLES[kind].name
    here = f'"{field}" IS NOT NULL AND voided IS NULL'
    sql = f'SELECT "{field}", id, village FROM {table} WHERE {here}'
    if key is None:
        sql += f' AND "{field}" IN (SELECT "{field}" FROM {table} WHERE {here} GROUP BY "{field}" HAVING count(*) > 1)'
    alike: dict[str, list[tuple[str, str]]] = {}
    shown: dict[str, str] = {}
    for value, record, village in history.rows(f'{sql} ORDER BY "{field}", id'):
        folded = str(value) if key is None else key(str(value))
        alike.setdefault(folded, []).append((record, village))
        shown.setdefault(folded, str(value))
    return {shown[folded]: records for folded, records in alike.items() if len(records) > 1}
