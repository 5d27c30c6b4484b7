"""A due (应付): what is owed to a household. Made from terms and deliveries, never typed, never in the history."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Money due to a household under a contract or from a distribution."""

    id: str
    """Follows from contract (or line), term, period and household: the same due has the same id on every desk."""
    contract: str | None = None
    distribution_line: str | None = None
    household: str | None
    """Empty where a contract with several households does not say what is whose: then it is due to them together."""
    member: str | None = None
    payers: tuple[str, ...] = ()
    """Entities that owe it."""
    what: str
    """``delivery``, ``wage``, ``rent``, ``asset_fixed``, ``asset_share`` or ``distribution``."""
    amount_fen: int
    due_on: date
    period: str
    """The delivery's id, the first month (``2019-10``) or the year (``2019``)."""
    why: dict[str, Any]
    """The inputs it was computed from, JSON-able."""


def due_id(source: str, what: str, period: str, household: str | None) -> str:
    """Return the id of a due from what it follows from."""
    return "/".join((source, what, period, household or "all"))
