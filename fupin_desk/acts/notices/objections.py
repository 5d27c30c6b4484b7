"""Objections (异议): received in whatever way, answered by somebody else than who made the notice.

Always true:

* an objection that was taken out without an answer still waits for one: no village office deletes it;
* once answered it stays answered, though an erasure took the words of it;
* the objector's name leaves the laptop only if they agreed;
* it is answered by nobody who drew up or signed the notice, under whatever name;
* what the county answered is answered: the village it is about says nothing else beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from fupin_desk.acts.desk import Desk, check_filled
from fupin_desk.acts.notices.finding import lines_of, must_stand, notice_of
from fupin_desk.acts.notices.snapshot import printed
from fupin_desk.domain.errors import AnsweredByAccusedError, FieldsRefusedError, NoSuchLineError, ObjectionStaysError
from fupin_desk.domain.folding import fold
from fupin_desk.store import Reader
from fupin_desk.subjects.notice.objecting import ANSWER, MAKING
from fupin_desk.subjects.notice.objection import Objection
from fupin_desk.subjects.notice.records import Notice


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What somebody said against a notice."""

    said: str
    channel: str
    """A code of ``objection_channel``."""
    on: date
    line: int | None = None
    """The number printed before the line; None for the whole notice."""
    by: str = ""
    by_agreed: bool = False
    """Whether the name may go to the county."""
    answer_by: date | None = None


def receive_objection(desk: Desk, number: str, heard: Heard) -> str:
    """Keep an objection to a notice that hangs or hung; returns its id.

    NoSuchNoticeError, NoSuchLineError, NoticeStateError, FieldsRefusedError.
    """
    check_filled("objection", "said", heard.said)  # it could never be taken back, nor answered
    with desk.writing() as work:
        notice = notice_of(work, number)
        check_against(notice, heard.on, desk.today())
        values = {
            "notice": notice.id,
            "line": _line(work, notice, heard.line),
            "channel": heard.channel,
            "said": heard.said,
            "by": heard.by or None,
            "by_agreed": heard.by if heard.by_agreed and heard.by else None,
            "received_on": heard.on,
            "answer_by": heard.answer_by,
        }
        return work.save("objection", None, values, village=notice.village).id


def check_received(reader: Reader, objection: Objection, today: date) -> None:
    """Refuse an objection as it stands, to a notice that did not hang by then; NoticeStateError, FieldsRefusedError."""
    if objection.notice is None:
        return
    notices = reader.records_of(Notice, {"id": objection.notice})
    if notices:
        check_against(notices[0], objection.received_on, today)


def check_against(notice: Notice, received_on: date | None, today: date) -> None:
    """Refuse an objection of a day to what never hung, or not by then; NoticeStateError, FieldsRefusedError."""
    must_stand(notice, "object", "posted", "closed", "withdrawn")
    if received_on is not None:
        check_day("objection", "received_on", received_on, today, (notice.posted_on, "before_posted"))


def check_day(kind: str, field: str, on: date, today: date, after: tuple[date | None, str]) -> None:
    """Refuse a day that has not come yet by the desk's clock, or one before another it follows; FieldsRefusedError.

    ``after`` is that other day, if there is one, and the reason to be given.
    """
    first, reason = after
    why = "to_come" if on > today else reason if first is not None and on < first else None
    if why:
        raise FieldsRefusedError(kind, [{"field": field, "reason": why, "typed": on.isoformat()}])


def _line(reader: Reader, notice: Notice, position: int | None) -> str | None:
    if position is None:
        return None
    lines = [line.id for line in printed(lines_of(reader, notice)) if line.position == position]
    if not lines:
        raise NoSuchLineError(notice.number or "", position)
    return lines[0]


def answer_objection(desk: Desk, objection: str, answer: str, answered_by: str, on: date) -> None:
    """Answer an objection; neither who drew up or signed the notice, nor anybody in their name.

    The village's desk open by somebody else, or the county office. AnsweredByAccusedError, ObjectionStaysError,
    UnknownRecordError, FieldsRefusedError.
    """
    check_filled("objection", "answer", answer)
    with desk.writing() as work:
        stored = work.get("objection", objection)
        by = " ".join(answered_by.split())
        makers = makers_of(work, stored.values.get("notice"))
        named = {
            fold(person.name) for person in work.records("person", {"id": sorted(makers)}, voided=True) if person.name
        }
        if desk.person in makers or fold(by) in {"", *named}:
            raise AnsweredByAccusedError(by)
        received = cast("Objection", stored.record).received_on
        check_day("objection", "answered_on", on, desk.today(), (received, "before_received"))
        if desk.role == "village" and _answered_by(work, objection) - {desk.id}:
            raise ObjectionStaysError(objection)
        work.save("objection", objection, {"answer": answer, "answered_by": by, "answered_on": on})


def _answered_by(reader: Reader, objection: str) -> set[str]:
    """Return the desks that answered."""
    changes = reader.history("objection", objection)
    return {change.body.desk for change in changes if change.body and ANSWER & change.body.based_on.keys()}


def makers_of(reader: Reader, notice: object) -> set[str]:
    """Return the ids of those who drew up or signed a notice."""
    if not isinstance(notice, str):
        return set()
    changes = [change.body for change in reader.history("notice", notice) if change.body]
    return {body.person for body in changes if MAKING & body.based_on.keys()}


def objections_to(reader: Reader, notice: str) -> list[Objection]:
    """Return the objections to a notice, oldest first, those somebody took out among them."""
    return list(reader.records("objection", {"notice": notice}, voided=True))


def unanswered(objections: Iterable[Objection]) -> list[Objection]:
    """Return those that wait for an answer."""
    return [objection for objection in objections if objection.answered_on is None]
