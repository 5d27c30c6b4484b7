"""Clashes between records: what each desk may well have written, and together cannot be. A person looks at each.

Merging never stops for them and nothing is put right by itself: one of two records with the same ID number is taken
out by whoever knows which; what names a record that has not come waits for the next bundle, or is written anew.

Always true:

* whatever brings two records to the same thing, or leaves one naming nothing, it is on the list until it is mended;
* an ID number stands on the list only masked.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import msgspec

from fupin_desk.domain.ages import birth
from fupin_desk.domain.disclosure import mask
from fupin_desk.domain.folding import fold, number_key
from fupin_desk.domain.likeness import same_person
from fupin_desk.domain.record import Record, kind_name, spec_of
from fupin_desk.policy.figures import both_hold
from fupin_desk.subjects.household.records import Member
from fupin_desk.subjects.office.setting import Setting

MOST_FORMS = 60
"""Ways in which one name is written in one village of people born on one day: beyond them somebody must look."""


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


def set_twice(settings: Sequence[Setting]) -> Iterator[Clash]:
    """Yield the county's figures that have two values for one day: until one is taken out, neither is gone by."""
    valued = sorted((setting for setting in settings if setting.value is not None), key=_begins)
    for setting, other in combinations(valued, 2):
        if setting.value != other.value and both_hold(setting, other):
            yield Clash("same_day", kind_name(Setting), "since", (setting.id, other.id), str(setting.figure), ())


def _begins(setting: Setting) -> tuple[date, str]:
    return setting.since or date.min, setting.id


def number_said(record: Record, field: str, within: str) -> Hashable | None:
    """Return what a record says that no other may say within its village, or the county; None where it says nothing.

    Who is no longer here says nothing: who married into another household is on record in both.
    """
    value = getattr(record, field)
    if value is None or getattr(record, "gone_since", None) is not None:
        return None
    by_number = spec_of(type(record)).traits.found_by.get(field) == "number"
    return number_key(str(value)) if by_number else str(value), record.village if within == "village" else ""


def same_number(records: Sequence[Record], field: str) -> Clash:
    """Return the clash of records that say the same."""
    first, *_ = in_order = sorted(records, key=lambda record: (str(getattr(record, field)), record.id))
    spec = spec_of(type(first))
    shown = str(mask(spec.fields[field], str(getattr(first, field))))
    villages = tuple(sorted({record.village for record in records}))
    return Clash("same_number", spec.kind, field, tuple(record.id for record in in_order), shown, villages)


def name_and_birth(member: Member) -> Hashable | None:
    """Return by what a member may be another one; a name alone says nothing of anybody."""
    born = birth(member.born_on, member.id_number)
    if not member.name or born is None or member.gone_since is not None:
        return None
    return member.village, fold(member.name), born


def look_alikes(members: Sequence[Member]) -> Clash | None:
    """Return members of one name and day of birth in a village whom no ID numbers tell apart: one written twice?

    By the same telling as a ledger's rows.
    """
    twice, village = _twice(members), members[0].village
    return (
        Clash("same_person", kind_name(Member), "name", tuple(sorted(twice)), "", (village,) if village else ())
        if twice
        else None
    )


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
