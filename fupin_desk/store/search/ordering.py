"""Where a text stands among others: Chinese by its pinyin, Uyghur and Kazakh by their letters, numbers by their size.

Folding (``domain.folding``) is for comparing; here letters that fold alike keep apart, for each has its own place.
Figures come first, then Latin letters and Chinese between them, then the Arabic script.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from fupin_desk.domain.folding import ascii_digits, is_chinese
from fupin_desk.domain.languages import letters_in_order
from fupin_desk.store.search.pinyin import readings, syllable

TYPED_FOR = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ه": "ھ", "ی": "ى", "ک": "ك", "ہ": "ھ", "ة": "ە", "ۀ": "ە", "ؤ": "و",
    "ئ": None, "ء": None, "ٴ": None, "ـ": None, "\u200c": None, "\u200d": None, "\u200e": None, "\u200f": None,
})  # fmt: skip
"""Letters of other keyboards by the one that was meant; what only carries a vowel, or lengthens a line, is none."""
BEYOND = 64
"""The place of a letter that is in no alphabet here, before its own number."""
FIGURES = re.compile(r"\d+")
MOST_FIGURES = 12


@lru_cache(maxsize=65536)
def order_key(text: str, language: str) -> str:
    """Return what puts a text in its place among others, compared letter by letter."""
    plain = ascii_digits(unicodedata.normalize("NFKC", text)).casefold().strip().translate(TYPED_FOR)
    plain = FIGURES.sub(lambda figures: figures[0].zfill(MOST_FIGURES), plain)
    if not plain or plain.isascii():
        return plain
    if all(map(is_chinese, plain)):
        return f"{' '.join(readings(plain)[-1])} {plain}"
    places = _places(language)
    return "".join(_placed(sign, places) for sign in plain)


def _placed(sign: str, places: dict[str, int]) -> str:
    if is_chinese(sign):
        return f"{syllable(sign)} "
    if "\u0600" <= sign <= "\u06ff":
        return "\uf000" + chr(0x100 + places.get(sign, BEYOND + ord(sign) - 0x600))
    return sign


@lru_cache(maxsize=4)
def _places(language: str) -> dict[str, int]:
    return {letter: place for place, letter in enumerate(letters_in_order(language))}
