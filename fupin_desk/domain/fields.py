"""What is said of every field of a record: its shape, unit, limits, privacy class and purpose.

A field is declared once, on one line of its record class, as ``Annotated[type | None, text(MASKED, most=40)] = None``.
From that line come the table, the form, the history, the bundle, the spreadsheet column, the JSON schema and the
columns a notice may show. Label keys follow from the names (``field.<kind>.<name>``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from fupin_desk.domain.codes import CodeList
from fupin_desk.domain.open_list import OpenList
from fupin_desk.domain.shapes import (
    CENTIMU,
    CODE,
    CODES,
    COUNT,
    DATE,
    FEN,
    LINES,
    PPM,
    QUANTITY,
    REFERENCE,
    REFERENCES,
    TEXT,
    WORDS,
    YEAR,
    YES,
    Shape,
)  # fmt: skip


class Privacy(StrEnum):
    """Who may see a field (safeguards.md, "What is kept, and who sees it")."""

    PUBLIC = "public"
    """Laptop, county, printed notice, exports."""
    MASKED = "masked"
    """Laptop and county; notices and exports show the masked form only."""
    PRIVATE = "private"
    """Laptop and county; never on a notice or in an export."""
    LOCAL = "local"
    """The laptop alone, under a key of its own."""


PUBLIC, MASKED, PRIVATE, LOCAL = Privacy.PUBLIC, Privacy.MASKED, Privacy.PRIVATE, Privacy.LOCAL


class Purpose(StrEnum):
    """What a value is kept for (PIPL art. 6): a change holds values of one purpose, to travel or be erased whole."""

    OFFICE = "office"
    """About offices, entities and money of the public: no person's consent is needed."""
    REGISTER = "register"
    """The household is registered here; rests on its consent to that."""
    LINKAGE = "linkage"
    """A contract, what is due under it and what was paid."""
    PAY = "pay"
    """Only to pay somebody by transfer."""
    CARE = "care"
    """Labour and disability, only to direct asset income (四(四)5)."""
    NOTICE = "notice"
    """Published on the village board."""


USUAL_FEN, USUAL_FEN_OF_HOUSEHOLD = (1, 10**10), 10**8
"""Money is at most a hundred million yuan as a rule, a million of one household: more is yuan under 万元."""
USUAL_CENTIMU, USUAL_CENTIMU_OF_HOUSEHOLD = (1, 10**6), 10**5
"""Land is at most ten thousand mu as a rule, a thousand of one household: more is square metres under 亩."""

IN_EACH_LANGUAGE: Final[Any] = object()
"""In place of a text's default ``None``: the text is kept in every language, each in a field of its own that merges by
itself. ``name_zh`` is followed by ``name_ug``, ``name_kk``, ``name_en``; so is ``name``, which is in the language it
was written in. The others are as the first is, but never required (``record.RecordClass``)."""


@dataclass(frozen=True, slots=True)
class Field:
    """What is true of one field, whatever record it is on."""

    shape: Shape
    privacy: Privacy
    required: bool = False
    """Needed for the record to be complete, never to be saved."""
    only: tuple[str, tuple[str, ...]] | None = None
    """Asked for only when another field of the record has one of these codes; with another one it is written nowhere
    (``domain.beside``)."""
    codes: str | None = None
    """The name of its code list (``domain.codes``)."""
    listed: Sequence[str] = ()
    """The codes on it."""
    kinds: Sequence[str] = ()
    """Record kinds a reference may name."""
    least: int | None = None
    most: int | None = None
    """Limits of a number (in its unit) or of a text's length (in characters)."""
    usual: tuple[int, int] | None = None
    """Of a number but 0, between what it is as a rule: beyond that a sheet asks whether a unit was mistaken."""
    usual_of_household: int | None = None
    """The most it is of one household."""
    past: bool = False
    """A day or year that has come when it is written down."""
    birth: bool = False
    """A day or year of birth: as long ago as somebody alive may be born."""
    ahead: int = 100
    """Years ahead of the day it is written that a day or year may be: of those for which land is contracted (seventy at
    most, Rural Land Contracting Law art. 21) none is farther."""
    purpose: Purpose | None = None
    """Where it differs from its record's."""
    keeps_no: bool = False
    """Whether a value here keeps a no: it holds against whoever wrote beside it that there is none, and it is told to
    the other laptops of the village, though it is LOCAL and nothing else that is goes anywhere (exchange/FORMAT.md)."""
    one_at_a_time: bool = False
    """Told of one record at a time: of many together it would be the list of those who said no that there must not be,
    or of those who objected, or count the languages people read (safeguards.md)."""
    kind_in: str | None = None
    """Of a text that names a record of whichever kind: the field that says of which."""
    of_person: bool = False
    """Whether it holds a person's name."""
    own_act: str | None = None
    """Of what an act of its own writes, and nobody types: the code of the reason it is refused for."""
    unit: str | None = None
    """What it is counted in, where its shape does not say that: ``yuan/year``. People read ``unit.<kind>.<field>``."""


