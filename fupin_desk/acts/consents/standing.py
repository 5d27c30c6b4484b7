"""The consents that stand on a day: what may be sent, printed by name, or left unsettled rests on these alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from fupin_desk.store import Reader
from fupin_desk.subjects.consent.consenting import Circle, bound_names
from fupin_desk.subjects.consent.noes import ended_by_noes
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.contract.terms import workers_of
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.household.records import Member
from fupin_desk.subjects.office.person import Person

LOCAL_CLOSED_ON = "local.closed_on"
"""The day (ISO 8601) since which this desk has no LOCAL key."""


def standing_consents(reader: Reader, where: dict[str, Any], on: date) -> list[Consent]:
    """Return the consents that match and stand on a day: written down whole, not withdrawn, without a flaw."""
    standing = [consent for consent in consents(reader, where) if consent.stands(on) and _shown(reader, consent)]
    return without_flaw(reader, standing)


def over_since(reader: Reader, consent: str) -> date | None:
    """Return the day on which another agreement to the same thing was taken back, where that ended this one too.

    Nothing else shows it: one given anew on the day of a withdrawal says itself that it was given, and does not count.
    """
    stored = reader.find("consent", consent)
    if stored is None or stored.values["withdrawn_on"] or not stored.values["household"]:
        return None
    kept = consents(reader, {"household": stored.values["household"]})
    return next((agreed.withdrawn_on for agreed in kept if agreed.id == consent), None)


def _shown(reader: Reader, consent: Consent) -> bool:
    """Return whether this desk can show that nobody took a consent back.

    Without its LOCAL key, as the office's recovery key opens it, a desk reads no no that was noted before: only what
    was agreed to after that day covers anything.
    """
    if reader.local_here:
        return True
    closed_on = reader.get_value(LOCAL_CLOSED_ON)
    return closed_on is not None and consent.on is not None and consent.on.isoformat() > str(closed_on)


def consents(reader: Reader, where: dict[str, Any] | None = None) -> list[Consent]:
    """Return the consents that match, whenever given, each taken back by whatever no it fell under."""
    asked = where or {}
    # One that leaves the kind of notice open may have been a no to this one.
    wider = {name: value for name, value in asked.items() if name != "notice_kind"}
    wider_consents = reader.records_of(Consent, wider, voided=True)
    noes = {
        consent.household
        for consent in wider_consents
        if consent.withdrawn_on and consent.to == "contract" and consent.member
    }
    about = sorted(
        {consent.about for consent in wider_consents if consent.about and consent.member and consent.household in noes}
    )
    kept = ended_by_noes(wider_consents, workers_of(reader.records_of(Contract, {"id": about}) if about else ()))
    return [consent for consent in kept if asked.get("notice_kind") in (None, consent.notice_kind)]


def without_flaw(reader: Reader, consents: Sequence[Consent]) -> list[Consent]:
    """Return those that somebody gave who could, before a witness who was free (``consenting``)."""
    personal = [consent for consent in consents if consent.member is not None]
    spoken = any(consent.how == "spoken_before_witness" for consent in consents)
    if not personal and not spoken:
        return list(consents)
    about = sorted({consent.about for consent in personal if consent.about and consent.to == "contract"})
    members = reader.records_of(Member, {"id": sorted({consent.member for consent in personal if consent.member})})
    around = Circle(
        {member.id: member for member in members},
        workers_of(reader.records_of(Contract, {"id": about})),
        bound_names(reader.records_of(Entity), reader.records_of(Person, voided=True)) if spoken else frozenset(),
    )
    return around.counted(consents)
