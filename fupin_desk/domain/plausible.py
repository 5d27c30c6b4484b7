"""Whether a value can be: what happened is not still to come, nobody is 120 years old, no paper is from before 1949.

A day that fails is no error of form. In a sheet it is asked about where it was written, typed by hand it is refused at
its field; either way it is not taken until it was looked at. What another desk wrote stands. A number outside what is
usual is asked about in a sheet alone, where a heading's unit makes it: 30000 under 万元, 4.75 ‰ a month under 年利率.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fupin_desk.domain.changes import Value
from fupin_desk.domain.check import Refused
from fupin_desk.domain.fields import Field
from fupin_desk.domain.record import KindSpec

BY_HAND = {"in_future": "to_come"}
"""What is said by hand of a day that has not come: there the computer's clock may be looked at."""


def implausible(field: Field, value: Any, on: date) -> str | None:
    """Return why a value can hardly be then: ``too_early``, ``in_future``, ``too_far``, ``id_birth``, or None."""
    return field.shape.implausible(field, value, on)


def hardly_so(spec: KindSpec, before: Mapping[str, Value], taken: Mapping[str, Value], on: date) -> Iterator[Refused]:
    """Yield what is typed anew and can hardly be on that day."""
    for name, value in taken.items():
        field = spec.fields[name].field
        if value is None or not field.shape.dated or value == before.get(name):
            continue
        why = implausible(field, value, on)
        if why is not None:
            yield Refused(name, BY_HAND.get(why, why), value)


def unusual(spec: KindSpec, values: Mapping[str, Value], name: str) -> bool:
    """Return whether a number is outside what is usual of its field, of a household's record or of any."""
    field, value = spec.fields[name].field, values.get(name)
    if field.usual is None or isinstance(value, bool) or not isinstance(value, int) or value == 0:
        return False
    least, most = field.usual
    if field.usual_of_household is not None and spec.cls.owner is not None and values.get(spec.cls.owner) is not None:
        most = min(most, field.usual_of_household)
    return not least <= value <= most
