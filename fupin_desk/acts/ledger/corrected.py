"""What earlier imports of an exported sheet brought: whoever corrects the same sheet once more is not asked about it.

Beside the history it is remembered which unit of work imported rows of which export, and nothing of what they said.

Always true:

* only what the same person brought in from that export, and nobody changed since, counts as the sheet's own;
* a workbook that still has what the export said where an earlier one brought a correction is another copy of it, and
  nothing counts as its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fupin_desk.store import Reader, Work

KEY = "ledger.imports"
"""Where the desk keeps of which export (``Version.seq``) each unit of work imported rows, by its number."""
MOST = 200
"""Imports remembered, the newest; of older ones a second correction is asked about."""


class Brought:
    """The changes that were written from rows of one export."""

    def __init__(self, reader: Reader, person: str) -> None:
        """Look for what ``person`` imported."""
        self._reader, self._person = reader, person
        self._imports: Mapping[str, int] = reader.get_value(KEY, {})
        self._digests: dict[int, frozenset[str]] = {}
        self._copies: dict[int, bool] = {}

    def stands(self, seq: int, heads: Iterable[str]) -> bool:
        """Return whether all that stands in a field was brought from the export made at ``seq``."""
        known_heads = set(heads)
        return bool(known_heads) and known_heads <= self._of(seq)

    def all_in(self, seq: int, another_copy: Callable[[], bool]) -> bool:
        """Return whether a workbook holds all that earlier ones of its export brought; asked once of each export."""
        if seq not in self._copies:
            self._copies[seq] = bool(self._of(seq)) and not another_copy()
        return self._copies[seq]

    def _of(self, seq: int) -> frozenset[str]:
        if seq not in self._digests:
            acts = [int(act) for act, of in self._imports.items() if of == seq]
            changes = self._reader.changes_named(self._reader.written_in(acts)) if acts else []
            own = (change.digest for change in changes if change.body and change.body.person == self._person)
            self._digests[seq] = frozenset(own)
        return self._digests[seq]


def remember(work: Work, exports: set[int]) -> None:
    """Note of which export the rows were that this unit of work took; nothing where they were of several."""
    act = work.act
    if act is None or len(exports) != 1:
        return
    known: dict[str, Any] = work.get_value(KEY, {})
    newest = sorted(known, key=int)[1 - MOST :]
    work.set_value(KEY, {column: known[column] for column in newest} | {str(act): exports.pop()})
