"""Days and years, and which of them can hardly be: what happened is not still to come, no paper is from before 1949."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from fupin_desk.domain.changes import Value
from fupin_desk.domain.shapes.numbers import Number
from fupin_desk.domain.shapes.shape import Limits, RefusedValue, Shape, clean

OLDEST = 116
"""Years that somebody alive can have."""
EARLIEST = 1949
"""The year before which nothing was written down that a village office keeps, but births."""
ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TYPED = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))")
"""Days as people type them."""


class Date(Shape):
    """A calendar day (ISO 8601)."""

    name = "date"
    breadth = 11
    dated = True
    may_say_no = True
    figures = True
    cell_format = "@"
    cell_width = 13
    cell_hint = True

    def check(self, limits: Limits, typed: Any) -> Value:
        """Take a day that exists."""
        if isinstance(typed, date):
            return typed.isoformat()[:10]
        value = clean(typed)
        if not value:
            return value
        if not ISO.fullmatch(value):
            raise RefusedValue("date")
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise RefusedValue("date") from None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """Return a text of its form."""
        return {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}

    def read_plain(self, plain: str, typed: str) -> str:
        """Return a day written in any of the usual ways as ISO 8601 has it."""
        match = TYPED.fullmatch("".join(plain.split()))
        if match is None:
            return plain
        year, month, day = match[1], match[2] or match[4], match[3] or match[5]
        return f"{year}-{int(month):02d}-{int(day):02d}"

    def implausible(self, limits: Limits, value: Any, on: date) -> str | None:
        """Ask also for the day itself: tomorrow has not come."""
        return _implausible(limits, int(str(value)[:4]), on, to_come=str(value) > on.isoformat())


class Year(Number):
    """A calendar year."""

    name = "year"
    breadth = 7
    dated = True

    def implausible(self, limits: Limits, value: Any, on: date) -> str | None:
        """Ask for the year."""
        return _implausible(limits, int(value), on, to_come=int(value) > on.year)


def _implausible(limits: Limits, year: int, on: date, *, to_come: bool) -> str | None:
    if year < (oldest(on) if limits.birth else EARLIEST):
        return "too_early"
    if limits.past and to_come:
        return "in_future"
    return "too_far" if year > on.year + limits.ahead else None


def oldest(on: date) -> int:
    """Return the year in which the oldest person alive may be born."""
    return on.year - OLDEST


DATE: Final = Date()
YEAR: Final = Year()
