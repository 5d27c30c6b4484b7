"""The day of judging and the figures that hold on it, as a noting graph's look-ups.

What was worked out holds until a day is reached that the day of judging was compared with, and until a figure is set
that was asked for. Nothing of that is said by a rule: it compares, and the comparison is noted.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, NamedTuple, NoReturn

from fupin_desk.domain.record import Record
from fupin_desk.policy.figures import Figures, NotSetError, Used
from fupin_desk.policy.noting import DAY, Key, NotingGraph

NO_SHIFT = timedelta()


class NotingDay:
    """A day that notes in a graph every day it was compared with; of whatever else it was asked, that it was asked.

    No ``date``: what takes only dates refuses it, and does not read behind its back.
    """

    __slots__ = ("_at", "_graph", "_shift")

    def __init__(self, graph: NotingGraph, at: date, shift: timedelta = NO_SHIFT) -> None:
        """Be the day ``at``, which lies ``shift`` after the day of judging."""
        self._graph, self._at, self._shift = graph, at, shift

    @property
    def unnoted(self) -> date:
        """The day itself, for what is noted otherwise."""
        return self._at

    def _exact(self) -> date:
        self._graph.note(Key(DAY, "day", None))
        return self._at

    def _with(self, other: Any) -> Any:
        """Return a day to compare with, after noting on which day of judging the comparison turns out otherwise."""
        if isinstance(other, NotingDay):
            return other._at  # both move together
        if isinstance(other, date):
            with suppress(OverflowError):  # no day of judging ever comes there
                self._graph.note(Key(DAY, "day", other - self._shift))
        return other

    def __lt__(self, other: Any) -> bool:
        return self._at < self._with(other)  # type: ignore[no-any-return]

    def __le__(self, other: Any) -> bool:
        return self._at <= self._with(other)  # type: ignore[no-any-return]

    def __gt__(self, other: Any) -> bool:
        return self._at > self._with(other)  # type: ignore[no-any-return]

    def __ge__(self, other: Any) -> bool:
        return self._at >= self._with(other)  # type: ignore[no-any-return]

    def __eq__(self, other: object) -> bool:
        return self._at == self._with(other)  # type: ignore[no-any-return]

    def __hash__(self) -> int:
        return hash(self._exact())

    def __add__(self, other: timedelta) -> NotingDay:
        return NotingDay(self._graph, self._at + other, self._shift + other)

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return NotingDay(self._graph, self._at - other, self._shift - other)
        return self._exact() - (other._exact() if isinstance(other, NotingDay) else other)

    def __rsub__(self, other: date) -> timedelta:
        return other - self._exact()

    @property
    def year(self) -> int:
        """Its year; noted as the first days of this year and of the next."""
        year = self._at.year
        for first in (year, year + 1):
            if first <= date.max.year:
                self._with(date(first, 1, 1))
        return year

    def __getattr__(self, name: str) -> Any:
        return getattr(self._exact(), name)

    def __format__(self, form: str) -> str:
        return format(self._exact(), form)

    def __str__(self) -> str:
        return str(self._exact())

    def __reduce__(self) -> NoReturn:
        raise TypeError("a day of judging is not kept")


class NotingFigures(Figures):
    """Figures that note in a graph what was asked for: the settings of that name, and the days on which it changes."""

    def __init__(self, figures: Figures, graph: NotingGraph, set_by: type[Record]) -> None:
        """Be the same figures; ``set_by`` is the class of record by which a county sets one (``Setting``)."""
        self.table, self._settings, self._known = figures.table, figures._settings, figures._known
        self._graph, self._set_by = graph, set_by

    def used(self, name: str, on: date) -> Used:
        """Return a figure with its origin; raises ``NotSetError``."""
        self._note(name)
        day: date | None = getattr(on, "unnoted", None)
        if day is None:
            return super().used(name, on)
        for since, until in self.spans(name):
            _ = on >= since, until is not None and on > until
        try:
            return super().used(name, day)
        except NotSetError as problem:
            raise NotSetError(name, on, problem.contested) from None

    def changes(self, name: str, after: date, through: date) -> list[date]:
        """Return what ``Figures.changes`` does."""
        self._note(name)
        return super().changes(name, after, through)

    def _note(self, name: str) -> None:
        self._graph.find(self._set_by, "figure", (name,))


class Span(NamedTuple):
    """The days, as ordinals and both left out, between which what was worked out on a day in it holds."""

    after: int
    before: int

    def holds(self, on: date) -> bool:
        """Return whether it holds on a day."""
        return self.after < on.toordinal() < self.before


def span(on: date, keys: Iterable[Key]) -> Span:
    """Return the days on which what was worked out on ``on`` holds, by the days that are among its keys."""
    now = on.toordinal()
    after, before = 0, date.max.toordinal() + 1
    for key in keys:
        day = now if key.value is None else key.value.toordinal()
        if day <= now:
            after = max(after, day - (day == now))
        if day >= now:
            before = min(before, day + (day == now))
    return Span(after, before)
