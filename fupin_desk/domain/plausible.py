"""Whether a day can be: what happened is not still to come, nobody is 120 years old, no paper is from before 1949.

A day that fails is no error of form: it is asked about where it was written, and not taken until it was looked at.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from fupin_desk.domain.fields import Field, Shape
from fupin_desk.domain.id_numbers import born_by

OLDEST = 116
"""Years that somebody alive can have."""
EARLIEST = 1949
"""The year before which nothing was written down that a village office keeps, but births."""
FARTHEST = 100
"""Years ahead that a day may be: land is contracted for seventy at most (Rural Land Contracting Law art. 21)."""


def implausible(name: str, field: Field, value: Any, on: date) -> str | None:
    """Return why a value can hardly be on that day: ``too_early``, ``in_future``, ``too_far``, ``id_birth``, or None.

    ``name`` is the field's: of births other limits hold than of papers.
    """
    if field.shape is Shape.ID_NUMBER:
        born = born_by(value)
        return "id_birth" if born is not None and not (_oldest(on) <= born.year and born <= on) else None
    if field.shape not in (Shape.DATE, Shape.YEAR):
        return None
    day, year = str(value), int(str(value)[:4])
    if year < (_oldest(on) if name in ("born_on", "born_in") else EARLIEST):
        return "too_early"
    if field.past and (day > on.isoformat() if field.shape is Shape.DATE else year > on.year):
        return "in_future"
    return "too_far" if year > on.year + FARTHEST else None


def _oldest(on: date) -> int:
    return on.year - OLDEST
