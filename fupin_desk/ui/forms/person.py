"""The people of a household, one to a line: who is here already is asked about before they are made twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout

from fupin_desk.acts.records.beginning import HEAD, KnownPerson, begin_household, known_person, take_back
from fupin_desk.acts.records.filling import FormSheet
from fupin_desk.domain.ages import age_on, birth_of
from fupin_desk.domain.id_numbers import sex_by
from fupin_desk.subjects.household.records import Member
from fupin_desk.ui.forms.line_form import LineForm
from fupin_desk.ui.navigation import open_field
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import button, clear, column, link, row, stand_in, text

MEMBER, NUMBER = "member", "id_number"


class PersonLine(LineForm):
    """One person. Sex and age are told from the ID number and the birth, and kept nowhere."""

    fact_head = "window.person.sex_age"

    @property
    def rank(self) -> int:  # type: ignore[override]
        """The head stands before the others."""
        return 0 if self.sheet.values["relation"] == HEAD or self.given.get("relation") == HEAD else 1

    _asks: QFrame | None = None
    _somebody_else = False
    """Whether the person said that the number is another one's; what is begun anew asks again."""

    @property
    def asks(self) -> QFrame:
        """Where the question stands."""
        if self._asks is None:
            self._asks = QFrame()
            self._asks.setLayout(column(spacing=4))
            self._asks.hide()
        return self._asks

    def _flow(self) -> None:
        super()._flow()
        if self._asks is None:
            self.line.below.addWidget(self.asks)

    def fact(self) -> str:
        """Return sex and age, as far as they are known."""
        words, values = self.session.words, self.sheet.values
        number = values[NUMBER]
        sex, birth = sex_by(number if isinstance(number, str) else None), birth_of(values)
        age = None if birth is None else age_on(birth[1], self.session.today)
        told = [words.say(f"window.person.{sex}")] if sex else []
        return " · ".join([*told, *([] if age is None or age < 0 else [str(age)])])

    def keep(self, name: str) -> None:
        """Keep a field; an ID number that somebody has already is asked about, and meanwhile stays as it was typed."""
        box = self.boxes[name]
        typed = box.editor.typed()
        if name == NUMBER:
            known = known_person(self.session.desk, str(typed), self.record) if typed and self._new(typed) else None
            self._ask(known)
            if known is not None:
                box.settled()
                self._draft(name)
                return
        super().keep(name)

    def _new(self, typed: Any) -> bool:
        return not self._somebody_else and typed != self.sheet.values.get(NUMBER)

    def _ask(self, known: KnownPerson | None) -> None:
        question = self.asks.layout()
        assert isinstance(question, QVBoxLayout)
        clear(question)
        self.asks.setVisible(known is not None)
        if known is None:
            return
        say, named = self.session.words.say, self.session.words.apart(known.name)
        self.same = link(named, lambda: self._go_there(known))
        self.other = button(say("window.household.another"), self._another)
        question.addLayout(row(text(say("window.household.known"), "refused", wrap=False), self.same, self.other))

    def _go_there(self, known: KnownPerson) -> None:
        """It is them: their own record is opened, and what was typed here stays as it is."""
        open_field(self.session, self.kind, known.member, NUMBER)

    def _another(self) -> None:
        """It is somebody else, whose number is the same: one of the two is wrong, and is said to be."""
        self._somebody_else = True
        self.keep(NUMBER)
        stand_in(self.boxes[NUMBER].editor)

    def _past_the_end(self) -> None:
        if self.asks.isHidden():
            super()._past_the_end()
        else:
            stand_in(self.same)


class HeadLine(PersonLine):
    """The head of a household that is not there yet: a name or an ID number makes both."""

    leaves = False

    def __init__(self, session: Session, household: str, member: str, columns: Sequence[str]) -> None:
        super().__init__(session, MEMBER, member, columns, {Member.owner or "": household, "relation": HEAD})

    @property
    def household(self) -> str:
        """The id of the household, which may not be there yet."""
        return str(self.given[Member.owner or ""])

    def _save(self, values: Mapping[str, Any]) -> FormSheet:
        if self.sheet.exists:
            return super()._save(values)
        return begin_household(self.session.desk, self.household, self.record, values, self.sheet.heads)

    def _go_there(self, known: KnownPerson) -> None:
        """It is them: nothing that was begun here for them is left, and their own record is opened."""
        for box in self.boxes.values():
            box.settled()
        if self.session.attempt(lambda: take_back(self.session.desk, self.household, self.record)):
            self.session.changed.emit(Member.owner or "", self.household)
        super()._go_there(known)
