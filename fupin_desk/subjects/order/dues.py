"""What is due for what was delivered under an order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fupin_desk.policy.days import days_after, half_up
from fupin_desk.policy.due import Due, due_id
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.order.records import Delivery


def dues_of_order(order: ContractDossier, through: date) -> Iterator[Due]:
    """Yield what each delivery is owed: accepted quantity times the higher of floor and agreed price.

    It falls due ``pay_within_days`` after the delivery.
    """
    contract, bound = order.record, order.bound
    for delivery in order.those(Delivery, "contract"):
        prices = [price for price in (contract.floor_price_fen, delivery.price_fen) if price is not None]
        if delivery.on is None or delivery.on > through or not delivery.accepted_milli or not any(prices):
            continue
        within = contract.pay_within_days or 0
        due_on = days_after(delivery.on, within)
        if due_on is None or due_on > through:
            continue
        amount = half_up(delivery.accepted_milli * max(prices), 1000)
        if not amount:
            continue
        household = delivery.household or (bound.households[0] if len(bound.households) == 1 else None)
        yield Due(
            id=due_id(contract.id, "delivery", delivery.id, household),
            contract=contract.id,
            household=household,
            payers=bound.payers,
            what="delivery",
            amount_fen=amount,
            due_on=due_on,
            period=delivery.id,
            why={
                "accepted_milli": delivery.accepted_milli,
                "floor_price_fen": contract.floor_price_fen,
                "price_fen": delivery.price_fen,
                "delivered_on": delivery.on.isoformat(),
                "pay_within_days": within,
            },
        )
