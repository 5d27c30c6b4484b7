"""Section 四(四)1 and 六(二)2: orders, floor prices, risk agreements."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.findings import Level
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import Facts, Rule, rule
from fupin_desk.subjects.contract.dossier import ContractDossier


@rule("order-terms", "四(四)1", Level.GAP, ContractDossier, place=110, terms=("order",), field="product")
def order_without_terms(order: ContractDossier, _on: date, _figures: Figures) -> Facts | None:
    """Product, unit, a floor price above nothing, or the technical service is missing."""
    asked = ("product", "unit", "floor_price_fen", "technical_service")
    missing = [name for name in asked if not getattr(order.record, name)]
    return {"fields": missing} if missing else None


@rule(
    "risk-agreement",
    "六(二)2",
    Level.GAP,
    ContractDossier,
    place=130,
    terms=("order", "back_contract"),
    field="risk_agreement",
)
def no_risk_agreement(contract: ContractDossier, _on: date, _figures: Figures) -> Facts | None:
    """An order or a back-contract says nothing of who bears the risk."""
    return None if contract.record.risk_agreement else {"terms": contract.terms}


RULES: tuple[Rule, ...] = (order_without_terms, no_risk_agreement)
"""The rules of this subject."""
