"""Shares (股份) in entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from fupin_desk.domain.beside import one_of_two
from fupin_desk.domain.codes import LOSS_LIMIT, CodeList
from fupin_desk.domain.fields import PRIVATE, PUBLIC, Purpose, code, count, day, fen, ref, words
from fupin_desk.domain.record import Contradiction, Record
from fupin_desk.domain.traits import Asks, Key, LedgerSheet, Placed, Same, Traits
from fupin_desk.domain.withholding import AsAgreed, NobodysIf

SHARE_KIND = CodeList("share_kind", ("money", "land", "asset", "labour"))
MONEY_SOURCE = CodeList("money_source", ("own", "grant", "micro_loan"))


class Share(Record, frozen=True, kw_only=True):
    """What somebody put into an entity: the household may leave with its stake and loses no more than that."""

    purpose: ClassVar[Purpose] = Purpose.LINKAGE
    owner: ClassVar[str | None] = "household"
    at_most = (("since", "until", "turned_round"),)
    traits = Traits(
        place=80,
        called=("household",),
        prefix=None,
        found_by={},
        only_one={},
        asks=Asks("share", ("household",)),
        placed=Placed(by=("household", "entity")),
        same=Same((Key(("entity", "household", "holder_entity", "kind"), needs=1, agree=("since",)),)),
        sheet=LedgerSheet(
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
        travels=AsAgreed(nobodys=(NobodysIf("holder_entity"),)),
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

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[Contradiction]:
        """Yield what cannot stand together."""
        yield from one_of_two(values, "household", "holder_entity")


RECORDS: tuple[type[Record], ...] = (Share,)
"""The kinds of record of this subject."""
