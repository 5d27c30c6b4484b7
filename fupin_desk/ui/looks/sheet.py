"""The style sheet, made of roles and sizes.

Rules stand for our own frames, labels and buttons by name, and for plain lines, whose edge in Fusion is too pale. None
for combo boxes, spin boxes, check boxes and scroll bars: a rule there takes Fusion's arrows and ticks away. Sides are
those of a window that runs from left to right; Qt mirrors them itself.
"""

from __future__ import annotations

from fupin_desk.ui.looks.roles import LEVEL_ROLES, Roles
from fupin_desk.ui.looks.sizes import HEADING, SMALL, TITLE


def sheet(roles: Roles) -> str:
    """Return the style sheet of the whole window."""
    levels = "".join(
        f'QLabel[level="{level}"] {{ color: {roles[ink]}; background: {roles[ground]}; }}\n'
        f'#strip[level="{level}"] {{ background: {roles[ground]}; border-color: {roles[ink]}; }}\n'
        for level, (ink, ground) in LEVEL_ROLES.items()
    )
    points = {"small": SMALL, "heading": HEADING, "title": TITLE}
    return _REST.format(**dict(roles.items()), **points) + levels


_REST = """
* {{ outline: none; }}
QToolTip {{ color: {ink}; background: {surface}; border: 1px solid {border}; padding: 4px; }}
#side {{ background: {side}; }}
#side QLabel {{ color: {on_side}; }}
#side QLabel#big {{ font-size: {title}pt; font-weight: bold; }}
#side QPushButton {{ color: {on_side}; background: transparent; border: none; border-radius: 6px;
    padding: 6px 10px; text-align: left; }}
#side QPushButton:hover {{ background: {side_hover}; }}
#side QPushButton:checked {{ background: {side_on}; color: {on_side_on}; font-weight: bold; }}
#page {{ background: {window}; }}
#card {{ background: {surface}; border: 1px solid {line}; border-radius: 8px; }}
#title {{ font-size: {title}pt; font-weight: bold; }}
#heading {{ font-size: {heading}pt; font-weight: bold; color: {accent}; }}
#muted, #label, #under {{ color: {muted}; }}
#under {{ font-size: {small}pt; }}
QPushButton#door {{ background: {surface}; border: 1px solid {border}; border-radius: 8px; }}
QPushButton#door:hover {{ background: {accent_soft}; border-color: {accent}; }}
#figure, #figure[level] {{ font-size: {title}pt; font-weight: bold; background: transparent; padding: 0; }}
#figure[level="breach"] {{ color: {breach}; }}
#figure[level="gap"] {{ color: {gap}; }}
#saved {{ color: {good}; font-size: {small}pt; }}
#tokens, #picks {{ background: {surface}; border: 1px solid {border}; border-radius: 3px; }}
QPushButton#token {{ background: {accent_soft}; color: {on_accent_soft}; border: none; border-radius: 3px;
    padding: 3px 8px; }}
#big, #code {{ font-size: 15pt; font-weight: bold; }}
#refused {{ color: {breach}; }}
#sum {{ font-weight: bold; }}
#late {{ font-weight: bold; color: {breach}; }}
QLabel[level] {{ border-radius: 5px; padding: 5px 8px; }}
QLabel#mark {{ font-weight: bold; padding: 2px 7px; }}
#strip QLabel {{ padding: 3px 0; }}
#strip {{ background: {raised}; border: 1px solid {line}; border-radius: 5px; }}
#link {{ color: {accent}; background: transparent; border: none; text-align: left; padding: 2px 0; }}
#fold {{ color: {accent}; background: transparent; border: none; text-align: left; font-weight: bold;
    padding: 3px 0; }}
#link:hover {{ text-decoration: underline; }}
#link:disabled {{ color: {muted}; }}
QPushButton#main {{ background: {accent}; color: {on_accent}; border: 1px solid {accent}; border-radius: 5px;
    padding: 5px 14px; font-weight: bold; }}
QPushButton#main:hover {{ border-color: {focus_gap}; }}
QPushButton#main:disabled {{ background: {raised}; border-color: {line}; color: {muted}; }}
QPushButton#plain, QPushButton#step {{ background: {surface}; color: {ink}; border: 1px solid {border};
    border-radius: 5px; padding: 5px 11px; }}
QPushButton#plain:hover, QPushButton#step:hover {{ border-color: {accent}; background: {accent_soft};
    color: {on_accent_soft}; }}
QPushButton#step {{ padding: 2px; }}
QPushButton#plain:disabled, QPushButton#step:disabled {{ color: {muted}; border-color: {line}; }}
QPushButton#plain:checked {{ background: {accent_soft}; color: {on_accent_soft}; border-color: {accent}; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ background: {surface}; color: {ink}; border: 1px solid {border};
    border-radius: 3px; padding: 3px 5px; selection-background-color: {select}; selection-color: {on_select}; }}
QLineEdit:disabled, QLineEdit[readOnly="true"] {{ background: {raised}; }}
QComboBox QLineEdit, QAbstractSpinBox QLineEdit, #tokens QLineEdit {{ border: none; padding: 0;
    background: transparent; }}
QLineEdit[refused="true"], QPlainTextEdit[refused="true"] {{ background: {breach_soft}; border-color: {breach}; }}
QHeaderView::section {{ background: {raised}; color: {ink}; border: none; border-bottom: 1px solid {border};
    padding: 5px 8px; font-weight: bold; }}
QTableView {{ background: {surface}; border: 1px solid {line}; border-radius: 6px; gridline-color: {line}; }}
QTableView::item {{ padding: 2px 8px; }}
QScrollArea {{ border: none; background: transparent; }}
QTabBar::tab {{ background: transparent; color: {muted}; border: none; border-bottom: 3px solid transparent;
    padding: 6px 9px 4px 9px; }}
QTabBar::tab:hover {{ color: {accent}; }}
QTabBar::tab:selected {{ color: {ink}; border-bottom-color: {accent}; }}
QPushButton#fold {{ color: {ink}; background: transparent; border: none; text-align: left; padding: 4px 2px;
    font-weight: bold; }}
QPushButton#fold:hover {{ color: {accent}; }}
"""
