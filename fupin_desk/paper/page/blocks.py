"""Paragraphs, labelled lines, seals and codes as strips. Tables have a module of their own."""

from __future__ import annotations

from fupin_desk.domain.languages import RIGHT_TO_LEFT
from fupin_desk.paper.page.measures import GUTTER, MM, SEAL_SIDE, STYLES, TYPE_WIDTH, Type
from fupin_desk.paper.page.strips import CodeStrip, Compositor, Item, RoundSeal, Strip, TextStrip, baseline, stacked
from fupin_desk.paper.sheet import KeyValues, Marks, Paragraph, PrintedSeal, Qr, Space, Words
from fupin_desk.paper.text.setter import SetLine, set_lines

_LABEL_SHARE = 0.42
"""The most of a line's width that labels take."""


def side_by_side(words: Words) -> bool:
    """Whether something is said in just one left-to-right and one right-to-left language."""
    return len(words) == 2 and [phrase.language in RIGHT_TO_LEFT for phrase in words].count(True) == 1


def ordered(words: Words) -> Words:
    """The left-to-right phrase first: it stands on the left."""
    return tuple(sorted(words, key=lambda phrase: phrase.language in RIGHT_TO_LEFT))


def title(words: Words, compositor: Compositor) -> list[Strip]:
    """The sheet's title, in its first language the largest."""
    strips = []
    for at, phrase in enumerate(words):
        kind = STYLES["title" if at == 0 else "subtitle"]
        strips += _line_strips([compositor.column((phrase,), kind, TYPE_WIDTH, "center")], kind)
    for strip in strips:
        strip.keep = True
    return _spaced(strips, STYLES["title"])


def paragraph(block: Paragraph, compositor: Compositor) -> list[Strip]:
    """A strip for every line; the first two are kept together, and the last two of each language."""
    kind = STYLES[block.style]
    indent = 2 * kind.size if block.indent else 0.0
    if side_by_side(block.words) and block.style in ("body", "small", "heading"):
        half = (TYPE_WIDTH - GUTTER) / 2
        columns = [
            [
                (x + at * (half + GUTTER), line)
                for x, line in compositor.column((phrase,), kind, half, block.align, indent)
            ]
            for at, phrase in enumerate(ordered(block.words))
        ]
    else:
        columns = [compositor.column(block.words, kind, TYPE_WIDTH, block.align, indent)]
    strips = _line_strips(columns, kind)
    for strip in strips if block.style == "heading" else []:
        strip.keep = True
    return _spaced(strips, kind)


def _line_strips(columns: list[list[tuple[float, SetLine]]], kind: Type) -> list[Strip]:
    """One strip for each line of columns that begin at the same height."""
    count = max((len(column) for column in columns), default=0)
    strips = []
    for at in range(count):
        items: list[Item] = [
            TextStrip(column[at][0], baseline(kind), column[at][1]) for column in columns if at < len(column)
        ]
        alone = any(at == len(column) - 2 for column in columns) or (at == 0 and count > 1)
        strips.append(Strip(kind.leading, items, keep=alone))
    return strips


def _spaced(strips: list[Strip], kind: Type) -> list[Strip]:
    """With the style's room above and below."""
    above = [Strip(kind.above, loose=True, keep=True)] if kind.above and strips else []
    below = [Strip(kind.below, loose=True, keep=strips[-1].keep)] if kind.below and strips else []
    return [*above, *strips, *below]


def key_values(block: KeyValues, compositor: Compositor) -> list[Strip]:
    """A strip for every pair; two languages of opposite directions get a half of the width each."""
    kind = STYLES["body"]
    labels = [label for label, _ in block.pairs]
    halves = all(side_by_side(label) for label in labels)
    width = (TYPE_WIDTH - GUTTER) / 2 if halves else TYPE_WIDTH
    room = _label_room(labels, kind, compositor, width)
    strips = []
    for label, value in block.pairs:
        if halves and not any(phrase.language for phrase in value):
            strips.append(_shared_value(label, value, room, compositor))
            continue
        columns = (
            [((phrase,), _in_language(value, phrase.language)) for phrase in ordered(label)]
            if halves
            else [(label, value)]
        )
        parts = [
            _pair(own_label, own_value, at * (width + GUTTER), (width, room), compositor)
            for at, (own_label, own_value) in enumerate(columns)
        ]
        strips.append(Strip(max(strip.height for strip in parts), [item for strip in parts for item in strip.items]))
    return _spaced(strips, kind)


