"""A notice with its lines and what people said to it."""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.notices.objections import makers_of
from fupin_desk.acts.notices.snapshot import printed
from fupin_desk.subjects.notice.objection import Objection
from fupin_desk.subjects.notice.records import Notice, NoticeLine


@dataclass(frozen=True)
class NoticePage:
    """What the page shows."""

    notice: Notice
    lines: int
    objections: list[Objection]
    made_by_me: bool
    """Whether whoever opened the desk drew it up or signed it, and so answers no objection to it."""
    positions: dict[str, int]
    """The printed number of each line, by its id."""


def notice_page(desk: Desk, notice: str) -> NoticePage | None:
    """Return the page of a notice, or None where there is no such notice."""
    with desk.vault.reading() as reader:
        notices = reader.records_of(Notice, {"id": notice}, voided=True)
        if not notices:
            return None
        lines = reader.records_of(NoticeLine, {"notice": notice})
        objections = reader.records_of(Objection, {"notice": notice}, voided=True)
        mine = desk.person in makers_of(reader, notice)
        return NoticePage(
            notices[0], len(printed(lines)), objections, mine, {line.id: line.position or 0 for line in lines}
        )
