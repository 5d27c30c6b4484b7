"""Whether a line that is owed once it hangs may be paid out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.notices.finding import lines_of, owed_notice
from fupin_desk.acts.notices.objections import objections_to, unanswered
from fupin_desk.acts.notices.snapshot import cells_of, facts_of
from fupin_desk.domain.errors import UnknownRecordError
from fupin_desk.domain.record import Record, kind_name
from fupin_desk.kinds.notices import kinds_owed, lines_owed, notice_spec
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.notice_spec import HOUSEHOLDS, Posted, PostedLine
from fupin_desk.store import Reader
from fupin_desk.subjects.notice.records import ABOUT, Notice, NoticeLine

Blocked = Literal["not_posted", "differs", "objected"]
"""The list had not been posted on that day; it is not what hangs, or was taken down; an objection has no answer."""


def payment_blocked(desk: Desk, line: str) -> Blocked | None:
    """Return why a line may not be paid now, or None; UnknownRecordError."""
    with desk.vault.reading() as reader:
        return blocked(reader, line)


def blocked(reader: Reader, line: str) -> Blocked | None:
    """Return why a line may not be paid now, or None: the line itself or the whole list is objected to, or differs.

    Posting the list anew, or taking a notice back, answers no objection: each waits until it is answered.
    """
    about, anybodys = _owed_line(reader, line)
    if objected(reader, line, about):
        return "objected"
    return posted_list(reader, about).blocks(line, None, anybodys=anybodys)


def held_back(reader: Reader, line: str, paid_on: date | None) -> Blocked | None:
    """Return why it may not be written down that a line was paid, or None (``PostedList.holds_back``)."""
    about, anybodys = _owed_line(reader, line)
    if objected(reader, line, about):
        return "objected"
    return posted_list(reader, about).holds_back(line, paid_on, anybodys=anybodys)


def _owed_line(reader: Reader, line: str) -> tuple[str, bool]:
    """Return the record that a line is of, and whether the line is of no household (any more); UnknownRecordError."""
    kinds = lines_owed()
    for kind, field in kinds.items():
        if (stored := reader.find(kind, line)) is not None:
            return str(stored.values.get(field) or ""), not stored.values.get("household")
    raise UnknownRecordError(next(iter(kinds)), line)


def objected(reader: Reader, line: str, about: str) -> bool:
    """Return whether an objection waits to this line on any notice, or to any notice about its record as a whole."""
    lines = reader.records_of(NoticeLine, {"about": line})
    notices = reader.records_of(Notice, {ABOUT: about})
    own = {printed.id for printed in lines} | _printed_for(reader, lines)
    named = {notice.id for notice in notices} | {printed.notice for printed in lines if printed.notice}
    waiting = unanswered(objection for notice in sorted(named) for objection in objections_to(reader, notice))
    return any(objection.line is None or objection.line in own for objection in waiting)


def _printed_for(reader: Reader, lines: list[NoticeLine]) -> set[str]:
    """Return the ids of the lines that are printed for these together with others: that is where one objects."""
    beside = reader.records_of(NoticeLine, {"notice": sorted({line.notice or "" for line in lines})})
    places = {(line.notice, line.position) for line in lines}
    return {
        notice_line.id
        for notice_line in beside
        if (notice_line.notice, notice_line.position) in places and HOUSEHOLDS in cells_of(notice_line)
    }


@dataclass(frozen=True)
class PostedList:
    """What hangs about a record, compared with the record as it stands."""

    why: Literal["not_posted", "differs"] | None = None
    """Why none of its lines may be paid."""
    lines: Collection[str] = ()
    """What the lines that hang are about, each with its household."""
    adds_up: bool = False
    """Whether what is to be paid is what hangs."""
    since: date | None = None
    """The first day on which a list of it hung."""
    begun: bool = False
    """Whether a notice of it was drafted that does not hang yet. Of a list that this desk never set out to post, for it
    is of before its time, it is written down what was paid."""

    def blocks(self, line: str, paid_on: date | None, *, anybodys: bool) -> Literal["not_posted", "differs"] | None:
        """Return why a line may not be paid, or was not to be paid on that day, or None.

        One that is ``anybodys``, because its household was erased, goes by the sum: none such was added since.
        """
        if self.why:
            return self.why
        if paid_on is not None and self.since is not None and paid_on < self.since:
            return "not_posted"
        on_it = self.adds_up if anybodys else line in self.lines
        return None if on_it else "differs"

    def holds_back(self, line: str, paid_on: date | None, *, anybodys: bool) -> Literal["not_posted", "differs"] | None:
        """Return why it may not be written down that a line was paid, or None."""
        why = self.blocks(line, paid_on, anybodys=anybodys)
        return None if self.why == "not_posted" and not self.begun else why


def posted_list(reader: Reader, about: str) -> PostedList:
    """Return what hangs about a record."""
    notice = owed_notice(reader, about, ("posted", "closed"))
    if notice is None:
        taken_down = owed_notice(reader, about, ("withdrawn",))
        begun = owed_notice(reader, about, ("drafted", "signed")) is not None
        return PostedList("differs" if taken_down and taken_down.posted_on else "not_posted", begun=begun)
    notices = reader.records_of(Notice, {ABOUT: about, "kind": kinds_owed()})
    since = min((notice.posted_on for notice in notices if notice.posted_on), default=None)
    return replace(_compared(reader, notice, lines_of(reader, notice)), since=since)


def _compared(reader: Reader, notice: Notice, lines: list[NoticeLine]) -> PostedList:
    """Compare what was posted with the record as it stands."""
    spec = notice_spec(notice.kind)
    records: list[Record] = reader.records(kind_name(spec.about), {"id": notice.about})
    if not records or spec.owed is None:
        return PostedList("differs")
    facts = facts_of(notice)
    own = [PostedLine(line.about, line.household, cells_of(line)) for line in lines if line.household and line.shown]
    fit = spec.owed(Dossier(records[0], Graph(reader)), Posted(facts.said, facts.total, own))
    if fit == "differs":
        return PostedList("differs")
    return PostedList(None, frozenset(str(line.about) for line in own), fit == "whole")
