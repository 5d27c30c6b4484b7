"""When somebody was born, as far as it is known, and how old that makes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fupin_desk.domain.id_numbers import born_by

Birth = tuple[date, date]
"""The earliest and the latest day somebody can have been born on: the same where one day is known."""


def age_on(born: date, day: date) -> int:
    """Return a person's age in whole years; it is reached on the birthday (29 February: on 1 March)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birth(born_on: date | str | None, id_number: str | None, born_in: int | None = None) -> Birth | None:
    """Return when somebody was born: by what is written, by the ID number, else within the year; None if unknown.

    Where the day written and the number differ, one of them is wrong: either may be right.
    """
    written = date.fromisoformat(born_on) if isinstance(born_on, str) else born_on
    days = [day for day in (written, born_by(id_number)) if day is not None]
    if days:
        return min(days), max(days)
    return None if born_in is None else (date(born_in, 1, 1), date(born_in, 12, 31))


def birth_of(member: Mapping[str, Any]) -> Birth | None:
    """Return when a member with these values was born, None if unknown."""
    return birth(member.get("born_on"), member.get("id_number"), member.get("born_in"))


def births_agree(person: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether what two sets of a member's values say of the birth can both be right."""
    here, there = birth_of(person), birth_of(other)
    return here is None or there is None or (here[0] <= there[1] and there[0] <= here[1])
