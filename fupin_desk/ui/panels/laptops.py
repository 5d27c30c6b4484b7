"""The laptops the office let in; one that is lost or given up is revoked, in two steps."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from fupin_desk.acts.joining.revoke import revoke_desk
from fupin_desk.acts.views.laptops import Laptop, laptops
from fupin_desk.keys import RevocationReason
from fupin_desk.ui.forms.choices import combo
from fupin_desk.ui.panels.history import local_time
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.card import Card
from fupin_desk.ui.widgets.simple import button, clear, link, row, text
from fupin_desk.ui.widgets.tabbing import taking_back


class Laptops(Card):
    """One line for each, with the way to revoke it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._asking = ""
        self.fill()

    def fill(self) -> None:
        """Show those there are now."""
        clear(self._layout)
        known, say = laptops(self.session.desk), self.words.say
        self._layout.addWidget(text(say("window.laptops", count=len(known)), "heading"))
        self._layout.addWidget(text(say("window.laptops.explained"), "muted"))
        for laptop in known:
            self._layout.addLayout(self._one(laptop))

    def _one(self, laptop: Laptop) -> QHBoxLayout:
        say, words = self.words.say, self.words
        called = " · ".join(
            words.apart(part) for part in (laptop.name, laptop.village, laptop.person, laptop.desk[-6:]) if part
        )
        line = row(text(called))
        line.setStretch(0, 3)  # a long name goes on in the next line
        if laptop.revoked_at is not None:
            line.insertWidget(1, text(say("window.laptops.revoked", at=local_time(laptop.revoked_at)), "refused"))
        elif laptop.desk == self._asking:
            reasons = [
                (revocation_reason.value, say(f"revoked.{revocation_reason.value}"))
                for revocation_reason in RevocationReason
            ]
            self.why = combo([("", say("window.laptops.why")), *reasons], say("window.laptops.why"))
            self.do = button(say("window.laptops.revoke_do"), partial(self._revoke, laptop.desk))
            back = link(say("window.back"), partial(self.ask, ""))
            taking_back(self.why)
            taking_back(self.do)
            for place, widget in enumerate((self.why, self.do, back), 1):
                line.insertWidget(place, widget)
        else:
            revoke = link(say("window.laptops.revoke"), partial(self.ask, laptop.desk))
            taking_back(revoke)
            line.insertWidget(1, revoke)
        return line

    def ask(self, laptop: str) -> None:
        """Ask why a laptop is to be revoked, before it is."""
        self._asking = laptop
        self.fill()

    def _revoke(self, laptop: str) -> None:
        session, why = self.session, str(self.why.currentData())
        if not why:
            self.why.setFocus()
            return
        if session.managed(lambda: revoke_desk(session.desk, laptop, RevocationReason(why))):
            session.say("window.laptops.done")
            self.ask("")
