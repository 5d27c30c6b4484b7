"""Telephone numbers in a reading of a text: of people, which have no check digit, and of offices.

Mobile ones are known by their eleven digits in the groups people say them in, by the same thing standing between all
groups, or by what is said before or between: "telephone", "and then". Others are known by their area code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from fupin_desk.paper.digits import FAR, NEAR, Chain, Group, joined
from fupin_desk.paper.numbers import MOBILE
from fupin_desk.paper.signs import CHINESE, WRITTEN

_TELEPHONE = {name: "|".join(written.split()) for name, written in WRITTEN["telephone"].items()}

SIMPLE = frozenset({"", " ", "-", " - ", ".", "·", "/", "_"})
"""Marks that people mix in one number."""
_LISTING = frozenset(",，、;；")
_COUNTED = re.compile(_TELEPHONE["counted"], re.IGNORECASE)
"""What is counted or measured: numbers with such words between them are amounts."""
_PIECES = re.compile(_TELEPHONE["pieces"], re.IGNORECASE)
"""What is counted too, where it stands behind one figure or two."""
_NUMBERED = re.compile(rf"(?:{_TELEPHONE['numbered']})\W*$", re.IGNORECASE)
_MOBILE_GROUPS = frozenset({(3, 4, 4), (3, 8), (7, 4), (1,) * 11})
_SPACED_MOBILE_GROUPS = _MOBILE_GROUPS | {(3, 3, 5), (4, 3, 4), (4, 4, 3), (5, 6), (6, 5)}
_CODE_BEFORE = re.compile(r"(?:[A-Za-z0-9][-/]|(?:GB|NY|HJ|SL|LY|DB\d*|JB|QB|GA|NB|DL|SN|JGJ|ISO)(?:/[TZ])? ?)$")
"""What makes the groups behind it part of a longer code."""
_WORDS = re.compile(r"[^\W_]{2}|[^\W_]\W+[^\W_]|[^\W_]\W*[,，、:：]")
_CALLED = re.compile(rf"(?:{_TELEPHONE['before']})[^\d]{{0,10}}$", re.IGNORECASE)
_CALLED_NEAR = 24
_PLACES = rf"(?:{_TELEPHONE['place']})(?:[{''.join(CHINESE)}]|\d).?(?:{_TELEPHONE['of']})"
"""The last four, the first seven digits."""
_GOES_ON = re.compile(rf"{_TELEPHONE['between']}|{_PLACES}|^\W*(?:{_TELEPHONE['alone']})\W*$", re.IGNORECASE)
"""What people put between two halves of a telephone number that they say one after the other."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_OF_PAPERS = re.compile(r"(?:19[89]|20\d)\d")
_SHORT_DAY = re.compile(r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_NOT_AN_AMOUNT = r"(?!\d)(?!\.\d\d?(?!\d))(?!,\d{3}(?!\d))"
_ABROAD = r"(?:\+|00)?86[ -]?"
_MOBILE_ALONE = re.compile(
    rf"(?<!\d)(?<!LB-\d\d-)(?:{_ABROAD}|0)?(1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}){_NOT_AN_AMOUNT}"  # LB: green food labels
)
_AREA = r"(?:10|2\d|[3-9]\d\d)"
_LANDLINE = re.compile(
    rf"(?:(?<![0-9A-Za-z*-])|(?<=tel)|(?<=Tel)|(?<=TEL))(?:\(?(?:{_ABROAD}\(?)?0{_AREA}|{_ABROAD}{_AREA}(?=[ -]))"
    rf"(?:\) ?|[ ./·-]| [/-] | ?\()?(?:\d{{3,4}}[ -]?\d{{4}}|(?:\d{{2}}[ -]){{2}}\d{{3,4}}){_NOT_AN_AMOUNT}"
)


def phones(reading: str, plain: str, in_groups: Iterable[Chain]) -> Iterator[str]:
    """Telephones: mobile ones by their eleven digits, in the groups people say them in; others by their area code."""
    seen: set[str] = set()
    numbers = [
        match[match.lastindex or 0] for pattern in (_MOBILE_ALONE, _LANDLINE) for match in pattern.finditer(reading)
    ]
    for chain in in_groups:
        for number, sizes, taken in joined(chain, range(11, 12), FAR):
            if MOBILE.fullmatch(number) and _is_phone(reading, plain, sizes, taken):
                numbers.append(number)
        numbers += _told_backwards(reading, chain)
    for number in numbers:
        digits = re.sub(r"\D", "", number)
        if digits not in seen:
            seen.add(digits)
            yield number


def _told_backwards(reading: str, chain: Chain) -> Iterator[str]:
    """Numbers whose last digits are said before the first: "the last four 5678, the first seven 1381234"."""
    for group, two in pairwise(chain):
        number = two.digits + group.digits
        before = reading[max(group.start - NEAR, 0) : group.start]
        if MOBILE.fullmatch(number) and _GOES_ON.search(before) and _GOES_ON.search(two.gap):
            yield number


def _is_phone(reading: str, plain: str, sizes: tuple[int, ...], taken: list[Group]) -> bool:
    """Whether eleven digits that can be a mobile number's are one there."""
    gaps = [group.gap for group in taken[1:]]
    if not any(_COUNTED.search(_GOES_ON.sub("", gap)) for gap in gaps) and any(map(_GOES_ON.search, gaps)):
        return True
    if any(len(gap) > NEAR for gap in gaps):
        return False
    return _called(reading, taken) or _in_words(plain, taken) or _said_as_phone(reading, sizes, taken)


def _called(reading: str, taken: list[Group]) -> bool:
    """Whether they stand behind the word for a telephone, and nothing is counted with them."""
    start, end = taken[0].start, taken[-1].start + len(taken[-1].digits)
    counted = any(_COUNTED.search(group.gap) for group in taken[1:]) or _COUNTED.match(reading[end:].lstrip())
    return not counted and _CALLED.search(reading, max(start - _CALLED_NEAR, 0), start) is not None


def _in_words(plain: str, taken: list[Group]) -> bool:
    """Whether eleven digits stand in groups that are written in no digits: nobody writes figures so, but for years."""
    long = [group.digits for group in taken if len(group.digits) > 1]
    long_enough = len(max(long, default="", key=len)) > 2 and not any(
        digits in plain or _YEAR.match(digits) for digits in long
    )
    return long_enough and not any(_COUNTED.search(group.gap) for group in taken[1:])


def _said_as_phone(reading: str, sizes: tuple[int, ...], taken: list[Group]) -> bool:
    """Whether eleven digits stand in groups as people write a mobile number's."""
    start, end = taken[0].start, taken[-1].start + len(taken[-1].digits)
    if _beside_letter(reading[start - 1 : start]) or _beside_letter(reading[end : end + 1]):
        return False
    gaps = {group.gap for group in taken[1:]}
    if len(sizes) == 2 and _two_figures(taken[0], taken[1], reading[end:]):
        return False
    if sizes[0] == 4 and _is_year(taken[0], taken):
        return False
    before, after = reading[max(start - _CALLED_NEAR, 0) : start], reading[end:]
    odd = not _CODE_BEFORE.search(before) and _odd_groups(sizes, taken, before, after)
    if len(gaps) == 1 and len(sizes) == 2 and any(_WORDS.search(gap) for gap in gaps):
        return False  # nothing is the same between all groups where there is only one such place
    if len(gaps) == 1 and not (any(map(_COUNTED.search, gaps)) and any(map(_listed, gaps))):
        spaced = gaps == {" "} and not any(_YEAR.fullmatch(group.digits) for group in taken)
        return sizes in (_SPACED_MOBILE_GROUPS if spaced else _MOBILE_GROUPS) or odd
    if any(_YEAR.fullmatch(group.digits) for group in taken):
        return False
    if gaps <= SIMPLE:
        return sizes in _MOBILE_GROUPS or odd
    like_mobile = sizes in ((3, 4, 4), (1,) * 11)
    return like_mobile and not any(
        _COUNTED.search(gap) or (_listed(gap) and any(map(str.isalnum, gap))) for gap in gaps
    )


def _two_figures(group: Group, two: Group, after: str) -> bool:
    """Whether two groups are from how much to how much of something, or something and a year or a day."""
    if two.gap.strip() == "-" and len(group.digits) > 3:
        return int(group.digits) < int(two.digits) and _COUNTED.match(after.lstrip()) is not None
    day = _YEAR.fullmatch(two.digits) or _DAY.fullmatch(two.digits)
    return day is not None and (two.gap not in SIMPLE or after.lstrip().startswith("年"))


def _is_year(group: Group, taken: list[Group]) -> bool:
    """Whether four digits are a year; with but one other group, of the time since which papers have serial numbers."""
    return (_YEAR if len(taken) > 2 else _YEAR_OF_PAPERS).fullmatch(group.digits) is not None


def _odd_groups(sizes: tuple[int, ...], taken: list[Group], before: str, after: str) -> bool:
    """Whether groups of any other sizes are more likely a hidden number than years, days, times or a listing."""
    gaps = {group.gap for group in taken[1:]}
    if any(_is_year(group, taken) for group in taken):
        return False
    if len(sizes) == 2:
        return _halves(taken[0], taken[1]) or _cut_at_an_end(taken[0], taken[1], before, after)
    thousands = set(sizes[1:]) == {3} and {gap.strip() for gap in gaps} <= {"", ".", "'"}
    if thousands or any(_COUNTED.search(gap) for gap in gaps) or _figures(taken, gaps):
        return False
    rising = all(int(group.digits) < int(two.digits) for group, two in pairwise(taken))
    return max(sizes) > 2 or (len(gaps) == 1 and not rising)


def _halves(group: Group, two: Group) -> bool:
    """Whether two groups with a mark between are one number's; round ones with most marks are two figures."""
    mark = two.gap.strip()
    sizes = 3 < len(group.digits) < 7 or (len(group.digits) == 8 and mark != ".")
    if not sizes or _says(mark):
        return False
    return mark in ("", "-", ".", ":") or not (group.digits.endswith("0") and two.digits.endswith("0"))


def _cut_at_an_end(group: Group, two: Group, before: str, after: str) -> bool:
    """Whether one or two digits are cut off a number, at its beginning or its end.

    A serial number may begin with a year or a day, or stand behind the word for what it numbers; a sum of money may end
    in a part of a yuan. What is counted behind a blank is a figure.
    """
    mark = two.gap.strip()
    if min(len(group.digits), len(two.digits)) > 2 or _says(mark) or _COUNTED.match(after.lstrip()):
        return False
    if _NUMBERED.search(before):
        return False
    if len(group.digits) > 2:
        counted = not mark and _PIECES.match(after.lstrip()) is not None
        return mark != "." and not counted and not _SHORT_DAY.match(group.digits)
    return two.gap != ". " and not _YEAR.match(two.digits)


def _says(mark: str) -> bool:
    """Whether what stands between two groups is a word or lists them."""
    return any(sign.isalnum() or sign in _LISTING for sign in mark)


def _figures(taken: list[Group], gaps: set[str]) -> bool:
    """Whether what stands between groups lists them, or makes times and amounts of them."""
    dotted = gaps == {"."} and max(len(group.digits) for group in taken) > 2
    for first, two in pairwise(taken):
        time = ":" in two.gap and len(first.digits) < 3 and len(two.digits) < 3
        decimal = two.gap.strip() == "." and len(two.digits) < 4 and not dotted
        if time or decimal or any(sign in _LISTING for sign in two.gap):
            return True
    return False


def _listed(gap: str) -> bool:
    """Whether two numbers with that between them are two: counted, or one after the other."""
    return any(sign in _LISTING for sign in gap) or gap.strip() == "."


def _beside_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
