"""The register of linkages (利益联结情况): a line per contract number, nobody's name nor anything that tells of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from fupin_desk.acts.check import judged
from fupin_desk.acts.consent_filter import registered_households
from fupin_desk.acts.notices.snapshot import Content, DraftedLine, Totalled
from fupin_desk.domain.record import Record, kind_name
from fupin_desk.kinds import kind_spec
from fupin_desk.kinds.privacy import Audience, disclose
from fupin_desk.store import Reader
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.contract.terms import last_day_of, start_of
from fupin_desk.subjects.payment.dues import dues_under
from fupin_desk.subjects.payment.records import Payment

ONE_PERSON = frozenset({"able_household", "leader", "leader_trainee"})
"""Entities that are a person: without a credit code of their own their name is that person's."""
PROMISED: dict[str, tuple[str, ...]] = {
    "order": ("floor_price_fen", "unit"),
    "job": ("wage_fen", "wage_per"),
    "lease": ("area_centimu", "rent_fen"),
    "back_contract": ("area_centimu", "rent_fen"),
    "policy": (),
    "asset": ("promise", "promised_fen", "promised_share_ppm"),
}
"""What is printed of a contract's terms. Not the post and the place of a job: its neighbours know whose that is."""


class _Money(NamedTuple):
    due_fen: int
    paid_fen: int


def board_values(record: Record) -> dict[str, object]:
    """Return what the board may see of a record, and nothing else."""
    spec = kind_spec(kind_name(type(record)))
    values = msgspec.to_builtins(record)
    return {name: value for name, value in disclose(spec, record.id, values, Audience.BOARD).values.items() if value}


def register_of_linkages(reader: Reader, on: date) -> Content:
    """Gather the contracts that stand or stood this year, or on which something is still owed, through a day."""
    lines = []
    for contract in ContractDossier.all(judged(reader), on):
        money = _money(contract, on)
        if _belongs(contract.record, money, on):
            lines.append((contract, DraftedLine(contract.id, None, _cells(contract.record, money, _entity(contract)))))
    lines.sort(key=lambda one: _in_order(one[1].cells))
    drafted = _withheld_with(reader, lines, on)
    return Content(drafted, {"through_on": on, "total": _total(drafted), "by_entity": _by_entity(drafted)}, on.year)


def _in_order(cells: Mapping[str, str]) -> tuple[str, str, str]:
    return cells.get("entity", ""), cells.get("entity_kind", ""), cells["number"]


def _money(contract: ContractDossier, on: date) -> _Money:
    paid = [payment for payment in contract.those(Payment, "contract") if payment.paid_on and payment.paid_on <= on]
    due = sum(due.amount_fen for due in dues_under(contract, on))
    return _Money(due, sum(payment.amount_fen or 0 for payment in paid))


def _belongs(contract: Contract, money: _Money, on: date) -> bool:
    start, last = start_of(contract), last_day_of(contract)
    if start is not None and start > on:
        return False
    return last is None or last.year >= on.year or money.due_fen > money.paid_fen


def _entity(contract: ContractDossier) -> dict[str, str]:
    entities = {entity.id: entity for entity in map(contract.entity, contract.parties) if entity is not None}
    found = [entities[each] for each in sorted(entities)]
    persons = sorted(each.kind or "" for each in found if each.kind in ONE_PERSON and each.uscc is None)
    if persons:
        return {"entity_kind": persons[0]}
    return {"entity": " / ".join(sorted(str(board_values(each).get("name", "")) for each in found))}


def _cells(contract: Contract, money: _Money, entity: dict[str, str]) -> dict[str, str]:
    seen = board_values(contract)
    wanted = ("number", "linkage", "terms", *PROMISED.get(contract.terms or "", ()))
    told = {name: str(seen[name]) for name in wanted if name in seen}
    amounts = {"due_fen": str(money.due_fen), "paid_fen": str(money.paid_fen)}
    return {"number": "", **told, **amounts, **{name: value for name, value in entity.items() if value}}


def _total(lines: Iterable[DraftedLine], entity: str = "", entity_kind: str = "") -> Totalled:
    found = [line.cells for line in lines]
    return Totalled(
        entity=entity,
        entity_kind=entity_kind,
        count=len(found),
        due_fen=sum(int(cells["due_fen"]) for cells in found),
        paid_fen=sum(int(cells["paid_fen"]) for cells in found),
    )


def _by_entity(lines: Iterable[DraftedLine]) -> list[Totalled]:
    groups: dict[tuple[str, str], list[DraftedLine]] = {}
    for line in lines:
        groups.setdefault((line.cells.get("entity", ""), line.cells.get("entity_kind", "")), []).append(line)
    return [_total(found, *name) for name, found in groups.items()]


def _withheld_with(reader: Reader, lines: Iterable[tuple[ContractDossier, DraftedLine]], on: date) -> list[DraftedLine]:
    """Say whose each line is, so that it stays on the laptop, and is erased, with that household.

    Of several households' line: the one that has not agreed to be registered here, if there is one.
    """
    consented = registered_households(reader, on)
    found = []
    for contract, line in lines:
        households = sorted(contract.household_ids)
        unconsented = [each for each in households if each not in consented]
        own = households[0] if len(households) == 1 else next(iter(unconsented), None)
        found.append(DraftedLine(line.about, own, line.cells))
    return found
