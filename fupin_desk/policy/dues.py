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
from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta

from fupin_desk.domain.records.contract import Contract, Party
from fupin_desk.domain.records.delivery import Delivery
from fupin_desk.domain.records.income import Distribution, DistributionLine
from fupin_desk.policy.days import ONE_DAY, day_in_month, half_up, months_after, years_of
from fupin_desk.policy.due import Due, due_id
from fupin_desk.policy.records import Records
from fupin_desk.policy.terms import Bound, areas_by_household, bound_by, last_day_of, start_of
from fupin_desk.policy.wage import LAST_DAY, monthly_wage_fen, pay_day_for, wage_fen


def dues_of(records: Records, through: date) -> list[Due]:
    """Return everything that falls due to households by ``through``, oldest first, each with its inputs."""
    return sorted(_Derived(records, through).all(), key=lambda due: (due.due_on, due.id))


class _Derived:
    """One derivation: indexes over the records, each list read once."""

    def __init__(self, records: Records, through: date) -> None:
        self.records = records
        self.through = through
        self.members = {member.id: member for member in records.member}
        self.plots = {plot.id: plot for plot in records.plot}
        self.distributions = {one.id: one for one in records.distribution}
        self.assets = {asset.id: asset for asset in records.asset}
        self.erased = records.erased()
        self.parties: dict[str, list[Party]] = defaultdict(list)
        for party in records.party:
            self.parties[party.contract or ""].append(party)
        self.deliveries: dict[str, list[Delivery]] = defaultdict(list)
        for delivery in records.delivery:
            self.deliveries[delivery.contract or ""].append(delivery)
        self.of_asset: dict[str, list[Distribution]] = defaultdict(list)
        for distribution in records.distribution:
            self.of_asset[distribution.asset or ""].append(distribution)
        self.lined: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
        """What lines give: by asset and year, then household."""
        for line in records.distribution_line:
            self._add_line(line)

    def _add_line(self, line: DistributionLine) -> None:
        distribution = self.distributions.get(line.distribution or "")
        if distribution is None or distribution.asset is None or distribution.year is None or line.declined:
            return
        given = self.lined[distribution.asset, distribution.year]
        given[line.household or ""] = given.get(line.household or "", 0) + (line.amount_fen or 0)

    def all(self) -> Iterator[Due]:
        for contract in self.records.contract:
            bound = bound_by(contract, self.parties.get(contract.id, ()), self.members)
            if contract.terms == "order":
                yield from self.orders(contract, bound)
            elif bound.households:
                yield from self.running(contract, bound)
            elif contract.id in self.erased:
                until = self.erased[contract.id]
                yield from (due for due in self.running(contract, bound) if due.due_on <= until)
        for line in self.records.distribution_line:
            yield from self.line(line)

    def running(self, contract: Contract, bound: Bound) -> Iterator[Due]:
        since = start_of(contract)
        if since is None:
            return
        if contract.terms == "job":
            yield from self.wages(contract, bound, since)
        elif contract.terms == "lease":
            yield from self.rents(contract, bound, since)
        elif contract.terms == "asset":
            yield from self.promises(contract, bound, since)

    def orders(self, contract: Contract, bound: Bound) -> Iterator[Due]:
        for one in self.deliveries.get(contract.id, ()):
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

    def wages(self, contract: Contract, bound: Bound, since: date) -> Iterator[Due]:
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

    def rents(self, contract: Contract, bound: Bound, since: date) -> Iterator[Due]:
        rent = contract.rent_fen
        whose: dict[str | None, int] = {}
        whose.update(areas_by_household(contract, bound.households, self.plots) or {})
        if not whose and contract.area_centimu:
            whose = {None: contract.area_centimu}
        for first, last, whole in years_of(since, last_day_of(contract), self.through) if rent else ():
            due_on = _year_day(contract, since, first, last)
            for household, area in whose.items():
                amount = half_up(area * (rent or 0) * ((last - first).days + 1), 100 * whole)
                why = {"area_centimu": area, "rent_fen": rent, **_year_why(first, last, whole)}
                yield from self._yearly(contract, bound, household, "rent", amount, due_on, str(first.year), why)

    def promises(self, contract: Contract, bound: Bound, since: date) -> Iterator[Due]:
        household = bound.households[0] if len(bound.households) == 1 else None
        given: dict[int, int] = {}
        fixed = contract.promised_fen if contract.promise in ("fixed", "both") else None
        for first, last, whole in years_of(since, last_day_of(contract), self.through) if fixed else ():
            promised = half_up((fixed or 0) * ((last - first).days + 1), whole)
            left, lined = self._after_lines(contract, bound, first.year, promised, given)
            due_on = _year_day(contract, since, first, last)
            why = {"promised_fen": fixed, "in_distribution_fen": lined, **_year_why(first, last, whole)}
            yield from self._yearly(contract, bound, household, "asset_fixed", left, due_on, str(first.year), why)
        share = contract.promised_share_ppm if contract.promise in ("share", "both") else None
        for one in self.of_asset.get(contract.asset or "", ()) if share else ():
            paid_out = _distribution_day(one)
            if one.income_fen is None or one.year is None or paid_out is None or not _runs_in(contract, one.year):
                continue
            promised = half_up(one.income_fen * (share or 0), 10**6)
            left, lined = self._after_lines(contract, bound, one.year, promised, given)
            why = {"income_fen": one.income_fen, "promised_share_ppm": share, "in_distribution_fen": lined}
            period = f"{one.year}:{one.id}"
            yield from self._yearly(contract, bound, household, "asset_share", left, paid_out, period, why)

    def _after_lines(
        self, contract: Contract, bound: Bound, year: int, promised: int, given: dict[int, int]
    ) -> tuple[int, int]:
        """Return what is left of a promise beside the lines of that asset and year, and what they bear of it."""
        lines = self.lined.get((contract.asset or "", year), {})
        free = max(0, sum(lines.get(household, 0) for household in bound.households) - given.get(year, 0))
        borne = min(promised, free)
        given[year] = given.get(year, 0) + borne
        return promised - borne, borne

    def _yearly(
        self,
        contract: Contract,
        bound: Bound,
        household: str | None,
        what: str,
        amount: int,
        due_on: date,
        period: str,
        why: dict[str, object],
    ) -> Iterator[Due]:
        if amount and due_on <= self.through:
            yield Due(
                id=due_id(contract.id, what, period, household),
                contract=contract.id,
                household=household,
                payers=bound.payers,
                what=what,
                amount_fen=amount,
                due_on=due_on,
                period=period,
                why=why,
            )

    def line(self, line: DistributionLine) -> Iterator[Due]:
        distribution = self.distributions.get(line.distribution or "")
        due_on = _distribution_day(distribution) if distribution is not None else None
        if distribution is None or due_on is None or due_on > self.through:
            return
        if line.declined or not line.amount_fen:
            return
        asset = self.assets.get(distribution.asset or "")
        payer = distribution.entity or (asset.operator if asset else None)
        yield Due(
            id=due_id(line.id, "distribution", str(distribution.year or ""), line.household),
            distribution_line=line.id,
            household=line.household,
            payers=(payer,) if payer else (),
            what="distribution",
            amount_fen=line.amount_fen,
            due_on=due_on,
            period=str(distribution.year or ""),
            why={"distribution": distribution.id, "line_fen": line.amount_fen},
        )


def _distribution_day(distribution: Distribution) -> date | None:
    """Return the day it is to be paid out: as written, else the last of its year, so that it falls due at all."""
    return distribution.due_on or (date(distribution.year, 12, 31) if distribution.year else None)


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
