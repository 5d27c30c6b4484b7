"""Deliveries under an order."""

from __future__ import annotations

from datetime import date

from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.erasure.dossier import Erasable
from fupin_desk.subjects.order.records import Delivery


class DeliveryDossier(Erasable[Delivery]):
    """A delivery with the order it is under."""

    __slots__ = ()
    of = Delivery
    near = ("contract", "id")

    @property
    def terms(self) -> str:
        """Only orders are delivered on."""
        return "order"

    @property
    def order(self) -> Contract | None:
        """The order it is under."""
        contract = self.named(Contract, "contract")
        return contract if contract is not None and contract.terms == "order" else None

    @property
    def nobodys(self) -> bool:
        """Whether it says of no household that it delivered."""
        return self.record.household is None

    @property
    def day(self) -> date | None:
        """The day it was accepted."""
        return self.record.on
