"""Whose a consent is, and before whom it was spoken: what keeps one that is written down whole from standing.

Always true:

* nobody agrees for a household who is not of it, has left it, or is a child;
* a worker of 16 agrees to their own job, in whatever household they live: it is their own word;
* a witness is neither who asked, nor an official, nor an employer: however the name is written;
* what is not known is no flaw: a consent that names no member is the household's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from fupin_desk.domain.ages import age_on, birth
from fupin_desk.domain.folding import fold
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.household.records import Member
from fupin_desk.subjects.office.person import Person

Flaw = Literal["not_of_household", "gone", "child", "witness_not_free"]

GROWN, WORKING = 18, 16
"""Ages in years: of full capacity (Civil Code art. 17, 18), and of who may take a job (Labour Law art. 15)."""


@dataclass(frozen=True, slots=True)
class Circle:
    """Those around a consent: the members it may name, and the names of those who may witness none."""

    members: Mapping[str, Member] = field(default_factory=dict)
    workers: Mapping[str, str] = field(default_factory=dict)
    """Of each job the member it is for."""
    bound: frozenset[str] = frozenset()
    """Folded names of officials and employers."""

    def flaw(self, consent: Consent) -> Flaw | None:
        """Return what keeps a consent from standing on any day, or None."""
        if consent.member is not None:
            flaw = self._flaw_of(self.members.get(consent.member), consent)
            if flaw is not None:
                return flaw
        if consent.how == "spoken_before_witness" and consent.witness is not None:
            witness = fold(consent.witness)
            if not witness or witness in self.bound or witness == fold(consent.asked_by or ""):
                return "witness_not_free"
        return None

    def _flaw_of(self, member: Member | None, consent: Consent) -> Flaw | None:
        own_job = member is not None and consent.to == "contract" and self.workers.get(consent.about or "") == member.id
        if member is None or (member.household != consent.household and not own_job):
            return "not_of_household"
        if consent.on is None:
            return None
        if member.gone_since is not None and member.gone_since < consent.on and not own_job:
            return "gone"
        return None if _reached(member, consent.on, WORKING if own_job else GROWN) else "child"

    def counted(self, consents: Iterable[Consent]) -> list[Consent]:
        """Return those without a flaw."""
        return [consent for consent in consents if self.flaw(consent) is None]


def bound_names(entities: Iterable[Entity], people: Iterable[Person]) -> frozenset[str]:
    """Return the folded names of officials and employers; an able household or a leader is an entity under its own."""
    names = {name for entity in entities for name in (entity.legal_person, entity.name)} | {
        person.name for person in people
    }
    return frozenset(fold(name) for name in names if name)


def _reached(member: Member, on: date, years: int) -> bool:
    """Whether somebody had reached an age, as far as it is known: of whom only the year is, the oldest they can be."""
    born = birth(member.born_on, member.id_number, member.born_in)
    return born is None or age_on(born[0], on) >= years
