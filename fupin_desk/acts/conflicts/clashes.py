"""Every clash there is at a desk, kept in memory and looked for again only around what was written since.

Always true: what is kept is what looking at all records gives, in the same order (``tests/acts/test_kept_clashes.py``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from datetime import date
from functools import cache, partial
from typing import Any, Protocol, cast

from fupin_desk.acts.conflicts.clash import Clash, look_alikes, name_and_birth, number_said, same_number, set_twice
from fupin_desk.acts.conflicts.heads import HOUSEHOLD, MEMBER, People
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.in_memory import InMemory
from fupin_desk.domain.record import kind_name
from fupin_desk.kinds import KINDS
from fupin_desk.store import Reader
from fupin_desk.subjects.office.setting import Setting

SETTING = kind_name(Setting)
CLASHES = "clashes"
"""Name in ``Desk.memory``."""

Place = tuple[Any, ...]
"""What clashes of one sort are ordered by."""
Ids = dict[str, set[str]]
"""Ids by kind."""
Whole = Callable[[str], list[Any]]
"""Returns all records of a kind that stand."""


def list_clashes(desk: Desk) -> list[Clash]:
    """Return everything that clashes on this desk: the office sees it over all its villages."""
    with desk.vault.reading() as reader:
        return clashes_kept(desk).at(reader, desk.today())


def clashes_kept(desk: Desk) -> InMemory[Clash]:
    """Return everything that clashes on a desk, on any day."""
    kept = InMemory(desk.vault.journal, lambda reader, _on: KeptClashes(reader))
    return cast("InMemory[Clash]", desk.memory.setdefault(CLASHES, kept))


class Sort(Protocol):
    """Clashes of one sort, kept by whatever they are looked for by."""

    def begin(self, reader: Reader, whole: Whole) -> None:
        """Look at all records; ``whole`` returns those of a kind, read once for all sorts."""

    def change(self, reader: Reader, ids: Ids) -> None:
        """Look again around these records."""

    def placed(self) -> Iterable[tuple[Place, Clash]]:
        """Return the clashes, each with its place among those of its sort."""


class KeptClashes:
    """All clashes of a desk."""

    def __init__(self, reader: Reader) -> None:
        """Look at all records."""
        self._sorts: list[Sort] = [
            *(
                Alike(kind, partial(number_said, field=field, within=within), partial(same_number, field=field))
                for kind, spec in KINDS.items()
                for field, within in spec.traits.only_one.items()
            ),
            OfPeople(),
            Alike(MEMBER, name_and_birth, look_alikes),
            Settings(),
            Unnamed(),
        ]
        whole = cache(reader.records)
        for sort in self._sorts:
            sort.begin(reader, whole)

    @property
    def found(self) -> list[Clash]:
        """Every clash."""
        return [clash for sort in self._sorts for _, clash in sorted(sort.placed(), key=lambda placed: placed[0])]

    def bring(self, reader: Reader, rows: Collection[tuple[str, str]], _on: date) -> None:
        """Look again around these records."""
        ids: Ids = defaultdict(set)
        for kind, record in rows:
            ids[kind].add(record)
        for sort in self._sorts if rows else ():
            sort.change(reader, ids)


class Alike:
    """Records of a kind that say the same, by what they say."""

    def __init__(
        self, kind: str, said: Callable[[Any], Hashable | None], clash: Callable[[list[Any]], Clash | None]
    ) -> None:
        """Keep those for which ``said`` returns the same, as the ``clash`` they are, if they are one."""
        self._kind, self._said, self._clash = kind, said, clash
        self._said_by: dict[str, Hashable] = {}
        self._ids: dict[Hashable, set[str]] = defaultdict(set)
        self._clashes: dict[Hashable, Clash] = {}

    def begin(self, reader: Reader, whole: Whole) -> None:
        """Look at what all records say."""
        self._look(reader, whole(self._kind), set())

    def change(self, reader: Reader, ids: Ids) -> None:
        """Look again at what these records say, or said."""
        among = ids.get(self._kind)
        if among:
            before = {key for record in among if (key := self._said_by.pop(record, None)) is not None}
            for key in before:
                self._ids[key] -= among
            self._look(reader, reader.records(self._kind, {"id": sorted(among)}), before)

    def _look(self, reader: Reader, records: Iterable[Any], before: Collection[Hashable]) -> None:
        """Note what records say, and look at all that say the same, or said the same ``before``."""
        touched = set(before)
        for record in records:
            key = self._said(record)
            if key is not None:
                self._said_by[record.id] = key
                self._ids[key].add(record.id)
                touched.add(key)
        several = {key for key in touched if len(self._ids[key]) > 1}
        wanted = sorted({record for key in several for record in self._ids[key]})
        alike = {record.id: record for record in reader.records(self._kind, {"id": wanted})} if wanted else {}
        for key in touched:
            some = [alike[record] for record in sorted(self._ids[key])] if key in several else []
            self._keep(key, self._clash(some) if some else None)

    def _keep(self, key: Hashable, clash: Clash | None) -> None:
        if not self._ids[key]:
            del self._ids[key]
        if clash is None:
            self._clashes.pop(key, None)
        else:
            self._clashes[key] = clash

    def placed(self) -> Iterator[tuple[Place, Clash]]:
        """Yield the clashes, by the first of their records."""
        for clash in self._clashes.values():
            yield (min(clash.records),), clash


class OfPeople:
    """What cannot be of the people of one household, by household."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._people = People()

    def begin(self, reader: Reader, whole: Whole) -> None:
        """Look at all households."""
        self._people.begin(reader, whole(MEMBER), whole(HOUSEHOLD))

    def change(self, reader: Reader, ids: Ids) -> None:
        """Look again at the households of these records."""
        self._people.change(reader, ids)

    def placed(self) -> Iterator[tuple[Place, Clash]]:
        """Yield the clashes: of births first, then by household."""
        for place, odd in self._people.placed():
            yield place, Clash(odd.what, odd.kind, odd.field, odd.records, odd.value, _villages(odd.village))


