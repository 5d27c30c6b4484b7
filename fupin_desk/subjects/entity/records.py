"""Who a household links with: entities (经营主体)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from fupin_desk.domain.codes import INDUSTRY, CodeList
from fupin_desk.domain.fields import (
    IN_EACH_LANGUAGE,
    MASKED,
    PRIVATE,
    PUBLIC,
    Purpose,
    code,
    codes,
    count,
    day,
    fen,
    lines,
    special,
    text,
)
from fupin_desk.domain.record import Contradiction, Record
from fupin_desk.domain.shapes import ID_NUMBER, PHONE, USCC
from fupin_desk.domain.traits import Key, LedgerSheet, Placed, Same, Traits
from fupin_desk.domain.withholding import ALWAYS

VILLAGE_CODE = re.compile(r"\d{12}", re.ASCII)
ENTITY_KIND = CodeList(
    "entity_kind",
    (
        "cooperative",
        "leading_enterprise",
        "family_farm",
        "able_household",
        "leader",
        "leader_trainee",
        "workshop",
        "village_collective",
        "other",
    ),
)
ENTERPRISE_LEVEL = CodeList("enterprise_level", ("county", "prefecture", "region", "state"))
ONE_PERSON = ("able_household", "leader", "leader_trainee")
"""Kinds of entity that are a person."""


class Entity(Record, frozen=True, kw_only=True):
    """A cooperative, enterprise, farm, able household, leader, workshop or the village collective (三(一)3)."""

    purpose: ClassVar[Purpose] = Purpose.OFFICE
    traits = Traits(
        place=60,
        called=("name",),
        prefix=None,
        found_by={
            "name": "name",
            "name_ug": "name",
            "name_kk": "name",
            "name_en": "name",
            "legal_person": "name",
            "uscc": "id_number",
        },
        only_one={"uscc": "village", "leader_id_number": "village"},
        asks=None,
        placed=Placed("entities"),
        same=Same((Key(("uscc",)), Key(("name",), agree=("uscc", "leader_id_number"))), stays=("name",)),
        sheet=LedgerSheet(
            "entities",
            "kind kind_reason !name uscc leader_id_number legal_person recognised_as recognised_on founded_on "
            "industries industry_reason capital_fen share_count level villages phone",
            needs="name",
            cited=("name", "uscc"),
        ),
        cited_by=("name",),
        about=(),
        erased="never",
        kept="all",
        travels=ALWAYS,
        by_hand=True,
    )

    kind: Annotated[str | None, code(PUBLIC, ENTITY_KIND, required=True)] = None
    kind_reason: Annotated[str | None, text(PUBLIC, 120, only=("kind", ("other",)))] = None
    name: Annotated[str | None, text(PUBLIC, 80, required=True)] = IN_EACH_LANGUAGE
    uscc: Annotated[str | None, special(USCC, PUBLIC)] = None
    leader_id_number: Annotated[
        str | None,
        special(ID_NUMBER, MASKED, only=("kind", ONE_PERSON)),
    ] = None
    legal_person: Annotated[str | None, text(MASKED, 60, required=True, of_person=True)] = None
    recognised_as: Annotated[str | None, text(PUBLIC, 120)] = None
    recognised_on: Annotated[date | None, day(PUBLIC, past=True)] = None
    founded_on: Annotated[date | None, day(PUBLIC, past=True, required=True)] = None
    industries: Annotated[list[str] | None, codes(PUBLIC, INDUSTRY, required=True)] = None
    industry_reason: Annotated[str | None, text(PUBLIC, 120)] = None
    """Why an industry is "other" (三(二))."""
    capital_fen: Annotated[int | None, fen(PUBLIC)] = None
    share_count: Annotated[int | None, count(PUBLIC, unit="share")] = None
    """All shares issued."""
    level: Annotated[str | None, code(PUBLIC, ENTERPRISE_LEVEL, only=("kind", ("leading_enterprise",)))] = None
    villages: Annotated[list[str] | None, lines(PUBLIC, 12)] = None
    """Codes of the villages it serves."""
    phone: Annotated[str | None, special(PHONE, PRIVATE)] = None

    @property
    def one_person(self) -> bool:
        """Whether it is a person: without a credit code of its own its name is that person's."""
        return self.kind in ONE_PERSON and self.uscc is None

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[Contradiction]:
        """Yield what cannot stand together."""
        villages = tuple(values.get("villages") or ())
        if not all(VILLAGE_CODE.fullmatch(str(code)) for code in villages):
            yield Contradiction(("villages",), "village", villages)  # it would count for none


RECORDS: tuple[type[Record], ...] = (Entity,)
"""The kinds of record of this subject."""
