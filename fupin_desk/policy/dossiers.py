"""Builds the dossiers: every list is read once, every subject finds what belongs to it by its id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from fupin_desk.domain.consenting import circle
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
from fupin_desk.policy.land import leased_at_once, sublet_at_once
from fupin_desk.policy.payments import PaymentDossier, payment_dossiers
from fupin_desk.policy.records import Records
from fupin_desk.policy.rule import Subject
from fupin_desk.policy.settling import Purse, in_kind, purse_of_due, settle

AnyDossier = (
    ContractDossier
    | ShareDossier
    | EntityDossier
    | VillageDossier
    | DistributionDossier
    | AssetYear
    | Account
    | DeliveryDossier
    | PaymentDossier
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
        "asset_year": [*_asset_years(distributions, households, records.erased())],
        "account": [*_accounts(records, on)],
        "delivery": [*_deliveries(records)],
        "payment": [*payment_dossiers(records, on)],
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
    leases = {one.id: one for one in records.contract if one.terms == "lease"}
    found = {
        one.id: ContractDossier(
            one,
            plots=[plots[plot] for plot in one.plots or () if plot in plots],
            worker=members.get(one.member or ""),
            lease=leases.get(one.lease or ""),
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
    for back, sublet in sublet_at_once(records.contract):
        found[back].sublet_centimu = sublet
    for lease, together in leased_at_once(leases.values(), plots):
        found[lease].leased_together = together
    return list(found.values())


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


def _asset_years(
    distributions: list[DistributionDossier], households: dict[str, HouseholdDossier], erased: Collection[str]
) -> list[AssetYear]:
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
    return [AssetYear(group, neighbours.get(group[0].distribution.village, ()), erased) for group in found.values()]


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
