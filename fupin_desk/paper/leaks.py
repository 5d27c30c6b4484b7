"""Numbers that must not be readable on paper: identity numbers, bank cards, telephones of people.

Found in any digits (full-width, Arabic-Indic, written out in Chinese), in one piece or in groups with the same mark
between them (spaces, hyphens, dots, strokes …), with invisible characters between.
Village codes, notice and contract numbers, amounts, dates and digests are not taken for them. What cannot be told apart
is stopped: a bare number of 18 digits with a birth date in it, or of 16 to 19 that passes as a card. An identity number
of 15 digits has no check digit: it is known only where it stands by itself, not inside a longer number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

_PROVINCES = frozenset(
    f"{place:02d}"
    for first, last in (
        (11, 15),
        (21, 23),
        (31, 37),
        (41, 46),
        (50, 54),
        (61, 65),
        (71, 71),
        (81, 83),
        (91, 91),
        (99, 99),
    )
    for place in range(first, last + 1)
)
"""First two digits of an identity number; 99 is for made-up people."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(pow(3, at, 31) for at in range(17))
_DIGEST = re.compile(
    r"(?<![0-9a-z])(?=[0-9 ]*[a-f])"
    r"(?:[0-9a-f]{64}|(?:[0-9a-f]{8} ){3}(?:(?:[0-9a-f]{8} ){4})?[0-9a-f]{8}|(?:[0-9a-f]{4} ){15}[0-9a-f]{4})"
    r"(?![0-9a-z])",
    re.IGNORECASE,
)
"""A SHA-256 in one piece or in groups, or the half of one that stands on a line."""
_RUN = re.compile(r"\d+[Xx]?")
_CHAIN = re.compile(r"\d+(?:(?:[^\w]|_){1,3}\d+)+(?:(?:[^\w]|_){0,3}[Xx])?")
"""Groups of digits with little between them."""
_LETTER = re.compile("[A-Za-z]")
_MIXED = frozenset({" ", "-", " - "})
"""Marks that people mix in one number."""
_WRITTEN_OUT = re.compile(r"[〇零一二三四五六七八九](?:[ -]?[〇零一二三四五六七八九]){10,}")
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MOBILE_GROUPS = frozenset({(3, 4, 4), (3, 8), (7, 4), (1,) * 11})
_SPACED_MOBILE_GROUPS = _MOBILE_GROUPS | {(3, 3, 5), (4, 3, 4), (4, 4, 3), (5, 6), (6, 5)}
"""With other marks these are numbers of contracts and pairs of years."""
_THIN = re.compile(r"(?<![\d*])[\d*]{15,18}[Xx]?(?![\d*])")
_OLD_GROUPS = re.compile(r"(?<!\d)\d{6}([ .·/-]| - )\d{6}\1\d{3}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?<!\d[.,])(?:\+?86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![.,]?\d)")
_LANDLINE = re.compile(
    r"(?:(?<![0-9A-Za-z*-])(?<!\d[.,])|(?<=tel)|(?<=Tel)|(?<=TEL))"
    r"\(?0(?:10|2\d|[3-9]\d\d)(?:\) ?|[ ./·-]| [/-] )?\d{3,4}[ -]?\d{4}(?![.,]?\d)"
)

Kind = Literal["identity", "card", "phone"]


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
    plain = _WRITTEN_OUT.sub(lambda run: run[0].translate(_CHINESE_DIGITS), _DIGEST.sub("#", plain_text(text)))
    known = {_digits(plain_text(entry)) for entry in allowed}
    found = [("identity", number) for number in _identities(plain)]
    taken = {_digits(number) for _, number in found}
    for number in _cards(plain):
        if _digits(number) not in known | taken:
            found.append(("card", number))
    for number in {_digits(number): number for number in _phones(plain)}.values():
        if not any(_digits(number) in (entry, "86" + entry) for entry in known):
            found.append(("phone", number))
    return tuple(Leak(kind, _hidden(number)) for kind, number in found)  # type: ignore[arg-type]


def telephones(text: str) -> tuple[str, ...]:
    """The digits of every telephone number in a text, however it is written."""
    return tuple(dict.fromkeys(map(_digits, _phones(plain_text(text)))))


def plain_text(text: str) -> str:
    """ASCII digits, hyphens, stars and single spaces for all that look like them; nothing invisible."""
    return re.sub(r"\s+", " ", "".join(map(_plain, text)))


def without_digits(text: str) -> str:
    """A text with a star for every digit of every script: to find it by, not to know the number."""
    starred = _WRITTEN_OUT.sub(lambda run: "*" * len(run[0]), text)
    return "".join("*" if _plain(character).isdigit() else character for character in starred)


@lru_cache(maxsize=16384)
def _plain(character: str) -> str:
    """One character as a reader takes it."""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    kind = unicodedata.category(character)
    if kind in ("Cf", "Mn", "Me") or character == "\u0640":
        return ""
    if kind == "Pd" or character in "−‐":
        return "-"
    if character in "*×＊•●○■█＃":
        return "*"
    return unicodedata.normalize("NFKC", character)


def is_identity(number: str) -> bool:
    """Whether 18 characters are an identity number (GB 11643): a province, a date of birth, the check digit."""
    weighed = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _has_birth_date(number) and "10X98765432"[weighed % 11] == number[17].upper()


