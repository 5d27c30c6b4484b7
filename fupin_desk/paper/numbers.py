"""What a run of digits can be: an identity number, a bank card, a telephone, a public code. Pure arithmetic."""

from __future__ import annotations

import re
from datetime import date

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
_CARD = re.compile(r"62|60|4|5|3[0-9]|9[04568]|103|1[08]9")
"""How numbers of cards begin (ISO/IEC 7812: UnionPay, Visa, Mastercard …; older ones of China's own banks)."""
_NO_BIRTH_SINCE = 2014
"""Who was born later signs nothing and is paid nothing: a date of this year or later is a contract's or a notice's."""
MOBILE = re.compile(r"1[3-9]\d{9}")


def is_identity(number: str) -> bool:
    """Whether 18 characters are an identity number (GB 11643): a province, a date of birth, the check digit."""
    if len(number) != 18 or not number[:17].isdigit() or not has_birth_date(number):
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[weighed % 11] == number[17].upper()


def has_birth_date(number: str) -> bool:
    """A province and a day of this or the last century where an identity number of 18 or 15 digits has them."""
    born = number[6:14] if len(number) == 18 else "19" + number[6:12]
    if number[:2] not in _PROVINCES or born[:2] not in ("19", "20"):
        return False
    try:
        date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return True


def born_long_ago(number: str) -> bool:
    """Whether the date in an identity number of 18 digits can be that of somebody who signs or is paid."""
    return int(number[6:10]) < _NO_BIRTH_SINCE


def is_card(number: str) -> bool:
    """Whether 16 to 19 digits are a bank card's: how they begin, and Luhn's check."""
    begins = _CARD.match(number) is not None and len(set(number)) > 2
    return 16 <= len(number) <= 19 and begins and not _is_dated(number) and passes_luhn(number)


def _is_dated(number: str) -> bool:
    """A village's or county's code with a year or a day behind it, as contracts are numbered; 62 is a card."""
    years = (number[6:10], number[9:13], number[12:16])
    return number[:2] in _PROVINCES - {"62"} and any(year[:2] == "20" and year[2] in "0123" for year in years)


def passes_luhn(number: str) -> bool:
    """Luhn's check over decimal digits."""
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_credit_code(number: str) -> bool:
    """An enterprise's or cooperative's social credit code (GB 32100): public, and made of digits only now and then.

    Those of other bodies begin like identity numbers of real provinces, and are not let pass.
    """
    if len(number) != 18 or number[:2] not in ("91", "92", "93"):
        return False
    weighed = sum(_CREDIT_LETTERS.index(digit) * weight for digit, weight in zip(number, _CREDIT_WEIGHTS, strict=False))
    return _CREDIT_LETTERS[-weighed % 31] == number[17]
