"""Deliveries under an order."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.records.contract import Contract
from fupin_desk.domain.records.delivery import Delivery
from fupin_desk.policy.dossier import Subject


class DeliveryDossier(Subject[Delivery]):
    """A delivery with the order it is under."""

    __slots__ = ()
    of = Delivery

    @property
    def terms(self) -> str:
        """Only orders are delivered on."""
        return "order"

    @property
    def order(self) -> Contract | None:
        """The order it is under."""
        found = self.named(Contract, "contract")
        return found if found is not None and found.terms == "order" else None

    @property
    def nobodys(self) -> bool:
        """Whether it says of no household that it delivered."""
        return self.record.household is None

    @property
    def day(self) -> date | None:
        """The day it was accepted."""
        return self.record.on
