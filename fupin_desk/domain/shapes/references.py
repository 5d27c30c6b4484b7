"""Other records by their ids: one, or several."""

from __future__ import annotations

from typing import Any, Final

from fupin_desk.domain.changes import Value
from fupin_desk.domain.ids import UUID
from fupin_desk.domain.limits import MOST_REFERENCES
from fupin_desk.domain.shapes.shape import Limits, RefusedValue, Shape, clean, items


class Reference(Shape):
    """Another record's id."""

    name = "reference"
    breadth = 26
    refers = True

    def check(self, limits: Limits, typed: Any) -> Value:
        """Take an id; whether there is such a record is the store's question."""
        return _id(typed)

    def schema(self, limits: Limits) -> dict[str, Any]:
        """Return a text of its form."""
        return {**super().schema(limits), "pattern": "^[0-9a-f-]{36}$"}


class References(Shape):
    """Several other records' ids, one value, sorted and without repeats."""

    name = "references"
    breadth = 30
    refers = True
    several = True
    wide = True

    def check(self, limits: Limits, typed: Any) -> Value:
        """Take ids, each once."""
        return sorted({_id(item) for item in items(typed, MOST_REFERENCES) if item})

    def schema(self, limits: Limits) -> dict[str, Any]:
        """Return an array of texts."""
        return {"type": ["array", "null"], "items": {"type": "string"}}


def _id(typed: Any) -> str:
    value = clean(typed)
    if value and not UUID.fullmatch(value):
        raise RefusedValue("reference")
    return value


REFERENCE: Final = Reference()
REFERENCES: Final = References()
