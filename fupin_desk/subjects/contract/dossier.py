"""Contracts: who is bound, since when and until when, and who agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from fupin_desk.policy.dossier import Dossier
from fupin_desk.subjects.consent.agreement import Agreed
from fupin_desk.subjects.contract.records import Contract, Party
from fupin_desk.subjects.contract.terms import in_force, last_bound_day, start_of, workers_of
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.household.dossier import HouseholdDossier
from fupin_desk.subjects.household.records import Household, Member

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
    def jobs(self) -> Mapping[str, str]:
        """If it is a job, the member it is for."""
        return workers_of([self.record])

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
                household = Dossier(party, self.graph).named(Household, "household")
                return None if household is None else HouseholdDossier(household, self.graph)
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
        payers = [party.entity for party in entities if party.role not in PAYS_NOT] or [
            party.entity for party in entities
        ]
        return Bound(tuple(sorted(set(households))), tuple(sorted({payer for payer in payers if payer})))

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


AGREED: tuple[type[Agreed[Any]], ...] = (ContractDossier,)
"""What holds for households only because they agreed to it."""
