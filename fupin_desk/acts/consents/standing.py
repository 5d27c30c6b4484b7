"""The consents that stand on a day: what may be sent, printed by name, or left unsettled rests on these alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from fupin_desk.store import Reader
from fupin_desk.subjects.consent.consenting import Circle, bound_names
from fupin_desk.subjects.consent.noes import ended_by_noes
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.contract.terms import workers_of

LOCAL_CLOSED_ON = "local.closed_on"
"""The day (ISO 8601) since which this desk has no LOCAL key."""


def standing_consents(reader: Reader, where: dict[str, Any], on: date) -> list[Consent]:
    """Return the consents that match and stand on a day: written down whole, not withdrawn, without a flaw."""
    found = [each for each in consents(reader, where) if each.stands(on) and _shown(reader, each)]
    return without_flaw(reader, found)


def over_since(reader: Reader, consent: str) -> date | None:
    """Return the day on which another agreement to the same thing was taken back, where that ended this one too.

    Nothing else shows it: one given anew on the day of a withdrawal says itself that it was given, and does not count.
    """
    stored = reader.find("consent", consent)
    if stored is None or stored.values["withdrawn_on"] or not stored.values["household"]:
        return None
    kept = consents(reader, {"household": stored.values["household"]})
    return next((each.withdrawn_on for each in kept if each.id == consent), None)


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
    found = reader.records("consent", wider, voided=True)
    noes = {each.household for each in found if each.withdrawn_on and each.to == "contract" and each.member}
    about = sorted({each.about for each in found if each.about and each.member and each.household in noes})
    kept = ended_by_noes(found, workers_of(reader.records("contract", {"id": about}) if about else ()))
    return [each for each in kept if asked.get("notice_kind") in (None, each.notice_kind)]


def without_flaw(reader: Reader, consents: Sequence[Consent]) -> list[Consent]:
    """Return those that somebody gave who could, before a witness who was free (``consenting``)."""
    personal = [each for each in consents if each.member is not None]
    spoken = any(each.how == "spoken_before_witness" for each in consents)
    if not personal and not spoken:
        return list(consents)
    about = sorted({each.about for each in personal if each.about and each.to == "contract"})
    members = reader.records("member", {"id": sorted({each.member for each in personal if each.member})})
    around = Circle(
        {each.id: each for each in members},
        workers_of(reader.records("contract", {"id": about})),
        bound_names(reader.records("entity"), reader.records("person", voided=True)) if spoken else frozenset(),
    )
    return around.counted(consents)
