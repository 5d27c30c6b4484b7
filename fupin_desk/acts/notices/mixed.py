"""Registered people's names in two scripts: 张San, Wang小明, ئايگۈل Memet.

Some of a name's characters, or one of its words, stand in Latin letters, whichever comes first. They are looked up as
those of ``turned`` are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise, product

from fupin_desk.acts.notices.apart import begins_name
from fupin_desk.acts.notices.found import Found, fold_letters, fold_places, words_of_name
from fupin_desk.acts.notices.romanised import is_latin, plain_latin, spell_word
from fupin_desk.acts.notices.turned import SIGN_BY_SIGN, Ways, ends_turned, family_lengths, found_by, ways_of
from fupin_desk.domain.folding import fold, is_chinese
from fupin_desk.store.search.pinyin import readings

_GAP = re.compile(r"[\s\d\W_]{0,4}")
_LATIN, _OTHER = r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\uff21-\uff5a]", r"[\u0600-\u06ff\u3400-\u9fff]"
_MIXED = re.compile(rf"{_LATIN}{_GAP.pattern}{_OTHER}|{_OTHER}{_GAP.pattern}{_LATIN}")


def mixed_of(names: Iterable[str]) -> Ways:
    """Return names of which one part is in Latin letters and the other as it is written, in either order."""
    return ways_of((letters, name) for name in names for letters in _mixed(name))


def is_mixed(text: str) -> bool:
    """Return whether Latin letters stand beside others in a text."""
    return _MIXED.search(text) is not None


def find_mixed(ways: Ways, text: str) -> Iterator[Found]:
    """Every name of ``mixed_of`` in a text."""
    folded, places = fold_places(text)
    kept = [at for at, letter in enumerate(folded) if not letter.isdigit()]
    letters = "".join(plain_latin(folded[at]) if folded[at].isascii() else folded[at] for at in kept)
    return found_by(ways, text, letters, [places[at] for at in kept], _stands_mixed)


def _mixed(name: str) -> Iterator[str]:
    """A name with some of its units in Latin letters, and some as they are written."""
    for units in _units(name):
        count = len(units)
        orders = {tuple(range(count)), *((*range(at, count), *range(at)) for at in family_lengths(count) if at < count)}
        for latin, order in product(_choices(count), sorted(orders)):
            yield "".join(units[at][at in latin] for at in order)


def _units(name: str) -> Iterator[list[tuple[str, str]]]:
    """The words of a name, or its characters: each as it is compared, and in Latin letters."""
    name_words = words_of_name(name)
    if len(name_words) == 2:
        ways = [[(fold_letters(word), spelled) for spelled in spell_word(word)] for word in name_words]
        yield from (list(units) for units in product(*ways))
    elif len(name_words) == 1 and all(map(is_chinese, name_words[0])):
        for syllables in readings(name_words[0]):
            yield list(zip(fold_letters(name_words[0]), map(plain_latin, syllables), strict=True))


def _choices(count: int) -> Iterator[frozenset[int]]:
    """Which of so many units are in Latin letters: any but all; of many, those up to one, or from one on."""
    if count <= SIGN_BY_SIGN:
        yield from (frozenset(cut) for size in range(1, count) for cut in combinations(range(count), size))
    else:
        yield from (frozenset(cut) for at in range(1, count) for cut in (range(at), range(at, count)))


def _stands_mixed(text: str, name: str, places: list[int]) -> bool:
    """Whether the Latin letters are words by themselves, and one Chinese character beside them no part of a word."""
    start, end = places[0], places[-1] + 1
    spelled = [text[place] for place, letter in zip(places, name, strict=True) if letter.isascii()]
    if len(spelled) < 2 or (len(spelled) == 2 and not (spelled[0].isupper() and spelled[1].islower())):
        return False
    if not all(_GAP.fullmatch(text[start + 1 : two]) for start, two in pairwise(places)):
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
    return not alone or not is_chinese(letter) or ends_turned(text, end)


def _is_arabic(sign: str) -> bool:
    return "\u0600" <= sign <= "\u06ff" and sign.isalpha()
