"""What is delivered, is delivered under an order; and an order under which was delivered stays one, and stays."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_desk.domain.record import Contradiction
from fupin_desk.policy.constraint import Asked, Constraint, constraint
from fupin_desk.policy.dossier import Dossier
from fupin_desk.subjects.contract.constraints import before_contract, not_bound
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.order.records import Delivery

ORDER = "order"
DELIVERED = "delivered_under"


@constraint(Delivery, "contract", "household", "on", taken_out=True)
def delivered_under_what_is_no_order(delivery: Dossier[Delivery], _asked: Asked) -> Iterator[Contradiction]:
    """A delivery under what is no order, by who is not bound by it, or before there was one."""
    contract = delivery.named(Contract, "contract")
    if contract is None:
        return
    order = ContractDossier(contract, delivery.graph)
    if order.terms not in (None, ORDER):
        yield Contradiction(("contract",), "not_order")
    yield from not_bound(order, delivery.record.household)
    yield from before_contract(order, "on", delivery.record.on)


@constraint(Contract, "terms", taken_out=True)
def order_ended_under_its_deliveries(contract: Dossier[Contract], _asked: Asked) -> Iterator[Contradiction]:
    """An order under which was delivered, taken out or made another kind: nobody would owe for what was delivered."""
    gone, other_kind = contract.record.voided is not None, contract.record.terms not in (None, ORDER)
    if not (gone or other_kind) or not contract.those(Delivery, "contract"):
        return
    if gone:
        yield Contradiction(("voided",), DELIVERED)
    if other_kind:
        yield Contradiction(("terms",), DELIVERED, contract.record.terms)


CONSTRAINTS: tuple[Constraint, ...] = (
    delivered_under_what_is_no_order,
    order_ended_under_its_deliveries,
)
"""In the order in which they are asked."""
