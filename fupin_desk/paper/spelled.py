"""Digits said as words, one by one: in English, pinyin, Uyghur, Kazakh, however spelled, with digits among them.

A text is compared by its *sounds*: one character for each of its own, folded as every comparison folds it (``fold``),
so that no keyboard, tone mark or letter of another script hides a word, and what is found has its place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fupin_desk.domain.folding import fold
from fupin_desk.paper.signs import CHINESE, WRITTEN, plain_sign

_SILENT = "ء"
"""Stands for what folds to nothing: hamza and its seat, marks on letters, what nobody sees."""
_LETTER = re.compile(r"[a-z\u0370-\u052f\u0622-\u06ff]")
"""Letters of the scripts of the words: where one touches a run, it is part of another word."""
_ALIKE = str.maketrans("аероуһѕԁԛԝνјɡα", "aepoyhsdqwvjga")
"""Letters of other scripts as the Latin one they look like."""
_TAKEN_FOR = {"o": "[o0]", "i": "[il1]", "l": "[il1]"}
"""What a letter within a word may be written with."""
_TONE = rf"(?:[1-5](?!\d|{_LETTER.pattern}))?"
_LEAST = 8
"""Fewer words and digits in a row than these are no number of anybody."""


@lru_cache(maxsize=16384)
def _sound(sign: str) -> str:
    """One character for one character: a letter as it is compared, a digit as a plain one."""
    if sign in CHINESE:
        return CHINESE[sign]
    plain = plain_sign(sign)[:1]
    if plain and not plain.isalnum():
        return plain
    return fold(plain)[:1].translate(_ALIKE) or _SILENT


def _patterns(word: str) -> Iterator[str]:
    """A word as it is searched for; each begins with a plain letter, so that few places are looked at closely."""
    first, *others = [sound for sound in map(_sound, word) if sound != _SILENT]
    rest = "".join(f"{_SILENT}*{_TAKEN_FOR.get(letter, letter)}" for letter in others)
    return (begun + rest for begun in (_TAKEN_FOR.get(first, first) if others else first).strip("[]"))


_DIGIT_OF = {
    pattern + tone: digit
    for part, tone in (("spelled", ""), ("pinyin", _TONE))
    for digit, words in WRITTEN[part].items()
    for word in words.split()
    for pattern in _patterns(word)
}
_LONGEST_FIRST = sorted(_DIGIT_OF, key=lambda pattern: len(pattern.removesuffix(_TONE)), reverse=True)
_TOKEN = re.compile("|".join((*_LONGEST_FIRST, *"0123456789")))
_WORD = re.compile("|".join(f"({word})" for word in _LONGEST_FIRST))
_GAP = re.compile(rf"[\W_{_SILENT}]{{0,4}}")

Run = list[re.Match[str]]
"""Words and digits with nothing but marks between them."""


def spelled_runs(text: str) -> list[tuple[int, int]]:
    """Where a text says digits one by one, at least one of them as a word: each place from and to."""
    return [(run[0].start(), run[-1].end()) for run in _runs("".join(map(_sound, text)))]


def unspelled(text: str) -> str:
    """The text with a digit for each such word; between two of them nothing is left."""
    sounds = "".join(map(_sound, text))
    parts, end = [], 0
    for run in _runs(sounds):
        after_word = False
        for token in run:
            word = _WORD.match(sounds, token.start())
            if word is not None and word.lastindex is not None:
                between = "" if after_word else text[end : word.start()]
                parts += [between, _DIGIT_OF[_LONGEST_FIRST[word.lastindex - 1]]]
                end = word.end()
            after_word = word is not None
    return "".join([*parts, text[end:]])


def _runs(sounds: str) -> Iterator[Run]:
    """Each in one pass: a text that means harm costs no more than its length."""
    run: Run = []
    for token in _TOKEN.finditer(sounds):
        if run and not _GAP.fullmatch(sounds, run[-1].end(), token.start()):
            yield from _whole(run)
            run = []
        run.append(token)
    yield from _whole(run)


def _whole(run: Run) -> Iterator[Run]:
    """Yield it without what belongs to another word at either end, if that may still be a number."""
    first, last = 0, len(run)
    while first < last and _LETTER.match(run[first].string, max(run[first].start() - 1, 0), run[first].start()):
        first += 1
    while first < last and _LETTER.match(run[last - 1].string, run[last - 1].end()):
        last -= 1
    whole = run[first:last]
    if len(whole) >= _LEAST and not all(token[0].isdigit() for token in whole):
        yield whole
