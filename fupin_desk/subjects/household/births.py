"""When a member was born, as their ID number says it beside what was written, and what cannot be of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from fupin_desk.domain.ages import age_on
from fupin_desk.domain.changes import Value
from fupin_desk.domain.id_numbers import born_by, id_number_right, read_id_number
from fupin_desk.domain.record import Contradiction

CHILD_YEARS = 14
"""Of a child under this age no ID number is kept."""
BIRTH: Mapping[str, Callable[[date], Value]] = {"born_on": date.isoformat, "born_in": lambda born: born.year}
"""Fields of a member that an ID number says too, and how they say it."""
PERSON = frozenset({"id_number", *BIRTH})
"""Fields of a member that say together who somebody is."""


def left_unborn(before: Mapping[str, Value], taken: Mapping[str, Value]) -> Iterator[Contradiction]:
    """Yield that a member left before they were born, at the field that was written."""
    whole = {**before, **taken}
    gone = str(whole.get("gone_since") or "")
    number = whole.get("id_number")
    born = str(whole.get("born_on") or _born_by(number) or whole.get("born_in") or "")
    if not gone or gone[: len(born)] >= born:
        return
    written = [name for name in ("gone_since", "born_on", "id_number", "born_in") if taken.get(name) is not None]
    yield from (Contradiction((name,), "left_unborn", taken[name]) for name in written[:1])


def not_the_number_s(before: Mapping[str, Value], taken: Mapping[str, Value], on: date) -> Iterator[Contradiction]:
    """Yield a child's ID number, or a birth that is not the number's, at the field that was written.

    No ID number of a child under 14 is kept (safeguards.md; PIPL art. 28); ``on`` is the day it is written.
    """
    values = {**before, **taken}
    number = values.get("id_number")
    born = _born_by(number)
    if born is None or PERSON.isdisjoint(taken):
        return
    differing = [name for name, of in BIRTH.items() if values.get(name) not in (None, of(born))]
    if differing:
        typed = next(name for name in ("id_number", *differing) if name in taken or name == differing[-1])
        yield Contradiction((typed,), "birth_differs", values[typed])
    elif age_on(born, on) < CHILD_YEARS:
        yield Contradiction(("id_number",), "child", number)


def birth_by_number(values: Mapping[str, Any], stood: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the day of birth that a number says as it was typed, where none was written or it was the former one's."""
    number = values.get("id_number")
    if number is None or "born_on" in values:
        return {}
    born, before = born_by(read_id_number(str(number))), stood()
    former, written = born_by(before.get("id_number")), before.get("born_on")
    if born is None or written not in (None, former.isoformat() if former else None):
        return {}
    return {"born_on": born.isoformat()}


def _born_by(number: Any) -> date | None:
    return born_by(number) if isinstance(number, str) and id_number_right(number) else None
