"""What is to be settled because somebody took their agreement back: end it, pay it out, hand it back.

It stands on this laptop's first page and nowhere else (safeguards.md, 1).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fupin_desk.acts.consents import standing_consents
from fupin_desk.domain.records.household import Consent
from fupin_desk.policy.terms import in_force
from fupin_desk.store import Reader


def households_to_settle(reader: Reader, on: date) -> list[str]:
    """Return the households that withdrew what a running contract or a hanging notice still rests on."""
    withdrawn = [each for each in reader.records("consent") if each.withdrawn_on and each.withdrawn_on <= on]
    withdrawn = [each for each in withdrawn if each.household and not _given_again(reader, each, on)]
    if not withdrawn:
        return []
    found = {each.household for each in withdrawn if each.to == "notice_name" and _hangs(reader, each.household)}
    running = _running(reader, [each.household for each in withdrawn], on)
    for each in withdrawn:
        mine = running.get(each.household or "", set())
        if (each.to == "contract" and (each.about in mine or (each.about is None and mine))) or (
            each.to == "register" and mine
        ):
            found.add(each.household)
    return sorted(household for household in found if household)


def _given_again(reader: Reader, consent: Consent, on: date) -> bool:
    same = standing_consents(reader, {"household": consent.household, "to": consent.to}, on)
    return any(each.about in (None, consent.about) for each in same)


def _running(reader: Reader, households: Iterable[str | None], on: date) -> dict[str, set[str]]:
    """Return the contracts in force of each household."""
    parties = reader.records("party", {"household": sorted({each for each in households if each})})
    contracts = reader.records("contract", {"id": sorted({each.contract for each in parties if each.contract})})
    standing = {each.id for each in contracts if in_force(each, on)}
    found: dict[str, set[str]] = {}
    for party in parties:
        if party.contract in standing:
            found.setdefault(party.household, set()).add(party.contract)
    return found


def _hangs(reader: Reader, household: str | None) -> bool:
    """Return whether the household's name stands on a notice that is signed or posted."""
    lines = reader.records("notice_line", {"household": household})
    named = {line.notice for line in lines if any(cell.startswith("name=") for cell in line.shown or [])}
    return bool(reader.count("notice", {"id": sorted(named), "state": ["signed", "posted"]})) if named else False
