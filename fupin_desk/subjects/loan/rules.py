"""Section 五(二) and 六(三): what a loan may cost, how long it runs, what stands behind it, and who uses it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fupin_desk.domain.findings import Level
from fupin_desk.policy.days import months_on
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import Facts, NotJudged, Outcome, Rule, Seen, rule
from fupin_desk.subjects.loan.dossier import MONEY, EventDossier, LoanDossier, MicroLoans
from fupin_desk.subjects.loan.records import Loan

BENCHMARKED = ("micro", "project", "start_up", "re_lending")
"""Kinds of loan at the benchmark rate (五(二)1); the others "break even, small profit": no rule can tell."""
LPR_SINCE = date(2019, 8, 20)
"""From this day loans are priced by the loan prime rate: what then stands for the benchmark is the county's to say."""
HIGHEST_LIKELY_PPM = 240_000
"""A year's interest of which no bank's loan costs more: beyond it a figure was mistyped, or has to be explained."""
DRAWN_WITHIN = 12
"""Months within which a loan is drawn: later it is another one, or a day was mistyped."""
REPRICES = ("renewed", "extended", "repriced")
"""Events by which another rate may be agreed."""
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
    rate, months = _agreed(subject, loan)
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
    """Return the loan of an event by which rate or term were agreed anew.

    Where it stands in the place of another loan, what the event does not say was agreed when it was signed.
    """
    record = event.record
    renews = record.kind == "renewed" and (record.rate_ppm is not None or record.months is not None)
    return event.loan if renews or event.goes_on or record.kind in ("extended", "repriced") else None


def _agreed(subject: LoanDossier | EventDossier, loan: LoanDossier) -> tuple[int | None, int | None]:
    """Return the rate and the months that were agreed: what an event says itself, else what stood when it happened."""
    if isinstance(subject, LoanDossier):
        return loan.record.rate_ppm, loan.record.months
    event, events = subject.record, loan.events_to(subject.record)
    term = loan.term_after(events)
    months = term.months if term is not None else None
    if event.kind == "renewed" and event.months is not None:
        months = event.months
    return (event.rate_ppm if event.rate_ppm is not None else loan.rate_after(events)), months


def _rate_figure(day: date, months: int) -> str:
    span = next((end for most, end in SPANS if months <= most), "long")
    return f"{'benchmark_rate' if day < LPR_SINCE else 'county_loan_rate'}_{span}"


@rule("loan-term", "五(二)2", Level.GAP, (LoanDossier, EventDossier), place=242, field="months")
def term_out_of_the_usual(subject: LoanDossier | EventDossier, on: date, figures: Figures) -> Outcome:
    """It runs for longer than usual and nothing says why the industry needs that; as a note, for less than a year.

    As signed or renewed; what is extended later is not of its term.
    """
    if isinstance(subject, EventDossier) and (subject.record.kind != "renewed" or subject.record.months is None):
        return None
    months, day = subject.record.months, subject.day or on
    if months is None:
        return NotJudged(("months",))
    least, most = figures.months("loan_months_least", day), figures.months("loan_months_most", day)
    if months < least:
        return Seen({"months": months, "least_months": least}, Level.NOTE, "short")
    if months > most and not _term_reason(subject):
        field = "term_reason" if isinstance(subject, LoanDossier) else "reason"
        return Seen({"months": months, "most_months": most}, field=field)
    return None


def _term_reason(subject: LoanDossier | EventDossier) -> str | None:
    """Return why it runs longer than usual: of a renewal what itself says, else its loan."""
    if isinstance(subject, LoanDossier):
        return subject.record.term_reason
    return subject.record.reason or (subject.loan.record.term_reason if subject.loan is not None else None)


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
    renewed = isinstance(subject, LoanDossier) or subject.record.kind == "renewed"
    if loan is None or loan.record.kind != "micro" or not renewed:
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


