"""Payments beside what they name: whom that can owe anything, how much, and what else was written down like them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fupin_desk.domain.folding import number_key
from fupin_desk.domain.records.contract import Contract
from fupin_desk.domain.records.income import Distribution, DistributionLine
from fupin_desk.domain.records.payment import Payment
from fupin_desk.policy.dues import dues_of
from fupin_desk.policy.records import Records
from fupin_desk.policy.settling import in_kind
from fupin_desk.policy.terms import bound_by, last_bound_day

AHEAD = timedelta(days=366)
"""How long before it falls due money may be paid without anybody asking: the rent of a whole year."""


@dataclass(slots=True, kw_only=True)
class PaymentDossier:
    """A payment with what it was paid on."""

    payment: Payment
    here: bool = True
    """Whether what it names is here and was not taken out."""
    owes: bool = True
    """Whether what it names owes a household anything at all."""
    payees: Collection[str] = ()
    """The households it can be owed to; none where nobody wrote down whose it is."""
    own_wage: bool = False
    """Whether it names the worker whose wage it is: that is theirs wherever they live."""
    over: tuple[int, int] | None = None
    """On the last payment of what was paid more than it owes, in fen: what it owes, and what was paid on it."""
    twins: tuple[str, ...] = ()
    """Ids of earlier payments that say all that this one says."""
    erased: bool = False
    """Whether what it names was erased in part: whose it was is never asked again."""

    kind = "payment"

    @property
    def id(self) -> str:
        """The payment's id."""
        return self.payment.id

    @property
    def day(self) -> date | None:
        """The day it was paid."""
        return self.payment.paid_on

    @property
    def nobodys(self) -> bool:
        """Whether it says of no household that they got it."""
        return self.payment.household is None

    @property
    def names(self) -> bool:
        """Whether it says what was paid on."""
        return bool(self.payment.contract or self.payment.distribution_line)


def payment_dossiers(records: Records, on: date) -> Iterator[PaymentDossier]:
    """Yield every payment with what it was paid on; what can be owed is counted as it is known on that day."""
    lines = {one.id: one for one in records.distribution_line}
    lists = {one.id: one for one in records.distribution}
    contracts = {one.id: one for one in records.contract}
    owed, payees = _owed(records, contracts, on), _payees(records)
    erased, twins = records.erased(), _twins(records.payment)
    over = {**_over(records.payment, owed, on), **_over_lines(records.payment, lines, on)}
    for one in records.payment:
        line, contract = lines.get(one.distribution_line or ""), contracts.get(one.contract or "")
        found = PaymentDossier(payment=one, over=over.get(one.id), twins=twins.get(one.id, ()))
        found.erased = bool({one.contract, one.distribution_line} & erased.keys())
        if one.distribution_line:
            found.here, found.owes = line is not None, line is not None and _gives(line, lists)
            found.payees = {line.household} if line is not None and line.household else ()
        elif one.contract:
            found.here, found.owes = contract is not None, owed.get(one.contract) != 0
            found.payees = payees.get(one.contract, ())
            found.own_wage = contract is not None and one.member is not None and one.member == contract.member
        yield found


def _gives(line: DistributionLine, lists: Mapping[str, Distribution]) -> bool:
    listed = lists.get(line.distribution or "")
    return bool(line.amount_fen) and not line.declined and listed is not None


def _payees(records: Records) -> dict[str, set[str]]:
    """Return the households each contract can owe: those bound by it, and those who delivered under it."""
    members = {one.id: one for one in records.member}
    parties = defaultdict(list)
    for party in records.party:
        parties[party.contract].append(party)
    found = {one.id: set(bound_by(one, parties[one.id], members).households) for one in records.contract}
    for delivery in records.delivery:
        if delivery.contract in found and delivery.household:
            found[delivery.contract].add(delivery.household)
    return found


def _owed(records: Records, contracts: Mapping[str, Contract], on: date) -> dict[str, int]:
    """Return what each contract on which something was paid can owe, in fen, where that is known.

    Of one that is over all it ever owed; of one that runs what falls due within ``AHEAD``. What is delivered or earned
    later is not known while an order or a share in an asset's income runs, and of a policy's income nothing is counted
    here.
    """
    paid_on = [contracts[name] for name in sorted({one.contract or "" for one in records.payment}) if name in contracts]
    over, running = [], []
    for contract in paid_on:
        last = last_bound_day(contract)
        if contract.terms == "policy":
            continue
        if last is not None and last < on:
            over.append(contract)
        elif contract.terms != "order" and contract.promise not in ("share", "both"):
            running.append(contract)
    ahead = on + AHEAD if on < date.max - AHEAD else date.max
    found = dict.fromkeys((one.id for one in (*over, *running)), 0)
    for some, through in ((over, date.max), (running, ahead)):
        for due in dues_of(replace(records, contract=some), through) if some else ():
            if due.contract is not None:
                found[due.contract] += due.amount_fen
    return found


def _over(payments: Iterable[Payment], owed: Mapping[str, int], on: date) -> dict[str, tuple[int, int]]:
    """Return of each contract that was paid more than it can owe the last payment, with both amounts."""
    money = [one for one in payments if one.contract and not one.distribution_line and not in_kind(one)]
    return _beyond(((one.contract or "", one) for one in money), owed, on)


def _over_lines(
    payments: Iterable[Payment], lines: Mapping[str, DistributionLine], on: date
) -> dict[str, tuple[int, int]]:
    """Return of each line that was paid more than it says the last payment, with both amounts."""
    paid = [(one.distribution_line or "", one) for one in payments if one.distribution_line]
    return _beyond(paid, {one.id: one.amount_fen or 0 for one in lines.values()}, on)


def _beyond(paid: Iterable[tuple[str, Payment]], owed: Mapping[str, int], on: date) -> dict[str, tuple[int, int]]:
    of: dict[str, list[Payment]] = defaultdict(list)
    for name, one in paid:
        if one.paid_on is not None and one.paid_on <= on and name in owed:
            of[name].append(one)
    sums = {name: sum(one.amount_fen or 0 for one in some) for name, some in of.items()}
    return {
        max(some, key=lambda one: (one.paid_on or on, one.id)).id: (owed[name], sums[name])
        for name, some in of.items()
        if sums[name] > owed[name] > 0
    }


def _twins(payments: Iterable[Payment]) -> dict[str, tuple[str, ...]]:
    """Return, for each payment, the ids of earlier ones that say all it says; two vouchers tell two payments apart."""
    alike: dict[Hashable, list[Payment]] = defaultdict(list)
    for one in sorted(payments, key=lambda one: one.id):
        if one.amount_fen and one.paid_on is not None:
            alike[_said(one)].append(one)
    found = {}
    for some in alike.values():
        for at, one in enumerate(some):
            twins = tuple(each.id for each in some[:at] if _may_be_one(one, each))
            if twins:
                found[one.id] = twins
    return found


def _said(one: Payment) -> Hashable:
    what = (one.contract, one.distribution_line, one.household, one.member)
    return (*what, one.amount_fen, one.paid_on, one.in_kind, one.in_kind_milli)


def _may_be_one(one: Payment, other: Payment) -> bool:
    vouchers = {number_key(each.voucher) for each in (one, other) if each.voucher}
    return len(vouchers) < 2
