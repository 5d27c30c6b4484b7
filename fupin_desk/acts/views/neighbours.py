"""The village's other laptops as the window shows them, and what the laptops were told differently."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from fupin_desk.acts.conflicts.disputes import Dispute, disputes_in
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.laptops.carrying import Untold, untold
from fupin_desk.acts.laptops.elsewhere import elsewhere
from fupin_desk.acts.laptops.neighbours import Neighbour, neighbours
from fupin_desk.domain.errors import NotEnrolledError
from fupin_desk.kinds import kind_spec
from fupin_desk.store import Reader


@dataclass(frozen=True)
class OtherLaptops:
    """What the exchange page shows of them; where there never was another laptop, nothing."""

    fingerprint: str
    """This laptop's own."""
    met: list[Neighbour]
    not_met: int
    """How many others wrote in the village, as far as this one has heard."""
    untold: Untold

    @property
    def alone(self) -> bool:
        """Whether this laptop never heard of another."""
        return not (self.met or self.not_met)


def other_laptops(desk: Desk) -> OtherLaptops | None:
    """Return what is known of the village's other laptops; None at an office, or where no certificate was taken yet."""
    if desk.role != "village":
        return None
    try:
        own = desk.certificate("own")
    except NotEnrolledError:
        return None
    with desk.vault.reading() as reader:
        met = neighbours(reader)
        not_met = elsewhere(reader).desks - {neighbour.desk for neighbour in met}
        return OtherLaptops(own.fingerprint, met, len(not_met), untold(reader))


def asked_about(reader: Reader) -> dict[str, list[Dispute]]:
    """Return for each household where a no and a yes stand beside each other; somebody has to ask it which holds."""
    by_household: dict[str, list[Dispute]] = defaultdict(list)
    for dispute in disputes_in(reader):
        if kind_spec(dispute.kind).fields[dispute.field].keeps_no:
            of = (
                dispute.record
                if dispute.kind == "household"
                else reader.get(dispute.kind, dispute.record).values["household"]
            )
            if of is not None:
                by_household[str(of)].append(dispute)
    return dict(by_household)
