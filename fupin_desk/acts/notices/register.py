"""The register of linkages (利益联结情况): a line per contract number, nobody's name nor anything that tells of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import msgspec

from fupin_desk.acts.check import judged_records
from fupin_desk.acts.consent_filter import registered_households
from fupin_desk.acts.notices.snapshot import Content, DraftedLine, Totalled
from fupin_desk.domain.privacy import Audience, disclose
from fupin_desk.domain.record import Record, kind_name
from fupin_desk.domain.records import kind_spec
from fupin_desk.domain.records.contract import Contract, Party
from fupin_desk.domain.records.entity import Entity
from fupin_desk.policy.dues import dues_of
from fupin_desk.policy.records import Records
from fupin_desk.policy.settling import settle
from fupin_desk.policy.terms import last_day_of, start_of
from fupin_desk.store import Reader

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


@dataclass(slots=True)
class _Money:
    due_fen: int = 0
    paid_fen: int = 0


def board_values(record: Record) -> dict[str, object]:
    """Return what the board may see of a record, and nothing else."""
    spec = kind_spec(kind_name(type(record)))
    values = msgspec.to_builtins(record)
    return {name: value for name, value in disclose(spec, record.id, values, Audience.BOARD).values.items() if value}


def register_of_linkages(reader: Reader, on: date) -> Content:
    """Gather the contracts that stand or stood this year, or on which something is still owed, through a day."""
    records = judged_records(reader)
    money = _money(records, on)
    parties: dict[str, list[Party]] = defaultdict(list)
    for party in records.party:
        parties[party.contract or ""].append(party)
    entities = {entity.id: entity for entity in records.entity}
    lines = []
    for contract in records.contract:
        if _belongs(contract, money[contract.id], on):
            cells = _cells(contract, money[contract.id], _entity(parties[contract.id], entities))
            lines.append(DraftedLine(contract.id, None, cells))
    lines.sort(key=lambda line: (line.cells.get("entity", ""), line.cells.get("entity_kind", ""), line.cells["number"]))
    said = {"through_on": on, "total": _total(lines), "by_entity": _by_entity(lines)}
    return Content(_withheld_with(reader, records, parties, lines, on), said, on.year)


def _money(records: Records, on: date) -> dict[str, _Money]:
    found: dict[str, _Money] = defaultdict(_Money)
    for one in settle(dues_of(records, on), (), on):
        found[one.due.contract or ""].due_fen += one.due.amount_fen
    for payment in records.payment:
        if payment.paid_on is not None and payment.paid_on <= on:
            found[payment.contract or ""].paid_fen += payment.amount_fen or 0
    return found


def _belongs(contract: Contract, money: _Money, on: date) -> bool:
    start, last = start_of(contract), last_day_of(contract)
    if start is not None and start > on:
        return False
    return last is None or last.year >= on.year or money.due_fen > money.paid_fen


def _entity(parties: Iterable[Party], entities: dict[str, Entity]) -> dict[str, str]:
    ids = sorted({party.entity for party in parties if party.entity in entities})
    found = [entities[each] for each in ids]
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


def _withheld_with(
    reader: Reader, records: Records, parties: dict[str, list[Party]], lines: list[DraftedLine], on: date
) -> list[DraftedLine]:
    """Say whose each line is, so that it stays on the laptop, and is erased, with that household.

    Of several households' line: the one that has not agreed to be registered here, if there is one.
    """
    consented = registered_households(reader, on)
    homes = {member.id: member.household for member in records.member}
    workers = {contract.id: homes.get(contract.member or "") for contract in records.contract}
    found = []
    for line in lines:
        contract = line.about or ""
        named = {party.household for party in parties[contract]} | {workers.get(contract)}
        households = sorted(each for each in named if each)
        unconsented = [each for each in households if each not in consented]
        own = households[0] if len(households) == 1 else next(iter(unconsented), None)
        found.append(DraftedLine(line.about, own, line.cells))
    return found