def _field(shape: Shape, privacy: Privacy, **extra: object) -> Field:
    return Field(shape, privacy, **extra)  # type: ignore[arg-type]


def text(privacy: Privacy, most: int = 200, **extra: object) -> Field:
    """Return a one-line text of at most ``most`` characters."""
    return _field(TEXT, privacy, most=most, **extra)


def words(privacy: Privacy, most: int = 4000, **extra: object) -> Field:
    """Return a free text of several lines."""
    return _field(WORDS, privacy, most=most, **extra)


def lines(privacy: Privacy, most: int = 200, **extra: object) -> Field:
    """Return a list of short texts that is one value."""
    return _field(LINES, privacy, most=most, **extra)


def code(privacy: Privacy, of: CodeList, **extra: object) -> Field:
    """Return one code of a code list."""
    return _field(CODE, privacy, codes=of.name, listed=of.codes, **extra)


def codes(privacy: Privacy, of: CodeList, **extra: object) -> Field:
    """Return several codes of a code list, sorted and without repeats."""
    return _field(CODES, privacy, codes=of.name, listed=of.codes, **extra)


def day(privacy: Privacy, **extra: object) -> Field:
    """Return a calendar day (ISO 8601)."""
    return _field(DATE, privacy, **extra)


def yes(privacy: Privacy, **extra: object) -> Field:
    """Return a yes or no."""
    return _field(YES, privacy, **extra)


def fen(privacy: Privacy, **extra: object) -> Field:
    """Return money in whole fen, never negative."""
    usual = {"usual": USUAL_FEN, "usual_of_household": USUAL_FEN_OF_HOUSEHOLD}
    return _field(FEN, privacy, **{"least": 0, "most": 10**13, **usual, **extra})


def centimu(privacy: Privacy, **extra: object) -> Field:
    """Return an area in hundredths of a mu (亩)."""
    usual = {"usual": USUAL_CENTIMU, "usual_of_household": USUAL_CENTIMU_OF_HOUSEHOLD}
    return _field(CENTIMU, privacy, **{"least": 0, "most": 10**9, **usual, **extra})


def ppm(privacy: Privacy, **extra: object) -> Field:
    """Return a rate in parts per million (a year, where it is interest)."""
    return _field(PPM, privacy, **{"least": 0, "most": 10**6, **extra})


def count(privacy: Privacy, **extra: object) -> Field:
    """Return a whole number of things."""
    return _field(COUNT, privacy, **{"least": 0, "most": 10**9, **extra})


def quantity(privacy: Privacy, **extra: object) -> Field:
    """Return an amount in thousandths of the unit named beside it."""
    return _field(QUANTITY, privacy, **{"least": 0, "most": 10**13, **extra})


def year(privacy: Privacy, **extra: object) -> Field:
    """Return a calendar year."""
    return _field(YEAR, privacy, **{"least": 1900, "most": 2200, **extra})


def ref(privacy: Privacy, *kinds: str, open_to: OpenList | None = None, **extra: object) -> Field:
    """Return another record's id. ``open_to``: of whose kinds subjects have their say, in place of ``kinds``."""
    return _field(REFERENCE, privacy, kinds=kinds if open_to is None else open_to, **extra)


def refs(privacy: Privacy, *kinds: str, **extra: object) -> Field:
    """Return several other records' ids, one value."""
    return _field(REFERENCES, privacy, kinds=kinds, **extra)


def special(shape: Shape, privacy: Privacy, **extra: object) -> Field:
    """Return a field whose form is checked by a standard: ID number, USCC, bank card, phone, village code, digest."""
    return _field(shape, privacy, **extra)
