"""Loans by bank and kind: how many, how much was lent, is owed, and should have been paid back."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_desk.domain.disclosure import Audience
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.return_spec import Counted, Party, Period, ReturnColumn, ReturnSpec
from fupin_desk.subjects.entity.naming import called_in_public
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.loan.dossier import LoanDossier
from fupin_desk.subjects.loan.records import Loan, LoanEvent


def _counts(graph: Graph, period: Period) -> Iterator[Counted]:
    """Count each loan that was lent in the period, or of which something is owed at its end."""
    for loan in LoanDossier.all(graph, period.on):
        begins, owed = loan.begins_on, loan.outstanding_fen(period.on) or 0
        lent = begins is not None and begins <= period.on and period.holds(begins)
        if begins is None or begins > period.on or not (lent or owed):
            continue
        bank = loan.named(Entity, "bank")
        facts = {
            "village": loan.record.village,
            "bank": Party(*called_in_public([bank] if bank else [])),
            "loan_kind": loan.record.kind,
            "lent": (loan.record.principal_fen or 0) if lent else 0,
            "new": 1 if lent else None,
            "loans": 1,
            "owed": owed,
            "overdue": loan.overdue_fen(period.on),
        }
        yield Counted(loan, loan.household_ids, loan.id, facts)


_EVENTS = ((LoanEvent, "amount_fen"), (LoanEvent, "kind"), (LoanEvent, "on"))
_PRINCIPAL = ((Loan, "principal_fen"),)

LOANS = ReturnSpec(
    name="loans",
    audience=Audience.COUNTY,
    counts=_counts,
    columns=(
        ReturnColumn(name="village", form="village", shows=((Loan, "bank"),)),
        ReturnColumn(name="bank", form="party", shows=((Entity, "name"), (Entity, "kind"))),
        ReturnColumn(name="loan_kind", form="code", codes="loan_kind", shows=((Loan, "kind"),)),
        ReturnColumn(name="loans", form="count", take="count", shows=((Loan, "kind"),)),
        ReturnColumn(name="new", form="count", take="count", shows=((Loan, "signed_on"), (Loan, "drawn_on"))),
        ReturnColumn(name="lent", form="fen", take="sum", shows=_PRINCIPAL),
        ReturnColumn(name="owed", form="fen", take="sum", shows=(*_PRINCIPAL, *_EVENTS)),
        ReturnColumn(name="overdue", form="fen", take="sum", shows=(*_PRINCIPAL, *_EVENTS, (Loan, "months"))),
    ),
)


RETURNS: tuple[ReturnSpec, ...] = (LOANS,)
"""The returns of this subject."""
