"""Orders to erase what is kept about somebody."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from fupin_desk.domain.fields import PRIVATE, Purpose, day, refs, text
from fupin_desk.domain.record import Record
from fupin_desk.domain.traits import ALONE, Traits
from fupin_desk.domain.withholding import ALWAYS


class Erasure(Record, frozen=True, kw_only=True):
    """An order to erase what is kept about somebody (PIPL art. 47); done again after every restore and every take."""

    purpose: ClassVar[Purpose] = Purpose.OFFICE
    traits = Traits(
        place=220,
        called=(),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=ALONE,
        same=None,
        sheet=None,
        cited_by=(),
        about=(),
        erased="never",
        kept="all",
        travels=ALWAYS,
        by_hand=False,
    )

    of_kind: Annotated[str | None, text(PRIVATE, 40, required=True)] = None
    of: Annotated[str | None, text(PRIVATE, 40, required=True, kind_in="of_kind")] = None
    """The record, with everything that belongs to it."""
    asked_on: Annotated[date | None, day(PRIVATE, required=True)] = None
    covers: Annotated[list[str] | None, refs(PRIVATE)] = None
    """Ids of all records the desk erased with it: other desks may not be able to tell them any more."""


RECORDS: tuple[type[Record], ...] = (Erasure,)
"""The kinds of record of this subject."""
