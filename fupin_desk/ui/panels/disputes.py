"""What two desks say differently, side by side; somebody at the office picks one, or writes a third."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fupin_desk.acts.conflicts.disputes import Dispute, Said, list_disputes, settle_dispute
from fupin_desk.acts.records.names import name_of
from fupin_desk.acts.views.household import to_ask
from fupin_desk.acts.views.laptops import laptops
from fupin_desk.kinds import kind_spec
from fupin_desk.ui.forms.making import editor_for
from fupin_desk.ui.navigation import open_field
from fupin_desk.ui.panels.history import local_time
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.flow import Flow
from fupin_desk.ui.widgets.simple import button, card, clear, link, row, text

SHOWN = 50


class Disputes(QFrame):
    """All open ones; settling takes one away. Those of one ``household`` are what its village asks it about."""

    def __init__(self, session: Session, household: str = "") -> None:
        super().__init__()
        self._household, self._settles = household, bool(household) or session.desk.role == "office"
        self.session, self.words = session, session.words
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.show_open()

    def show_open(self) -> None:
        """Show those that are open now."""
        clear(self._layout)
        desk = self.session.desk
        disputes = to_ask(desk, self._household) if self._household else list_disputes(desk)
        self._names = {laptop.desk: f"{laptop.name} {laptop.person}" for laptop in laptops(self.session.desk)}
        say = self.words.say
        sheet = card(
            text(say("window.disputes", count=len(disputes)), "heading"), text(say(self._say("explained")), "muted")
        )
        inner = sheet.layout()
        assert inner is not None
        for dispute in disputes[:SHOWN]:
            inner.addWidget(self._one(dispute))
        self._layout.addWidget(sheet)

    def _one(self, dispute: Dispute) -> QWidget:
        words, session = self.words, self.session
        called = f"{words.kind(dispute.kind)} {words.apart(name_of(session.desk, [dispute.kind], dispute.record))}"
        frame, said = QFrame(), Flow(*(self._value(dispute, told) for told in dispute.values))
        if self._settles:
            said.addWidget(self._third(dispute))
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.addLayout(
            row(
                link(called, lambda: open_field(session, dispute.kind, dispute.record, dispute.field)),
                text(words.field(dispute.kind, dispute.field), "heading", wrap=False),
            )
        )
        held = QWidget()
        held.setLayout(said)  # a layout of our own stands in no other: Qt forgets it while Python has it
        layout.addWidget(held)
        return frame

    def _value(self, dispute: Dispute, told: Said) -> QWidget:
        words, spec = self.words, kind_spec(dispute.kind).fields[dispute.field]
        shown = words.value(spec, told.value)
        if spec.field.shape.refers and isinstance(told.value, str):
            shown = words.chosen(name_of(self.session.desk, spec.field.kinds, told.value))
        by = words.say("window.disputes.by", desk=self._called(told.desk), at=local_time(told.at))
        parts: list[QWidget] = [text(shown or "—", "big", wrap=False), text(by, "muted", wrap=False)]
        if self._settles:
            parts.append(button(words.say("window.disputes.pick"), lambda: self._settle(dispute, change=told.change)))
        return card(*parts, spacing=4)

    def _say(self, what: str) -> str:
        return f"window.asking.{what}" if self._household else f"window.disputes.{what}"

    def _called(self, laptop: str) -> str:
        """Return what people call a laptop, with the end of its id: a village may have two."""
        if laptop == self.session.desk.id:
            return self.words.say(self._say("here"))
        name = self._names.get(laptop, "")
        return f"{name} {laptop[-6:]}".strip()

    def _third(self, dispute: Dispute) -> QWidget:
        spec = kind_spec(dispute.kind).fields[dispute.field]
        editor = editor_for(self.session, spec, lambda _name: None)
        editor.setMinimumWidth(180)
        editor.call(self.words.field(dispute.kind, dispute.field))
        say = self.words.say

        def write() -> None:
            if editor.typed() in (None, "", []):
                editor.setFocus()
            else:
                self._settle(dispute, value=editor.typed())

        do = button(say("window.disputes.write"), write)
        return card(text(say("window.disputes.third"), "muted"), editor, do, spacing=4)

    def _settle(self, dispute: Dispute, *, change: str | None = None, value: object = None) -> None:
        session = self.session
        settled = session.attempt(
            lambda: settle_dispute(session.desk, dispute.id, change=change, value=value)  # type: ignore[arg-type]
        )
        if settled is not None:
            session.changed.emit(dispute.kind, dispute.record)
            session.say(self._say("settled"))
            self.show_open()
