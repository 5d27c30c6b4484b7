"""Section 五(二) and 六(三): what a loan may cost, how long it runs, what stands behind it, and who uses it."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.findings import Level
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import Facts, NotJudged, Outcome, Rule, Seen, rule
from fupin_desk.subjects.loan.dossier import EventDossier, LoanDossier, MicroLoans

BENCHMARKED = ("micro", "project", "start_up", "re_lending")
"""Kinds of loan at the benchmark rate (五(二)1); the others "break even, small profit": no rule can tell."""
LPR_SINCE = date(2019, 8, 20)
"""From this day loans are priced by the loan prime rate: what then stands for the benchmark is the county's to say."""
FOR_PRODUCTION = ("production", "turnover")
SPANS = ((12, "1y"), (60, "5y"))
"""Months up to and including which a benchmark rate holds, and how its figure's name ends."""


@rule("benchmark-rate", "五(二)1", Level.BREACH, (LoanDossier, EventDossier), place=241, field="rate_ppm")
def not_at_the_benchmark(subject: LoanDossier | EventDossier, on: date, figures: Figures) -> Outcome:
    """The rate is higher than the benchmark of its term on the day it was agreed; as a note, lower.

    Agreed when it was signed, renewed, repriced or extended: then by original and extended term together.
    """
    loan = subject if isinstance(subject, LoanDossier) else _agreed_anew(subject)
    if loan is None or loan.record.kind not in BENCHMARKED:
        return None
    day = subject.day
    if isinstance(subject, LoanDossier):
        rate, months = loan.record.rate_ppm, loan.record.months
    else:
        term = None if day is None else loan.term(day)
        rate = None if day is None else loan.rate_ppm(day)
        months = None if term is None else term.months
    unsaid = {"signed_on" if loan is subject else "on": day is None, "rate_ppm": rate is None, "months": months is None}
    missing = tuple(name for name, unknown in unsaid.items() if unknown)
    if missing or day is None or rate is None or months is None:
        return NotJudged(missing)
    benchmark = figures.ppm(_rate_figure(day, months), day)
    if rate == benchmark:
        return None
    facts: Facts = {"rate_ppm": rate, "benchmark_ppm": benchmark, "months": months, "bank": loan.record.bank}
    return facts if rate > benchmark else Seen(facts, Level.NOTE, "lower")


def _agreed_anew(event: EventDossier) -> LoanDossier | None:
    """Return the loan of an event by which rate or term were agreed anew."""
    again = event.record.kind in ("extended", "repriced") or event.goes_on
    return event.loan if again else None


def _rate_figure(day: date, months: int) -> str:
    span = next((end for most, end in SPANS if months <= most), "long")
    return f"{'benchmark_rate' if day < LPR_SINCE else 'county_loan_rate'}_{span}"


@rule("loan-term", "五(二)2", Level.GAP, LoanDossier, place=242, field="months")
def term_out_of_the_usual(loan: LoanDossier, on: date, figures: Figures) -> Outcome:
    """It runs for longer than usual and nothing says why the industry needs that; as a note, for less than a year."""
    months, day = loan.record.months, loan.day or on
    if months is None:
        return NotJudged(("months",))
    least, most = figures.months("loan_months_least", day), figures.months("loan_months_most", day)
    if months < least:
        return Seen({"months": months, "least_months": least}, Level.NOTE, "short")
    if months > most and not loan.record.term_reason:
        return Seen({"months": months, "most_months": most}, field="term_reason")
    return None


@rule("no-collateral", "五(二)3", Level.BREACH, LoanDossier, place=243, field="security")
def security_behind_a_micro_loan(loan: LoanDossier, _on: date, _figures: Figures) -> Facts | NotJudged | None:
    """A micro-loan has collateral or a guarantee behind it: a breach of the lender."""
    if loan.record.kind != "micro":
        return None
    security = loan.record.security
    if security is None:
        return NotJudged(("security",))
    return None if security == "none" else {"security": security, "bank": loan.record.bank}


