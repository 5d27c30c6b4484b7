"""Which way each character runs: levels and visual order by the Unicode bidirectional algorithm (UAX #9).

Our own, because no library on the Python index gives levels; held to Unicode's conformance files and to the Rust crate
behind python-bidi by its tests. Mirroring is left to HarfBuzz, which does it when it shapes a right-to-left run.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from fupin_desk.paper.text.bidi_explicit import (
    ISOLATE_INITIATORS,
    REMOVED,
    explicit_levels,
    matching_isolates,
    paragraph_level,
    sequences,
)
from fupin_desk.paper.text.bidi_resolve import resolve

_PLAIN = frozenset({"L", "EN", "ES", "ET", "CS", "NSM", "WS", "ON", "S"})
"""Classes that cannot bring in another level where the base runs left to right."""


@lru_cache(maxsize=8192)
def character_class(character: str) -> str:
    """The bidi class; unassigned characters count as left to right."""
    return unicodedata.bidirectional(character) or "L"


def levels(text: str, base: int | None, classes: list[str] | None = None) -> list[int]:
    """The level of every character of one paragraph; odd runs right to left.

    ``base`` is 0 (left to right), 1 (right to left), or None to take it from the first strong character. ``classes``
    stand in for the characters' own. Characters that X9 removes have the level of what is before them.
    """
    own = classes is None
    if classes is None:
        classes = [character_class(character) for character in text]
    if own and base == 0 and _PLAIN.issuperset(classes):
        return [0] * len(text)
    matches = matching_isolates(classes)
    if base is None:
        base = paragraph_level(classes, matches) or 0
    levels, kinds = explicit_levels(classes, base, matches)
    for sequence in sequences(classes, levels, base, matches):
        resolve(sequence, text, kinds, levels)
    before = base
    for at, kind in enumerate(classes):
        levels[at] = before = before if kind in REMOVED else levels[at]
    return levels


def line_levels(levels_of_line: Sequence[int], classes: Sequence[str], base: int) -> list[int]:
    """L1: separators, and white space before them or at the end of a line, take the base level."""
    result = list(levels_of_line)
    resetting = True
    for at in range(len(result) - 1, -1, -1):
        kind = classes[at]
        if kind in ("B", "S"):
            resetting = True
        elif kind not in ("WS", "PDI") and kind not in ISOLATE_INITIATORS and kind not in REMOVED:
            resetting = False
        if resetting:
            result[at] = base
    return result


def visual_order(levels_of_runs: Sequence[int]) -> list[int]:
    """L2: the order from left to right of characters, or of runs, by their levels."""
    order = list(range(len(levels_of_runs)))
    odd = [level for level in levels_of_runs if level % 2]
    if not odd:
        return order
    for level in range(max(levels_of_runs), min(odd) - 1, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels_of_runs[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = max(end, at + 1)
    return order
