"""What people agreed to: the consents to a contract or a share, and what keeps others from counting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from fupin_desk.domain.folding import fold
from fupin_desk.policy.dossier import Dossier, R
from fupin_desk.subjects.consent.consenting import Circle, bound_names
from fupin_desk.subjects.consent.noes import ended_by_noes
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.erasure.dossier import Erasable
from fupin_desk.subjects.household.records import Member
from fupin_desk.subjects.office.person import Person


class Agreement(NamedTuple):
    """The consents to one thing."""

    counted: Sequence[Consent] = ()
    """Those without a flaw."""
    flawed: Sequence[tuple[Consent, str]] = ()
    """Those that were written down and do not count, each with what keeps it from that (``consenting``)."""


class Agreed(Erasable[R]):
    """Something that holds for households because they agreed to it."""

    __slots__ = ()

    @property
    def agreement(self) -> Agreement:
        """The consents to it."""
        return self.graph.once((Agreement, self.id), self._agreement)

    @property
    def consents(self) -> Sequence[Consent]:
        """Consents without a flaw."""
        return self.agreement.counted

    @property
    def flawed(self) -> Sequence[tuple[Consent, str]]:
        """Consents that do not count, with the flaw."""
        return self.agreement.flawed

    @property
    def household_ids(self) -> list[str]:
        """The households for which it holds."""
        raise NotImplementedError

    def in_force(self, on: date) -> bool:
        """Return whether it holds on that day."""
        raise NotImplementedError

    def undated(self, on: date) -> bool:
        """Return whether it may be in force, but nobody wrote down since when."""
        return False

    def agreed(self, on: date) -> set[str | None]:
        """Return the households that agreed to it."""
        return {consent.household for consent in self.consents if consent.stands(on)}

    @property
    def jobs(self) -> Mapping[str, str]:
        """If it is a job, the member it is for, by its id."""
        return {}

    def _agreement(self) -> Agreement:
        given = self._given()
        if not given:
            return Agreement()
        around = self._circle(given)
        flaws = [(consent, around.flaw(consent) if consent.recorded else "incomplete") for consent in given]
        return Agreement(
            [consent for consent, flaw in flaws if flaw is None],
            [(consent, flaw) for consent, flaw in flaws if flaw is not None],
        )

    def _given(self) -> list[Consent]:
        """Return the consents to it that were not taken out, each as every no of its household left it."""
        about = [consent for consent in self.those(Consent, "about") if consent.to == self.kind]
        of_homes = (Dossier(consent, self.graph).beside("household", Consent, "household") for consent in about)
        known = {consent.id: consent for some in (about, *of_homes) for consent in some}
        ended = {consent.id: consent for consent in ended_by_noes(known.values(), self.jobs)}
        return [ended[consent.id] for consent in about if consent.id in ended]

    def _circle(self, given: Sequence[Consent]) -> Circle:
        named = (Dossier(consent, self.graph).named(Member, "member") for consent in given)
        witnesses = {
            fold(consent.witness) for consent in given if consent.how == "spoken_before_witness" and consent.witness
        }
        return Circle(
            {member.id: member for member in named if member is not None},
            self.jobs,
            frozenset(name for name in witnesses if self._is_bound(name)),
        )

    def _is_bound(self, name: str) -> bool:
        """Return whether an official or an employer is called so (folded)."""
        return bool(self.graph.worded(Entity, _employers, name) or self.graph.worded(Person, _officials, name))


def _employers(entity: Entity) -> frozenset[str]:
    return bound_names((entity,), ())


def _officials(person: Person) -> frozenset[str]:
    return bound_names((), (person,))
