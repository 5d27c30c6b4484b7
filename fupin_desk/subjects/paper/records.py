"""Scanned papers (附件)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fupin_desk.domain.codes import CodeList
from fupin_desk.domain.fields import PRIVATE, PUBLIC, Purpose, code, count, ref, special, text
from fupin_desk.domain.record import Record
from fupin_desk.domain.shapes import DIGEST
from fupin_desk.domain.traits import ALONE, Traits
from fupin_desk.domain.withholding import AsAgreed

PAPER_KIND = CodeList("paper_kind", ("contract", "voucher", "notice", "photograph", "other"))


class Paper(Record, frozen=True, kw_only=True):
    """A scan (附件), by its digest; its content lies in the vault, encrypted like the rest."""

    purpose: ClassVar[Purpose] = Purpose.LINKAGE
    owner: ClassVar[str | None] = "household"
    traits = Traits(
        place=180,
        called=("title",),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=ALONE,
        same=None,
        sheet=None,
        cited_by=(),
        about=(),
        erased="asked",
        kept="nothing",
        travels=AsAgreed(also=("<contract.papers",)),
        by_hand=True,
    )

    household: Annotated[str | None, ref(PRIVATE, "household")] = None
    """Whose paper it is, where it is one household's."""
    kind: Annotated[str | None, code(PUBLIC, PAPER_KIND, required=True)] = None
    digest: Annotated[str | None, special(DIGEST, PUBLIC, required=True)] = None
    pages: Annotated[int | None, count(PUBLIC)] = None
    size_bytes: Annotated[int | None, count(PUBLIC, required=True)] = None
    title: Annotated[str | None, text(PRIVATE, 120)] = None


RECORDS: tuple[type[Record], ...] = (Paper,)
"""The kinds of record of this subject."""
