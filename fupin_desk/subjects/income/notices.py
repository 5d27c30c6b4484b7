"""The distribution plan (收益分配方案): a line for each household whose head agreed to stand there, by name.

All others are one line at the end: how many households, and how much together. What one of them gets would tell a
neighbour whose line it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from fupin_desk.domain.disclosure import board_text
from fupin_desk.domain.errors import DistributionNeededError
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.notice_spec import (
    Cells,
    Fit,
    LineSaid,
    NoticeColumn,
    NoticeSpec,
    Posted,
    Said,
    Sentence,
    Totals,
)
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.household.records import Member
from fupin_desk.subjects.income.dossier import DistributionDossier
from fupin_desk.subjects.income.records import Asset, Distribution, DistributionLine


def _lines(of: Dossier[Distribution], _on: date) -> Iterator[LineSaid]:
    for line in DistributionDossier(of.record, of.graph).paid_lines:
        whose = (line.household,) if line.household else ()
        yield LineSaid(line.id, whose, {"amount_fen": str(line.amount_fen)})


def _order(cells: Cells) -> tuple[int, str]:
    return -int(cells["amount_fen"]), cells.get("id_number", "")


def _facts(of: Dossier[Distribution], _on: date) -> dict[str, Any]:
    plan, asset, entity = of.record, of.named(Asset, "asset"), of.named(Entity, "entity")
    named = entity is not None and not entity.one_person
    stays = DistributionDossier(plan, of.graph).declined_fen
    return {
        "distribution": plan.number,
        "asset": board_text(asset, "name") if asset else None,
        "entity": board_text(entity, "name") if entity and named else None,
        "rule": board_text(plan, "rule"),
        "income_fen": plan.income_fen,
        "collective_fen": (plan.collective_fen or 0) + stays or None,
        "due_on": plan.due_on,
    }


def _above(facts: Said) -> Iterator[Sentence]:
    for name in ("asset", "entity", "income_fen", "rule", "due_on"):
        if name in facts:
            yield Sentence(f"notice.{name.removesuffix('_fen')}", {name: facts[name]})


def _below(facts: Said, total: Totals) -> Iterator[Sentence]:
    stays = facts.get("collective_fen", 0)
    if stays:
        yield Sentence("notice.collective", {"collective_fen": stays})
    missing = facts.get("income_fen", 0) - total.get("amount_fen", 0) - stays
    if "income_fen" in facts and missing:
        yield Sentence("notice.difference", {"difference_fen": abs(missing)}, urgent=True)


def _last_rows(facts: Said) -> Iterator[tuple[str, Totals]]:
    if facts.get("collective_fen"):
        yield "notice.column.collective", {"amount_fen": facts["collective_fen"]}


def _fit(of: Dossier[Distribution], posted: Posted) -> Fit:
    """Compare what was posted with the distribution as it stands: its sums, its rule, who gets how much."""
    plan, facts, posted_fen = DistributionDossier(of.record, of.graph), posted.said, posted.total.get("amount_fen", 0)
    if (facts.get("income_fen"), facts.get("rule", "")) != (plan.record.income_fen, plan.record.rule or ""):
        return "differs"
    now = plan.paid_lines
    paid = sum(line.amount_fen or 0 for line in now)
    # Who declined is no longer known after an erasure: what is paid and what stays are compared together.
    stays = (plan.record.collective_fen or 0) + plan.declined_fen
    more = paid + stays - posted_fen - facts.get("collective_fen", 0)
    # What was erased, or never came here, is on neither side: one household holds up nobody else's money.
    if more > 0 or (more and len(posted.lines) == posted.total["count"]):
        return "differs"
    frozen = {line.about: (line.household, int(line.cells["amount_fen"])) for line in posted.lines}
    if frozen != {line.id: (line.household, line.amount_fen) for line in now if line.household}:
        return "differs"
    return "whole" if paid == posted_fen else "in_part"


DISTRIBUTION_PLAN = NoticeSpec(
    kind="distribution_plan",
    about=Distribution,
    lines_about=(DistributionLine,),
    lines=_lines,
    order=_order,
    columns=(
        NoticeColumn(name="position", form="position", share=0.4, align="center"),
        NoticeColumn(name="name", form="name", shows=((Member, "name"),), share=2.0, total="label"),
        NoticeColumn(
            name="id_number", form="masked", shows=((Member, "id_number"),), share=1.4, align="center", total="count"
        ),
        NoticeColumn(
            name="amount", form="money", cell="amount_fen", shows=((DistributionLine, "amount_fen"),), align="right"
        ),
    ),
    sums=("amount_fen",),
    counted="notice.households",
    facts=_facts,
    unprinted=("distribution",),
    above=_above,
    below=_below,
    last_rows=_last_rows,
    checked=("income_fen", "collective_fen"),
    consent="notice_name",
    owed=_fit,
    shared_by="rule",
    unsaid=lambda _kind, count: DistributionNeededError(count),
)


NOTICES: tuple[NoticeSpec, ...] = (DISTRIBUTION_PLAN,)
"""The kinds of notice of this subject."""
