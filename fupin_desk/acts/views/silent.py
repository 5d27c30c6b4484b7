"""Villages that the office has not heard of for long: whose last bundle it took weeks ago, or none yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fupin_desk.acts.records.names import village_names
from fupin_desk.store import Reader

SILENT_DAYS = 30


@dataclass(frozen=True)
class SilentVillage:
    """One of them."""

    code: str
    name: str
    last: date | None
    """When its last bundle was taken; None where none ever was."""
    days: int
    """Since then, or since the first of its laptops was let in."""


@dataclass(frozen=True)
class Silent:
    """All of them, those silent longest first, and how many villages there are."""

    villages: list[SilentVillage]
    of: int


def last_heard(reader: Reader) -> dict[str, date | None]:
    """Return by code of each village that has a laptop when its last bundle was taken, by whichever laptop."""
    taken = reader.last_bundles(made=False)
    heard: dict[str, date | None] = {}
    for desk in reader.desks():
        day = date.fromisoformat(taken[desk.desk][:10]) if desk.desk in taken else None
        before = heard.get(desk.village)
        heard[desk.village] = max(before, day) if before and day else before or day
    return heard


def silent_villages(reader: Reader, on: date) -> Silent:
    """Return those of which nothing came for ``SILENT_DAYS``; one whose laptops are all revoked is not waited for."""
    heard = last_heard(reader)
    since = {code: day for code, day in heard.items() if day is not None}
    waited_for = set()
    for desk in reader.desks():
        if desk.revoked_at is None:
            waited_for.add(desk.village)
            if heard[desk.village] is None and desk.enrolled_on:
                let_in = date.fromisoformat(desk.enrolled_on[:10])
                since[desk.village] = min(since.get(desk.village, let_in), let_in)
    days = {code: (on - day).days for code, day in since.items() if code in waited_for}
    long = sorted(
        (code for code, silent in days.items() if silent >= SILENT_DAYS), key=lambda code: (-days[code], code)
    )
    called = village_names(reader, long)
    return Silent([SilentVillage(code, called[code], heard[code], days[code]) for code in long], len(waited_for))
