"""Clashes between records: what each desk may well have written, and together cannot be. A person looks at each.

Merging never stops for them and nothing is put right by itself: one of two records with the same ID number is taken
out by whoever knows which; what names a record that has not come waits for the next bundle, or is written anew.

Always true:

* whatever brings two records to the same thing, or leaves one naming nothing, it is on the list until it is mended;
* an ID number stands on the list only masked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import msgspec

from fupin_desk.acts.conflicts.heads import odd_people
from fupin_desk.acts.desk import Desk
from fupin_desk.domain.ages import birth
from fupin_desk.domain.disclosure import mask
from fupin_desk.domain.folding import fold, number_key
from fupin_desk.domain.likeness import same_person
from fupin_desk.kinds import KINDS
from fupin_desk.policy.figures import both_hold
from fupin_desk.store import Reader
from fupin_desk.subjects.household.records import Member
from fupin_desk.subjects.office.setting import Setting

MOST_FORMS = 60
"""Ways in which one name is written in one village of people born on one day: beyond them somebody must look."""
WATCHED = frozenset(kind for kind, spec in KINDS.items() if spec.traits.only_one)
"""Kinds of which it is looked at each save what they clash with."""


@dataclass(frozen=True)
class Clash:
    """Records that cannot be together, or one that names what is not here."""

    clash: str
    """``same_number``, ``missing_parent``, ``other_kind`` where an id names another kind of record, or ``same_day``: a
    figure with two values for one day; and what is odd among people (``heads``)."""
    kind: str
    field: str
    records: tuple[str, ...]
    """Ids: of those that say the same, or of the one that names nothing."""
    value: str
    """What they say, masked where it must be; or the id that is named."""
    villages: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        """Return it as scripts see it."""
        return {
            "clash": self.clash,
            "kind": self.kind,
            "field": self.field,
            "ids": list(self.records),
            "value": self.value,
            "villages": list(self.villages),
        }


def list_clashes(desk: Desk) -> list[Clash]:
    """Return everything that clashes on this desk: the office sees it over all its villages."""
    with desk.vault.reading() as reader:
        return all_clashes(reader)


def all_clashes(reader: Reader) -> list[Clash]:
    """Return everything that clashes in a snapshot."""
    people = [*_of_people(reader), *_look_alikes(reader)]
    return [*_same_numbers(reader), *people, *_set_twice(reader), *_without_parents(reader)]


def clashes_around(reader: Reader, kind: str, record: str) -> list[Clash]:
    """Return what a record, or the people of its household, clashes with: looked for as soon as it is written.

    Without what names records that are not here: that is for another bundle to bring.
    """
    if kind not in WATCHED:
        return []
    homes = reader.households_of(kind, [record])[record] if kind in ("member", "household") else ()
    numbers = [one for one in _same_numbers(reader, kind) if record in one.records]
    return [*numbers, *_of_people(reader, homes)]


def _of_people(reader: Reader, households: Collection[str] | None = None) -> Iterator[Clash]:
    for odd in odd_people(reader, households):
        yield Clash(odd.what, odd.kind, odd.field, odd.records, odd.value, (odd.village,) if odd.village else ())


def _look_alikes(reader: Reader) -> Iterator[Clash]:
    """Yield members of one name and one day of birth in a village whom no ID numbers tell apart: one written twice?

    By the same telling as a ledger's rows; a name alone says nothing of anybody.
    """
    found: dict[tuple[str, str, object], list[Member]] = {}
    members: list[Member] = reader.records("member")
    for one in members:
        born = birth(one.born_on, one.id_number)
        if one.name and born is not None and one.gone_since is None:
            found.setdefault((one.village, fold(one.name), born), []).append(one)
    for (village, _name, _born), alike in found.items():
        twice = _twice(alike) if len(alike) > 1 else set()
        if twice:
            yield Clash("same_person", "member", "name", tuple(sorted(twice)), "", (village,) if village else ())


def _twice(alike: Sequence[Member]) -> set[str]:
    """Return which of some people with one name and day of birth may be another of them.

    All that are written alike are told apart alike, so one of each is looked at, however many a bundle brought.
    """
    if all(one.id_number is not None for one in alike):
        return set()
    forms: dict[tuple[bool, str | None, str | None], list[Member]] = {}
    for one in alike:
        forms.setdefault((one.id_number is None, one.name, one.other_name), []).append(one)
    if len(forms) > MOST_FORMS:
        return {one.id for one in alike}
    some = [one for of_form in forms.values() for one in of_form[:2]]
    found = {id(one) for pair in combinations(some, 2) if _may_be_one(*pair) for one in pair}
    return {one.id for of_form in forms.values() if any(id(each) in found for each in of_form[:2]) for one in of_form}


def _may_be_one(one: Member, other: Member) -> bool:
    told = same_person(msgspec.to_builtins(one), msgspec.to_builtins(other))
    return None in (one.id_number, other.id_number) and told == "same"  # two equal numbers are a clash of their own


def _same_numbers(reader: Reader, of: str | None = None) -> Iterator[Clash]:
    for kind, spec in KINDS.items():
        for field, within in spec.traits.only_one.items() if of in (None, kind) else ():
            key = number_key if spec.traits.found_by.get(field) == "number" else None
            said = reader.same_values(kind, field, key)
            gone = _gone(reader, said) if kind == "member" else frozenset()
            for value, everyone in said.items():
                standing = [(record, village) for record, village in everyone if record not in gone]
                for group in _grouped(standing, within == "village"):
                    shown = str(mask(spec.fields[field], value))
                    villages = tuple(sorted({village for _record, village in group}))
                    yield Clash("same_number", kind, field, tuple(record for record, _ in group), shown, villages)


def _set_twice(reader: Reader) -> Iterator[Clash]:
    """Yield the county's figures that have two values for one day: until one is taken out, neither is gone by."""
    settings = reader.records("setting")
    for one, other in combinations(sorted((each for each in settings if each.value is not None), key=_begins), 2):
        if one.value != other.value and both_hold(one, other):
            yield Clash("same_day", "setting", "since", (one.id, other.id), str(one.figure), ())


def _begins(setting: Setting) -> tuple[date, str]:
    return setting.since or date.min, setting.id


def _gone(reader: Reader, said: Mapping[str, Collection[tuple[str, str]]]) -> frozenset[str]:
    """Return which of these members are no longer here: who married into another household is on record in both."""
    ids = sorted({record for everyone in said.values() for record, _village in everyone})
    found = reader.records("member", {"id": ids}) if ids else []
    return frozenset(one.id for one in found if one.gone_since is not None)


def _grouped(records: list[tuple[str, str]], by_village: bool) -> list[list[tuple[str, str]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for record, village in records:
        groups.setdefault(village if by_village else "", []).append((record, village))
    return [group for group in groups.values() if len(group) > 1]


def _without_parents(reader: Reader) -> Iterator[Clash]:
    for one in reader.unnamed():
        clash = "other_kind" if reader.kinds_of(one.named) else "missing_parent"
        yield Clash(clash, one.kind, one.field, (one.record,), one.named, (one.village,) if one.village else ())
