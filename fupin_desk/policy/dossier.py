"""A dossier: a record with what hangs on it, for rules, dues, notices and pages.

What a subclass reads besides comes from these look-ups alone, and never from the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar, Generic, Self, TypeVar, cast

from fupin_desk.domain.record import Record, kind_name
from fupin_desk.domain.traits import Path
from fupin_desk.policy.graph import Graph

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Record)


class Dossier(Generic[R]):
    """A record in its graph."""

    __slots__ = ("graph", "record")

    def __init__(self, record: R, graph: Graph) -> None:
        """Put a record in its graph."""
        self.record, self.graph = record, graph

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @property
    def kind(self) -> str:
        """The record's kind."""
        return kind_name(type(self.record))

    def those(self, cls: type[T], by: str) -> Sequence[T]:
        """Return the records of a class that name this one in a field, in the order of their ids."""
        return cast("Sequence[T]", self.graph.matching(self.record, "id", kind_name(cls), by))

    def named(self, cls: type[T], field: str) -> T | None:
        """Return the record of a class that this one names in a field, where there is one in force."""
        records = self.graph.matching(self.record, field, kind_name(cls), "id")
        return cast("T", records[0]) if records else None

    def all_named(self, cls: type[T], field: str) -> Sequence[T]:
        """Return the records of a class that this one names in a field, in the order in which it names them."""
        return cast("Sequence[T]", self.graph.matching(self.record, field, kind_name(cls), "id"))

    def beside(self, field: str, cls: type[T], by: str) -> Sequence[T]:
        """Return the records of a class that say in ``by`` what this one says in ``field``."""
        return cast("Sequence[T]", self.graph.matching(self.record, field, kind_name(cls), by))

    def at(self, path: Path) -> list[Any]:
        """Return what a path leads to."""
        return self.graph.follow(self.record, path)


class Subject(Dossier[R]):
    """What a rule looks at: a dossier with the day whose rules hold for it."""

    __slots__ = ()

    of: ClassVar[type[Record]]
    """The class of record it is about."""
    roots: ClassVar[tuple[type[Record], ...]] = ()
    """The classes of record each is made of; ``of`` alone where none are said."""
    near: ClassVar[tuple[str, ...]] = ("id",)
    """Fields of those records of which the first that says anything names what it is judged together with."""

    @classmethod
    def made_of(cls, graph: Graph, records: Iterable[Record], on: date) -> Iterable[Self]:
        """Return those made of these records, in their order; what is due is counted through ``on``."""
        return [cls(cast("R", record), graph) for record in records]

    @classmethod
    def all(cls, graph: Graph, on: date) -> Iterable[Self]:
        """Return every one there is, in their order."""
        return cls.made_of(graph, [record for of in cls.roots or (cls.of,) for record in graph.all(of)], on)

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """What those of one class are ordered by; no two have the same."""
        return (self.id,)

    @property
    def day(self) -> date | None:
        """The day whose rules and figures hold for it, where one was written down."""
        return None

    @property
    def nobodys(self) -> bool:
        """Whether it should say whose it is, and says nobody."""
        return False

    @property
    def erased_on(self) -> date | None:
        """The day on which an erasure of it was asked for: of what is gone with it nobody is asked again."""
        return None

    @property
    def terms(self) -> str | None:
        """Terms of the contract it is, or belongs to."""
        return None
