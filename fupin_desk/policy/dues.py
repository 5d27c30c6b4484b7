"""What is due to households: derived from contracts, deliveries and distributions through a day.

How each is counted (``ours`` is a choice of ours, in no law or clause):

* an order: accepted quantity times the higher of floor and agreed price, ``pay_within_days`` after the delivery;
* a job: the wage of each calendar month (or of ``paid_every_months`` together) on the pay day of the month after it
  (``wage.pay_day_for``): one in a month, never two; a month begun or left in the middle by its calendar days (ours). No
  pay day agreed: the last day of the following month, the latest that still is monthly pay (Labour Law art. 50);
* a lease: area times rent for each year of the term on that year's agreed day, else on its last day; a shorter last
  year by days (ours). A back-contract (反租倒包) gives none: there the household pays, and what a household owes is
  nothing this program counts;
* an asset: the fixed promise like a lease; the share of each distribution's income on that distribution's day. What a
  distribution line gives the household for that asset and year is the same money, owed once: as the line;
* a distribution line: its amount on the distribution's day; none where it was declined or no day is set.

What had fallen due before somebody's name was erased stays owed, to nobody by name: no erasure pays a payer's debt.

Every amount is rounded once, at the end, half up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, date, timedelta

from fupin_desk.domain.records.contract import Contract
from fupin_desk.domain.records.income import Distribution
from fupin_desk.policy.days import ONE_DAY, day_in_month, half_up, months_after, years_of
from fupin_desk.policy.dossiers.contract import Bound, ContractDossier
from fupin_desk.policy.dossiers.income import DistributionDossier, LineDossier
from fupin_desk.policy.due import Due, due_id
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.terms import last_day_of, start_of
from fupin_desk.policy.wage import LAST_DAY, monthly_wage_fen, pay_day_for, wage_fen


def dues_of(graph: Graph, through: date) -> list[Due]:
    """Return everything that falls due to households by ``through``, oldest first, each with its inputs."""
    contracts, lines = ContractDossier.all(graph, through), LineDossier.all(graph, through)
    found = [due for contract in contracts for due in dues_under(contract, through)]
    return sorted([*found, *(due for line in lines for due in dues_on(line, through))], key=in_order)


def in_order(due: Due) -> tuple[date, str]:
    """Return what dues are ordered by: their day."""
    return due.due_on, due.id


def dues_under(contract: ContractDossier, through: date) -> list[Due]:
    """Return what falls due under a contract by a day, oldest first.

    What had fallen due before somebody's name was erased stays owed, to nobody by name.
    """
    derived = _Derived(contract, through)
    if contract.terms == "order":
        return sorted(derived.orders(), key=in_order)
    found = sorted(derived.running(), key=in_order)
    if derived.bound.households:
        return found
    until = contract.erased_on
    return [] if until is None else [due for due in found if due.due_on <= until]


def dues_on(line: LineDossier, through: date) -> list[Due]:
    """Return what falls due on a line of a distribution by a day: once, and nothing where it was declined."""
    distribution, amount = line.distribution, line.record.amount_fen
    due_on = None if distribution is None else distribution.day
    if distribution is None or due_on is None or due_on > through or line.record.declined or not amount:
        return []
    payer, period = distribution.payer, str(distribution.record.year or "")
    return [
        Due(
            id=due_id(line.id, "distribution", period, line.record.household),
            distribution_line=line.id,
            household=line.record.household,
            payers=(payer,) if payer else (),
            what="distribution",
            amount_fen=amount,
            due_on=due_on,
            period=period,
            why={"distribution": distribution.id, "line_fen": amount},
        )
    ]


class _Derived:
    """What one contract gives."""

    def __init__(self, dossier: ContractDossier, through: date) -> None:
        self.dossier, self.contract, self.through = dossier, dossier.record, through
        self.bound: Bound = dossier.bound

    def running(self) -> Iterator[Due]:
        since = start_of(self.contract)
        if since is None:
            return
        if self.contract.terms == "job":
            yield from self.wages(since)
        elif self.contract.terms == "lease":
            yield from self.rents(since)
        elif self.contract.terms == "asset":
            yield from self.promises(since)

    def orders(self) -> Iterator[Due]:
        contract, bound = self.contract, self.bound
        for one in self.dossier.deliveries:
            prices = [price for price in (contract.floor_price_fen, one.price_fen) if price is not None]
            if one.on is None or one.on > self.through or not one.accepted_milli or not any(prices):
                continue
            within = contract.pay_within_days or 0
            if within > (self.through - one.on).days:
                continue
            due_on = one.on + timedelta(days=within)
            amount = half_up(one.accepted_milli * max(prices), 1000)
            if not amount:
                continue
            household = one.household or (bound.households[0] if len(bound.households) == 1 else None)
            yield Due(
                id=due_id(contract.id, "delivery", one.id, household),
                contract=contract.id,
                household=household,
                payers=bound.payers,
                what="delivery",
                amount_fen=amount,
                due_on=due_on,
                period=one.id,
                why={
                    "accepted_milli": one.accepted_milli,
                    "floor_price_fen": contract.floor_price_fen,
                    "price_fen": one.price_fen,
                    "delivered_on": one.on.isoformat(),
                    "pay_within_days": within,
                },
            )

    def wages(self, since: date) -> Iterator[Due]:
        contract, bound = self.contract, self.bound
        monthly = monthly_wage_fen(contract)
        if not monthly:
            return
        household = bound.households[0] if bound.households else None
        last, step = last_day_of(contract), contract.paid_every_months or 1
        begins = since.replace(day=1)
        while begins <= self.through and (last is None or begins <= last) and begins.year + step // 12 < MAXYEAR - 1:
            following = months_after(begins, step)
            ends = following - ONE_DAY if last is None else min(following - ONE_DAY, last)
            first = max(begins, since)
            due_on = pay_day_for(contract.pay_day, ends)
            if due_on > self.through:
                return
            period, amount = f"{begins:%Y-%m}", wage_fen(monthly, first, ends)
            if amount:
                yield Due(
                    id=due_id(contract.id, "wage", period, household),
                    contract=contract.id,
                    household=household,
                    member=contract.member,
                    payers=bound.payers,
                    what="wage",
                    amount_fen=amount,
                    due_on=due_on,
                    period=period,
                    why={"month_wage_fen": monthly, "first_on": first.isoformat(), "last_on": ends.isoformat()},
                )
            begins = following

    def rents(self, since: date) -> Iterator[Due]:
        contract, rent = self.contract, self.contract.rent_fen
        whose: dict[str | None, int] = {}
        whose.update(self.dossier.areas_by_household(self.bound.households) or {})
        if not whose and contract.area_centimu:
            whose = {None: contract.area_centimu}
        for first, last, whole in years_of(since, last_day_of(contract), self.through) if rent else ():
            due_on = _year_day(contract, since, first, last)
            for household, area in whose.items():
                amount = half_up(area * (rent or 0) * ((last - first).days + 1), 100 * whole)
                why = {"area_centimu": area, "rent_fen": rent, **_year_why(first, last, whole)}
                yield from self._yearly(household, "rent", amount, due_on, str(first.year), why)

    def promises(self, since: date) -> Iterator[Due]:
        contract, bound = self.contract, self.bound
        household = bound.households[0] if len(bound.households) == 1 else None
        given: dict[int, int] = {}
        fixed = contract.promised_fen if contract.promise in ("fixed", "both") else None
        for first, last, whole in years_of(since, last_day_of(contract), self.through) if fixed else ():
            promised = half_up((fixed or 0) * ((last - first).days + 1), whole)
            left, lined = self._after_lines(first.year, promised, given)
            due_on = _year_day(contract, since, first, last)
            why = {"promised_fen": fixed, "in_distribution_fen": lined, **_year_why(first, last, whole)}
            yield from self._yearly(household, "asset_fixed", left, due_on, str(first.year), why)
        share = contract.promised_share_ppm if contract.promise in ("share", "both") else None
        for one in self.dossier.beside("asset", Distribution, "asset") if share else ():
            paid_out = DistributionDossier(one, self.dossier.graph).day
            if one.income_fen is None or one.year is None or paid_out is None or not _runs_in(contract, one.year):
                continue
            promised = half_up(one.income_fen * (share or 0), 10**6)
            left, lined = self._after_lines(one.year, promised, given)
            why = {"income_fen": one.income_fen, "promised_share_ppm": share, "in_distribution_fen": lined}
            period = f"{one.year}:{one.id}"
            yield from self._yearly(household, "asset_share", left, paid_out, period, why)

    def _after_lines(self, year: int, promised: int, given: dict[int, int]) -> tuple[int, int]:
        """Return what is left of a promise beside the lines of that asset and year, and what they bear of it."""
        lines = _lined(self.dossier).get(year, {})
        free = max(0, sum(lines.get(household, 0) for household in self.bound.households) - given.get(year, 0))
        borne = min(promised, free)
        given[year] = given.get(year, 0) + borne
        return promised - borne, borne

    def _yearly(
        self,
        household: str | None,
        what: str,
        amount: int,
        due_on: date,
        period: str,
        why: dict[str, object],
    ) -> Iterator[Due]:
        if amount and due_on <= self.through:
            yield Due(
                id=due_id(self.contract.id, what, period, household),
                contract=self.contract.id,
                household=household,
                payers=self.bound.payers,
                what=what,
                amount_fen=amount,
                due_on=due_on,
                period=period,
                why=why,
            )


def _lined(contract: ContractDossier) -> Mapping[int, Mapping[str, int]]:
    """Return what lines give of a contract's asset: by year, then household."""

    def found() -> Mapping[int, Mapping[str, int]]:
        given: dict[int, dict[str, int]] = defaultdict(dict)
        for one in contract.beside("asset", Distribution, "asset"):
            for line in DistributionDossier(one, contract.graph).lines if one.year is not None else ():
                if one.year is not None and not line.declined:
                    of = given[one.year]
                    of[line.household or ""] = of.get(line.household or "", 0) + (line.amount_fen or 0)
        return given

    return contract.graph.once((_lined, contract.record.asset), found)


def _year_day(contract: Contract, since: date, first: date, last: date) -> date:
    """Return the agreed day of the year that begins on ``first``: the first such day not before it.

    Agreed and first day are compared as they were written, not as a shorter month makes them: a term from 29 February
    has one such day in each of its years, also where that is the 28th.
    """
    if contract.pay_month is None:
        return last
    agreed = (contract.pay_month, contract.pay_day or LAST_DAY)
    year = first.year if agreed >= (since.month, since.day) else first.year + 1
    return day_in_month(year, *agreed)


def _year_why(first: date, last: date, whole: int) -> dict[str, object]:
    return {
        "first_on": first.isoformat(),
        "last_on": last.isoformat(),
        "days": (last - first).days + 1,
        "year_days": whole,
    }


def _runs_in(contract: Contract, year: int) -> bool:
    since, last = start_of(contract), last_day_of(contract)
    return since is not None and since.year <= year and (last is None or last.year >= year)
