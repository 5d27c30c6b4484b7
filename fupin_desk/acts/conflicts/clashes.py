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
    numbers = [clash for clash in _same_numbers(reader, kind) if record in clash.records]
    return [*numbers, *_of_people(reader, homes)]


def _of_people(reader: Reader, households: Collection[str] | None = None) -> Iterator[Clash]:
    for odd in odd_people(reader, households):
        yield Clash(odd.what, odd.kind, odd.field, odd.records, odd.value, (odd.village,) if odd.village else ())


def _look_alikes(reader: Reader) -> Iterator[Clash]:
    """Yield members of one name and one day of birth in a village whom no ID numbers tell apart: one written twice?

    By the same telling as a ledger's rows; a name alone says nothing of anybody.
    """
    by_key: dict[tuple[str, str, object], list[Member]] = {}
    members: list[Member] = reader.records("member")
    for member in members:
        born = birth(member.born_on, member.id_number)
        if member.name and born is not None and member.gone_since is None:
            by_key.setdefault((member.village, fold(member.name), born), []).append(member)
    for (village, _name, _born), alike in by_key.items():
        twice = _twice(alike) if len(alike) > 1 else set()
        if twice:
            yield Clash("same_person", "member", "name", tuple(sorted(twice)), "", (village,) if village else ())


def _twice(alike: Sequence[Member]) -> set[str]:
    """Return which of some people with one name and day of birth may be another of them.

    All that are written alike are told apart alike, so one of each is looked at, however many a bundle brought.
    """
    if all(member.id_number is not None for member in alike):
        return set()
    forms: dict[tuple[bool, str | None, str | None], list[Member]] = {}
    for member in alike:
        forms.setdefault((member.id_number is None, member.name, member.other_name), []).append(member)
    if len(forms) > MOST_FORMS:
        return {member.id for member in alike}
    some = [member for of_form in forms.values() for member in of_form[:2]]
    doubles = {id(member) for pair in combinations(some, 2) if _may_be_one(*pair) for member in pair}
    return {
        member.id
        for of_form in forms.values()
        if any(id(member) in doubles for member in of_form[:2])
        for member in of_form
    }


def _may_be_one(member: Member, other: Member) -> bool:
    told = same_person(msgspec.to_builtins(member), msgspec.to_builtins(other))
    return None in (member.id_number, other.id_number) and told == "same"  # two equal numbers are a clash of their own


def _same_numbers(reader: Reader, of: str | None = None) -> Iterator[Clash]:
    for kind, spec in KINDS.items():
        for field, within in spec.traits.only_one.items() if of in (None, kind) else ():
            key = number_key if spec.traits.found_by.get(field) == "number" else None
            by_value = reader.same_values(kind, field, key)
            gone = _gone(reader, by_value) if kind == "member" else frozenset()
            for value, everyone in by_value.items():
                standing = [(record, village) for record, village in everyone if record not in gone]
                for group in _grouped(standing, within == "village"):
                    shown = str(mask(spec.fields[field], value))
                    villages = tuple(sorted({village for _record, village in group}))
                    yield Clash("same_number", kind, field, tuple(record for record, _ in group), shown, villages)


def _set_twice(reader: Reader) -> Iterator[Clash]:
    """Yield the county's figures that have two values for one day: until one is taken out, neither is gone by."""
    settings = reader.records("setting")
    for first, other in combinations(
        sorted((setting for setting in settings if setting.value is not None), key=_begins), 2
    ):
        if first.value != other.value and both_hold(first, other):
            yield Clash("same_day", "setting", "since", (first.id, other.id), str(first.figure), ())


def _begins(setting: Setting) -> tuple[date, str]:
    return setting.since or date.min, setting.id


def _gone(reader: Reader, by_value: Mapping[str, Collection[tuple[str, str]]]) -> frozenset[str]:
    """Return which of these members are no longer here: who married into another household is on record in both."""
    ids = sorted({record for everyone in by_value.values() for record, _village in everyone})
    members = reader.records("member", {"id": ids}) if ids else []
    return frozenset(member.id for member in members if member.gone_since is not None)


def _grouped(records: list[tuple[str, str]], by_village: bool) -> list[list[tuple[str, str]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for record, village in records:
        groups.setdefault(village if by_village else "", []).append((record, village))
    return [group for group in groups.values() if len(group) > 1]


def _without_parents(reader: Reader) -> Iterator[Clash]:
    for unnamed in reader.unnamed():
        clash = "other_kind" if reader.kinds_of(unnamed.named) else "missing_parent"
        yield Clash(
            clash,
            unnamed.kind,
            unnamed.field,
            (unnamed.record,),
            unnamed.named,
            (unnamed.village,) if unnamed.village else (),
        )
