"""Setting payments against dues: the oldest first, within one contract and household, or one distribution line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from fupin_desk.policy.due import Due
from fupin_desk.subjects.payment.records import Payment

Purse = tuple[str, str | None]
"""What money is kept apart by: a contract with a household (or none: all of them together), or a distribution line."""


@dataclass(slots=True)
class Settled:
    """A due and what had been received on it by a day."""

    due: Due
    paid_fen: int = 0
    confirmed_fen: int = 0
    """The part of it that the household itself confirmed."""

    @property
    def open_fen(self) -> int:
        """What is still owed, going by all that was recorded as paid."""
        return self.due.amount_fen - self.paid_fen

    @property
    def unconfirmed_fen(self) -> int:
        """What somebody says was paid and the household has not confirmed."""
        return self.paid_fen - self.confirmed_fen

    def overdue(self, on: date) -> bool:
        """Return whether it was not paid in full by its day; on the day itself there is still time."""
        return self.open_fen > 0 and self.due.due_on < on


def settle(dues: Iterable[Due], payments: Iterable[Payment], on: date) -> list[Settled]:
    """Return each due with what was paid on it by ``on``, in the order of their days.

    What was confirmed is set off first, each oldest due first; before a payment was made nobody can confirm it. What is
    paid to a household beyond its own dues goes to what several are owed together; beyond that it pays nothing. What
    names a worker pays that worker's wage, also where they lived in another household then. In kind no wage is paid
    (Labour Law art. 50). What another household got pays nobody's line.
    """
    settled = [Settled(due) for due in sorted(dues, key=lambda due: (due.due_on, due.id))]
    purses: dict[Purse, list[Settled]] = defaultdict(list)
    for due_settled in settled:
        purses[purse_of_due(due_settled.due)].append(due_settled)
    of_contract: dict[str, set[Purse]] = defaultdict(set)
    for purse in purses:
        of_contract[purse[0]].add(purse)
    of_worker: dict[tuple[str | None, str | None], Purse] = {
        (due_settled.due.contract, due_settled.due.member): purse_of_due(due_settled.due)
        for due_settled in settled
        if due_settled.due.member
    }
    of_line = {due_settled.due.distribution_line: due_settled.due.household for due_settled in settled}
    paid: dict[Purse, list[int]] = defaultdict(lambda: [0, 0])
    for payment in payments:
        if payment.voided is None and payment.paid_on is not None and payment.paid_on <= on:
            if payment.distribution_line and _anothers(payment.household, of_line.get(payment.distribution_line)):
                continue
            worker = None if payment.distribution_line else of_worker.get((payment.contract, payment.member))
            purse = worker or _purse_of_payment(payment, of_contract)
            if in_kind(payment) and any(settled.due.what == "wage" for settled in purses.get(purse, ())):
                continue
            confirmed = payment.confirmed_on is not None and payment.paid_on <= payment.confirmed_on <= on
            paid[purse][0 if confirmed else 1] += payment.amount_fen or 0
    for purse in sorted(purses, key=lambda purse_open: purse_open[1] is None):
        left = _pay(purses[purse], *paid[purse])
        if purse[1] is not None:
            together = paid[purse[0], None]
            together[0], together[1] = together[0] + left[0], together[1] + left[1]
    return settled


def _anothers(household: str | None, owed: str | None) -> bool:
    return None not in (household, owed) and household != owed


def in_kind(payment: Payment) -> bool:
    """Return whether goods were given, not money."""
    return bool(payment.in_kind or payment.in_kind_milli)


def purse_of_due(due: Due) -> Purse:
    """Return which payments count for a due."""
    return (due.distribution_line, None) if due.distribution_line else (due.contract or "", due.household)


def _purse_of_payment(payment: Payment, of_contract: Mapping[str, set[Purse]]) -> Purse:
    """Return which dues a payment goes to; without a household, to the only one that is owed something."""
    if payment.distribution_line:
        return payment.distribution_line, None
    contract = payment.contract or ""
    owed = of_contract.get(contract, set())
    if payment.household is None and len(owed) == 1:
        return next(iter(owed))
    own = (contract, payment.household)
    return (contract, None) if own not in owed and (contract, None) in owed else own


def _pay(dues: list[Settled], confirmed: int, unconfirmed: int) -> tuple[int, int]:
    """Pay the dues in their order; return what is left of what was confirmed and of what was not."""
    for settled in dues:
        part = min(confirmed, settled.open_fen)
        settled.paid_fen += part
        settled.confirmed_fen += part
        confirmed -= part
        rest = min(unconfirmed, settled.open_fen)
        settled.paid_fen += rest
        unconfirmed -= rest
    return confirmed, unconfirmed
