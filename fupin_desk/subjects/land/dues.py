"""What is due for land that is leased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fupin_desk.policy.days import half_up, years_of
from fupin_desk.policy.due import Due
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.terms import last_day_of
from fupin_desk.subjects.contract.yearly import Yearly, year_day, year_why
from fupin_desk.subjects.land.dossier import LandDossier


def dues_of_lease(lease: ContractDossier, through: date) -> Iterator[Due]:
    """Yield area times rent for each year of the term, on that year's agreed day, else on its last day.

    A back-contract (反租倒包) gives none: there the household pays, and what a household owes nobody counts here.
    """
    contract, since, rent = lease.record, lease.start, lease.record.rent_fen
    if since is None or not rent:
        return
    whose: dict[str | None, int] = {}
    whose.update(LandDossier(contract, lease.graph).areas_by_household(lease.bound.households) or {})
    if not whose and contract.area_centimu:
        whose = {None: contract.area_centimu}
    for first, last, whole in years_of(since, last_day_of(contract), through):
        due_on = year_day(contract, since, first, last)
        for household, area in whose.items():
            amount = half_up(area * rent * ((last - first).days + 1), 100 * whole)
            why = {"area_centimu": area, "rent_fen": rent, **year_why(first, last, whole)}
            yield from Yearly(household, amount, due_on, str(first.year), why).due(lease, "rent", through)
