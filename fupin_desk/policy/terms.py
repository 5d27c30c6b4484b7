"""Who is bound by a contract and how long it runs: read once, used by dues and rules alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from fupin_desk.domain.records.contract import Contract, Party
from fupin_desk.domain.records.household import Member, Plot
from fupin_desk.policy.days import ONE_DAY


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


class Bound(msgspec.Struct, frozen=True):
    """Who a contract's money goes to and who pays it."""

    households: tuple[str, ...]
    payers: tuple[str, ...]


PAYS_NOT = {"household", "collective", "lessor"}


def bound_by(contract: Contract, parties: Sequence[Party], members: Mapping[str, Member]) -> Bound:
    """Return the households money is due to and the entities that owe it.

    A job's household is its worker's. A household that leases land (``lessee``) is owed no rent for it.
    """
    worker = members.get(contract.member or "") if contract.terms == "job" else None
    if worker is not None and worker.household is not None:
        households = [worker.household]
    else:
        households = [party.household for party in parties if party.household and party.role != "lessee"]
    entities = [party for party in parties if party.entity]
    payers = [party.entity for party in entities if party.role not in PAYS_NOT] or [one.entity for one in entities]
    return Bound(tuple(sorted(set(households))), tuple(sorted({payer for payer in payers if payer})))


def areas_by_household(
    contract: Contract, households: Sequence[str], plots: Mapping[str, Plot]
) -> dict[str, int] | None:
    """Return each household's leased area (hundredths of a mu), or ``None`` where nothing says whose is what."""
    if len(households) == 1:
        return None if contract.area_centimu is None else {households[0]: contract.area_centimu}
    areas = dict.fromkeys(households, 0)
    for name in contract.plots or ():
        plot = plots.get(name)
        if plot is None or plot.household not in areas or plot.area_centimu is None:
            return None
        areas[plot.household] += plot.area_centimu
    return areas if areas and all(areas.values()) else None
