"""Section 四(四)2 with the labour laws: what a job must hold (safeguards.md)."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.ages import age_on, birth
from fupin_desk.domain.findings import Level
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import (
    LABOUR_CONTRACT_LAW,
    LABOUR_LAW,
    Facts,
    NotJudged,
    Outcome,
    Rule,
    Seen,
    rule,
)
from fupin_desk.policy.sources import DRAFT, cited
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.job.minimum_wage import JOB, below_the_minimum

ASKED = (
    "member",
    "post",
    "place",
    "hours_per_month",
    "wage_fen",
    "wage_per",
    "paid_every_months",
    "pay_day",
    "notice_days",
    "deposit_fen",
    "papers_kept",
)


@rule(
    "job-terms",
    "四(四)2",
    Level.GAP,
    ContractDossier,
    place=140,
    terms=JOB,
    field="post",
    since=LABOUR_CONTRACT_LAW,
    source=(DRAFT, cited("labour_contract_law", 17)),
)
def job_without_terms(job: ContractDossier, _on: date, _figures: Figures) -> Facts | None:
    """Who, post, place, hours, wage, pay day or how to leave is missing. A deposit of 0 is an answer."""
    missing = [name for name in ASKED if getattr(job.record, name) is None]
    if job.record.wage_per in ("day", "piece") and job.record.units_per_month is None:
        missing.append("units_per_month")
    return {"fields": missing} if missing else None


@rule(
    "job-age",
    "四(四)2",
    Level.BREACH,
    ContractDossier,
    place=150,
    terms=JOB,
    field="member",
    since=LABOUR_LAW,
    source=(cited("labour_law", 15, 58, 64), cited("minors_protection_law", 61), cited("own_rule")),
)
def too_young(job: ContractDossier, on: date, figures: Figures) -> Outcome:
    """The worker is under 16, or is 16 or 17 and in dangerous, poisonous or heaviest work, at night or overtime.

    Nobody under 16 is taken on: on the day of signing or the first day, whichever is earlier. What the work is like
    counts from the first day. Where only the year of birth is known, or two days of birth are, the oldest and the
    youngest they can be must agree.
    """
    days = [day for day in (job.record.signed_on, job.record.since) if day is not None]
    day = min(days, default=on)
    least = figures.years("working_age", day)
    ages = _ages(job, day)
    if ages is None:
        return NotJudged(("member" if job.worker is None else "born_on",))
    youngest, oldest = ages
    if oldest < least:
        return Seen({"age": oldest, "least_age": least, "on": day.isoformat()}, case="child")
    if youngest < least:
        return NotJudged(("born_on",))
    begins = job.start
    if begins is None:  # old enough today says nothing of a day nobody wrote down
        return NotJudged(("since",))
    return _minor(job, begins, _ages(job, begins) or ages, figures.years("grown_age", begins))


def _minor(job: ContractDossier, day: date, ages: tuple[int, int], grown: int) -> Outcome:
    """Judge the work of somebody who may be under ``grown`` on its first day."""
    if ages[0] >= grown:
        return None
    answers = {
        "hazard": None if job.record.hazard is None else job.record.hazard != "none",
        "night_work": job.record.night_work,
        "overtime": job.record.overtime,
    }
    problems = [name for name, answer in answers.items() if answer]
    if problems and ages[1] < grown:
        facts = {"age": ages[1], "grown_age": grown, "problems": problems, "on": day.isoformat()}
        return Seen(facts, case="minor", field=problems[0])
    if problems:
        return NotJudged(("born_on",))
    unsaid = tuple(name for name, answer in answers.items() if answer is None)
    return NotJudged(unsaid) if unsaid else None


def _ages(job: ContractDossier, day: date) -> tuple[int, int] | None:
    """Return the youngest and the oldest the worker can be: the same, where one day of birth is known."""
    worker = job.worker
    if worker is None:
        return None
    born = birth(worker.born_on, worker.id_number, worker.born_in)
    return (age_on(born[1], day), age_on(born[0], day)) if born else None


@rule(
    "free-to-leave",
    "四(四)2",
    Level.BREACH,
    ContractDossier,
    place=170,
    terms=JOB,
    field="notice_days",
    since=LABOUR_CONTRACT_LAW,
    source=(cited("labour_contract_law", 37, 38),),
)
def long_notice(job: ContractDossier, on: date, figures: Figures) -> Facts | None:
    """More days of notice are asked for than the law allows (30). Nothing agreed means the law's."""
    most = figures.days("leaving_notice_days", job.day or on)
    asked = job.record.notice_days
    return {"notice_days": asked, "most_days": most} if asked is not None and asked > most else None


@rule(
    "no-deposit",
    "四(四)2",
    Level.BREACH,
    ContractDossier,
    place=180,
    terms=JOB,
    field="deposit_fen",
    since=LABOUR_CONTRACT_LAW,
    source=(cited("labour_contract_law", 9),),
)
def something_held_back(job: ContractDossier, _on: date, _figures: Figures) -> Facts | Seen | None:
    """A deposit is taken, or a paper of the worker's is held back."""
    deposit, papers = job.record.deposit_fen or 0, bool(job.record.papers_kept)
    if not deposit and not papers:
        return None
    return Seen({"deposit_fen": deposit, "papers_kept": papers}, field="deposit_fen" if deposit else "papers_kept")


@rule(
    "pay-monthly",
    "四(四)2",
    Level.BREACH,
    ContractDossier,
    place=190,
    terms=JOB,
    field="paid_every_months",
    since=LABOUR_LAW,
    source=(cited("labour_law", 50), cited("labour_contract_law", 30)),
)
def paid_less_than_monthly(job: ContractDossier, _on: date, _figures: Figures) -> Facts | None:
    """The wage is paid less often than every month."""
    months = job.record.paid_every_months
    return {"paid_every_months": months} if months is not None and months > 1 else None


@rule(
    "own-consent",
    "四(四)2",
    Level.BREACH,
    ContractDossier,
    place=200,
    terms=JOB,
    dated="today",
    field="member",
    since=LABOUR_CONTRACT_LAW,
    tells=True,
    source=(cited("labour_contract_law", 3), cited("civil_code", 143)),
)
def worker_did_not_agree(job: ContractDossier, on: date, _figures: Figures) -> Outcome:
    """A job is in force and the worker has not agreed to it in person: the head of household cannot do it for them.

    ``flaws``: what keeps an agreement of theirs that was written down from counting.
    """
    if not job.in_force(on) and not job.undated(on):
        return None
    if job.worker is None:
        return NotJudged(("member",))
    standing = [consent.member for consent in job.consents if consent.stands(on)]
    if job.worker.id in standing:
        return None
    if job.undated(on):
        return NotJudged(("since",))
    facts: Facts = {"member": job.worker.id, "others_agreed": len(standing)}
    flaws = sorted({flaw for consent, flaw in job.flawed if consent.member == job.worker.id})
    return Seen(facts | {"flaws": flaws}, case="flawed") if flaws else facts


RULES: tuple[Rule, ...] = (
    job_without_terms,
    too_young,
    long_notice,
    something_held_back,
    paid_less_than_monthly,
    worker_did_not_agree,
    below_the_minimum,
)
"""The rules of this subject."""
