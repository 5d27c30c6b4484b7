"""The village (村), the persons at the desk, and what the county sets."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from fupin_desk.domain.codes import INDUSTRY, LANGUAGE, CodeList
from fupin_desk.domain.fields import (
    MASKED,
    PRIVATE,
    PUBLIC,
    Purpose,
    Shape,
    code,
    codes,
    day,
    lines,
    special,
    text,
    yes,
)
from fupin_desk.domain.fields import Field as _Field
from fupin_desk.domain.record import Record
from fupin_desk.domain.traits import ALONE, Key, Placed, Same, Sheet, Traits

ROLE = CodeList("role", ("clerk", "leader", "office_clerk", "office_approver"))


class Village(Record, frozen=True, kw_only=True):
    """A village: where everything else on its desk belongs.

    Always true:

    * its code has 12 digits;
    * a desk in the village role has exactly one.
    """

    purpose: ClassVar[Purpose] = Purpose.OFFICE
    traits = Traits(
        called=("name_zh",),
        prefix=None,
        found_by={},
        only_one={},
        placed=Placed("settings"),
        same=Same((Key(("code",)),)),
        sheet=Sheet(
            "village",
            "!code name_zh name_ug name_kk name_en poor township county industries industry_base collective_income "
            "objections_to objections_outside",
            needs="code",
        ),
        cited_by=(),
        about=(),
        erased="never",
        kept="all",
        by_hand=True,
    )

    code: Annotated[str | None, special(Shape.VILLAGE, PUBLIC, required=True)] = None
    name_zh: Annotated[str | None, text(PUBLIC, 60, required=True)] = None
    name_ug: Annotated[str | None, text(PUBLIC, 60)] = None
    name_kk: Annotated[str | None, text(PUBLIC, 60)] = None
    name_en: Annotated[str | None, text(PUBLIC, 60)] = None
    poor: Annotated[bool | None, yes(PUBLIC, required=True)] = None
    township: Annotated[str | None, text(PUBLIC, 60, required=True)] = None
    county: Annotated[str | None, text(PUBLIC, 60, required=True)] = None
    industries: Annotated[list[str] | None, codes(PUBLIC, INDUSTRY)] = None
    industry_base: Annotated[bool | None, yes(PUBLIC)] = None
    collective_income: Annotated[list[str] | None, lines(PUBLIC)] = None
    objections_to: Annotated[str | None, text(PUBLIC, 200)] = None
    """Where on the spot, in the village, one objects to a notice: office, address, telephone."""
    objections_outside: Annotated[str | None, text(PUBLIC, 200)] = None
    """To whom outside the village."""


class Person(Record, frozen=True, kw_only=True):
    """Somebody who works at this desk; the passphrase is theirs alone and is nowhere here."""

    realm: ClassVar[str] = "local"
    purpose: ClassVar[Purpose] = Purpose.OFFICE
    traits = Traits(
        called=("name",),
        prefix=None,
        found_by={},
        only_one={},
        placed=Placed("settings"),
        same=None,
        sheet=None,
        cited_by=(),
        about=(),
        erased="never",
        kept="all",
        by_hand=True,
    )

    name: Annotated[str | None, text(MASKED, 60, required=True)] = None
    role: Annotated[str | None, code(PRIVATE, ROLE, required=True)] = None
    language: Annotated[str | None, code(PRIVATE, LANGUAGE)] = None


class Setting(Record, frozen=True, kw_only=True):
    """A figure the county sets for itself (县级标准): dated, sourced, approved; from the office to all."""

    realm: ClassVar[str] = "county"
    purpose: ClassVar[Purpose] = Purpose.OFFICE
    at_most = (("since", "until", "turned_round"),)
    traits = Traits(
        called=("figure",),
        prefix=None,
        found_by={},
        only_one={},
        placed=ALONE,
        same=None,
        sheet=None,
        cited_by=(),
        about=(),
        erased="never",
        kept="all",
        by_hand=True,
    )

    figure: Annotated[str | None, text(PUBLIC, 60, required=True)] = None
    """The figure's name in resources/policy/figures."""
    value: Annotated[int | None, _Field(Shape.COUNT, PUBLIC, required=True, least=0, most=10**13)] = None
    """In the figure's own unit."""
    since: Annotated[date | None, day(PUBLIC, required=True)] = None
    until: Annotated[date | None, day(PUBLIC)] = None
    source: Annotated[str | None, text(PUBLIC, 200, required=True)] = None
    approved_by: Annotated[str | None, text(PUBLIC, 60, required=True)] = None
