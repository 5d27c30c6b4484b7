"""Builds the dossiers: every list is read once, every subject finds what belongs to it by its id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from heapq import heappop, heappush

from fupin_desk.domain.consenting import circle
from fupin_desk.domain.records.contract import Contract
from fupin_desk.domain.records.entity import Entity
from fupin_desk.policy.dossier import (
    Account,
    AssetYear,
    ContractDossier,
    DeliveryDossier,
    DistributionDossier,
    EntityDossier,
    HouseholdDossier,
    ShareDossier,
    VillageDossier,
)
from fupin_desk.policy.dues import dues_of
from fupin_desk.policy.records import Records
from fupin_desk.policy.rule import Subject
from fupin_desk.policy.settling import Purse, in_kind, purse_of_due, settle
from fupin_desk.policy.terms import last_bound_day, start_of

AnyDossier = (
    ContractDossier
    | ShareDossier
    | EntityDossier
    | VillageDossier
    | DistributionDossier
    | AssetYear
    | Account
    | DeliveryDossier
)


def dossiers_of(records: Records, on: date) -> dict[Subject, list[AnyDossier]]:
    """Return every subject that rules look at, with what belongs to it; what is due is counted through ``on``."""
    households = _households(records)
    shares = _shares(records)
    distributions = _distributions(records)
    return {
        "contract": [*_contracts(records, households)],
        "share": [*shares],
        "entity": [*_entities(records, shares)],
        "village": [*_villages(records)],
        "distribution": [*distributions],
        "asset_year": [*_asset_years(distributions, households)],
        "account": [*_accounts(records, on)],
        "delivery": [*_deliveries(records)],
    }


def _households(records: Records) -> dict[str, HouseholdDossier]:
    found = {one.id: HouseholdDossier(one) for one in records.household}
    for member in records.member:
        if member.household in found:
            found[member.household].members.append(member)
    return found


def _contracts(records: Records, households: dict[str, HouseholdDossier]) -> list[ContractDossier]:
    members = {one.id: one for one in records.member}
    entities = {one.id: one for one in records.entity}
    plots = {one.id: one for one in records.plot}
    by_id = {one.id: one for one in records.contract}
    found = {
        one.id: ContractDossier(
            one,
            plots=[plots[plot] for plot in one.plots or () if plot in plots],
            worker=members.get(one.member or ""),
            lease=by_id.get(one.lease or ""),
        )
        for one in records.contract
    }
    for party in records.party:
        dossier = found.get(party.contract or "")
        if dossier is None:
            continue
        dossier.parties.append(party)
        if party.household in households:
            dossier.households[party.household] = households[party.household]
        if party.entity in entities:
            dossier.entities[party.entity] = entities[party.entity]
    _agreed(records, "contract", found)
    for lease, backs in _backs(records).items():
        for back, sublet in _sublet(backs):
            found[back].sublet_centimu = sublet
            found[back].lease = by_id.get(lease)
    return list(found.values())


def _backs(records: Records) -> dict[str, list[Contract]]:
    found: dict[str, list[Contract]] = defaultdict(list)
    for one in records.contract:
        if one.terms == "back_contract" and one.lease:
            found[one.lease].append(one)
    return found


def _sublet(backs: list[Contract]) -> list[tuple[str, int]]:
    """Return for each back-contract how much of the lease is sublet on the day it begins.

    Whatever set of them is too large together is so on the day the last of the set begins.
    """
    ordered = sorted(backs, key=lambda one: (start_of(one) or date.min, one.id))
    running: list[tuple[date, int]] = []
    standing, at = 0, 0
    found: list[tuple[str, int]] = []
    while at < len(ordered):
        day = start_of(ordered[at]) or date.min
        while running and running[0][0] < day:
            standing -= heappop(running)[1]
        begun = at
        while at < len(ordered) and (start_of(ordered[at]) or date.min) == day:
            area, last = ordered[at].area_centimu or 0, last_bound_day(ordered[at]) or date.max
            if last >= day:  # else it was ended before it began
                standing += area
                heappush(running, (last, area))
            at += 1
        found += [(one.id, standing) for one in ordered[begun:at]]
    return found


def _shares(records: Records) -> list[ShareDossier]:
    found = {one.id: ShareDossier(one) for one in records.share}
    _agreed(records, "share", found)
    return list(found.values())


def _agreed(records: Records, to: str, found: Mapping[str, ContractDossier | ShareDossier]) -> None:
    """Put each consent to the subject it is about; one that does not count, with what keeps it from that."""
    around = circle(records.member, records.contract, records.entity, records.person)
    for consent in records.consent:
        subject = found.get(consent.about or "")
        if consent.to != to or subject is None:
            continue
        flaw = around.flaw(consent) if consent.recorded else "incomplete"
        if flaw is None:
            subject.consents.append(consent)
        else:
            subject.flawed.append((consent, flaw))


def _entities(records: Records, shares: list[ShareDossier]) -> list[EntityDossier]:
    found = {one.id: EntityDossier(one) for one in records.entity}
    for share in shares:
        if share.share.entity in found:
            found[share.share.entity].shares.append(share)
    return list(found.values())


def _villages(records: Records) -> list[VillageDossier]:
    serving: dict[str, list[Entity]] = defaultdict(list)
    for entity in records.entity:
        for code in set(entity.villages or (entity.village,)):
            serving[code].append(entity)
    return [VillageDossier(one, serving.get(one.code or one.village, [])) for one in records.village]


def _distributions(records: Records) -> list[DistributionDossier]:
    found = {one.id: DistributionDossier(one) for one in records.distribution}
    for line in records.distribution_line:
        if line.distribution in found:
            found[line.distribution].lines.append(line)
    return list(found.values())


def _asset_years(distributions: list[DistributionDossier], households: dict[str, HouseholdDossier]) -> list[AssetYear]:
    neighbours: dict[str, list[HouseholdDossier]] = defaultdict(list)
    for household in households.values():
        neighbours[household.household.village].append(household)
    found: dict[tuple[str | None, int | str], list[DistributionDossier]] = defaultdict(list)
    for one in distributions:
        asset, year = one.distribution.asset, one.distribution.year
        if asset is not None and year is not None:
            found[asset, year].append(one)
        elif asset is not None or one.distribution.entity is None:  # an entity's own income is no asset's
            found[None, one.id].append(one)
    return [AssetYear(group, neighbours.get(group[0].distribution.village, ())) for group in found.values()]


def _accounts(records: Records, on: date) -> list[Account]:
    terms = {one.id: one.terms for one in records.contract}
    goods: dict[str, int] = defaultdict(int)
    for payment in records.payment:
        if in_kind(payment) and payment.paid_on is not None and payment.paid_on <= on:
            goods[payment.contract or ""] += payment.amount_fen or 0
    found: dict[Purse, Account] = {}
    for settled in settle(dues_of(records, on), records.payment, on):
        purse = purse_of_due(settled.due)
        if purse not in found:
            said = terms.get(settled.due.contract or "")
            found[purse] = Account([], said, goods[settled.due.contract or ""] if said == "job" else 0)
        found[purse].settled.append(settled)
    return list(found.values())


def _deliveries(records: Records) -> list[DeliveryDossier]:
    orders = {one.id: one for one in records.contract if one.terms == "order"}
    return [DeliveryDossier(one, orders.get(one.contract or "")) for one in records.delivery]
