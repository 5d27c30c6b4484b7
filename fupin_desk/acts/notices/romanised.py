"""Registered people's names in Latin letters: Chinese ones in pinyin, Uyghur and Kazakh ones as they are spelled.

The letters alone are compared, so tones, numbers of tones, hyphens and blanks hide nothing, nor which name comes first.
What is found must be words by itself. A short spelling, and one that is also a place's or a common word's, is a name
only where it is written in two words with capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from fupin_desk.acts.notices.found import Found, common_words, words
from fupin_desk.domain.folding import is_chinese
from fupin_desk.store.search.pinyin import readings

_LEAST, _LONG_ENOUGH = 4, 5
"""Letters of a name; with fewer it must be written in two words with capitals, as one that is another word is."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a]{2}")
_GAP = re.compile(r"[\s\d\W_]{0,4}")
Spelling = tuple[str, str, int]
"""Letters, the name as it is written, and how many letters its first part has."""


def spellings_of(names: Iterable[str]) -> dict[str, list[Spelling]]:
    """Return what to look for, by its first two letters, the longest first."""
    by_word: dict[str, dict[str, Spelling]] = {}
    for name in names:
        for letters, parted in _spelled(name):
            if len(letters) >= _LEAST:
                by_word.setdefault(letters[:2], {}).setdefault(letters, (letters, name, parted))
    return {word: sorted(ways.values(), key=lambda way: (-len(way[0]), way[0])) for word, ways in by_word.items()}


def find_spelled(by_beginning: dict[str, list[Spelling]], text: str) -> Iterator[Found]:
    """Every name of ``spellings_of`` in a text."""
    letters, places = _latin(text)
    at = 0
    while at < len(letters) - 1:
        hit = next(_hits(by_beginning.get(letters[at : at + 2], ()), text, letters, places, at), None)
        if hit is None:
            at += 1
        else:
            yield hit
            at = next((later for later in range(at, len(letters)) if places[later] >= hit.end), len(letters))


def has_latin(text: str) -> bool:
    """Return whether a text holds words in Latin letters at all."""
    return _LATIN.search(text) is not None


def _hits(spellings: Iterable[Spelling], text: str, letters: str, places: list[int], at: int) -> Iterator[Found]:
    for spelled, name, parted in spellings:
        end = at + len(spelled)
        if letters.startswith(spelled, at) and _stands(text, places[at:end], spelled, parted):
            yield Found(name, places[at], places[end - 1] + 1)


def _stands(text: str, places: list[int], spelled: str, parted: int) -> bool:
    """Whether the letters found are words by themselves, with little between them."""
    start, end = places[0], places[-1] + 1
    if is_latin(text[start - 1 : start]) or is_latin(text[end : end + 1]):
        return False
    gaps = [text[start + 1 : two] for start, two in pairwise(places)]
    if not all(_GAP.fullmatch(gap) for gap in gaps):
        return False
    if len(spelled) >= _LONG_ENOUGH and spelled not in _common():
        return True
    return bool("".join(gaps[parted - 1 : parted])) and text[start].isupper() and text[places[parted]].isupper()


def _spelled(name: str) -> Iterator[tuple[str, int]]:
    """A name's spellings, its parts in both orders."""
    for first, second in _parts(name):
        yield first + second, len(first)
        if first and second:
            yield second + first, len(second)


def _parts(name: str) -> Iterator[tuple[str, str]]:
    """A name's two parts in Latin letters: family and given name, or its two words; the second may be empty."""
    name_words = ["".join(filter(str.isalpha, word)) for word in re.split(r"[\s·•．‧・.\-‐]+", name) if word]
    if len(name_words) == 2:
        for spelled in spell_word(name_words[0]):
            yield from ((spelled, two) for two in spell_word(name_words[1]))
    elif len(name_words) == 1 and all(map(is_chinese, name_words[0])):
        for syllables in readings(name_words[0]):
            plain = [plain_latin(syllable) for syllable in syllables]
            yield from (("".join(plain[:at]), "".join(plain[at:])) for at in (1, 2) if at < len(plain))
    elif name_words:
        yield from ((spelled, "") for spelled in spell_word("".join(name_words)))


def spell_word(word: str) -> Iterator[str]:
    """Every way a word is spelled in Latin letters; none where it is in them already."""
    if word and all(map(is_chinese, word)):
        yield from ("".join(map(plain_latin, syllables)) for syllables in readings(word))
    elif any("\u0600" <= sign <= "\u06ff" for sign in word):
        yield plain_latin("".join(_arabic().get(sign, "") for sign in unicodedata.normalize("NFKC", word)))


def plain_latin(spelled: str) -> str:
    """One spelling for all: the u with dots is written v, yu and u."""
    return spelled.lower().replace("v", "u")


def _latin(text: str) -> tuple[str, list[int]]:
    """The plain Latin letters of a text, and the place of each."""
    letters: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        for bare in unicodedata.normalize("NFKD", sign) if is_latin(sign) else "":
            if bare.isascii() and bare.isalpha():
                letters.append(plain_latin(bare))
                places.append(at)
    return "".join(letters), places


def is_latin(sign: str) -> bool:
    """Return whether a sign is a Latin letter."""
    return bool(sign) and sign.isalpha() and unicodedata.name(sign, "").startswith(("LATIN", "FULLWIDTH LATIN"))


@cache
def _common() -> frozenset[str]:
    """Spellings that are places or words, in pinyin or English."""
    chinese = (word for word in common_words() if all(map(is_chinese, word)))
    spelled = {"".join(map(plain_latin, syllables)) for word in chinese for syllables in readings(word)}
    return frozenset(spelled | {plain_latin(word) for word in words("latin")})


@cache
def _arabic() -> dict[str, str]:
    """Uyghur (ULY) and Kazakh letters, each with its Latin ones; what is left out only carries a vowel."""
    return {pair[0]: pair[1:] for pair in words("letters")}
