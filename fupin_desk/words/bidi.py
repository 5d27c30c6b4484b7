"""Keeping what is put into a sentence apart from the sentence (Unicode UAX #9, isolates).

Without it a phone number or a date in Uyghur text is shown with its parts swapped, and a Chinese name pulls the
figures beside it along.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from fupin_desk.words.languages import direction

LEFT_TO_RIGHT_ISOLATE = "\u2066"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

WRITTEN_OUT = re.compile(r"\d+(?:[-.,:/]\d+)+|(?<!\w)\.[A-Za-z]\w*")
"""What a translator writes out and would come out turned round: a date, an amount, a file's ending."""


def apart(text: str, language: str) -> str:
    """Return the text so that it keeps its own order in a sentence of the language.

    Left-to-right languages need nothing, and a command's output stays clean. In right-to-left ones a text with letters
    of that script finds its own direction; figures, dates, ids, file names and the rest run left to right. An isolate
    ends with its line (UAX #9, X8), so each line of several is kept apart by itself.
    """
    if not text or direction(language) == "ltr":
        return text
    if "\n" in text:
        return "\n".join(apart(line, language) for line in text.split("\n"))
    own_script = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
    return (FIRST_STRONG_ISOLATE if own_script else LEFT_TO_RIGHT_ISOLATE) + text + POP_ISOLATE


@lru_cache(maxsize=4096)
def settled(text: str, language: str) -> str:
    """Return a translated text with the dates, amounts and file endings written out in it kept in order."""
    if direction(language) == "ltr":
        return text
    return WRITTEN_OUT.sub(lambda found: LEFT_TO_RIGHT_ISOLATE + found[0] + POP_ISOLATE, text)
