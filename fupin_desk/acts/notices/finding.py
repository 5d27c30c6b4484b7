"""A notice by its number, with its lines."""

from __future__ import annotations

from collections.abc import Collection

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.notices.snapshot import cells_of
from fupin_desk.domain.errors import NoSuchNoticeError, NoticeStateError
from fupin_desk.kinds.notices import kinds_owed
from fupin_desk.policy.notice_spec import HOUSEHOLDS
from fupin_desk.store import Reader
from fupin_desk.subjects.notice.records import ABOUT, Notice, NoticeLine


def find_notice(desk: Desk, number: str) -> Notice:
    """Return a notice; NoSuchNoticeError."""
    with desk.vault.reading() as reader:
        return notice_of(reader, number)


def notice_lines(desk: Desk, number: str) -> list[NoticeLine]:
    """Return a notice's lines in the order in which they are printed."""
    with desk.vault.reading() as reader:
        return lines_of(reader, notice_of(reader, number))


def notice_of(reader: Reader, number: str) -> Notice:
    """Return a notice by its number, however it is typed; NoSuchNoticeError."""
    notices = reader.records_of(Notice, {"number": number.strip().upper()})
    if not notices:
        raise NoSuchNoticeError(number)
    return notices[0]


def lines_of(reader: Reader, notice: Notice) -> list[NoticeLine]:
    """Return the lines of a notice, first to last; those that were erased are no more.

    One that is printed for several households comes before theirs (``snapshot.printed``).
    """
    lines = reader.records_of(NoticeLine, {"notice": notice.id})
    return sorted(lines, key=lambda line: (line.position or 0, HOUSEHOLDS not in cells_of(line)))


def must_stand(notice: Notice, act: str, *states: str) -> None:
    """Refuse an act that does not fit the notice's state."""
    if notice.state not in states:
        raise NoticeStateError(notice.number or "", notice.state or "drafted", act)


def owed_notice(reader: Reader, about: str, states: Collection[str]) -> Notice | None:
    """Return the newest notice about a record, in one of these states, whose lines are owed."""
    notices = reader.records_of(Notice, {ABOUT: about, "kind": kinds_owed()})
    return max((notice for notice in notices if notice.state in states), key=lambda notice: notice.id, default=None)
