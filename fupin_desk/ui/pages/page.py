"""What every page is: a title, its own content, and a way to be told that something changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QVBoxLayout, QWidget

from fupin_desk.ui.forms.belongings import Belongings
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.pages.keyboard import KeyboardPage
from fupin_desk.ui.pages.problems import Problems
from fupin_desk.ui.panels.dues import DuesPanel
from fupin_desk.ui.panels.findings import Findings
from fupin_desk.ui.panels.owed import DUE
from fupin_desk.ui.panels.reachable import Reachable
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.focusing import first_place
from fupin_desk.ui.widgets.simple import clear, row, stand_in, text
from fupin_desk.ui.widgets.soon import soon

ROUNDS = 3
"""How often the cursor is put onto a page that has not been shown yet."""


class Page(KeyboardPage):
    """A page that scrolls. ``fill`` builds it anew; it is called when the page is shown and when records changed."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self.problems = Problems(self)
        self.session, self.words, self.name = session, session.words, name
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QWidget()
        inner.setObjectName("page")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(12)
        self.watch(inner)
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # blank space takes none
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def begin_new(self) -> bool:
        """Begin a new record of the page; whether one can be begun there."""
        return False

    def show_record(self, record: str) -> None:
        """Show a record of this page, or what the page begins with."""
        self.fill()

    def fill(self) -> None:
        """Show what is there now."""

    def shown_record(self) -> tuple[str, str] | None:
        """Return kind and id of the record the page is about, where it stands in a list; else None."""
        return None

    def start_over(self, title: str, *beside: QWidget | QLayout) -> None:
        """Empty the page and begin it with its title and what stands beside it."""
        self.leave()
        if self.has_focus():  # what has it goes now: Qt would look for the next, scroll to it, open its list
            self.setFocus()
            soon(self, partial(self._keep_focus, ROUNDS))
        clear(self.body)
        self.title = text(title, "title")
        line = row(self.title, stretch=False)
        line.setStretch(0, 2)  # a long name goes on in the next line, and pushes nothing out of the window
        for item in beside:
            if isinstance(item, QWidget):
                inner = item.layout()
                if inner is not None and inner.hasHeightForWidth():
                    line.addWidget(item, 3)
                else:
                    line.addWidget(item, 0, Qt.AlignmentFlag.AlignVCenter)
            else:
                line.addLayout(item)
        self.body.addLayout(line)

    def add(self, *widgets: QWidget | QLayout) -> None:
        """Put something below what is there."""
        for item in widgets:
            if isinstance(item, QWidget):
                self.body.addWidget(item)
            else:
                self.body.addLayout(item)

    def end(self) -> None:
        """Push everything up."""
        self.body.addStretch(1)

    def reopen(self) -> None:
        """Let more be added below what was ended."""
        last = self.body.itemAt(self.body.count() - 1)
        if last is not None and last.spacerItem() is not None:
            self.body.takeAt(self.body.count() - 1)

    def forms(self) -> list[Form]:
        """Return the forms on the page."""
        return [form for form in self.findChildren(Form) if form.window() is self.window()]

    def lines(self) -> Mapping[str, QWidget]:
        """Return the lines of the page, besides forms, that something elsewhere may lead to: those of its panels."""
        return {name: line for panel in self.findChildren(Reachable) for name, line in panel.lines().items()}

    def open_field(self, kind: str, record: str, field: str) -> bool:
        """Put the cursor into a record's field, in the form that is open or the list that has it; whether one has.

        Without a kind it is a line of the page, or the page itself.
        """
        if not kind:
            if field in (lines := self.lines()):
                stand_in(lines[field])
            return True if not field else field in lines
        for form in self.forms():
            if (form.kind, form.record) == (kind, record) and form.has(field):
                form.begin(field)
                return True
        self.bring(kind)
        for belongings in self.findChildren(Belongings):
            if belongings.of.kind == kind and belongings.holds(record):
                return belongings.open(record, at=field)
        if kind == DUE:
            return any(dues.pay(record) for dues in self.findChildren(DuesPanel))
        if kind == "explanation":
            return any(findings.open_explanation(record) for findings in self.findChildren(Findings))
        return any(panel.open_about(kind, record) for panel in self.findChildren(Reachable))

    def bring(self, kind: str) -> None:
        """Make the list of a kind that the page has, where it makes it only once somebody looks."""

    def has_focus(self) -> bool:
        """Return whether the cursor is somewhere on the page."""
        here: QWidget | None = self.focusWidget()
        return here is not None and here is not self and here.hasFocus()

    def take_focus(self) -> None:
        """Put the cursor where work on the page begins: its first field, or its list; never on what takes away."""
        (first_place(self, fields_first=bool(self.forms())) or self).setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.has_focus():
            soon(self, partial(self._keep_focus, ROUNDS))

    def _keep_focus(self, rounds: int) -> None:
        """Try again: what was laid out a moment ago is shown, and may have it, once Qt has been round."""
        if rounds and self.isVisible() and not self.has_focus():
            (first_place(self, fields_first=bool(self.forms())) or self).setFocus(Qt.FocusReason.OtherFocusReason)
            soon(self, partial(self._keep_focus, rounds - 1))

    def leave(self) -> None:
        """Keep whatever is still being typed, letters an input method has not let go of among it."""
        QGuiApplication.inputMethod().commit()
        for form in self.forms():
            form.keep_all()

    def record_changed(self, kind: str, record: str) -> None:
        """Show what changed; forms show it by themselves, so a page with forms is not built anew under the fingers."""
        forms = self.forms()
        if not forms:
            self.fill()
            return
        for form in forms:  # one record may be typed in two places: in a line, and as a whole
            if form.record == record and not form.isAncestorOf(QApplication.focusWidget() or self):
                form.reload()
        self.renew()

    def renew(self) -> None:
        """Show anew, beside the forms, what was worked out from what changed: the record's name, what is due."""

    def judged(self) -> None:
        """Show what policy sees now."""
        for form in self.forms():
            form.remark()

    def undone(self, kind: str, record: str) -> None:
        """Show what was put back in the lists."""
        for belongings in self.findChildren(Belongings):
            belongings.refresh()
