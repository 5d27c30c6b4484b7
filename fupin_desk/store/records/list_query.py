"""Which records of a kind a list shows and in which order: filtered and sorted in SQL, then read a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fupin_desk.domain.changes import Value
from fupin_desk.domain.record import HEADER
from fupin_desk.policy.specs import WorkedColumn
from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.records.journal import Journal
from fupin_desk.store.records.kind_tables import KindTable, table_of
from fupin_desk.store.records.list_keys import WorkedNumbers, text_place
from fupin_desk.store.records.list_order import ListOrder, NotSortableError

Span = tuple[int, int] | None
"""From one worked number to another, both among them; None for records that have none."""


@dataclass(frozen=True, kw_only=True)
class ListQuery:
    """What is asked of a list."""

    fields: Mapping[str, Sequence[Value]] = field(default_factory=dict)
    """By field (or ``village``) the values of which one has to stand there, or to be among several; None for empty."""
    numbers: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    """By the name of worked numbers the spans of which one has to hold."""
    among: Sequence[str] | None = None
    """The records it is about, where it is not all; without an ``order`` they stand in theirs."""
    order: str | WorkedColumn | None = None
    """A field, ``id``, ``village``, the name of worked numbers, or a column of what is worked out."""
    down: bool = False
    voided: Sequence[str] = ()
    """Ways of being taken out of those that are listed; without any those that stand."""


@dataclass(frozen=True)
class Lists:
    """Asks for lists in one language; ``numbers``: what was worked out of records, by name."""

    history: History
    journal: Journal
    language: str
    numbers: Mapping[str, WorkedNumbers]

    def ids(self, kind: str, query: ListQuery) -> list[str]:
        """Return the ids of what is asked for in its order; NotSortableError, ``KeyError`` for a field there is not."""
        condition, parameters = self._where(kind, query)
        sql = f"SELECT r.id FROM {table_of(kind).name} r{condition} ORDER BY {self._order(kind, query)}"
        ids = [id for (id,) in self.history.rows(sql, parameters)]
        if query.among is None or query.order is not None:
            return ids
        here = set(ids)
        return [id for id in query.among if id in here]

    def counts(self, kind: str, query: ListQuery, name: str) -> dict[Value, int]:
        """Return how many of what is asked for say each value of a field, the commonest first."""
        of = _filtered(kind, name)
        condition, parameters = self._where(kind, query)
        said, source = f'r."{name}"', f"{of.name} r"
        if name in of.lists:
            said, source = "e.value", f"{of.name} r, json_each(coalesce(r.\"{name}\", '[null]')) e"
        sql = f"SELECT {said}, count(*) FROM {source}{condition} GROUP BY 1 ORDER BY 2 DESC, 1"
        pairs = self.history.rows(sql, parameters)
        return {bool(value) if name in of.yes and value is not None else value: count for value, count in pairs}

    def _where(self, kind: str, query: ListQuery) -> tuple[str, tuple[Any, ...]]:
        of = table_of(kind)
        conditions, parameters = [], list[Any]()
        if "voided" in of.sealed:
            raise NotSortableError(kind)
        if query.voided:
            conditions.append("r.voided IN (SELECT value FROM json_each(?))")
            parameters.append(as_list(query.voided))
        else:
            conditions.append("r.voided IS NULL")
        if query.among is not None:
            conditions.append("r.id IN (SELECT value FROM json_each(?))")
            parameters.append(as_list(query.among))
        for name, values in query.fields.items():
            conditions.append(_says(_filtered(kind, name), name, values, parameters))
        for name, spans in query.numbers.items():
            conditions.append(self._spanned(name, spans))
        return f" WHERE {' AND '.join(conditions)}", tuple(parameters)

    def _spanned(self, name: str, spans: Sequence[Span]) -> str:
        table = self.numbers[name].bring(self.history, name)
        held = [f"n.value BETWEEN {span[0]:d} AND {span[1]:d}" for span in spans if span is not None]
        ways = [f"r.id IN (SELECT n.id FROM {table} n WHERE {' OR '.join(held)})"] if held else []
        if None in spans:
            ways.append(f"NOT EXISTS (SELECT 1 FROM {table} n WHERE n.id = r.id)")
        return f"({' OR '.join(ways) or '0'})"

    def _order(self, kind: str, query: ListQuery) -> str:
        down = " DESC" if query.down else ""
        if query.order is None or query.order == "id":
            return f"r.id{down}"
        if isinstance(query.order, str) and query.order in self.numbers:
            table = self.numbers[query.order].bring(self.history, query.order)
            key = f"(SELECT n.value FROM {table} n WHERE n.id = r.id)"
        else:
            key = ListOrder(kind, self._texts).of_column(query.order)
        return f"{key}{down} NULLS LAST, r.id{down}"

    def _texts(self, kind: str, name: str, alias: str) -> str:
        return text_place(self.history, self.journal, kind, name, self.language, alias)


def _filtered(kind: str, name: str) -> KindTable:
    """Return the table of a field that lists may be filtered by; ``KeyError`` for one that is LOCAL."""
    of = table_of(kind)
    if name not in HEADER and name not in of.plain:
        raise KeyError(f"lists of {kind} are not filtered by {name}")
    return of


def _says(of: KindTable, name: str, values: Sequence[Value], parameters: list[Any]) -> str:
    """Return the condition that a field says one of some values; a yes or no is kept as a number."""
    wanted = [int(value) if isinstance(value, bool) else value for value in values if value is not None]
    ways = []
    if wanted and name in of.lists:
        ways.append(f'EXISTS (SELECT 1 FROM json_each(r."{name}") e WHERE e.value IN ({_marks(wanted)}))')
    elif wanted:
        ways.append(f'r."{name}" IN ({_marks(wanted)})')
    parameters += wanted
    if None in values:
        ways.append(f'r."{name}" IS NULL')
    return f"({' OR '.join(ways) or '0'})"


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
