"""A graph that notes every look-up: what was worked out of it holds until one of them would answer differently."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from fupin_desk.domain.record import Record, kind_name
from fupin_desk.policy.graph import Graph, Source, Words

R = TypeVar("R", bound=Record)
T = TypeVar("T")


DAY = ""
"""Stands as the kind where the day of judging was looked at: the value is the day it was compared with."""


class Key(NamedTuple):
    """What was looked up: records of a kind by what a field says, or by a word worked out of them; or all of a kind."""

    kind: str
    by: str | Words | None
    """A field, a function that works words out, or nothing for all of a kind."""
    value: Any = None


class NotingGraph(Graph):
    """A graph with the keys of what was looked up in it since somebody asked.

    Always true:

    * every record that was given out is among the keys by its id: whoever saw it is told of any change of it;
    * what is served from memory is noted like what is read, and what was made ``once`` brings the keys it was made of.

    It is of one day: what is made ``once`` may be made of that.
    """

    def __init__(self, source: Source) -> None:
        """Read from a source, with nothing noted yet."""
        super().__init__(source)
        self.keys: set[Key] = set()
        self._deep = 0
        self._same: dict[Key, Key] = {}
        """Each key once: thousands of findings hang on the same."""
        self._keys_of: dict[Hashable, set[Key]] = {}

    def noted(self, work: Callable[[], T]) -> tuple[T, set[Key]]:
        """Return what a piece of work gave and the keys of all it looked up; they are not noted for whoever asks."""
        outer, self.keys = self.keys, set()
        self._deep += 1
        try:
            return work(), self.keys
        finally:
            self.keys = outer
            self._deep -= 1

    def note(self, key: Key) -> None:
        """Note something that was looked at besides records. RuntimeError: nobody is at work any more that hangs on it.

        A day of judging that got into an outcome would go on being asked.
        """
        if not self._deep:
            raise RuntimeError("looked at when nothing is worked out")
        self._note(key)

    def all(self, cls: type[R]) -> Sequence[R]:
        """Return every record of a class that is in force, and note that: any change of the kind may alter it."""
        self._note(Key(kind_name(cls), None))
        return super().all(cls)

    def matching(self, record: Record, field: str, kind: str, by: str) -> Sequence[Record]:
        """Return what ``Graph.matching`` does, and note the values and what was found."""
        records = super().matching(record, field, kind, by)
        value = getattr(record, field)
        if value is not None:
            self._note_found(kind, by, value if isinstance(value, list) else (value,), records)
        return records

    def find(self, cls: type[R], field: str, values: Collection[Any]) -> Sequence[R]:
        """Return what ``Graph.find`` does, and note the values and what was found."""
        records = super().find(cls, field, values)
        self._note_found(kind_name(cls), field, values, records)
        return records

    def worded(self, cls: type[R], words: Words, word: str) -> Sequence[R]:
        """Return what ``Graph.worded`` does, and note the word and what was found."""
        records = super().worded(cls, words, word)
        self._note_found(kind_name(cls), words, (word,), records)
        return records

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key, and note what was looked up for it, then or now."""
        if isinstance(key, tuple):
            key = tuple(getattr(part, "unnoted", part) for part in key)
        if key not in self._keys_of:
            made, self._keys_of[key] = self.noted(lambda: super(NotingGraph, self).once(key, make))
        else:
            made = super().once(key, make)
        self.keys |= self._keys_of[key]
        return made

    def _note_found(self, kind: str, by: str | Words, values: Iterable[Any], records: Iterable[Record]) -> None:
        for value in values:
            self._note(Key(kind, by, value))
        if by != "id":
            for record in records:
                self._note(Key(kind, "id", record.id))

    def _note(self, key: Key) -> None:
        self.keys.add(self._same.setdefault(key, key))
