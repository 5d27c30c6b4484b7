"""How the window looks: Fusion, our own palette of roles, and fonts that have every letter of the desk's languages."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from fupin_desk.assets import Fonts
from fupin_desk.domain.languages import direction
from fupin_desk.ui.looks import roles
from fupin_desk.ui.looks.sheet import sheet
from fupin_desk.ui.looks.sizes import TEXT

_P = QPalette.ColorRole
PLAYED: dict[QPalette.ColorRole, roles.Role] = {
    _P.Window: "window",
    _P.WindowText: "ink",
    _P.Base: "surface",
    _P.AlternateBase: "raised",
    _P.Text: "ink",
    _P.Button: "raised",
    _P.ButtonText: "ink",
    _P.BrightText: "breach",
    _P.Highlight: "select",
    _P.HighlightedText: "on_select",
    _P.PlaceholderText: "muted",
    _P.ToolTipBase: "surface",
    _P.ToolTipText: "ink",
    _P.Link: "accent",
    _P.Accent: "accent",
    _P.Light: "surface",
    _P.Midlight: "raised",
    _P.Mid: "line",
    _P.Dark: "border",
    _P.Shadow: "border",
}
"""Which of our roles Qt's play."""
EDGED = ("QComboBox", "QAbstractSpinBox", "QCheckBox", "QRadioButton")
"""Kinds of widgets whose edge Fusion draws as a window colour 1.4 times darker, which in a dark window nobody sees."""
DARKER = 140
"""In per cent: by how much Fusion's edge is darker than the window."""


def dress(app: QApplication, language: str, *, dark: bool) -> None:
    """Give the application style, palette and text direction for a language.

    Each of these makes Qt work out the looks of every widget anew, so what is the same in all languages is set once.
    """
    roles.put(roles.DARK if dark else roles.LIGHT)
    wanted = sheet(roles.in_force())
    if app.styleSheet() != wanted:
        app.setStyle("Fusion")
        app.setPalette(palette())
        _colour_single_kinds(app)
        app.setStyleSheet(wanted)
    rtl = direction(language) == "rtl"
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    app.setFont(font())


def palette() -> QPalette:
    """Return the colours everything is drawn in that the style sheet says nothing of."""
    made = QPalette()
    for role, played in PLAYED.items():
        made.setColor(role, roles.colour(played))
    for role in (_P.Text, _P.WindowText, _P.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, roles.colour("muted"))
    return made


def _colour_single_kinds(app: QApplication) -> None:
    """Let Fusion's edges be seen, and what shows how far work is."""
    edged, bar = palette(), palette()
    edged.setColor(_P.Window, _makes_edge(roles.colour("border")))
    for kind in EDGED:
        app.setPalette(edged, kind)  # type: ignore[arg-type]  # a text in truth
    bar.setColor(_P.Highlight, roles.colour("accent"))
    app.setPalette(bar, "QProgressBar")  # type: ignore[arg-type]


def _makes_edge(edge: QColor) -> QColor:
    """Return the window colour from which Fusion makes an edge of this colour."""
    red, green, blue = (min(255, part * DARKER // 100) for part in (edge.red(), edge.green(), edge.blue()))
    return QColor(red, green, blue)


def font() -> QFont:
    """Return the font of ordinary text.

    One order of families in every language gives one height of lines, and the same figures.
    """
    font = QFont()
    font.setFamilies(["Noto Sans SC", "Noto Sans Arabic"])
    font.setPointSizeF(TEXT)
    return font


@cache
def load_fonts(fonts: Fonts) -> None:
    """Let Qt draw with the desk's own fonts, once in a process; a file that is no font is passed over."""
    for file in (fonts.cjk_regular, fonts.cjk_bold, fonts.window_arabic_regular, fonts.window_arabic_bold):
        QFontDatabase.addApplicationFont(str(file))
