"""Who a household links with: entities (经营主体), and shares (股份) in them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

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


class Entity(Record, frozen=True, kw_only=True):
    """A cooperative, enterprise, farm, able household, leader, workshop or the village collective (三(一)3)."""

    purpose: ClassVar[Purpose] = Purpose.OFFICE

    kind: Annotated[str | None, code(PUBLIC, "entity_kind", required=True)] = None
    kind_reason: Annotated[str | None, text(PUBLIC, 120, only=("kind", ("other",)))] = None
    name: Annotated[str | None, text(PUBLIC, 80, required=True)] = None
    uscc: Annotated[str | None, special(Shape.USCC, PUBLIC)] = None
    leader_id_number: Annotated[
        str | None,
        special(Shape.ID_NUMBER, MASKED, only=("kind", ("able_household", "leader", "leader_trainee"))),
    ] = None
    legal_person: Annotated[str | None, text(MASKED, 60, required=True)] = None
    recognised_as: Annotated[str | None, text(PUBLIC, 120)] = None
    recognised_on: Annotated[date | None, day(PUBLIC, past=True)] = None
    founded_on: Annotated[date | None, day(PUBLIC, past=True, required=True)] = None
    industries: Annotated[list[str] | None, codes(PUBLIC, "industry", required=True)] = None
    industry_reason: Annotated[str | None, text(PUBLIC, 120)] = None
    """Why an industry is "other" (三(二))."""
    capital_fen: Annotated[int | None, fen(PUBLIC)] = None
    share_count: Annotated[int | None, count(PUBLIC)] = None
    """All shares issued."""
    level: Annotated[str | None, code(PUBLIC, "enterprise_level", only=("kind", ("leading_enterprise",)))] = None
    villages: Annotated[list[str] | None, lines(PUBLIC, 12)] = None
    """Codes of the villages it serves."""
    phone: Annotated[str | None, special(Shape.PHONE, PRIVATE)] = None


class Share(Record, frozen=True, kw_only=True):
    """What somebody put into an entity: the household may leave with its stake and loses no more than that."""

    purpose: ClassVar[Purpose] = Purpose.LINKAGE
    owner: ClassVar[str | None] = "household"

    entity: Annotated[str | None, ref(PUBLIC, "entity", required=True)] = None
    household: Annotated[str | None, ref(PRIVATE, "household")] = None
    holder_entity: Annotated[str | None, ref(PUBLIC, "entity")] = None
    """The holder, where it is an entity or the collective."""
    kind: Annotated[str | None, code(PUBLIC, "share_kind", required=True)] = None
    paid_in_fen: Annotated[int | None, fen(PUBLIC, required=True)] = None
    count: Annotated[int | None, count(PUBLIC)] = None
    since: Annotated[date | None, day(PUBLIC, required=True)] = None
    until: Annotated[date | None, day(PUBLIC)] = None
    money_source: Annotated[str | None, code(PRIVATE, "money_source")] = None
    exit_terms: Annotated[str | None, words(PUBLIC, 1000)] = None
    """How the household leaves with its stake."""
    loss_limit: Annotated[str | None, code(PUBLIC, "loss_limit")] = None