def _shared_value(label: Words, value: Words, room: float, compositor: Compositor) -> Strip:
    """A value without a language, once, between its two labels."""
    kind = STYLES["body"]
    left, right = ordered(label)
    labels = (compositor.column((left,), kind, room), compositor.column((right,), kind, room))
    inset = room + kind.size
    values = compositor.column(value, kind, TYPE_WIDTH - 2 * inset, "center")
    items = stacked(labels[0], kind) + stacked(labels[1], kind, TYPE_WIDTH - room) + stacked(values, kind, inset)
    return Strip(max(len(labels[0]), len(labels[1]), len(values), 1) * kind.leading, items)


def _pair(label: Words, value: Words, x: float, widths: tuple[float, float], compositor: Compositor) -> Strip:
    """A label and its value in ``widths`` (of both, of the label) beginning at ``x``."""
    kind = STYLES["body"]
    width, room = widths
    rest = width - room - kind.size
    right = compositor.from_right(label[0].language if label else "")
    labels = compositor.column(label, kind, room, own=len(label) == 1)
    values = [(rest - line.width if right else 0.0, line) for _, line in compositor.column(value, kind, rest)]
    items = stacked(labels, kind, x + (width - room if right else 0.0))
    items += stacked(values, kind, x + (0.0 if right else width - rest))
    return Strip(max(len(labels), len(values), 1) * kind.leading, items)


def _label_room(labels: list[Words], kind: Type, compositor: Compositor, width: float) -> float:
    """The width all labels fit into, up to their share."""
    widths = [line.width for label in labels for phrase in label for line in compositor.lines(phrase, kind, TYPE_WIDTH)]
    return min(max(widths, default=0.0) + 0.1, width * _LABEL_SHARE)


def _in_language(value: Words, language: str) -> Words:
    """What is said in the language, or in none."""
    return tuple(phrase for phrase in value if phrase.language in ("", language)) or value


def marks(block: Marks, compositor: Compositor) -> list[Strip]:
    """Seals and codes in equal shares of the width, from the side the sheet begins at."""
    kind = STYLES["small"]
    share = TYPE_WIDTH / max(len(block.marks), 1)
    items: list[Item] = []
    height = 0.0
    for at, mark in enumerate(block.marks):
        place = len(block.marks) - 1 - at if compositor.right_to_left else at
        side = mark.side_mm * MM if isinstance(mark, Qr) else SEAL_SIDE
        left = place * share + (share - side) / 2
        items.append(_mark(mark, left, side, compositor))
        lines = [entry for words in mark.below for entry in compositor.column(words, kind, share - 6, "center")]
        items += stacked(lines, kind, place * share + 3, SEAL_SIDE + 4)
        height = max(height, SEAL_SIDE + 4 + len(lines) * kind.leading)
    return [Strip(8, loose=True, keep=True), Strip(height, items)]


def _mark(mark: PrintedSeal | Qr, left: float, side: float, compositor: Compositor) -> Item:
    """A seal or a code whose foot stands at the height of a seal."""
    if isinstance(mark, Qr):
        return CodeStrip(left, SEAL_SIDE - side, side, mark.content)
    radius = SEAL_SIDE / 2
    names = [
        seal_name(phrase.text, phrase.language, at, compositor, radius) for at, phrase in enumerate(mark.office[:2])
    ]
    return RoundSeal(left + radius, radius, radius, tuple(names))


def seal_name(text: str, language: str, place: int, compositor: Compositor, radius: float) -> SetLine:
    """The name on one line, as large as its arc has room for."""
    text = " ".join(text.split())
    size, room = (15.0, 3.7 * radius * 0.72) if place == 0 else (10.5, 1.7 * radius * 0.8)
    line = set_lines(text, language, size, 1e6, compositor.fonts, bold=True)[0]
    if line.width > room:
        line = set_lines(text, language, size * room / line.width, 1e6, compositor.fonts, bold=True)[0]
    return line


def space(block: Space) -> list[Strip]:
    """Room left free."""
    return [Strip(block.height_mm * MM, loose=True)]
