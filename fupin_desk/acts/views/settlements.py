"""What is to be settled because somebody took their agreement back: end it, pay it out, hand it back.

It stands on this laptop's first page and nowhere else (safeguards.md, 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fupin_desk.acts.consents.standing import standing_consents
from fupin_desk.kinds.asking import AGREED, ASKED_ABOUT
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.graph import Graph
from fupin_desk.store import Reader
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.household.records import Household
from fupin_desk.subjects.notice.records import NoticeLine

BINDING = frozenset(agreed.of.traits.asks.purpose for agreed in AGREED if agreed.of.traits.asks is not None)
"""Purposes of consent on which something rests that holds for a household."""


def households_to_settle(reader: Reader, on: date) -> list[str]:
    """Return the households that withdrew what something in force, or a hanging notice, still rests on."""
    withdrawn = [
        consent for consent in reader.records_of(Consent) if consent.withdrawn_on and consent.withdrawn_on <= on
    ]
    withdrawn = [consent for consent in withdrawn if consent.household and not _given_again(reader, consent, on)]
    if not withdrawn:
        return []
    households = {
        consent.household for consent in withdrawn if consent.to == "notice_name" and _hangs(reader, consent.household)
    }
    standing = _standing(reader, withdrawn, on)
    for consent in withdrawn:
        mine = standing.get(consent.household, set())
        bound = consent.to in BINDING and (consent.about in mine or (consent.about is None and mine))
        if bound or (consent.to == "register" and mine):
            households.add(consent.household)
    return sorted(household for household in households if household)


def _given_again(reader: Reader, consent: Consent, on: date) -> bool:
    same = standing_consents(reader, {"household": consent.household, "to": consent.to}, on)
    return any(other.about in (None, consent.about) for other in same)


def _standing(reader: Reader, withdrawn: Sequence[Consent], on: date) -> dict[str | None, set[str]]:
    """Return what each household is bound by on that day: contracts, jobs of its members, shares."""
    graph = Graph(
        reader, [Household(id=household) for household in sorted({consent.household or "" for consent in withdrawn})]
    )
    by_household: dict[str | None, set[str]] = {}
    for consent in withdrawn:
        home = Dossier(Household(id=consent.household or ""), graph)
        records = [record for path in ASKED_ABOUT for record in home.at(path)]
        records += Dossier(consent, graph).at("about") if consent.to == "contract" else []  # a job, wherever one lives
        bound = (agreed(record, graph) for record in records for agreed in AGREED if isinstance(record, agreed.of))
        by_household.setdefault(home.id, set()).update(agreed.id for agreed in bound if agreed.in_force(on))
    return by_household


def _hangs(reader: Reader, household: str | None) -> bool:
    """Return whether the household's name stands on a notice that is signed or posted."""
    lines = reader.records_of(NoticeLine, {"household": household})
    named = {line.notice for line in lines if any(cell.startswith("name=") for cell in line.shown or [])}
    return bool(reader.count("notice", {"id": sorted(named), "state": ["signed", "posted"]})) if named else False
