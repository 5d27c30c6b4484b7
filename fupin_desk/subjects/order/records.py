"""What was delivered under an order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from fupin_desk.domain.beside import confirmed_before
from fupin_desk.domain.fields import PRIVATE, PUBLIC, Purpose, day, fen, quantity, ref, text
from fupin_desk.domain.record import Contradiction, Record
from fupin_desk.domain.traits import Key, LedgerSheet, Placed, Same, Traits
from fupin_desk.domain.withholding import AsAgreed


class Delivery(Record, frozen=True, kw_only=True):
    """What a household delivered under an order, accepted at a weight and a price; confirmed by the household."""

    purpose: ClassVar[Purpose] = Purpose.LINKAGE
    owner: ClassVar[str | None] = "household"
    traits = Traits(
        place=110,
        called=("household", "on"),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=Placed(by=("contract",)),
        same=Same(
            (Key(("contract", "household", "on", "accepted_milli"), agree=("grade",)),),
            like=(Key(("contract", "household", "on")),),
            happened=("grade", "price_fen"),
        ),
        sheet=LedgerSheet(
            "deliveries",
            "!@contract !@household @head !accepted_milli grade price_fen !on confirmed_on",
            needs="contract household|head accepted_milli on",
        ),
        cited_by=(),
        about=(),
        erased="asked",
        kept="account",
        travels=AsAgreed(),
        by_hand=True,
    )

    contract: Annotated[str | None, ref(PUBLIC, "contract", required=True)] = None
    household: Annotated[str | None, ref(PRIVATE, "household", required=True)] = None
    accepted_milli: Annotated[int | None, quantity(PUBLIC, required=True)] = None
    """Thousandths of the contract's unit."""
    grade: Annotated[str | None, text(PUBLIC, 40)] = None
    price_fen: Annotated[int | None, fen(PUBLIC)] = None
    """Agreed price per unit; what counts is the higher of this and the floor."""
    on: Annotated[date | None, day(PUBLIC, past=True, required=True)] = None
    confirmed_on: Annotated[date | None, day(PRIVATE, past=True, required=True)] = None

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[Contradiction]:
        """Yield what cannot stand together."""
        yield from confirmed_before(values, "on")


RECORDS: tuple[type[Record], ...] = (Delivery,)
"""The kinds of record of this subject."""
