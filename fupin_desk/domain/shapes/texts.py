"""Texts in somebody's own words: a line, several lines, a list of short lines."""

from __future__ import annotations

from typing import Any, Final

from fupin_desk.domain.changes import Value
from fupin_desk.domain.limits import MOST_TEXTS
from fupin_desk.domain.shapes.shape import Limits, RefusedValue, Shape, clean, items


class Text(Shape):
    """One line."""

    name = "text"
    breadth = 22
    one_line = True
    cell_format = "@"

    def check(self, limits: Limits, typed: Any) -> Value:
        """Take a text that is not too long, with single blanks."""
        return _short_enough(limits, " ".join(clean(typed).split()))

    def read_plain(self, plain: str, typed: str) -> str:
        """Leave a text as it was typed."""
        return typed.strip()


class Words(Shape):
    """Several lines of free text."""

    name = "words"
    breadth = 34
    free = True
    wide = True
    cell_format = "@"

    def check(self, limits: Limits, typed: Any) -> Value:
        """Take a text that is not too long."""
        return _short_enough(limits, clean(typed))

    def read_plain(self, plain: str, typed: str) -> str:
        """Leave a text as it was typed."""
        return typed.strip()


class TextLines(Shape):
    """A list of short texts, one value."""

    name = "lines"
    breadth = 22
    several = True
    wide = True
    cell_format = "@"
    cell_hint = True

    def check(self, limits: Limits, typed: Any) -> Value:
        """Take texts in their order, none of them too long."""
        return [_short_enough(limits, clean(line)) for line in items(typed, MOST_TEXTS)]

    def read_plain(self, plain: str, typed: str) -> list[str]:
        """Return one text for each line that is not blank."""
        return [line.strip() for line in typed.splitlines() if line.strip()]

    def schema(self, limits: Limits) -> dict[str, Any]:
        """Return an array of texts."""
        return {"type": ["array", "null"], "items": {"type": "string"}}


def _short_enough(limits: Limits, text: str) -> str:
    if limits.most is not None and len(text) > limits.most:
        raise RefusedValue("too_long")
    return text


TEXT: Final = Text()
WORDS: Final = Words()
LINES: Final = TextLines()
