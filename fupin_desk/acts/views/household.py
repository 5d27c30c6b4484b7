"""One household, one page: what is shown of it besides its own fields and its lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.disputes import Dispute
from fupin_desk.acts.elsewhere import elsewhere
from fupin_desk.acts.neighbours import neighbours
from fupin_desk.acts.owed import dues_of_household
from fupin_desk.acts.views.names import names, rested_on
from fupin_desk.acts.views.neighbours import asked_about
from fupin_desk.acts.views.sync_status import sync_statuses
from fupin_desk.store import Reader, Stored
from fupin_desk.subjects.payment.settling import Settled


@dataclass(frozen=True)
class HouseholdPage:
    """What the page shows."""

    id: str
    name: str
    """Head and number."""
    exists: bool
    contracts: list[Stored]
    dues: list[Settled]
    called: dict[str, str]
    """What the dues are owed under, by contract or distribution line."""
    road: str
    village: str
    """Code of its village."""
    laptops: int
    """How many other laptops of the village, not met, may know of consents taken back, and this one not."""
    to_ask: list[Dispute]
    """Where one laptop was told a no and another a yes."""


def household_page(desk: Desk, household: str, on: date) -> HouseholdPage:
    """Return the page of a household; one that is not there yet is empty."""
    with desk.vault.reading() as reader:
        stored = reader.find("household", household)
        dues = dues_of_household(reader, household, on)
        return HouseholdPage(
            household,
            names(reader, "household", [household]).get(household, ""),
            stored is not None,
            _contracts(reader, household),
            dues,
            rested_on(reader, [one.due for one in dues]),
            sync_statuses(reader, [household]).get(household, "unsent"),
            "" if stored is None else stored.village,
            len(elsewhere(reader).desks - {each.desk for each in neighbours(reader)}),
            asked_about(reader).get(household, []),
        )


def _contracts(reader: Reader, household: str) -> list[Stored]:
    parties = reader.list("party", where={"household": household})
    ids = {str(party.values["contract"]) for party in parties if party.values["contract"]}
    return reader.list("contract", where={"id": sorted(ids)}, order="number") if ids else []
