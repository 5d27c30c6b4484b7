"""Outcomes kept by what they looked up: after a change only those are worked out again that it can alter.

Records are judged in clusters: a contract with its accounts, deliveries and payments; the distributions of an asset; a
line, an entity, a share, a village by itself (``Subject.near``). Each cluster is judged by the same rules as everything
is, over a graph that notes its look-ups (``noting``). A record that changed alters

* the clusters that saw it: its id is among their keys;
* those whose look-ups would find it now: a value, or a word worked out of it, is among their keys;
* the cluster it belongs to now.

The day of judging is looked up too (``noting_day``): on another day those clusters are judged again that compared it
with a day it has passed; and figures are, by the settings a county sets them with.

Always true: what is kept is what judging everything would give, in the same order (``tests/policy/test_kept.py``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar, cast

from fupin_desk.domain.record import Record, kind_name, spec_of
from fupin_desk.policy.dossier import Subject
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.graph import Source, Words
from fupin_desk.policy.noting import DAY, Key, NotingGraph
from fupin_desk.policy.noting_day import NotingDay, NotingFigures, Span, span

T = TypeVar("T")
Place = tuple[Any, ...]
"""What outcomes are ordered by."""
Look = Callable[[Subject[Any], date, Figures], Iterable[tuple[Place, T]]]
"""Works out what there is of one subject, each outcome with its place among all."""


class Cluster(NamedTuple):
    """What is judged together, by the kind and id of the record all of it names."""

    kind: str
    id: str


class Root(NamedTuple):
    """A class of subject and a class of record that one of them is made of."""

    about: type[Subject[Any]]
    of: type[Record]

    def cluster(self, record: Record) -> Cluster:
        """Return the cluster that a record belongs to."""
        field = next(name for name in self.about.near if getattr(record, name))
        return Cluster(self.kind(field), getattr(record, field))

    def kind(self, field: str) -> str:
        """Return the kind of record that a field names."""
        return kind_name(self.of) if field == "id" else spec_of(self.of).fields[field].field.kinds[0]


class Kept(Generic[T]):
    """The outcomes of everything of some classes on one day."""

    def __init__(
        self,
        about: Iterable[type[Subject[Any]]],
        look: Look[T],
        source: Source,
        on: date,
        figures: Figures,
        set_by: type[Record],
        dated: Callable[[T, date], T] = lambda outcome, _on: outcome,
    ) -> None:
        """Work all of it out.

        ``set_by`` is the class of record by which a county sets a figure; ``dated`` returns an outcome as it is on a
        day, where it says nothing else on any day on which it holds.
        """
        self.on = on
        self._look, self._figures, self._set_by, self._dated = look, figures, set_by, dated
        self._roots = [Root(subject, of) for subject in about for of in subject.roots or (subject.of,)]
        self._outcomes: dict[Cluster, list[tuple[Place, T]]] = {}
        self._keys: dict[Cluster, set[Key]] = {}
        self._holds: dict[Cluster, Span] = {}
        """On which days the outcomes hold."""
        self._seen_by: dict[Key, set[Cluster]] = defaultdict(set)
        self._looked_by: dict[str, set[str | Words | None]] = defaultdict(set)
        """By kind the fields and words that anything was ever looked up by."""
        self._found: list[T] | None = None
        graph = NotingGraph(source)
        clusters = {root.cluster(record) for root in self._roots for record in graph.all(root.of)}
        self._judge(graph, clusters)

    @property
    def found(self) -> list[T]:
        """Every outcome, in the order in which judging everything would give them."""
        if self._found is None:
            outcomes = [outcome for some in self._outcomes.values() for outcome in some]
            self._found = [self._dated(outcome, self.on) for _place, outcome in sorted(outcomes, key=_place)]
        return self._found

    def changed(
        self,
        source: Source,
        records: Collection[tuple[str, str]],
        on: date | None = None,
        figures: Figures | None = None,
    ) -> int:
        """Work out again what a change of these records (kind and id) can alter, or another day.

        Returns how many clusters that was. ``figures``: as they are by now, where settings may be among the records.
        """
        if on is not None and on != self.on:
            self.on, self._found = on, None
        self._figures = figures or self._figures
        clusters = {cluster for kind, id in records for cluster in self._seen_by.get(Key(kind, "id", id), ())}
        by_kind: dict[str, list[str]] = defaultdict(list)
        for kind, id in records:
            by_kind[kind].append(id)
        for kind, ids in by_kind.items():
            if kind in self._looked_by or any(kind_name(root.of) == kind for root in self._roots):
                for record in source.records(kind, {"id": ids}, voided=True):
                    clusters.update(self._of(kind, record))
        if on is not None:
            clusters.update(cluster for cluster, days in self._holds.items() if not days.holds(on))
        if clusters:
            self._judge(NotingGraph(source), clusters)
        return len(clusters)

    def _of(self, kind: str, record: Record) -> Iterator[Cluster]:
        """Yield the clusters that a record belongs to, and those whose look-ups would find it."""
        for root in self._roots:
            if root.of is type(record):
                yield root.cluster(record)
        for by in self._looked_by.get(kind, ()):
            key = None if by is None else getattr(record, by) if isinstance(by, str) else by(record)
            for value in (key,) if key is None or isinstance(key, str | int | date) else key:
                yield from self._seen_by.get(Key(kind, by, value), ())

    def _judge(self, graph: NotingGraph, clusters: Collection[Cluster]) -> None:
        """Judge clusters, and keep of each what was found and looked up; their records are read all at once."""
        for root in self._roots:
            for field in root.about.near:
                graph.find(root.of, field, [cluster.id for cluster in clusters if cluster.kind == root.kind(field)])
        day = cast("date", NotingDay(graph, self.on))
        figures = NotingFigures(self._figures, graph, self._set_by)
        for cluster in sorted(clusters):
            placed, keys = graph.noted(partial(self._outcomes_of, graph, cluster, day, figures))
            days = {key for key in keys if key.kind == DAY}
            self._holds[cluster] = span(self.on, days)
            self._note(cluster, keys - days)
            self._outcomes[cluster] = placed
        self._found = None

    def _note(self, cluster: Cluster, keys: set[Key]) -> None:
        for key in self._keys.get(cluster, set()) - keys:
            self._seen_by[key].discard(cluster)
            if not self._seen_by[key]:
                del self._seen_by[key]
        for key in keys:
            self._seen_by[key].add(cluster)
            self._looked_by[key.kind].add(key.by)
        self._keys[cluster] = keys

    def _outcomes_of(self, graph: NotingGraph, cluster: Cluster, on: date, figures: Figures) -> list[tuple[Place, T]]:
        made: dict[type[Subject[Any]], list[Record]] = defaultdict(list)
        for root in self._roots:
            for field in root.about.near:
                if root.kind(field) == cluster.kind:
                    here = graph.find(root.of, field, [cluster.id])
                    made[root.about] += [record for record in here if root.cluster(record) == cluster]
        return [
            outcome
            for about, records in made.items()
            for subject in about.made_of(graph, records, on)
            for outcome in self._look(subject, on, figures)
        ]


def _place(placed: tuple[Place, object]) -> Place:
    return placed[0]
