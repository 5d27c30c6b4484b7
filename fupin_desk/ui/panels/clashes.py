"""What clashes between records: each with the way to it. Nothing is put right by itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fupin_desk.acts.conflicts.clash import Clash
from fupin_desk.acts.conflicts.clashes import list_clashes
from fupin_desk.acts.records.names import name_of
from fupin_desk.ui.navigation import open_field
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import card, link, row, text

SHOWN = 50


class Clashes(QFrame):
    """All there are; each goes when its records are mended."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.words = session, session.words
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        clashes, say = list_clashes(session.desk), self.words.say
        heading = text(say("window.clashes", count=len(clashes)), "heading")
        sheet = card(heading, text(say("window.clashes.explained"), "muted"))
        inner = sheet.layout()
        assert inner is not None
        for clash in clashes[:SHOWN]:
            inner.addWidget(self._one(clash))
        layout.addWidget(sheet)

    def _one(self, clash: Clash) -> QWidget:
        words, session = self.words, self.session
        frame = QFrame()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 6, 0, 6)
        shown = clash.value if clash.clash == "same_number" else ""
        label = f"{words.field(clash.kind, clash.field)} {words.apart(shown)}".strip()
        layout.addLayout(
            row(text(label, "heading", wrap=False), text(words.say(f"answer.clash.{clash.clash}"), "muted"))
        )
        for record in clash.records:
            called = f"{words.kind(clash.kind)} {words.apart(name_of(session.desk, [clash.kind], record))}"
            layout.addLayout(row(link(called, partial(open_field, session, clash.kind, record, clash.field))))
        return frame
