"""Parts 二 and 三: of their own will, within the named industries, with shared risk."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.findings import Level
from fupin_desk.policy.dossier import ContractDossier, EntityDossier, ShareDossier
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import DRAFT, Facts, rule


@rule("voluntary", "二(三)", Level.BREACH, ("contract", "share"), dated="today", source=f"{DRAFT}; PIPL art. 13-16")
def without_consent(subject: ContractDossier | ShareDossier, on: date, _figures: Figures) -> Facts | None:
    """A contract or share is in force and a household bound by it has no standing consent to it.

    Of the office, never of the household. A withdrawal is known on the laptop alone: at the county the consent stands
    until the contract has ended. ``flaws``: what keeps one that was written down from standing.
    """
    if not subject.in_force(on):
        return None
    standing = {consent.household for consent in subject.consents if consent.stands(on)}
    without = sorted(set(subject.household_ids) - standing)
    if not without:
        return None
    flaws = sorted({subject.flaws[household] for household in without if household in subject.flaws})
    return {"households": without, "count": len(without), **({"flaws": flaws} if flaws else {})}


@rule("industry-in-scope", "三(二)", Level.GAP, ("contract", "entity"), field="industry_reason")
def other_industry_without_reason(
    subject: ContractDossier | EntityDossier, _on: date, _figures: Figures
) -> Facts | None:
    """The industry is "other" and nothing says which, so nobody can tell whether it raises income."""
    if isinstance(subject, ContractDossier):
        other, reason = subject.contract.industry == "other", subject.contract.industry_reason
    else:
        other, reason = "other" in (subject.entity.industries or ()), subject.entity.industry_reason
    return {"industry": "other"} if other and not reason else None


@rule("loss-beyond-stake", "三(四)", Level.BREACH, ("contract", "share"), dated="today", field="loss_limit")
def loss_beyond_the_stake(subject: ContractDossier | ShareDossier, on: date, _figures: Figures) -> Facts | None:
    """By the contract or the share a household can lose more than it put in."""
    limit = subject.contract.loss_limit if isinstance(subject, ContractDossier) else subject.share.loss_limit
    if limit != "beyond_stake" or not subject.household_ids or _over(subject, on):
        return None
    return {"loss_limit": limit}


def _over(subject: ContractDossier | ShareDossier, on: date) -> bool:
    """Return whether it has ended: what can no longer be lost is no breach. One not yet begun is judged."""
    if isinstance(subject, ShareDossier):
        return subject.share.until is not None and subject.share.until < on
    return subject.start is not None and subject.start <= on and not subject.in_force(on)