@rule("micro-loan-limit", "五(二)4一", Level.BREACH, MicroLoans, place=244, dated="today", field="principal_fen")
def over_the_limit(micro: MicroLoans, on: date, figures: Figures) -> Facts | NotJudged | None:
    """What a household owes on its micro-loans at the end of the day is more than the limit. Equal is within.

    Per household over all its loans: national practice. A renewal stands in the place of what it renews.
    """
    limit = figures.fen("micro_loan_limit", on)
    standing = [loan for loan in micro.loans if loan.begins_on is not None and loan.outstanding_fen(on) != 0]
    owed = sum(loan.outstanding_fen(on) or 0 for loan in standing)
    if owed > limit:
        banks = sorted({loan.record.bank for loan in standing if loan.record.bank})
        return {"owed_fen": owed, "limit_fen": limit, "count": len(standing), "banks": banks}
    unsaid = {
        "principal_fen": any(loan.outstanding_fen(on) is None for loan in micro.loans),
        "signed_on": any(loan.begins_on is None and loan.outstanding_fen(on) != 0 for loan in micro.loans),
    }
    missing = tuple(name for name, unknown in unsaid.items() if unknown)
    return NotJudged(missing) if missing else None


@rule("micro-loan-term", "五(二)4一", Level.BREACH, (LoanDossier, EventDossier), place=245, field="months")
def micro_loan_for_too_long(
    subject: LoanDossier | EventDossier, on: date, figures: Figures
) -> Facts | NotJudged | None:
    """A micro-loan was signed, or renewed, for more than three years; what is extended later is no breach."""
    loan = subject if isinstance(subject, LoanDossier) else subject.loan
    if loan is None or loan.record.kind != "micro" or (isinstance(subject, EventDossier) and not subject.goes_on):
        return None
    months = subject.record.months
    if months is None:
        return NotJudged(("months",)) if isinstance(subject, LoanDossier) else None
    most = figures.months("micro_loan_months", subject.day or on)
    return None if months <= most else {"months": months, "most_months": most, "bank": loan.record.bank}


@rule("micro-loan-purpose", "五(二)4一", Level.NOTE, LoanDossier, place=246, field="used_for")
def micro_loan_not_for_production(loan: LoanDossier, _on: date, _figures: Figures) -> Facts | NotJudged | None:
    """A micro-loan is for something else than production."""
    if loan.record.kind != "micro":
        return None
    if loan.record.used_for is None:
        return NotJudged(("used_for",))
    return None if loan.record.used_for in FOR_PRODUCTION else {"used_for": loan.record.used_for}


@rule("extension-reason", "六(三)4", Level.GAP, EventDossier, place=247, field="reason")
def extended_without_a_reason(event: EventDossier, _on: date, _figures: Figures) -> Facts | None:
    """A loan was extended, and nothing says that the cause is not the borrower's."""
    if event.record.kind != "extended" or event.record.reason:
        return None
    return {"months": event.record.months, "loan": event.record.loan}


@rule("own-use", "六(三)2", Level.BREACH, LoanDossier, place=248, field="used_by")
def used_by_another(loan: LoanDossier, _on: date, _figures: Figures) -> Seen | NotJudged | None:
    """A household borrowed and an entity uses the money, or it is put into one for a return.

    A breach of the bank and of the entity, never of the household.
    """
    if loan.record.entity is not None or (loan.record.household is None and loan.record.kind == "entity"):
        return None
    if loan.record.used_by is None:
        return NotJudged(("used_by",))
    if loan.record.used_by not in ("entity", "invested"):
        return None
    return Seen({"bank": loan.record.bank, "entity": loan.record.used_by_entity}, case=loan.record.used_by)


RULES: tuple[Rule, ...] = (
    not_at_the_benchmark,
    term_out_of_the_usual,
    security_behind_a_micro_loan,
    over_the_limit,
    micro_loan_for_too_long,
    micro_loan_not_for_production,
    extended_without_a_reason,
    used_by_another,
)
"""The rules of this subject."""
