"""An open desk: the side bar, the line at the top, and the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fupin_desk.kinds.pages import FOUND_AT_ONCE
from fupin_desk.ui.frame.side import SideBar
from fupin_desk.ui.frame.strip import Strip
from fupin_desk.ui.frame.top import TopLine
from fupin_desk.ui.frame_keys import FrameKeys
from fupin_desk.ui.going import Going
from fupin_desk.ui.looks.sizes import RAIL_BELOW
from fupin_desk.ui.navigation import ALONE, SEARCH
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.pages.register import page_names, page_of
from fupin_desk.ui.panels.steps import StepsPanel
from fupin_desk.ui.session import Session
from fupin_desk.ui.stepping import Stepping
from fupin_desk.ui.widgets.tabbing import order_tabs
from fupin_desk.ui.widgets.tables import Table


class DeskFrame(QWidget):
    """The window's content while a desk is open."""

    left = Signal()
    """The person locks the desk."""
    language = Signal(str)
    """The person wants another language."""
    look = Signal(str)
    """The person wants the window light, dark, or as the system is."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.words = session, session.words
        self.stepping = Stepping(session)
        self.pages: dict[str, Page] = {}
        self.stack = QStackedWidget()
        self.top = TopLine(self.words, self.undo, self.redo, self.show_history)
        self.search = self.top.search
        self.search.textEdited.connect(self._find)
        self.search.returnPressed.connect(self._to_what_was_found)
        self._where = ("today", "")
        self.passage = Going(self, session, self.stack.currentWidget, self.go)
        self.side = SideBar(session, page_names(session), lambda name: self.go(name, ""), self.left.emit)
        self._lay_out()
        self.history = StepsPanel(session, self.stepping, self)
        self.strip = Strip(self.top.kept, self.stack, self.words)
        self._listen()
        self._show_steps()
        self.go("today", "")
        session.judge()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addWidget(self.stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.side)
        layout.addLayout(right, 1)

    def _listen(self) -> None:
        self.session.going.connect(self.go)
        self.session.opening.connect(self._open)
        self.session.said.connect(self.strip.say)
        self.session.cleared.connect(self.strip.clear)
        self.session.changed.connect(self._changed)
        self.session.judged.connect(self._judged)
        self.session.undone.connect(self._undone)
        self.stepping.gone.connect(self._show_steps)
        self.session.working.connect(self.strip.work)
        self.session.worked.connect(self.strip.busy.show_progress)
        self.session.language.connect(self.language)
        self.session.look.connect(self.look)
        self.keys = FrameKeys(self)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Let Tab go over the page in the order in which it is seen."""
        if self.keys.page is not None:
            order_tabs(self.keys.page)
        return super().focusNextPrevChild(onward)

    # ---- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the page its breadth in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < RAIL_BELOW or self.height() < self.side.whole_height
        if narrow != self.side.rail:
            self.side.be_rail(narrow)
            self.top.be_narrow(narrow)
        self.history.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close what is said on Esc, where nothing else had a use for it."""
        if event.key() == Qt.Key.Key_Escape and self.strip.says:
            self.strip.clear()
        else:
            super().keyPressEvent(event)

    # ---- what happens

    def begin(self) -> None:
        """Put the cursor onto the first page, once the frame stands in the window."""
        self.pages[self._where[0]].take_focus()

    def go(self, name: str, record: str) -> None:
        """Show a page, and put the cursor where work on it begins."""
        self._show(name, record)
        self.search.clear()
        page = self.pages[name]
        if not page.has_focus():
            page.take_focus()

    def _find(self, typed: str) -> None:
        """Show what is found by what stands in the search box, and stay there."""
        self._show(FOUND_AT_ONCE, f"{SEARCH}{typed}")

    def _show(self, name: str, record: str) -> None:
        """Show a page; what was still being typed on the one before is kept first."""
        here = self.stack.currentWidget()
        if isinstance(here, Page):
            here.leave()
        if name not in self.pages:
            self.pages[name] = page_of(name, self.session)
            self.pages[name].taken = frozenset(self.keys.letters.values())
            self.stack.addWidget(self.pages[name])
        if (name, record) != self._where and not self.strip.fresh:
            self.strip.clear()  # what was said belongs to the page it was said on
        page, self._where = self.pages[name], (name, record)
        self.passage.trail.went(name, record)
        self.stack.setCurrentWidget(page)
        self.side.show_place(name)
        page.show_record(record)

    def _open(self, place: tuple[str, str], field: tuple[str, str, str]) -> None:
        """Put the cursor into a field where its record is shown; where no form there has it, on a page of its own."""
        here = self.stack.currentWidget()
        if isinstance(here, Page) and field[0] and here.open_field(*field):
            return
        self.go(*place)
        if not self.pages[place[0]].open_field(*field) and field[0]:
            kind, record, _name = field
            self.go(ALONE, f"{kind}/{record}")
            self.pages[ALONE].open_field(*field)

    def _to_what_was_found(self) -> None:
        """Go from the search box to the households found; where it is one alone, to that one's page."""
        self._find(self.search.text())
        page = self.pages[FOUND_AT_ONCE]
        (table,) = page.findChildren(Table)
        only = table.rows.row(0) if table.rows.rowCount() == 1 else None
        if only is not None and self.search.text().strip():
            self.go(FOUND_AT_ONCE, only.id)
        elif table.rows.rowCount():
            table.setCurrentIndex(table.rows.index(0, 0))
            table.setFocus()

    def undo(self) -> None:
        """Undo the last step at this desk, on whichever records; again, the one before it."""
        self._step(self.stepping.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._step(self.stepping.redo)

    def _step(self, step: Callable[[], None]) -> None:
        here = self.stack.currentWidget()
        if isinstance(here, Page):
            here.leave()
        step()

    def show_history(self) -> None:
        """Show the steps of this desk beside the page, or put them away; what was being typed is kept first."""
        here = self.stack.currentWidget()
        if isinstance(here, Page):
            here.leave()
        self.history.toggle()

    def _show_steps(self) -> None:
        """Offer undo and redo where there is something to."""
        for step, there in zip((self.top.undo, self.top.redo), self.stepping.there_are(), strict=True):
            step.setEnabled(there)

    def _undone(self, kind: str, record: str) -> None:
        here = self.stack.currentWidget()
        if isinstance(here, Page):
            for form in here.forms():
                form.reload()
            here.undone(kind, record)

    def _changed(self, kind: str, record: str) -> None:
        self._show_steps()
        self.top.show_saved(self.session.desk.now().astimezone())
        here = self.stack.currentWidget()
        if isinstance(here, Page):
            here.record_changed(kind, record)

    def _judged(self) -> None:
        here = self.stack.currentWidget()
        if isinstance(here, Page):
            here.judged()

    def leave(self) -> tuple[str, str]:
        """Keep what is being typed and look at nothing any more; return the page to go on with, and its record."""
        here = self.stack.currentWidget()
        if isinstance(here, Page):
            here.leave()
        self.session.closed = True
        page, record = self._where
        return page, "" if record.endswith("+") else record

    def close_desk(self) -> None:
        """Keep what is being typed, wait for what runs, and let go of the vault."""
        self.leave()
        self.session.jobs.wait()
        self.session.copied.clear()
        self.session.desk.close()
