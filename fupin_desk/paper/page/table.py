"""Tables as strips: a row each, every one knowing the heading it stands under."""

from __future__ import annotations

from fupin_desk.paper.page.measures import CELL, CELL_HEADING, CELL_PAD, THICK, THIN, TYPE_WIDTH, Type
from fupin_desk.paper.page.strips import Compositor, Item, Strip, Stroke, stacked, thickened
from fupin_desk.paper.sheet import Align, PaperTable, Words
from fupin_desk.paper.text.setter import SetLine

_WIDEST = 0.26 * TYPE_WIDTH
"""An identity number or a sum is narrower; what is longer (a contract's number as somebody writes it) may be broken."""
_ROOM = 2 * CELL_PAD + 0.1


def table(block: PaperTable, compositor: Compositor) -> list[Strip]:
    """Heading, rows and totals."""
    widths = column_widths(block, compositor)
    aligns = [column.align for column in block.columns]
    heading = _row(
        [column.heading for column in block.columns], widths, ["center"] * len(widths), CELL_HEADING, compositor
    )
    heading.items.append(Stroke(0, 0, TYPE_WIDTH, 0, THICK))
    heading.keep = True
    strips = [heading]
    for cells in block.rows:
        strips.append(_row(list(cells), widths, aligns, CELL, compositor))
    for cells in block.totals:
        strips.append(_row(list(cells), widths, aligns, thickened(CELL), compositor))
    for strip in strips[1:]:
        strip.heading = heading
    if block.totals and block.rows:
        strips[
            len(block.rows)
        ].keep = True  # totals never begin a page, but there may be more of them than a page holds
    return [Strip(4, loose=True, keep=True), *strips, Strip(6, loose=True)]


def column_widths(block: PaperTable, compositor: Compositor) -> list[float]:
    """Each column is as wide as its numbers need, and its words if there is room; the rest goes by shares."""
    numbers, words = [], []
    for at, column in enumerate(block.columns):
        seen = {(phrase, CELL_HEADING) for phrase in column.heading}
        seen |= {(phrase, CELL) for row in block.rows for phrase in row[at]}
        seen |= {(phrase, thickened(CELL)) for row in block.totals for phrase in row[at]}
        needed = [compositor.needs(phrase, kind) for phrase, kind in seen]
        numbers.append(min(max((number for number, _ in needed), default=0.0), _WIDEST) + _ROOM)
        words.append(min(max((word for _, word in needed), default=0.0), _WIDEST) + _ROOM)
    if sum(numbers) > TYPE_WIDTH:
        return [need * TYPE_WIDTH / sum(numbers) for need in numbers]
    wanted = [word - number for word, number in zip(words, numbers, strict=True)]
    given = min(1.0, (TYPE_WIDTH - sum(numbers)) / (sum(wanted) or 1.0))
    needs = [number + want * given for number, want in zip(numbers, wanted, strict=True)]
    return _shared(needs, [column.share for column in block.columns])


def _shared(needs: list[float], shares: list[float]) -> list[float]:
    """Widths by share, but never less than the need; what some need more the others give."""
    fixed: set[int] = set()
    while True:
        room = TYPE_WIDTH - sum(needs[at] for at in fixed)
        whole = sum(share for at, share in enumerate(shares) if at not in fixed) or 1.0
        widths = [needs[at] if at in fixed else room * share / whole for at, share in enumerate(shares)]
        short = {at for at, width in enumerate(widths) if width < needs[at] - 0.01} - fixed
        if not short:
            return widths
        fixed |= short


def _row(cells: list[Words], widths: list[float], aligns: list[Align], kind: Type, compositor: Compositor) -> Strip:
    """One row with the rules below it and between its cells."""
    set_cells = [
        _cell(cell, kind, width - 2 * CELL_PAD, align, compositor)
        for cell, width, align in zip(cells, widths, aligns, strict=True)
    ]
    height = max([len(lines) for lines in set_cells] + [1]) * kind.leading + 2 * CELL_PAD
    items: list[Item] = []
    x = TYPE_WIDTH if compositor.right_to_left else 0.0
    for lines, width in zip(set_cells, widths, strict=True):
        left = x - width if compositor.right_to_left else x
        middle = (height - len(lines) * kind.leading) / 2
        items += stacked(lines, kind, left + CELL_PAD, middle)
        items.append(Stroke(left, 0, left, height, THIN))
        x = left if compositor.right_to_left else left + width
    items.append(Stroke(TYPE_WIDTH, 0, TYPE_WIDTH, height, THIN))
    items.append(Stroke(0, height, TYPE_WIDTH, height, THIN))
    return Strip(height, items)


def _cell(words: Words, kind: Type, width: float, align: Align, compositor: Compositor) -> list[tuple[float, SetLine]]:
    """A cell's lines: one alone (a name in any script) from the column's side, several from their own language's."""
    lines = compositor.column(words, kind, width, align)
    return lines if len(lines) > 1 else compositor.column(words, kind, width, align, own=False)
