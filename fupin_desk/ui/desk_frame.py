"""An open desk: the side bar, the line at the top, and the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fupin_desk.kinds.pages import FOUND_AT_ONCE
from fupin_desk.ui.going import Going
from fupin_desk.ui.jobs import Job
from fupin_desk.ui.navigation import ALONE, SEARCH
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.pages.register import page_names, page_of
from fupin_desk.ui.panels.banner import Banner
from fupin_desk.ui.panels.steps import StepsPanel
from fupin_desk.ui.session import Session
from fupin_desk.ui.stepping import Stepping
from fupin_desk.ui.widgets.simple import button, row, text
from fupin_desk.ui.widgets.tables import Table

SIDE_WIDTH, SIDE_MARGINS = 196, 52
"""In pixels; the margins are those of the bar and of a button in it."""
LOCKING = "Ctrl+L"


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
        self.banner = Banner(self.words.say("window.close"))
        self.search = self._search_box()
        self.undo_button = button(self.words.say("window.undo"), self.undo)
        self.redo_button = button(self.words.say("window.redo"), self.redo)
        self.history_button = button(self.words.say("window.steps"), self.show_history)
        self.history_button.setToolTip("Ctrl+H")
        self._where = ("today", "")
        self.passage = Going(self, session, self.stack.currentWidget, self.go)
        self._job: Job | None = None
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for widget in (self._top(), self.banner, self._progress(), self.stack):
            right.addWidget(widget)
        right.setStretchFactor(self.stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side())
        layout.addLayout(right, 1)
        self.history = StepsPanel(session, self.stepping, self)
        self._listen()
        self._show_steps()
        self.go("today", "")
        session.judge()

    def _listen(self) -> None:
        self.session.going.connect(self.go)
        self.session.opening.connect(self._open)
        self.session.said.connect(self.banner.say)
        self.session.changed.connect(self._changed)
        self.session.judged.connect(self._judged)
        self.session.undone.connect(self._undone)
        self.stepping.gone.connect(self._show_steps)
        self.session.working.connect(self._working)
        self.session.worked.connect(self._worked)
        self.session.language.connect(self.language)
        self.session.look.connect(self.look)
        keyed = (
            ("Ctrl+F", self.search.setFocus),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+H", self.show_history),
        )
        for keys, on in (*keyed, (LOCKING, self.left.emit)):
            QShortcut(QKeySequence(keys), self, on)
        for place, name in enumerate(page_names(self.session), 1):
            QShortcut(QKeySequence(f"Ctrl+{place % 10}"), self, partial(self.go, name, ""))

    # ---- parts

    def _side(self) -> QFrame:
        side = QFrame()
        side.setObjectName("side")
        layout = QVBoxLayout(side)
        layout.setContentsMargins(12, 16, 12, 12)
        layout.setSpacing(3)
        desk = self.session.desk.file
        layout.addWidget(text(desk.name, "big"))
        layout.addWidget(text(self.words.say(f"window.role.{desk.role}", code=desk.code)))
        layout.addSpacing(10)
        self._buttons = QButtonGroup(self)
        self._places: dict[str, QPushButton] = {}
        for place, name in enumerate(page_names(self.session), 1):
            made = button(self.words.say(f"window.page.{name}"), partial(self.go, name, ""))
            made.setObjectName("")
            made.setCheckable(True)
            made.setToolTip(f"Ctrl+{place % 10}")  # the tenth is Ctrl+0
            self._buttons.addButton(made)
            self._places[name] = made
            layout.addWidget(made)
        side.setFixedWidth(max(SIDE_WIDTH, *(_breadth(button) for button in self._places.values())))
        layout.addStretch(1)
        lock = button(self.words.say("window.lock"), self.left.emit)
        lock.setObjectName("")
        lock.setToolTip(LOCKING)
        layout.addWidget(lock)
        return side

    def _search_box(self) -> QLineEdit:
        box = QLineEdit()
        box.setPlaceholderText(self.words.say("window.search"))
        box.setAccessibleName(self.words.say("window.search"))
        box.setClearButtonEnabled(True)
        box.setMinimumWidth(max(430, min(640, box.fontMetrics().horizontalAdvance(box.placeholderText()) + 50)))
        box.textEdited.connect(lambda typed: self.go(FOUND_AT_ONCE, f"{SEARCH}{typed}"))
        box.returnPressed.connect(self._to_what_was_found)
        return box

    def _top(self) -> QWidget:
        top = QFrame()
        top.setObjectName("page")
        line = row(self.search)
        line.addWidget(self.undo_button)
        line.addWidget(self.redo_button)
        line.addWidget(self.history_button)
        line.setContentsMargins(22, 10, 22, 4)
        top.setLayout(line)
        return top

    def _progress(self) -> QWidget:
        self._busy = QFrame()
        self._about = text("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(10)
        line = QHBoxLayout(self._busy)
        line.setContentsMargins(22, 4, 22, 4)
        line.addWidget(self._about)
        line.addWidget(self._bar, 1)
        self._stop = button(self.words.say("window.call_off"), self._call_off)
        line.addWidget(self._stop)
        self._busy.hide()
        return self._busy

    # ---- what happens

    def go(self, name: str, record: str) -> None:
        """Show a page; what was still being typed on the one before is kept first."""
        here = self.stack.currentWidget()
        if isinstance(here, Page):
            here.leave()
        if name not in self.pages:
            self.pages[name] = page_of(name, self.session)
            self.stack.addWidget(self.pages[name])
        page, self._where = self.pages[name], (name, record)
        self.passage.trail.went(name, record)
        self.stack.setCurrentWidget(page)
        if name in self._places:
            self._places[name].setChecked(True)
        if not self.search.hasFocus():
            self.search.clear()
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
        self.go(FOUND_AT_ONCE, f"{SEARCH}{self.search.text()}")
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
        for step, there in zip((self.undo_button, self.redo_button), self.stepping.there_are(), strict=True):
            step.setEnabled(there)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the history at the far side."""
        super().resizeEvent(event)
        self.history.place()

    def _undone(self, kind: str, record: str) -> None:
        here = self.stack.currentWidget()
        if isinstance(here, Page):
            for form in here.forms():
                form.reload()
            here.undone(kind, record)

    def _changed(self, kind: str, record: str) -> None:
        self._show_steps()
        here = self.stack.currentWidget()
        if isinstance(here, Page):
            here.record_changed(kind, record)

    def _judged(self) -> None:
        here = self.stack.currentWidget()
        if isinstance(here, Page):
            here.judged()

    def _working(self, about: str, job: Job | None) -> None:
        self._job = job
        self._about.setText(about)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self._stop.hide()  # only what tells how far it is stops when it is asked to
        self._busy.setVisible(job is not None)

    def _worked(self, done: int, of: int) -> None:
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        self._stop.show()

    def _call_off(self) -> None:
        if self._job is not None:
            self._stop.setEnabled(False)
            self._job.call_off()

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


def _breadth(place: QPushButton) -> int:
    """Return how wide the bar must be for what a button says, which is bold while its page is shown."""
    bold = QFont(place.font())
    bold.setBold(True)
    return QFontMetrics(bold).horizontalAdvance(place.text()) + SIDE_MARGINS
