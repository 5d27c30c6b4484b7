"""A village has the code it was invited under and its one record, which is not taken out."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_desk.domain.ids import village_id
from fupin_desk.domain.record import Contradiction
from fupin_desk.policy.constraint import Asked, Constraint, constraint
from fupin_desk.policy.dossier import Dossier
from fupin_desk.subjects.village.records import Village


@constraint(Village, "code", taken_out=True)
def another_village(village: Dossier[Village], asked: Asked) -> Iterator[Contradiction]:
    """A village without the code it was invited under, or under another; its record's id is made of the code.

    One is made when its laptop joins, and by nobody else.
    """
    own, written = village.record.village, village.record
    if written.code != own or asked.stood is None:
        yield Contradiction(("code",), "invited", written.code)
    if written.voided is not None or written.id != village_id(own):
        yield Contradiction(("code",), "invited", written.id)


CONSTRAINTS: tuple[Constraint, ...] = (another_village,)
"""In the order in which they are asked."""
