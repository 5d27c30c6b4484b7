"""Setting payments against dues: the oldest first, within one contract and household, or one distribution line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fupin_desk.domain.records.money import Payment
from fupin_desk.policy.due import Due

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

    What was confirmed is set off first, each oldest due first. What is paid beyond all dues pays nothing.
    """
    settled = [Settled(due) for due in sorted(dues, key=lambda due: (due.due_on, due.id))]
    purses: dict[Purse, list[Settled]] = defaultdict(list)
    for one in settled:
        purses[purse_of_due(one.due)].append(one)
    paid: dict[Purse, list[int]] = defaultdict(lambda: [0, 0])
    for payment in payments:
        if payment.voided is None and payment.paid_on is not None and payment.paid_on <= on:
            purse = _purse_of_payment(payment, purses)
            confirmed = payment.confirmed_on is not None and payment.confirmed_on <= on
            paid[purse][0 if confirmed else 1] += payment.amount_fen or 0
    for purse, found in purses.items():
        _pay(found, *paid[purse])
    return settled


def purse_of_due(due: Due) -> Purse:
    """Return which payments count for a due."""
    return (due.distribution_line, None) if due.distribution_line else (due.contract or "", due.household)


def _purse_of_payment(payment: Payment, purses: dict[Purse, list[Settled]]) -> Purse:
    if payment.distribution_line:
        return payment.distribution_line, None
    together = (payment.contract or "", None)
    return together if together in purses else (payment.contract or "", payment.household)


def _pay(dues: list[Settled], confirmed: int, unconfirmed: int) -> None:
    for one in dues:
        part = min(confirmed, one.open_fen)
        one.paid_fen += part
        one.confirmed_fen += part
        confirmed -= part
        rest = min(unconfirmed, one.open_fen)
        one.paid_fen += rest
        unconfirmed -= rest
