"""What people told another laptop and this one does not know: phones, languages of papers; who took consent back.

Such values are LOCAL and never travel, but for what keeps a no, which goes by stick between laptops that met
(``carrying``). So a laptop says where there is something of the kind to ask for again: after it was put back to an
older copy of itself, and beside a village's other laptops.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fupin_desk.acts.desk import OLDER_COPY, Desk
from fupin_desk.domain.changes import Change
from fupin_desk.store import Reader, Work

OTHER_LAPTOPS = "other_laptops"


@dataclass(frozen=True)
class Elsewhere:
    """What else there is of this village."""

    older_copy: str | None
    """Day it came out that this desk is an older copy of itself, until somebody says that people were asked again."""
    desks: frozenset[str]
    """The other laptops of the village it has heard of."""

    @property
    def laptops(self) -> int:
        """How many."""
        return len(self.desks)


def elsewhere(reader: Reader) -> Elsewhere:
    """Return where else people may have told something that is not known here."""
    return Elsewhere(reader.get_value(OLDER_COPY), frozenset(reader.get_value(OTHER_LAPTOPS, [])))


def asked_again(desk: Desk) -> None:
    """Note that people were asked again for what the older copy does not know."""
    with desk.writing() as work:
        work.set_value(OLDER_COPY, None)


def note_elsewhere(desk: Desk, work: Work, changes: Iterable[Change]) -> None:
    """Note, before it is taken, whether the office brings what this desk wrote and lost, and who else writes."""
    office = desk.certificate("office").desk
    writers: dict[str, list[str]] = {}
    for change in changes:
        if change.body is not None and change.body.desk != office:
            writers.setdefault(change.body.desk, []).append(change.digest)
    if work.missing(writers.pop(desk.id, [])):
        work.set_value(OLDER_COPY, desk.today().isoformat())
    if writers:
        work.set_value(OTHER_LAPTOPS, sorted({*work.get_value(OTHER_LAPTOPS, []), *writers}))
