"""What is paid is paid to who is bound; and what was paid from a list stays what it was paid on.

Always true:

* a line that was paid gives no less than that, to the household that got it, in the list it was paid from;
* neither such a line nor its list is taken out, nor is it written down that it was declined;
* who was paid by mistake is put right in order: the payment is taken out, with the reason, and then the line;
* what two desks wrote side by side stands, and is told (the rule ``payment-counts``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Literal, cast

from fupin_desk.domain.record import Contradiction
from fupin_desk.policy.constraint import Asked, Constraint, constraint
from fupin_desk.subjects.contract.constraints import before_contract, not_bound
from fupin_desk.subjects.household.constraints import stranger_named
from fupin_desk.subjects.income.dossier import DistributionDossier, LineDossier
from fupin_desk.subjects.income.records import Distribution, DistributionLine
from fupin_desk.subjects.payment.dossier import PaymentDossier
from fupin_desk.subjects.payment.records import Payment

PAID = "paid"
PAID_MORE = "paid_more"


@constraint(Payment, "household", "member", "contract", dossier=PaymentDossier)
def paid_to_a_stranger(payment: PaymentDossier, _asked: Asked) -> Iterator[Contradiction]:
    """A payment to somebody of another household, for what is not their own job."""
    job = payment.contract
    yield from stranger_named(payment, payment.record.household, job.record.member if job is not None else None)


@constraint(Payment, "household", "member", "contract", "paid_on", dossier=PaymentDossier, taken_out=True)
def paid_under_a_contract_of_others(payment: PaymentDossier, _asked: Asked) -> Iterator[Contradiction]:
    """A payment to who is not bound by its contract, or before there was one."""
    contract = payment.contract
    if contract is not None:
        yield from not_bound(contract, payment.record.household, payment.record.member)
        yield from before_contract(contract, "paid_on", payment.record.paid_on)


@constraint(Distribution, dossier=DistributionDossier, taken_out=True)
def list_gone_under_its_payments(plan: DistributionDossier, _asked: Asked) -> Iterator[Contradiction]:
    """A list that is taken out, though it was paid from."""
    if plan.record.voided is None:
        return
    lines = (LineDossier(line, plan.graph) for line in plan.lines)
    if any(payment.amount_fen for line in lines for payment in line.those(Payment, "distribution_line")):
        yield Contradiction(("voided",), PAID)


@constraint(
    DistributionLine, "distribution", "household", "amount_fen", "declined", dossier=LineDossier, taken_out=True
)
def line_changed_under_its_payments(line: LineDossier, asked: Asked) -> Iterator[Contradiction]:
    """A line that was paid and no longer says what it was paid on."""
    stood = cast("DistributionLine | None", asked.stood)
    return paid_faults(line.record, stood, line.those(Payment, "distribution_line"))


def paid_faults(
    line: DistributionLine, stood: DistributionLine | None, payments: Iterable[Payment]
) -> Iterator[Contradiction]:
    """Yield at which fields, and why, a line cannot say what it says beside what was paid on it."""
    paid = [payment for payment in payments if payment.amount_fen and payment.voided is None]
    if not paid:
        return
    if stood is not None and stood.distribution not in (None, line.distribution):
        yield Contradiction(("distribution",), PAID)
    if line.voided is not None:
        yield Contradiction(("voided",), PAID)
    if line.declined:
        yield Contradiction(("declined",), PAID)
    yield from _beside_paid(line, paid)


def _beside_paid(line: DistributionLine, paid: Collection[Payment]) -> Iterator[Contradiction]:
    if any(payment.household not in (None, line.household) for payment in paid):
        yield Contradiction(("household",), PAID)
    if sum(payment.amount_fen or 0 for payment in paid) > (line.amount_fen or 0):
        yield Contradiction(("amount_fen",), PAID_MORE)


def over_line(payment: PaymentDossier) -> Literal["more", "other_household", "declined"] | None:
    """Return why the line it names cannot have paid a payment: another household's, nothing to be paid on it, or less.

    None where it names no line that is here.
    """
    line_dossier, household = payment.line, payment.record.household
    if line_dossier is None:
        return None
    line = line_dossier.record
    if household and line.household not in (None, household):
        return "other_household"
    if line.declined:
        return "declined"
    others = sum(
        paid.amount_fen or 0 for paid in line_dossier.those(Payment, "distribution_line") if paid.id != payment.id
    )
    most = line.amount_fen
    return "more" if most is not None and others + (payment.record.amount_fen or 0) > most else None


CONSTRAINTS: tuple[Constraint, ...] = (
    paid_to_a_stranger,
    paid_under_a_contract_of_others,
    list_gone_under_its_payments,
    line_changed_under_its_payments,
)
"""In the order in which they are asked."""
