"""Safeguard 6: what was promised is paid, and what was paid counts: money written down where it settles nothing."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.findings import Level
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.payments import PaymentDossier
from fupin_desk.policy.rule import CONTRACT_LAW, Facts, NotJudged, Outcome, Seen, rule
from fupin_desk.policy.sources import cited


@rule(
    "payment-counts",
    "四(四)",
    Level.GAP,
    PaymentDossier,
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
