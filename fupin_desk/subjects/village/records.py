"""The village (村)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fupin_desk.domain.codes import INDUSTRY
from fupin_desk.domain.fields import IN_EACH_LANGUAGE, PUBLIC, Purpose, codes, lines, special, text, yes
from fupin_desk.domain.record import Record
from fupin_desk.domain.shapes import VILLAGE
from fupin_desk.domain.traits import Key, LedgerSheet, Placed, Same, Traits
from fupin_desk.domain.withholding import ALWAYS


class Village(Record, frozen=True, kw_only=True):
    """A village: where everything else on its desk belongs.

    Always true:

    * its code has 12 digits;
    * a desk in the village role has exactly one.
    """

    purpose: ClassVar[Purpose] = Purpose.OFFICE
    traits = Traits(
        place=10,
        called=("name_zh",),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=Placed("settings"),
        same=Same((Key(("code",)),)),
        sheet=LedgerSheet(
            "village",
            "!code name_zh poor township county industries industry_base collective_income "
            "objections_to objections_outside",
            needs="code",
        ),
        cited_by=(),
        about=(),
        erased="never",
        kept="all",
        travels=ALWAYS,
        by_hand=True,
    )

    code: Annotated[str | None, special(VILLAGE, PUBLIC, required=True)] = None
    name_zh: Annotated[str | None, text(PUBLIC, 60, required=True)] = IN_EACH_LANGUAGE
    poor: Annotated[bool | None, yes(PUBLIC, required=True)] = None
    township: Annotated[str | None, text(PUBLIC, 60, required=True)] = IN_EACH_LANGUAGE
    county: Annotated[str | None, text(PUBLIC, 60, required=True)] = IN_EACH_LANGUAGE
    industries: Annotated[list[str] | None, codes(PUBLIC, INDUSTRY)] = None
    industry_base: Annotated[bool | None, yes(PUBLIC)] = None
    collective_income: Annotated[list[str] | None, lines(PUBLIC)] = None
    objections_to: Annotated[str | None, text(PUBLIC, 200)] = IN_EACH_LANGUAGE
    """Where on the spot, in the village, one objects to a notice: office, address, telephone."""
    objections_outside: Annotated[str | None, text(PUBLIC, 200)] = IN_EACH_LANGUAGE
    """To whom outside the village."""


RECORDS: tuple[type[Record], ...] = (Village,)
"""The kinds of record of this subject."""
