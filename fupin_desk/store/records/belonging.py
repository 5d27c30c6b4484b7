"""Whose a record is: the households it belongs to, over a member, a contract's parties or whatever lies between."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from fupin_desk.domain.traits import routes
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.whose import AGREES, TIED
from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.records.kind_tables import TABLES, table_of

AMONG = "IN (SELECT value FROM json_each(?))"


def households_of(history: History, kind: str, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return for each record the households it belongs to, sorted; none for what is nobody's or not here."""
    of = table_of(kind)
    by_record: dict[str, set[str]] = {record: set() for record in ids}
    owner = of.spec.cls.owner
    if kind == AGREES:
        sql = f"SELECT id, id FROM {of.name} WHERE id {AMONG}"
    elif kind in TIED:
        sql = " UNION ALL ".join(_by_ties(kind))
    elif owner is not None:
        sql = f'SELECT id, "{owner}" FROM {of.name} WHERE id {AMONG}'
    else:
        return dict.fromkeys(by_record, ())
    for record, household in history.rows(sql, (as_list(by_record),)):
        if household is not None:
            by_record[record].add(household)
    return {record: tuple(sorted(households)) for record, households in by_record.items()}


def _by_ties(kind: str) -> Iterator[str]:
    """Yield a query for each way in which records of other kinds say whose one of this kind is."""
    for route in (route for path in KINDS[kind].traits.about for route in routes(path)):
        step = route.steps[0]
        if step.back is not None:
            table, named, whose = table_of(step.back).name, step.field, route.steps[-1].field
            among = AMONG.replace("?", "?1")
            yield f'SELECT "{named}", "{whose}" FROM {table} WHERE "{named}" {among} AND voided IS NULL'


def belongings_of(history: History, household: str) -> list[tuple[str, str]]:
    """Return kind and id of everything that belongs to a household, voided or not."""
    pairs: list[tuple[str, str]] = []
    for kind, of in TABLES.items():
        owner = of.spec.cls.owner
        if owner is not None:
            sql = f'SELECT id FROM {of.name} WHERE "{owner}" = ? ORDER BY id'
            pairs.extend((kind, record) for (record,) in history.rows(sql, (household,)))
    return pairs
