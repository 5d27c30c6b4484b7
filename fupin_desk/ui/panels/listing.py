"""The list of a kind: how many there are, what is searched for among them, those taken out, and where one is begun."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from fupin_desk.acts.views.lists import ListLine, count_records, find_records, page_of_records
from fupin_desk.kinds import kind_spec
from fupin_desk.policy.specs import PageSpec
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.records_table import at_the_office, drafted, records_table, row_of
from fupin_desk.ui.widgets.simple import button, card, link, row, text
from fupin_desk.ui.widgets.tables import TableRow


class Listing(QWidget):
    """A card with the list. What only commands of its own write is begun elsewhere."""

    opened = Signal(str)
    """A record was chosen."""
    begun = Signal()
    """A new one is to be begun."""
    turned = Signal()
    """Those that were taken out are to be shown, or no longer."""

    def __init__(self, session: Session, spec: PageSpec, typed: str, *, alone: bool, taken_out: bool) -> None:
        """Take the words that are searched for at once, and whether the page shows nothing else."""
        super().__init__()
        self.session, self.spec, self.taken_out = session, spec, taken_out
        words, kind, office = session.words, spec.kind, session.desk.role == "office"
        self.columns = at_the_office(spec.columns) if office else spec.columns
        self.table = records_table(words, kind, self.columns)
        self.table.opened.connect(lambda _kind, record: self.opened.emit(record))
        self.table.setMinimumHeight(420 if alone else 200)
        self._counted = text("", "muted", wrap=False)
        title = text(words.kinds(kind), "heading", wrap=False)
        head = row(title, self._counted, *drafted(session, kind), *self._those_taken_out())
        head.addWidget(self._search(typed))
        if kind_spec(kind).traits.by_hand and not office:  # what the county's villages have is theirs to write down
            new = words.say("window.add", kind=words.kind(kind))
            head.addWidget(button(new, self.begun.emit, main=alone))
        self._show(typed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(head, self.table))

    def _search(self, typed: str) -> QLineEdit:
        search = QLineEdit(typed)
        search.setPlaceholderText(self.session.words.say("window.search_here"))
        search.setClearButtonEnabled(True)
        search.setMinimumWidth(300)
        search.textChanged.connect(self._show)
        return search

    def _show(self, typed: str) -> None:
        """Show what was found, or the whole list, and how many there are."""
        words, desk, kind, gone = self.session.words, self.session.desk, self.spec.kind, self.taken_out
        searched = bool(typed.strip()) and not gone
        nothing = "window.list_empty_office" if desk.role == "office" else "window.list_empty"
        self.table.empty = words.say("window.search.nothing" if searched else nothing)
        if searched:
            records = find_records(desk, kind, typed, self.columns)
            self.table.rows.reset(lambda offset, limit: self._rows(records[offset : offset + limit]), len(records))
            self._counted.setText(words.say("window.search.found", count=len(records), text=typed))
            return
        count = count_records(desk, kind, taken_out=gone)
        fetch = partial(page_of_records, desk, kind, columns=self.columns, order=self.spec.order, taken_out=gone)
        self.table.rows.reset(lambda offset, limit: self._rows(fetch(offset, limit)), count)
        self._counted.setText(words.say("window.list.count", count=count) if count and not gone else "")

    def _rows(self, lines: Sequence[ListLine]) -> list[TableRow]:
        session = self.session
        return [row_of(session.words, line, self.columns, session.found_about(line.id)) for line in lines]

    def _those_taken_out(self) -> list[QWidget]:
        """Lead to the records that were taken out, and back."""
        count = count_records(self.session.desk, self.spec.kind, taken_out=True)
        key = "window.back_to_list" if self.taken_out else "window.taken_out_ones"
        return [link(self.session.words.say(key, count=count), self.turned.emit)] if count else []
