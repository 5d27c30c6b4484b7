"""Numbers cut in two: half in one field, cell, line, paragraph or page, half in another. In more: ``parts``.

Two texts are looked at as if they were one, with and without a blank between them; what is found in neither alone is a
number that somebody cut. Sums of money and masked numbers are no half of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, permutations

from fupin_desk.paper.halves import BEGINS, ENDS, Half, Halves, halves
from fupin_desk.paper.leaks import Leak, leaks
from fupin_desk.paper.numbers import MOBILE, is_card, is_identity
from fupin_desk.paper.parts import in_parts, near_fields
from fupin_desk.paper.sheet import KeyValues, PaperSheet, PaperTable, Paragraph, Phrase, Words, phrases

_REACH = 60
"""Characters from the cut in which the half of a number stands."""
_NUMBERED_BY_YEAR = re.compile(r"(?:19|20)\d\d[-/.]\d")
"""How a serial number or a day begins, which nothing touches."""
_PLACE = re.compile(r"\d{1,3}")
"""A line's number in a list."""


def across(before: str, after: str, allowed: tuple[str, ...] = ()) -> tuple[Leak, ...]:
    """The numbers that begin at the end of one text and go on at the beginning of another."""
    return joined_halves(before, after, halves(before), halves(after), allowed)


def cut_numbers(
    sheet: PaperSheet, fields: Sequence[str] = (), allowed: tuple[str, ...] = ()
) -> list[tuple[str, str, Leak]]:
    """Every number cut in two or more on a sheet, with its first text and its last.

    ``fields`` are those that people wrote, as they are.
    """
    known: dict[str, Halves] = {}
    for text in chain(_texts(sheet), fields):
        if text not in known:
            known[text] = halves(text)
    pairs = list(dict.fromkeys(chain(_pairs(sheet, known), permutations(dict.fromkeys(fields), 2))))
    leaks = [
        (left, two, leak) for left, two in pairs for leak in joined_halves(left, two, known[left], known[two], allowed)
    ]
    told = {leak for _, _, leak in leaks}
    near = chain(_pairs(sheet, known), near_fields([field for field in fields if known[field]]))
    return leaks + [cut for cut in in_parts(near, known, allowed) if cut[2] not in told]


def joined_halves(before: str, after: str, ends: Halves, begins: Halves, allowed: tuple[str, ...]) -> tuple[Leak, ...]:
    """The same, where it is known already what of a number the texts may hold."""
    if not any(_may_go_on(half, two) for half in ends for two in begins):
        return ()
    tail, head = before[-_REACH:].rstrip(ENDS), after[:_REACH].lstrip(BEGINS)
    joints = (" ",) if _NUMBERED_BY_YEAR.match(head) else ("", " ")
    leaks_joined = dict.fromkeys(leak for joint in joints for leak in leaks(tail + joint + head, allowed))
    alone = {*leaks(before, allowed), *leaks(after, allowed)} if leaks_joined else set()
    return tuple(leak for leak in leaks_joined if leak not in alone)


def _may_go_on(half: Half, two: Half) -> bool:
    """Whether the digits on both sides of a cut, taken together, can be somebody's number at all."""
    digits, cut = half.tail + two.head, len(half.tail)
    if any(at + 18 > cut and is_identity(digits[at : at + 18]) for at in range(max(cut - 17, 0), cut)):
        return True
    for length in half.tail_lengths:
        for more in two.head_lengths:
            number = digits[cut - length : cut + more]
            if MOBILE.fullmatch(number) or (len(number) > 15 and number.isdigit() and is_card(number)):
                return True
    return False


def _pairs(sheet: PaperSheet, known: dict[str, Halves]) -> Iterator[tuple[str, str]]:
    """Texts of one language in which a number can be cut: neighbours in a table, and any two outside it."""
    for place in range(max(len(sheet.languages), 1)):
        for block in sheet.blocks:
            if isinstance(block, PaperTable):
                rows = [[_cell(cell, place, at) for at, cell in enumerate(row)] for row in block.rows]
                yield from _in_table([[cell if known.get(cell) else "" for cell in row] for row in rows])
        yield from permutations(filter(known.get, dict.fromkeys(_outside(sheet, place))), 2)


def _texts(sheet: PaperSheet) -> Iterator[str]:
    return (phrase.text for phrase in phrases(sheet))


def _outside(sheet: PaperSheet, place: int) -> Iterator[str]:
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
        yield from ((left, two) for left, two in beside if left and two)


def _text(words: Words, place: int) -> str:
    """What is said in a language, or in the only one."""
    phrase: Phrase | None = words[min(place, len(words) - 1)] if words else None
    return phrase.text if phrase else ""


def _cell(words: Words, place: int, column: int) -> str:
    """What a cell says; nothing where it is only a line's number."""
    text = _text(words, place)
    return "" if not column and _PLACE.fullmatch(text) else text
