"""One household, one page: what is shown of it besides its own fields and its lists."""

from __future__ import annotations

from datetime import date

from fupin_desk.acts.conflicts.disputes import Dispute
from fupin_desk.acts.consents.standing import standing_consents
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.laptops.elsewhere import elsewhere
from fupin_desk.acts.laptops.neighbours import neighbours
from fupin_desk.acts.policy.owed import dues_of_household
from fupin_desk.acts.records.names import rested_on
from fupin_desk.acts.views.neighbours import asked_about
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.payment.settling import Settled


def household_dues(desk: Desk, household: str, on: date) -> list[tuple[Settled, str]]:
    """Return what is due to a household through a day, the latest first, each with what it is owed under."""
    with desk.vault.reading() as reader:
        dues = dues_of_household(reader, household, on)
        called = rested_on(reader, [settled.due for settled in dues])
    dues.sort(key=lambda settled: settled.due.due_on, reverse=True)
    return [(settled, called.get(settled.due.contract or settled.due.distribution_line or "", "")) for settled in dues]


def registered_since(desk: Desk, household: str, on: date) -> date | None:
    """Return the day of the agreement to being registered that stands; None without one."""
    with desk.vault.reading() as reader:
        standing = standing_consents(reader, {str(Consent.owner): household, "to": "register"}, on)
        return max((consent.on for consent in standing if consent.on is not None), default=None)


def unmet_laptops(desk: Desk) -> int:
    """Return how many other laptops of the village may know of consents taken back, and this one not."""
    with desk.vault.reading() as reader:
        return len(elsewhere(reader).desks - {neighbour.desk for neighbour in neighbours(reader)})


def to_ask(desk: Desk, household: str) -> list[Dispute]:
    """Return where one laptop was told a no of a household, and another a yes."""
    with desk.vault.reading() as reader:
        return asked_about(reader).get(household, [])
