"""What a no ends: every agreement to the same thing that was given before it, in whichever record it was noted.

Always true:

* an agreement given on the day of a no or before it is over from that day on, however often it was written down;
* one given later counts again;
* nobody's no ends what another member said of their own name, or of their own job.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from fupin_desk.subjects.consent.records import Consent


def ended_by_noes(consents: Iterable[Consent], workers: Mapping[str, str]) -> list[Consent]:
    """Return those that are not taken out, each taken back as early as it, or another of the same thing, was.

    ``consents``: all there are of the things asked about, those taken out as well: a no stays one that was said.
    ``workers``: of each job the member it is for.
    """
    known = list(consents)
    noes: dict[str, list[Consent]] = defaultdict(list)
    for consent in known:
        if consent.withdrawn_on is not None and consent.household is not None:
            noes[consent.household].append(consent)
    return [_ended(consent, noes[consent.household or ""], workers) for consent in known if consent.voided is None]


def _ended(consent: Consent, noes: Iterable[Consent], workers: Mapping[str, str]) -> Consent:
    days = sorted(_days(consent, noes, workers))
    return msgspec.structs.replace(consent, withdrawn_on=days[0]) if days else consent


def _days(consent: Consent, noes: Iterable[Consent], workers: Mapping[str, str]) -> Iterator[date]:
    if consent.withdrawn_on is not None:
        yield consent.withdrawn_on
    for no in noes:
        if is_over(consent, no) and same_thing(consent, no, workers) and no.withdrawn_on is not None:
            yield no.withdrawn_on


def is_over(consent: Consent, no: Consent) -> bool:
    """Return whether a consent was given on the day of a no, or before it."""
    return consent.on is not None and no.withdrawn_on is not None and consent.on <= no.withdrawn_on


def same_thing(consent: Consent, no: Consent, workers: Mapping[str, str]) -> bool:
    """Return whether a no is to what a consent is to. What it leaves open (which contract, which notice) it is to all.

    Nobody's no ends what another member said of their own name, or of their own job; for the rest a household is one.
    """
    if consent.household is None or (consent.household, consent.to) != (no.household, no.to):
        return False
    if no.notice_kind is not None and consent.notice_kind != no.notice_kind:
        return False
    if None not in (consent.about, no.about) and consent.about != no.about:
        return False
    if None in (consent.member, no.member) or consent.member == no.member:
        return True
    return consent.to != "notice_name" and workers.get(consent.about or "") != consent.member
