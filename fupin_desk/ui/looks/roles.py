"""The roles colours play in the window, light and dark: the only place that knows a colour by its number.

Whatever draws asks for the role when it draws, so that the window can change between light and dark while it is open.
``TEXT_PAIRS`` and ``SHAPE_PAIRS`` are the pairs that stand on one another; a test holds them to WCAG 2.1 (1.4.3 text
4.5:1, 1.4.11 shapes 3:1).
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QColor

Role = Literal[
    "window", "surface", "raised", "line", "border", "ink", "muted", "accent", "on_accent", "accent_soft",
    "on_accent_soft", "select", "on_select", "focus", "focus_gap", "breach", "breach_soft", "gap", "gap_soft", "note",
    "note_soft", "good", "good_soft", "side", "side_hover", "on_side", "side_on", "on_side_on",
]  # fmt: skip
Roles = dict[Role, str]

LIGHT: Roles = {
    "window": "#f3f5f2",
    "surface": "#ffffff",
    "raised": "#e9eeeb",
    "line": "#d5dcd8",
    "border": "#75837e",
    "ink": "#1f2b2a",
    "muted": "#54625e",
    "accent": "#1f665f",
    "on_accent": "#ffffff",
    "accent_soft": "#d9ebe7",
    "on_accent_soft": "#174f4a",
    "select": "#c4e2dc",
    "on_select": "#15211f",
    "focus": "#b84a00",
    "focus_gap": "#ffffff",
    "breach": "#a3342a",
    "breach_soft": "#fbebe9",
    "gap": "#7d5200",
    "gap_soft": "#fcf3dc",
    "note": "#345780",
    "note_soft": "#e9f0f8",
    "good": "#23683f",
    "good_soft": "#e6f4eb",
    "side": "#1d4f4a",
    "side_hover": "#2b6860",
    "on_side": "#e8f2f0",
    "side_on": "#f3f5f2",
    "on_side_on": "#174f4a",
}
DARK: Roles = {
    "window": "#151b1a",
    "surface": "#1d2423",
    "raised": "#29322f",
    "line": "#3a4542",
    "border": "#84938e",
    "ink": "#e7edeb",
    "muted": "#a6b4b0",
    "accent": "#74cabe",
    "on_accent": "#0b211e",
    "accent_soft": "#203f3a",
    "on_accent_soft": "#a9e0d7",
    "select": "#23443e",
    "on_select": "#f2f7f6",
    "focus": "#ffb454",
    "focus_gap": "#151b1a",
    "breach": "#ff9f95",
    "breach_soft": "#43211e",
    "gap": "#efc46d",
    "gap_soft": "#3b2f14",
    "note": "#9fc5f2",
    "note_soft": "#1e3045",
    "good": "#83d8a5",
    "good_soft": "#1a3828",
    "side": "#0f1f1d",
    "side_hover": "#203f3a",
    "on_side": "#d9e6e3",
    "side_on": "#74cabe",
    "on_side_on": "#0b211e",
}

LEVEL_ROLES: dict[str, tuple[Role, Role]] = {
    "breach": ("breach", "breach_soft"),
    "clash": ("breach", "breach_soft"),
    "gap": ("gap", "gap_soft"),
    "note": ("note", "note_soft"),
    "not_judged": ("muted", "raised"),
    "good": ("good", "good_soft"),
}
"""Ink and ground of whatever weighs something."""

TEXT_PAIRS: tuple[tuple[Role, Role], ...] = (
    *((ink, ground) for ink in ("ink", "muted", "accent", "breach") for ground in ("window", "surface", "raised")),
    *LEVEL_ROLES.values(),
    *((ink, "surface") for ink, _ground in LEVEL_ROLES.values()),
    *((ink, "select") for ink, _ground in LEVEL_ROLES.values()),
    ("muted", "select"),
    *(("accent", ground) for _ink, ground in LEVEL_ROLES.values()),
    ("ink", "breach_soft"),
    ("muted", "breach_soft"),
    ("on_accent", "accent"),
    ("on_accent_soft", "accent_soft"),
    ("on_select", "select"),
    ("on_side", "side"),
    ("on_side", "side_hover"),
    ("on_side_on", "side_on"),
)
"""A text's role, and that of the ground it stands on."""
SHAPE_PAIRS: tuple[tuple[Role, Role], ...] = (
    *((shape, ground) for shape in ("border", "focus", "accent", "breach") for ground in ("window", "surface")),
    ("focus", "focus_gap"),
    ("accent", "raised"),
    ("side_on", "side"),
)
"""What must be seen to use the window (edges of fields, the focus ring, how far work is), and its ground."""

_in_force: Roles = dict(LIGHT)


def put(roles: Roles) -> None:
    """Draw with these from now on."""
    _in_force.update(roles)


def in_force() -> Roles:
    """Return the roles the window is drawn with now."""
    return dict(_in_force)


def colour(role: Role) -> QColor:
    """Return the colour that plays a role now. To be asked when something is drawn, never to be kept."""
    return QColor(_in_force[role])


def level_ink(level: str) -> QColor:
    """Return the colour of a text that weighs ``level`` (``breach``, ``gap``, …)."""
    return colour(LEVEL_ROLES[level][0])


def level_ground(level: str) -> QColor:
    """Return the colour behind a text that weighs ``level``."""
    return colour(LEVEL_ROLES[level][1])


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, as WCAG 2.1 defines it: 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(written: str) -> float:
    parts = [int(written[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