def _has_birth_date(number: str) -> bool:
    """A province and a date of this or the last century where an identity number of 18 or 15 digits has them."""
    year, month, day = (
        (number[6:10], number[10:12], number[12:14]) if len(number) == 18 else ("19", number[8:10], number[10:12])
    )
    plausible = 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    return number[:2] in _PROVINCES and year[:2] in ("19", "20") and plausible


def _is_credit_code(number: str) -> bool:
    """An enterprise's or cooperative's social credit code (GB 32100): public, and made of digits only now and then.

    Those of other bodies begin like identity numbers of real provinces, and are not let pass.
    """
    weighed = sum(_CREDIT_LETTERS.index(digit) * weight for digit, weight in zip(number, _CREDIT_WEIGHTS, strict=False))
    return number[:2] in ("91", "92", "93") and _CREDIT_LETTERS[-weighed % 31] == number[17]


def _identities(plain: str) -> Iterator[str]:
    """Identity numbers: by check digit anywhere; by the birth date alone where a number of that length stands alone."""
    for match in _RUN.finditer(plain):
        run = match.group()
        valid = [window for window in _windows(run, 18) if window[:17].isdigit() and is_identity(window)]
        yield from valid
        alone = not valid and len(run) in (15, 18) and run[:15].isdigit() and _has_birth_date(run)
        if alone and not (run.isdigit() and len(run) == 18 and _is_credit_code(run)):
            yield run
    for chained in _chains(plain):
        yield from (number for number in _grouped(chained) if number[:17].isdigit() and is_identity(number))
    yield from (n for m in _OLD_GROUPS.finditer(plain) if _has_birth_date(n := _digits(m.group())))
    for match in _THIN.finditer(plain):
        if "*" in match.group() and len(_digits(match.group())) > 7:
            yield match.group()


Chain = list[tuple[str, str]]
"""Groups of digits, each with the mark before it; the first has none."""


def _chains(plain: str, whole: bool = False) -> Iterator[Chain]:
    """Groups of digits with little between them; if they must be ``whole``, without a half of a word such as 93A7."""
    for match in _CHAIN.finditer(plain):
        chain = re.findall(r"([^0-9Xx]*)([0-9]+[Xx]?|[Xx])", match.group())
        first = int(whole and _LETTER.match(plain, max(match.start() - 1, 0)) is not None)
        last = len(chain) - int(whole and _LETTER.match(plain, match.end()) is not None)
        yield chain[first:last]


def _joined(chain: Chain, lengths: range) -> Iterator[tuple[str, tuple[int, ...], set[str]]]:
    """Whole groups with one mark between them that make a number of such a length: it, its groups' sizes, the marks."""
    for at in range(len(chain) - 1):
        number, sizes, marks = chain[at][1], [len(chain[at][1])], set[str]()
        for mark, group in chain[at + 1 :]:
            number, marks = number + group, marks | {mark}
            sizes.append(len(group))
            if len(number) >= lengths.stop or not (len(marks) == 1 or marks <= _MIXED):
                break
            if len(number) in lengths:
                yield number, tuple(sizes), marks


def _grouped(chain: Chain) -> Iterator[str]:
    """What could be 18 characters in groups: whole groups, or the end of one, a date, and the beginning of another."""
    yield from (number for number, _, _ in _joined(chain, range(18, 19)))
    for (_, before), (mark, born), (same, after) in zip(chain, chain[1:], chain[2:], strict=False):
        if mark == same and mark in _MIXED and len(born) == 8 and len(before) >= 6 and len(after) >= 4:
            yield before[-6:] + born + after[:4]


def _windows(chain: str, length: int) -> Iterator[str]:
    """Every stretch of that length."""
    return (chain[at : at + length] for at in range(len(chain) - length + 1))


def _cards(plain: str) -> Iterator[str]:
    """Bank cards: 16 to 19 digits alone or in groups (of four, or beginning with 62) that pass Luhn's check."""
    runs = [m.group() for m in re.finditer(r"(?<!\d)\d{16,19}(?!\d)", plain)]
    for chained in _chains(plain):
        for number, sizes, marks in _joined(chained, range(16, 20)):
            fours = set(sizes[:4]) == {4} and len(sizes) < 6 and not number.startswith(("19", "20"))
            union = number.startswith("62") and len(marks) == 1 and (sizes[0] > 1 or set(sizes) == {1})
            if number.isdigit() and (fours or union):
                runs.append(number)
    for run in dict.fromkeys(runs):
        if passes_luhn(run) and len(set(run)) > 2 and not (len(run) == 18 and _is_credit_code(run)):
            yield run


def _phones(plain: str) -> Iterator[str]:
    """Telephones: mobile ones by their eleven digits, in the groups people say them in; others by their area code."""
    for pattern in (_MOBILE, _LANDLINE):
        yield from (match.group() for match in pattern.finditer(plain))
    for chained in _chains(plain, whole=True):
        for number, sizes, marks in _joined(chained, range(11, 12)):
            grouped = sizes in (_SPACED_MOBILE_GROUPS if marks == {" "} else _MOBILE_GROUPS)
            year = number.startswith("19") and sizes[0] == 4
            if grouped and not year and re.match("1[3-9]", number):
                yield number


def passes_luhn(number: str) -> bool:
    """Luhn's check over decimal digits."""
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _digits(text: str) -> str:
    """Only the digits (and the X an identity number may end in)."""
    return re.sub(r"[^0-9Xx]", "", text)


def _hidden(number: str) -> str:
    """The first two digits, then stars."""
    digits = _digits(number)
    return digits[:2] + "*" * (len(digits) - 2)
