"""What people agreed to: the consents to a contract or a share, and what keeps others from counting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fupin_desk.domain.consenting import Circle, bound_names, workers_of
from fupin_desk.domain.records.consent import Consent
from fupin_desk.domain.records.contract import Contract
from fupin_desk.domain.records.entity import Entity
from fupin_desk.domain.records.household import Member
from fupin_desk.domain.records.person import Person
from fupin_desk.policy.dossier import Dossier, R, Subject
from fupin_desk.policy.graph import Graph


class Agreement(NamedTuple):
    """The consents to one thing."""

    counted: Sequence[Consent] = ()
    """Those without a flaw."""
    flawed: Sequence[tuple[Consent, str]] = ()
    """Those that were written down and do not count, each with what keeps it from that (``domain.consenting``)."""


class Agreed(Subject[R]):
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
            workers_of([self.record] if isinstance(self.record, Contract) else ()),
            _bound(self.graph) if spoken else frozenset(),
        )


def _bound(graph: Graph) -> frozenset[str]:
    return graph.once(_bound, lambda: bound_names(graph.all(Entity), graph.all(Person)))
