"""Calendar arithmetic that contracts are counted with (Civil Code art. 200-204, unverified)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta

ONE_DAY = timedelta(days=1)
LAST_DAY = 31
"""As a pay day: the last day of every month."""


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def day_in_month(year: int, month: int, day: int) -> date:
    """Return that day of the month; in a month that is shorter, its last day."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def months_after(first: date, months: int) -> date:
    """Return the first day of the month that is so many months after the one of ``first``."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def months_on(day: date, months: int) -> date:
    """Return the same day so many months on; in a month that is shorter, its last day; ``date.max`` beyond all."""
    if (day.year * 12 + day.month - 1 + months) // 12 > MAXYEAR:
        return date.max
    first = months_after(day, months)
    return day_in_month(first.year, first.month, day.day)


def anniversary(day: date, years: int) -> date:
    """Return the same day so many years on; 29 February becomes the month's last day."""
    return day_in_month(day.year + years, day.month, day.day)


def days_after(day: date, days: int) -> date | None:
    """Return the day so many days after another; None where the calendar ends before it."""
    return day + timedelta(days=days) if days <= (date.max - day).days else None


def turned_round(since: date | None, until: date | None) -> bool:
    """Return whether a term would end before it begins."""
    return since is not None and until is not None and until < since


def over_years(since: date, until: date, years: int) -> bool:
    """Return whether a term is longer than so many years: the day it starts on is not counted (art. 201, 202)."""
    return since.year + years <= MAXYEAR and until > anniversary(since, years)


def years_of(since: date, until: date | None, through: date) -> Iterator[tuple[date, date, int]]:
    """Yield the years of a term as first day, last day and the days a whole one has, while they begin by ``through``.

    A term "1 January to 1 January" is a whole year, not a year and a day; a last year may be shorter.
    """
    whole = until is not None and until > since and until == anniversary(since, until.year - since.year)
    last = until - ONE_DAY if whole and until is not None else until
    passed = 0
    while True:
        first = anniversary(since, passed)
        if first > through or (last is not None and first > last) or first.year == MAXYEAR:
            return
        following = anniversary(since, passed + 1)
        end = following - ONE_DAY
        yield first, (end if last is None else min(end, last)), (following - first).days
        passed += 1


def half_up(above: int, below: int) -> int:
    """Return the quotient in whole units, an exact half going up: to the household, where money is due to it."""
    return (2 * above + below) // (2 * below)


def rounded_up(above: int, below: int) -> int:
    """Return the smallest whole number that is enough: for a minimum, so that what is shown is also sufficient."""
    return -(-above // below)
