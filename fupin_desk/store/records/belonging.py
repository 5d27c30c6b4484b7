"""Whose a record is: the households it belongs to, over a member, a contract's parties or whatever lies between."""

from __future__ import annotations

from collections.abc import Collection

from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.records.kind_tables import TABLES, table_of

AMONG = "IN (SELECT value FROM json_each(?))"


def households_of(history: History, kind: str, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return for each record the households it belongs to, sorted; none for what is nobody's or not here."""
    of = table_of(kind)
    found: dict[str, set[str]] = {each: set() for each in ids}
    owner = of.spec.cls.owner
    if kind == "household":
        sql = f"SELECT id, id FROM record_household WHERE id {AMONG}"
    elif kind == "contract":
        sql = f"SELECT contract, household FROM record_party WHERE contract {AMONG} AND voided IS NULL"
    elif owner is not None:
        sql = f'SELECT id, "{owner}" FROM {of.name} WHERE id {AMONG}'
    else:
        return dict.fromkeys(found, ())
    for record, household in history.rows(sql, (as_list(found),)):
        if household is not None:
            found[record].add(household)
    return {record: tuple(sorted(households)) for record, households in found.items()}


def belongings_of(history: History, household: str) -> list[tuple[str, str]]:
    """Return kind and id of everything that belongs to a household, voided or not."""
    found: list[tuple[str, str]] = []
    for kind, of in TABLES.items():
        owner = of.spec.cls.owner
        if owner is not None:
            sql = f'SELECT id FROM {of.name} WHERE "{owner}" = ? ORDER BY id'
            found.extend((kind, record) for (record,) in history.rows(sql, (household,)))
    return found
