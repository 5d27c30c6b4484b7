"""Numbers cut in three to five: over fields, cells, lines or paragraphs, of which those inside say nothing but digits.

Figures that stand side by side make numbers by chance, the oftener the more are taken together. So what is joined must
be whole groups of digits; a bank card must begin like UnionPay's; and in a list of figures telephones, and cards over
more than three, are looked for only in the groups that people say them in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from fupin_desk.paper.digits import readings
from fupin_desk.paper.halves import BEGINS, ENDS, LONGEST, Halves
from fupin_desk.paper.leaks import Leak, leaks
from fupin_desk.paper.numbers import MOBILE, born_long_ago, is_card, is_identity

_MOST_TEXTS = 5
_WINDOW, _FIRST_FIELDS = 3, 12
"""How far apart in their order the fields are through which a number may go on; of the first ones, any."""
_SAID_IN = frozenset({(3, 4, 4), (4, 4, 4, 4), (4, 4, 4, 4, 3)})
"""Digits in each of the groups of a mobile number, and of cards."""
_ALONE = re.compile(r"\W{0,4}(\d{1,18})\W{0,4}")
_TAIL = re.compile(r"(?:^|(?<=[^\w./#-])|(?<=[^\W\dA-Za-z_]))\d+$")
_HEAD = re.compile(r"\d++(?=$|[^\w./#-]|[^\W\dA-Za-z_])")
Pair = tuple[str, str]


class _Part(NamedTuple):
    """What of a number may stand at the end and at the beginning of a text."""

    tails: frozenset[str]
    """Whole digits that are no part of a code."""
    heads: frozenset[str]


def near_fields(fields: list[str]) -> Iterator[Pair]:
    """Fields that a reader sees one after the other."""
    yield from permutations(fields[:_FIRST_FIELDS], 2)
    for at, index in enumerate(fields):
        for two in fields[at + 1 : at + 1 + _WINDOW]:
            yield from ((index, two), (two, index))


def in_parts(
    pairs: Iterable[Pair], known: dict[str, Halves], allowed: tuple[str, ...]
) -> Iterator[tuple[str, str, Leak]]:
    """Every number that begins in one text, is all that is said in the next, and goes on in a third, up to a fifth.

    Each with its first and its last text; ``pairs`` are the texts that a reader sees one after the other.
    """
    behind: dict[str, dict[str, None]] = {}
    for left, two in pairs:
        behind.setdefault(left, {})[two] = None
    for index in behind:
        for texts in _through(behind, [index]):
            for number in dict.fromkeys(_numbers(texts, known)):
                yield from ((index, texts[-1], leak) for leak in leaks(number, allowed))


def _through(behind: dict[str, dict[str, None]], texts: list[str]) -> Iterator[list[str]]:
    """Three texts or more, one behind the other, of which those inside say nothing but digits."""
    inside = sum(len(_alone(text)) for text in texts[1:])
    for text in behind.get(texts[-1], ()):
        if len(texts) > 1 and text == texts[-2]:
            continue
        if len(texts) > 1:
            yield [*texts, text]
        digits = _alone(text)
        if digits and inside + len(digits) < LONGEST - 1 and len(texts) + 1 < _MOST_TEXTS:
            yield from _through(behind, [*texts, text])


@lru_cache(maxsize=4096)
def _alone(text: str) -> str:
    """The digits of a text that says nothing else."""
    alone = filter(None, map(_ALONE.fullmatch, readings(text)))
    return next((match[1] for match in alone), "")


@lru_cache(maxsize=4096)
def _part(text: str) -> _Part:
    before = [reading.rstrip(ENDS) for reading in readings(text)]
    after = [reading.lstrip(BEGINS) for reading in readings(text)]
    return _Part(
        frozenset(match[0] for match in map(_TAIL.search, before) if match),
        frozenset(match[0] for match in map(_HEAD.match, after) if match),
    )


def _numbers(texts: list[str], known: dict[str, Halves]) -> Iterator[str]:
    """The numbers that the texts make, read as one."""
    sizes = tuple(len(_alone(text)) for text in texts)
    figures = all(sizes) and sizes not in _SAID_IN
    middle = "".join(map(_alone, texts[1:-1]))
    for tail in _part(texts[0]).tails:
        for head in _part(texts[-1]).heads:
            number = tail + middle + head
            card = number.startswith("62") and is_card(number)
            if (MOBILE.fullmatch(number) and not figures) or (card and (len(texts) == 3 or not figures)):
                yield number
    for half in known[texts[0]]:
        for two in known[texts[-1]]:
            for begun in half.tail_lengths:
                for gone_on in two.head_lengths:
                    number = half.tail[-begun:] + middle + two.head[:gone_on]
                    if is_identity(number) and born_long_ago(number):
                        yield number
