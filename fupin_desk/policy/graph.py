"""A graph of records: read as they are asked for, many at once, and followed along paths (``domain.traits``).

Always true:

* however many records are asked about, a step of a path is one query for each kind it leads to: the first of them to be
  asked answers for all of its kind that are here;
* a record is here once, whatever led to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar, cast

from fupin_desk.domain.record import Record, kind_name, spec_of
from fupin_desk.domain.traits import Path, PathStep, Route, routes

R = TypeVar("R", bound=Record)
T = TypeVar("T")

Words = Callable[[Any], Iterable[str]]
"""Works out of a record the words it is known by, such as the folded names in it."""


class Source(Protocol):
    """Where records come from in bulk; the store's reader is one."""

    def records(self, kind: str, where: Mapping[str, Any] | None = None, voided: bool = False) -> list[Any]:
        """Return the records of a kind that match, in the order of their ids."""


class Graph:
    """Records by kind and id, and from each the way to those that have to do with it."""

    def __init__(self, source: Source, records: Iterable[Record] = (), voided: bool = False) -> None:
        """Begin with some records. ``voided``: what is named by its id may have been taken out."""
        self._source, self._voided = source, voided
        self._here: dict[str, dict[str, Record]] = defaultdict(dict)
        self._order: dict[str, list[Record]] = defaultdict(list)
        """The same in the order in which they came."""
        self._asked: dict[tuple[str, str, str, str], int] = defaultdict(int)
        """By kind, field, and the kind and field looked in: how many of those in order have been asked for."""
        self._found: dict[tuple[str, str], dict[Any, list[Record]]] = defaultdict(dict)
        """By kind and field: for each value looked for, the records that say it."""
        self._all: dict[str, list[Record]] = {}
        """By kind, everything of it that is in force, where that is here."""
        self._indexed: set[tuple[str, str]] = set()
        """Kinds of which everything is here, and fields by which it was put in order: what is not found, is not."""
        self._words: dict[tuple[type[Record], Words], dict[str, list[Record]]] = {}
        """By class and what works words out of a record: for each word the records it is worked out of."""
        self._made: dict[Hashable, Any] = {}
        for record in records:
            self._put(kind_name(type(record)), record)

    def all(self, cls: type[R]) -> Sequence[R]:
        """Return every record of a class that is in force, in the order of their ids."""
        return cast("Sequence[R]", self._everything(kind_name(cls)))

    def matching(self, record: Record, field: str, kind: str, by: str) -> Sequence[Record]:
        """Return the records of a kind whose field ``by`` is, or holds, what a field of this record says.

        Either field may be ``id``. None match an empty field; of several values, those of each in turn.
        """
        value = getattr(record, field)
        if value is None:
            return ()
        by_value = self._found[kind, by]
        if isinstance(value, list):
            if not by_value.keys() >= set(value):
                self._look(record, field, kind, by)
            return [record for value_given in value for record in by_value[value_given]]
        if value not in by_value:
            self._look(record, field, kind, by)
        return by_value[value]

    def find(self, cls: type[R], field: str, values: Collection[Any]) -> Sequence[R]:
        """Return the records of a class whose field is, or holds, one of the values; by id, each once."""
        kind = kind_name(cls)
        self._fetch(kind, field, values)
        records = {record.id: record for value in values for record in self._found[kind, field][value]}
        return cast("Sequence[R]", [records[id] for id in sorted(records)])

    def worded(self, cls: type[R], words: Words, word: str) -> Sequence[R]:
        """Return the records of a class of which a word can be worked out, in the order of their ids."""
        index = self._words.get((cls, words))
        if index is None:
            index = self._words[cls, words] = defaultdict(list)
            for record in self._everything(kind_name(cls)):
                for folded in words(record):
                    index[folded].append(record)
        return cast("Sequence[R]", index.get(word, ()))

    def follow(self, record: Record, path: Path) -> list[Any]:
        """Return what a path leads to: values or records."""
        for route in routes(path):
            ends = self._along(record, route)
            if ends:
                return ends
        return []

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key; what is asked for many records is worked out once."""
        if key not in self._made:
            self._made[key] = make()
        return cast("T", self._made[key])

    def _everything(self, kind: str) -> list[Record]:
        if kind not in self._all:
            self._all[kind] = [self._put(kind, record) for record in self._source.records(kind)]
        return self._all[kind]

    def _along(self, record: Record, route: Route) -> list[Any]:
        ends: list[Any] = [record]
        for step in route.steps:
            ends = [end for here in ends for end in self._next(here, step)]
        return ends[: route.most]

    def _next(self, record: Record, step: PathStep) -> Sequence[Any]:
        if step.back is not None:
            return _only(record, step, self.matching(record, "id", step.back, step.field))
        value = getattr(record, step.field)
        if value is None:
            return ()
        kinds = spec_of(type(record)).fields[step.field].field.kinds
        if not kinds:
            return (value,)
        ends = [owner for kind in kinds for owner in self.matching(record, step.field, kind, "id")]
        if len(kinds) > 1 and isinstance(value, list):
            ends.sort(key=lambda record: value.index(record.id))
        return ends

    def _look(self, record: Record, field: str, kind: str, by: str) -> None:
        """Look for what this record says, and with it for what all others of its kind do that are here."""
        of = kind_name(type(record))
        step, beside = (of, field, kind, by), self._order[of]
        wanted = _values((record, *beside[self._asked[step] :]), field)
        self._asked[step] = len(beside)
        self._fetch(kind, by, wanted)

    def _fetch(self, kind: str, by: str, wanted: Collection[Any]) -> None:
        """Read the records of a kind that say one of the values, of those that were not asked for before."""
        by_value = self._found[kind, by]
        new = {value: None for value in wanted if value not in by_value}
        voided = by == "id" and self._voided
        by_value.update((value, []) for value in new)
        if kind in self._all and not voided:
            self._index(kind, by)
        elif new:
            for record in self._source.records(kind, {by: list(new)}, voided=voided):
                here = self._put(kind, record)
                for value in _values((here,), by):
                    if value in new:
                        by_value[value].append(here)

    def _index(self, kind: str, by: str) -> None:
        """Put everything there is of a kind in order by what a field says."""
        if (kind, by) in self._indexed:
            return
        self._indexed.add((kind, by))
        by_value = self._found[kind, by]
        by_value.update((value, []) for value in _values(self._all[kind], by))
        for record in self._all[kind]:
            for value in _values((record,), by):
                by_value[value].append(record)

    def _put(self, kind: str, record: Record) -> Record:
        here = self._here[kind].setdefault(record.id, record)
        if here is record:
            self._order[kind].append(record)
        return here


def _values(records: Collection[Record], field: str) -> dict[Any, None]:
    """Return what a field of records says, each value once and in their order."""
    ordered: dict[Any, None] = {}
    for record in records:
        value = getattr(record, field)
        if value is not None:
            ordered.update(dict.fromkeys(value if isinstance(value, list) else (value,)))
    return ordered


def _only(record: Record, step: PathStep, records: Sequence[Record]) -> Sequence[Record]:
    if step.only is None:
        return records
    name, asked = step.only
    if not asked:
        return [record for record in records if getattr(record, name) is None]
    wanted = getattr(record, asked[1:]) if asked.startswith(".") else asked
    return [record for record in records if wanted is not None and getattr(record, name) == wanted]
