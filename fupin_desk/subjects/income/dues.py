"""What is due from an asset: what a contract promises of it, and what the lines of its distributions give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from fupin_desk.policy.days import half_up, years_of
from fupin_desk.policy.due import Due, due_id
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.contract.terms import last_day_of, start_of
from fupin_desk.subjects.contract.yearly import Yearly, year_day, year_why
from fupin_desk.subjects.income.dossier import DistributionDossier, LineDossier
from fupin_desk.subjects.income.records import Distribution

Left = Callable[[int, int], tuple[int, int]]


def dues_of_promise(promise: ContractDossier, through: date) -> Iterator[Due]:
    """Yield what is promised by the year, and the share of each distribution's income on that distribution's day.

    What a distribution line gives the household for that asset and year is the same money, owed once: as the line.
    """
    since = promise.start
    if since is None:
        return
    left = _after_lines(promise)
    yield from _fixed(promise, since, through, left)
    yield from _share(promise, through, left)


def _fixed(promise: ContractDossier, since: date, through: date, left: Left) -> Iterator[Due]:
    contract, household = promise.record, _alone(promise)
    fixed = contract.promised_fen if contract.promise in ("fixed", "both") else None
    if not fixed:
        return
    for first, last, whole in years_of(since, last_day_of(contract), through):
        open_fen, lined = left(first.year, half_up(fixed * ((last - first).days + 1), whole))
        why = {"promised_fen": fixed, "in_distribution_fen": lined, **year_why(first, last, whole)}
        due_on = year_day(contract, since, first, last)
        yield from Yearly(household, open_fen, due_on, str(first.year), why).due(promise, "asset_fixed", through)


def _share(promise: ContractDossier, through: date, left: Left) -> Iterator[Due]:
    contract, household = promise.record, _alone(promise)
    share = contract.promised_share_ppm if contract.promise in ("share", "both") else None
    for distribution in promise.beside("asset", Distribution, "asset") if share else ():
        due_on = DistributionDossier(distribution, promise.graph).day
        if (
            distribution.income_fen is None
            or distribution.year is None
            or due_on is None
            or not _runs_in(contract, distribution.year)
        ):
            continue
        open_fen, lined = left(distribution.year, half_up(distribution.income_fen * (share or 0), 10**6))
        why: dict[str, object] = {
            "income_fen": distribution.income_fen,
            "promised_share_ppm": share,
            "in_distribution_fen": lined,
        }
        period = f"{distribution.year}:{distribution.id}"
        yield from Yearly(household, open_fen, due_on, period, why).due(promise, "asset_share", through)


def _alone(promise: ContractDossier) -> str | None:
    households = promise.bound.households
    return households[0] if len(households) == 1 else None


def _after_lines(promise: ContractDossier) -> Left:
    """Return what tells, of a year and what is promised for it, what is left beside its lines, and what they bear."""
    households, borne_before = promise.bound.households, dict[int, int]()

    def left(year: int, promised: int) -> tuple[int, int]:
        lines = _lined(promise).get(year, {})
        free = max(0, sum(lines.get(household, 0) for household in households) - borne_before.get(year, 0))
        borne = min(promised, free)
        borne_before[year] = borne_before.get(year, 0) + borne
        return promised - borne, borne

    return left


def _lined(contract: ContractDossier) -> Mapping[int, Mapping[str, int]]:
    """Return what lines give of a contract's asset: by year, then household."""

    def lined() -> Mapping[int, Mapping[str, int]]:
        given: dict[int, dict[str, int]] = defaultdict(dict)
        for distribution in contract.beside("asset", Distribution, "asset"):
            for line in (
                DistributionDossier(distribution, contract.graph).lines if distribution.year is not None else ()
            ):
                if distribution.year is not None and not line.declined:
                    of = given[distribution.year]
                    of[line.household or ""] = of.get(line.household or "", 0) + (line.amount_fen or 0)
        return given

    return contract.graph.once((_lined, contract.record.asset), lined)


def _runs_in(contract: Contract, year: int) -> bool:
    since, last = start_of(contract), last_day_of(contract)
    return since is not None and since.year <= year and (last is None or last.year >= year)


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
