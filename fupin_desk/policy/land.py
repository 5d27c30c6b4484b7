"""Land that several contracts hold at the same time: contracted back from one lease, or leased from the same plots.

Whatever set of contracts is too large together is so on the day the last of the set begins; that one is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from heapq import heappop, heappush

from fupin_desk.domain.records.contract import Contract
from fupin_desk.domain.records.household import Plot
from fupin_desk.policy.terms import in_force, last_bound_day, start_of


def sublet_at_once(contracts: Iterable[Contract]) -> Iterator[tuple[str, int]]:
    """Yield each back-contract with how much of its lease is sublet on the day it begins (hundredths of a mu)."""
    of_lease: dict[str, list[Contract]] = defaultdict(list)
    for one in contracts:
        if one.terms == "back_contract" and one.lease:
            of_lease[one.lease].append(one)
    for backs in of_lease.values():
        yield from _sublet(backs)


def _sublet(backs: list[Contract]) -> Iterator[tuple[str, int]]:
    ordered = sorted(backs, key=lambda one: (start_of(one) or date.min, one.id))
    running: list[tuple[date, int]] = []
    standing, at = 0, 0
    while at < len(ordered):
        day = start_of(ordered[at]) or date.min
        while running and running[0][0] < day:
            standing -= heappop(running)[1]
        begun = at
        while at < len(ordered) and (start_of(ordered[at]) or date.min) == day:
            area, last = ordered[at].area_centimu or 0, last_bound_day(ordered[at]) or date.max
            if last >= day:  # else it was ended before it began
                standing += area
                heappush(running, (last, area))
            at += 1
        yield from ((one.id, standing) for one in ordered[begun:at])


def leased_at_once(leases: Iterable[Contract], plots: Mapping[str, Plot]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each lease whose plots others have too on the day it begins: what all of them lease, what the plots hold.

    In hundredths of a mu; none of which an area is not known, for then nobody can tell.
    """
    of_plot: dict[str, list[Contract]] = defaultdict(list)
    every = list(leases)
    for lease in every:
        for plot in lease.plots or ():
            of_plot[plot].append(lease)
    for lease in every:
        day = start_of(lease)
        if day is None or not in_force(lease, day):
            continue
        beside = {one.id: one for plot in lease.plots or () for one in of_plot[plot] if in_force(one, day)}
        if len(beside) > 1:
            held = {plot for one in beside.values() for plot in one.plots or ()}
            leased, holds = _sum(one.area_centimu for one in beside.values()), _sum(_area(plots, plot) for plot in held)
            if leased is not None and holds is not None:
                yield lease.id, (leased, holds)


def _area(plots: Mapping[str, Plot], plot: str) -> int | None:
    return plots[plot].area_centimu if plot in plots else None


def _sum(areas: Iterable[int | None]) -> int | None:
    known = list(areas)
    return None if None in known else sum(area or 0 for area in known)
