"""Text folded for every comparison: what two people would type for the same name becomes the same letters.

Search, the ledger, who is the same person, who may witness, the choices of a window, code lists and the paper gate
all compare what comes from here. Stored text is never folded.

Always true:

* width, case, blanks, marks between words, signs nobody sees and the digits of any script make no difference;
* nor does the keyboard a letter of the Arabic script was typed on (Uyghur, Kazakh, Persian, Arabic), nor one that
  types traditional characters;
* folding twice is folding once.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from fupin_desk.domain.traditional import SEVERAL, SIMPLIFIED

ROUNDED = "ۇۆۈۋ"
"""Uyghur letters that other keyboards and old lists write with a plain waw; in Uyghur they differ."""
VARIANTS = {
    # yeh: Arabic, Farsi, alef maksura, Uyghur e and i, with hamza; the high hamza yeh of Kazakh
    **dict.fromkeys("يىېیےۍٸ", "ى"),
    # kaf
    **dict.fromkeys("كکڪ", "ك"),
    # heh, and the ae of Uyghur and Kazakh
    **dict.fromkeys("هەھةۀہۂۃ", "ه"),
    # alef with its signs
    **dict.fromkeys("اأإآٱٲٳٵ", "ا"),
    # waw with its signs
    **dict.fromkeys("وؤۅۉٶٷ", "و"),
    # hamza alone and on its seat (which in Uyghur only carries the vowel after it), and the sign that lengthens a line
    **dict.fromkeys("ئءٴـ", ""),
}
"""Letters that stand for one another, by the one that is kept."""
SIGNS = frozenset("%√×+✓✔☑")
"""What means something in a cell though it is no letter: a percentage, a tick."""
BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters nobody sees."""
NUMERALS = {sign: value % 10 for value, sign in enumerate("〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖")} | {"两": 2}
LONGEST_GROUP = 6
"""Letters a group's own name has at most."""
GROUP_WORDS = ("村民小组", "小组", "组", "group", "گۇرۇپپا", "توپ")
"""What a village's group is called, after or before its number."""
TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
_LETTERS = str.maketrans(VARIANTS)
_SIMPLIFIED = str.maketrans(SIMPLIFIED)
_ONE_KEPT = str.maketrans(dict.fromkeys(ROUNDED, "و") | SIMPLIFIED)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return a text as it is compared: letters and digits only, without case, width, blanks or keyboard."""
    return _letters(text).translate(_ONE_KEPT)


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, each to be found by its beginning."""
    wide = unicodedata.normalize("NFKC", text)
    apart = "".join(" " if _parts(sign) else sign for sign in wide)
    return [folded for word in apart.split() if (folded := fold(word))]


def simplified(text: str) -> str:
    """Return a text with simplified characters for its traditional ones, each in its place."""
    return text if text.isascii() else text.translate(_SIMPLIFIED)


def spelled_apart(first: str, other: str) -> bool:
    """Return whether two names that fold alike may be two: ئۆمەر is not ئۇمەر, and 张後 may not be 张后.

    They are where a Uyghur letter differs that both wrote (a plain waw stands for any of those: another keyboard has no
    other), or a Chinese character that folds to one which stands for several.
    """
    here, there = _letters(first), _letters(other)
    return here != there and any(
        sign != mark and ((sign in ROUNDED and mark in ROUNDED) or simplified(sign) in SEVERAL)
        for sign, mark in zip(here, there, strict=False)
    )


@lru_cache(maxsize=8192)
def number_key(text: str) -> str:
    """Return a number people call something by as it is compared: leading noughts and marks make no difference.

    ``0001`` is ``1`` and ``LD-07`` is ``ld7``; ``1-12`` is not ``11-2``.
    """
    key = ""
    for word in words_of(as_counted(text)):
        bare = re.sub(r"\d+", lambda digits: digits[0].lstrip("0") or "0", word)
        key += f"-{bare}" if key[-1:].isdigit() and bare[:1].isdigit() else bare
    named = re.fullmatch(r"(?:第|no|编号)*(\d+)[号户]?", key)
    return named[1] if named else key


def as_counted(text: str) -> str:
    """Return a number without the nought that programs put behind it where a column has gaps: 12.0 is 12."""
    return WITH_NOUGHT.sub(r"\1", text)


WITH_NOUGHT = re.compile(r"^\s*(\d+)\.0\s*$", re.ASCII)


def names_group(text: str) -> bool:
    """Return whether a text names a group of a village and nothing else: 二组, 第3村民小组, 上湾组."""
    plain = fold(text)
    rests = [plain.removesuffix(fold(word)).removeprefix(fold(word)) for word in GROUP_WORDS]
    return any(rest and rest != plain and len(rest) <= LONGEST_GROUP for rest in rests)


@lru_cache(maxsize=1024)
def group_key(text: str) -> str:
    """Return the name of a group of a village as it is compared: 一组, 第1组, １组, 01组 and 1 are one."""
    plain = fold(text).removeprefix("第")
    for word in map(fold, GROUP_WORDS):
        if plain.removesuffix(word).removeprefix(word) not in ("", plain):
            plain = plain.removesuffix(word).removeprefix(word)
            break
    return re.sub(r"\d+", lambda digits: digits[0].lstrip("0") or "0", in_figures(plain))


def in_figures(plain: str) -> str:
    """Return a text with its Chinese numerals under a hundred, and digits said one by one, in figures."""
    return NUMERAL.sub(_counted, plain)


NUMERAL = re.compile(f"[{''.join((*NUMERALS, *TENS))}]+")


def _counted(numeral: re.Match[str]) -> str:
    """Return the digits of a Chinese numeral under a hundred, or of digits said one by one."""
    digit = numeral[0]
    at = next((at for at, sign in enumerate(digit) if sign in TENS), None)
    if at is None:
        return "".join(str(NUMERALS[sign]) for sign in digit)
    before, after = digit[:at], digit[at + 1 :]
    if len(before) > 1 or len(after) > 1 or any(sign in TENS for sign in before + after):
        return digit
    tens = TENS[digit[at]] * (NUMERALS[before] if before else 1)
    return str(tens + (NUMERALS[after] if after else 0))


def is_chinese(sign: str) -> bool:
    """Return whether a character is a Chinese one."""
    return "一" <= sign <= "鿿" or "㐀" <= sign <= "䶿" or sign >= "\U00020000"


def ascii_digits(text: str) -> str:
    """Return a text with the digits of any script as plain ones."""
    return text if text.isascii() else "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def _letters(text: str) -> str:
    """Return a text folded but for the letters of ``ROUNDED`` and traditional characters."""
    if text.isascii():
        return "".join(sign for sign in text.casefold() if sign.isalnum() or sign in SIGNS)
    wide = unicodedata.normalize("NFKC", text).translate(_LETTERS)
    bare = unicodedata.normalize("NFKD", wide).casefold().translate(_LETTERS)
    return ascii_digits("".join(sign for sign in bare if _is_kept(sign)))


def _is_kept(sign: str) -> bool:
    return sign in SIGNS or (unicodedata.category(sign)[0] in "LN" and sign not in BLANK_LETTERS)


def _parts(sign: str) -> bool:
    """Return whether a sign stands between two words; what nobody sees parts none."""
    kind = unicodedata.category(sign)
    return sign not in SIGNS and (kind[0] in "ZPS" or kind == "Cc")
