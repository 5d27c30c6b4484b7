"""Whether a line of a distribution may be paid out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.notices.finding import lines_of, of_distribution
from fupin_desk.acts.notices.objections import objections_to, unanswered
from fupin_desk.acts.notices.snapshot import cells_of, facts_of
from fupin_desk.kinds.notices import kinds_owed
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.notice_spec import HOUSEHOLDS
from fupin_desk.store import Reader
from fupin_desk.subjects.income.dossier import DistributionDossier
from fupin_desk.subjects.income.records import Distribution
from fupin_desk.subjects.notice.records import ABOUT, Notice, NoticeLine

Blocked = Literal["not_posted", "differs", "objected"]
"""The list had not been posted on that day; it is not what hangs, or was taken down; an objection has no answer."""


def payment_blocked(desk: Desk, distribution_line: str) -> Blocked | None:
    """Return why a line may not be paid now, or None; UnknownRecordError."""
    with desk.vault.reading() as reader:
        return blocked(reader, distribution_line)


def blocked(reader: Reader, distribution_line: str) -> Blocked | None:
    """Return why a line may not be paid now, or None: the line itself or the whole list is objected to, or differs.

    Posting the list anew, or taking a notice back, answers no objection: each waits until it is answered.
    """
    values = reader.get("distribution_line", distribution_line).values
    wanted = str(values.get("distribution") or "")
    if objected(reader, distribution_line, wanted):
        return "objected"
    return posted_list(reader, wanted).blocks(distribution_line, None, anybodys=not values.get("household"))


def held_back(reader: Reader, distribution_line: str, paid_on: date | None) -> Blocked | None:
    """Return why it may not be written down that a line was paid, or None (``PostedList.holds_back``)."""
    values = reader.get("distribution_line", distribution_line).values
    wanted = str(values.get("distribution") or "")
    if objected(reader, distribution_line, wanted):
        return "objected"
    return posted_list(reader, wanted).holds_back(distribution_line, paid_on, anybodys=not values.get("household"))


def objected(reader: Reader, distribution_line: str, distribution: str) -> bool:
    """Return whether an objection waits to this line on any notice, or to any notice of its distribution as a whole."""
    lines: list[NoticeLine] = reader.records("notice_line", {"about": distribution_line})
    notices: list[Notice] = reader.records("notice", {ABOUT: distribution})
    own = {line.id for line in lines} | _printed_for(reader, lines)
    named = {notice.id for notice in notices} | {line.notice for line in lines if line.notice}
    waiting = unanswered(each for notice in sorted(named) for each in objections_to(reader, notice))
    return any(each.line is None or each.line in own for each in waiting)


def _printed_for(reader: Reader, lines: list[NoticeLine]) -> set[str]:
    """Return the ids of the lines that are printed for these together with others: that is where one objects."""
    beside: list[NoticeLine] = reader.records("notice_line", {"notice": sorted({line.notice or "" for line in lines})})
    places = {(line.notice, line.position) for line in lines}
    return {one.id for one in beside if (one.notice, one.position) in places and HOUSEHOLDS in cells_of(one)}


@dataclass(frozen=True)
class PostedList:
    """What hangs of a distribution, compared with the distribution as it stands."""

    why: Literal["not_posted", "differs"] | None = None
    """Why none of its lines may be paid."""
    lines: Collection[str] = ()
    """Distribution lines that hang, each with its household."""
    adds_up: bool = False
    """Whether what is to be paid is what hangs."""
    since: date | None = None
    """The first day on which a list of it hung."""
    begun: bool = False
    """Whether a notice of it was drafted that does not hang yet. Of a list that this desk never set out to post, for it
    is of before its time, it is written down what was paid."""

    def blocks(
        self, distribution_line: str, paid_on: date | None, *, anybodys: bool
    ) -> Literal["not_posted", "differs"] | None:
        """Return why a line may not be paid, or was not to be paid on that day, or None.

        One that is ``anybodys``, because its household was erased, goes by the sum: none such was added since.
        """
        if self.why:
            return self.why
        if paid_on is not None and self.since is not None and paid_on < self.since:
            return "not_posted"
        on_it = self.adds_up if anybodys else distribution_line in self.lines
        return None if on_it else "differs"

    def holds_back(
        self, distribution_line: str, paid_on: date | None, *, anybodys: bool
    ) -> Literal["not_posted", "differs"] | None:
        """Return why it may not be written down that a line was paid, or None."""
        why = self.blocks(distribution_line, paid_on, anybodys=anybodys)
        return None if self.why == "not_posted" and not self.begun else why


def posted_list(reader: Reader, distribution: str) -> PostedList:
    """Return what hangs of a distribution."""
    notice = of_distribution(reader, distribution, ("posted", "closed"))
    if notice is None:
        taken_down = of_distribution(reader, distribution, ("withdrawn",))
        begun = of_distribution(reader, distribution, ("drafted", "signed")) is not None
        return PostedList("differs" if taken_down and taken_down.posted_on else "not_posted", begun=begun)
    found: list[Notice] = reader.records("notice", {ABOUT: distribution, "kind": kinds_owed()})
    since = min((each.posted_on for each in found if each.posted_on), default=None)
    return replace(_compared(reader, notice, lines_of(reader, notice)), since=since)


def _compared(reader: Reader, notice: Notice, lines: list[NoticeLine]) -> PostedList:
    """Compare what was posted with the distribution as it stands: its sums, its rule, who gets how much."""
    found: list[Distribution] = reader.records("distribution", {"id": notice.about})
    facts = facts_of(notice)
    said, posted_fen = facts.said, facts.total.get("amount_fen", 0)
    if not found or (said.get("income_fen"), said.get("rule", "")) != (found[0].income_fen, found[0].rule or ""):
        return PostedList("differs")
    plan = DistributionDossier(found[0], Graph(reader))
    now = plan.paid_lines
    paid = sum(line.amount_fen or 0 for line in now)
    # Who declined is no longer known after an erasure: what is paid and what stays are compared together.
    stays = (plan.record.collective_fen or 0) + plan.declined_fen
    more = paid + stays - posted_fen - said.get("collective_fen", 0)
    # What was erased, or never came here, is on neither side: one household holds up nobody else's money.
    whole = [line for line in lines if line.household and line.shown]
    if more > 0 or (more and len(whole) == facts.total["count"]):
        return PostedList("differs")
    frozen = {str(line.about): (line.household, int(cells_of(line)["amount_fen"])) for line in whole}
    if frozen != {line.id: (line.household, line.amount_fen) for line in now if line.household}:
        return PostedList("differs")
    return PostedList(None, frozen.keys(), paid == posted_fen)
