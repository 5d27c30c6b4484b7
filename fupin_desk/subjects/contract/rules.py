"""七(三) and the laws on contracts: parties named and identified, a date, a copy the household can read."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.findings import Level
from fupin_desk.policy.days import turned_round
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import (
    LABOUR_CONTRACT_LAW,
    LAND_LAW,
    LAND_TRANSFER_MEASURES,
    Facts,
    Rule,
    Seen,
    rule,
)
from fupin_desk.policy.sources import DRAFT, cited
from fupin_desk.subjects.contract import principles
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.contract.records import Contract, Party
from fupin_desk.subjects.contract.terms import start_of
from fupin_desk.subjects.household.records import Member

ASKED = ("linkage", "terms", "form", "signed_on", "since")


@rule(
    "contract-complete",
    "七(三)",
    Level.GAP,
    ContractDossier,
    place=250,
    field="signed_on",
    whole=True,
    earlier={"job": LABOUR_CONTRACT_LAW, "lease": LAND_LAW, "back_contract": LAND_LAW},
    source=(DRAFT, cited("labour_contract_law", 16, 17), cited("land_law_2002", 39), cited("civil_code", 490)),
)
def incomplete(contract: ContractDossier, _on: date, _figures: Figures) -> Facts | None:
    """Something every contract has is missing: what it is, a day of signing, the parties, or who they are.

    What orders, jobs and leases promise is asked by rules of their own; of an asset's income it is asked here. A last
    day before the first is none: such a contract would never run, and nothing would ever be said of it.

    Of a job since the Labour Contract Law, of leased land since its own law, of all others since the draft.
    """
    missing = [name for name in ASKED if getattr(contract.record, name) is None]
    missing += ["last_day"] if _never_runs(contract.record) else []
    missing += _promise_missing(contract.record)
    missing += _parties_missing(contract)
    return {"fields": missing} if missing else None


def _never_runs(contract: Contract) -> bool:
    """Return whether it would be over before it begins, or was ended before it was signed."""
    made = min((day for day in (contract.signed_on, contract.since) if day is not None), default=None)
    return turned_round(start_of(contract), contract.until) or turned_round(made, contract.ended_on)


def _promise_missing(contract: Contract) -> list[str]:
    """Return what of an asset's promise is not said: without it, or for nothing (0), nothing ever falls due."""
    if contract.terms != "asset":
        return []
    asked = ["asset", "promise"]
    asked += ["promised_fen"] if contract.promise in ("fixed", "both") else []
    asked += ["promised_share_ppm"] if contract.promise in ("share", "both") else []
    return [name for name in asked if not getattr(contract, name)]


def _parties_missing(contract: ContractDossier) -> list[str]:
    missing = []
    if not contract.household_ids:
        missing.append("household_party")
    if not any(party.entity for party in contract.parties):
        missing.append("entity_party")
    if any(not party.household and not party.entity for party in contract.parties):
        missing.append("party_named")
    if any(party.household and party.entity for party in contract.parties):
        missing.append("party_one")
    if any(party.role is None for party in contract.parties):
        missing.append("party_role")
    signers = [contract.worker] if contract.terms == "job" else _heads(contract)
    if contract.household_ids and not all(
        member is not None and member.name and member.id_number for member in signers
    ):
        missing.append("signer_identified")
    entities = [contract.entity(party) for party in contract.parties if party.entity]
    if not all(entity is not None and entity.name and (entity.uscc or entity.leader_id_number) for entity in entities):
        missing.append("entity_identified")
    return missing


def _heads(contract: ContractDossier) -> list[Member | None]:
    """Return the head of each household bound by it, who signs for it."""
    dossiers = (contract.household(household) for household in contract.household_ids)
    return [None if dossier is None else dossier.head for dossier in dossiers]


@rule(
    "copy-handed-over",
    "七(三)",
    Level.GAP,
    ContractDossier,
    place=260,
    field="copy_handed_over_on",
    earlier={
        "job": LABOUR_CONTRACT_LAW,
        "lease": LAND_TRANSFER_MEASURES,
        "back_contract": LAND_TRANSFER_MEASURES,
    },
    source=(DRAFT, cited("labour_contract_law", 16), cited("land_transfer_measures", 21)),
)
def no_copy(contract: ContractDossier, on: date, _figures: Figures) -> Facts | Seen | None:
    """The household has no copy, or none in a language it reads. Before the day of signing none is asked for.

    Of a job since the Labour Contract Law, of leased land since the Measures of 2005, of all others since the draft.
    """
    signed, handed = contract.day, contract.record.copy_handed_over_on
    if signed is not None and signed > on:
        return None
    facts: Facts = {
        "handed_over_on": handed.isoformat() if handed else None,
        "language_read": contract.record.copy_language_read,
    }
    if handed is None or handed > on:
        return facts
    if not contract.record.copy_language_read:
        return Seen(facts, case="language", field="copy_language_read")
    return None


@rule("three-party-complete", "四(一)", Level.GAP, ContractDossier, place=70, field="form", whole=True)
def three_party_without_a_party(contract: ContractDossier, _on: date, _figures: Figures) -> Facts | None:
    """Marked three-party (龙头企业+合作社+贫困户), and one of the three is not among its parties.

    What an entity is counts, its role only where nobody wrote that down. Nobody is two of the three.
    """
    if contract.record.form != "three_party":
        return None
    enterprises, cooperatives = (
        {party.entity for party in contract.parties if party.entity and _is(contract, party, *wanted)}
        for wanted in (("leading_enterprise", "enterprise"), ("cooperative", "cooperative"))
    )
    missing = [] if enterprises else ["enterprise_party"]
    if not cooperatives or (len(cooperatives) == 1 and cooperatives == enterprises):
        missing.append("cooperative_party")
    if not contract.household_ids:
        missing.append("household_party")
    return {"fields": missing} if missing else None


def _is(contract: ContractDossier, party: Party, kind: str, role: str) -> bool:
    """Return whether a party is such an entity; where its kind is not written down, by its role."""
    entity = contract.entity(party)
    return party.role == role if entity is None or entity.kind is None else entity.kind == kind


RULES: tuple[Rule, ...] = (incomplete, no_copy, three_party_without_a_party, *principles.RULES)
"""The rules of this subject."""
