"""What this program is, and what changed in it."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

from fupin_desk import assets
from fupin_desk.domain.languages import ENGLISH
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import card, text


def about(session: Session) -> QFrame:
    """Return the sheet with the desk's id, what the program will not do, and what changed.

    That in short in every language; the whole changelog there is in English and in Chinese.
    """
    say = session.words.say
    parts = [
        text(say("window.about"), "heading"),
        text(say("window.about.what")),
        text(say("window.about.desk", desk=session.desk.id, folder=str(session.desk.folder)), "muted"),
    ]
    changelog = changelog_for(session.words.language)
    if changelog.is_file():
        parts += [text(say("window.about.changes")), text(say("window.about.changes_whole"), "muted")]
        parts.append(_formatted(changelog.read_text(encoding="utf-8")))
    return card(*parts)


def changelog_for(language: str) -> Path:
    """Return the changelog that people of a language can read: there is an English one, and a Chinese one."""
    return assets.resource("CHANGELOG.md" if language == ENGLISH else "CHANGELOG.zh_CN.md")


def _formatted(markdown: str) -> QLabel:
    label = text("", "muted")
    label.setTextFormat(Qt.TextFormat.MarkdownText)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    label.setText(re.sub(r"^#+ ", "#### ", markdown, flags=re.M))  # its headings are none of the page's
    return label
