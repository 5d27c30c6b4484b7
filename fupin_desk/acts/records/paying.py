"""What is written by hand as paid from a list: to a line that owes it, of a list that hangs, with no objection to it.

Always true:

* a line pays its own household, and never more than it says;
* money goes to no line that is objected to, nor from a list that is not the one posted, or was not yet;
* what else is wrong with a payment stood so already, and can be put right one field at a time.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from fupin_desk.acts.notices.objections import check_day
from fupin_desk.acts.notices.payments import held_back
from fupin_desk.domain.errors import PaymentBlockedError
from fupin_desk.policy.graph import Graph
from fupin_desk.store import Stored, Work
from fupin_desk.subjects.payment.constraints import over_line
from fupin_desk.subjects.payment.dossier import PaymentDossier
from fupin_desk.subjects.payment.records import Payment


def check_payment(work: Work, before: Stored | None, after: Stored, _written: Collection[str]) -> None:
    """Refuse a payment as it would stand, where it pays a line more than it did before and that line is held back.

    So is one that would be another household's than its line; a day that has not come: FieldsRefusedError.
    """
    now, stood = cast("Payment", after.record), cast("Payment | None", before.record if before is not None else None)
    more = _pays_more(stood, now)
    if now.distribution_line is None or not (more or _pays_another(stood, now)):
        return
    payment = PaymentDossier(now, Graph(work, [now], voided=True))
    if payment.line is None:
        return
    why: str | None = over_line(payment)
    if more:
        check_day("payment", "paid_on", now.paid_on or work.author.today, work.author.today, (None, ""))
        why = held_back(work, now.distribution_line, now.paid_on) or why
    elif why != "other_household":  # what else is wrong with it stood so already
        why = None
    if why:
        raise PaymentBlockedError(now.distribution_line, why)


def _pays_more(stood: Payment | None, now: Payment) -> bool:
    if now.voided is not None:
        return False
    if stood is None or stood.voided is not None:
        return True
    return (
        stood.distribution_line != now.distribution_line
        or (now.paid_on is not None and (stood.paid_on is None or now.paid_on < stood.paid_on))
        or (stood.amount_fen or 0) < (now.amount_fen or 0)
    )


def _pays_another(stood: Payment | None, now: Payment) -> bool:
    return stood is not None and now.voided is None and stood.household != now.household
