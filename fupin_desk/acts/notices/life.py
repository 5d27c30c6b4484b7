"""A signed notice is posted, and closed after its days; or withdrawn."""

from __future__ import annotations

from datetime import date, timedelta

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.notices.drafting import check_agreed
from fupin_desk.acts.notices.finding import lines_of, must_stand, notice_of
from fupin_desk.acts.notices.naming import check_names, written_texts
from fupin_desk.acts.notices.objections import check_day, objections_to, unanswered
from fupin_desk.acts.notices.signing import check_fit
from fupin_desk.acts.notices.snapshot import facts_of
from fupin_desk.domain.errors import NotHungYetError, NoticeTooEarlyError, ObjectionsOpenError
from fupin_desk.words import words


def post_notice(desk: Desk, number: str, on: date, where: str) -> date:
    """Note that a notice hangs on the board; returns the day it closes: the days printed on it after this one.

    NoticeStateError; NotHungYetError for a day to come; FieldsRefusedError for one before it was signed: its days would
    run before anybody could read it; NoticeChangedError where somebody on it no longer agrees to stand there by name
    (``consent``), or to be registered and so counted, or was erased (``agreement``); PersonNamedError where somebody is
    named in its texts.
    """
    desk.must_be("village")
    with desk.writing() as work:
        notice = notice_of(work, number)
        must_stand(notice, "post", "signed")
        if on > desk.today():
            raise NotHungYetError(notice.number or "", on.isoformat())
        check_day("notice", "posted_on", on, desk.today(), (notice.signed_on, "before_signed"))
        lines, facts = lines_of(work, notice), facts_of(notice)
        check_fit(work, notice, lines, on)
        check_agreed(desk, work, notice, on)
        check_names(work, notice, written_texts(notice.kind, facts, lines), on)
        closes_on = on + timedelta(days=facts.days)
        values = {"state": "posted", "posted_on": on, "posted_where": where, "closes_on": closes_on}
        work.save("notice", notice.id, values)
    return closes_on


def close_notice(desk: Desk, number: str, on: date, result: str) -> None:
    """Close a posted notice with what came of it; without words, with how many objected.

    NoticeStateError; NoticeTooEarlyError before its day, and FieldsRefusedError for a day to come, by the desk's own
    clock; ObjectionsOpenError while an objection has no answer.
    """
    desk.must_be("village")
    with desk.writing() as work:
        notice = notice_of(work, number)
        must_stand(notice, "close", "posted")
        if notice.closes_on is None or min(on, desk.today()) < notice.closes_on:
            raise NoticeTooEarlyError(notice.number or "", str(notice.closes_on or ""))
        check_day("notice", "closed_on", on, desk.today(), (None, ""))
        objections = objections_to(work, notice.id)
        waiting = unanswered(objections)
        if waiting:
            raise ObjectionsOpenError(notice.number or "", len(waiting))
        say = words(facts_of(notice).languages[0]).say
        key = "notice.result.all_answered" if objections else "notice.result.no_objections"
        values = {"state": "closed", "closed_on": on, "result": result or say(key, count=len(objections))}
        work.save("notice", notice.id, values)


def withdraw_notice(desk: Desk, number: str, why: str) -> None:
    """Take a notice back that is not closed yet; it stays in the records. NoticeStateError, FieldsRefusedError.

    ``why`` is a code of ``withdrawn_why``: the county reads it, and words would tell who took an agreement back.
    """
    desk.must_be("village")
    with desk.writing() as work:
        notice = notice_of(work, number)
        must_stand(notice, "withdraw", "drafted", "signed", "posted")
        work.save("notice", notice.id, {"state": "withdrawn", "withdrawn_why": why})
