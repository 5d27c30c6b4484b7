"""Who may open the desk, one's own passphrase, and the sealed sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPushButton

from fupin_desk import keys
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.people import (
    ROLES,
    add_opener,
    change_own_passphrase,
    has_sheet,
    make_sheet,
    openers,
    remove_opener,
)
from fupin_desk.acts.keeping.ways_back import print_sheet
from fupin_desk.subjects.office.person import ROLE
from fupin_desk.ui.forms.choices import combo
from fupin_desk.ui.panels.paths import PathField, documents
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.card import Card
from fupin_desk.ui.widgets.lines import secret
from fupin_desk.ui.widgets.simple import button, clear, link, row, text
from fupin_desk.ui.widgets.tabbing import taking_back


class Persons(Card):
    """Each change is written to the key file at once."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.sheet_code, self._leaving = "", ""
        self.fill()

    def fill(self) -> None:
        """Show who there is now."""
        clear(self._layout)
        say = self.words.say
        self._layout.addWidget(text(say("window.persons"), "heading"))
        for opener in openers(self.session.desk):
            role = self.words.code("role", opener.role) if opener.role in ROLE.codes else ""
            line = row(text(f"{self.words.apart(opener.name)} · {role}", wrap=False))
            if opener.here:
                line.insertWidget(1, text(say("window.persons.you"), "muted", wrap=False))
            else:
                line.insertWidget(1, self._removing(opener.id, opener.name))
            self._layout.addLayout(line)
        self._adding()
        self._changing()
        self._sealing()

    def _removing(self, person: str, name: str) -> QPushButton:
        """Return what takes somebody out: asked for once more before it is done, for nobody can undo it."""
        say = self.words.say
        if person == self._leaving:
            made = button(say("window.persons.remove_do", name=name), partial(self._remove, person))
        else:
            made = link(say("window.persons.remove"), partial(self._ask, person))
        taking_back(made)
        return made

    def _ask(self, person: str) -> None:
        self._leaving = person
        self.fill()

    def _adding(self) -> None:
        say, role = self.words.say, self.session.desk.role
        self.name, self.first, self.second = QLineEdit(), secret(), secret()
        self.name.setPlaceholderText(say("window.persons.name"))
        self.first.setPlaceholderText(say("window.passphrase_new"))
        self.second.setPlaceholderText(say("window.passphrase_again"))
        self.role = combo(
            [(code, self.words.code("role", code)) for code in ROLES[role]], self.words.say("window.persons")
        )
        self.add = button(say("window.persons.add"), self._add)
        self._layout.addLayout(row(self.name, self.role, self.first, self.second, self.add, stretch=False))

    def _changing(self) -> None:
        say = self.words.say
        self.old, self.new, self.again = secret(), secret(), secret()
        for line, key in (
            (self.old, "window.passphrase_old"),
            (self.new, "window.passphrase_new"),
            (self.again, "window.passphrase_again"),
        ):
            line.setPlaceholderText(say(key))
        self.change = button(say("window.persons.change"), self._change)
        self._layout.addLayout(row(self.old, self.new, self.again, self.change, stretch=False))

    def _sealing(self) -> None:
        say = self.words.say
        self._layout.addWidget(text(say("window.sheet"), "heading"))
        self._layout.addWidget(text(say("window.sheet.explained"), "muted"))
        if self.sheet_code:
            self._layout.addWidget(text(self.words.apart(keys.grouped(self.sheet_code)), "code"))
            self._layout.addWidget(text(say("window.sheet.write")))
        elif has_sheet(self.session.desk):
            self._layout.addWidget(text(say("window.sheet.there"), "muted"))
        self.sheet = button(say("window.sheet.make"), self._sheet)
        self.out = PathField(
            self.words, "save", say("window.sheet.pdf"), ".pdf", start=str(Path(documents()) / "sealed-sheet.pdf")
        )
        self.print = button(say("window.sheet.print"), self._print)
        self._layout.addWidget(text(say("window.sheet.pdf"), "label"))
        self._layout.addWidget(self.out)
        self._layout.addLayout(row(self.print, self.sheet))

    # ---- what is done

    def _do(self, act: Callable[[], Desk], sentence: str) -> None:
        desk = self.session.attempt(act)
        if desk is not None:
            self.session.desk = desk
            self.session.say(sentence)
            self.fill()

    def _add(self) -> None:
        name, role, passphrase = self.name.text().strip(), str(self.role.currentData()), self.first.text()
        if not name:
            self.name.setFocus()
            return
        if passphrase != self.second.text():
            self.session.say("window.passphrases_differ", "breach")
            return
        self._do(lambda: add_opener(self.session.desk, name, role, passphrase), "window.persons.added")

    def _remove(self, person: str) -> None:
        self._leaving = ""
        self._do(lambda: remove_opener(self.session.desk, person), "window.persons.removed")

    def _change(self) -> None:
        old, new, again = self.old.text(), self.new.text(), self.again.text()
        if new != again:
            self.session.say("window.passphrases_differ", "breach")
            return
        self._do(lambda: change_own_passphrase(self.session.desk, old, new), "window.persons.changed")

    def _sheet(self) -> None:
        made = self.session.attempt(lambda: make_sheet(self.session.desk))
        if made is not None:
            self.session.desk, self.sheet_code = made
            self.fill()

    def _print(self) -> None:
        session, out, language = self.session, self.out.path, self.words.language
        if out is None:
            self.out.line.setFocus()
            return
        self.sheet_code = ""
        self._do(lambda: print_sheet(session.desk, out, language), "window.sheet.printed")
