"""What is done to a notice next, a card for each step: signed, posted, closed, withdrawn; and saved as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget

from fupin_desk.acts.notices import close_notice, few_unnamed, notice_pdf, post_notice, sign_notice, withdraw_notice
from fupin_desk.subjects.notice.records import WITHDRAWN_WHY
from fupin_desk.ui.forms.choices import combo
from fupin_desk.ui.panels.days import DayLine
from fupin_desk.ui.panels.paths import PathField, documents, stick
from fupin_desk.ui.panels.reachable import Reachable
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import button, card, column, row, stand_in, text
from fupin_desk.ui.widgets.tabbing import taking_back


class Step(Reachable):
    """A card of one step; ``done`` once it was taken."""

    done = Signal()
    first: QWidget | None = None
    """Where one begins with it, where it is the next in the life of a notice."""

    def __init__(self, session: Session, record: str, values: Mapping[str, Any]) -> None:
        """Take the notice's id and what it says."""
        super().__init__()
        self.session, self.record = session, record
        self.number = str(values["number"] or "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(*self._content(values)))

    def _content(self, values: Mapping[str, Any]) -> list[QWidget | QLayout]:
        """Make what stands on the card."""
        raise NotImplementedError

    def open_about(self, kind: str, record: str) -> bool:
        """Stand where this notice's next step begins."""
        if self.first is None or (kind, record) != ("notice", self.record):
            return False
        stand_in(self.first)
        return True

    def _do(self, act: Callable[[], object], key: str) -> None:
        """Do what the step is, and say the sentence of this key."""
        if self.session.managed(act):
            self._through(key)

    def _through(self, key: str) -> None:
        self.session.changed.emit("", "")
        self.session.say(key)
        self.done.emit()


class Signing(Step):
    """Says what a neighbour can work out of a list on which few households are not named, before it is signed."""

    def _content(self, values: Mapping[str, Any]) -> list[QWidget | QLayout]:
        say = self.session.words.say
        self.sign = self.first = button(say("window.notice.sign"), self._sign, main=True)
        few = few_unnamed(self.session.desk, self.number)
        warning = say(few.key, count=few.count, amount_fen=few.amount_fen, rule=few.rule) if few else ""
        return [text(say("window.notice.sign_explained")), *([text(warning)] if few else []), row(self.sign)]

    def _sign(self) -> None:
        desk, number, today = self.session.desk, self.number, self.session.today
        self.session.run(
            self,
            self.session.words.say("window.notice.signing"),
            lambda _told: sign_notice(desk, number, today),
            lambda _digest: self._through("window.notice.signed"),
        )


class Posting(Step):
    """Asks on which day it was posted, and where."""

    def _content(self, values: Mapping[str, Any]) -> list[QWidget | QLayout]:
        say = self.session.words.say
        self.on, self.where = DayLine(self.session, "notice", "posted_on"), QLineEdit()
        self.first = self.where
        self.post = button(say("window.notice.post"), self._post, main=True)
        lines = column(
            text(say("window.notice.on"), "label"), self.on, text(say("window.notice.where"), "label"), self.where
        )
        return [text(say("window.notice.post_explained")), lines, row(self.post)]

    def _post(self) -> None:
        desk, number = self.session.desk, self.number
        self._do(lambda: post_notice(desk, number, self.on.day, self.where.text()), "window.notice.posted")


class Closing(Step):
    """Says until when it hangs, and asks what came of it."""

    def _content(self, values: Mapping[str, Any]) -> list[QWidget | QLayout]:
        say = self.session.words.say
        self.result = QLineEdit()
        self.first = self.result
        self.close_button = button(say("window.notice.close"), self._close, main=True)
        closes = values["closes_on"]
        day = date.fromisoformat(closes) if closes else self.session.today
        return [
            text(say("window.notice.closes", day_on=day)),
            text(say("window.notice.result"), "label"),
            self.result,
            row(self.close_button),
        ]

    def _close(self) -> None:
        desk, number, today = self.session.desk, self.number, self.session.today
        self._do(lambda: close_notice(desk, number, today, self.result.text()), "window.notice.closed")


class Withdrawing(Step):
    """Asks for the reason, of a list: no words, which would tell whose wish it was."""

    def _content(self, values: Mapping[str, Any]) -> list[QWidget | QLayout]:
        words = self.session.words
        why = [(code, words.code("withdrawn_why", code)) for code in WITHDRAWN_WHY.codes]
        self.why = combo([("", words.say("window.notice.withdraw_why")), *why], words.say("window.notice.withdraw_why"))
        withdraw = button(words.say("window.notice.withdraw"), self._withdraw)
        for widget in (self.why, withdraw):
            taking_back(widget)
        line = row(withdraw, stretch=False)
        line.insertWidget(0, self.why, 1)
        return [line]

    def _withdraw(self) -> None:
        desk, number, why = self.session.desk, self.number, self.why.currentData()
        if why:
            self._do(lambda: withdraw_notice(desk, number, why), "window.notice.withdrawn")
        else:
            self.why.setFocus()


class Saving(Step):
    """Saves the paper, as it was signed or as a draft, where somebody says."""

    def _content(self, values: Mapping[str, Any]) -> list[QWidget | QLayout]:
        words = self.session.words
        start = f"{stick() or documents()}/{self.number}.pdf"
        self.out = PathField(words, "save", words.say("window.notice.pdf"), ".pdf", start=start)
        self.save = button(words.say("window.notice.pdf_do"), self._save)
        return [text(words.say("window.notice.pdf"), "label"), self.out, row(self.save)]

    def _save(self) -> None:
        session, out = self.session, self.out.path
        if out is not None and session.attempt(lambda: notice_pdf(session.desk, self.number, out)) is not None:
            session.say("window.notice.saved", file=str(out))


def ended(session: Session, values: Mapping[str, Any]) -> QWidget | None:
    """Return how a notice ended, under what that is called; None where nothing is said of it."""
    words, why = session.words, values["withdrawn_why"]
    shown = {"result": values["result"], "withdrawn_why": why and words.code("withdrawn_why", why)}
    cards = [card(text(words.field("notice", name), "label"), text(value)) for name, value in shown.items() if value]
    if not cards:
        return None
    whole = QWidget()
    whole.setLayout(column(*cards, spacing=12))
    return whole
