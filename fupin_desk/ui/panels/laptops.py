"""The laptops the office let in; one that is lost or given up is revoked, in two steps."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from fupin_desk.acts.joining.revoke import revoke_desk
from fupin_desk.acts.views.laptops import Laptop, laptops
from fupin_desk.keys import RevocationReason
from fupin_desk.ui.forms.choices import combo
from fupin_desk.ui.panels.past import local_time
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.card import Card
from fupin_desk.ui.widgets.simple import button, clear, link, row, text


class Laptops(Card):
    """One line for each, with the way to revoke it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._asking = ""
        self.fill()

    def fill(self) -> None:
        """Show those there are now."""
        clear(self._layout)
        found, say = laptops(self.session.desk), self.words.say
        self._layout.addWidget(text(say("window.laptops", count=len(found)), "heading"))
        self._layout.addWidget(text(say("window.laptops.explained"), "muted"))
        for one in found:
            self._layout.addLayout(self._one(one))

    def _one(self, one: Laptop) -> QHBoxLayout:
        say, words = self.words.say, self.words
        called = " · ".join(words.apart(each) for each in (one.name, one.village, one.person, one.desk[-6:]) if each)
        line = row(text(called, wrap=False))
        if one.revoked_at is not None:
            line.insertWidget(1, text(say("window.laptops.revoked", at=local_time(one.revoked_at)), "refused"))
        elif one.desk == self._asking:
            reasons = [(each.value, say(f"revoked.{each.value}")) for each in RevocationReason]
            self.why = combo([("", say("window.laptops.why")), *reasons])
            self.do = button(say("window.laptops.revoke_do"), partial(self._revoke, one.desk))
            back = link(say("window.back"), partial(self.ask, ""))
            for place, each in enumerate((self.why, self.do, back), 1):
                line.insertWidget(place, each)
        else:
            line.insertWidget(1, link(say("window.laptops.revoke"), partial(self.ask, one.desk)))
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
