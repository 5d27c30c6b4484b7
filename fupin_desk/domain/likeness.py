"""Whether two descriptions are of one person: by ID number, else by name and birth. One way for ledger and clashes.

Always true:

* two ID numbers that differ are two people, whatever else agrees; so are two births that cannot both be right;
* a name alone tells nobody: what is unsure is asked, never made and never merged.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from fupin_desk.domain.ages import birth_of, births_agree
from fupin_desk.domain.folding import fold, spelled_apart

Told = Literal["same", "other", "unsure"]


def names_of(record: Mapping[str, Any]) -> dict[str, str]:
    """Return a record's names as they are written, by how they are compared."""
    written = (record.get(name) for name in ("other_name", "name"))
    return {fold(name): name for name in written if name and fold(name)}


def written_apart(values: Mapping[str, Any], typed: str) -> str | None:
    """Return the name by which a record is called alike, where all that are have characters that may mean another."""
    if typed in (values.get("name"), values.get("other_name")):
        return None  # as it is written
    alike = [name for folded, name in names_of(values).items() if folded == fold(typed)]
    return alike[0] if alike and all(spelled_apart(name, typed) for name in alike) else None


def same_person(person: Mapping[str, Any], other: Mapping[str, Any]) -> Told:
    """Return whether two sets of a member's values are of one person."""
    numbers = person.get("id_number"), other.get("id_number")
    if None not in numbers:
        return "same" if numbers[0] == numbers[1] else "other"
    here, there = names_of(person), names_of(other)
    shared = here.keys() & there.keys()
    if not shared or not births_agree(person, other):
        return "other"
    apart = all(spelled_apart(here[name], there[name]) for name in shared)
    return "same" if same_day(person, other) and not apart else "unsure"


def same_day(record: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether both say one day of birth, and the same."""
    here = birth_of(record)
    return here is not None and here[0] == here[1] and here == birth_of(other)


def spelled_otherwise(record: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether all names that two members share are written with letters that differ."""
    here, there = names_of(record), names_of(other)
    return all(spelled_apart(here[name], there[name]) for name in here.keys() & there.keys())
