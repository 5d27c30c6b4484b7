"""What became of a loan became of it once there was one; and a loan renews another one of its own borrower.

Always true:

* what was written so by another desk, or before this was asked, stands and is told (the rule ``loan-facts``), and a
  renewal of it is not believed (``dossier.unrenewed``).
"""

from __future__ import annotations

from collections.abc import Iterator

from fupin_desk.domain.record import Contradiction
from fupin_desk.policy.constraint import Asked, Constraint, constraint
from fupin_desk.subjects.loan.dossier import EventDossier
from fupin_desk.subjects.loan.records import LoanEvent

UNTOLD = (None, None)
"""The borrower of a loan of which nobody wrote down yet who borrowed."""
REFUSED = {"other_borrower": "other_borrower", "older": "renews_later", "circle": "renews_round"}


@constraint(LoanEvent, "loan", "kind", "on", dossier=EventDossier, sheets=True)
def happened_before_its_loan(event: EventDossier, _asked: Asked) -> Iterator[Contradiction]:
    """Something became of a loan before there was one."""
    on, earliest = event.record.on, event.earliest
    if on is not None and earliest is not None and on < earliest:
        yield Contradiction(("on", "loan", "kind"), "before_loan")


@constraint(LoanEvent, "loan", "kind", "on", "renews", dossier=EventDossier, sheets=True)
def renewal_of_no_earlier_loan_of_the_borrower(event: EventDossier, _asked: Asked) -> Iterator[Contradiction]:
    """A loan in the place of another borrower's, of a later one, or of one that it was itself renewed by."""
    newer, older = event.loan, event.renewed
    reason = REFUSED.get(event.unrenewed or "")
    if newer is None or older is None or reason is None:
        return
    if reason == "other_borrower" and UNTOLD in (newer.borrower, older.borrower):
        return
    yield Contradiction(("renews", "loan", "on", "kind"), reason)


CONSTRAINTS: tuple[Constraint, ...] = (
    happened_before_its_loan,
    renewal_of_no_earlier_loan_of_the_borrower,
)
"""In the order in which they are asked."""
