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
