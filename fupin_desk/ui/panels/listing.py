"""The list of a kind: searched, filtered and sorted; what is selected is copied, printed or exported as it is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from fupin_desk.acts.views.list_cells import at_role
from fupin_desk.acts.views.list_output import AsSeen, Found, as_text, print_list, write_list
from fupin_desk.acts.views.listing import Asked, ids_asked, money_owed, name_of_column, open_sum
from fupin_desk.acts.views.lists import count_records, lines_of
from fupin_desk.kinds import kind_spec
from fupin_desk.policy.specs import FINDINGS, MONEY_OPEN, Columns, PageSpec
from fupin_desk.ui.keys import Key
from fupin_desk.ui.list_state import ListState
from fupin_desk.ui.panels.list_bar import ListBar
from fupin_desk.ui.panels.list_columns import ColumnChooser, chosen_columns
from fupin_desk.ui.panels.list_filters import ListFilters
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.flow import Flow
from fupin_desk.ui.widgets.list_table import ListTable
from fupin_desk.ui.widgets.records_table import drafted, laid_out, row_of
from fupin_desk.ui.widgets.simple import button, card, link, row, text
from fupin_desk.ui.widgets.tables import TableRow

UP, DOWN = "▲", "▼"
"""Behind the head of the column a list is sorted by: from the first to the last, and the other way round."""


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
        role = session.desk.role
        self._every: Columns = at_role((*spec.columns, *spec.more), role)
        self.columns = chosen_columns(spec.kind, self._every, at_role(spec.columns, role))
        # what the box above every page finds, or what was taken out, is looked at once: nothing of it is kept
        self._passing = bool(typed.strip()) or taken_out
        self.state = ListState() if self._passing else session.lists.setdefault(spec.kind, ListState())
        if self._passing:
            self.state.asked = Asked(text=typed, taken_out=taken_out)
        self._restored = False
        self.bar = ListBar(session.words)
        self.filters = ListFilters(session, spec, lambda: self.state.asked, self._take)
        self.table = self._made_table()
        self.table.setMinimumHeight(300 if alone else 200)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        framed = card(self._head(alone=alone), self._asking(), self.table, self.bar)
        framed.layout().setStretch(2, 1)  # type: ignore[union-attr]  # a card has a layout
        layout.addWidget(framed)
        self._listen()
        self._show()
        self._return()

    # ---- its parts

    def _head(self, *, alone: bool) -> Any:
        session, words, kind = self.session, self.session.words, self.spec.kind
        head = row(text(words.kinds(kind), "heading", wrap=False), *drafted(session, kind), *self._those_taken_out())
        if kind_spec(kind).traits.by_hand and session.desk.role != "office":  # villages write down what is theirs
            head.addWidget(button(words.say("window.add", kind=words.kind(kind)), self.begun.emit, main=alone))
        return head

    def _asking(self) -> Flow:
        say = self.session.words.say
        self.search = QLineEdit(self.state.asked.text)
        self.search.setPlaceholderText(say("window.search_here"))
        self.search.setAccessibleName(say("window.search_here"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(240)
        self.search.textChanged.connect(lambda typed: self._take(replace(self.state.asked, text=typed)))
        self.chips = [] if self.taken_out else self.filters.chips()
        every, kind = self._every, self.spec.kind
        self.chooser = ColumnChooser(
            self.session.words, kind, every, lambda: self.columns, lambda: self.state.asked.column
        )
        self.chooser.turned.connect(self.show_columns)
        self.chooser.sorted_by.connect(self.sort_by)
        return Flow(self.search, *self.chips, self.chooser)

    def _made_table(self) -> ListTable:
        words, kind = self.session.words, self.spec.kind
        table = ListTable(*laid_out(words, kind, self._every))
        for place, column in enumerate(self._every):
            table.setColumnHidden(place, column not in self.columns)
        return table

    def _listen(self) -> None:
        bar, table = self.bar, self.table
        table.opened.connect(lambda _kind, record: self.opened.emit(record))
        table.sorted_by.connect(self._sort_by_head)
        table.chosen.connect(self._chosen)
        bar.copied.connect(self.copy)
        bar.printed.connect(self.print_out)
        bar.exported.connect(self.export)
        bar.let_go.connect(table.let_go)
        say = self.session.words.say
        Key("Ctrl+C", say("window.key.copy"), table, self.copy, inside=True)
        Key("Ctrl+P", say("window.key.print"), self, self.print_out, inside=True)
        Key("Down", say("window.key.into_list"), self.search, self._into, inside=True)

    def _into(self) -> None:
        """Go from the search into the list."""
        if self.table.ids:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            self.table.selectRow(max(0, self.table.currentIndex().row()))

    def _those_taken_out(self) -> list[QWidget]:
        """Lead to the records that were taken out, and back."""
        count = count_records(self.session.desk, self.spec.kind, taken_out=True)
        key = "window.back_to_list" if self.taken_out else "window.taken_out_ones"
        return [link(self.session.words.say(key, count=count), self.turned.emit)] if count else []

    # ---- what is shown

    def _take(self, asked: Asked) -> None:
        self.state.asked = asked
        self._show()

    def _show(self) -> None:
        """Show what is asked for, and how many there are."""
        session, spec, asked = self.session, self.spec, self.state.asked
        ids = ids_asked(session.desk, spec, asked, session.words.language, self._seen)
        self.state.ids = self.table.ids = ids
        nothing = "window.list_empty_office" if session.desk.role == "office" else "window.list_empty"
        self.table.empty = session.words.say("window.search.nothing" if asked.filtered else nothing)
        self.table.let_go()
        self.table.rows.reset(lambda offset, limit: self._rows(ids[offset : offset + limit]), len(ids))
        self._show_heads()
        self._chosen()

    @property
    def _seen(self) -> Any:
        return self.session.findings, self.session.of_household

    def _rows(self, ids: Sequence[str]) -> list[TableRow]:
        session = self.session
        lines = lines_of(session.desk, self.spec.kind, ids, self._every)
        return [row_of(session.words, line, self._every, session.found_about(line.id)) for line in lines]

    def _show_heads(self) -> None:
        heads = laid_out(self.session.words, self.spec.kind, self._every)[0]
        asked = self.state.asked
        sign = DOWN if asked.order.startswith("-") else UP
        names = [name_of_column(column) for column in self._every]
        shown = (f"{head} {sign}" if name == asked.column else head for head, name in zip(heads, names, strict=True))
        self.table.rows.set_heads(list(shown))

    def _chosen(self) -> None:
        """Say how many there are, or how many are selected and what is owed to them."""
        asked, ids, say = self.state.asked, self.table.selected_ids(), self.session.words.say
        if ids and money_owed(self.spec, self.session.desk.role) and MONEY_OPEN in self._every:
            self.bar.show_picked(
                say("window.list.picked_owed", count=len(ids), sum_fen=open_sum(self.session.desk, ids))
            )
        elif ids:
            self.bar.show_picked(say("window.list.picked", count=len(ids)))
        elif asked.text.strip():
            self.bar.show_count(say("window.search.found", count=len(self.table.ids), text=asked.text))
        else:
            self.bar.show_count(say("window.list.count", count=len(self.table.ids)) if self.table.ids else "")

    def judged(self) -> None:
        """Show what policy sees now; a list that is asked by it is asked anew."""
        if self.state.asked.levels or self.state.asked.column == FINDINGS:
            place = self.table.place()
            self._show()
            self.table.return_to(place)
        else:
            self.table.rows.again()

    # ---- sorted, and which columns

    def _sort_by_head(self, place: int) -> None:
        self.sort_by(name_of_column(self._every[place]))

    def sort_by(self, name: str) -> None:
        """Sort by a column; again the other way round; a third time as the list is by itself."""
        now = self.state.asked.order
        first, second = (f"-{name}", name) if name in (MONEY_OPEN, FINDINGS) else (name, f"-{name}")
        order = first if now not in (first, second) else second if now == first else ""
        self._take(replace(self.state.asked, order=order))

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns from now on."""
        self.columns = tuple(column for column in self._every if name_of_column(column) in names)
        for place, column in enumerate(self._every):
            self.table.setColumnHidden(place, column not in self.columns)
        self.table.rows.layoutChanged.emit()

    @property
    def every_column(self) -> Columns:
        """All columns there are to choose from."""
        return self._every

    # ---- what is done with it

    def _as_seen(self) -> tuple[AsSeen, Found]:
        ids = self.table.selected_ids() or list(self.table.ids)
        found = {id: self.session.found_about(id) for id in ids} if FINDINGS in self.columns else {}
        return AsSeen(kind=self.spec.kind, columns=self.columns, ids=ids, said=self.filters.in_words()), found

    def copy(self) -> None:
        """Put what is selected, else the row the cursor is on, on the clipboard as it is shown."""
        seen, found = self._as_seen()
        at = self.table.currentIndex().row()
        if not self.table.many:
            seen = replace(seen, ids=self.table.ids[at : at + 1] if at >= 0 else ())
        if seen.ids:
            self.session.copied.put(as_text(self.session.desk, seen, self.session.words, found))
            self.session.say("window.list.copied", "good", count=len(seen.ids))

    def print_out(self) -> None:
        """Print what is selected, else the whole list, into a PDF."""
        self._ask("window.list.print", ".pdf", print_list)

    def export(self) -> None:
        """Write what is selected, else the whole list, as a spreadsheet."""
        self._ask("window.list.export", ".xlsx", write_list)

    def _ask(self, key: str, ending: str, write: Callable[..., int]) -> None:
        words = self.session.words
        name = f"{words.kinds(self.spec.kind)}-{self.session.today.isoformat()}"
        self.bar.ask_where(words.say(key), name, ending, partial(self._write, write))

    def _write(self, write: Callable[..., int], out: Path) -> None:
        session, (seen, found) = self.session, self._as_seen()

        def written(count: int) -> None:
            self.bar.close_saving()
            session.say("window.list.written", "good", count=count, file=str(out))

        about = session.words.say("window.list.writing")
        session.run(self, about, lambda _told: write(session.desk, seen, session.words, found, out), written)

    # ---- where one was

    def _return(self) -> None:
        """Go back to where one was; scrolled only once it is laid out."""
        self.table.return_to(self.state.place)
        laid_out = QTimer(self)  # a call to a closure that never comes, for the page went, would keep all of this
        laid_out.setSingleShot(True)
        laid_out.timeout.connect(self._scroll)
        laid_out.start(0)

    def _scroll(self) -> None:
        self._restored = True
        self.table.verticalScrollBar().setValue(self.state.place.top)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep where one is."""
        if self._restored:
            self.state.place = self.table.place()
        super().hideEvent(event)
