"""A name where it stands in a text, and the words a name is told apart from (``resources/names/words.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import NamedTuple

from fupin_desk.assets import resource
from fupin_desk.domain.folding import fold

JOINERS = frozenset("·•．‧・∙⋅ꞏ⸱᛫.-‐_'’ʼ/|*~～／｜＊")


class Found(NamedTuple):
    """A name where it stands in a text, from one character to before another."""

    name: str
    start: int
    end: int


@cache
def words(which: str) -> tuple[str, ...]:
    """Return a list of ``resources/names/words.toml``."""
    by_language: dict[str, str] = tomllib.loads(resource("names/words.toml").read_text(encoding="utf-8"))
    return tuple(by_language[which].split())


@cache
def plain_numerals() -> dict[str, str]:
    """Return the numerals of cheques (壹, 貳) that names are written with, folded, each with its plain one."""
    return {fold(pair[0]): pair[1] for pair in words("numerals")}


def words_of_name(name: str) -> list[str]:
    """Return the words of a name, whatever joins them."""
    return "".join(" " if sign in JOINERS else sign for sign in name).split()


def fold_places(text: str) -> tuple[str, list[int]]:
    """Return a text folded, and the place in it of every letter that is left."""
    letters: list[str] = []
    places: list[int] = []
    plain = plain_numerals()
    for at, sign in enumerate(text):
        for letter in "" if sign in JOINERS else fold(sign):
            letters.append(plain.get(letter, letter))
            places.append(at)
    return "".join(letters), places


def fold_letters(text: str) -> str:
    """Return a text folded letter by letter, as names are compared."""
    return fold_places(text)[0]


@cache
def common_words() -> frozenset[str]:
    """Return the words that are names too, folded."""
    return frozenset(map(fold_letters, words("common")))
