"""Where a line may end: at spaces, and between Chinese characters but for punctuation that must not begin or end one.

A narrower reading of UAX #14 (a test holds it inside that standard): nothing breaks inside a number or a word, between
a number and its unit, or after a hyphen, so that 12-ئاي stays whole.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise

from fupin_desk.paper.text.atoms import PDI

_NEVER_FIRST = frozenset("，。、；：？！…—～·％％‰℃°々〻ー!),.:;?]}%-–’”»›،؛؟٪")
_SIGNS = frozenset("-–~%")
"""Of those, what may begin a number after a space."""
_NEVER_LAST = frozenset("“‘«‹$¥￥#№")
_UNITS = frozenset("年月日时分号元角户人亩岁万千百亿个条款项名天期页")
"""Chinese that goes with the number before it."""
_CONTROLS = frozenset("\u2066\u2067\u2068\u2069")
_SPACES = frozenset(" \u2009\u3000\u200b")


@lru_cache(maxsize=8192)
def _wide(character: str) -> bool:
    """Chinese characters and their punctuation."""
    return unicodedata.east_asian_width(character) in "WF"


@lru_cache(maxsize=8192)
def never_first(character: str) -> bool:
    """Closing punctuation, which must not begin a line (避头)."""
    return character in _NEVER_FIRST or unicodedata.category(character) in ("Pe", "Pf", "Mn", "Mc", "Me")


@lru_cache(maxsize=8192)
def never_last(character: str) -> bool:
    """Opening punctuation, which must not end a line (避尾)."""
    return character in _NEVER_LAST or (character != "" and unicodedata.category(character) in ("Ps", "Pi"))


def break_places(text: str) -> list[int]:
    """Indexes before which a line may begin. Controls of isolates go with the character inside them."""
    places = []
    shown = [at for at, character in enumerate(text) if character not in _CONTROLS]
    word = ""
    for before, after in pairwise(shown):
        word = word if text[before] in _SPACES else text[before]
        apart = text[before] in _SPACES and (never_last(word) or (word.isdecimal() and text[after] in "%‰"))
        if not apart and _may_break(text[before], text[after]):
            places.append(_with_its_control(text, before, after))
    return places


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two neighbours."""
    if after in _SPACES:
        return False
    if before in _SPACES:
        return not never_first(after) or after in _SIGNS
    if not (_wide(before) or _wide(after)) or never_first(after) or never_last(before):
        return False
    unit = after in _UNITS and unicodedata.decimal(before, None) is not None
    return not (unit or before == after == "—")


def _with_its_control(text: str, before: int, after: int) -> int:
    """The place between the two where closing controls are behind and opening ones ahead."""
    place = before + 1
    while place < after and text[place] == PDI:
        place += 1
    return place
