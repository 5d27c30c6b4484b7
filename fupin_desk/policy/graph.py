"""A graph of records: those that were loaded, and who names whom, followed along paths (``domain.traits``).

Always true:

* however many records are asked about, a step of a path is one query for each kind it leads to;
* what was not loaded is an error, never an empty list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from fupin_desk.domain.record import Record, kind_name, spec_of
from fupin_desk.domain.traits import Path, Route, Step, routes


class Source(Protocol):
    """Where records come from in bulk; the store's reader is one."""

    def records(self, kind: str, where: Mapping[str, Any] | None = None, voided: bool = False) -> list[Any]:
        """Return the records of a kind that match, in the order of their ids."""


class NotLoadedError(LookupError):
    """A step that nobody loaded was followed: a bug."""


class Graph:
    """Records by kind and id, and from each the way to those that name it."""

    def __init__(self) -> None:
        """Begin with none."""
        self._by_id: dict[str, dict[str, Record]] = defaultdict(dict)
        self._looked_for: dict[tuple[str, str], set[str]] = defaultdict(set)
        """By kind and field, of which ids it is known what is, or is named there."""
        self._naming: dict[tuple[str, str], dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))

    def load(self, source: Source, records: Collection[Record], path: Path, voided: bool = False) -> None:
        """Load what a path leads to from these records.

        Of records that name these, those in force; of those that are named, voided ones too if asked for.
        """
        for route in routes(path):
            here = records
            for step in route.steps:
                here = self._take(source, here, step, voided)

    def follow(self, record: Record, path: Path) -> list[Any]:
        """Return what a path leads to: values or records; raises ``NotLoadedError``."""
        for route in routes(path):
            found = self._at(record, route)
            if found:
                return found
        return []

    def _at(self, record: Record, route: Route) -> list[Any]:
        found: list[Any] = [record]
        for step in route.steps:
            found = [each for here in found for each in self._next(here, step)]
        return found[: route.most]

    def _next(self, record: Record, step: Step) -> Sequence[Any]:
        if step.back is not None:
            return self._back(record, step)
        value = getattr(record, step.field)
        if value is None:
            return ()
        kinds = spec_of(type(record)).fields[step.field].field.kinds
        if not kinds:
            return (value,)
        ids = value if isinstance(value, list) else [value]
        for id in ids:
            if not any(id in self._looked_for[kind, "id"] for kind in kinds):
                raise NotLoadedError(f"{kind_name(type(record))}.{step.field}")
        return [self._by_id[kind][id] for id in ids for kind in kinds if id in self._by_id[kind]]

    def _back(self, record: Record, step: Step) -> list[Record]:
        key = (step.back or "", step.field)
        if record.id not in self._looked_for[key]:
            raise NotLoadedError(f"<{step.back}.{step.field}")
        found = self._naming[key].get(record.id, [])
        if step.only is None:
            return found
        name, asked = step.only
        wanted = getattr(record, asked[1:]) if asked.startswith(".") else asked
        return [each for each in found if wanted is not None and getattr(each, name) == wanted]

    def _take(self, source: Source, records: Collection[Record], step: Step, voided: bool) -> list[Record]:
        """Load one step from many records, and return where it leads."""
        if step.back is not None:
            self._load_naming(source, step.back, step.field, {record.id for record in records})
        else:
            for kind, ids in _named(records, step.field).items():
                self._load_named(source, kind, ids, voided)
        ends = (each for record in records for each in self._next(record, step))
        return list({each.id: each for each in ends if isinstance(each, Record)}.values())

    def _load_named(self, source: Source, kind: str, ids: set[str], voided: bool) -> None:
        new = ids - self._looked_for[kind, "id"]
        if new:
            self._looked_for[kind, "id"] |= new
            self._put(kind, source.records(kind, {"id": sorted(new)}, voided=voided))

    def _load_naming(self, source: Source, kind: str, field: str, ids: set[str]) -> None:
        new = ids - self._looked_for[kind, field]
        if not new:
            return
        self._looked_for[kind, field] |= new
        found = source.records(kind, {field: sorted(new)})
        self._put(kind, found)
        for each in found:
            value = getattr(each, field)
            for id in value if isinstance(value, list) else [value]:
                if id in new:
                    self._naming[kind, field][id].append(each)

    def _put(self, kind: str, records: Iterable[Record]) -> None:
        self._by_id[kind].update((each.id, each) for each in records)


def _named(records: Collection[Record], field: str) -> dict[str, set[str]]:
    """Return by kind the ids that records name in a field; none where it holds values."""
    named: dict[str, set[str]] = defaultdict(set)
    for record in records:
        value = getattr(record, field)
        for kind in spec_of(type(record)).fields[field].field.kinds if value is not None else ():
            named[kind].update(value if isinstance(value, list) else [value])
    return named
