"""Numbers cut in two: half in one field, cell, line, paragraph or page, half in another.

Two texts are looked at as if they were one, with and without a blank between them; what is found in neither alone is a
number that somebody cut. Sums of money and masked numbers are no half of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise, permutations, takewhile
from typing import NamedTuple

from fupin_desk.paper.digits import readings
from fupin_desk.paper.leaks import Leak, leaks
from fupin_desk.paper.numbers import MOBILE, is_card, is_identity
from fupin_desk.paper.sheet import KeyValues, Paragraph, Phrase, Sheet, Table, Words, phrases

_REACH = 60
"""Characters from the cut in which the half of a number stands."""
_ENDS, _BEGINS = " \t\n。.,，、;；:：)）-—–…", " \t\n(（:：-—–…"
"""What people put behind the first half of a number, and before the second."""
_NO_HALF = re.compile(r"[¥￥]?[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d|.*\*{3}.*", re.DOTALL)
_DIGIT = re.compile(r"\d+(?:[Xx](?!\d))?|^\W*[Xx](?![A-Za-z])")
_PLACE = re.compile(r"\d{1,3}")
"""A line's number in a list."""
_LONGEST = 19


class Half(NamedTuple):
    """What of a number may stand at the end and at the beginning of a reading: digits, and where its groups end."""

    tail: str
    tail_lengths: tuple[int, ...]
    """Of the last group, the last two …"""
    head: str
    head_lengths: tuple[int, ...]


Halves = tuple[Half, ...]
"""One for each reading of a text; none where no number can be cut through it."""


def across(before: str, after: str, allowed: tuple[str, ...] = ()) -> tuple[Leak, ...]:
    """The numbers that begin at the end of one text and go on at the beginning of another."""
    return joined_halves(before, after, halves(before), halves(after), allowed)


def cut_numbers(sheet: Sheet, fields: Sequence[str] = (), allowed: tuple[str, ...] = ()) -> list[tuple[str, str, Leak]]:
    """Every number cut in two on a sheet, with both texts; ``fields`` are those that people wrote, as they are."""
    known: dict[str, Halves] = {}
    for text in chain(_texts(sheet), fields):
        if text not in known:
            known[text] = halves(text)
    pairs = dict.fromkeys(chain(_pairs(sheet, known), permutations(dict.fromkeys(fields), 2)))
    return [(one, two, leak) for one, two in pairs for leak in joined_halves(one, two, known[one], known[two], allowed)]


def joined_halves(before: str, after: str, ends: Halves, begins: Halves, allowed: tuple[str, ...]) -> tuple[Leak, ...]:
    """The same, where it is known already what of a number the texts may hold."""
    if not any(_may_go_on(one, two) for one in ends for two in begins):
        return ()
    tail, head = before[-_REACH:].rstrip(_ENDS), after[:_REACH].lstrip(_BEGINS)
    found = dict.fromkeys(chain(leaks(tail + head, allowed), leaks(f"{tail} {head}", allowed)))
    alone = {*leaks(before, allowed), *leaks(after, allowed)} if found else set()
    return tuple(leak for leak in found if leak not in alone)


def halves(text: str) -> Halves:
    """What of a number cut in two a text may hold."""
    if _NO_HALF.fullmatch(text.strip()):
        return ()
    return tuple(_half(_DIGIT.findall(reading)) for reading in readings(text) if _DIGIT.search(reading))


def _half(groups: list[str]) -> Half:
    plain = ["".join(filter(str.isalnum, group)) for group in groups]
    tail, head = "".join(plain[-_LONGEST:])[-_LONGEST:], "".join(plain[:_LONGEST])[:_LONGEST]
    return Half(tail, _lengths(reversed(plain)), head, _lengths(plain))


def _lengths(groups: Iterable[str]) -> tuple[int, ...]:
    return tuple(takewhile(lambda length: length < _LONGEST, accumulate(map(len, groups))))


def _may_go_on(one: Half, two: Half) -> bool:
    """Whether the digits on both sides of a cut, taken together, can be somebody's number at all."""
    digits, cut = one.tail + two.head, len(one.tail)
    if any(at + 18 > cut and is_identity(digits[at : at + 18]) for at in range(max(cut - 17, 0), cut)):
        return True
    for length in one.tail_lengths:
        for more in two.head_lengths:
            number = digits[cut - length : cut + more]
            if MOBILE.fullmatch(number) or (len(number) > 15 and number.isdigit() and is_card(number)):
                return True
    return False


def _pairs(sheet: Sheet, known: dict[str, Halves]) -> Iterator[tuple[str, str]]:
    """Texts of one language in which a number can be cut: neighbours in a table, and any two outside it."""
    for place in range(max(len(sheet.languages), 1)):
        for block in sheet.blocks:
            if isinstance(block, Table):
                rows = [[_cell(cell, place) for cell in row] for row in block.rows]
                yield from _in_table([[cell if known.get(cell) else "" for cell in row] for row in rows])
        yield from permutations(filter(known.get, dict.fromkeys(_outside(sheet, place))), 2)


def _texts(sheet: Sheet) -> Iterator[str]:
    return (phrase.text for phrase in phrases(sheet))


def _outside(sheet: Sheet, place: int) -> Iterator[str]:
    """What stands outside tables in one language."""
    yield _text(sheet.title, place)
    for block in sheet.blocks:
        if isinstance(block, Paragraph):
            yield _text(block.words, place)
        elif isinstance(block, KeyValues):
            yield from (_text(value, place) for _, value in block.pairs)


def _in_table(rows: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Any two cells of a row, each cell with the one below, and the last of a row with the first of the next."""
    for row in rows:
        yield from permutations(filter(None, row), 2)
    for upper, lower in pairwise(rows):
        beside = [*zip(upper, lower, strict=False), *zip(upper[-1:], lower[:1], strict=False)]
        yield from ((one, two) for one, two in beside if one and two)


def _text(words: Words, place: int) -> str:
    """What is said in a language, or in the only one."""
    said: Phrase | None = words[min(place, len(words) - 1)] if words else None
    return said.text if said else ""


def _cell(words: Words, place: int) -> str:
    """What a cell says; nothing where it is only a line's number."""
    text = _text(words, place)
    return "" if _PLACE.fullmatch(text) else text
