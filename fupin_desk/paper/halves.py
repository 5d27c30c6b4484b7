"""What of a number that is cut in two a text may hold, at its end and at its beginning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate, takewhile
from typing import NamedTuple

from fupin_desk.paper.digits import readings

ENDS, BEGINS = " \t\n。.,，、;；:：)）-—–…", " \t\n(（:：-—–…"
"""What people put behind the first half of a number, and before the second."""
_NO_HALF = re.compile(r"[¥￥]?[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d|.*\*{3}.*|[A-Z]-\d{4,}-[0-9A-Z]{4}", re.DOTALL)
"""Money, what is masked already, and the numbers that the desk makes itself (``ids.number_for``): that two of them in
a list of thousands look like a telephone's nobody could put right."""
_SUM = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+\.\d\d(?!\d)")
"""Money with marks between its thousands: no part of a number, whatever else the text says."""
_DIGIT = re.compile(r"\d+(?:[Xx](?!\d))?|^\W*[Xx](?![A-Za-z])")
LONGEST = 19
"""Digits of the longest number looked for."""


class Half(NamedTuple):
    """What of a number may stand at the end and at the beginning of a reading: digits, and where its groups end."""

    tail: str
    tail_lengths: tuple[int, ...]
    """Of the last group, the last two …"""
    head: str
    head_lengths: tuple[int, ...]


Halves = tuple[Half, ...]
"""One for each reading of a text; none where no number can be cut through it."""


def halves(text: str) -> Halves:
    """What of a number cut in two a text may hold."""
    if _NO_HALF.fullmatch(text.strip()):
        return ()
    digits = [_DIGIT.findall(_SUM.sub("", reading)) for reading in readings(text)]
    return tuple(_half(groups) for groups in digits if groups)


def _half(groups: list[str]) -> Half:
    plain = ["".join(filter(str.isalnum, group)) for group in groups]
    tail, head = "".join(plain[-LONGEST:])[-LONGEST:], "".join(plain[:LONGEST])[:LONGEST]
    return Half(tail, _lengths(reversed(plain)), head, _lengths(plain))


def _lengths(groups: Iterable[str]) -> tuple[int, ...]:
    return tuple(takewhile(lambda length: length < LONGEST, accumulate(map(len, groups))))
