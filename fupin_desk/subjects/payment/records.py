"""What was paid (兑现)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from fupin_desk.domain.beside import confirmed_before, one_of_two
from fupin_desk.domain.codes import CodeList
from fupin_desk.domain.fields import PRIVATE, PUBLIC, Purpose, code, day, fen, quantity, ref, text
from fupin_desk.domain.record import Contradiction, Record
from fupin_desk.domain.traits import Key, LedgerSheet, Placed, Same, Traits
from fupin_desk.domain.withholding import AsAgreed

CONFIRMED_HOW = CodeList("confirmed_how", ("signed", "thumb_printed", "spoken_before_witness", "bank_slip_seen"))


class Payment(Record, frozen=True, kw_only=True):
    """Money or goods a household received; confirmed by the household, not by the payer."""

    purpose: ClassVar[Purpose] = Purpose.LINKAGE
    owner: ClassVar[str | None] = "household"
    traits = Traits(
        place=140,
        called=("household", "paid_on"),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=Placed("contracts", by=("contract", "household")),
        same=Same(
            (
                Key(
                    ("household", "paid_on", "amount_fen", "contract", "distribution_line"),
                    needs=3,
                    agree=("voucher", "member", "in_kind"),
                ),
            ),
            filled_in=Key(("household", "paid_on", "amount_fen"), agree=("voucher", "member", "in_kind", "paid_for")),
            like=(Key(("household", "paid_on"), agree=("paid_for",)), Key(("household", "voucher", "amount_fen"))),
            happened=("voucher", "member", "in_kind"),
            slip="voucher",
            tied_by="distribution_line",
            sum_of=("contract", "distribution_line", "amount_fen", "paid_on"),
        ),
        sheet=LedgerSheet(
            "payments",
            "@contract @distribution !@household @head @member !amount_fen in_kind in_kind_milli !paid_on @by_entity "
            "voucher confirmed_on confirmed_how",
            needs="household|head amount_fen paid_on",
        ),
        cited_by=(),
        about=("member",),
        erased="asked",
        kept="account",
        travels=AsAgreed(),
        by_hand=True,
    )

    contract: Annotated[str | None, ref(PUBLIC, "contract")] = None
    distribution_line: Annotated[str | None, ref(PUBLIC, "distribution_line")] = None
    household: Annotated[str | None, ref(PRIVATE, "household", required=True)] = None
    member: Annotated[str | None, ref(PRIVATE, "member")] = None
    amount_fen: Annotated[int | None, fen(PUBLIC, required=True)] = None
    in_kind: Annotated[str | None, text(PUBLIC, 60)] = None
    in_kind_milli: Annotated[int | None, quantity(PUBLIC)] = None
    paid_on: Annotated[date | None, day(PUBLIC, past=True, required=True)] = None
    by_entity: Annotated[str | None, ref(PUBLIC, "entity")] = None
    voucher: Annotated[str | None, text(PUBLIC, 60, required=True)] = None
    confirmed_on: Annotated[date | None, day(PRIVATE, past=True, required=True)] = None
    confirmed_how: Annotated[str | None, code(PRIVATE, CONFIRMED_HOW, required=True)] = None

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[Contradiction]:
        """Yield what cannot stand together."""
        yield from one_of_two(values, "contract", "distribution_line", "paid_for_two")
        yield from confirmed_before(values, "paid_on")


RECORDS: tuple[type[Record], ...] = (Payment,)
"""The kinds of record of this subject."""
