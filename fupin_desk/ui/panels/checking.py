"""A card that checks a notice somebody brings: a scanned code, a photograph, the PDF, or the printed digest."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fupin_desk.acts.notices import check_notice
from fupin_desk.ui.panels.paths import PathField
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import button, card, column, row, text

PICTURES = ".png .jpg .jpeg .pdf"
SAID = ("number", "village", "village_code", "county", "signed_on", "digest")
"""What is told of a code, a line each."""


class Checking(QWidget):
    """What was checked last stays on the card."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        say = session.words.say
        self.what = PathField(session.words, "open", say("window.notice.check_what"), PICTURES)
        self.do = button(say("window.notice.check_do"), self.check)
        self.what.line.returnPressed.connect(self.check)
        self.verdict = text("", "heading")
        self.told = text("")
        self.answer = QWidget()
        self.answer.setLayout(column(self.verdict, self.told))
        self.answer.setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            card(
                text(say("window.notice.check"), "heading"),
                text(say("window.notice.check_what"), "label"),
                self.what,
                row(self.do),
                self.answer,
            )
        )

    def check(self) -> None:
        """Check what was typed, pasted or chosen; a picture takes a moment."""
        typed = self.what.line.text().strip("\r\n\t")
        if not typed.strip():
            self.what.line.setFocus()
            return
        self.answer.setVisible(False)
        desk, about = self.session.desk, self.session.words.say("window.notice.checking")
        self.session.run(self, about, lambda _told: check_notice(typed, desk=desk), self._show)

    def _show(self, checked: dict[str, Any]) -> None:
        words = self.session.words
        proven = checked["proves"]
        heading = {"file": "verified.valid", None: "verified.invalid"}.get(proven, f"proves.only_{proven}")
        self.verdict.setText(words.say(heading))
        lines = [words.say(f"proves.{proven}")] if proven not in ("file", None) else []
        lines += [words.say(f"verified.{reason}") for reason in checked["reasons"]]
        for name in SAID:
            if checked[name]:
                lines.append(f"{words.say(f'answer.{name}')}: {words.apart(str(checked[name]))}")
        if checked["signer"]:
            role = words.say(f"certificate_role.{checked['signer']['role']}")
            lines.append(f"{words.say('answer.signer')}: {words.apart(checked['signer']['name'])} ({role})")
        on_paper = checked["on_paper"] or {}
        lines += [words.say("answer.on_paper") + ":"] if on_paper else []
        lines += [f"{words.say(f'answer.{name}')}: {words.apart(str(value))}" for name, value in on_paper.items()]
        self.told.setText("\n".join(lines))
        self.answer.setVisible(True)
