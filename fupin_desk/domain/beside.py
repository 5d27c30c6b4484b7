"""What of one record cannot stand together, by form, by command and by sheet alike; each said at what was written.

Always true:

* what stood so already, from another desk say, can still be put right one field at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from fupin_desk.domain.check import Refused
from fupin_desk.domain.record import Contradiction, Record


def check_beside(
    cls: type[Record], stood: Mapping[str, Any] | None, values: Mapping[str, Any], written: Collection[str]
) -> list[Refused]:
    """Return what a record as it stands now may not say, and did not before (``stood``, None for a new one).

    ``written`` names what was written of it.
    """
    before = set(cls.faults(stood)) if stood is not None else set()
    faults = [fault for fault in cls.faults(values) if fault not in before]
    named = ((next((name for name in fault.fields if name in written), None), fault.reason) for fault in faults)
    return [Refused(name, why, values.get(name)) for name, why in named if name is not None]


def looked_at(cls: type[Record]) -> bool:
    """Return whether anything in a record of this class may not stand together."""
    return cls.faults.__func__ is not Record.faults.__func__  # type: ignore[attr-defined]


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
