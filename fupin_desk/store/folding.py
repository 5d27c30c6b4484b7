"""Words folded for searching: what two people would type for the same name becomes the same letters.

Case and width (NFKC), blanks and hyphens, and the ways one Arabic letter is written in Uyghur, Kazakh, Persian and
Arabic keyboards fall together; marks over and under letters fall away.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

VARIANTS = {
    # yeh: Arabic, Farsi, alef maksura, Uyghur e and i, with hamza
    **dict.fromkeys("يىېیےۍ", "ى"),
    # kaf
    **dict.fromkeys("كکڪ", "ك"),
    # heh, and the ae of Uyghur and Kazakh
    **dict.fromkeys("هەھةۀہۂۃ", "ه"),
    # alef with its signs
    **dict.fromkeys("اأإآٱٲٳٵ", "ا"),
    # waw, and the rounded vowels, which old lists write with a plain waw
    **dict.fromkeys("وؤۇۆۈۋۅۉٶٷ", "و"),
    # high hamza yeh of Kazakh
    "ٸ": "ى",
    # hamza alone and on its seat (which in Uyghur only carries the vowel after it), tatweel, joiners
    **dict.fromkeys("ئءٴـ\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069", ""),
}
_TABLE = str.maketrans(VARIANTS)
_LEFT_OUT = frozenset("·•‧・-‐‑–—'’`.,，。_/")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the text folded, without blanks: what is compared when searching."""
    wide = unicodedata.normalize("NFKC", text).translate(_TABLE)
    bare = unicodedata.normalize("NFKD", wide).casefold() if not wide.isascii() else wide.casefold()
    return "".join(
        sign for sign in bare if not sign.isspace() and sign not in _LEFT_OUT and not unicodedata.combining(sign)
    ).translate(_TABLE)


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, each to be found by its beginning."""
    apart = "".join(" " if sign in _LEFT_OUT else sign for sign in unicodedata.normalize("NFKC", text))
    return [folded for word in apart.split() if (folded := fold(word))]


def is_chinese(sign: str) -> bool:
    """Return whether a character is a Chinese one."""
    return "一" <= sign <= "鿿" or "㐀" <= sign <= "䶿" or sign >= "\U00020000"
