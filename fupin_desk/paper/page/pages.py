"""Strips to pages: as many as fit, headings again on top, and a foot with the page's number on each."""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.assets import Fonts
from fupin_desk.paper.errors import RowTooTallError
from fupin_desk.paper.page import blocks
from fupin_desk.paper.page.measures import (
    BINDING,
    FOOTER_DROP,
    MARK_RISE,
    PAGE_WIDTH,
    STYLES,
    THIN,
    TOP,
    TYPE_HEIGHT,
    TYPE_WIDTH,
)
from fupin_desk.paper.page.strips import Compositor, Item, Strip, Stroke, TextStrip, moved, stacked
from fupin_desk.paper.page.table import table
from fupin_desk.paper.sheet import Block, KeyValues, Marks, PaperSheet, Paragraph, Phrase, Space


@dataclass(frozen=True, slots=True)
class PaperPage:
    """What stands on a page; places in points from its upper left corner."""

    items: tuple[Item, ...]


def pages(sheet: PaperSheet, fonts: Fonts) -> list[PaperPage]:
    """Lay the whole sheet out. Raises ``LetterMissingError`` and ``RowTooTallError``."""
    compositor = Compositor(fonts, sheet.right_to_left)
    strips = blocks.title(sheet.title, compositor)
    for block in sheet.blocks:
        strips += _strips(block, compositor)
    left = PAGE_WIDTH - BINDING - TYPE_WIDTH if sheet.right_to_left else BINDING
    filled = _fill(strips)
    mark = _mark(sheet, compositor)
    return [
        PaperPage(
            tuple(moved(item, left, TOP) for item in [*above, *items, *_foot(sheet, number, len(filled), compositor)])
        )
        for number, items in enumerate(filled, start=1)
        for above in [mark if number > 1 else []]
    ]


def _strips(block: Block, compositor: Compositor) -> list[Strip]:
    """The strips of one block."""
    if isinstance(block, Paragraph):
        return blocks.paragraph(block, compositor)
    if isinstance(block, KeyValues):
        return blocks.key_values(block, compositor)
    if isinstance(block, Marks):
        return blocks.marks(block, compositor)
    if isinstance(block, Space):
        return blocks.space(block)
    return table(block, compositor)


def _fill(strips: list[Strip]) -> list[list[Item]]:
    """The items of each page, places from the upper left corner of the type area."""
    filled: list[list[Item]] = [[]]
    y = 0.0
    at = 0
    while at < len(strips):
        group = _kept_together(strips, at)
        if y and y + sum(strip.height for strip in group) > TYPE_HEIGHT + 0.01:
            filled.append([])
            y = 0.0
        for strip in group:
            if strip.loose and not y:
                continue
            heading = strip.heading if not y else None
            for drawn in (heading, strip) if heading else (strip,):
                filled[-1] += [moved(item, 0, y) for item in drawn.items]
                y += drawn.height
        if y > TYPE_HEIGHT + 0.01 and not all(strip.loose for strip in group):
            raise RowTooTallError(_words_of(group))
        at += len(group)
    return filled


def _kept_together(strips: list[Strip], at: int) -> list[Strip]:
    """The strip and those it must not be parted from."""
    end = at
    while end < len(strips) - 1 and strips[end].keep:
        end += 1
    return strips[at : end + 1]


def _words_of(group: list[Strip]) -> str:
    """The beginning of what does not fit."""
    return " ".join(item.line.text for strip in group for item in strip.items if isinstance(item, TextStrip))[:80]


def _mark(sheet: PaperSheet, compositor: Compositor) -> list[Item]:
    """The sheet's mark in the upper margin, its last line just above the type area."""
    kind = STYLES["mark"]
    lines = compositor.column(sheet.mark, kind, TYPE_WIDTH, "center")
    return stacked(lines, kind, 0, -MARK_RISE - len(lines) * kind.leading)


def _foot(sheet: PaperSheet, number: int, count: int, compositor: Compositor) -> list[Item]:
    """The footer's lines below the type area, then the page's number in the middle."""
    kind = STYLES["small"]
    y = TYPE_HEIGHT + FOOTER_DROP / 2
    items: list[Item] = []
    if sheet.footer:
        lines = compositor.column(sheet.footer, kind, TYPE_WIDTH)
        items = [Stroke(0, y - 2, TYPE_WIDTH, y - 2, THIN), *stacked(lines, kind, 0, y)]
        y += len(lines) * kind.leading
    shown = Phrase(f"— {number} / {count} —")
    return [*items, *stacked(compositor.column((shown,), kind, TYPE_WIDTH, "center"), kind, 0, y)]
