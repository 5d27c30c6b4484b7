"""What is chosen from a few: a code of a code list, several of them, a yes or no."""

from __future__ import annotations

from typing import Any, Final

from fupin_desk.domain.changes import Value
from fupin_desk.domain.limits import MOST_TEXTS
from fupin_desk.domain.shapes.shape import Limits, RefusedValue, Shape, items


class Code(Shape):
    """One code of a code list."""

    name = "code"
    breadth = 11
    chosen = True
    may_say_no = True
    cell_hint = True

    def check(self, limits: Limits, typed: Any) -> Value:
        """Take a code that is on the list."""
        return _listed(limits, typed)

    def schema(self, limits: Limits) -> dict[str, Any]:
        """Return the codes."""
        return {"enum": [*limits.listed, None]}


class Codes(Shape):
    """Several codes of a code list, sorted and without repeats."""

    name = "codes"
    breadth = 20
    chosen = True
    several = True
    wide = True
    cell_hint = True

    def check(self, limits: Limits, typed: Any) -> Value:
        """Take codes that are on the list, each once."""
        return sorted({_listed(limits, item) for item in items(typed, MOST_TEXTS) if item})

    def schema(self, limits: Limits) -> dict[str, Any]:
        """Return an array of the codes."""
        return {"type": ["array", "null"], "items": {"enum": list(limits.listed)}}


class Yes(Shape):
    """A yes or no."""

    name = "yes"
    breadth = 7
    whole = True
    chosen = True
    yes_no = True
    cell_hint = True

    def check(self, limits: Limits, typed: Any) -> Value:
        """Take True or False, and no number for either."""
        if not isinstance(typed, bool):
            raise RefusedValue("type")
        return typed

    def schema(self, limits: Limits) -> dict[str, Any]:
        """Return a boolean."""
        return {"type": ["boolean", "null"]}


def _listed(limits: Limits, typed: Any) -> str:
    if not isinstance(typed, str) or (typed and typed not in limits.listed):
        raise RefusedValue("code")
    return typed


CODE: Final = Code()
CODES: Final = Codes()
YES: Final = Yes()
