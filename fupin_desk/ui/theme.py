"""How the window looks: Fusion, a calm palette of our own, and fonts that have every letter of the desk's languages."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from fupin_desk.assets import Fonts
from fupin_desk.domain.languages import direction

INK, MUTED, PAPER, PANEL, LINE = "#1f2b2a", "#5f6f6c", "#f3f5f2", "#ffffff", "#d5dcd8"
ACCENT, ACCENT_DARK, ACCENT_PALE = "#2b6f69", "#235a55", "#dcebe8"
FOCUS = "#f0b429"
"""The ring around the button the keyboard stands on, where its ground is dark."""
BREACH, GAP, NOTE, GOOD = "#a3342a", "#8a5b00", "#3c5f8a", "#2c7a4b"
BREACH_PALE, GAP_PALE, NOTE_PALE, GOOD_PALE = "#fbebe9", "#fcf3dc", "#e9f0f8", "#e6f4eb"

LEVEL_COLOURS = {
    "breach": (BREACH, BREACH_PALE),
    "clash": (BREACH, BREACH_PALE),
    "gap": (GAP, GAP_PALE),
    "note": (NOTE, NOTE_PALE),
    "not_judged": (MUTED, PAPER),
    "good": (GOOD, GOOD_PALE),
}
"""Ink and ground of whatever weighs something."""

POINTS = 10.5
"""Size of ordinary text: readable on a laptop of 1366×768 without glasses cleaned."""

STYLE = f"""
QWidget {{ color: {INK}; }}
QToolTip {{ color: {INK}; background: #fffdf2; border: 1px solid {LINE}; padding: 4px; }}
#side {{ background: {ACCENT_DARK}; }}
#side QLabel {{ color: #ffffff; }}
#side QPushButton {{ color: #eaf3f1; background: transparent; border: none; border-radius: 6px;
    padding: 7px 12px; text-align: left; }}
#side QPushButton:hover {{ background: #2f6f69; }}
#side QPushButton:checked {{ background: #ffffff; color: {ACCENT_DARK}; font-weight: bold; }}
#side QPushButton:focus {{ outline: none; border: 2px solid {FOCUS}; padding: 5px 10px; }}
#page {{ background: {PAPER}; }}
#card {{ background: {PANEL}; border: 1px solid {LINE}; border-radius: 8px; }}
#title {{ font-size: 17pt; font-weight: bold; }}
#heading {{ font-size: 12pt; font-weight: bold; color: {ACCENT_DARK}; }}
#muted {{ color: {MUTED}; }}
#label {{ color: {MUTED}; }}
#tokens, #picks {{ background: {PANEL}; border: 1px solid #b9c4c0; border-radius: 3px; }}
QPushButton#token {{ background: {ACCENT_PALE}; color: {ACCENT_DARK}; border: none; border-radius: 3px;
    padding: 3px 8px; }}
#big {{ font-size: 15pt; font-weight: bold; }}
#code {{ font-size: 15pt; font-weight: bold; }}
#refused {{ color: {BREACH}; }}
#link {{ color: {ACCENT}; background: transparent; border: none; text-align: left; padding: 2px 0; }}
#link:hover {{ text-decoration: underline; }}
#link:focus {{ text-decoration: underline; background: {ACCENT_PALE}; border-radius: 3px; }}
QPushButton#main {{ background: {ACCENT}; color: white; border: 1px solid {ACCENT_DARK}; border-radius: 5px;
    padding: 7px 16px; font-weight: bold; }}
QPushButton#main:hover {{ background: {ACCENT_DARK}; }}
QPushButton#main:focus {{ background: {ACCENT_DARK}; border: 2px solid {FOCUS}; padding: 6px 15px; }}
QPushButton#main:disabled {{ background: #9db5b1; border-color: #9db5b1; }}
QPushButton#plain {{ background: {PANEL}; border: 1px solid #b9c4c0; border-radius: 5px; padding: 6px 12px; }}
QPushButton#plain:hover {{ border-color: {ACCENT}; background: {ACCENT_PALE}; }}
QPushButton#plain:focus {{ border: 2px solid {ACCENT}; background: {ACCENT_PALE}; padding: 5px 11px; }}
QPushButton#plain:disabled {{ color: #9aa5a2; }}
QPushButton#plain:checked {{ background: {ACCENT_PALE}; border-color: {ACCENT}; font-weight: bold; }}
QLineEdit[refused="true"], QPlainTextEdit[refused="true"] {{ background: {BREACH_PALE}; }}
QHeaderView::section {{ background: #e9eeeb; border: none; border-bottom: 1px solid {LINE}; padding: 6px 8px;
    font-weight: bold; }}
QTableView {{ background: {PANEL}; border: 1px solid {LINE}; border-radius: 6px; gridline-color: #eef1ef; }}
QTableView::item {{ padding: 2px 8px; }}
QScrollArea {{ border: none; background: transparent; }}
QTabBar::tab {{ padding: 7px 14px; }}
"""


def dress(app: QApplication, language: str) -> None:
    """Give the application style, palette and text direction for a language.

    Each of these makes Qt work out the looks of every widget anew, so what is the same in all languages is set once.
    """
    from PySide6.QtCore import Qt

    if app.styleSheet() != STYLE:
        app.setStyle("Fusion")
        app.setPalette(palette())
        app.setStyleSheet(STYLE)
    rtl = direction(language) == "rtl"
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    app.setFont(font(language))


def palette() -> QPalette:
    """Return the light, calm colours everything is drawn in."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: PAPER,
        QPalette.ColorRole.WindowText: INK,
        QPalette.ColorRole.Base: PANEL,
        QPalette.ColorRole.AlternateBase: "#f7f9f7",
        QPalette.ColorRole.Text: INK,
        QPalette.ColorRole.Button: "#f4f6f4",
        QPalette.ColorRole.ButtonText: INK,
        QPalette.ColorRole.Highlight: ACCENT,
        QPalette.ColorRole.HighlightedText: "#ffffff",
        QPalette.ColorRole.PlaceholderText: "#8b9794",
        QPalette.ColorRole.ToolTipBase: "#fffdf2",
        QPalette.ColorRole.ToolTipText: INK,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette


def font(language: str) -> QFont:
    """Return the font of ordinary text: the language's own script first, the other one to fall back on."""
    families = ["Noto Sans SC", "Noto Sans Arabic"]
    font = QFont()
    font.setFamilies(families[::-1] if direction(language) == "rtl" else families)
    font.setPointSizeF(POINTS)
    return font


@cache
def load_fonts(fonts: Fonts) -> None:
    """Let Qt draw with the desk's own fonts, once in a process; a file that is no font is passed over."""
    for file in (fonts.cjk_regular, fonts.cjk_bold, fonts.window_arabic_regular, fonts.window_arabic_bold):
        QFontDatabase.addApplicationFont(str(file))
