"""What becomes of a change that is offered: exactly one verdict, the first that fits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """In the order in which they are tried."""

    RETURNED = "returned"
    """It cannot be taken; the reason says why."""
    HELD = "held"
    """What it follows has not come."""
    DISPUTED = "disputed"
    """Taken, and it says something else than what stands beside it."""
    TAKEN = "taken"
    KNOWN = "known"
    """Taken before; an offering again changes no sum."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict on one change."""

    digest: str
    verdict: Verdict
    reason: str | None = None
    """A code, where it is returned."""
