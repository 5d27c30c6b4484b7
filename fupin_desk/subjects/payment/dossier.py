"""Payments beside what they name: whom that can owe anything, how much, and what else was written down like them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from fupin_desk.domain.folding import number_key
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.contract.terms import last_bound_day
from fupin_desk.subjects.erasure.dossier import Erasable
from fupin_desk.subjects.erasure.records import Erasure
from fupin_desk.subjects.income.dossier import LineDossier
from fupin_desk.subjects.income.records import DistributionLine
from fupin_desk.subjects.order.records import Delivery
from fupin_desk.subjects.payment.dues import dues_under
from fupin_desk.subjects.payment.owed import paid_under
from fupin_desk.subjects.payment.records import Payment
from fupin_desk.subjects.payment.settling import in_kind

AHEAD = timedelta(days=366)
"""How long before it falls due money may be paid without anybody asking: the rent of a whole year."""


class PaymentDossier(Erasable[Payment]):
    """A payment with what it was paid on: a line of a list where it names one, else a contract."""

    __slots__ = ()
    of = Payment
    near = ("distribution_line", "contract", "id")

    @property
    def day(self) -> date | None:
        """The day it was paid."""
        return self.record.paid_on

    @property
    def nobodys(self) -> bool:
        """Whether it says of no household that they got it."""
        return self.record.household is None

    @property
    def line(self) -> LineDossier | None:
        """The line it pays."""
        distribution_line = self.named(DistributionLine, "distribution_line")
        return None if distribution_line is None else LineDossier(distribution_line, self.graph)

    @property
    def contract(self) -> ContractDossier | None:
        """The contract it is paid under."""
        contract = self.named(Contract, "contract")
        return None if contract is None else ContractDossier(contract, self.graph)

    @property
    def names(self) -> bool:
        """Whether it says what was paid on."""
        return bool(self.record.contract or self.record.distribution_line)

    @property
    def here(self) -> bool:
        """Whether what it names is here and was not taken out."""
        return (self.line if self.record.distribution_line else self.contract) is not None

    @property
    def erased(self) -> bool:
        """Whether what it names was erased in part: whose it was is never asked again."""
        return any(self.beside(field, Erasure, "covers") for field in ("contract", "distribution_line"))

    @property
    def payees(self) -> Collection[str]:
        """The households it can be owed to: those bound, and who delivered; none where nobody wrote down whose."""
        if self.record.distribution_line:
            line = self.line
            return (line.record.household,) if line is not None and line.record.household else ()
        contract = self.contract
        if contract is None:
            return ()
        return {
            *contract.bound.households,
            *(delivery.household for delivery in contract.those(Delivery, "contract") if delivery.household),
        }

    @property
    def own_wage(self) -> bool:
        """Whether it names the worker whose wage it is: that is theirs wherever they live."""
        contract = None if self.record.distribution_line else self.contract
        return contract is not None and self.record.member is not None and self.record.member == contract.record.member

    def owes(self, on: date) -> bool:
        """Return whether what it names owes a household anything at all, as it is known on that day."""
        if self.record.distribution_line:
            line = self.line
            gives = line is not None and bool(line.record.amount_fen) and not line.record.declined
            return gives and line is not None and line.distribution is not None
        contract = self.contract
        return contract is not None and can_owe(contract, on) != 0

    def over(self, on: date) -> tuple[int, int] | None:
        """Return, on the last payment of what was paid more than it owes: what it owes, and what was paid (fen)."""
        if self.record.distribution_line:
            under: LineDossier | ContractDossier | None = self.line
        else:
            under = self.contract
        if under is None:
            return None
        last = self.graph.once((_beyond, under.id, on), lambda: _beyond(under, on))
        return last[1:] if last is not None and last[0] == self.id else None

    @property
    def twins(self) -> tuple[str, ...]:
        """Ids of earlier payments that say all that this one says; two vouchers tell two payments apart."""
        field = "distribution_line" if self.record.distribution_line else "contract"
        near, of = self.beside(field, Payment, field), getattr(self.record, field)
        alike = self.graph.once((_alike, field, of), lambda: _alike(near)).get(_said(self.record), ())
        earlier = (payment for payment in alike if payment.id < self.id)
        return tuple(payment.id for payment in earlier if _may_be_one(self.record, payment))


def can_owe(contract: ContractDossier, on: date) -> int | None:
    """Return what a contract can owe, in fen, where that is known on a day.

    Of one that is over all it ever owed; of one that runs what falls due within ``AHEAD``. What is delivered or earned
    later is not known while an order or a share in an asset's income runs, and of a policy's income nothing is counted
    here.
    """

    def owed() -> int | None:
        last, through = last_bound_day(contract.record), date.max
        if contract.terms == "policy":
            return None
        if last is None or last >= on:
            if contract.terms == "order" or contract.record.promise in ("share", "both"):
                return None
            through = on + AHEAD if on < date.max - AHEAD else date.max
        return sum(due.amount_fen for due in dues_under(contract, through))

    return contract.graph.once((can_owe, contract.id, on), owed)


def _beyond(under: LineDossier | ContractDossier, on: date) -> tuple[str, int, int] | None:
    """Return where more was paid than is owed the last payment, with both amounts; goods pay lines alone."""
    if isinstance(under, LineDossier):
        owed, paid = under.record.amount_fen, [*under.those(Payment, "distribution_line")]
    else:
        owed, paid = can_owe(under, on), [payment for payment in paid_under(under) if not in_kind(payment)]
    counted = [(payment.paid_on, payment) for payment in paid if payment.paid_on is not None and payment.paid_on <= on]
    total = sum(payment.amount_fen or 0 for _day, payment in counted)
    if not owed or total <= owed:
        return None
    return max((day, payment.id) for day, payment in counted)[1], owed, total


def _alike(payments: Iterable[Payment]) -> Mapping[Hashable, Sequence[Payment]]:
    """Return payments that say the same, in the order of their ids."""
    alike: dict[Hashable, list[Payment]] = defaultdict(list)
    for payment in sorted(payments, key=lambda payment: payment.id):
        if payment.amount_fen and payment.paid_on is not None:
            alike[_said(payment)].append(payment)
    return alike


def _said(payment: Payment) -> Hashable:
    what = (payment.contract, payment.distribution_line, payment.household, payment.member)
    return (*what, payment.amount_fen, payment.paid_on, payment.in_kind, payment.in_kind_milli)


def _may_be_one(payment: Payment, other: Payment) -> bool:
    vouchers = {number_key(payment.voucher) for payment in (payment, other) if payment.voucher}
    return len(vouchers) < 2
