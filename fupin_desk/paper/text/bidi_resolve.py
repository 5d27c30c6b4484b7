"""The second half of the bidirectional algorithm (UAX #9): weak and neutral characters, brackets, implicit levels."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache

from fupin_desk.paper.text.bidi_explicit import Sequence

_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_MAX_BRACKETS = 63
"""BD16: an opening bracket beyond this depth ends the search."""


def resolve(sequence: Sequence, text: str, classes: list[str], levels: list[int]) -> None:
    """W1–W7, N0–N2, I1 and I2 for one isolating run sequence; writes the resolved levels into ``levels``."""
    original = [classes[at] for at in sequence.indexes]
    kinds = _weak(original, sequence.sos)
    _brackets(kinds, original, [text[at] for at in sequence.indexes], sequence)
    _neutral(kinds, sequence)
    for at, kind in zip(sequence.indexes, kinds, strict=True):
        if sequence.level % 2 == 0:
            levels[at] = sequence.level + {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)  # I1
        else:
            levels[at] = sequence.level + (kind in ("L", "EN", "AN"))  # I2


def _weak(original: list[str], sos: str) -> list[str]:
    """W1–W7."""
    kinds = _marks_and_arabic_numbers(original, sos)
    kinds = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for at in range(1, len(kinds) - 1):  # W4
        left, right = kinds[at - 1], kinds[at + 1]
        if left == right and ((kinds[at] in ("ES", "CS") and left == "EN") or (kinds[at] == "CS" and left == "AN")):
            kinds[at] = left
    _terminators(kinds)
    strong = sos
    for at, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):  # W6
            kinds[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[at] = "L"
    return kinds


def _marks_and_arabic_numbers(original: list[str], sos: str) -> list[str]:
    """W1 and W2."""
    kinds = []
    before = strong = sos
    for own in original:
        kind = own
        if kind == "NSM":  # W1
            kind = "ON" if before in ("LRI", "RLI", "FSI", "PDI") else before
        before = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        kinds.append("AN" if kind == "EN" and strong == "AL" else kind)  # W2
    return kinds


def _terminators(kinds: list[str]) -> None:
    """W5: a run of ET beside EN becomes EN."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > at and ((at and kinds[at - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")):
            kinds[at:end] = ["EN"] * (end - at)
        at = max(end, at + 1)


def _strong(kind: str) -> str:
    """For brackets and neutrals, numbers count as right-to-left; "" for what is neutral."""
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


def _brackets(kinds: list[str], original: list[str], characters: list[str], sequence: Sequence) -> None:
    """N0: a pair of brackets goes with what is in it, or else with what is before it."""
    embedding = "LR"[sequence.level % 2]
    for opening, closing in _pairs(kinds, characters):
        inside = {_strong(kinds[at]) for at in range(opening + 1, closing)} - {""}
        if embedding in inside:
            direction = embedding
        elif inside:
            before = next((s for at in range(opening - 1, -1, -1) if (s := _strong(kinds[at]))), sequence.sos)
            direction = before if before != embedding else embedding
        else:
            continue
        for at in (opening, closing):
            kinds[at] = direction
            mark = at + 1
            while mark < len(kinds) and original[mark] == "NSM":
                kinds[mark] = direction
                mark += 1


def _pairs(kinds: list[str], characters: list[str]) -> list[tuple[int, int]]:
    """BD16: the pairs of brackets, by where they open."""
    opened: list[tuple[str, int]] = []
    pairs = []
    for at, character in enumerate(characters):
        if kinds[at] != "ON" or character not in _closings():
            continue
        closing = _closings()[character]
        if closing:
            if len(opened) == _MAX_BRACKETS:
                return []
            opened.append((closing, at))
            continue
        itself = unicodedata.normalize("NFD", character)
        for depth in range(len(opened) - 1, -1, -1):
            if opened[depth][0] == itself:
                pairs.append((opened[depth][1], at))
                del opened[depth:]
                break
    return sorted(pairs)


@cache
def _closings() -> dict[str, str]:
    """Each bracket: what closes it if it opens, "" if it closes itself.

    Unicode's BidiBrackets.txt follows from the properties Python has: mirrored, neutral, Ps or Pe, in order of their
    code points, but for the one pair that is crossed. A test compares the result with that file.
    """
    kinds: dict[str, list[str]] = {"Ps": [], "Pe": []}
    for character in map(chr, range(sys.maxunicode + 1)):
        kind = unicodedata.category(character)
        if kind in kinds and unicodedata.mirrored(character) and unicodedata.bidirectional(character) == "ON":
            kinds[kind].append(character)
    pairs = dict(zip(kinds["Ps"], kinds["Pe"], strict=True))
    pairs["\u298d"], pairs["\u298f"] = "\u2990", "\u298e"
    closings = {opening: unicodedata.normalize("NFD", closing) for opening, closing in pairs.items()}
    return closings | dict.fromkeys(kinds["Pe"], "")


def _neutral(kinds: list[str], sequence: Sequence) -> None:
    """N1 and N2: neutrals between two of a kind become that kind, others take the embedding direction."""
    embedding = "LR"[sequence.level % 2]
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > at:
            before = _strong(kinds[at - 1]) if at else sequence.sos
            after = _strong(kinds[end]) if end < len(kinds) else sequence.eos
            kinds[at:end] = [before if before == after else embedding] * (end - at)
        at = max(end, at + 1)
