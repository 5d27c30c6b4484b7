"""What a column of a list is sorted by, in SQL: a field's value, or what its path leads to (``domain.traits``).

Texts, and whatever is shown by its name, are sorted by the places of their letters (``list_keys.text_place``); codes in
the order of their list, which is the order in which people are offered them; all else by its value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from fupin_desk.domain.record import HEADER, FieldSpec
from fupin_desk.domain.traits import Path, PathStep, routes
from fupin_desk.policy.specs import WorkedColumn
from fupin_desk.store.records.kind_tables import KindTable, table_of

TextPlace = Callable[[str, str, str], str]
"""Given kind and field of a text and the name of its table in the query, returns the SQL for its place."""
DEEPEST = 4
"""Records whose names are made of names of others."""


class NotSortableError(KeyError):
    """A column that no list is sorted by: it is read one record at a time, or there is none."""


@dataclass(frozen=True)
class _Way:
    """The tables along a path, joined one to the next; its end is the last of them, or a value of that."""

    kind: str
    alias: str
    tables: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    value: str | None = None
    """The field the path ends in."""

    def to(self, table: KindTable, condition: str, *others: str) -> _Way:
        """Return the way one table farther; ``{here}`` and ``{there}`` in conditions are the two."""
        there = f"{self.alias}_{len(self.tables)}"
        conditions = [each.format(here=self.alias, there=there) for each in (condition, *others)]
        return replace(
            self,
            kind=table.spec.kind,
            alias=there,
            tables=(*self.tables, f"{table.name} {there}"),
            conditions=(*self.conditions, *conditions),
            order=(*self.order, f"{there}.id"),
        )

    def first(self, expression: str) -> str:
        """Return the query for an expression at the first end."""
        if not self.tables:
            return expression
        where, order = " AND ".join(self.conditions), ", ".join(self.order)
        return f"(SELECT {expression} FROM {', '.join(self.tables)} WHERE {where} ORDER BY {order} LIMIT 1)"

    def many(self) -> str:
        """Return the query for how many ends there are."""
        return f"(SELECT count(*) FROM {', '.join(self.tables)} WHERE {' AND '.join(self.conditions)})"


@dataclass
class ListOrder:
    """Works out expressions over the rows of one kind, whose table is named ``r`` in the query."""

    kind: str
    texts: TextPlace
    depth: int = field(default=0)

    def of_column(self, column: str | WorkedColumn) -> str:
        """Return what a column is sorted by; NotSortableError."""
        start = _Way(self.kind, "r")
        if isinstance(column, str):
            return f"r.{column}" if column in HEADER else self._field(start, column)
        ways = [way for path in column.at for way in self._ways(start, path)]
        if column.take == "count":
            return " + ".join(way.many() for way in ways)
        return _first_of(self._end(way) for way in ways)

    def _end(self, way: _Way) -> str:
        return way.first(self._called(way) if way.value is None else self._field(way, way.value))

    def _called(self, way: _Way) -> str:
        """Return where the name of the record at the end stands (``Traits.called``)."""
        traits = table_of(way.kind).spec.traits
        self.depth += 1
        if self.depth > DEEPEST or not traits.called:
            self.depth -= 1
            return f"{way.alias}.id"
        here = _Way(way.kind, way.alias)
        paths = traits.called[:2]  # the first says it; the other where the first is not filled in yet
        named = _first_of(self._end(each) for path in paths for each in self._ways(here, path))
        self.depth -= 1
        return named

    def _field(self, way: _Way, name: str) -> str:
        of = table_of(way.kind)
        if name not in of.plain:
            raise NotSortableError(f"{way.kind}.{name}")
        spec, said = of.spec.fields[name], f'{way.alias}."{name}"'
        shape = spec.field.shape
        if shape.refers:
            here = _Way(way.kind, way.alias)
            return _first_of(self._end(each) for each in self._named(here, of, name))
        if shape.chosen and spec.field.listed:
            return _by_place(spec, f"json_extract({said}, '$[0]')" if shape.several else said)
        if shape.one_line and not (name == "number" and of.spec.traits.prefix):  # those the desk makes are in order
            return self.texts(way.kind, name, way.alias)
        return said

    def _ways(self, start: _Way, path: Path) -> Iterator[_Way]:
        """Yield the ways that a path takes: an alternative after the other, and for each kind that a field may name."""
        for route in routes(path):
            ways = [start]
            for step in route.steps:
                ways = [farther for way in ways for farther in self._farther(way, step)]
            yield from ways

    def _farther(self, way: _Way, step: PathStep) -> Iterator[_Way]:
        if step.back is not None:
            yield self._back(way, step.back, step)
            return
        of = table_of(way.kind)
        if step.field not in of.plain:
            raise NotSortableError(f"{way.kind}.{step.field}")
        if of.spec.fields[step.field].field.kinds:
            yield from self._named(way, of, step.field)
        else:
            yield replace(way, value=step.field)

    def _named(self, way: _Way, of: KindTable, name: str) -> Iterator[_Way]:
        shape = of.spec.fields[name].field.shape
        named = f'{{there}}.id IN (SELECT value FROM json_each({{here}}."{name}"))'
        condition = named if shape.several else f'{{there}}.id = {{here}}."{name}"'
        for kind in of.spec.fields[name].field.kinds:
            yield way.to(table_of(kind), condition)

    def _back(self, way: _Way, kind: str, step: PathStep) -> _Way:
        of = table_of(kind)
        wanted = {step.field, *(step.only or ())[:1]} - {"id"}
        if not wanted <= set(of.plain) or "voided" in of.sealed:
            raise NotSortableError(f"{kind}.{step.field}")
        several = of.spec.fields[step.field].field.shape.several
        named = f'{{here}}.id IN (SELECT value FROM json_each({{there}}."{step.field}"))'
        condition = named if several else f'{{there}}."{step.field}" = {{here}}.id'
        return way.to(of, condition, "{there}.voided IS NULL", *_only(step))


def _only(step: PathStep) -> Iterator[str]:
    if step.only is not None:
        name, asked = step.only
        if not asked:
            yield f'{{there}}."{name}" IS NULL'
        elif asked.startswith("."):
            yield f'{{there}}."{name}" = {{here}}."{asked[1:]}"'
        else:
            yield f"{{there}}.\"{name}\" = '{asked}'"


def _first_of(expressions: Iterator[str]) -> str:
    every = list(expressions)
    return f"coalesce({', '.join(every)})" if len(every) > 1 else every[0]


def _by_place(spec: FieldSpec, said: str) -> str:
    places = " ".join(f"WHEN '{code}' THEN {place}" for place, code in enumerate(spec.field.listed))
    return f"CASE {said} {places} END"
