"""Registered people's Chinese names with the family name behind: 小明王, 建国·欧阳.

Every way to write a name so is kept as one text without blanks and marks; a notice's text is walked once, and at every
letter texts of each length are looked up, however many people are registered. What is found must stand by itself:
no other Chinese character beside it but in a word that names somebody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from fupin_desk.acts.notices.apart import begins_name, ends_name
from fupin_desk.acts.notices.found import JOINERS, Found, common_words, fold_letters, fold_places
from fupin_desk.domain.folding import NUMERALS, is_chinese

SIGN_BY_SIGN = 4
"""Characters of a Chinese name at most; a longer one is one of another language."""
_STREET = "路"
"""A family name too, but 和平路 is a street."""
Stands = Callable[[str, str, list[int]], bool]
"""Whether letters found at places of a text are a name there."""


class Ways(NamedTuple):
    """Names by the folded text each may be written as, with the lengths of those texts."""

    written: dict[str, str]
    lengths: tuple[int, ...]


def turned_of(names: Iterable[str]) -> Ways:
    """Return Chinese names with the family name behind the given name."""
    return ways_of((letters, name) for name in names for letters in _turned(fold_letters(name)))


def find_turned(ways: Ways, text: str) -> Iterator[Found]:
    """Every name of ``turned_of`` in a text."""
    folded, places = fold_places(text)
    return found_by(ways, text, folded, places, _stands_turned)


def ways_of(spellings: Iterable[tuple[str, str]]) -> Ways:
    """Return names by what each may be written as: pairs of folded text and name."""
    written: dict[str, str] = {}
    for letters, name in spellings:
        written.setdefault(letters, name)
    return Ways(written, tuple(sorted({len(letters) for letters in written}, reverse=True)))


def found_by(ways: Ways, text: str, letters: str, places: list[int], stands: Stands) -> Iterator[Found]:
    """Every name whose letters follow one another in a text, the longest first, where it stands as one."""
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
    for at in family_lengths(len(name)):
        turned = name[at:] + name[:at]
        if turned != name and turned not in common_words() and turned[-1] != _STREET:
            yield turned


def family_lengths(length: int) -> range:
    """Return how many characters of a name of that length may be its family name, or the first of its two."""
    return range(1, min(length, 3)) if length <= SIGN_BY_SIGN else range(2, length - 1)


# ---- whether they stand there


def _stands_turned(text: str, name: str, places: list[int]) -> bool:
    """Whether nothing stands between the letters but what joins them, and no other word around."""
    gaps = "".join(text[start + 1 : two] for start, two in pairwise(places))
    joined = all(sign in JOINERS or sign.isspace() for sign in gaps)
    return joined and begins_name(text, places[0]) and ends_turned(text, places[-1] + 1)


def ends_turned(text: str, end: int) -> bool:
    """Return whether a name in another order can end there."""
    return text[end : end + 1] == "的" or ends_name(text, end)
