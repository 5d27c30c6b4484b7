"""Text as a reader who wants the number takes it: every digit of every script as ASCII, whatever it was written with.

A *reading* is the text with one kind of space, no invisible characters, and its digits plain. There may be several, for
letters and rings that look like digits (``O``, ``l``, ``○``) are letters as often, and Chinese numerals and spelled-out
digits words: a number must not hide behind either. Nor behind what only touches it: the ``①`` that counts a list, the
end of a name (张三) before Chinese numerals, the word ``ID``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from fupin_desk.paper.signs import CHINESE, RING, plain_sign
from fupin_desk.paper.spelled import spelled_runs, unspelled

_CHINESE_DIGITS = str.maketrans(CHINESE)
_AS_DIGIT = str.maketrans("OoQDlIZSB", "000011258")
_LOOSE_DIGIT = str.maketrans("OolI", "0011")
_WORD = re.compile(r"[0-9OoQDlIZSB]+(?=X?(?![A-Za-z]))")
_ALIKE = re.compile(r"\d[\W_]{0,3}[OoQDlIZSB]|[OoQDlIZSB][\W_]{0,3}\d")
_CHAINED = re.compile(
    r"(?<![A-Za-z])(?:\d+|[OolI]{1,4})(?:[^0-9A-Za-z]{1,3}(?:\d+|[OolI]{1,4}))+(?=[^A-Za-z]|[Xx](?![A-Za-z])|$)"
)
_LABELLED = re.compile(
    r"(?<![a-z])(?:tel|phone|mobile|mob|cell|wechat|wx|card|(?<!\d)(?:qq|id))(?=[^a-z]|[ol]{1,2}[\dol])", re.IGNORECASE
)
"""A word for what follows, whose own letters may look like digits; what is all of such is none behind a digit."""
_DIGITS = re.compile(r"\d\D*\d")
_FIRST, _LAST = re.compile("(?<![wd])w(?=[wd])"), re.compile("[wd](?=w(?![wd]))")
_BETWEEN = re.compile("(?<=ddd)w(?=ddd)")
"""In a text's kinds of characters: a digit not written as the plain ones that begins, ends or parts a run of digits."""
_GROUP = re.compile(r"\d+(?=([^\w]{0,3}[Xx])?)")

_NUMERAL = f"[{''.join(CHINESE)}{RING}]"
_NUMERALS = re.compile(f"{_NUMERAL}(?:.{{0,2}}?{_NUMERAL})+")

DIGEST = re.compile(
    r"(?<![0-9a-z])(?=[0-9 ]*[a-f])"
    r"(?:[0-9a-f]{64}|(?:[0-9a-f]{8} ){3}(?:(?:[0-9a-f]{8} ){4})?[0-9a-f]{8}|(?:[0-9a-f]{4} ){15}[0-9a-f]{4})"
    r"(?![0-9a-z])",
    re.IGNORECASE,
)
"""A SHA-256 in one piece or in groups, or the half of one that stands on a line."""

NEAR, FAR = 8, 40
"""Characters between two groups of one number: as a rule; in one with a check digit over a date of birth."""


class Group(NamedTuple):
    """Digits that touch one another in a reading."""

    digits: str
    gap: str
    """What stands between them and the group before."""
    start: int
    x: str
    """The X that an identity number may end in, where one stands right behind them; else nothing."""


def readings(text: str) -> tuple[str, ...]:
    """The text with its digits plain; with what looks like digits; and with those written as words; each once."""
    return tuple(dict.fromkeys(reading for trimmed in _trimmed(text) for reading in _readings(trimmed)))


def _readings(text: str) -> Iterator[str]:
    folded = _LABELLED.sub(r"\g<0> ", DIGEST.sub("#", plain_text(text)).replace(RING, "O"))
    likened = _among_digits(folded)
    spelled = unspelled(likened).translate(_CHINESE_DIGITS)
    yield from (folded, likened, _among_digits(spelled))


def _trimmed(text: str) -> Iterator[str]:
    """The text, and the same with what may only touch a number set off from it, before it or behind it."""
    yield text
    kinds = "".join(map(_kind, text))
    first, last = ([match.end() for match in edge.finditer(kinds)] for edge in (_FIRST, _LAST))
    between = [at for match in _BETWEEN.finditer(kinds) for at in match.span()]
    for cuts in filter(None, (first, last, sorted({*first, *last, *between}))):
        yield " ".join(text[start:end] for start, end in pairwise((0, *cuts, len(text))))


