"""How long a contract runs, and how long it binds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fupin_desk.policy.days import ONE_DAY
from fupin_desk.subjects.contract.records import Contract


def start_of(contract: Contract) -> date | None:
    """Return the first day it runs: ``since``, else the day it was signed."""
    return contract.since or contract.signed_on


def last_day_of(contract: Contract) -> date | None:
    """Return the last day it runs, what it ended on included (that day is still paid); ``None`` while open."""
    days = [day for day in (contract.until, contract.ended_on) if day is not None]
    return min(days) if days else None


def last_bound_day(contract: Contract) -> date | None:
    """Return the last day it binds: on the day it was ended it no longer does; ``None`` while open."""
    ended = contract.ended_on
    before = ended - ONE_DAY if ended is not None and ended > date.min else ended
    days = [day for day in (contract.until, before) if day is not None]
    return min(days) if days else None


def in_force(contract: Contract, on: date) -> bool:
    """Return whether it binds on that day. On the day it was ended it no longer does."""
    start = start_of(contract)
    if start is None or on < start or (contract.ended_on is not None and contract.ended_on <= on):
        return False
    return contract.until is None or on <= contract.until


def workers_of(contracts: Iterable[Contract]) -> dict[str, str]:
    """Return of each job the member it is for."""
    return {contract.id: contract.member for contract in contracts if contract.terms == "job" and contract.member}
