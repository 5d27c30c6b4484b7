"""A phrase to lines: directions, shaping, breaking, and every glyph's place on its line.

Always true:

* the characters of all lines together are those of the phrase, but for spaces at line ends;
* a number reads from left to right, in every language;
* a line that was ended by whoever wrote it ends there, and none reaches into another;
* no character is printed as an empty box: a missing one is an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from fupin_desk.assets import Fonts
from fupin_desk.domain.languages import RIGHT_TO_LEFT
from fupin_desk.paper.text import bidi, breaks
from fupin_desk.paper.text.atoms import cleaned, isolated
from fupin_desk.paper.text.faces import Face, typeface
from fupin_desk.paper.text.shape import Glyph, Run, runs, shaped
from fupin_desk.words.bidi import LINE_ENDS


class PlacedText(NamedTuple):
    """A glyph on a line: ``x`` from the line's left edge and ``y`` above its baseline, in points."""

    face: Face
    glyph: int
    text: str
    start: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class SetLine:
    """One set line. ``text`` is in reading order, ``glyphs`` from left to right, lengths in points."""

    text: str
    size: float
    width: float
    glyphs: tuple[PlacedText, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A phrase with its directions, fonts and glyphs, ready to be broken into lines of any size and width."""

    text: str
    points: list[int]
    classes: list[str]
    levels: list[int]
    runs: list[Run]
    glyphs: list[list[Glyph]]
    base: int
    language: str


def set_lines(
    text: str, language: str, size: float, width: float, fonts: Fonts, bold: bool = False, indent: float = 0.0
) -> list[SetLine]:
    """Set a phrase into lines no wider than ``width`` points (the first narrower by ``indent``).

    ``language`` gives the direction; "" is for what has none (a number, a code) and runs left to right. What is wider
    than a line by itself is broken anywhere. An empty phrase has no lines. Raises ``LetterMissingError``.
    """
    return lines_of_all(prepared_lines(text, language, fonts, bold), size, width, indent)


def prepared_lines(text: str, language: str, fonts: Fonts, bold: bool) -> list[Prepared]:
    """Each line that whoever wrote the phrase ended, by itself: no direction reaches over a line's end (UAX #9, P1)."""
    return [prepared(line, language, fonts, bold) for line in LINE_ENDS.split(text) if line.strip()]


def lines_of_all(paragraphs: list[Prepared], size: float, width: float, indent: float = 0.0) -> list[SetLine]:
    """The lines of what ``prepared_lines`` made, the first of all indented."""
    lines: list[SetLine] = []
    for paragraph in paragraphs:
        lines += lines_of(paragraph, size, width, 0.0 if lines else indent)
    return lines


def lines_of(paragraph: Prepared, size: float, width: float, indent: float = 0.0) -> list[SetLine]:
    """The lines of what ``prepared`` made."""
    text, advances = paragraph.text, _advances(paragraph, size)
    allowed = set(breaks.break_places(text)) if sum(advances) > width - indent else set()
    lines, start, limit = [], 0, width - indent
    while start < len(text):
        end, line = _next_line(paragraph, advances, allowed, start, limit, size)
        if line.text:
            lines.append(line)
        start, limit = end, width
    return lines


def _next_line(
    paragraph: Prepared, advances: list[float], allowed: set[int], start: int, limit: float, size: float
) -> tuple[int, SetLine]:
    """Where the line that begins at ``start`` ends, and the line: cut inside a word its letters may grow wider."""
    room = limit
    while True:
        end = _line_end(paragraph.text, advances, allowed, start, room)
        line = _placed(paragraph, start, end, size)
        over = line.width - limit
        if over <= 0.1 or end <= start + 1 or room <= over:
            return end, line
        room -= over


def line_width(text: str, language: str, size: float, fonts: Fonts, bold: bool = False) -> float:
    """How wide the phrase is, each of its lines unbroken, in points."""
    return max(
        (sum(_advances(prepared, size)) for prepared in prepared_lines(text, language, fonts, bold)), default=0.0
    )


def widest(paragraph: Prepared, size: float) -> tuple[float, float]:
    """The narrowest widths, in points, at which no number is broken, and at which nothing is where it should not be.

    What has no language is a number as a whole.
    """
    text = paragraph.text
    advances = [0.0 if text[at : at + 1] == " " else wide for at, wide in enumerate(_advances(paragraph, size))]
    places = [0, *breaks.break_places(text), len(text)]
    words = [(sum(advances[start:end]), text[start:end]) for start, end in pairwise(places)]
    numbers = [width for width, word in words if not paragraph.language or any(map(str.isdecimal, word))]
    return max(numbers, default=0.0), max((width for width, _ in words), default=0.0)


def _advances(paragraph: Prepared, size: float) -> list[float]:
    """The width of what begins at each character, in points."""
    advances = [0.0] * (len(paragraph.text) + 1)
    for run in paragraph.glyphs:
        for glyph in run:
            advances[glyph.start] += glyph.advance * size / 1000
    return advances


def prepared(text: str, language: str, fonts: Fonts, bold: bool) -> Prepared:
    """Find the directions, fonts and glyphs of a whole phrase. Raises ``LetterMissingError``."""
    base = int(language in RIGHT_TO_LEFT)
    text = isolated(cleaned(text).strip(), base)
    levels = bidi.levels(text, base)
    points = [ord(character) for character in text]
    pieces = runs(levels, typeface(fonts, bold).faces_of(text, language))
    glyphs = [shaped(points, run, language) for run in pieces]
    classes = [bidi.character_class(character) for character in text]
    return Prepared(text, points, classes, levels, pieces, glyphs, base, language)


def _line_end(text: str, advances: list[float], allowed: set[int], start: int, limit: float) -> int:
    """Where a line ends: as much as fits (spaces hang), at the last place allowed, or anywhere if there is none."""
    best, used = start, 0.0
    for at in range(start, len(text)):
        if at in allowed:
            best = at
        used += advances[at]
        if used > limit + 0.01 and at > start and text[at] != " ":
            return best if best > start else _anywhere(text, advances, start, at)
    return len(text)


def _anywhere(text: str, advances: list[float], start: int, at: int) -> int:
    """The last place before ``at`` where a glyph begins, at least one on."""
    end = at
    while end > start + 1 and (not advances[end] or breaks.never_first(text[end])):
        end -= 1
    return end if end > start + 1 or advances[end] else at


def _placed(paragraph: Prepared, start: int, end: int, size: float) -> SetLine:
    """The line of the characters from ``start`` to ``end``, its runs in visual order, shaped anew where cut."""
    text = paragraph.text
    while end > start and text[end - 1] == " ":
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    levels = bidi.line_levels(paragraph.levels[start:end], paragraph.classes[start:end], paragraph.base)
    on_line = _with_controls(_cut(paragraph, start, end, levels), levels, start)
    placed: list[PlacedText] = []
    x = 0.0
    for at in bidi.visual_order([level for level, _ in on_line]):
        for glyph in on_line[at][1]:
            place = (x + glyph.dx * size / 1000, glyph.dy * size / 1000)
            placed.append(PlacedText(glyph.face, glyph.glyph, glyph.text, glyph.start, *place))
            x += glyph.advance * size / 1000
    shown = "".join(character for character in text[start:end] if not "\u2066" <= character <= "\u2069")
    return SetLine(shown, size, x, tuple(placed))


def _cut(paragraph: Prepared, start: int, end: int, levels: list[int]) -> list[tuple[Run, list[Glyph]]]:
    """The runs on a line, those cut by its ends or changed by L1 shaped again."""
    runs = []
    points = paragraph.points
    for run, glyphs in zip(paragraph.runs, paragraph.glyphs, strict=True):
        if run.end <= start or run.start >= end:
            continue
        begin, stop = max(run.start, start), min(run.end, end)
        same = all(levels[at - start] == run.level for at in range(begin, stop))
        if same and (begin, stop) == (run.start, run.end):
            runs.append((run, glyphs))
            continue
        while begin < stop:
            piece = begin + 1
            while piece < stop and levels[piece - start] == levels[begin - start]:
                piece += 1
            part = Run(begin, piece, levels[begin - start], run.face)
            runs.append((part, shaped(points, part, paragraph.language)))
            begin = piece
    return runs


def _with_controls(
    on_line: list[tuple[Run, list[Glyph]]], levels: list[int], start: int
) -> list[tuple[int, list[Glyph]]]:
    """The runs on a line and what stands between them undrawn, each with its level: isolates keep their sides apart."""
    lines: list[tuple[int, list[Glyph]]] = []
    at = start
    for run, glyphs in on_line:
        lines += [(level, []) for level in levels[at - start : run.start - start]]
        lines.append((run.level, glyphs))
        at = run.end
    return lines
