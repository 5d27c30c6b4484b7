"""Between what stands in a field and the value that is kept: exact, and nothing is guessed.

What cannot be read is handed on as it was typed, and the act refuses it with its reason.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from fupin_desk.domain.fields import Shape
from fupin_desk.domain.folding import ascii_digits
from fupin_desk.words import figures

DECIMALS = {Shape.FEN: 2, Shape.CENTIMU: 2, Shape.PPM: 4, Shape.QUANTITY: 3, Shape.COUNT: 0, Shape.YEAR: 0}
"""By how many places the decimal point of what is typed lies from the unit that is kept."""

DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))")


def value_of(shape: Shape, typed: str) -> Any:
    """Return the value of what was typed; what cannot be read is returned as it is."""
    plain = ascii_digits(unicodedata.normalize("NFKC", typed)).strip()
    if not plain:
        return None
    if shape in DECIMALS:
        return _number(plain, DECIMALS[shape], typed)
    if shape is Shape.DATE:
        return _day(plain)
    if shape is Shape.LINES:
        return [line.strip() for line in typed.splitlines() if line.strip()]
    if shape in (Shape.TEXT, Shape.WORDS):
        return typed.strip()
    return "".join(plain.split())


def _number(plain: str, decimals: int, typed: str) -> Any:
    bare = plain.replace(",", "").replace(" ", "").removesuffix("%")
    if not re.fullmatch(r"-?\d{1,18}(\.\d+)?", bare, re.ASCII):
        return typed
    exact = Decimal(bare).scaleb(decimals)
    return int(exact) if exact == exact.to_integral_value() else typed


def _day(plain: str) -> str:
    found = DAY.fullmatch("".join(plain.split()))
    if found is None:
        return plain
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    return f"{year}-{int(month):02d}-{int(day):02d}"


def text_of(shape: Shape, value: Any) -> str:
    """Return how a value stands in a field; a text that was refused stands as it was typed."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(str(each) for each in value)
    if isinstance(value, str):
        return value
    match shape:
        case Shape.FEN:
            return figures.money(value)
        case Shape.CENTIMU:
            return figures.area(value)
        case Shape.PPM:
            return figures.rate(value).removesuffix(" %")
        case Shape.QUANTITY:
            return figures.quantity(value)
        case _:
            return str(value)
