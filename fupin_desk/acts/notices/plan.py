"""The distribution plan (收益分配方案): a line for each household whose head agreed to stand there, by name.

All others are one line at the end: how many households, and how much together. What one of them gets would tell a
neighbour whose line it is.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from fupin_desk.acts.consents import standing_consents
from fupin_desk.acts.notices.register import ONE_PERSON, board_values
from fupin_desk.acts.notices.snapshot import Content, DraftedLine, Totalled, together
from fupin_desk.domain.errors import DistributionNeededError, UnknownRecordError
from fupin_desk.store import Reader
from fupin_desk.store.search.pinyin import readings
from fupin_desk.subjects.household.records import Household, Member
from fupin_desk.subjects.income.records import Distribution, DistributionLine

KIND = "distribution_plan"


def distribution_plan(reader: Reader, distribution: str | None, on: date) -> Content:
    """Gather a distribution's lines; DistributionNeededError where it is not said which, and there is not just one."""
    plan = _distribution(reader, distribution)
    paid = paid_lines(reader, plan.id)
    heads = heads_of(reader, {line.household or "" for line in paid})
    named = named_households(reader, heads, on, KIND, plan.id)
    lines = [_line(each, heads.get(each.household or ""), (each.household or "") in named) for each in paid]
    lines.sort(key=_order)
    unnamed = [line for line in lines if "name" not in line.cells]
    shown = [line for line in lines if "name" in line.cells] + ([together(unnamed)] if unnamed else [])
    stays = declined_fen(reader, plan.id)
    total = Totalled(count=len(lines), amount_fen=sum(each.amount_fen or 0 for each in paid))
    said = _said(reader, plan)
    said["collective_fen"] = (plan.collective_fen or 0) + stays or None
    return Content(shown, {**said, "total": total}, plan.year or on.year, plan.id)


def _distribution(reader: Reader, name: str | None) -> Distribution:
    """Return the one named by its number or id, or the only one there is."""
    found: list[Distribution] = reader.records("distribution", {"number": name} if name else {})
    if name and not found:
        found = reader.records("distribution", {"id": name})
    if name and not found:
        raise UnknownRecordError("distribution", name)
    if len(found) != 1:
        raise DistributionNeededError(len(found))
    return found[0]


def paid_lines(reader: Reader, distribution: str) -> list[DistributionLine]:
    """Return the lines of a distribution that give somebody something; one that was declined is no line."""
    found: list[DistributionLine] = reader.records("distribution_line", {"distribution": distribution})
    return [line for line in found if line.amount_fen and not line.declined]


def declined_fen(reader: Reader, distribution: str) -> int:
    """Return what was declined: it stays with the collective, so that no gap on the wall tells who said no."""
    found: list[DistributionLine] = reader.records("distribution_line", {"distribution": distribution})
    return sum(line.amount_fen or 0 for line in found if line.declined)


def heads_of(reader: Reader, households: Collection[str]) -> dict[str, Member]:
    """Return the head of each household that has one."""
    homes: list[Household] = reader.records("household", {"id": list(households)})
    members: list[Member] = reader.records("member", {"id": [home.head for home in homes if home.head]})
    by_id = {member.id: member for member in members}
    return {home.id: by_id[home.head] for home in homes if home.head in by_id}


def named_households(
    reader: Reader, heads: dict[str, Member], on: date, kind: str, distribution: str | None
) -> set[str]:
    """Return the households whose head's name may stand on this kind of notice on a day."""
    found = standing_consents(reader, {"to": "notice_name", "notice_kind": kind}, on)
    return {
        consent.household
        for consent in found
        if consent.household in heads
        and consent.member in (None, heads[consent.household].id)
        and consent.about in (None, distribution)
    }


def _line(line: DistributionLine, head: Member | None, named: bool) -> DraftedLine:
    cells = {"amount_fen": str(line.amount_fen)}
    if named and head is not None and head.name:
        seen = board_values(head)
        cells |= {name: str(seen[name]) for name in ("name", "id_number") if name in seen}
    return DraftedLine(line.id, line.household, cells)


def _order(line: DraftedLine) -> tuple[bool, list[str], int, str]:
    name = line.cells.get("name", "")
    read_as = readings(name)[0] if name else []
    return not name, read_as, -int(line.cells["amount_fen"]), line.cells.get("id_number", "")


def _said(reader: Reader, plan: Distribution) -> dict[str, object]:
    asset = reader.records("asset", {"id": plan.asset}) if plan.asset else []
    entity = reader.records("entity", {"id": plan.entity}) if plan.entity else []
    company = [each for each in entity if not (each.kind in ONE_PERSON and each.uscc is None)]
    return {
        "distribution": plan.number or "",
        "asset": str(board_values(asset[0]).get("name", "")) if asset else "",
        "entity": str(board_values(company[0]).get("name", "")) if company else "",
        "rule": plan.rule or "",
        "income_fen": plan.income_fen,
        "collective_fen": plan.collective_fen,
        "due_on": plan.due_on,
    }
