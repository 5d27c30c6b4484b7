"""Everything that is judged together: lists of records by kind, as many villages as were loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from fupin_desk.domain.record import Record
from fupin_desk.domain.records.consent import Consent
from fupin_desk.domain.records.contract import Contract, Party
from fupin_desk.domain.records.delivery import Delivery
from fupin_desk.domain.records.entity import Entity
from fupin_desk.domain.records.erasure import Erasure
from fupin_desk.domain.records.explanation import Explanation
from fupin_desk.domain.records.household import Household, Member, Plot
from fupin_desk.domain.records.income import Asset, Distribution, DistributionLine
from fupin_desk.domain.records.payment import Payment
from fupin_desk.domain.records.person import Person
from fupin_desk.domain.records.share import Share
from fupin_desk.domain.records.village import Village


@dataclass(frozen=True, kw_only=True)
class Records:
    """A frozen bundle; the fields are named after the record kinds. Voided records are left out."""

    village: Sequence[Village] = ()
    household: Sequence[Household] = ()
    member: Sequence[Member] = ()
    plot: Sequence[Plot] = ()
    entity: Sequence[Entity] = ()
    share: Sequence[Share] = ()
    contract: Sequence[Contract] = ()
    party: Sequence[Party] = ()
    delivery: Sequence[Delivery] = ()
    payment: Sequence[Payment] = ()
    asset: Sequence[Asset] = ()
    distribution: Sequence[Distribution] = ()
    distribution_line: Sequence[DistributionLine] = ()
    consent: Sequence[Consent] = ()
    explanation: Sequence[Explanation] = ()
    person: Sequence[Person] = ()
    """Those who work at this desk, and those who did: none of them witnesses a consent."""
    erasure: Sequence[Erasure] = ()

    def __post_init__(self) -> None:
        """Leave out what was taken out."""
        for kind in fields(self):
            if kind.name == "person":
                continue
            object.__setattr__(self, kind.name, standing(getattr(self, kind.name)))

    def erased(self) -> dict[str, date]:
        """Return the ids of what was erased, each with the day it was asked: whose it was is never asked again."""
        return {covered: one.asked_on or date.min for one in self.erasure for covered in one.covers or ()}


def standing(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return the records that were not taken out."""
    return tuple(record for record in records if record.voided is None)


JUDGED_KINDS = tuple(kind.name for kind in fields(Records))
"""The kinds to load: ``Records(**{kind: ... for kind in JUDGED_KINDS})``."""
