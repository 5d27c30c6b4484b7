"""The minimum wage (safeguards.md; Labour Law art. 48), for the hours agreed."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.findings import Level
from fupin_desk.policy.days import rounded_up
from fupin_desk.policy.figures import Figures, NotSetError
from fupin_desk.policy.rule import LABOUR_LAW, NotJudged, Outcome, Seen, rule
from fupin_desk.policy.sources import cited
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.terms import last_day_of
from fupin_desk.subjects.job.wage import monthly_wage_fen

JOB = ("job",)
"""Terms of the contracts that rules about jobs look at."""


@rule(
    "minimum-wage",
    "四(四)2",
    Level.BREACH,
    ContractDossier,
    place=160,
    terms=JOB,
    field="wage_fen",
    since=LABOUR_LAW,
    source=(cited("labour_law", 48), cited("minimum_wage_provisions", 3, 5, 12), cited("labour_contract_law", 68, 72)),
)
def below_the_minimum(job: ContractDossier, on: date, figures: Figures) -> Outcome:
    """The wage for a month is below the county's minimum for its hours, on the first day or after a later rise.

    Part time (to 24 hours a week, 104 a month): the hourly minimum for each hour; where the county has set none, the
    month's in proportion. Above that: the month's minimum whole, as the law asks of full-time work with its agreed
    hours; beyond a full month (174) it grows with the hours. What overtime is paid beyond that is not judged.
    """
    wage, hours = monthly_wage_fen(job.record), job.record.hours_per_month
    if job.record.wage_fen is None or job.record.wage_per is None:
        return None
    if wage is None or not hours:
        unsaid = {"units_per_month": wage is None, "hours_per_month": not hours}
        return NotJudged(tuple(name for name, missing in unsaid.items() if missing))
    seen: Seen | None = None
    unset: NotSetError | None = None
    days = _days(job, on, figures)
    for day in days:
        try:
            seen = _below(wage, hours, day, figures) or seen
        except NotSetError as missing:
            unset = missing if day == days[-1] else unset
    if seen is None and unset is not None:
        raise unset
    return seen


def _days(job: ContractDossier, on: date, figures: Figures) -> list[date]:
    """Return the first day, and each later one through which it runs on which a minimum changed."""
    first = job.start or on
    last = min(on, last_day_of(job.record) or on)
    changed = {
        day for name in ("minimum_wage_month", "minimum_wage_hour") for day in figures.changes(name, first, last)
    }
    return [first, *sorted(changed)]


def _below(wage: int, hours: int, day: date, figures: Figures) -> Seen | None:
    required, figure = _required(hours, day, figures)
    if wage >= required:
        return None
    used = figures.used(figure, day)
    facts = {
        "month_wage_fen": wage,
        "required_fen": required,
        "hours": hours,
        "minimum_fen": used.value,
        "of_figure": figure,
        "since_on": used.since.isoformat(),
        "figure_source": used.source,
        "on": day.isoformat(),
    }
    return Seen(facts, case="hour" if figure == "minimum_wage_hour" else None)


def _required(hours: int, day: date, figures: Figures) -> tuple[int, str]:
    """Return the least wage for a month of these hours in fen, rounded up to suffice, and by which figure."""
    full = figures.hours("full_month_hours", day)
    if hours <= figures.hours("part_time_month_hours", day):
        try:
            return figures.fen("minimum_wage_hour", day) * hours, "minimum_wage_hour"
        except NotSetError as unset:
            if unset.contested:
                raise
            return rounded_up(figures.fen("minimum_wage_month", day) * hours, full), "minimum_wage_month"
    month = figures.fen("minimum_wage_month", day)
    return max(month, rounded_up(month * hours, full)), "minimum_wage_month"
