"""The register of linkages (利益联结情况): a line per contract number, nobody's name nor anything that tells of one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from fupin_desk.domain.disclosure import board_values
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.notice_spec import AMOUNTS, Cells, Key, LineSaid, NoticeColumn, NoticeSpec, Sentence
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.contract.terms import last_day_of, start_of
from fupin_desk.subjects.entity.naming import called_in_public
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.payment.dues import dues_under
from fupin_desk.subjects.payment.records import Payment
from fupin_desk.subjects.village.records import Village

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


def _lines(of: Dossier[Village], on: date) -> Iterator[LineSaid]:
    """Yield the contracts that stand or stood this year, or on which something is still owed, through a day."""
    for contract in ContractDossier.all(of.graph, on):
        money = _money(contract, on)
        if _belongs(contract.record, money, on):
            yield LineSaid(contract.id, tuple(contract.household_ids), _cells(contract, money))


def _money(contract: ContractDossier, on: date) -> _Money:
    paid = [payment for payment in contract.those(Payment, "contract") if payment.paid_on and payment.paid_on <= on]
    due = sum(due.amount_fen for due in dues_under(contract, on))
    return _Money(due, sum(payment.amount_fen or 0 for payment in paid))


def _belongs(contract: Contract, money: _Money, on: date) -> bool:
    start, last = start_of(contract), last_day_of(contract)
    if start is not None and start > on:
        return False
    return last is None or last.year >= on.year or money.due_fen > money.paid_fen


def _cells(contract: ContractDossier, money: _Money) -> Cells:
    seen = board_values(contract.record)
    wanted = ("number", "linkage", "terms", *PROMISED.get(contract.terms or "", ()))
    told = {name: str(seen[name]) for name in wanted if name in seen}
    return {"number": "", **told, "due_fen": str(money.due_fen), "paid_fen": str(money.paid_fen), **_entity(contract)}


def _entity(contract: ContractDossier) -> dict[str, str]:
    entities = {entity.id: entity for entity in map(contract.entity, contract.parties) if entity is not None}
    name, kind = called_in_public(entities.values())
    return {"entity_kind": kind} if kind else {"entity": name} if name else {}


def _promised(cells: Cells) -> Sentence:
    facts = {name: int(value) for name, value in cells.items() if name.endswith(AMOUNTS)}
    units: dict[str, Key] = {}
    if "unit" in cells:
        units["unit"] = Key(f"code.unit.{cells['unit']}")
    if "wage_per" in cells:
        units["per"] = Key(f"per.{cells['wage_per']}")
    return Sentence(f"notice.promised.{_promise(cells)}", {**facts, **units})


def _promise(cells: Cells) -> str:
    terms, promise = cells.get("terms", ""), cells.get("promise", "")
    if terms == "asset":
        needed = {"fixed": {"promised_fen"}, "share": {"promised_share_ppm"}}
        wanted = needed.get(promise, {"promised_fen", "promised_share_ppm"})
        return f"asset.{promise}" if promise and wanted <= cells.keys() else "none"
    return terms if terms in PROMISED and cells.keys() >= set(PROMISED[terms]) else "none"


REGISTER_OF_LINKAGES = NoticeSpec(
    kind="register_of_linkages",
    about=Village,
    lines_about=(Contract,),
    lines=_lines,
    order=lambda cells: (cells.get("entity", ""), cells.get("entity_kind", ""), cells["number"]),
    columns=(
        NoticeColumn(name="position", form="position", share=0.4, align="center"),
        NoticeColumn(name="number", form="text", shows=((Contract, "number"),), share=0.95, align="center"),
        NoticeColumn(name="entity", form="party", shows=((Entity, "name"), (Entity, "kind")), share=1.2, total="label"),
        NoticeColumn(
            name="linkage",
            form="codes",
            codes={"linkage": "linkage", "terms": "terms"},
            shows=((Contract, "linkage"), (Contract, "terms")),
            share=1.1,
        ),
        NoticeColumn(
            name="promised",
            form="sentence",
            codes={"terms": "terms", "unit": "unit", "wage_per": "wage_per", "promise": "promise"},
            reads=tuple(dict.fromkeys(("terms", *(name for names in PROMISED.values() for name in names)))),
            say=_promised,
            shows=((Contract, "terms"), *((Contract, name) for names in PROMISED.values() for name in names)),
            share=1.4,
            total="count",
        ),
        NoticeColumn(
            name="due",
            form="money",
            cell="due_fen",
            shows=tuple((Contract, name) for name in ("floor_price_fen", "wage_fen", "rent_fen", "promised_fen")),
            share=0.75,
            align="right",
        ),
        NoticeColumn(
            name="paid", form="money", cell="paid_fen", shows=((Payment, "amount_fen"),), share=0.75, align="right"
        ),
    ),
    sums=("due_fen", "paid_fen"),
    counted="notice.contracts",
    grouped_by=("entity", "entity_kind"),
    through=True,
)


NOTICES: tuple[NoticeSpec, ...] = (REGISTER_OF_LINKAGES,)
"""The kinds of notice of this subject."""
