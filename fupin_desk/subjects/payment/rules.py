"""Safeguard 6: what was promised is paid, by its day and not below the floor price, and what was paid counts."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.findings import Level
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import CONTRACT_LAW, LABOUR_LAW, Facts, NotJudged, Outcome, Rule, Seen, rule
from fupin_desk.policy.sources import DRAFT, cited
from fupin_desk.subjects.order.dossier import DeliveryDossier
from fupin_desk.subjects.payment.accounts import Account
from fupin_desk.subjects.payment.dossier import PaymentDossier


@rule(
    "payment-counts",
    "四(四)",
    Level.GAP,
    PaymentDossier,
    place=20,
    dated="today",
    since=CONTRACT_LAW,
    field="amount_fen",
    source=(cited("own_rule"), cited("contract_law", 60), cited("civil_code", 509)),
    whole=True,
    tells=True,
)
def money_that_pays_nothing(paid: PaymentDossier, on: date, _figures: Figures) -> Outcome:
    """A payment settles nothing that is due, or it may be one that is written down twice.

    It names nothing; or what is not here, or was taken out; or what owes no household anything, or another one; its day
    has not come; it is more than is owed. Whoever looks at what is due would take the one for not paid, or the other
    for paid. Why a line gives nothing is not told: who declined is on no list.
    """
    payment = paid.record
    missing = [name for name in ("amount_fen", "paid_on") if getattr(payment, name) is None]
    if missing or paid.erased or not payment.amount_fen:
        return NotJudged(tuple(missing)) if missing else None
    facts: Facts = {
        "household": payment.household,
        "amount_fen": payment.amount_fen,
        "paid_on": payment.paid_on.isoformat() if payment.paid_on else None,
    }
    astray = _astray(paid, on)
    if astray is not None:
        return Seen(facts, case=astray, field=FIELDS[astray])
    if payment.household is None and len(paid.payees) > 1:
        return NotJudged(("household",))
    twins = paid.twins
    if twins:
        return Seen(facts | {"count": len(twins), "payments": list(twins)}, case="twice", field="voucher")
    over = paid.over(on)
    if over is not None:
        owed, got = over
        return Seen(facts | {"due_fen": owed, "paid_fen": got, "over_fen": got - owed}, case="more")
    return None


FIELDS = {
    "unnamed": "contract",
    "gone": "contract",
    "to_come": "paid_on",
    "owes_nothing": "contract",
    "other_household": "household",
}
"""Beside which field stands why a payment counts for nothing."""


def _astray(paid: PaymentDossier, on: date) -> str | None:
    """Return why a payment settles nothing, or None."""
    payment = paid.record
    if payment.paid_on is not None and payment.paid_on > on:
        return "to_come"
    if not paid.names:
        return "unnamed"
    if not paid.here:
        return "gone"
    if payment.household is not None and not paid.own_wage and payment.household not in paid.payees:
        return "other_household"
    return None if paid.owes(on) else "owes_nothing"


@rule(
    "floor-price",
    "四(四)1",
    Level.BREACH,
    (Account, DeliveryDossier),
    place=120,
    terms=("order",),
    dated="today",
    field="floor_price_fen",
    whole=True,
)
def paid_below_the_floor(account: Account | DeliveryDossier, on: date, _figures: Figures) -> Facts | NotJudged | None:
    """After the pay day, less was paid than accepted quantity times the higher of floor and agreed price.

    A delivery of which nobody wrote down the day, how much was accepted or under which order is not judged.
    """
    if isinstance(account, DeliveryDossier):
        return _unsaid(account)
    past = account.past(on)
    due, paid = sum(settled.due.amount_fen for settled in past), sum(settled.paid_fen for settled in past)
    if paid >= due:
        return None
    return {
        "household": past[0].due.household,
        "due_fen": due,
        "paid_fen": paid,
        "open_fen": due - paid,
        "payers": list(past[0].due.payers),
        "deliveries": [settled.due.why | {"delivery": settled.due.period} for settled in past if settled.open_fen],
    }


def _unsaid(delivery_dossier: DeliveryDossier) -> NotJudged | None:
    missing = [name for name in ("accepted_milli", "on") if getattr(delivery_dossier.record, name) is None]
    if delivery_dossier.order is None:
        missing.append("contract")
    return NotJudged(tuple(missing)) if missing else None


@rule(
    "overdue",
    "四(四)",
    Level.BREACH,
    Account,
    place=10,
    dated="today",
    since=CONTRACT_LAW,
    earlier={"job": LABOUR_LAW},
    source=(DRAFT, cited("labour_law", 50), cited("contract_law", 60, 109), cited("civil_code", 509, 579)),
    whole=True,
)
def not_paid_by_its_day(account: Account, on: date, _figures: Figures) -> Facts | Seen | None:
    """What was due is not paid in full by its day: a breach of the payer.

    Where it was paid by the records and the household has not confirmed it, that is a gap: receipt is confirmed by the
    household, not by the payer. What was given in kind pays no wage.
    """
    late = [settled for settled in account.past(on) if settled.open_fen or settled.unconfirmed_fen]
    if not late:
        return None
    owing = [settled for settled in late if settled.open_fen]
    counted = owing or late
    facts: Facts = {
        "household": counted[0].due.household,
        "what": counted[0].due.what,
        "count": len(counted),
        "oldest_on": counted[0].due.due_on.isoformat(),
        "due_fen": sum(settled.due.amount_fen for settled in counted),
        "paid_fen": sum(settled.paid_fen for settled in counted),
        "confirmed_fen": sum(settled.confirmed_fen for settled in counted),
        "open_fen": sum(settled.open_fen for settled in counted),
        "unconfirmed_fen": sum(settled.unconfirmed_fen for settled in counted),
        "payers": list(counted[0].due.payers),
        "dues": [settled.due.id for settled in counted],
    }
    if owing and account.in_kind_fen:
        return Seen(facts | {"in_kind_fen": account.in_kind_fen}, case="in_kind")
    return facts if owing else Seen(facts, Level.GAP, "unconfirmed")


RULES: tuple[Rule, ...] = (money_that_pays_nothing, paid_below_the_floor, not_paid_by_its_day)
"""The rules of this subject."""
