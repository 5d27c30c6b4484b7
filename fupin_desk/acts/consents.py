"""The consents that stand on a day: what may be sent, printed by name, or left unsettled rests on these alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from fupin_desk.domain.consenting import circle
from fupin_desk.domain.records.household import Consent
from fupin_desk.store import Reader


def standing_consents(reader: Reader, where: dict[str, Any], on: date) -> list[Consent]:
    """Return the consents that match and stand on a day: written down whole, not withdrawn, without a flaw."""
    found = [each for each in reader.records("consent", where) if each.stands(on)]
    return without_flaw(reader, found)


def without_flaw(reader: Reader, consents: Sequence[Consent]) -> list[Consent]:
    """Return those that somebody gave who could, before a witness who was free (``domain.consenting``)."""
    personal = [each for each in consents if each.member is not None]
    spoken = any(each.how == "spoken_before_witness" for each in consents)
    if not personal and not spoken:
        return list(consents)
    about = sorted({each.about for each in personal if each.about and each.to == "contract"})
    around = circle(
        reader.records("member", {"id": sorted({each.member for each in personal if each.member})}),
        reader.records("contract", {"id": about}),
        reader.records("entity") if spoken else (),
        reader.records("person", voided=True) if spoken else (),
    )
    return around.counted(consents)