class Settings:
    """Figures that are set twice."""

    def __init__(self) -> None:
        """Begin with none."""
        self._clashes: list[Clash] = []

    def begin(self, _reader: Reader, whole: Whole) -> None:
        """Look at all settings."""
        self._clashes = [*set_twice(whole(SETTING))]

    def change(self, reader: Reader, ids: Ids) -> None:
        """Look at all settings again, if it is one: they are few."""
        if ids.get(SETTING):
            self._clashes = [*set_twice(reader.records(SETTING))]

    def placed(self) -> Iterator[tuple[Place, Clash]]:
        """Yield the clashes, in the order in which they begin."""
        yield from (((place,), clash) for place, clash in enumerate(self._clashes))


class Unnamed:
    """Records that name what is not here, by kind and id."""

    def __init__(self) -> None:
        """Begin with none."""
        self._clashes: dict[tuple[str, str], list[Clash]] = {}

    def begin(self, reader: Reader, _whole: Whole) -> None:
        """Look at what all records name."""
        self._look(reader, None)

    def change(self, reader: Reader, ids: Ids) -> None:
        """Look again at what these records name, and at who names them."""
        around = _joined(ids, reader.naming_what_is_gone(ids), self._waiting_for(set().union(*ids.values())))
        for kind, records in around.items():
            for record in records:
                self._clashes.pop((kind, record), None)
        self._look(reader, around)

    def _look(self, reader: Reader, ids: Ids | None) -> None:
        for unnamed in reader.unnamed(ids):
            clash = "other_kind" if reader.kinds_of(unnamed.named) else "missing_parent"
            found_clash = Clash(
                clash, unnamed.kind, unnamed.field, (unnamed.record,), unnamed.named, _villages(unnamed.village)
            )
            self._clashes.setdefault((unnamed.kind, unnamed.record), []).append(found_clash)

    def _waiting_for(self, ids: Collection[str]) -> Ids:
        waiting: Ids = defaultdict(set)
        for (kind, record), clashes in self._clashes.items():
            if any(clash.value in ids for clash in clashes):
                waiting[kind].add(record)
        return waiting

    def placed(self) -> Iterator[tuple[Place, Clash]]:
        """Yield the clashes, by kind, field and record."""
        kinds = list(KINDS)
        for (kind, record), clashes in self._clashes.items():
            fields = list(KINDS[kind].fields)
            for count, clash in enumerate(clashes):
                yield (kinds.index(kind), fields.index(clash.field), record, count), clash


def _joined(*several: Ids) -> Ids:
    joined: Ids = defaultdict(set)
    for ids in several:
        for kind, records in ids.items():
            joined[kind] |= records
    return joined


def _villages(village: str) -> tuple[str, ...]:
    return (village,) if village else ()
