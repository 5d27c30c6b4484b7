"""Who a household links with: entities (经营主体), and shares (股份) in them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from fupin_desk.domain.codes import INDUSTRY, LOSS_LIMIT, CodeList
from fupin_desk.domain.fields import (
    MASKED,
    PRIVATE,
    PUBLIC,
    Purpose,
    Shape,
    code,
    codes,
    count,
    day,
    fen,
    lines,
    ref,
    special,
    text,
    words,
)
from fupin_desk.domain.record import Record
from fupin_desk.domain.traits import Key, Placed, Same, Sheet, Traits

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
SHARE_KIND = CodeList("share_kind", ("money", "land", "asset", "labour"))
MONEY_SOURCE = CodeList("money_source", ("own", "grant", "micro_loan"))


class Entity(Record, frozen=True, kw_only=True):
    """A cooperative, enterprise, farm, able household, leader, workshop or the village collective (三(一)3)."""

    purpose: ClassVar[Purpose] = Purpose.OFFICE
    traits = Traits(
        called=("name",),
        prefix=None,
        found_by={"name": "name", "legal_person": "name", "uscc": "id_number"},
        only_one={"uscc": "village", "leader_id_number": "village"},
        placed=Placed("entities"),
        same=Same((Key(("uscc",)), Key(("name",), agree=("uscc", "leader_id_number")))),
        sheet=Sheet(
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
        by_hand=True,
    )

    kind: Annotated[str | None, code(PUBLIC, ENTITY_KIND, required=True)] = None
    kind_reason: Annotated[str | None, text(PUBLIC, 120, only=("kind", ("other",)))] = None
    name: Annotated[str | None, text(PUBLIC, 80, required=True)] = None
    uscc: Annotated[str | None, special(Shape.USCC, PUBLIC)] = None
    leader_id_number: Annotated[
        str | None,
        special(Shape.ID_NUMBER, MASKED, only=("kind", ("able_household", "leader", "leader_trainee"))),
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
    phone: Annotated[str | None, special(Shape.PHONE, PRIVATE)] = None


class Share(Record, frozen=True, kw_only=True):
    """What somebody put into an entity: the household may leave with its stake and loses no more than that."""

    purpose: ClassVar[Purpose] = Purpose.LINKAGE
    owner: ClassVar[str | None] = "household"
    traits = Traits(
        called=("household",),
        prefix=None,
        found_by={},
        only_one={},
        placed=Placed(by=("household", "entity")),
        same=Same((Key(("entity", "household", "holder_entity", "kind"), needs=1, agree=("since",)),)),
        sheet=Sheet(
            "shares",
            "!@entity @household @head @holder_entity kind paid_in_fen count since until money_source loss_limit "
            "exit_terms",
            needs="entity household|head|holder_entity",
            cited=("entity",),
        ),
        cited_by=(),
        about=(),
        erased="asked",
        kept="account",
        by_hand=True,
    )

    entity: Annotated[str | None, ref(PUBLIC, "entity", required=True)] = None
    household: Annotated[str | None, ref(PRIVATE, "household")] = None
    holder_entity: Annotated[str | None, ref(PUBLIC, "entity")] = None
    """The holder, where it is an entity or the collective."""
    kind: Annotated[str | None, code(PUBLIC, SHARE_KIND, required=True)] = None
    paid_in_fen: Annotated[int | None, fen(PUBLIC, required=True)] = None
    count: Annotated[int | None, count(PUBLIC, unit="share")] = None
    since: Annotated[date | None, day(PUBLIC, required=True)] = None
    until: Annotated[date | None, day(PUBLIC)] = None
    money_source: Annotated[str | None, code(PRIVATE, MONEY_SOURCE)] = None
    exit_terms: Annotated[str | None, words(PUBLIC, 1000)] = None
    """How the household leaves with its stake."""
    loss_limit: Annotated[str | None, code(PUBLIC, LOSS_LIMIT)] = None
