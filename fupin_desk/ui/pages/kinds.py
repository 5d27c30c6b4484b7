"""Entities, contracts and distributions: a list, and a page for each record with what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from fupin_desk.acts.filling import new_id, open_sheet
from fupin_desk.acts.views.lists import count_records, find_records, page_of_records
from fupin_desk.acts.views.names import name_of
from fupin_desk.policy.specs import PageSpec
from fupin_desk.ui.forms.belongings import Belongings, narrowed
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.panels.found import Found
from fupin_desk.ui.panels.linked import linked_records
from fupin_desk.ui.panels.past import Past
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.records_table import at_the_office, drafted, records_table, row_of
from fupin_desk.ui.widgets.simple import button, card, clear, column, link, row, text
from fupin_desk.ui.widgets.taking_out import TakingOut, gone_mark

NEW = "+"


Panels = Callable[[Session, str], Sequence[QWidget]]
"""Makes what stands on a record's page besides its form and its lists."""


@dataclass(frozen=True)
class KindShown:
    """A kind's page, and what is worked out for it."""

    spec: PageSpec
    above: Panels | None = None
    """What stands between the findings and the form."""
    below: Panels | None = None
    """What stands below the lists."""


class KindPage(Page):
    """``show_record`` takes an id, ``kind+`` for a new one, or nothing for the lists."""

    def __init__(self, session: Session, name: str, shown: Sequence[KindShown]) -> None:
        super().__init__(session, name)
        self.shown = {one.spec.kind: one for one in shown}
        self.record, self.kind, self._gone = "", shown[0].spec.kind, False

    def show_record(self, record: str) -> None:
        """Show the lists, or one record."""
        if record.endswith(NEW):
            self.kind = record.removesuffix(NEW) or next(iter(self.shown))
            self.record = new_id(self.session.desk)
        else:
            self.record, self._gone = record, False
            self.kind = self._kind_of(record) if record else self.kind
        self.fill()
        if record.endswith(NEW):
            self.form.begin()

    def _kind_of(self, record: str) -> str:
        desk = self.session.desk
        return next((kind for kind in self.shown if open_sheet(desk, kind, record).exists), next(iter(self.shown)))

    def fill(self) -> None:
        """Show what is there now."""
        if self.record:
            self._one(self.shown[self.kind], self.record)
        else:
            self._lists()

    # ---- the lists

    def _lists(self) -> None:
        self.start_over(self.words.say(f"window.page.{self.name}"))
        self.lists = {one.spec.kind: self._list(one.spec, alone=len(self.shown) == 1) for one in self.shown.values()}
        for one in self.lists.values():
            self.body.addWidget(one, 1)

    def _list(self, spec: PageSpec, *, alone: bool) -> QWidget:
        words, kind = self.words, spec.kind
        new = button(words.say("window.add", kind=words.kind(kind)), lambda: self.show_record(kind + NEW), main=alone)
        search = QLineEdit()
        search.setPlaceholderText(words.say("window.search_here"))
        search.setClearButtonEnabled(True)
        search.setMinimumWidth(300)
        office = self.session.desk.role == "office"
        columns = at_the_office(spec.columns) if office else spec.columns
        nothing = "window.list_empty_office" if office else "window.list_empty"
        table = records_table(words, kind, columns)
        table.opened.connect(lambda _kind, record: self.show_record(record))
        table.setMinimumHeight(420 if alone else 200)

        def show(typed: str) -> None:
            desk, gone = self.session.desk, self._gone
            searched = bool(typed.strip()) and not gone
            table.empty = words.say("window.search.nothing" if searched else nothing)
            if searched:
                table.show_rows([row_of(words, line, columns) for line in find_records(desk, kind, typed)])
                return
            table.rows.reset(
                lambda offset, limit: [
                    row_of(words, line, columns)
                    for line in page_of_records(desk, kind, offset, limit, order=spec.order, taken_out=gone)
                ],
                count_records(desk, kind, taken_out=gone),
            )

        search.textChanged.connect(show)
        show("")
        title = text(words.kinds(kind), "heading", wrap=False)
        head = row(title, *drafted(self.session, kind), *self._taken_out(kind))
        head.addWidget(search)
        if not office:  # what the county's villages have is theirs to write down
            head.addWidget(new)
        return card(head, table)

    def _taken_out(self, kind: str) -> list[QWidget]:
        """Lead to the records that were taken out, and back."""
        count = count_records(self.session.desk, kind, taken_out=True)
        if not count:
            return []

        def turn() -> None:
            self._gone = not self._gone
            self.fill()

        said = "window.back_to_list" if self._gone else "window.taken_out_ones"
        return [link(self.words.say(said, count=count), turn)]

    # ---- one record

    def _one(self, shown: KindShown, record: str) -> None:
        session, words, spec = self.session, self.words, shown.spec
        kind = spec.kind
        exists = open_sheet(session.desk, kind, record).exists
        back = link(words.say("window.back_to_list"), lambda: session.go(self.name))
        self.start_over(words.say("window.new", kind=words.kind(kind)), back)
        gone = gone_mark(session, kind, record)
        self.gone = gone is not None
        if gone is not None:
            self.add(gone)
        self.found = Found(session, with_names=False)
        self.found_card = card(text(words.say("window.findings"), "heading"), self.found)
        self.add(self.found_card)
        self._above = column()
        self.add(self._above)
        narrow = narrowed(session, kind, record, spec.narrow)
        self.form = Form(session, kind, record, narrow=narrow, leave_out=spec.leave_out)
        self.form.kept.connect(lambda _name: self._rest(shown, record))
        self.add(card(self.form))
        self._whole = False
        if exists:
            self._rest(shown, record)
        self.end()
        self.renew()
        self.judged()

    def renew(self) -> None:
        """Show what the record is called now, and what is worked out from it."""
        shown, words = self.shown[self.kind], self.words
        clear(self._above)
        if not self.record or not open_sheet(self.session.desk, self.kind, self.record).exists:
            return
        self.title.setText(words.apart(name_of(self.session.desk, [self.kind], self.record)))
        for each in shown.above(self.session, self.record) if shown.above else ():
            self._above.addWidget(each)

    def _rest(self, shown: KindShown, record: str) -> None:
        """What belongs to a record can be filled in once there is one."""
        session, spec = self.session, shown.spec
        if self._whole or not open_sheet(session.desk, spec.kind, record).exists:
            return
        self._whole = True
        self.reopen()
        self.add(*(Belongings(session, record, lines) for lines in spec.lines))
        for linked in spec.linked:
            self.add(*linked_records(session, spec.kind, record, linked))
        self.add(*(shown.below(session, record) if shown.below else ()))
        self.add(Past(session, spec.kind, record))
        out = TakingOut(session, spec.kind, record)
        out.done.connect(lambda: self.session.go(self.name))
        self.add(row(out))
        self.end()

    def undone(self, kind: str, record: str) -> None:
        """Show what was put back; a record that came back, or went, anew as a whole."""
        if record == self.record and self.gone != (gone_mark(self.session, kind, record) is not None):
            self.fill()
        else:
            super().undone(kind, record)

    def judged(self) -> None:
        """Show what policy sees now."""
        super().judged()
        if self.record:
            findings = [one for one in self.session.findings if one.id == self.record]
            self.found.show_findings(findings)
            self.found_card.setVisible(bool(findings))
