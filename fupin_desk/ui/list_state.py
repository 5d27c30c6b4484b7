"""What is kept of a list while its desk is open: what was asked of it, and where one was in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fupin_desk.acts.views.listing import Asked


@dataclass
class Place:
    """Where somebody was in a list: what they come back to."""

    current: str = ""
    """The id of the row the cursor was on."""
    top: int = 0
    """How far it was scrolled."""
    selected: frozenset[str] = frozenset()


@dataclass
class ListState:
    """The list of one kind."""

    asked: Asked = field(default_factory=Asked)
    ids: Sequence[str] | None = None
    """Its rows as they were shown last; None before they were."""
    place: Place = field(default_factory=Place)
