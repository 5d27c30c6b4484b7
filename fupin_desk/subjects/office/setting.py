"""What the county sets for itself (县级标准)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from fupin_desk.domain.fields import PUBLIC, Purpose, day, text
from fupin_desk.domain.fields import Field as _Field
from fupin_desk.domain.record import Record
from fupin_desk.domain.shapes import COUNT
from fupin_desk.domain.traits import ALONE, Traits
from fupin_desk.domain.withholding import ALWAYS


class Setting(Record, frozen=True, kw_only=True):
    """A figure the county sets for itself (县级标准): dated, sourced, approved; from the office to all."""

    realm: ClassVar[str] = "county"
    purpose: ClassVar[Purpose] = Purpose.OFFICE
    at_most = (("since", "until", "turned_round"),)
    traits = Traits(
        place=160,
        called=("figure",),
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
        by_hand=True,
    )

    figure: Annotated[str | None, text(PUBLIC, 60, required=True)] = None
    """The figure's name in resources/policy/figures."""
    value: Annotated[int | None, _Field(COUNT, PUBLIC, required=True, least=0, most=10**13)] = None
    """In the figure's own unit."""
    since: Annotated[date | None, day(PUBLIC, required=True)] = None
    until: Annotated[date | None, day(PUBLIC)] = None
    source: Annotated[str | None, text(PUBLIC, 200, required=True)] = None
    approved_by: Annotated[str | None, text(PUBLIC, 60, required=True)] = None
