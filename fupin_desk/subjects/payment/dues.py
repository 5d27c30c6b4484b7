"""What is due to households by a day under a contract, whatever its terms; a line's is in ``income.dues``.

How each is counted stands with its subject; ``ours`` there is a choice of ours, in no law or clause. Every amount is
rounded once, at the end, half up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from fupin_desk.policy.due import Due
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.income.dues import dues_of_promise
from fupin_desk.subjects.job.dues import dues_of_job
from fupin_desk.subjects.land.dues import dues_of_lease
from fupin_desk.subjects.order.dues import dues_of_order

PROMISES: Mapping[str, Callable[[ContractDossier, date], Iterator[Due]]] = {
    "order": dues_of_order,
    "job": dues_of_job,
    "lease": dues_of_lease,
    "asset": dues_of_promise,
}
"""By the terms of a contract, what it gives."""


def in_order(due: Due) -> tuple[date, str]:
    """Return what dues are ordered by: their day."""
    return due.due_on, due.id


def dues_under(contract: ContractDossier, through: date) -> list[Due]:
    """Return what falls due under a contract by a day, oldest first.

    What had fallen due before somebody's name was erased stays owed, to nobody by name: no erasure pays a payer's debt.
    """
    promised = PROMISES.get(contract.terms or "")
    dues = sorted(promised(contract, through), key=in_order) if promised else []
    if not dues or contract.terms == "order" or contract.bound.households:
        return dues
    until = contract.erased_on
    return [] if until is None else [due for due in dues if due.due_on <= until]
