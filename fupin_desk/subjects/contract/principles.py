"""Parts 二 and 三: of their own will, within the named industries, with shared risk."""

from __future__ import annotations

from datetime import date
from typing import Any

from fupin_desk.domain.findings import Level
from fupin_desk.policy.figures import Figures
from fupin_desk.policy.rule import Facts, NotJudged, Outcome, Rule, Seen, rule
from fupin_desk.policy.sources import DRAFT, cited
from fupin_desk.subjects.consent.agreement import Agreed
from fupin_desk.subjects.contract.dossier import ContractDossier
from fupin_desk.subjects.share.dossier import EntityDossier, ShareDossier

PUTS_IN = ("share_cooperation", "trusteeship")
"""Methods (四(一)) by which a household puts money, land or stock into somebody else's hands."""


@rule(
    "voluntary",
    "二(三)",
    Level.BREACH,
    (),
    place=30,
    dated="today",
    tells=True,
    source=(DRAFT, cited("pipl", 13, 14, 15, 16)),
)
def without_consent(subject: Agreed[Any], on: date, _figures: Figures) -> Outcome:
    """Something that rests on consent is in force, and a household bound by it has no standing consent to it.

    Of the office, never of the household. A withdrawal is known on the laptop alone: at the county the consent stands
    until the contract has ended. ``flaws``: what keeps those that were written down from counting.
    """
    undated = subject.undated(on)
    if not subject.in_force(on) and not undated:
        return None
    without = sorted(set(subject.household_ids) - subject.agreed(on))
    if not without:
        return None
    if undated:
        return NotJudged(("since",))
    facts: Facts = {"households": without, "count": len(without)}
    flaws = sorted({flaw for consent, flaw in subject.flawed if consent.household in (None, *without)})
    return Seen(facts | {"flaws": flaws}, case="flawed") if flaws else facts


@rule("industry-in-scope", "三(二)", Level.GAP, (ContractDossier, EntityDossier), place=40, field="industry_reason")
def other_industry_without_reason(
    subject: ContractDossier | EntityDossier, _on: date, _figures: Figures
) -> Facts | NotJudged | None:
    """The industry is "other" and nothing says which, so nobody can tell whether it raises income.

    Of an entity nothing may be said at all; a contract need not say it again.
    """
    if isinstance(subject, ContractDossier):
        other, reason = subject.record.industry == "other", subject.record.industry_reason
    elif not subject.record.industries:
        return NotJudged(("industries",))
    else:
        other, reason = "other" in (subject.record.industries or ()), subject.record.industry_reason
    return {"industry": "other"} if other and not reason else None


@rule(
    "loss-beyond-stake",
    "三(四)",
    Level.BREACH,
    (ContractDossier, ShareDossier),
    place=50,
    dated="today",
    field="loss_limit",
)
def loss_beyond_the_stake(
    subject: ContractDossier | ShareDossier, on: date, _figures: Figures
) -> Facts | NotJudged | None:
    """By the contract or the share a household can lose more than it put in.

    What has ended can no longer be lost; what has not begun yet is judged. Where a household puts something in by
    contract and nothing is said of losses, that is not judged; of shares ``share-exit`` asks for it.
    """
    if not subject.household_ids or subject.over(on):
        return None
    if isinstance(subject, ShareDossier):
        limit, asked = subject.record.loss_limit, False
    else:
        limit, asked = subject.record.loss_limit, subject.record.method in PUTS_IN
    if limit is None and asked:
        return NotJudged(("loss_limit",))
    return {"loss_limit": limit} if limit == "beyond_stake" else None


RULES: tuple[Rule, ...] = (without_consent, other_industry_without_reason, loss_beyond_the_stake)
"""The rules of these parts."""
