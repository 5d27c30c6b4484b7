"""Registered people's full names in what is printed: found in one pass, whichever way they are written.

Names and texts are folded alike (``domain.folding``), and each text is walked once: at every character the names that
begin with it and the next are looked at, however many people are registered. What is found must be a name as a reader
takes it: Chinese ones anywhere, unless they are a common word or cut out of two; others as words, with an ending.
A name of two words is looked for with the second first too, and Chinese ones in traditional characters.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from fupin_desk.assets import resource
from fupin_desk.domain.folding import fold, is_chinese

_LONG_ENOUGH = 6
"""Letters of a name to which any ending may be joined."""
_JOINERS = frozenset("·•．‧・∙⋅ꞏ⸱᛫.-‐_'’ʼ/|*~～／｜＊")


class Found(NamedTuple):
    """A name where it stands in a text, from one character to before another."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Names:
    """Names to look for, by their first two letters, the longest first."""

    by_beginning: dict[str, list[tuple[str, str, int]]] = field(default_factory=dict)
    """Folded name, the name as it is written, and how many letters its first word has (0 where it is one word)."""

    def find(self, text: str) -> Iterator[Found]:
        """Every name in a text; where one lies inside another, the longer."""
        folded, places = _folded(text)
        at = 0
        while at < len(folded) - 1:
            hit = self._at(text, folded, places, at)
            if hit is None:
                at += 1
            else:
                yield hit[0]
                at = hit[1]

    def _at(self, text: str, folded: str, places: list[int], at: int) -> tuple[Found, int] | None:
        for name, written, parted in self.by_beginning.get(folded[at : at + 2], ()):
            end = at + len(name)
            if folded.startswith(name, at):
                found = Found(written, _start(text, places[at]), places[end - 1] + 1)
                if _is_whole(text, places[at:end], parted) and _is_name(name, text, found):
                    return found, end
        return None


def names_of(written: Iterable[str]) -> Names:
    """Return names ready to be looked for; those of one letter are no full names."""
    by_beginning: dict[str, dict[str, tuple[str, str, int]]] = {}
    for name in written:
        for folded, parted in _ways(name):
            by_beginning.setdefault(folded[:2], {}).setdefault(folded, (folded, name, parted))
    ordered = {
        beginning: sorted(names.values(), key=lambda each: (-len(each[0]), each[0]))
        for beginning, names in by_beginning.items()
    }
    return Names(ordered)


def _ways(name: str) -> Iterator[tuple[str, int]]:
    """A name folded, and one of two words the other way round; each with the letters of its first word."""
    words = [fold_letters(word) for word in "".join(" " if sign in _JOINERS else sign for sign in name).split()]
    words = [word for word in words if word]
    if len(words) == 2 and min(map(len, words)) > 1:
        yield words[0] + words[1], len(words[0])
        yield words[1] + words[0], len(words[1])
    elif len("".join(words)) > 1:
        yield "".join(words), 0


def fold_letters(text: str) -> str:
    """Return a text folded letter by letter, as ``find`` compares it."""
    return _folded(text)[0]


def _folded(text: str) -> tuple[str, list[int]]:
    """A text folded, and the place in it of every letter that is left."""
    letters: list[str] = []
    places: list[int] = []
    simplified = _simplified()
    for at, sign in enumerate(text):
        for letter in "" if sign in _JOINERS else fold(simplified.get(sign, sign)):
            letters.append(letter)
            places.append(at)
    return "".join(letters), places


def _start(text: str, at: int) -> int:
    """Where a word begins whose first letter that counts is there: a hamza seat before it is its own."""
    while at and not fold(text[at - 1]) and _letter(text[at - 1]):
        at -= 1
    return at


def _is_whole(text: str, places: list[int], parted: int) -> bool:
    """Whether nothing stands between a name's letters but what joins them, or the same between all.

    Between its two words any mark may stand.
    """
    gaps = [text[one + 1 : two] for one, two in pairwise(places)]
    marks = {gap.strip() for gap in gaps}
    if len(gaps) > 1 and len(marks) == 1:
        return True
    return all(at + 1 == parted or all(map(_joins, gap)) for at, gap in enumerate(gaps))


def _is_name(name: str, text: str, found: Found) -> bool:
    """Whether the letters found are a name there, not parts of other words."""
    before, after = text[: found.start].rstrip(), text[found.end :].lstrip()
    if all(map(is_chinese, name)):
        return len(name) > 2 or _stands_as_name(name, text, found, before, after)
    if _spells(text[found.start - 1 : found.start]):
        return False
    ending = _word_at(text, found.end)
    if name in common_words():
        return not (before or after)
    return not ending or fold(ending) in _endings() or (len(name) >= _LONG_ENOUGH and len(ending) <= _LONG_ENOUGH)


def _stands_as_name(name: str, text: str, found: Found, before: str, after: str) -> bool:
    """Whether two Chinese characters are a person's name there, not a common word or the halves of two."""
    left, right = text[found.start - 1 : found.start], text[found.end : found.end + 1]
    halves = fold(left) + name[0] in common_words() and name[1] + fold(right) in common_words()
    if name not in common_words():
        return not halves
    alone = not _letter(left) and not _letter(right)
    return alone or before.endswith(_words("before")) or after.startswith(_words("after"))


def _joins(sign: str) -> bool:
    """Whether a sign may stand inside one name."""
    return sign.isspace() or sign in _JOINERS or unicodedata.category(sign) in ("Cf", "Mn", "Me", "Lm", "Lo", "Pd")


def _letter(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "LM"


def _spells(sign: str) -> bool:
    """Whether words are spelled with it: Chinese beside a name in letters is another word."""
    return _letter(sign) and not is_chinese(sign)


def _word_at(text: str, at: int) -> str:
    """The letters from a place on."""
    end = at
    while end < len(text) and _spells(text[end]):
        end += 1
    return text[at:end]


@cache
def common_words() -> frozenset[str]:
    """Return the words that are names too, folded."""
    return frozenset(map(fold_letters, _words("common")))


@cache
def _simplified() -> dict[str, str]:
    """Return traditional characters that names are written with, each with its simplified one."""
    return {pair[0]: pair[1] for pair in _words("traditional")}


@cache
def _endings() -> frozenset[str]:
    """What may be joined to a name, folded."""
    return frozenset(map(fold, _words("endings")))


@cache
def _words(which: str) -> tuple[str, ...]:
    """A list of ``resources/names/words.toml``."""
    said: dict[str, str] = tomllib.loads(resource("names/words.toml").read_text(encoding="utf-8"))
    return tuple(said[which].split())