def masked_reading(text: str) -> str:
    """The text with plain digits, and a star for everything that people hide digits with, rings too."""
    starred = "".join("*" if sign == RING else sign for sign in text)
    starred = re.sub(r"(?<=\d)([xX#?_某.…·\-~]{3,})(?=[\dX])", lambda run: "*" * len(run[0]), plain_text(starred))
    return _among_digits(starred)


def plain_text(text: str) -> str:
    """ASCII digits, hyphens, stars and single spaces for all that look like them; nothing invisible."""
    return re.sub(r"\s+", " ", "".join(map(plain_sign, text)))


def without_digits(text: str) -> str:
    """A text with a star for every digit, however it is written: to find it by, not to know the number."""
    for start, end in spelled_runs(text):
        text = text[:start] + "*" * (end - start) + text[end:]
    text = _NUMERALS.sub(lambda run: re.sub(_NUMERAL, "*", run[0]), text)
    starred = "".join("*" if plain_sign(sign).isdigit() else sign for sign in text)
    return re.sub(r"(?<=\*)[OolI○]+|[OolI○]+(?=\*)", lambda run: "*" * len(run[0]), starred)


def may_hold(text: str, least: int) -> bool:
    """Whether a text may hold a number of so many digits, however they are written."""
    return sum(map(_may_be_digit, text)) >= least or bool(spelled_runs(text))


def groups(reading: str) -> list[Group]:
    """The digits of a reading in groups, each with what stands between it and the one before."""
    groups, end = [], 0
    for match in _GROUP.finditer(reading):
        groups.append(Group(match[0], reading[end : match.start()], match.start(), "X" if match[1] else ""))
        end = match.end()
    return groups


Chain = list[Group]


def chains(groups: list[Group]) -> Iterator[Chain]:
    """Groups with not too much between them; the first one's gap is what stands before all."""
    chain: Chain = []
    for group in groups:
        if chain and len(group.gap) > FAR:
            yield chain
            chain = []
        chain.append(group)
    if chain:
        yield chain


def joined(chain: Chain, lengths: range, near: int = NEAR) -> Iterator[tuple[str, tuple[int, ...], list[Group]]]:
    """Whole groups that make a number of such a length: it, its groups' sizes, and the groups."""
    ends = list(accumulate((len(group.digits) for group in chain), initial=0))
    for first in range(len(chain) - 1):
        for last in range(first + 1, len(chain)):
            if len(chain[last].gap) > near or ends[last + 1] - ends[first] >= lengths.stop:
                break
            if ends[last + 1] - ends[first] in lengths:
                taken = chain[first : last + 1]
                sizes = tuple(len(group.digits) for group in taken)
                yield "".join(group.digits for group in taken), sizes, taken


@lru_cache(maxsize=16384)
def _kind(sign: str) -> str:
    """``d`` for a digit of any script, ``w`` for one written in another way, a dot for everything else."""
    if sign in CHINESE:
        return "w"
    return "." if not plain_sign(sign).isdigit() else "w" if unicodedata.decimal(sign, None) is None else "d"


@lru_cache(maxsize=16384)
def _may_be_digit(sign: str) -> bool:
    plain = plain_sign(sign)
    return any(sign.isdigit() or sign in "OolI" for sign in plain) or sign in CHINESE or sign == RING


def _among_digits(text: str) -> str:
    """Letters that look like digits as digits: in a word made of such and digits, or alone between two digits."""
    if not _ALIKE.search(text):
        return text
    text = _WORD.sub(lambda word: _as_digits(word, text), text)
    return _CHAINED.sub(lambda chain: chain[0].translate(_LOOSE_DIGIT) if _DIGITS.search(chain[0]) else chain[0], text)


def _as_digits(word: re.Match[str], text: str) -> str:
    before = text[word.start() - 1 : word.start()]
    digits = sum(sign.isdigit() for sign in word[0])
    if not digits or (before.isascii() and before.isalpha()):
        return word[0]
    plainly = word[0].translate(_LOOSE_DIGIT)
    if plainly.isdigit():
        return plainly
    return word[0].translate(_AS_DIGIT) if digits * 2 >= len(word[0]) and len(word[0]) >= 11 else word[0]
