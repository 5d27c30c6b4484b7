"""An agreement given on one laptop and one of the same thing taken back on another, neither knowing of the other.

Which came later no clock can tell. So the no holds: beside what the new agreement says, it is written down that it was
taken back, as if one laptop had been told so, and that it was not; a dispute like any other, that a person settles who
asks the household (``registers``), and that goes to the other laptop as it is.

Always true:

* an agreement asked for on a laptop that knew of the withdrawal is not doubted: its next file says so;
* an agreement given on the day of the withdrawal or before is over, and no doubt (``subjects.consent.noes``);
* once settled it is not doubted again by the same withdrawal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fupin_desk.acts.desk import Desk
from fupin_desk.domain.changes import Change
from fupin_desk.store import Stored, Work
from fupin_desk.subjects.consent.noes import is_over, same_thing
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.contract.records import Contract
from fupin_desk.subjects.contract.terms import workers_of

FIELD = "withdrawn_on"


def doubt_agreements(work: Work) -> None:
    """Doubt every agreement that another laptop than that of the withdrawal was given, without knowing of it."""
    for consent, back in _unaware(work):
        if _desks(_said(work, consent, "on")).isdisjoint(_desks(_said(work, back, FIELD))):
            work.say_beside("consent", consent.id, FIELD, [back.values[FIELD], None])


def say_that_it_was_known(desk: Desk, work: Work) -> None:
    """Write of this laptop's own agreements that they stand though one of the same thing was taken back: it was known.

    What was given before that became known here was doubted when it did.
    """
    for consent, _back in _unaware(work):
        if desk.id in _desks(_said(work, consent, "on")):
            work.say_beside("consent", consent.id, FIELD, [None])


def _unaware(work: Work) -> Iterator[tuple[Stored, Stored]]:
    """Yield each agreement that stands with one of the same thing taken back that nothing said of it follows."""
    here = {stored.id: stored for stored in work.list("consent")}
    consents = [consent for consent in work.records_of(Consent) if consent.id in here]
    taken_back = [consent for consent in consents if consent.withdrawn_on]
    given = [consent for consent in consents if consent.on and not consent.withdrawn_on] if taken_back else []
    about = sorted({consent.about for consent in given if consent.about and consent.to == "contract"})
    workers = workers_of(work.records_of(Contract, {"id": about})) if about else {}
    for consent in given:
        known = work.ancestors(here[consent.id].heads.get(FIELD, ()))
        for back in taken_back:
            same = same_thing(consent, back, workers) and not is_over(consent, back)
            if same and known.isdisjoint(change.digest for change in _said(work, here[back.id], FIELD)):
                yield here[consent.id], here[back.id]
                break


def _said(work: Work, consent: Stored, field: str) -> list[Change]:
    """Return every change that ever filled a field of a consent."""
    return [change for change in work.history("consent", consent.id) if change.values and change.values.get(field)]


def _desks(changes: Sequence[Change]) -> set[str]:
    return {change.body.desk for change in changes if change.body is not None}
