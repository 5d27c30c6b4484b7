"""Keeping what is put into a sentence apart from the sentence (Unicode UAX #9, isolates).

Without it a phone number or a date in Uyghur text is shown with its parts swapped, and a Chinese name pulls the
figures beside it along.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from fupin_desk.domain.languages import direction

LEFT_TO_RIGHT_ISOLATE = "\u2066"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line, as whoever typed it saw it."""

PARTED = " · "
"""Between the parts of what records are called."""

WRITTEN_OUT = re.compile(r"\d+(?:[-.,:/]\d+)+|(?<!\w)\.[A-Za-z]\w*")
"""What a translator writes out and would come out turned round: a date, an amount, a file's ending."""


def apart(text: str, language: str) -> str:
    """Return the text so that it keeps its own order in a sentence of the language.

    A text with letters that run right to left finds its own direction, in any language: among Chinese its words would
    come out in the wrong order as soon as it holds Latin or figures. In right-to-left languages all others (figures,
    dates, ids, file names) run left to right; in left-to-right ones they need nothing, and a command's output stays
    clean. An isolate ends with its line (UAX #9, X8), so each line of several is kept apart by itself; and so is each
    part of a name made of several, which stand in the order of the sentence: a head's name before a household's number.
    """
    lines = LINE_ENDS.split(text)
    if len(lines) > 1:
        return "\n".join(apart(line, language) for line in lines)
    parts = text.split(PARTED)
    if len(parts) > 1:
        return PARTED.join(apart(part, language) for part in parts)
    right_to_left = any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in text)
    if not text or not (right_to_left or direction(language) == "rtl"):
        return text
    return (FIRST_STRONG_ISOLATE if right_to_left else LEFT_TO_RIGHT_ISOLATE) + text + POP_ISOLATE


@lru_cache(maxsize=4096)
def settled(text: str, language: str) -> str:
    """Return a translated text with the dates, amounts and file endings written out in it kept in order."""
    if direction(language) == "ltr":
        return text
    return WRITTEN_OUT.sub(lambda match: LEFT_TO_RIGHT_ISOLATE + match[0] + POP_ISOLATE, text)
