"""Traits: what a record kind needs besides its fields, stated once on its class and read from there by every part.

A path leads from a record to values or to other records. It is a row of steps separated by ``/``; each step is a field
(its value, or the record it names) or ``<kind.field`` (the records of a kind that name this one in a field, oldest
first), which ``?field=value`` narrows, to ``.field`` of this record where the value begins with a dot, and to an empty
field where there is none. ``[:1]`` at its end takes the first alone. Of alternatives separated by ``|`` the first that
leads anywhere counts::

    asset/name
    <party.contract/household
    <member.household?id=.head | <member.household[:1]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from fupin_desk.domain.withholding import Always, AsAgreed

Path = str
Finder = Literal["name", "number", "id_number"]
"""How a text is searched for: a name by each of its words and by pinyin, a number by each of its parts, an ID number
whole and by its last four characters."""
Within = Literal["village", "county"]


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path."""

    field: str
    back: str | None = None
    """The kind whose ``field`` names the record the step begins at; ``None`` where the field is that record's own."""
    only: tuple[str, str] | None = None
    """Of a step back, a field and the value asked for."""


@dataclass(frozen=True, slots=True)
class Route:
    """One alternative of a path."""

    steps: tuple[PathStep, ...]
    most: int | None = None
    """How many of what it leads to are taken."""


@cache
def routes(path: Path) -> tuple[Route, ...]:
    """Return the alternatives of a path; raises ``ValueError`` for what is no path."""
    return tuple(_route(way.strip()) for way in path.split("|"))


def _route(way: str) -> Route:
    plain, bracket, most = way.removesuffix("]").partition("[:")
    if bool(bracket) != way.endswith("]"):
        raise ValueError(way)
    return Route(tuple(map(_step, plain.split("/"))), int(most) if bracket else None)


def _step(step: str) -> PathStep:
    plain, asks, only = step.partition("?")
    field, equals, value = only.partition("=")
    kind, dot, by = plain.removeprefix("<").partition(".")
    back = plain.startswith("<")
    if not kind or bool(dot) is not back or (asks and not (back and equals)):
        raise ValueError(step)
    return PathStep(by if back else kind, kind if back else None, (field, value) if asks else None)


@dataclass(frozen=True, slots=True, eq=False)  # each is itself alone: the ledger keeps what it found by it
class Key:
    """Fields that together tell a record from others."""

    fields: tuple[str, ...]
    needs: int = 0
    """How many of them, from the first, must be filled; 0 for all."""
    agree: tuple[str, ...] = ()
    """Fields that must not say otherwise; ``birth`` and ``paid_for`` stand for several."""
    other: tuple[str, str] | None = None
    """A field of them and one that may stand for it: a name in another script."""


@dataclass(frozen=True, slots=True)
class Same:
    """What makes a row of a ledger and a record the same."""

    keys: tuple[Key, ...]
    """Tried in this order."""
    filled_in: Key | None = None
    """Where nothing is the same: what was written down before it was known what for, and no other row speaks of."""
    like: tuple[Key, ...] = ()
    """What a row may be a correction of: of people it is asked; of money it is another, and the answer says so."""
    happened: tuple[str, ...] | None = None
    """Of what can happen twice on one day between the same: fields that may tell the two apart."""
    tied_by: str | None = None
    """A field by which records are looked up that hang on the one it names."""
    stays: tuple[str, ...] = ()
    """Fields in which a row of the same number says another thing than the record, not a correction."""
    slip: str | None = None
    """Of what can happen twice: the field (a voucher) by which two rows that say the same are one. Where they differ in
    it, or it is empty, somebody is asked. Without such a field both count."""
    sum_of: tuple[str, ...] = ()
    """What an erasure leaves of money, by which it is known when an old ledger brings it again."""


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """The kind's sheet in the ledger."""

    key: str
    columns: str
    """In order: ``!`` before one without which a row cannot be told from others, ``@`` before a reference."""
    needs: str
    """Columns that a row must fill; of ``a|b`` one is enough."""
    cited: tuple[str, ...] = ()
    """Columns whose text rows of other sheets use to name the record of a row."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """What else a row says something of: the kind, by what its columns begin with (``head.name``)."""
    tells: tuple[str, ...] = ()
    """Fields of which one must be filled for a record to be exported; without any, its owner where that is required."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a record is shown: on a page of its own, or on that of another record."""

    page: str | None = None
    """The page of the window."""
    by: tuple[str, ...] = ()
    """Fields of which the first that is filled names the record on whose page it is."""


@dataclass(frozen=True, slots=True)
class Asks:
    """The consent that a record rests on."""

    purpose: str
    """A code of ``consent_purpose``."""
    whose: tuple[Path, ...]
    """From the record to the households whose it is, along fields and back along references alone."""


ALONE = Placed()
"""Shown by itself, on the page that shows any one record."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Traits:
    """What every kind must say of itself; ``None`` and an empty tuple are answers."""

    place: int
    """Where it stands among all kinds: what others refer to comes first, as on the sheets of the ledger."""
    called: tuple[Path, ...]
    """What people call a record: values, and records whose own names stand there; ``()`` for the end of its id."""
    prefix: str | None
    """The letter of the number that the desk makes for it, in the field ``number``."""
    found_by: Mapping[str, Finder]
    """The fields it is found by in the search box."""
    only_one: Mapping[str, Within]
    """Fields of which no two records in force say the same, in one village or in the whole county."""
    asks: Asks | None
    """The consent that is given to a record of it by those whose it is; None where nobody is asked."""
    placed: Placed
    same: Same | None
    """How a row of a ledger finds its record; ``None`` where no ledger speaks of the kind."""
    sheet: LedgerSheet | None
    cited_by: tuple[str, ...]
    """Fields, the first that is filled, by which rows of a ledger name a record of it."""
    about: tuple[Path, ...]
    """Besides the owner, what says whom a record is about: it is erased with them."""
    erased: Literal["asked", "along", "never"]
    """Whether somebody may ask for its erasure, it goes along with whom it is about, or it is nobody's."""
    kept: Literal["all", "account", "nothing"]
    """What stays of it after an erasure: of an account the public figures, untied from the person."""
    travels: AsAgreed | Always
    """Whether its records are somebody's, and leave the laptop only as those agree."""
    by_hand: bool
    """Whether a person may write it down field by field; what only commands of its own write is none of that."""
