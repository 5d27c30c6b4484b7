"""Strips: what is drawn, with its place, in pieces that are never split over pages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from fupin_desk.assets import Fonts
from fupin_desk.domain.languages import RIGHT_TO_LEFT
from fupin_desk.paper.page.measures import Type
from fupin_desk.paper.sheet import Align, Phrase, Words
from fupin_desk.paper.text.setter import Prepared, SetLine, lines_of_all, prepared_lines, widest


class TextStrip(NamedTuple):
    """A set line: left end and baseline, in points from the left and from the top."""

    x: float
    y: float
    line: SetLine


class Stroke(NamedTuple):
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    weight: float


class RoundSeal(NamedTuple):
    """A seal by its centre."""

    x: float
    y: float
    radius: float
    names: tuple[SetLine, ...]
    """Along the top, then along the foot; each set on one line."""


class CodeStrip(NamedTuple):
    """A QR code by its upper left corner."""

    x: float
    y: float
    side: float
    content: str


Item = TextStrip | Stroke | RoundSeal | CodeStrip


def moved(item: Item, x: float, y: float) -> Item:
    """The item further right and down."""
    if isinstance(item, Stroke):
        return item._replace(x=item.x + x, y=item.y + y, to_x=item.to_x + x, to_y=item.to_y + y)
    return item._replace(x=item.x + x, y=item.y + y)


@dataclass(slots=True)
class Strip:
    """A piece of the type area's width that stays on one page."""

    height: float
    items: list[Item] = field(default_factory=list)
    keep: bool = False
    """With the next strip on one page."""
    heading: Strip | None = None
    """Drawn again first where this strip begins a page."""
    loose: bool = False
    """Room only: dropped where it would begin a page."""


@dataclass(slots=True)
class Compositor:
    """Sets phrases for one sheet; what was set before is not set again."""

    fonts: Fonts
    right_to_left: bool
    _known: dict[tuple[str, str, float, float, bool, float], list[SetLine]] = field(default_factory=dict)
    _prepared: dict[tuple[str, str, bool], list[Prepared]] = field(default_factory=dict)

    def lines(self, phrase: Phrase, kind: Type, width: float, indent: float = 0.0) -> list[SetLine]:
        """The phrase in lines of ``width`` points."""
        key = (phrase.text, phrase.language, kind.size, width, kind.bold, indent)
        if key not in self._known:
            self._known[key] = lines_of_all(self._ready(phrase, kind.bold), kind.size, width, indent)
        return self._known[key]

    def needs(self, phrase: Phrase, kind: Type) -> tuple[float, float]:
        """The narrowest width at which no number of the phrase is broken, and that at which no word is either."""
        needed = [widest(line, kind.size) for line in self._ready(phrase, kind.bold)]
        return max((number for number, _ in needed), default=0.0), max((word for _, word in needed), default=0.0)

    def _ready(self, phrase: Phrase, bold: bool) -> list[Prepared]:
        key = (phrase.text, phrase.language, bold)
        if key not in self._prepared:
            self._prepared[key] = prepared_lines(phrase.text, phrase.language, self.fonts, bold)
        return self._prepared[key]

    def from_right(self, language: str) -> bool:
        """Whether a phrase's lines begin at the right; one without a language goes with the sheet."""
        return language in RIGHT_TO_LEFT if language else self.right_to_left

    def column(
        self, words: Words, kind: Type, width: float, align: Align = "start", indent: float = 0.0, own: bool = True
    ) -> list[tuple[float, SetLine]]:
        """Phrases under one another: each line with its left end, from its own side or from the sheet's."""
        placed = []
        for phrase in words:
            right = self.from_right(phrase.language if own else "")
            for at, line in enumerate(self.lines(phrase, kind, width, indent)):
                inset = indent if at == 0 else 0.0
                placed.append((edge(line.width, width, align, right, inset), line))
        return placed


def edge(line_width: float, width: float, align: Align, from_right: bool, inset: float = 0.0) -> float:
    """Where a line's left end stands in a column."""
    if align == "center":
        return (width - line_width) / 2
    at_right = from_right or align == "right"
    return width - line_width - inset if at_right else inset


def baseline(kind: Type) -> float:
    """From the top of a line's room down to its baseline."""
    return kind.leading / 2 + kind.size * 0.36


def stacked(lines: list[tuple[float, SetLine]], kind: Type, x: float = 0.0, y: float = 0.0) -> list[Item]:
    """Lines under one another as items."""
    return [TextStrip(x + left, y + at * kind.leading + baseline(kind), line) for at, (left, line) in enumerate(lines)]


def thickened(kind: Type) -> Type:
    """The same type in bold."""
    return replace(kind, bold=True)
