"""Assets (资产) and how their income is distributed (收益分配)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from fupin_desk.domain.codes import CodeList
from fupin_desk.domain.fields import (
    IN_EACH_LANGUAGE,
    LOCAL,
    PRIVATE,
    PUBLIC,
    Purpose,
    code,
    count,
    day,
    fen,
    ref,
    text,
    words,
    year,
    yes,
)
from fupin_desk.domain.record import Record
from fupin_desk.domain.traits import Asks, Key, LedgerSheet, Placed, Same, Traits
from fupin_desk.domain.withholding import ALWAYS, AsAgreed, Known

ASSET_KIND = CodeList(
    "asset_kind", ("building", "greenhouse", "machine", "livestock", "solar", "land_works", "share_capital", "other")
)
ASSET_STATE = CodeList("asset_state", ("planned", "in_use", "idle", "lost"))
ASSET_OWNER = CodeList("asset_owner", ("village_collective", "cooperative", "township", "other"))
PAID_OUT = 5
"""Years ahead for which income may be shared out: what is farther is owed to nobody who waits for it."""


class Asset(Record, frozen=True, kw_only=True):
    """Something built or bought with public funds whose income belongs to households or the collective (四(四)5)."""

    purpose: ClassVar[Purpose] = Purpose.OFFICE
    traits = Traits(
        place=70,
        called=("name",),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=Placed("distributions"),
        same=Same((Key(("name",), agree=("project",)),)),
        sheet=LedgerSheet(
            "assets", "!name project kind value_fen owner_kind @operator state since", needs="name", cited=("name",)
        ),
        cited_by=("name",),
        about=(),
        erased="never",
        kept="all",
        travels=ALWAYS,
        by_hand=True,
    )

    name: Annotated[str | None, text(PUBLIC, 80, required=True)] = IN_EACH_LANGUAGE
    project: Annotated[str | None, text(PUBLIC, 80)] = None
    kind: Annotated[str | None, code(PUBLIC, ASSET_KIND, required=True)] = None
    value_fen: Annotated[int | None, fen(PUBLIC, required=True)] = None
    owner_kind: Annotated[str | None, code(PUBLIC, ASSET_OWNER, required=True)] = None
    operator: Annotated[str | None, ref(PUBLIC, "entity")] = None
    state: Annotated[str | None, code(PUBLIC, ASSET_STATE, required=True)] = None
    since: Annotated[date | None, day(PUBLIC)] = None


class Distribution(Record, frozen=True, kw_only=True):
    """The income of an asset or an entity for a period, and the rule by which it is shared out."""

    purpose: ClassVar[Purpose] = Purpose.OFFICE
    traits = Traits(
        place=120,
        called=("number", "year", "asset"),
        prefix="D",
        found_by={},
        only_one={},
        asks=Asks("notice_name", ("<distribution_line.distribution/household",)),
        placed=Placed("distributions"),
        same=Same((Key(("number",)),), stays=("year", "asset", "entity")),
        sheet=LedgerSheet(
            "distributions",
            "!number @asset @entity year income_fen collective_fen rule due_on",
            needs="number",
            cited=("number",),
        ),
        cited_by=("number",),
        about=(),
        erased="never",
        kept="all",
        travels=ALWAYS,
        by_hand=True,
    )

    number: Annotated[str | None, text(PUBLIC, 40, required=True)] = None
    asset: Annotated[str | None, ref(PUBLIC, "asset")] = None
    entity: Annotated[str | None, ref(PUBLIC, "entity")] = None
    year: Annotated[int | None, year(PUBLIC, ahead=PAID_OUT, required=True)] = None
    income_fen: Annotated[int | None, fen(PUBLIC, required=True)] = None
    collective_fen: Annotated[int | None, fen(PUBLIC)] = None
    """What stays with the village collective."""
    rule: Annotated[str | None, words(PUBLIC, 1000, required=True)] = IN_EACH_LANGUAGE
    due_on: Annotated[date | None, day(PUBLIC, ahead=PAID_OUT)] = None


class DistributionLine(Record, frozen=True, kw_only=True):
    """What one household gets from a distribution."""

    purpose: ClassVar[Purpose] = Purpose.LINKAGE
    owner: ClassVar[str | None] = "household"
    at_most = (("of_which_own_stake_fen", "amount_fen", "stake_above_line"),)
    traits = Traits(
        place=130,
        called=("distribution", "household"),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=Placed(by=("distribution",)),
        same=Same((Key(("distribution", "household")),), sum_of=("distribution", "amount_fen")),
        sheet=LedgerSheet(
            "distribution_lines",
            "!@distribution !@household @head amount_fen of_which_own_stake_fen heads why",
            needs="distribution household|head",
            cited=("distribution",),
        ),
        cited_by=(),
        about=(),
        erased="asked",
        kept="account",
        travels=AsAgreed(),
        by_hand=True,
    )

    distribution: Annotated[str | None, ref(PUBLIC, "distribution", required=True)] = None
    household: Annotated[str | None, ref(PRIVATE, "household", required=True)] = None
    amount_fen: Annotated[int | None, fen(PUBLIC, required=True)] = None
    of_which_own_stake_fen: Annotated[int | None, fen(PRIVATE)] = None
    """The part that is the return on the household's own stake: no part of the tilt."""
    heads: Annotated[int | None, count(PRIVATE, least=1, most=60, unit="person")] = None
    """How many people it was counted for."""
    why: Annotated[str | None, words(PRIVATE, 400, required=True)] = None
    declined: Annotated[bool | None, yes(LOCAL, keeps_no=True)] = None

    def stays(self, known: Known) -> bool:
        """Return whether it stays: one that was declined, so that nobody learns who said no by counting.

        Taken out afterwards it stays too, unless the county knows it: what comes there that was withheld before, of a
        household that agreed to be registered, was declined.
        """
        if known.told:
            return bool(self.declined) and self.voided is None
        return bool(self.declined) or not known.readable


RECORDS: tuple[type[Record], ...] = (Asset, Distribution, DistributionLine)
"""The kinds of record of this subject."""
