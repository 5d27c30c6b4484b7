"""The pages of records: a list of each kind, and a page for each record, drawn from what its subject says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from fupin_desk.acts.records.beginning import head_if_none
from fupin_desk.acts.records.filling import begun, new_id, open_sheet
from fupin_desk.acts.records.names import name_of
from fupin_desk.acts.views.sync_status import village_and_status
from fupin_desk.kinds import kind_spec
from fupin_desk.kinds.pages import pages_of, parts_of
from fupin_desk.policy.specs import LAST, SYNC_STATUS, PageSpec, Panel, Where
from fupin_desk.ui.forms.belongings import Belongings, narrowed
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.forms.head import HeadForm
from fupin_desk.ui.navigation import NEW, SEARCH, new_of
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.panels.findings import Findings
from fupin_desk.ui.panels.history import Past
from fupin_desk.ui.panels.listing import Listing
from fupin_desk.ui.panels.making import At, part
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.records_table import SYNC_LEVELS
from fupin_desk.ui.widgets.simple import card, clear, column, link, mark, row, text
from fupin_desk.ui.widgets.tables import Table
from fupin_desk.ui.widgets.taking_out import TakingOut, gone_mark

SIDE = 412
"""How wide the narrow column beside a record is."""


def anywhere(_place: int) -> bool:
    """Take the parts of all places."""
    return True


class KindPage(Page):
    """``show_record`` takes an id, ``kind+`` for a new one, ``?`` and words to find some, or nothing for the lists."""

    head: HeadForm | None = None
    """Of a record that was not there when its page was opened, and begins with another."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(session, name)
        self.specs = {spec.kind: spec for spec in pages_of(name)}
        self.record, self.kind, self._gone = "", next(iter(self.specs)), False
        self.tables: list[Table] = []
        self.listings: list[Listing] = []
        self.panels: dict[str, QWidget] = {}
        """What stands on the page now, by what its spec calls it."""

    def show_record(self, record: str) -> None:
        """Show the lists, or one record."""
        self._gone = False
        begins = new_of(record)
        self._suggested: Mapping[str, str] = {}
        if begins is not None:
            kind, self._suggested = begins
            self.kind, self.record = kind or next(iter(self.specs)), new_id(self.session.desk)
        else:
            self.record = record
            self.kind = self.kind if self._lists else self._kind_of(record)
        self.fill()
        if begins is not None and not self._lists:
            (self.head or self.form).begin()

    def _kind_of(self, record: str) -> str:
        desk = self.session.desk
        return next((kind for kind in self.specs if open_sheet(desk, kind, record).exists), next(iter(self.specs)))

    def fill(self) -> None:
        """Show what is there now."""
        if self._lists:
            self._show_lists()
        else:
            self._one(self.specs[self.kind], self.record)

    @property
    def _lists(self) -> bool:
        return not self.record or self.record.startswith(SEARCH)

    def shown_record(self) -> tuple[str, str] | None:
        """Return kind and id of the record that is shown."""
        return None if self._lists else (self.kind, self.record)

    # ---- the lists

    def _show_lists(self) -> None:
        self.start_over(self.words.say(f"window.page.{self.name}"))
        self.panels, self.tables, self.listings = {}, [], []
        for kind, spec in self.specs.items():
            above = self._made(kind, "list")
            if above:
                cards = row(spacing=12, stretch=False)  # side by side: the list is seen on a low screen too
                for panel in above:
                    cards.addWidget(panel, 1)
                self.add(cards)
            self.body.addWidget(self._list(spec, alone=len(self.specs) == 1 and not above), 1)

    @property
    def table(self) -> Table:
        """The first list of the page."""
        return self.tables[0]

    def _list(self, spec: PageSpec, *, alone: bool) -> QWidget:
        typed = self.record.removeprefix(SEARCH) if spec.found_at_once else ""
        listing = Listing(self.session, spec, typed, alone=alone, taken_out=self._gone)
        listing.opened.connect(lambda record: self.session.go(self.name, record))
        listing.begun.connect(lambda: self.show_record(spec.kind + NEW))
        listing.turned.connect(self._turn)
        self.tables.append(listing.table)
        self.listings.append(listing)
        return listing

    def _turn(self) -> None:
        """Show those that were taken out, or no longer."""
        self._gone = not self._gone
        self.fill()

    # ---- one record

    def _one(self, spec: PageSpec, record: str) -> None:
        session, words, kind = self.session, self.words, spec.kind
        sheet, by_hand = open_sheet(session.desk, kind, record), kind_spec(kind).traits.by_hand
        if not sheet.exists and not by_hand:
            self.record = ""
            self._show_lists()
            return
        back = link(words.say("window.back_to_list"), self._back)
        beside = [*self._state(spec, sheet.values), *self._standing(spec, record), back]
        self.start_over(words.say("window.new", kind=words.kind(kind)), *beside)
        self.panels = {}
        gone = gone_mark(session, kind, record)
        self.gone = gone is not None
        self.found = Findings(session, of=record)
        self.found_card = card(text(words.say("window.findings"), "heading"), self.found)
        self._above = column()
        self.add(*([gone] if gone else []), self.found_card, self._above)
        if by_hand:
            self._written(spec, record, exists=sheet.exists)
        else:
            self._told(kind)
        self.renew()
        self.judged()

    def _written(self, spec: PageSpec, record: str, *, exists: bool) -> None:
        """Show the form of a record that people write, and what belongs to it."""
        session, kind = self.session, spec.kind
        self.head = self._beginning(spec, record) if not exists and session.desk.role == "village" else None
        # what a new one begins with is asked for above, by name: nobody is there to choose from
        later = () if self.head is None or spec.begins_with is None else (spec.begins_with,)
        self.form = Form(
            session,
            kind,
            record,
            suggested=self._suggested,
            narrow=narrowed(session, kind, record, spec.narrow),
            leave_out=spec.leave_out,
            later=later,
            columns=spec.form_columns,
        )
        self.form.kept.connect(lambda _name: self._rest(record))
        if self.head is not None and spec.begins_with is not None:
            self.add(card(text(self.words.field(kind, spec.begins_with), "heading"), self.head))
        self.add(card(self.form))
        self._whole = False
        if exists:
            self._rest(record)
        self.end()

    def _told(self, kind: str) -> None:
        """Show a record that only commands of its own write: its panels, and beside them the narrow ones."""
        steps = column(*self._made(kind, "side"), spacing=12)
        steps.addStretch(1)
        side = QWidget()
        side.setLayout(steps)
        side.setFixedWidth(SIDE)
        beside = row(spacing=12, stretch=False)
        beside.addLayout(column(*self._made(kind, stands=lambda place: place >= 0)), 1)
        beside.addWidget(side)
        self.body.addLayout(beside, 1)

    def _back(self) -> None:
        self.session.go(self.name)

    def _standing(self, spec: PageSpec, record: str) -> list[QWidget]:
        """How far it has come on its way to the county; at the county, which village it is of."""
        village, status = village_and_status(self.session.desk, spec.kind, record)
        if not village or SYNC_STATUS not in spec.columns:
            return []
        if self.session.desk.role == "office":
            return [text(self.words.apart(village), "muted", wrap=False)]
        return [mark(self.words.say(f"window.sync_status.{status}"), SYNC_LEVELS.get(status, "not_judged"))]

    def _state(self, spec: PageSpec, values: Mapping[str, Any]) -> list[QWidget]:
        """The state a record is in, marked by its weight."""
        if spec.state is None or (code := values[spec.state.field]) is None:
            return []
        label = self.words.value(kind_spec(spec.kind).fields[spec.state.field], code)
        return [mark(label, spec.state.weights.get(code, "note"))]

    def renew(self) -> None:
        """Show what the record is called now, and what is worked out from it."""
        clear(self._above)
        desk, kind, record = self.session.desk, self.kind, self.record
        if self._lists or not open_sheet(desk, kind, record).exists:
            return
        self.title.setText(self._called(self.specs[kind], record))
        for widget in self._made(kind, stands=lambda place: place < 0):
            self._above.addWidget(widget)

    def _called(self, spec: PageSpec, record: str) -> str:
        """Return the title of a record's page."""
        desk, words = self.session.desk, self.words
        called = words.apart(name_of(desk, [spec.kind], record))
        if spec.titled_by is None:
            return called
        field, values = kind_spec(spec.kind).fields[spec.titled_by], open_sheet(desk, spec.kind, record).values
        return f"{words.value(field, values[spec.titled_by])} {called}"

    def _made(self, kind: str, at: Where = "page", stands: Callable[[int], bool] = anywhere) -> list[QWidget]:
        """Make the parts of a page whose places are asked for."""
        there = At(self.session, kind, self.record, self._back, self.fill)
        made = [(spec, part(there, spec)) for spec in parts_of(kind, at) if stands(spec.place)]
        self.panels |= {spec.name: widget for spec, widget in made if isinstance(spec, Panel) and widget is not None}
        return [widget for _spec, widget in made if widget is not None]

    def _rest(self, record: str) -> None:
        """What belongs to a record can be filled in once there is one."""
        session, kind = self.session, self.kind
        if self._whole or not open_sheet(session.desk, kind, record).exists:
            return
        self._whole = True
        self.reopen()
        self.add(*self._made(kind, stands=lambda place: 0 <= place < LAST), Past(session, kind, record))
        out = TakingOut(session, kind, record)
        out.done.connect(self._back)
        self.add(row(out), *self._made(kind, stands=lambda place: place >= LAST))
        self._mind_the_head()
        self.end()

    # ---- what a new one begins with

    def _beginning(self, spec: PageSpec, record: str) -> HeadForm | None:
        """A new household begins with its head; one that was begun and could not be kept yet is gone on with."""
        if spec.begins_with is None:
            return None
        desk, kind = self.session.desk, kind_spec(spec.kind).fields[spec.begins_with].field.kinds[0]
        known = begun(desk, kind, kind_spec(kind).cls.owner or "", record)
        head = HeadForm(self.session, record, known[0] if known else new_id(desk))
        head.kept.connect(lambda _name: self._head_kept(head))
        head.through.connect(lambda: self.form.begin(spec.then))
        return head

    def _heads(self) -> list[Belongings]:
        """Return the list of those one of whom is the head."""
        begins = self.specs[self.kind].begins_with
        kinds = () if begins is None else kind_spec(self.kind).fields[begins].field.kinds
        return [belongings for belongings in self.findChildren(Belongings) if belongings.of.kind in kinds]

    def _mind_the_head(self) -> None:
        for people in self._heads():
            people.kept.connect(self._maybe_head)

    def _maybe_head(self, member: str) -> None:
        """Who is entered as the head is the household's head, unless it has one."""
        if self.session.attempt(lambda: head_if_none(self.session.desk, self.record, member)):
            self.form.reload()
        if self.head is not None:
            self.head.reload()

    def _head_kept(self, head: HeadForm) -> None:
        """Show the household that was made with its head, in the form below and in the list of its people."""
        self.form.reload()
        self._rest(self.record)
        for people in self._heads():
            people.refresh()
            if people.form is not None and people.form.record == head.record:
                people.form.reload()

    # ---- what changed

    def undone(self, kind: str, record: str) -> None:
        """Show what was put back; a record that came back, or went, anew as a whole."""
        if not self._lists and self.gone != (gone_mark(self.session, self.kind, self.record) is not None):
            self.fill()
        else:
            super().undone(kind, record)

    def judged(self) -> None:
        """Show what policy sees now, in the lists or on the record's page."""
        super().judged()
        if self._lists:
            for listing in self.listings:
                listing.judged()
            return
        findings = self.session.found_about(self.record)
        self.found.show_findings(findings)
        self.found_card.setVisible(bool(findings))
