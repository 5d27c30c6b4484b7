"""Sizes of what the window is made of: type in points, everything else in logical pixels."""

from __future__ import annotations

SMALL, TEXT, HEADING, TITLE = 9.5, 10.5, 11.5, 16.0
"""Type sizes in points."""
XS, S, M, L, XL = 4, 8, 12, 16, 24
"""Spacing."""
ROW = 29
"""How high a row of a list is: either script stands in it, so that nothing jumps between rows."""
RAIL_BELOW = 1280
"""A window narrower than this shows its side bar as a rail of signs."""
WINDOW = (1366, 720)
"""The window's size where none is remembered: what a laptop of 1366×768 leaves beside the system's bar."""
TITLE_BAR = 32
"""How high the bar is that the system puts above a window."""


def fitting(wanted: tuple[int, int], room: tuple[int, int]) -> tuple[int, int]:
    """Return the size of a window that fits into the room on its screen, as near as can be to the one wanted."""
    return min(wanted[0], room[0]), min(wanted[1], room[1] - TITLE_BAR)
