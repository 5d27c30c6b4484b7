"""Citizens' ID numbers (GB 11643-1999) and other numbers of cards and codes, read as hands and keyboards write them.

Always true:

* a number is read in any digits, width and case, with blanks and dashes, and with any X; nothing of it is guessed;
* the old form of fifteen digits (GB 11643-1989) names the same person as the eighteen made of it: whoever is looked
  for by it is found. It has no check digit and is never what is kept.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from stdnum.cn import ric

from fupin_desk.domain.folding import ascii_digits

EXES = str.maketrans(dict.fromkeys("ХΧ✕╳×", "X"))
"""Capital letters and signs that look like the check digit X: Cyrillic, Greek, the sign of multiplication."""
QUOTES = frozenset("'`‘’´")
"""A spreadsheet's mark that a cell is text."""


def plain_number(typed: str) -> str:
    """Return the number of a card or code as it is kept: plain digits and capitals, without blanks and dashes."""
    wide = ascii_digits(unicodedata.normalize("NFKC", typed).upper())
    kept = (sign for sign in wide if not sign.isspace() and unicodedata.category(sign) not in ("Pd", "Cf", "Mn"))
    return "".join(sign for sign in kept if sign not in QUOTES and sign not in "−ـ")


def plain_id_number(typed: str) -> str:
    """Return an ID number as it is kept, right or not: as ``plain_number``, with an X from any keyboard at its end."""
    bare = plain_number(typed)
    return bare[:-1] + bare[-1:].translate(EXES)


def read_id_number(typed: str) -> str | None:
    """Return the right ID number of eighteen characters that was typed, an old one of fifteen made new, or None."""
    plain = plain_id_number(typed)
    if re.fullmatch(r"\d{15}", plain, re.ASCII):
        longer = f"{plain[:6]}19{plain[6:]}"
        plain = longer + str(ric.calc_check_digit(f"{longer}0"))
    return plain if id_number_right(plain) else None


def id_number_right(value: str) -> bool:
    """Return whether it is an ID number by GB 11643-1999: 18 characters, a real date of birth, the right check digit.

    Its first six digits are not compared with a list of places: places come and go, and people keep their number.
    """
    if not re.fullmatch(r"\d{17}[\dX]", value, re.ASCII) or born_by(value) is None:
        return False
    return bool(ric.calc_check_digit(value) == value[-1])  # it leaves the last one out itself


def born_by(number: str | None) -> date | None:
    """Return the date of birth an ID number of eighteen characters says, None where it says none."""
    if number is None or not re.fullmatch(r"\d{17}[\dX]", number, re.ASCII):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_by(number: str | None) -> str | None:
    """Return ``male`` or ``female`` as an ID number of eighteen characters says, None where it is no right one."""
    if number is None or not id_number_right(number):
        return None
    return "male" if int(number[16]) % 2 else "female"


def mask_id_number(number: str) -> str:
    """Return the first three and the last four characters, and a star for each between."""
    if len(number) < 8:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 7) + number[-4:]
