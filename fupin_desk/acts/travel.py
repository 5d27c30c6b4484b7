"""What may leave the laptop: nothing of a household that has not consented to being registered here.

Always true:

* a change about a household, its members, its contracts or its money travels only while every household it is about
  consents to being registered; otherwise it travels as a bare digest, and is counted as withheld;
* what is about offices, entities and public money travels;
* that a contract the county knows of has ended travels all the same: it says no more than that (safeguards.md, 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fupin_desk.domain.changes import Body, Change
from fupin_desk.store import Reader

Name = tuple[str, str]
"""A record's kind and id."""
ENDING = frozenset({"ended_on"})


def registered_households(reader: Reader, on: date) -> set[str]:
    """Return the households whose consent to being registered here stands on a day."""
    found = reader.records("consent", {"to": "register"})
    return {consent.household for consent in found if consent.household and consent.stands(on)}


def withheld_among(reader: Reader, changes: Sequence[Change], on: date, known: set[str]) -> set[str]:
    """Return the digests of those changes whose content stays here. ``known``: digests the office was sent before."""
    consented = registered_households(reader, on)
    about = _households(reader, {_subject(each.body) for each in changes if each.body is not None})
    told = {each.body.record for each in changes if each.body is not None and each.digest in known}
    held_back = set()
    for change in changes:
        body = change.body
        if body is None or about[_subject(body)] <= consented:
            continue
        if not (body.kind == "contract" and body.record in told and body.based_on.keys() <= ENDING):
            held_back.add(change.digest)
    return held_back


def _subject(body: Body) -> Name:
    return body.kind, body.record


def _households(reader: Reader, names: Iterable[Name]) -> dict[Name, set[str]]:
    """Return every household each record is about, over members, parties and what an explanation is of."""
    by_kind: dict[str, list[str]] = {}
    for kind, record in names:
        by_kind.setdefault(kind, []).append(record)
    found: dict[Name, set[str]] = {}
    for kind, ids in by_kind.items():
        for record, households in reader.households_of(kind, ids).items():
            found[kind, record] = set(households)
    _add_workers(reader, by_kind.get("contract", []), found)
    _add_explained(reader, by_kind.get("explanation", []), found)
    return found


def _add_workers(reader: Reader, contracts: list[str], found: dict[Name, set[str]]) -> None:
    """A job is about its worker's household, whether or not that is written down as a party."""
    if not contracts:
        return
    jobs = {each.id: each.member for each in reader.records("contract", {"id": contracts}) if each.member}
    homes = reader.households_of("member", list(set(jobs.values())))
    for contract, member in jobs.items():
        found["contract", contract].update(homes.get(member, ()))


def _add_explained(reader: Reader, explanations: list[str], found: dict[Name, set[str]]) -> None:
    """An explanation is about whomever the finding is about."""
    if not explanations:
        return
    for each in reader.records("explanation", {"id": explanations}):
        if each.of_kind and each.of:
            households = reader.households_of(each.of_kind, [each.of]).get(each.of, ())
            found["explanation", each.id].update(households)
