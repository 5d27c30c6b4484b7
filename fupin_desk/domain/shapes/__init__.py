"""Shapes: the forms values have. How each is checked, read, written and kept is one class, and nothing beside it.

What a layer above adds (words in a language, an editor, a cell as people fill it) stands there in one table by the
shapes' classes, read through ``by_shape``: it does not load while a shape is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from fupin_desk.domain.shapes.choices import CODE, CODES, YES, Code, Codes, Yes
from fupin_desk.domain.shapes.days import DATE, YEAR, Date, Year
from fupin_desk.domain.shapes.numbers import (
    CENTIMU,
    COUNT,
    FEN,
    PPM,
    QUANTITY,
    Centimu,
    Count,
    Fen,
    Number,
    Ppm,
    Quantity,
)
from fupin_desk.domain.shapes.references import REFERENCE, REFERENCES, Reference, References
from fupin_desk.domain.shapes.shape import Limits, RefusedValue, Shape
from fupin_desk.domain.shapes.standards import CARD, DIGEST, ID_NUMBER, PHONE, USCC, VILLAGE, Standard
from fupin_desk.domain.shapes.texts import LINES, TEXT, WORDS, Text, TextLines, Words

T = TypeVar("T")

SHAPES: Final[tuple[Shape, ...]] = (
    TEXT, WORDS, LINES, CODE, CODES, YES, DATE, YEAR, FEN, CENTIMU, PPM, COUNT, QUANTITY, REFERENCE, REFERENCES,
    ID_NUMBER, USCC, CARD, PHONE, VILLAGE, DIGEST,
)  # fmt: skip
"""All there are."""


def by_shape(table: Mapping[type[Shape], T], shapes: Iterable[Shape] = SHAPES) -> Mapping[Shape, T]:
    """Return for each shape what stands in a table for its class, or for the nearest class above it.

    Raises ``TypeError`` naming the shapes of which the table says nothing.
    """
    entries, missing = {}, []
    for shape in shapes:
        nearest = next((cls for cls in type(shape).__mro__ if cls in table), None)
        if nearest is None:
            missing.append(shape.name)
        else:
            entries[shape] = table[nearest]
    if missing:
        raise TypeError(f"nothing is said of the shapes {', '.join(missing)}")
    return entries


__all__ = [
    "CARD",
    "CENTIMU",
    "CODE",
    "CODES",
    "COUNT",
    "DATE",
    "DIGEST",
    "FEN",
    "ID_NUMBER",
    "LINES",
    "PHONE",
    "PPM",
    "QUANTITY",
    "REFERENCE",
    "REFERENCES",
    "SHAPES",
    "TEXT",
    "USCC",
    "VILLAGE",
    "WORDS",
    "YEAR",
    "YES",
    "Centimu",
    "Code",
    "Codes",
    "Count",
    "Date",
    "Fen",
    "Limits",
    "Number",
    "Ppm",
    "Quantity",
    "Reference",
    "References",
    "RefusedValue",
    "Shape",
    "Standard",
    "Text",
    "TextLines",
    "Words",
    "Year",
    "Yes",
    "by_shape",
]  # fmt: skip
