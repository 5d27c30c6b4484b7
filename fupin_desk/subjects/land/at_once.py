"""Land that several contracts hold at the same time: contracted back from one lease, or leased from the same plots.

Whatever set of contracts is too large together is so on the day the last of the set begins; that one is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from heapq import heappop, heappush

from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.contract.terms import last_bound_day, start_of
from fupin_desk.subjects.household.records import Plot


def sublet_at_once(backs: Iterable[Contract]) -> Iterator[tuple[str, int]]:
    """Yield each back-contract of one lease with how much of it is sublet on the day it begins (hundredths of a mu)."""
    ordered = sorted(backs, key=lambda back: (start_of(back) or date.min, back.id))
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
        yield from ((contract.id, standing) for contract in ordered[begun:at])


def leased_at_once(leases: Iterable[tuple[Contract, Sequence[Plot]]]) -> tuple[int, int] | None:
    """Return what leases that run on one day lease together, and what their plots hold (hundredths of a mu).

    ``None`` where there is one alone, or an area is not known, for then nobody can tell.
    """
    under_lease = list(leases)
    if len(under_lease) < 2:
        return None
    areas = {plot.id: plot.area_centimu for _lease, plots in under_lease for plot in plots}
    held = {plot for lease, _plots in under_lease for plot in lease.plots or ()}
    leased, holds = _sum(lease.area_centimu for lease, _plots in under_lease), _sum(areas.get(plot) for plot in held)
    return None if leased is None or holds is None else (leased, holds)


def _sum(areas: Iterable[int | None]) -> int | None:
    known = list(areas)
    return None if None in known else sum(area or 0 for area in known)
