"""Levels and visual order: against Unicode's own conformance files, and against a library that passes them."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

import pytest
from bidi import get_display
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from fupin_desk.paper.text import bidi
from fupin_desk.paper.text.bidi_explicit import REMOVED
from fupin_desk.paper.text.bidi_resolve import _closings

WHOLE = os.environ.get("FUPIN_LONG") == "full"
"""All lines of the conformance files (a minute), or some of each (they were all right when this was written)."""
UNICODE = Path("/usr/share/unicode")
needs_unicode = pytest.mark.skipif(not (UNICODE / "BidiTest.txt").exists(), reason="Debian's unicode-data is not here")
STAND_INS = {
    kind: next(c for c in map(chr, range(0x10FFFF)) if unicodedata.bidirectional(c) == kind)
    for kind in [
        "L",
        "R",
        "AL",
        "EN",
        "ES",
        "ET",
        "AN",
        "CS",
        "NSM",
        "BN",
        "B",
        "S",
        "WS",
        "ON",
        "LRE",
        "LRO",
        "RLE",
        "RLO",
        "PDF",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
    ]
}
STAND_INS["ON"] = "!"  # not a bracket
ALPHABET = "ab中ئازn019.,-+%¥/:()[]{}*! \u0301،\u0665\u0627()"
OVERLOOKED = re.compile("[\u202a-\u202e][ \u202a-\u202e]*$")
"""Blanks at the end among embeddings take the paragraph's level (L1); the library looks at blanks alone."""
ALPHABET += "\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u200f"


def outcome(text: str, classes: list[str], base: int | None) -> tuple[list[int | None], list[int]]:
    """Levels as the conformance files write them (None where removed), and the order of what is left."""
    found = bidi.levels(text, base, classes)
    start = found_base(text, classes) if base is None else base
    found = bidi.line_levels(found, classes, start)
    kept = [at for at, kind in enumerate(classes) if kind not in REMOVED]
    order = [kept[place] for place in bidi.visual_order([found[at] for at in kept])]
    return [None if kind in REMOVED else found[at] for at, kind in enumerate(classes)], order


def found_base(text: str, classes: list[str]) -> int:
    """The base level the algorithm chooses: that of a separator put after the paragraph."""
    return bidi.levels(text + "\u2029", None, [*classes, "B"])[-1]


@needs_unicode
def test_every_line_of_the_conformance_file_of_classes_comes_out_as_written() -> None:
    levels: list[int | None] = []
    order: list[int] = []
    checked = 0
    for number, line in enumerate((UNICODE / "BidiTest.txt").read_text().splitlines()):
        if line.startswith("@Levels:"):
            levels = [None if level == "x" else int(level) for level in line.split()[1:]]
        elif line.startswith("@Reorder:"):
            order = [int(at) for at in line.split()[1:]]
        elif line and line[0] not in "#@" and (WHOLE or number % 23 == 0):
            kinds, bits = line.split(";")
            classes = kinds.split()
            text = "".join(STAND_INS[kind] for kind in classes)
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(bits, 16) & bit:
                    assert outcome(text, classes, base) == (levels, order), line
                    checked += 1
    assert checked > (500_000 if WHOLE else 20_000)


@needs_unicode
def test_every_line_of_the_conformance_file_of_characters_comes_out_as_written() -> None:
    checked = 0
    for number, line in enumerate((UNICODE / "BidiCharacterTest.txt").read_text().splitlines()):
        if not line or line.startswith("#") or not (WHOLE or number % 7 == 0):
            continue
        points, direction, _, levels, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        classes = [bidi.character_class(character) for character in text]
        expected = [None if level == "x" else int(level) for level in levels.split()]
        got = outcome(text, classes, {"0": 0, "1": 1, "2": None}[direction])
        assert got == (expected, [int(at) for at in order.split()]), line
        checked += 1
    assert checked > (90_000 if WHOLE else 10_000)


@needs_unicode
def test_brackets_are_those_of_unicodes_file() -> None:
    pairs = {}
    for line in (UNICODE / "BidiBrackets.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            point, other, kind = line.split("#")[0].replace(" ", "").split(";")
            closing = unicodedata.normalize("NFD", chr(int(other, 16)))
            pairs[chr(int(point, 16))] = closing if kind == "o" else ""
    assert _closings() == pairs


@settings(max_examples=400, deadline=None, derandomize=True)  # the library errs in one of some ten thousands
@given(st.text(ALPHABET, max_size=24), st.sampled_from([0, 1]))
@example("ئا(0991-1234567)", 1)
def test_visual_order_equals_that_of_the_library_in_rust(text: str, base: int) -> None:
    assume(not OVERLOOKED.search(text))
    classes = [bidi.character_class(character) for character in text]
    levels = bidi.levels(text, base)
    assume(base == 0 or any(level % 2 for level in levels))  # else the library leaves even blanks at the end (L1)
    found = bidi.line_levels(levels, classes, base)
    ours = [text[at] for at in bidi.visual_order(found)]
    theirs = get_display(text, base_dir="LR"[base])
    assert without_controls("".join(ours)) == without_controls(theirs)


def without_controls(text: str) -> str:
    """Controls may stand anywhere in what is shown; the library drops some of them."""
    return "".join(character for character in text if unicodedata.category(character) != "Cf")
