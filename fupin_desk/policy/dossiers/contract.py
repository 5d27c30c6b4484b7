"""Contracts: who is bound, since when and until when, and what else hangs on the same land."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from fupin_desk.domain.records.contract import Contract, Party
from fupin_desk.domain.records.delivery import Delivery
from fupin_desk.domain.records.entity import Entity
from fupin_desk.domain.records.household import Household, Member, Plot
from fupin_desk.domain.records.payment import Payment
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.dossiers.agreement import Agreed
from fupin_desk.policy.dossiers.household import HouseholdDossier
from fupin_desk.policy.land import leased_at_once, sublet_at_once
from fupin_desk.policy.terms import in_force, last_bound_day, start_of

PAYS_NOT = {"household", "collective", "lessor"}


class Bound(msgspec.Struct, frozen=True):
    """Who a contract's money goes to and who pays it."""

    households: tuple[str, ...]
    payers: tuple[str, ...]


class ContractDossier(Agreed[Contract]):
    """A contract with its parties and what else is recorded about it."""

    __slots__ = ()
    of = Contract

    @property
    def terms(self) -> str | None:
        """Its terms."""
        return self.record.terms

    @property
    def day(self) -> date | None:
        """The day whose rules hold for it: signing, else its first day."""
        return self.record.signed_on or self.record.since

    @property
    def start(self) -> date | None:
        """The first day it runs."""
        return start_of(self.record)

    @property
    def parties(self) -> Sequence[Party]:
        """Who is bound by it."""
        return self.those(Party, "contract")

    @property
    def worker(self) -> Member | None:
        """Whose job it is."""
        return self.named(Member, "member")

    @property
    def plots(self) -> Sequence[Plot]:
        """The plots it names that are known here."""
        return self.all_named(Plot, "plots")

    @property
    def lease(self) -> Contract | None:
        """The lease that a back-contract comes from."""
        found = self.named(Contract, "lease")
        return found if found is not None and found.terms == "lease" else None

    @property
    def deliveries(self) -> Sequence[Delivery]:
        """What was delivered under it."""
        return self.those(Delivery, "contract")

    @property
    def payments(self) -> list[Payment]:
        """What was paid under it, and on no line of a list."""
        return [payment for payment in self.those(Payment, "contract") if not payment.distribution_line]

    @property
    def nobodys(self) -> bool:
        """Whether it says of no household, or of no worker, that they are bound."""
        return not self.household_ids or (self.terms == "job" and self.worker is None)

    @property
    def household_ids(self) -> list[str]:
        """The households bound by it; a job binds its worker's household even where no party names it."""
        named = [party.household for party in self.parties if party.household]
        worker = self.worker
        if worker is not None and worker.household:
            named.append(worker.household)
        return list(dict.fromkeys(named))

    def household(self, id: str) -> HouseholdDossier | None:
        """Return a household that a party of it names; none that is not here."""
        for party in self.parties:
            if party.household == id:
                found = Dossier(party, self.graph).named(Household, "household")
                return None if found is None else HouseholdDossier(found, self.graph)
        return None

    def entity(self, party: Party) -> Entity | None:
        """Return the entity that a party is."""
        return Dossier(party, self.graph).named(Entity, "entity")

    @property
    def bound(self) -> Bound:
        """The households money is due to and the entities that owe it.

        A job's household is its worker's. A household that leases land (``lessee``) is owed no rent for it.
        """
        worker = self.worker if self.terms == "job" else None
        if worker is not None and worker.household is not None:
            households = [worker.household]
        else:
            households = [party.household for party in self.parties if party.household and party.role != "lessee"]
        entities = [party for party in self.parties if party.entity]
        payers = [party.entity for party in entities if party.role not in PAYS_NOT] or [one.entity for one in entities]
        return Bound(tuple(sorted(set(households))), tuple(sorted({payer for payer in payers if payer})))

    def areas_by_household(self, households: Sequence[str]) -> dict[str, int] | None:
        """Return each household's leased area (hundredths of a mu), or ``None`` where nothing says whose is what."""
        if len(households) == 1:
            return None if self.record.area_centimu is None else {households[0]: self.record.area_centimu}
        plots = {plot.id: plot for plot in self.plots}
        areas = dict.fromkeys(households, 0)
        for name in self.record.plots or ():
            plot = plots.get(name)
            if plot is None or plot.household not in areas or plot.area_centimu is None:
                return None
            areas[plot.household] += plot.area_centimu
        return areas if areas and all(areas.values()) else None

    def agreed(self, on: date) -> set[str | None]:
        """Return the households that agreed to it; a worker agrees to a job wherever they live."""
        standing = [consent for consent in self.consents if consent.stands(on)]
        worker = self.worker
        own = worker is not None and any(consent.member == worker.id for consent in standing)
        return {consent.household for consent in standing} | ({worker.household} if own and worker else set())

    def in_force(self, on: date) -> bool:
        """Return whether it binds on that day."""
        return in_force(self.record, on)

    def over(self, on: date) -> bool:
        """Return whether it has ended by that day, begun or not."""
        last = last_bound_day(self.record)
        return last is not None and last < on

    def undated(self, on: date) -> bool:
        """Return whether it may be in force, but nobody wrote down since when."""
        return self.start is None and not self.over(on)

    @property
    def sublet_centimu(self) -> int:
        """Of a back-contract: what stands sublet of its lease on the day it begins, itself included."""
        lease = self.record.lease
        if self.terms != "back_contract" or lease is None:
            return 0
        backs = [each for each in self.beside("lease", Contract, "lease") if each.terms == "back_contract"]
        return self.graph.once((sublet_at_once, lease), lambda: dict(sublet_at_once(backs))).get(self.id, 0)

    @property
    def leased_together(self) -> tuple[int, int] | None:
        """Of a lease whose plots others have as well: what all of them lease on the day it begins, and what they hold.

        In hundredths of a mu; ``None`` where it is alone or an area is not known.
        """
        day = self.start
        if self.terms != "lease" or day is None or not self.in_force(day):
            return None
        others = self.beside("plots", Contract, "plots")
        found = {each.id: each for each in others if each.terms == "lease" and in_force(each, day)}
        return leased_at_once((each, ContractDossier(each, self.graph).plots) for each in found.values())