@rule("loan-facts", "六(三)4", Level.GAP, (LoanDossier, EventDossier), place=249, dated="today")
def written_otherwise_than_it_can_be(subject: LoanDossier | EventDossier, _on: date, _figures: Figures) -> list[Seen]:
    """What is written of a loan, or of what became of it, is too little to count with, or does not go together.

    What is owed is counted from it all the same, but of a renewal that is not believed.
    """
    if isinstance(subject, LoanDossier):
        return [*_of_loan(subject.record)]
    return [*_of_event(subject), *_of_payment(subject), *_of_renewal(subject)]


def _of_loan(loan: Loan) -> Iterator[Seen]:
    signed, drawn, rate = loan.signed_on, loan.drawn_on, loan.rate_ppm
    if loan.kind == "micro" and loan.entity is not None:
        yield Seen({"entity": loan.entity}, case="micro_of_entity", field="entity")
    if loan.principal_fen == 0:
        yield Seen({}, case="no_principal", field="principal_fen")
    if signed is not None and drawn is not None and not signed <= drawn <= months_on(signed, DRAWN_WITHIN):
        facts = {"signed": signed.isoformat(), "drawn": drawn.isoformat()}
        yield Seen(facts, case="drawn_before" if drawn < signed else "drawn_late", field="drawn_on")
    yield from _of_rate(loan, rate)


def _of_rate(loan: Loan, rate: int | None) -> Iterator[Seen]:
    """Yield a rate that hardly is one, agreed for a loan that has no benchmark."""
    if loan.kind not in BENCHMARKED and rate is not None and (rate == 0 or rate > HIGHEST_LIKELY_PPM):
        yield Seen({"rate_ppm": rate}, case="rate", field="rate_ppm")


def _of_event(event: EventDossier) -> Iterator[Seen]:
    record, loan, earliest = event.record, event.loan, event.earliest
    if record.on is not None and earliest is not None and record.on < earliest:
        yield Seen({"day": record.on.isoformat(), "earliest": earliest.isoformat()}, case="before", field="on")
    longer = record.kind == "extended"
    if (longer or event.goes_on) and record.months is None:
        yield Seen({}, case="no_months", field="months")
    if record.kind == "repriced" and record.rate_ppm is None:
        yield Seen({}, case="no_rate", field="rate_ppm")
    if loan is not None and record.kind in REPRICES:
        yield from _of_rate(loan.record, record.rate_ppm)
    term = loan.term_after(loan.events_to(record)[:-1]) if loan is not None else None
    if longer and term is not None and term.months is not None and (record.months or 0) > term.months:
        yield Seen({"months": record.months, "term": term.months}, case="longer", field="months")


def _of_payment(event: EventDossier) -> Iterator[Seen]:
    record, loan = event.record, event.loan
    if record.kind not in MONEY:
        return
    if not record.amount_fen:
        yield Seen({}, case="no_amount", field="amount_fen")
    owed = loan.owed_before(record) if loan is not None and record.on is not None else None
    if record.kind != "interest_paid" and owed is not None and (record.amount_fen or 0) > owed:
        yield Seen({"amount_fen": record.amount_fen, "owed_fen": owed}, case="too_much", field="amount_fen")


def _of_renewal(event: EventDossier) -> Iterator[Seen]:
    """Yield why a renewal is not believed; or that it is for less than was owed, and nothing says who paid the rest."""
    record, loan = event.record, event.loan
    if event.unrenewed is not None:
        yield Seen({}, case=event.unrenewed, field="renews")
    elif loan is None or record.kind != "renewed" or record.on is None:
        return
    elif event.renewed is not None:
        yield from _for_less(loan.record.principal_fen, event.renewed.owed_through(record.on), "renews")
    elif event.goes_on:
        yield from _for_less(record.amount_fen, loan.owed_before(record), "amount_fen")


def _for_less(amount: int | None, owed: int | None, field: str) -> Iterator[Seen]:
    if amount is not None and owed is not None and amount < owed:
        yield Seen({"amount_fen": amount, "owed_fen": owed}, case="less", field=field)


RULES: tuple[Rule, ...] = (
    not_at_the_benchmark,
    term_out_of_the_usual,
    security_behind_a_micro_loan,
    over_the_limit,
    micro_loan_for_too_long,
    micro_loan_not_for_production,
    extended_without_a_reason,
    used_by_another,
    written_otherwise_than_it_can_be,
)
"""The rules of this subject."""
