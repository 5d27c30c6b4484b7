"""What every shape answers, and what most of them answer alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, Protocol

from fupin_desk.domain.changes import Value
from fupin_desk.domain.folding import ascii_digits


class RefusedValue(Exception):
    """A value that cannot be."""

    def __init__(self, reason: str) -> None:
        """Keep the reason's code (``domain.check``)."""
        super().__init__(reason)
        self.reason = reason


class Limits(Protocol):
    """What a field says of its values, as far as their shape has to know it (``fields.Field``)."""

    @property
    def listed(self) -> Sequence[str]:
        """Codes to choose from."""

    @property
    def least(self) -> int | None:
        """The smallest number."""

    @property
    def most(self) -> int | None:
        """The largest number, or how many characters a text may have."""

    @property
    def past(self) -> bool:
        """Whether it is of something that has happened."""

    @property
    def birth(self) -> bool:
        """Whether it is of a birth."""

    @property
    def ahead(self) -> int:
        """How many years ahead it may be."""


class Shape:
    """A form of values. Each is one class with one instance, which is its name in code: ``FEN``, ``TEXT``."""

    name: ClassVar[str]
    """In the digests of table layouts and in message keys: never changed."""

    # ---- what a value is
    whole: ClassVar[bool] = False
    """Kept as a whole number, in the store too."""
    several: ClassVar[bool] = False
    """A list that is one value."""
    refers: ClassVar[bool] = False
    """Names other records by their ids."""
    chosen: ClassVar[bool] = False
    """One of a few that have words of their own in every language."""
    yes_no: ClassVar[bool] = False
    """True or False."""
    one_line: ClassVar[bool] = False
    """Somebody's own words on one line, in any script."""
    free: ClassVar[bool] = False
    """Somebody's own words, as many as they like: they may name anybody."""
    dated: ClassVar[bool] = False
    """Says when something was: it may be asked whether that can be (``implausible``)."""
    may_say_no: ClassVar[bool] = False
    """In a ledger's cell of it people write that somebody did not agree."""

    # ---- numbers
    decimals: ClassVar[int] = 0
    """Places between the unit people write and the one that is kept: two from yuan to fen."""
    unit: ClassVar[str] = ""
    """What its numbers are written in, where the shape says that: ``yuan``, ``mu``, ``percent`` (``unit.<unit>``)."""
    counts: ClassVar[bool] = False
    """A number of things, which may be counted in any unit."""

    # ---- how it is laid out
    figures: ClassVar[bool] = False
    """Runs from left to right in every language."""
    wide: ClassVar[bool] = False
    """Takes a line of a form to itself."""
    typed: ClassVar[bool] = True
    """Filled in by people; else only the desk makes it."""
    breadth: ClassVar[int] = 12
    """Characters that a list gives a column of it, next to others."""
    cell_format: ClassVar[str] = "General"
    """How a spreadsheet shows a cell; ``@`` leaves what is typed as it is: a year alone in a cell of dates becomes a
    day of 1905."""
    cell_width: ClassVar[int] = 0
    """Characters a column of a spreadsheet holds at least."""
    cell_hint: ClassVar[bool] = False
    """Whether a ledger's heading says how its cells are filled in (``ledger.fill.<name>``)."""

    def __init__(self) -> None:
        """Work out once what is asked of it in every cell."""
        self.parts = 10**self.decimals
        """How many of what is kept make one of what is written."""

    @property
    def amount(self) -> bool:
        """Whether values of it are added up or compared: they stand under one another by their ends."""
        return bool(self.decimals) or self.counts

    def __repr__(self) -> str:
        return self.name

    def check(self, limits: Limits, typed: Any) -> Value:
        """Return a value in the form the history keeps, or raise ``RefusedValue``; nothing typed is empty."""
        raise NotImplementedError

    def schema(self, limits: Limits) -> dict[str, Any]:
        """Return its JSON Schema."""
        schema: dict[str, Any] = {"type": ["string", "null"]}
        return schema if limits.most is None else schema | {"maxLength": limits.most}

    def read(self, typed: str) -> Any:
        """Return the value of what stands in a field, exactly; what cannot be read is returned as it was typed."""
        plain = ascii_digits(unicodedata.normalize("NFKC", typed)).strip()
        return self.read_plain(plain, typed) if plain else None

    def read_plain(self, plain: str, typed: str) -> Any:
        """Return the value of a text that is not blank; ``plain`` has narrow letters and ASCII digits."""
        return "".join(plain.split())

    def write(self, value: Any) -> str:
        """Return how a value stands in a field; a text that was refused stands as it was typed."""
        if value is None:
            return ""
        if isinstance(value, list):
            return "\n".join(str(line) for line in value)
        return value if isinstance(value, str) else self.write_plain(value)

    def write_plain(self, value: Any) -> str:
        """Return how a value that is no text is written."""
        return str(value)

    def mask(self, value: Value) -> Value:
        """Return the form that stands on a wall; what has none of its own stands as it is."""
        return value

    def implausible(self, limits: Limits, value: Any, on: date) -> str | None:
        """Return why a value can hardly be on that day (``domain.plausible``), None where it can."""
        return None


def clean(typed: Any) -> str:
    """Return a text in Unicode's composed form; raises ``RefusedValue`` for what is none."""
    if not isinstance(typed, str):
        raise RefusedValue("type")
    # A NUL ends a text in C, other control characters and surrogates break paper and JSON.
    if not typed.isprintable() and any(
        unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in typed
    ):
        raise RefusedValue("type")
    return unicodedata.normalize("NFC", typed).strip()


def items(typed: Any, most: int) -> list[Any]:
    """Return a list as it was typed: no longer than a bundle can carry."""
    if not isinstance(typed, list):
        raise RefusedValue("type")
    if len(typed) > most:
        raise RefusedValue("too_long")
    return typed
