"""Whether a line of a distribution may be paid out."""

from __future__ import annotations

from typing import Literal

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.notices.finding import lines_of, of_distribution
from fupin_desk.acts.notices.frozen import cells_of, facts_of
from fupin_desk.acts.notices.objections import objections_to, unanswered
from fupin_desk.acts.notices.plan import declined_fen, paid_lines
from fupin_desk.domain.records.board import Notice, NoticeLine
from fupin_desk.domain.records.money import Distribution, DistributionLine
from fupin_desk.store import Reader

Blocked = Literal["not_posted", "differs", "objected"]
"""Nothing of the list was ever posted; it is not what hangs, or was taken down; an objection has no answer."""


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
    return list_blocked(reader, wanted, anybodys=not values.get("household"))


def list_blocked(reader: Reader, distribution: str, *, anybodys: bool) -> Literal["not_posted", "differs"] | None:
    """Return why a distribution's lines may not be paid now, or None; ``anybodys``: of a line without a household."""
    notice = of_distribution(reader, distribution, ("posted", "closed"))
    if notice is None:
        taken_down = of_distribution(reader, distribution, ("withdrawn",))
        return "differs" if taken_down and taken_down.posted_on else "not_posted"
    return "differs" if _differs(reader, notice, lines_of(reader, notice), anybodys) else None


def objected(reader: Reader, distribution_line: str, distribution: str) -> bool:
    """Return whether an objection waits to this line on any notice, or to any notice of its distribution as a whole."""
    lines: list[NoticeLine] = reader.records("notice_line", {"about": distribution_line})
    notices: list[Notice] = reader.records("notice", {"distribution": distribution})
    own = {line.id for line in lines}
    named = {notice.id for notice in notices} | {line.notice for line in lines if line.notice}
    waiting = unanswered(each for notice in sorted(named) for each in objections_to(reader, notice))
    return any(each.line is None or each.line in own for each in waiting)


def _differs(reader: Reader, notice: Notice, lines: list[NoticeLine], anybodys: bool) -> bool:
    """Whether the distribution as it stands is another than the one posted: its sums, its rule, who gets how much.

    A line that is nobody's, because its household was erased, goes by the sum of all: none such was added since.
    """
    found: list[Distribution] = reader.records("distribution", {"id": notice.distribution})
    facts = facts_of(notice)
    posted = (facts.income_fen, facts.collective_fen or 0, facts.rule)
    if not found:
        return True
    stays = (found[0].collective_fen or 0) + declined_fen(reader, found[0].id)
    if posted != (found[0].income_fen, stays, found[0].rule or ""):
        return True
    now: list[DistributionLine] = paid_lines(reader, found[0].id)
    if anybodys and sum(line.amount_fen or 0 for line in now) != facts.total.amount_fen:
        return True
    # What was erased is on neither side: one household's erasure holds up nobody else's money.
    whole = [line for line in lines if line.household and line.shown]
    frozen = {line.about: (line.household, int(cells_of(line)["amount_fen"])) for line in whole}
    return frozen != {line.id: (line.household, line.amount_fen) for line in now if line.household}
