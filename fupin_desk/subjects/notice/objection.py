"""Objections (异议)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from fupin_desk.domain.codes import CodeList
from fupin_desk.domain.fields import LOCAL, PRIVATE, PUBLIC, Purpose, code, day, ref, text, words
from fupin_desk.domain.record import Record
from fupin_desk.domain.traits import Placed, Traits
from fupin_desk.domain.withholding import ALWAYS

OBJECTION_CHANNEL = CodeList("objection_channel", ("in_person", "on_paper", "by_phone", "box"))


class Objection(Record, frozen=True, kw_only=True):
    """Somebody's objection to a notice or a recorded fact: it must be answered, and no village office deletes it."""

    purpose: ClassVar[Purpose] = Purpose.OFFICE
    traits = Traits(
        place=210,
        called=(),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=Placed(by=("notice",)),
        same=None,
        sheet=None,
        cited_by=(),
        about=("line",),
        erased="along",
        kept="account",
        travels=ALWAYS,
        by_hand=True,
    )

    notice: Annotated[str | None, ref(PUBLIC, "notice")] = None
    line: Annotated[str | None, ref(PUBLIC, "notice_line")] = None
    channel: Annotated[str | None, code(PUBLIC, OBJECTION_CHANNEL, required=True)] = None
    said: Annotated[str | None, words(PRIVATE, required=True)] = None
    by: Annotated[str | None, text(LOCAL, 60, one_at_a_time=True)] = None
    by_agreed: Annotated[str | None, text(PRIVATE, 60)] = None
    """The name again, only if they agreed that it goes to the county."""
    received_on: Annotated[date | None, day(PUBLIC, required=True)] = None
    answer_by: Annotated[date | None, day(PUBLIC)] = None
    answer: Annotated[str | None, words(PRIVATE)] = None
    answered_by: Annotated[str | None, text(PRIVATE, 60)] = None
    answered_on: Annotated[date | None, day(PUBLIC)] = None
    """Set with the answer, and what tells that there was one: it stays where an erasure took the words."""
