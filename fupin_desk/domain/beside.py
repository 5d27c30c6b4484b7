"""What of one record cannot stand together, by form, by command and by sheet alike; each said at what was written.

Always true:

* what stood so already, from another desk say, can still be put right one field at a time;
* what a field is not asked for is written nowhere (``Field.only``). Where the field that decides is written later the
  other keeps what it says, for nothing typed is lost: it is shown until somebody empties it, and no dossier reads it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from fupin_desk.domain.check import Refused
from fupin_desk.domain.record import Contradiction, Record, spec_of

NOT_ASKED = "not_asked"
"""The reason of refusing what is written in a field that is for other codes of another field."""


def check_beside(
    cls: type[Record], stood: Mapping[str, Any] | None, values: Mapping[str, Any], written: Collection[str]
) -> list[Refused]:
    """Return what a record as it stands now may not say, and did not before (``stood``, None for a new one).

    ``written`` names what was written of it.
    """
    before = set(_faults(cls, stood)) if stood is not None else set()
    faults = [fault for fault in _faults(cls, values) if fault not in before]
    named = ((next((name for name in fault.fields if name in written), None), fault.reason) for fault in faults)
    return [Refused(name, why, values.get(name)) for name, why in named if name is not None]


def looked_at(cls: type[Record]) -> bool:
    """Return whether anything in a record of this class may not stand together."""
    own = cls.faults.__func__ is not Record.faults.__func__  # type: ignore[attr-defined]
    return own or bool(_depending(cls))


def _faults(cls: type[Record], values: Mapping[str, Any]) -> Iterator[Contradiction]:
    yield from cls.faults(values)
    yield from not_asked(cls, values)


def not_asked(cls: type[Record], values: Mapping[str, Any]) -> Iterator[Contradiction]:
    """Yield each field that says something though another field decides that it is not asked for.

    Where that other one is empty nothing is decided. A no, and a nought, say nothing.
    """
    for name, deciding, codes in _depending(cls):
        value, decided = values.get(name), values.get(deciding)
        if value and decided is not None and decided not in codes:
            yield Contradiction((name,), NOT_ASKED, tuple(value) if isinstance(value, list) else value)


@cache
def _depending(cls: type[Record]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return the fields asked for only where another has one of some codes, with that one and the codes."""
    fields = spec_of(cls).fields.items()
    return tuple((name, *spec.field.only) for name, spec in fields if spec.field.only is not None)


def one_of_two(
    values: Mapping[str, Any], first: str, second: str, reason: str = "one_of_two"
) -> Iterator[Contradiction]:
    """Yield that both of two fields are filled of which one is meant; the second is mended first."""
    if values.get(first) and values.get(second):
        yield Contradiction((second, first), reason)


def confirmed_before(values: Mapping[str, Any], day: str) -> Iterator[Contradiction]:
    """Yield that its household confirmed something before it came."""
    came, confirmed = values.get(day), values.get("confirmed_on")
    if came and confirmed and str(confirmed) < str(came):
        yield Contradiction(("confirmed_on", day), "confirmed_before")
