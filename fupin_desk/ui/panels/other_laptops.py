"""The other laptops of this village: they meet once, and what keeps a no is carried from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFormLayout, QWidget

from fupin_desk.acts.laptops.carrying import Carried, carry
from fupin_desk.acts.laptops.neighbours import CARD_SUFFIX, make_card, meet
from fupin_desk.acts.views.neighbours import OtherLaptops, other_laptops
from fupin_desk.ui.panels.paths import PathField, documents, stick
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.card import Card
from fupin_desk.ui.widgets.lines import figures
from fupin_desk.ui.widgets.simple import button, clear, link, row, text, weigh


class OtherLaptopsCard(Card):
    """First whether something is to be carried; then how. Where there never was another laptop it is not shown."""

    def __init__(self, session: Session, done: Callable[[], None]) -> None:
        super().__init__(session)
        self._done, self._card = done, ""
        session.jobs.start(self, lambda _told: other_laptops(session.desk), self._show, session.refuse)
        self.hide()

    def _show(self, seen: OtherLaptops | None) -> None:
        if seen is None or (seen.alone and not self._card):
            return
        self.seen, say = seen, self.words.say
        self._layout.addWidget(text(say("window.others"), "heading"))
        self._layout.addWidget(text(say("window.others.explained"), "muted"))
        if seen.met:
            self._layout.addWidget(self._reminder(seen))
            self.folder = PathField(self.words, "folder", say("window.exchange.folder"), start=stick() or documents())
            self.carry = button(say("window.others.carry"), self._carry, main=True)
            self._layout.addWidget(self.folder)
            self._layout.addLayout(row(self.carry))
        if seen.not_met:
            line = text(say("window.others.not_met", count=seen.not_met))
            weigh(line, "gap")
            self._layout.addWidget(line)
        self.begin = link(say("window.others.meet"), self.show_meeting)
        self._layout.addLayout(row(self.begin))
        self.show()
        if self._card:
            self.show_meeting()
            self.card.line.setText(self._card)
            self.fingerprint.setFocus()

    def take_card(self, card: Path) -> None:
        """Ask for the fingerprint of a card that was brought, though this laptop may have heard of no other yet."""
        clear(self._layout)
        self._card = str(card)
        desk = self.session.desk
        self.session.jobs.start(self, lambda _told: other_laptops(desk), self._show, self.session.refuse)

    def _reminder(self, seen: OtherLaptops) -> QWidget:
        names = [f"{neighbour.card.name} {neighbour.desk[-6:]}" for neighbour in seen.met]
        told = "all_told" if not seen.untold.laptops else "handed" if seen.untold.handed else "untold"
        line = text(self.words.say(f"window.others.{told}", names=names))
        weigh(line, "good" if told == "all_told" else "note" if told == "handed" else "gap")
        return line

    # ---- carrying

    def _carry(self) -> None:
        folder, desk = self.folder.path, self.session.desk
        if folder is None:
            self.folder.line.setFocus()
            return
        about = self.words.say("window.exchange.making")
        self.session.run(self, about, lambda _told: carry(desk, folder), self._carried)

    def _carried(self, made: Carried) -> None:
        self.session.say("window.others.carried", "good", files=[str(file) for file in made.files])
        self._done()

    # ---- meeting

    def show_meeting(self) -> None:
        """Show this laptop's fingerprint, and ask for the other's card."""
        self.begin.hide()
        say, words, at = self.words.say, self.words, Path(stick() or documents())
        own = f"{self.session.desk.code}-{self.seen.fingerprint[:4]}{CARD_SUFFIX}"
        self.out = PathField(words, "save", say("window.others.out"), CARD_SUFFIX, start=str(at / own))
        self.give = button(say("window.others.give"), self._give)
        self.card = PathField(words, "open", say("window.others.card"), CARD_SUFFIX)
        self.fingerprint = figures()
        self.take = button(say("window.others.take"), self._take)
        lines = QFormLayout()
        lines.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        lines.addRow(say("window.others.own"), text(words.apart(self.seen.fingerprint), "code"))
        lines.addRow(say("window.others.out"), self.out)
        lines.addRow(row(self.give))
        lines.addRow(say("window.others.card"), self.card)
        lines.addRow(say("window.others.fingerprint"), self.fingerprint)
        lines.addRow(row(self.take))
        self._layout.addLayout(lines)
        self.out.line.setFocus()

    def _give(self) -> None:
        out = self.out.path
        made = None if out is None else self.session.attempt(lambda: make_card(self.session.desk, out))
        if made is not None:
            self.session.say("window.others.given", "note", file=str(made.file), fingerprint=made.fingerprint)

    def _take(self) -> None:
        session, card, typed = self.session, self.card.path, self.fingerprint.text()
        if card is None or not typed:
            session.say("window.fill_all", "breach")
            return
        met = session.attempt(lambda: meet(session.desk, card, typed))
        if met is not None:
            session.say("window.others.met", name=met.card.name)
            self._done()
