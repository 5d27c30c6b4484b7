"""What people agreed to: the consents to a contract or a share, and what keeps others from counting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fupin_desk.policy.dossier import Dossier, R
from fupin_desk.policy.graph import Graph
from fupin_desk.subjects.consent.consenting import Circle, bound_names
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
    def jobs(self) -> Mapping[str, str]:
        """If it is a job, the member it is for, by its id."""
        return {}

    def _agreement(self) -> Agreement:
        given = [consent for consent in self.those(Consent, "about") if consent.to == self.kind]
        if not given:
            return Agreement()
        around = self._circle(given)
        flaws = [(consent, around.flaw(consent) if consent.recorded else "incomplete") for consent in given]
        return Agreement(
            [consent for consent, flaw in flaws if flaw is None],
            [(consent, flaw) for consent, flaw in flaws if flaw is not None],
        )

    def _circle(self, given: Sequence[Consent]) -> Circle:
        named = (Dossier(consent, self.graph).named(Member, "member") for consent in given)
        spoken = any(consent.how == "spoken_before_witness" for consent in given)
        return Circle(
            {member.id: member for member in named if member is not None},
            self.jobs,
            _bound(self.graph) if spoken else frozenset(),
        )


def _bound(graph: Graph) -> frozenset[str]:
    return graph.once(_bound, lambda: bound_names(graph.all(Entity), graph.all(Person)))
