"""Where somebody wrote down that a household did not agree: it is neither taken in nor answered row by row.

Always true:

* no list of those who said no comes out of a ledger, not even as a list of refused rows (safeguards.md);
* a consent that another cell of its row denies is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from fupin_desk.domain.folding import fold
from fupin_desk.ledger.book import Raw
from fupin_desk.ledger.cells import ticked
from fupin_desk.ledger.columns import SheetColumn, SheetSpec
from fupin_desk.ledger.typed import CellRefused
from fupin_desk.ledger.vocabulary import words_of, yes_no


def asks_whether(spec: SheetSpec, heading: str) -> bool:
    """Return whether a heading of ours on no sheet asks if somebody agreed (是否同意)."""
    return any(of_consent(spec, column) for column in spec.columns) and fold(heading) in words_of("refusals", "asks")


def of_consent(spec: SheetSpec, column: SheetColumn) -> bool:
    """Return whether a column says something of a consent."""
    return column.kind == "consent" and (spec.kind == "consent" or "." in column.key)


def says_no(columns: Sequence[tuple[SheetColumn, Raw]], asked: Sequence[Raw]) -> bool:
    """Return whether a row says that somebody did not agree; ``asked`` are the cells under 是否同意."""
    denied = words_of("refusals", "words")
    if any(_plain(raw) in denied for column, raw in columns if column.rule.shape.may_say_no):
        return True
    return any(fold(str(raw)) and not _yes(raw) for raw in asked)


def _plain(raw: Raw) -> str:
    """Return what a cell says, of boxes to tick what is ticked."""
    try:
        return fold(ticked(str(raw), "code"))
    except CellRefused:
        return fold(str(raw))


def _yes(raw: Raw) -> bool:
    plain = _plain(raw)
    return plain in words_of("refusals", "agreed") or yes_no().get(plain) is True
