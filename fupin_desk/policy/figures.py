"""Figures as data: one entry a figure, with dated values, unit, source, and whether a person has compared the source.

A county's own (``Setting``) stands before ours on the days it names, where the figure leaves that to a county.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Literal, Protocol

import msgspec


class OwnFigure(Protocol):
    """A figure that a county has set for itself; the record of that name is one."""

    @property
    def id(self) -> str: ...  # noqa: D102 - as the record says
    @property
    def voided(self) -> str | None: ...  # noqa: D102
    @property
    def figure(self) -> str | None: ...  # noqa: D102
    @property
    def value(self) -> int | None: ...  # noqa: D102
    @property
    def since(self) -> date | None: ...  # noqa: D102
    @property
    def until(self) -> date | None: ...  # noqa: D102
    @property
    def source(self) -> str | None: ...  # noqa: D102


Unit = Literal["fen", "ppm", "days", "hours", "months", "years"]


class NotSetError(Exception):
    """No value is on file for a figure on a day, or two are: the rule that asked does not judge."""

    def __init__(self, figure: str, on: date, contested: bool = False) -> None:
        """Keep which figure was asked for, of which day, and whether the county has set two values for it."""
        super().__init__(figure, on, contested)
        self.figure = figure
        self.on = on
        self.contested = contested


def both_hold(figure: OwnFigure, other: OwnFigure) -> bool:
    """Return whether two settings of a figure say for one day that they hold.

    A setting without an end holds until the next one begins: a later one follows it, and takes nothing from it. Two
    that begin on one day, or one that begins while another says that it still holds, are for a person to settle.
    """
    if figure.figure != other.figure or figure.since is None or other.since is None:
        return False
    earlier, later = sorted((figure, other), key=lambda setting: setting.since or date.min)
    ends = earlier.until if earlier.since != later.since else date.max
    return ends is not None and later.since is not None and ends >= later.since


class Dated(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value and the days it holds, both ends included."""

    value: int
    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Return whether it holds on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


class Figure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One figure, as its entry in ``resources/policy/figures`` says."""

    unit: Unit
    county: Literal["must", "may", "never"]
    """Whether the county must set it, may, or is bound by ours (a law's)."""
    source: str
    verified: bool
    values: list[Dated] = []

    def refuses(self, value: int) -> Literal["too_small", "too_big"] | None:
        """Return why no county can set it to a value, or None: no amount of nothing, no notice that hangs no day."""
        least, most = _LIMITS[self.unit]
        return "too_small" if value < least else "too_big" if value > most else None


_LIMITS: Mapping[Unit, tuple[int, int]] = {
    "fen": (1, 10**13),
    "ppm": (0, 10**6),
    "days": (1, 366),
    "hours": (1, 8784),
    "months": (1, 1200),
    "years": (0, 150),
}


class FigureTable(msgspec.Struct, frozen=True):
    """All figures by name."""

    figures: dict[str, Figure]


class Used(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as it was found for a day, so that a finding can say where it is from."""

    value: int
    since: date
    source: str
    verified: bool
    by_county: bool


def parse_figures(texts: Iterable[str]) -> FigureTable:
    """Read figure files (TOML). Raises ``ValueError`` for a wrong entry or a figure given twice: a fault of ours."""
    by_name: dict[str, Any] = {}
    for text in texts:
        read = tomllib.loads(text)
        twice = by_name.keys() & read.keys()
        if twice:
            raise ValueError(f"figures given twice: {sorted(twice)}")
        by_name.update(read)
    return FigureTable(msgspec.convert(by_name, type=dict[str, Figure]))


class Figures:
    """What a figure is on a day: the county's where it set one, else ours."""

    def __init__(self, table: FigureTable, settings: Iterable[OwnFigure] = ()) -> None:
        """Keep the county's usable settings of figures a county may set, the latest first."""
        self.table = table
        self._settings: dict[str, list[OwnFigure]] = {}
        for setting in settings:
            figure = table.figures.get(setting.figure or "")
            usable = setting.voided is None and setting.value is not None and setting.since is not None
            usable = usable and figure is not None and not figure.refuses(setting.value or 0)
            if figure is not None and figure.county != "never" and usable:
                self._settings.setdefault(setting.figure or "", []).append(setting)
        for own in self._settings.values():
            own.sort(key=lambda figure: (figure.since or date.min, figure.id), reverse=True)
        self._known: dict[tuple[str, date], Used | None] = {}

    def fen(self, name: str, on: date) -> int:
        """Return an amount of money; raises ``NotSetError``."""
        return self._value(name, on, "fen")

    def days(self, name: str, on: date) -> int:
        """Return a number of days; raises ``NotSetError``."""
        return self._value(name, on, "days")

    def hours(self, name: str, on: date) -> int:
        """Return a number of hours; raises ``NotSetError``."""
        return self._value(name, on, "hours")

    def ppm(self, name: str, on: date) -> int:
        """Return a rate in parts per million; raises ``NotSetError``."""
        return self._value(name, on, "ppm")

    def months(self, name: str, on: date) -> int:
        """Return a number of months; raises ``NotSetError``."""
        return self._value(name, on, "months")

    def years(self, name: str, on: date) -> int:
        """Return a number of years; raises ``NotSetError``."""
        return self._value(name, on, "years")

    def used(self, name: str, on: date) -> Used:
        """Return a figure with its origin; raises ``NotSetError``."""
        key = (name, on)
        if key not in self._known:
            self._known[key] = self._look_up(name, on)
        used = self._known[key]
        if used is None:
            raise NotSetError(name, on)
        return used

    def spans(self, name: str) -> list[tuple[date, date | None]]:
        """Return the first and last days of every value of a figure."""
        ours = [(dated.since, dated.until) for dated in self.table.figures[name].values]
        return ours + [
            (figure.since, figure.until) for figure in self._settings.get(name, []) if figure.since is not None
        ]

    def changes(self, name: str, after: date, through: date) -> list[date]:
        """Return the days after ``after``, through ``through``, on which the figure may change, or run out."""
        spans = self.spans(name)
        days = {since for since, _until in spans} | {
            until + timedelta(days=1) for _since, until in spans if until is not None and until < through
        }
        return sorted(day for day in days if after < day <= through)

    def _value(self, name: str, on: date, unit: Unit) -> int:
        if self.table.figures[name].unit != unit:
            raise TypeError(f"{name} is not in {unit}")
        return self.used(name, on).value

    def _look_up(self, name: str, on: date) -> Used | None:
        holding = [figure for figure in self._settings.get(name, []) if _holds(figure, on)]
        if holding:
            newest = holding[0]
            assert newest.value is not None
            assert newest.since is not None
            if any(both_hold(newest, other) and other.value != newest.value for other in holding[1:]):
                raise NotSetError(name, on, contested=True)
            return Used(
                value=newest.value, since=newest.since, source=newest.source or "", verified=True, by_county=True
            )
        figure = self.table.figures[name]
        for dated in sorted(figure.values, key=lambda dated_value: dated_value.since, reverse=True):
            if dated.holds(on):
                return Used(
                    value=dated.value,
                    since=dated.since,
                    source=figure.source,
                    verified=figure.verified,
                    by_county=False,
                )
        return None


def _holds(setting: OwnFigure, on: date) -> bool:
    return setting.since is not None and setting.since <= on <= (setting.until or date.max)
