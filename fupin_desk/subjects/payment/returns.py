"""What was promised to households, is due and was paid, by household, month and entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from fupin_desk.domain.disclosure import Audience
from fupin_desk.domain.record import Record
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.return_spec import Counted, Party, Period, ReturnColumn, ReturnSpec
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.entity.naming import called_in_public
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.household.records import Household
from fupin_desk.subjects.income.dossier import LineDossier
from fupin_desk.subjects.income.records import DistributionLine
from fupin_desk.subjects.payment.owed import owed_on, owed_under
from fupin_desk.subjects.payment.records import Payment
from fupin_desk.subjects.payment.settling import Settled

R = TypeVar("R", bound=Record)


def _counts(graph: Graph, period: Period) -> Iterator[Counted]:
    """Count each due that falls in the period, with what was paid on it by its end.

    Paid goes to the oldest due first, as everywhere (``settling``), those before the period among them.
    """
    contracts = list(ContractDossier.all(graph, period.through))
    lines = list(LineDossier.all(graph, period.through))
    for contract, dues in zip(contracts, owed_under(contracts, period.through), strict=True):
        yield from _in_period(contract, dues, contract.household_ids, period)
    for line, dues in zip(lines, owed_on(lines, period.through), strict=True):
        yield from _in_period(line, dues, [line.record.household] if line.record.household else [], period)


def _in_period(of: Dossier[Any], dues: list[Settled], households: list[str], period: Period) -> Iterator[Counted]:
    graph = of.graph
    for settled in dues:
        due = settled.due
        if not period.holds(due.due_on):
            continue
        fallen = due.due_on <= period.on
        facts = {
            "village": of.record.village,
            "month": f"{due.due_on:%Y-%m}",
            "entity": Party(*called_in_public(_here(graph, Entity, due.payers))),
            "promised": due.amount_fen,
            "due": due.amount_fen if fallen else 0,
            "paid": settled.paid_fen,
            "confirmed": settled.confirmed_fen,
            "open": settled.open_fen if fallen else 0,
        }
        payee = [due.household] if due.household else []
        home = _here(graph, Household, payee)
        yield Counted(Dossier(home[0], graph) if home else None, [*households, *payee], of.id, facts)


def _here(graph: Graph, cls: type[R], ids: Iterable[str]) -> list[R]:
    """Return the records of a class with these ids that are here."""
    return [record for id in ids for record in Dossier(cls(id=id), graph).beside("id", cls, "id")]


_TERMS = tuple((Contract, name) for name in ("floor_price_fen", "wage_fen", "rent_fen", "promised_fen"))
_LINE = ((DistributionLine, "amount_fen"),)

PROMISED_DUE_PAID = ReturnSpec(
    name="promised_due_paid",
    audience=Audience.COUNTY,
    counts=_counts,
    columns=(
        ReturnColumn(name="village", form="village", shows=((Household, "number"),)),
        ReturnColumn(name="household", at="number", shows=((Household, "number"),)),
        ReturnColumn(name="month", form="month", shows=((Contract, "pay_day"),)),
        ReturnColumn(name="entity", form="party", shows=((Entity, "name"), (Entity, "kind"))),
        ReturnColumn(name="promised", form="fen", take="sum", shows=(*_TERMS, *_LINE)),
        ReturnColumn(name="due", form="fen", take="sum", shows=(*_TERMS, *_LINE)),
        ReturnColumn(name="paid", form="fen", take="sum", shows=((Payment, "amount_fen"),)),
        ReturnColumn(name="confirmed", form="fen", take="sum", shows=((Payment, "amount_fen"),)),
        ReturnColumn(name="open", form="fen", take="sum", shows=(*_TERMS, *_LINE)),
    ),
)


RETURNS: tuple[ReturnSpec, ...] = (PROMISED_DUE_PAID,)
"""The returns of this subject."""
