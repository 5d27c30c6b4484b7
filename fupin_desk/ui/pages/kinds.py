"""The pages of records: a list of each kind, and a page for each record, drawn from what its subject says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from fupin_desk.acts.records.filling import new_id, open_sheet
from fupin_desk.kinds import kind_spec
from fupin_desk.kinds.pages import pages_of, parts_of
from fupin_desk.policy.specs import PageSpec, Panel
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.forms.person import HeadLine
from fupin_desk.ui.navigation import NEW, SEARCH, neighbours, new_of
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.pages.record_line import called
from fupin_desk.ui.pages.record_view import RecordView
from fupin_desk.ui.panels.findings import Findings
from fupin_desk.ui.panels.listing import Listing
from fupin_desk.ui.panels.making import At, part
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.flow import Flow
from fupin_desk.ui.widgets.simple import button, clear, link, row, text
from fupin_desk.ui.widgets.tables import Table
from fupin_desk.ui.widgets.taking_out import gone_mark

STEP, TAGS = 34, 5
"""In pixels: how wide what leads to the record beside is; how far tags stand below the top of the title."""


class KindPage(Page):
    """``show_record`` takes an id, ``kind+`` for a new one, ``?`` and words to find some, or nothing for the lists."""

    view: RecordView | None = None
    """The record that is shown."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(session, name)
        self.specs = {spec.kind: spec for spec in pages_of(name)}
        self.record, self.kind, self._gone = "", next(iter(self.specs)), False
        self.tables: list[Table] = []
        self.listings: list[Listing] = []
        self._above: dict[str, QWidget] = {}
        """What stands above the lists, by what its spec calls it."""

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
            self._begin()

    def _begin(self) -> None:
        if self.view is not None:
            self.view.begin()

    def begin_new(self) -> bool:
        """Begin a new record of the kind that is shown, where people write one by hand."""
        kinds = (self.kind, *self.specs) if not self._lists else tuple(self.specs)
        kind = next((each for each in kinds if kind_spec(each).traits.by_hand), None)
        if kind is None or self.session.desk.role == "office":  # what the county's villages have is theirs to write
            return False
        self.session.go(self.name, kind + NEW)
        return True

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
        self.view, self._above, self.tables, self.listings = None, {}, [], []
        for kind, spec in self.specs.items():
            above = list((made := self._made(kind)).values())
            self._above |= made
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
        by_hand = kind_spec(spec.kind).traits.by_hand
        if not open_sheet(self.session.desk, spec.kind, record).exists and not by_hand:
            self.record = ""
            self._show_lists()
            return
        view = RecordView(self.session, spec, record, self._suggested, back=self._back, again=self.fill)
        back = link(self.words.say("window.back_to_list"), self._back)
        told, self._tags = QWidget(), Flow(*view.told())
        self._tags.setContentsMargins(0, TAGS, 0, 0)
        told.setLayout(self._tags)
        self._trouble = button("", partial(self.problems.step, 1), name="step")
        ends = [self._trouble, *self._beside(spec.kind, record), back]
        self.start_over(self.words.say("window.new", kind=self.words.kind(spec.kind)), told, *ends)
        self.view = view
        self.body.addWidget(view, 1)
        self.renew()
        self.judged()
        view.fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the record out for the room there is now."""
        super().resizeEvent(event)
        if self.view is not None:
            self.view.fit(self.width())

    def _beside(self, kind: str, record: str) -> list[QWidget]:
        """Return the ways to the records before and after in the list one came from, and where in it one stands."""
        listed = self.session.lists.get(kind)
        if listed is None or listed.ids is None or record not in listed.ids:
            return []
        beside, say = neighbours(self.session, kind, record), self.words.say
        steps = []
        for key, sign, to in (("previous", "‹", beside.previous), ("next", "›", beside.next)):
            step = button(sign, partial(self.session.go, self.name, to), name="step")
            step.setEnabled(bool(to))
            step.setAccessibleName(say(f"window.record.{key}"))
            step.setToolTip(say(f"window.record.{key}"))
            step.setFixedWidth(STEP)
            steps.append(step)
        where = text(say("window.record.place", place=beside.place, of=beside.of), "muted", wrap=False)
        return [steps[0], where, steps[1]]

    def _back(self) -> None:
        self.session.go(self.name)

    @property
    def panels(self) -> Mapping[str, QWidget]:
        """What stands on the page of a record, by what its spec calls it."""
        if self.view is None:
            return self._above
        self.view.tabs.make_all()
        return self.view.panels

    @property
    def form(self) -> Form:
        """The form of the record that is shown."""
        assert self.view is not None
        return self.view.form

    @property
    def head(self) -> HeadLine | None:
        """What a new record is begun with, where it is one."""
        return None if self.view is None else self.view.head

    @property
    def found(self) -> Findings:
        """What policy sees of the record that is shown."""
        assert self.view is not None
        return self.view.found

    def bring(self, kind: str) -> None:
        """Make the list of a kind that belongs to the record that is shown."""
        if self.view is not None:
            self.view.belongings(kind)

    @property
    def gone(self) -> bool:
        """Whether the record that is shown was taken out."""
        return self.view is not None and self.view.gone

    def renew(self) -> None:
        """Show what the record is called now, and what is worked out from it."""
        if self.view is not None and open_sheet(self.session.desk, self.kind, self.record).exists:
            self.title.setText(called(self.session, self.view.spec, self.record))
            clear(self._tags)
            for tag in self.view.told():
                self._tags.addWidget(tag)
            self.view.renew()

    def _made(self, kind: str) -> dict[str, QWidget]:
        """Make the panels above a list."""
        there = At(self.session, kind, "", self._back, self.fill)
        panels = [spec for spec in parts_of(kind, "list") if isinstance(spec, Panel)]
        made = {spec.name: part(there, spec) for spec in panels}
        return {name: widget for name, widget in made.items() if widget is not None}

    # ---- what changed

    def undone(self, kind: str, record: str) -> None:
        """Show what was put back; a record that came back, or went, anew as a whole."""
        gone = gone_mark(self.session, self.kind, self.record) is not None
        if self.view is not None and self.view.gone != gone:
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
        if self.view is not None:
            self.view.judged()
            count = len(self.view.problems)
            self._trouble.setText(self.words.say("window.record.problems", count=count))
            self._trouble.setVisible(bool(count))
