"""Public notices (公示) and their lines."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from fupin_desk.domain.codes import LANGUAGE, NOTICE_KIND, CodeList
from fupin_desk.domain.fields import (
    LOCAL,
    MASKED,
    PRIVATE,
    PUBLIC,
    Purpose,
    code,
    codes,
    count,
    day,
    lines,
    ref,
    special,
    text,
    words,
    year,
)
from fupin_desk.domain.open_list import OpenList
from fupin_desk.domain.record import Record
from fupin_desk.domain.shapes import DIGEST
from fupin_desk.domain.traits import Placed, Traits
from fupin_desk.domain.withholding import ALWAYS, AsAgreed, Known, NobodysIf
from fupin_desk.subjects.notice.objection import Objection

ABOUT = "distribution"
"""The field of a notice that names the record it is about, of whichever kind: it is called after the first such kind,
for so it stands in every history and bundle there is. Read it as ``Notice.about``."""
NOTICED = OpenList("notice.distribution")
"""Kinds of record that a notice can be about, besides the village: filled from the specs (``kinds/notices.py``)."""
ON_LINES = OpenList("notice_line.about")
"""Kinds of record that a line of a notice can be about: filled from the specs."""
NOTICE_STATE = CodeList("notice_state", ("drafted", "signed", "posted", "closed", "withdrawn"))
WITHDRAWN_WHY = CodeList("withdrawn_why", ("error_found", "replaced", "objection_upheld", "other"))
"""Why a notice was taken back: never whose wish it was."""
FOR_WHAT_IT_SAID = ("error_found", "objection_upheld")
"""Of these, that what it said was wrong."""


class Notice(Record, frozen=True, kw_only=True):
    """A public notice: drafted, signed, posted, closed or withdrawn.

    Always true:

    * its lines are frozen when it is drafted;
    * it does not close before its day, nor while an objection to it has no answer.
    """

    purpose: ClassVar[Purpose] = Purpose.NOTICE
    traits = Traits(
        place=190,
        called=("number",),
        prefix="N",
        found_by={},
        only_one={},
        asks=None,
        placed=Placed("notices"),
        same=None,
        sheet=None,
        cited_by=(),
        about=(),
        erased="never",
        kept="all",
        travels=ALWAYS,
        by_hand=False,
    )

    number: Annotated[str | None, text(PUBLIC, 40, required=True)] = None
    kind: Annotated[str | None, code(PUBLIC, NOTICE_KIND, required=True)] = None
    languages: Annotated[list[str] | None, codes(PUBLIC, LANGUAGE, required=True)] = None
    distribution: Annotated[str | None, ref(PUBLIC, open_to=NOTICED)] = None
    """Which record it is about, where it is about one (``ABOUT``)."""
    year: Annotated[int | None, year(PUBLIC)] = None
    state: Annotated[str | None, code(PUBLIC, NOTICE_STATE, required=True)] = None
    drafted_on: Annotated[date | None, day(PUBLIC)] = None
    totals: Annotated[list[str] | None, lines(PUBLIC, 400)] = None
    """Frozen with the lines: JSON texts."""
    chain_head: Annotated[str | None, special(DIGEST, PUBLIC)] = None
    digest: Annotated[str | None, special(DIGEST, PUBLIC)] = None
    """Over what is printed."""
    salt: Annotated[str | None, text(LOCAL, 32)] = None
    """Printed with it, and part of every digest: without the paper nobody guesses a line from its digest."""
    signed_on: Annotated[date | None, day(PUBLIC)] = None
    signed_file: Annotated[str | None, special(DIGEST, PUBLIC)] = None
    posted_on: Annotated[date | None, day(PUBLIC)] = None
    posted_where: Annotated[str | None, text(PUBLIC, 120)] = None
    closes_on: Annotated[date | None, day(PUBLIC)] = None
    closed_on: Annotated[date | None, day(PUBLIC)] = None
    result: Annotated[str | None, words(PUBLIC, 1000)] = None
    withdrawn_why: Annotated[str | None, code(PUBLIC, WITHDRAWN_WHY)] = None
    """No words: they would tell who took an agreement back."""

    @property
    def about(self) -> str | None:
        """The id of the record it is about; None where it is about the village as a whole."""
        return self.distribution

    def stays(self, known: Known) -> bool:
        """Return whether it stays: until it is signed nobody has seen it, and who is on it may still go."""
        return self.signed_on is None


class NoticeLine(Record, frozen=True, kw_only=True):
    """One printed line of a notice, frozen: what it shows and the digest over exactly that."""

    purpose: ClassVar[Purpose] = Purpose.NOTICE
    owner: ClassVar[str | None] = "household"
    traits = Traits(
        place=200,
        called=("position",),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=Placed(by=("notice",)),
        same=None,
        sheet=None,
        cited_by=(),
        about=(),
        erased="along",
        kept="nothing",
        travels=AsAgreed(
            nobodys=(NobodysIf("position", without=("household",), offices=("about",)),), along="notice", lists="about"
        ),
        by_hand=False,
    )

    notice: Annotated[str | None, ref(PUBLIC, "notice", required=True)] = None
    position: Annotated[int | None, count(PUBLIC, required=True)] = None
    about: Annotated[str | None, ref(PRIVATE, open_to=ON_LINES)] = None
    household: Annotated[str | None, ref(PRIVATE, "household")] = None
    """Whose line it is, where it is one household's: erased and withheld with it."""
    shown: Annotated[list[str] | None, lines(MASKED, 400, required=True)] = None
    digest: Annotated[str | None, special(DIGEST, PUBLIC, required=True)] = None


RECORDS: tuple[type[Record], ...] = (Notice, NoticeLine, Objection)
"""The kinds of record of this subject."""
