"""The page's measures in points, from GB/T 9704-2012 (a secondary copy of it): A4, type area 156 by 225 mm."""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
TYPE_WIDTH, TYPE_HEIGHT = 156 * MM, 225 * MM
TOP = 37 * MM
BINDING = 28 * MM
"""The margin the sheets are bound at: left, or right where pages run from the right."""
GUTTER = 8 * MM
"""Between two languages side by side."""
FOOTER_DROP = 7 * MM
"""From the foot of the type area to the page number."""
MARK_RISE = 4 * MM
"""From the top of the type area up to the mark of what is no original."""
SEAL_SIDE = 42 * MM
CELL_PAD = 1.2 * MM
THIN, THICK = 0.5, 1.2


@dataclass(frozen=True, slots=True)
class Type:
    """Size and line height in points, weight, and the room above and below."""

    size: float
    leading: float
    bold: bool = False
    above: float = 0.0
    below: float = 0.0


STYLES: dict[str, Type] = {
    "title": Type(22, 33, True, 0, 4),
    "subtitle": Type(16, 26, True, 0, 4),
    "heading": Type(14, 22, True, 8, 3),
    "body": Type(12, 20, False, 0, 3),
    "small": Type(9, 14, False, 0, 2),
    "mark": Type(11, 13, True),
}
CELL = Type(9.5, 13.5)
CELL_HEADING = Type(9.5, 13.5, True)
