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
from itertools import accumulate, pairwise
from typing import Literal

from fupin_desk.paper.digits import Group, groups, masked_reading, may_hold, readings
from fupin_desk.paper.numbers import MOBILE, born_long_ago, has_birth_date, is_card, is_credit_code, is_identity

Kind = Literal["identity", "card", "phone"]
LEAST = 8
"""Fewer digits than these are no number of anybody."""
_NEAR, _FAR = 8, 40
"""Characters between two groups of one number: as a rule; in one with a check digit over a date of birth."""
_SIMPLE = frozenset({"", " ", "-", " - ", ".", "·", "/", "_"})
"""Marks that people mix in one number."""
_LISTING = frozenset(",，、;；")
_COUNTED = re.compile("[户人亩元角分厘年月日时度个只头株千万百吨斤米%％‰]|km|kW|mu", re.IGNORECASE)
"""What is counted or measured: numbers with such words between them are amounts."""
_MOBILE_GROUPS = frozenset({(3, 4, 4), (3, 8), (7, 4), (1,) * 11})
_SPACED_MOBILE_GROUPS = _MOBILE_GROUPS | {(3, 3, 5), (4, 3, 4), (4, 4, 3), (5, 6), (6, 5)}
_CODE_BEFORE = re.compile(r"(?:[A-Za-z0-9][-/]|(?:GB|NY|HJ|SL|LY|DB\d*|JB|QB|GA|NB|DL|SN|JGJ|ISO)(?:/[TZ])? ?)$")
"""What makes the groups behind it part of a longer code."""
_WORDS = re.compile(r"\w\w|\w\W+\w|\w\W*[,，、:：]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_NOT_AN_AMOUNT = r"(?!\d)(?!\.\d\d?(?!\d))(?!,\d{3}(?!\d))"
_ABROAD = r"(?:\+|00)?86[ -]?"
_MOBILE_ALONE = re.compile(
    rf"(?<!\d)(?<!LB-\d\d-)(?:{_ABROAD}|0)?(1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}){_NOT_AN_AMOUNT}"  # LB: green food labels
)
_AREA = r"(?:10|2\d|[3-9]\d\d)"
_LANDLINE = re.compile(
    rf"(?:(?<![0-9A-Za-z*-])|(?<=tel)|(?<=Tel)|(?<=TEL))(?:\(?(?:{_ABROAD}\(?)?0{_AREA}|{_ABROAD}{_AREA}(?=[ -]))"
    rf"(?:\) ?|[ ./·-]| [/-] )?(?:\d{{3,4}}[ -]?\d{{4}}|(?:\d{{2}}[ -]){{2}}\d{{3,4}}){_NOT_AN_AMOUNT}"
)
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
    found: list[tuple[Kind, str]] = [("identity", number) for number in _masked(text)]
    plain, *others = readings(text)
    for reading in (plain, *others):
        found += [(kind, _digits(number)) for kind, number in _found(reading, plain)]
    known = {_digits(each) for entry in allowed for each in readings(entry)[:1]}
    known = {_dialled(number) for number in known}
    identities = {number for kind, number in found if kind == "identity"}
    told = [(kind, n) for kind, n in found if kind == "identity" or (_dialled(n) not in known and n not in identities)]
    return tuple(dict.fromkeys(Leak(kind, _hidden(number)) for kind, number in told))


def telephones(text: str) -> tuple[str, ...]:
    """The digits of every telephone number in a text, however it is written."""
    plain, *others = readings(text)
    found = (number for reading in (plain, *others) for number in _phones(reading, plain))
    return tuple(dict.fromkeys(map(_digits, found)))


def _found(reading: str, plain: str) -> Iterator[tuple[Kind, str]]:
    """Every number in a reading of a text; ``plain`` is the first of its readings."""
    chains = list(_chains(groups(reading)))
    yield from (("identity", number) for number in _identities(reading, chains))
    yield from (("card", number) for number in _cards(chains))
    yield from (("phone", number) for number in _phones(reading, plain))


Chain = list[Group]


def _chains(found: list[Group]) -> Iterator[Chain]:
    """Groups with not too much between them; the first one's gap is what stands before all."""
    chain: Chain = []
    for group in found:
        if chain and len(group.gap) > _FAR:
            yield chain
            chain = []
        chain.append(group)
    if chain:
        yield chain


def _masked(text: str) -> Iterator[str]:
    """Numbers as long as an identity number's or a card's with something hidden, but more shown than may be."""
    masked = masked_reading(text)
    for match in _MASKED.finditer(masked) if "**" in masked else ():
        signs = re.sub("[ -]", "", match[0])
        if signs.count("*") > 1 and 15 <= len(signs) <= 19 and len(signs.replace("*", "")) > _SHOWN_AT_MOST:
            yield signs.replace("*", "")


# ---- identity numbers


def _identities(reading: str, chains: list[Chain]) -> Iterator[str]:
    """By check digit anywhere; by the birth date alone where a number of that length stands alone."""
    for chain in chains:
        yield from _in_groups(chain)
    for run in re.findall(r"\d{15,}[Xx]?", reading):
        yield from _in_one_piece(run)
    yield from (number for number in _old_in_groups(chains))


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
            simple = len(gaps) == 1 or gaps <= _SIMPLE
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


def _old_in_groups(chains: list[Chain]) -> Iterator[str]:
    """Fifteen digits as six, six and three, with the same between."""
    for chain in chains:
        for one, two, three in zip(chain, chain[1:], chain[2:], strict=False):
            sizes = (len(one.digits), len(two.digits), len(three.digits))
            number = one.digits + two.digits + three.digits
            if sizes == (6, 6, 3) and two.gap == three.gap and number.isdigit() and has_birth_date(number):
                yield number


# ---- cards and telephones: no date in them, so they are known by their groups too


def _joined(chain: Chain, lengths: range) -> Iterator[tuple[str, tuple[int, ...], list[Group]]]:
    """Whole groups that make a number of such a length: it, its groups' sizes, and the groups."""
    ends = list(accumulate((len(group.digits) for group in chain), initial=0))
    for first in range(len(chain) - 1):
        for last in range(first + 1, len(chain)):
            if len(chain[last].gap) > _NEAR or ends[last + 1] - ends[first] >= lengths.stop:
                break
            if ends[last + 1] - ends[first] in lengths:
                taken = chain[first : last + 1]
                sizes = tuple(len(group.digits) for group in taken)
                yield "".join(group.digits for group in taken), sizes, taken


def _cards(chains: list[Chain]) -> Iterator[str]:
    """Alone, in groups of four, or beginning with 62 with one mark between all groups."""
    for chain in chains:
        for group in chain:
            run = group.digits
            if run.isdigit() and is_card(run) and not (len(run) == 18 and is_credit_code(run)):
                yield run
        for number, sizes, taken in _joined(chain, range(16, 20)):
            gaps = {group.gap for group in taken[1:]}
            fours = set(sizes[:4]) == {4} and len(sizes) < 6 and (len(gaps) == 1 or gaps <= _SIMPLE)
            union = number.startswith("62") and (len(gaps) == 1 or gaps <= _SIMPLE or set(sizes[:-1]) == {4})
            if (fours or (union and (sizes[0] > 1 or set(sizes) == {1}))) and is_card(number):
                yield number


def _phones(reading: str, plain: str) -> Iterator[str]:
    """Telephones: mobile ones by their eleven digits, in the groups people say them in; others by their area code."""
    seen: set[str] = set()
    found = [
        match[match.lastindex or 0] for pattern in (_MOBILE_ALONE, _LANDLINE) for match in pattern.finditer(reading)
    ]
    for chain in _chains(groups(reading)):
        for number, sizes, taken in _joined(chain, range(11, 12)):
            if MOBILE.fullmatch(number) and (_in_words(plain, taken) or _said_as_phone(reading, sizes, taken)):
                found.append(number)
    for number in found:
        digits = _digits(number)
        if digits not in seen:
            seen.add(digits)
            yield number


def _in_words(plain: str, taken: list[Group]) -> bool:
    """Whether eleven digits stand in groups that are written in no digits: nobody writes figures so, but for years."""
    long = [group.digits for group in taken if len(group.digits) > 1]
    said = len(max(long, default="", key=len)) > 2 and not any(
        digits in plain or _YEAR.match(digits) for digits in long
    )
    return said and not any(_COUNTED.search(group.gap) for group in taken[1:])


def _said_as_phone(reading: str, sizes: tuple[int, ...], taken: list[Group]) -> bool:
    """Whether eleven digits stand in groups as people write a mobile number's."""
    start, end = taken[0].start, taken[-1].start + len(taken[-1].digits)
    if _beside_letter(reading[start - 1 : start]) or _beside_letter(reading[end : end + 1]):
        return False
    gaps = {group.gap for group in taken[1:]}
    if len(sizes) == 2 and _two_figures(taken[0], taken[1], reading[end:]):
        return False
    if sizes[0] == 4 and _YEAR.match(taken[0].digits) is not None:
        return False
    odd = not _CODE_BEFORE.search(reading, max(start - 8, 0), start) and _odd_groups(sizes, taken, gaps)
    if len(gaps) == 1 and len(sizes) == 2 and any(_WORDS.search(gap) for gap in gaps):
        return False  # nothing is the same between all groups where there is only one such place
    if len(gaps) == 1 and not (any(map(_COUNTED.search, gaps)) and any(map(_listed, gaps))):
        spaced = gaps == {" "} and not any(_YEAR.fullmatch(group.digits) for group in taken)
        return sizes in (_SPACED_MOBILE_GROUPS if spaced else _MOBILE_GROUPS) or odd
    if any(_YEAR.fullmatch(group.digits) for group in taken):
        return False
    if gaps <= _SIMPLE:
        return sizes in _MOBILE_GROUPS or odd
    said = sizes in ((3, 4, 4), (1,) * 11)
    return said and not any(_COUNTED.search(gap) or _listed(gap) for gap in gaps)


def _two_figures(one: Group, two: Group, after: str) -> bool:
    """Whether two groups are from how much to how much of something, or something and a year or a day."""
    if two.gap.strip() == "-" and len(one.digits) > 3:
        return int(one.digits) < int(two.digits) and _COUNTED.match(after.lstrip()) is not None
    day = _YEAR.fullmatch(two.digits) or _DAY.fullmatch(two.digits)
    return day is not None and (two.gap not in _SIMPLE or after.lstrip().startswith("年"))


def _odd_groups(sizes: tuple[int, ...], taken: list[Group], gaps: set[str]) -> bool:
    """Whether groups of any other sizes are more likely a hidden number than years, days, times or a listing."""
    years = any(len(group.digits) == 4 and _YEAR.match(group.digits) for group in taken)
    marks = {gap.strip() for gap in gaps}
    listing = ":" in marks or any(_listed(gap) or _COUNTED.search(gap) for gap in gaps)
    thousands = set(sizes[1:]) == {3} and marks <= {"", ".", "'"}
    if years or listing or thousands or (len(sizes) == 2 and not (gaps <= {"-", " "} and 3 < sizes[0] < 8)):
        return False
    rising = all(int(one.digits) < int(two.digits) for one, two in pairwise(taken))
    return max(sizes) > 2 or (len(gaps) == 1 and not rising)


def _listed(gap: str) -> bool:
    """Whether two numbers with that between them are two: counted, or one after the other."""
    return any(sign in _LISTING for sign in gap) or gap.strip() == "."


def _beside_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def _digits(text: str) -> str:
    """Only the digits (and the X an identity number may end in)."""
    return re.sub(r"[^0-9Xx]", "", text)


def _dialled(number: str) -> str:
    """A telephone's digits without what is dialled before them: the country, the zero of a call out of town."""
    return re.sub("^(?:00)?86(?=0?[1-9]\\d{9})", "", number).removeprefix("0")


def _hidden(number: str) -> str:
    """The first two digits, then stars."""
    return number[:2] + "*" * (len(number) - 2)
