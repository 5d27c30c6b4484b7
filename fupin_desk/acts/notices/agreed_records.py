"""What a notice is gathered from: the records of the desk, with the registrations that stand, and what hung before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from fupin_desk.acts.consents.standing import standing_consents
from fupin_desk.acts.notices.finding import lines_of
from fupin_desk.acts.notices.snapshot import cells_of, facts_of, gathered_up, printed
from fupin_desk.acts.policy.check import JudgedRecords
from fupin_desk.domain.record import Record, kind_name
from fupin_desk.kinds.notices import about_one
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.graph import Graph
from fupin_desk.policy.notice_spec import PEOPLE, NoticeSpec, Printed
from fupin_desk.store import PastReader, Reader
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.household.records import Household
from fupin_desk.subjects.notice.records import ABOUT, FOR_WHAT_IT_SAID, Notice


class AgreedRecords(JudgedRecords):
    """The records that policy looks at, of the agreements to being registered those alone that stand on a day.

    None stands of a household that was taken out of the register.
    """

    def __init__(self, reader: Reader, on: date, among: Collection[str] | None = None) -> None:
        """Read from a desk what holds on a day; ``among``: only of these households."""
        super().__init__(reader)
        standing = standing_consents(reader, {"to": "register"}, on)
        here = {household.id for household in reader.records_of(Household) if among is None or household.id in among}
        self.households = {consent.household or "" for consent in standing if consent.household in here}
        self._standing = {consent.id for consent in standing if consent.household in here}
        self.counted_kinds: set[str] = set()
        """Kinds of which records were asked for so far, but for consents, and people named by others."""

    def records(self, kind: str, where: Mapping[str, Any] | None = None, voided: bool = False) -> list[Any]:
        """Return the records of a kind that match."""
        found = super().records(kind, where, voided)
        if kind == kind_name(Consent):
            return [record for record in found if self._counts(record)]
        if where is None or kind not in PEOPLE:
            self.counted_kinds.add(kind)
        return found

    def _counts(self, consent: Consent) -> bool:
        return consent.to != "register" or consent.id in self._standing


def before_signing(reader: Reader, notice: Notice) -> PastReader:
    """Return the records as they stood when a notice was signed; before it was drafted, where it is not yet."""
    signing = [
        change.digest for change in reader.history(kind_name(Notice), notice.id) if "signed_on" in (change.values or {})
    ]
    if not signing:
        return PastReader.before(reader.history_here, notice)
    return PastReader(reader.history_here, max(place for place, _bare in reader.history_here.known(signing).values()))


def printed_before(reader: Reader, spec: NoticeSpec, record: Record, but: str | None) -> Sequence[Printed]:
    """Return what was signed of a kind of notice about a record, oldest first, without the notice ``but``.

    One that was withdrawn counts: it may have hung. A draft does not: nobody has seen it.
    """
    notices = reader.records_of(Notice, {"kind": spec.kind, **({ABOUT: record.id} if about_one(spec) else {})})
    signed = sorted(
        (notice.signed_on, notice.id, notice) for notice in notices if notice.signed_on and notice.id != but
    )
    return [_printed(reader, record, notice) for _on, _id, notice in signed]


def _printed(reader: Reader, record: Record, notice: Notice) -> Printed:
    on = notice.drafted_on or date.min
    then = AgreedRecords(PastReader.before(reader.history_here, notice), on)
    lines = [gathered_up(cells_of(line)) for line in printed(lines_of(reader, notice))]
    wrong = notice.withdrawn_why in FOR_WHAT_IT_SAID
    return Printed(Dossier(record, Graph(then)), on, gathered_up(facts_of(notice).said), lines, wrong)
