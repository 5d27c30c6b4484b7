"""What people say to a finding."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fupin_desk.domain.fields import PRIVATE, PUBLIC, Purpose, text, words
from fupin_desk.domain.record import Record
from fupin_desk.domain.traits import Placed, Traits
from fupin_desk.domain.withholding import AsAgreed, Known


class Explanation(Record, frozen=True, kw_only=True):
    """What a person says to a finding; the finding stays visible."""

    purpose: ClassVar[Purpose] = Purpose.OFFICE
    traits = Traits(
        place=170,
        called=("rule",),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=Placed(by=("of",)),
        same=None,
        sheet=None,
        cited_by=(),
        about=("of",),
        erased="along",
        kept="nothing",
        travels=AsAgreed(follows="of"),
        by_hand=True,
    )

    rule: Annotated[str | None, text(PUBLIC, 60, required=True)] = None
    of_kind: Annotated[str | None, text(PUBLIC, 40, required=True)] = None
    of: Annotated[str | None, text(PUBLIC, 40, required=True, kind_in="of_kind")] = None
    words: Annotated[str | None, words(PRIVATE, required=True)] = None
    by: Annotated[str | None, text(PRIVATE, 60, required=True)] = None

    def stays(self, known: Known) -> bool:
        """Return whether it stays: one that would tell, by being there, of an agreement that is missing."""
        return self.rule in known.telling
