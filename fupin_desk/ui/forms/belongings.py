"""Records listed on the page of the one they name: a short list, and the form of the one that is open below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fupin_desk.acts.records.filling import begun, new_id
from fupin_desk.acts.views.linked import led_to
from fupin_desk.acts.views.lists import ListLine, page_of_records
from fupin_desk.kinds import KINDS
from fupin_desk.policy.specs import Among, Lines
from fupin_desk.ui.forms.form import Form, Narrow
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.records_table import records_table, row_of
from fupin_desk.ui.widgets.simple import button, clear, link, row, stand_in, text
from fupin_desk.ui.widgets.taking_out import TakingOut


def narrowed(session: Session, kind: str, record: str, narrow: Mapping[str, Among]) -> Narrow:
    """Return what narrows the choice of a field by what has to do with the record on the page.

    Looked up each time: a party or a member may have been added since the page was opened.
    """

    def among(name: str) -> Mapping[str, list[str]] | None:
        if name not in narrow:
            return None
        ids = led_to(session.desk, kind, record, narrow[name].paths)
        return {"id": ids} if ids or not narrow[name].or_any else None

    return among


class Belongings(QFrame):
    """The list, a button for a new one, and the form."""

    kept = Signal(str)
    """The id of one that was saved."""

    def __init__(
        self, session: Session, owner: str, of: Lines, besides: Callable[[Session, str], QWidget] | None = None
    ) -> None:
        """List what names ``owner``; ``besides`` makes what stands below the form of one that is there."""
        super().__init__()
        self.setObjectName("card")
        self.session, self.words, self.owner, self.of, self.besides = session, session.words, owner, of, besides
        self.owner_kind = KINDS[of.kind].fields[of.by].field.kinds[0]
        self.form: Form | None = None
        self.table = records_table(self.words, of.kind, of.columns)
        self.table.opened.connect(lambda _kind, record: self.open(record))
        self.add_button = button(self.words.say("window.add", kind=self.words.kind(of.kind)), self.add)
        head = row(text(self.words.kinds(of.kind), "heading", wrap=False))
        head.addWidget(self.add_button)
        self._begun, self._gone, self._open = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._shows_gone = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.addLayout(head)
        layout.addWidget(self.table)
        layout.addLayout(self._begun)
        layout.addLayout(self._gone)
        layout.addLayout(self._open)
        self.refresh()

    def refresh(self) -> None:
        """Show the list as it stands."""
        lines = self._listed()
        self.ids = [line.id for line in lines]
        self.table.show_rows([row_of(self.words, line, self.of.columns) for line in lines])
        self.table.setVisible(bool(lines))
        self.table.fit(8)
        clear(self._begun)
        title = self.words.say("window.begun", kind=self.words.kind(self.of.kind))
        for record in begun(self.session.desk, self.of.kind, self.of.by, self.owner):
            if self.form is None or self.form.record != record:
                self._begun.addWidget(link(title, partial(self.open, record)))

        self._list_gone()

    def _listed(self, *, taken_out: bool = False) -> list[ListLine]:
        of, desk = self.of, self.session.desk
        where = {of.by: self.owner}
        return page_of_records(desk, of.kind, columns=of.columns, order=of.order, where=where, taken_out=taken_out)

    def _list_gone(self) -> None:
        """Name what was taken out, once somebody asks: it is not lost, and can be put back."""
        clear(self._gone)
        lines = self._listed(taken_out=True)
        if not lines:
            return
        self._gone.addWidget(link(self.words.say("window.taken_out_ones", count=len(lines)), self._toggle_gone))
        for line in lines if self._shows_gone else ():
            cells = [cell for cell in row_of(self.words, line, self.of.columns).cells if cell]
            self._gone.addWidget(link(self.words.listing(cells), partial(self.open, line.id)))

    def _toggle_gone(self) -> None:
        self._shows_gone = not self._shows_gone
        self._list_gone()

    def add(self, suggested: Mapping[str, Any] | None = None, at: str = "") -> None:
        """Begin a new one; ``suggested`` is what it is likely to say besides, ``at`` the field to begin in."""
        self.open(new_id(self.session.desk), suggested, at)

    def holds(self, record: str) -> bool:
        """Return whether one is on the list, or was begun here and could not be kept yet."""
        return record in self.ids or record in begun(self.session.desk, self.of.kind, self.of.by, self.owner)

    def open(self, record: str, suggested: Mapping[str, Any] | None = None, at: str = "") -> bool:
        """Show the form of one; what was being typed in the one before is kept first.

        Returns whether the field ``at`` which it was to begin is on the form.
        """
        self.shut()
        form = Form(
            self.session,
            self.of.kind,
            record,
            given={self.of.by: self.owner},
            suggested={**self._suggested(), **(suggested or {})},
            leave_out=self.of.leave_out,
            narrow=narrowed(self.session, self.owner_kind, self.owner, self.of.narrow),
        )
        form.kept.connect(lambda _name: self._kept(record))
        out = TakingOut(self.session, self.of.kind, record)
        out.done.connect(self.through)
        if not form.sheet.exists:
            out.hide()
        self.form, self._out = form, out
        self._open.addWidget(form)
        self._besides = QVBoxLayout()
        self._open.addLayout(self._besides)
        self._put_besides(record)
        done = button(self.words.say("window.done"), self.through)
        self._open.addLayout(row(done, out))
        form.then = partial(stand_in, done)
        form.begin(at)
        return form.has(at)

    def _suggested(self) -> dict[str, str]:
        """Return what a new one is likely to say: it stands in its form, to be saved with the first field filled in."""
        folders = {
            name: led_to(self.session.desk, self.owner_kind, self.owner, [path])
            for name, path in self.of.suggest.items()
        }
        return {name: ids[0] for name, ids in folders.items() if len(ids) == 1}

    def _put_besides(self, record: str) -> None:
        if self.besides is not None and self._besides.isEmpty() and self.form is not None and self.form.sheet.exists:
            self._besides.addWidget(self.besides(self.session, record))

    def _kept(self, record: str) -> None:
        self.refresh()
        self._out.setVisible(True)  # of what is not there yet there is nothing to undo
        self._put_besides(record)
        self.kept.emit(record)

    def through(self) -> None:
        """Put the form away, and offer to begin the next one."""
        self.shut()
        stand_in(self.add_button)

    def shut(self) -> None:
        """Put the form away."""
        if self.form is not None:
            self.form.keep_all()
            self.form = None
        clear(self._open)
        self.refresh()
