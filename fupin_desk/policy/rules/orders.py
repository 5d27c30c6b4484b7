"""Section 四(四)1 and 六(二)2: orders, floor prices, risk agreements."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.findings import Level
from fupin_desk.policy.accounts import Account
from fupin_desk.policy.dossiers.contract import ContractDossier
from fupin_desk.policy.dossiers.delivery import DeliveryDossier
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import CONTRACT_LAW, LABOUR_LAW, Facts, NotJudged, Seen, rule
from fupin_desk.policy.sources import DRAFT, cited


@rule("order-terms", "四(四)1", Level.GAP, ContractDossier, terms=("order",), field="product")
def order_without_terms(order: ContractDossier, _on: date, _figures: Figures) -> Facts | None:
    """Product, unit, a floor price above nothing, or the technical service is missing."""
    asked = ("product", "unit", "floor_price_fen", "technical_service")
    missing = [name for name in asked if not getattr(order.record, name)]
    return {"fields": missing} if missing else None


@rule("risk-agreement", "六(二)2", Level.GAP, ContractDossier, terms=("order", "back_contract"), field="risk_agreement")
def no_risk_agreement(contract: ContractDossier, _on: date, _figures: Figures) -> Facts | None:
    """An order or a back-contract says nothing of who bears the risk."""
    return None if contract.record.risk_agreement else {"terms": contract.terms}


@rule(
    "floor-price",
    "四(四)1",
    Level.BREACH,
    (Account, DeliveryDossier),
    terms=("order",),
    dated="today",
    field="floor_price_fen",
    whole=True,
)
def paid_below_the_floor(account: Account | DeliveryDossier, on: date, _figures: Figures) -> Facts | NotJudged | None:
    """After the pay day, less was paid than accepted quantity times the higher of floor and agreed price.

    A delivery of which nobody wrote down the day, how much was accepted or under which order is not judged.
    """
    if isinstance(account, DeliveryDossier):
        return _unsaid(account)
    past = account.past(on)
    due, paid = sum(one.due.amount_fen for one in past), sum(one.paid_fen for one in past)
    if paid >= due:
        return None
    return {
        "household": past[0].due.household,
        "due_fen": due,
        "paid_fen": paid,
        "open_fen": due - paid,
        "payers": list(past[0].due.payers),
        "deliveries": [one.due.why | {"delivery": one.due.period} for one in past if one.open_fen],
    }


def _unsaid(found: DeliveryDossier) -> NotJudged | None:
    missing = [name for name in ("accepted_milli", "on") if getattr(found.record, name) is None]
    if found.order is None:
        missing.append("contract")
    return NotJudged(tuple(missing)) if missing else None


@rule(
    "overdue",
    "四(四)",
    Level.BREACH,
    Account,
    dated="today",
    since=CONTRACT_LAW,
    earlier={"job": LABOUR_LAW},
    source=(DRAFT, cited("labour_law", 50), cited("contract_law", 60, 109), cited("civil_code", 509, 579)),
    whole=True,
)
def not_paid_by_its_day(account: Account, on: date, _figures: Figures) -> Facts | Seen | None:
    """What was due is not paid in full by its day: a breach of the payer.

    Where it was paid by the records and the household has not confirmed it, that is a gap: receipt is confirmed by the
    household, not by the payer. What was given in kind pays no wage.
    """
    late = [one for one in account.past(on) if one.open_fen or one.unconfirmed_fen]
    if not late:
        return None
    owing = [one for one in late if one.open_fen]
    counted = owing or late
    facts: Facts = {
        "household": counted[0].due.household,
        "what": counted[0].due.what,
        "count": len(counted),
        "oldest_on": counted[0].due.due_on.isoformat(),
        "due_fen": sum(one.due.amount_fen for one in counted),
        "paid_fen": sum(one.paid_fen for one in counted),
        "confirmed_fen": sum(one.confirmed_fen for one in counted),
        "open_fen": sum(one.open_fen for one in counted),
        "unconfirmed_fen": sum(one.unconfirmed_fen for one in counted),
        "payers": list(counted[0].due.payers),
        "dues": [one.due.id for one in counted],
    }
    if owing and account.in_kind_fen:
        return Seen(facts | {"in_kind_fen": account.in_kind_fen}, case="in_kind")
    return facts if owing else Seen(facts, Level.GAP, "unconfirmed")
