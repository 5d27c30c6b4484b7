"""What is said of a return: a table that is worked out over dossiers for a period, a row for each group.

Always true:

* a column of what its audience may not see cannot be built;
* what a household that has not agreed to be registered here has a part in is left out, and counted;
* so is what names no household, where the county does not know it and is not told of it;
* what an erasure left of accounts here alone changes no sum (``acts/returns``).

A village and its office count the same of what both know. Of whoever takes their agreement back the village counts
nothing from then on, and the office what it knows: it is never told of that, and so cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from fupin_desk.domain.disclosure import Audience, may_show
from fupin_desk.domain.record import Record, kind_name, spec_of
from fupin_desk.domain.traits import Path
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.graph import Graph

Form = Literal["text", "code", "village", "month", "party", "fen", "count", "yes"]
Take = Literal["value", "sum", "count", "any"]
Cell = Any
"""By the column's form: a text, a code, a village's code, ``2018-12``, a ``Party``, fen, a number, or a yes."""


class Period(NamedTuple):
    """The days a return is of, both counted, and the day it is worked out on."""

    since: date
    through: date
    today: date

    @property
    def on(self) -> date:
        """The day as of which it is worked out: no later than today."""
        return min(self.through, self.today)

    def holds(self, day: date) -> bool:
        """Return whether a day is in it."""
        return self.since <= day <= self.through


class Party(NamedTuple):
    """Who pays, as the public may read it: by name, or by kind (``entity_kind``) where the name would be a person's."""

    name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that a return counts."""

    of: Dossier[Any] | None
    """The record that paths begin at; None where there is none any more."""
    households: Collection[str]
    """Whose it is."""
    record: str
    """The id of the record that says so, or said so once."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What was worked out of it."""


Counts = Callable[[Graph, Period], Iterable[Counted]]


def each(cls: type[Record], whose: Path, where: Callable[[Any, Period], bool] = lambda _of, _period: True) -> Counts:
    """Count the records of a class of which something is true; ``whose`` is the path to the households of one."""

    def counted(graph: Graph, period: Period) -> Iterator[Counted]:
        for record in graph.all(cls):
            of: Dossier[Any] = Dossier(record, graph)
            if where(of, period):
                yield Counted(of, [household.id for household in of.at(whose)], record.id)

    return counted


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnColumn:
    """One column of a return. Those that take a value say what rows are grouped by."""

    name: str
    """Its heading is ``return.column.<name>``."""
    form: Form = "text"
    take: Take = "value"
    """The value that all of a group have; their sum; how many there are that have one; whether any has."""
    codes: str = ""
    """Of codes: the name of their list."""
    at: Path = ""
    """What it takes from the record of each; without one, the fact of its name."""
    shows: tuple[tuple[type[Record], str], ...]
    """Fields of records that it tells of."""

    def values(self, counted: Counted) -> list[Any]:
        """Return what one thing says here."""
        if self.at:
            return [] if counted.of is None else [value for value in counted.of.at(self.at) if value is not None]
        value = counted.facts.get(self.name)
        return [] if value is None else [value]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnSpec:
    """A return by its name; it is called ``return.<name>``."""

    name: str
    audience: Audience
    counts: Counts
    columns: tuple[ReturnColumn, ...]
    order: tuple[str, ...] = ()
    """Columns by which rows are sorted, where that is not as they are grouped."""

    def __post_init__(self) -> None:
        """Refuse a spec that cannot be; ``ValueError``."""
        if not self.grouping:
            raise ValueError(f"{self.name} is grouped by nothing")
        unknown = {*self.order} - {column.name for column in self.columns}
        if unknown:
            raise ValueError(f"{self.name} is sorted by {sorted(unknown)}, which it does not show")
        for column in self.columns:
            if (column.form == "code") is not bool(column.codes):
                raise ValueError(f"{self.name}.{column.name} is a code of no list, or no code")
            if not column.shows:
                raise ValueError(f"{self.name}.{column.name} does not say what it shows")
            for cls, name in column.shows:
                if not may_show(spec_of(cls), name, self.audience):
                    raise ValueError(f"{self.name}.{column.name} shows {kind_name(cls)}.{name} to whom may not see it")

    @property
    def grouping(self) -> tuple[ReturnColumn, ...]:
        """The columns by which rows are grouped."""
        return tuple(column for column in self.columns if column.take == "value")


class Return(NamedTuple):
    """A return as worked out."""

    spec: ReturnSpec
    period: Period
    rows: tuple[tuple[Cell, ...], ...]
    """By column."""
    totals: tuple[Cell | None, ...]
    """By column: the sum of those that are summed or counted."""
    left_out: int
    """Things in which somebody has a part who has not agreed to be registered here, or nobody says who has."""


Untold = Callable[[Collection[str]], AbstractSet[str]]
"""Returns those of some records, by their ids, that the county does not know and is not told of."""


def work_out(
    spec: ReturnSpec, graph: Graph, period: Period, agreed: AbstractSet[str], untold: Untold = lambda _ids: frozenset()
) -> Return:
    """Work out a return; ``agreed`` are the households that agreed to be registered here.

    ``untold`` is asked of what names no household; at an office of nothing.
    """
    groups: dict[tuple[Any, ...], list[Counted]] = {}
    left_out = 0
    all_counted = list(spec.counts(graph, period))
    staying = untold({counted.record for counted in all_counted if not counted.households})
    for counted in all_counted:
        if not {*counted.households} <= agreed or (not counted.households and counted.record in staying):
            left_out += 1
            continue
        groups.setdefault(tuple(_value(column, counted) for column in spec.grouping), []).append(counted)
    rows = [tuple(_taken(column, group) for column in spec.columns) for group in groups.values()]
    places = {column.name: place for place, column in enumerate(spec.columns)}
    order = [places[name] for name in spec.order or [column.name for column in spec.grouping]]
    rows.sort(key=lambda row: [row[place] for place in order])
    totals = tuple(
        sum(row[place] for row in rows) if column.take in ("sum", "count") else None
        for place, column in enumerate(spec.columns)
    )
    return Return(spec, period, tuple(rows), totals, left_out)


def _value(column: ReturnColumn, counted: Counted) -> Any:
    values = column.values(counted)
    return values[0] if values else Party() if column.form == "party" else ""


def _taken(column: ReturnColumn, group: list[Counted]) -> Cell:
    if column.take == "value":
        return _value(column, group[0])
    values = [value for counted in group for value in column.values(counted)]
    match column.take:
        case "sum":
            return sum(values)
        case "count":
            return len(values)
        case _:
            return any(values)
