"""Registered people's names with the family name behind, 小明王, and in two scripts, 张San, Wang小明, ئايگۈل Memet.

Every way to write a name so is kept as one text without blanks and marks; a notice's text is walked once, and at every
letter texts of each length are looked up, however many people are registered. What is found must stand by itself the
more, the shorter it is: no other Chinese character beside it but in a word that names somebody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, pairwise, product
from typing import NamedTuple

from fupin_desk.acts.notices.apart import begins_name, ends_name
from fupin_desk.acts.notices.found import JOINERS, Found, common_words, fold_letters, fold_places, words_of_name
from fupin_desk.acts.notices.romanised import is_latin, plain_latin, spell_word
from fupin_desk.domain.folding import NUMERALS, fold, is_chinese
from fupin_desk.store.pinyin import readings

_SIGN_BY_SIGN = 4
"""Characters of a Chinese name of which any may be in Latin letters; of a longer one, its beginning or its end."""
_STREET = "路"
"""A family name too, but 和平路 is a street."""
_GAP = re.compile(r"[\s\d\W_]{0,4}")
_LATIN, _OTHER = r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\uff21-\uff5a]", r"[\u0600-\u06ff\u3400-\u9fff]"
_MIXED = re.compile(rf"{_LATIN}{_GAP.pattern}{_OTHER}|{_OTHER}{_GAP.pattern}{_LATIN}")
Stands = Callable[[str, str, list[int]], bool]
"""Whether letters found at places of a text are a name there."""


class Ways(NamedTuple):
    """Names by the folded text each may be written as, with the lengths of those texts."""

    written: dict[str, str]
    lengths: tuple[int, ...]


def turned_of(names: Iterable[str]) -> Ways:
    """Return Chinese names with the family name behind the given name."""
    return _ways((letters, name) for name in names for letters in _turned(fold_letters(name)))


def mixed_of(names: Iterable[str]) -> Ways:
    """Return names of which one part is in Latin letters and the other as it is written, in either order."""
    return _ways((letters, name) for name in names for letters in _mixed(name))


def is_mixed(text: str) -> bool:
    """Return whether Latin letters stand beside others in a text."""
    return _MIXED.search(text) is not None


def find_turned(ways: Ways, text: str) -> Iterator[Found]:
    """Every name of ``turned_of`` in a text."""
    folded, places = fold_places(text)
    return _found(ways, text, folded, places, _stands_turned)


def find_mixed(ways: Ways, text: str) -> Iterator[Found]:
    """Every name of ``mixed_of`` in a text."""
    folded, places = fold_places(text)
    kept = [at for at, letter in enumerate(folded) if not letter.isdigit()]
    letters = "".join(plain_latin(folded[at]) if folded[at].isascii() else folded[at] for at in kept)
    return _found(ways, text, letters, [places[at] for at in kept], _stands_mixed)


def _ways(found: Iterable[tuple[str, str]]) -> Ways:
    written: dict[str, str] = {}
    for letters, name in found:
        written.setdefault(letters, name)
    return Ways(written, tuple(sorted({len(letters) for letters in written}, reverse=True)))


def _found(ways: Ways, text: str, letters: str, places: list[int], stands: Stands) -> Iterator[Found]:
    at = 0
    while at < len(letters) - 1:
        for length in ways.lengths:
            name = ways.written.get(letters[at : at + length]) if at + length <= len(letters) else None
            if name is not None and stands(text, letters[at : at + length], places[at : at + length]):
                yield Found(name, places[at], places[at + length - 1] + 1)
                at += length - 1
                break
        at += 1


# ---- how names are written


def _turned(name: str) -> Iterator[str]:
    """A Chinese name with one or two of its characters put behind the others; no numeral and measure (三张)."""
    if not all(map(is_chinese, name)) or (len(name) == 2 and name[1] in NUMERALS):
        return
    for at in _family(len(name)):
        turned = name[at:] + name[:at]
        if turned != name and turned not in common_words() and turned[-1] != _STREET:
            yield turned


def _family(length: int) -> range:
    """How many characters of a name of that length may be its family name, or the first of its two."""
    return range(1, min(length, 3)) if length <= _SIGN_BY_SIGN else range(2, length - 1)


def _mixed(name: str) -> Iterator[str]:
    """A name with some of its units in Latin letters, and some as they are written."""
    for units in _units(name):
        count = len(units)
        orders = {tuple(range(count)), *((*range(at, count), *range(at)) for at in _family(count) if at < count)}
        for latin, order in product(_choices(count), sorted(orders)):
            yield "".join(units[at][at in latin] for at in order)


def _units(name: str) -> Iterator[list[tuple[str, str]]]:
    """The words of a name, or its characters: each as it is compared, and in Latin letters."""
    said = words_of_name(name)
    if len(said) == 2:
        ways = [[(fold_letters(word), spelled) for spelled in spell_word(word)] for word in said]
        yield from (list(units) for units in product(*ways))
    elif len(said) == 1 and all(map(is_chinese, said[0])):
        for syllables in readings(said[0]):
            yield list(zip(fold_letters(said[0]), map(plain_latin, syllables), strict=True))


def _choices(count: int) -> Iterator[frozenset[int]]:
    """Which of so many units are in Latin letters: any but all; of many, those up to one, or from one on."""
    if count <= _SIGN_BY_SIGN:
        yield from (frozenset(each) for size in range(1, count) for each in combinations(range(count), size))
    else:
        yield from (frozenset(each) for at in range(1, count) for each in (range(at), range(at, count)))


# ---- whether they stand there


def _stands_turned(text: str, name: str, places: list[int]) -> bool:
    """Whether nothing stands between the letters but what joins them, and no other word around."""
    gaps = "".join(text[one + 1 : two] for one, two in pairwise(places))
    joined = all(sign in JOINERS or sign.isspace() for sign in gaps)
    return joined and begins_name(text, places[0]) and _ends(text, places[-1] + 1)


def _stands_mixed(text: str, name: str, places: list[int]) -> bool:
    """Whether the Latin letters are words by themselves, and one Chinese character beside them no part of a word."""
    start, end = places[0], places[-1] + 1
    spelled = [text[place] for place, letter in zip(places, name, strict=True) if letter.isascii()]
    if len(spelled) < 2 or (len(spelled) == 2 and not (spelled[0].isupper() and spelled[1].islower())):
        return False
    if not all(_GAP.fullmatch(text[one + 1 : two]) for one, two in pairwise(places)):
        return False
    alone = len(name) - len(spelled) == 1
    return _begins_there(text, start, name[0], alone) and _ends_there(text, end, name[-1], alone)


def _begins_there(text: str, start: int, letter: str, alone: bool) -> bool:
    while start and _is_arabic(text[start - 1]) and not fold(text[start - 1]):
        start -= 1  # the seat of a vowel is the word's own
    before = text[start - 1 : start]
    if letter.isascii():
        return not is_latin(before)
    return not alone or begins_name(text, start) if is_chinese(letter) else not _is_arabic(before)


def _ends_there(text: str, end: int, letter: str, alone: bool) -> bool:
    if letter.isascii():
        return not is_latin(text[end : end + 1])
    return not alone or not is_chinese(letter) or _ends(text, end)


def _ends(text: str, end: int) -> bool:
    return text[end : end + 1] == "的" or ends_name(text, end)


def _is_arabic(sign: str) -> bool:
    return "\u0600" <= sign <= "\u06ff" and sign.isalpha()
