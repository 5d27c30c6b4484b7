"""What this program is, and what changed in it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from fupin_desk import assets
from fupin_desk.ui.pieces.simple import card, text
from fupin_desk.ui.session import Session


def about(session: Session) -> QFrame:
    """Return the sheet with the desk's id, what the program will not do, and the changelog."""
    say = session.words.say
    sheet = card(
        text(say("window.about"), "heading"),
        text(say("window.about.what")),
        text(say("window.about.desk", desk=session.desk.id, folder=str(session.desk.folder)), "muted"),
    )
    changelog = assets.resource("CHANGELOG.md")
    inner = sheet.layout()
    assert inner is not None
    if changelog.is_file():
        inner.addWidget(text(changelog.read_text(encoding="utf-8"), "muted"))
    return sheet
