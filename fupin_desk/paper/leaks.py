"""Numbers that must not be readable on paper: identity numbers, bank cards, telephones of people.

Found in any digits (``digits.py``), in one piece or in groups, whatever stands between the groups: the surer a number
is by itself (a check digit over a date of birth), the more may. Telephones have no check digit: they are known by the
groups people say them in, or by the same thing standing between all groups.
Village codes, notice and contract numbers, amounts, dates and digests are not taken for them. What cannot be told apart
is stopped: a bare number of 18 digits with a birth date in it, or of 16 to 19 that passes as a card. An identity number
of 15 digits has no check digit: it is known only where it stands by itself, not inside a longer number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fupin_desk.paper.dated import dated_identities, plain_days
from fupin_desk.paper.digits import Chain, chains, groups, joined, masked_reading, may_hold, readings
from fupin_desk.paper.numbers import born_long_ago, has_birth_date, is_card, is_credit_code, is_identity
from fupin_desk.paper.phones import SIMPLE, phones

Kind = Literal["identity", "card", "phone"]
LEAST = 8
"""Fewer digits than these are no number of anybody."""
_MASKED = re.compile(r"(?<![\d*])[\d*](?:[ -]?[\d*]){13,18}[Xx]?(?![\d*])")
_SHOWN_AT_MOST = 7
"""Digits of a masked number: the first three and the last four."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A number that must not stand there. The number itself is not kept."""

    kind: Kind
    shown: str
    """Its first two digits, and a star for every other."""


def leaks(text: str, allowed: frozenset[str] | tuple[str, ...] = ()) -> tuple[Leak, ...]:
    """Every number in the text that must not be readable; ``allowed`` phones and contract numbers are let pass.

    ``allowed`` never lets an identity number pass.
    """
    if not may_hold(text, LEAST):
        return ()
    secrets: list[tuple[Kind, str]] = [("identity", number) for number in _masked(text)]
    plain, *others = readings(text)
    for reading in (plain, *others):
        secrets += [(kind, _digits(number)) for kind, number in _found(reading, plain)]
    known = {_digits(form) for entry in allowed for form in readings(entry)[:1]}
    known = {_dialled(number) for number in known}
    identities = {number for kind, number in secrets if kind == "identity"}
    told = [
        (kind, n) for kind, n in secrets if kind == "identity" or (_dialled(n) not in known and n not in identities)
    ]
    return tuple(dict.fromkeys(Leak(kind, _hidden(number)) for kind, number in told))


def telephones(text: str) -> tuple[str, ...]:
    """The digits of every telephone number in a text, however it is written."""
    plain, *others = readings(text)
    numbers = (number for reading in (plain, *others) for number in phones(reading, plain, chains(groups(reading))))
    return tuple(dict.fromkeys(map(_digits, numbers)))


def _found(reading: str, plain: str) -> Iterator[tuple[Kind, str]]:
    """Every number in a reading of a text; ``plain`` is the first of its readings."""
    chained = list(chains(groups(reading)))
    yield from (("identity", number) for number in _identities(reading, chained))
    yield from (("card", number) for number in _cards(chained))
    yield from (("phone", number) for number in phones(reading, plain, chained))


def _masked(text: str) -> Iterator[str]:
    """Numbers as long as an identity number's or a card's with something hidden, but more shown than may be."""
    masked = masked_reading(text)
    for match in _MASKED.finditer(masked) if "**" in masked else ():
        signs = re.sub("[ -]", "", match[0])
        if signs.count("*") > 1 and 15 <= len(signs) <= 19 and len(signs.replace("*", "")) > _SHOWN_AT_MOST:
            yield signs.replace("*", "")


# ---- identity numbers


def _identities(reading: str, chained: list[Chain]) -> Iterator[str]:
    """By check digit anywhere; by the birth date alone where a number of that length stands alone."""
    for chain in chained:
        yield from _in_groups(chain)
    days = plain_days(reading)
    for chain in chained if days == reading else chains(groups(days)):
        yield from dated_identities(chain)
    for run in re.findall(r"\d{15,}[Xx]?", reading):
        yield from _in_one_piece(run)
    yield from (number for number in _old_in_groups(chained))


def _in_one_piece(run: str) -> Iterator[str]:
    """In a run of digits: any stretch that is one, or the whole where it has the length and a date of birth."""
    valid = [run[at : at + 18] for at in range(len(run) - 17) if is_identity(run[at : at + 18])]
    yield from valid
    alone = not valid and len(run) in (15, 18) and run[:15].isdigit() and has_birth_date(run)
    if alone and (len(run) == 15 or (born_long_ago(run) and not is_credit_code(run))):
        yield run


def _in_groups(chain: Chain) -> Iterator[str]:
    """Whole groups that make one; with simple marks between, the end of one, some, and the beginning of another."""
    for first in range(len(chain) - 1):
        number, gaps = chain[first].digits, set[str]()
        for group in chain[first + 1 : first + 18]:
            before, gaps, number = number, gaps | {group.gap}, number + group.digits
            simple = len(gaps) == 1 or gaps <= SIMPLE
            for whole in dict.fromkeys((number, number + group.x)):
                if len(whole) == 18 and is_identity(whole) and (simple or born_long_ago(whole)):
                    yield whole
                elif len(whole) > 18 and simple:
                    yield from _cut_out(whole, len(before), chain[first : first + 18])
            if len(before) >= 18 + 17:
                break


def _cut_out(whole: str, before: int, chain: Chain) -> Iterator[str]:
    """Numbers that begin in the first group and end in the last; the birth date is a group by itself."""
    for at in range(max(before - 17, 0), min(len(chain[0].digits), len(whole) - 17)):
        piece = whole[at : at + 18]
        if is_identity(piece) and any(group.digits == piece[6:14] for group in chain):
            yield piece


def _old_in_groups(chained: list[Chain]) -> Iterator[str]:
    """Fifteen digits as six, six and three, with the same between."""
    for chain in chained:
        for group, two, three in zip(chain, chain[1:], chain[2:], strict=False):
            sizes = (len(group.digits), len(two.digits), len(three.digits))
            number = group.digits + two.digits + three.digits
            if sizes == (6, 6, 3) and two.gap == three.gap and number.isdigit() and has_birth_date(number):
                yield number


# ---- cards: no date in them, so they are known by their groups too


def _cards(chained: list[Chain]) -> Iterator[str]:
    """Alone, in groups of four, or beginning with 62 with one mark between all groups."""
    for chain in chained:
        for group in chain:
            run = group.digits
            if run.isdigit() and is_card(run) and not (len(run) == 18 and is_credit_code(run)):
                yield run
        for number, sizes, taken in joined(chain, range(16, 20)):
            gaps = {group.gap for group in taken[1:]}
            fours = set(sizes[:4]) == {4} and len(sizes) < 6 and (len(gaps) == 1 or gaps <= SIMPLE)
            union = number.startswith("62") and (len(gaps) == 1 or gaps <= SIMPLE or set(sizes[:-1]) == {4})
            if (fours or (union and (sizes[0] > 1 or set(sizes) == {1}))) and is_card(number):
                yield number


def _digits(text: str) -> str:
    """Only the digits (and the X an identity number may end in)."""
    return re.sub(r"[^0-9Xx]", "", text)


def _dialled(number: str) -> str:
    """A telephone's digits without what is dialled before them: the country, the zero of a call out of town."""
    return re.sub("^(?:00)?86(?=0?[1-9]\\d{9})", "", number).removeprefix("0")


def _hidden(number: str) -> str:
    """The first two digits, then stars."""
    return number[:2] + "*" * (len(number) - 2)
