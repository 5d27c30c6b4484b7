"""Who writes, where and when: said once for a unit of work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from fupin_desk.domain.changes import AT

VILLAGE_DIGITS = 12
"""Of a village's code; a county's has six."""


@dataclass(frozen=True)
class Author:
    """A person at a desk."""

    desk: str
    person: str
    village: str
    """The code that new records belong to: 12 digits, or the county's 6."""
    now: datetime
    random: Callable[[int], bytes]

    @property
    def in_village(self) -> bool:
        """Whether it is a village's laptop; else the county office."""
        return len(self.village) == VILLAGE_DIGITS

    @property
    def today(self) -> date:
        """The day it is where the desk stands."""
        return self.now.astimezone().date()

    @property
    def at(self) -> str:
        """The instant as changes show it: UTC, whole seconds."""
        return self.now.astimezone(UTC).strftime(AT)


@dataclass(frozen=True)
class Saved:
    """What a save wrote."""

    id: str
    changes: list[str]
    """Digests, in the order written; none where nothing differed."""
    fields_changed: list[str]
