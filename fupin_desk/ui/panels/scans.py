"""Scans of papers: kept in the vault with the household, contract or agreement they are of, and written out again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fupin_desk.acts.records.papers import add_scan, write_paper
from fupin_desk.acts.views.papers import Scan, scans_of
from fupin_desk.kinds.papers import PAPER, stays_here
from fupin_desk.subjects.paper.records import PAPER_KIND
from fupin_desk.ui.forms.choices import combo
from fupin_desk.ui.panels.paths import PathField, documents
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import button, clear, row, text
from fupin_desk.ui.widgets.tables import Table, TableRow
from fupin_desk.ui.widgets.taking_out import TakingOut


class Scans(QFrame):
    """A list, a line for a new one, and below it what can be done with the one that is open."""

    def __init__(self, session: Session, kind: str, record: str) -> None:
        super().__init__()
        self.session, self.words, self.kind, self.record = session, session.words, kind, record
        say, words = self.words.say, self.words
        self.local = local = stays_here(kind) is not None
        if not local:
            self.setObjectName("card")
        self.scans: list[Scan] = []
        heads = [words.field(PAPER, "title")] + ([] if local else [words.field(PAPER, "kind")])
        self.table = Table(heads, (400, 160), words.kinds(PAPER))
        self.table.opened.connect(lambda _kind, scan: self.open(scan))
        self.file = PathField(words, "open", say("window.scan.file"))
        self.file.line.setPlaceholderText(say("window.scan.file"))
        sorts = [(code, words.code("paper_kind", code)) for code in PAPER_KIND.codes]
        self.sort = combo(sorts, words.field(PAPER, "kind"))
        if local:
            self.sort.hide()  # never shown before it has its place: it would be a window, and take the cursor
        self.keep = button(say("window.scan.keep"), self._keep)
        self._open = QVBoxLayout()
        self._lay_out(text(say("window.scan.stays"), "label") if local else text(words.kinds(PAPER), "heading"))
        self.refresh()

    def _lay_out(self, head: QWidget) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*((0, 0, 0, 0) if self.local else (14, 10, 14, 12)))
        layout.addWidget(head)
        layout.addWidget(self.table)
        layout.addLayout(self._open)
        layout.addLayout(row(self.file, self.sort, self.keep, stretch=False))

    def refresh(self) -> None:
        """Show what is kept."""
        self.scans = scans_of(self.session.desk, self.kind, self.record)
        facts = [
            (self.words.apart(scan.title), self.words.code("paper_kind", scan.kind) if scan.kind else "")
            for scan in self.scans
        ]
        self.table.show_rows([TableRow(PAPER, scan.key, cells) for scan, cells in zip(self.scans, facts, strict=True)])
        self.table.setVisible(bool(self.scans))
        self.table.fit(6)

    def _keep(self) -> None:
        file, desk, record = self.file.path, self.session.desk, self.record
        if file is None:
            self.file.line.setFocus()
            return
        sort = str(self.sort.currentData())
        written = self.session.attempt(lambda: add_scan(desk, file, sort, self.kind, record))
        if written is None:
            return
        self.file.line.clear()
        self.session.changed.emit(*written)
        self.session.say("window.scan.kept")
        self.refresh()

    def open(self, key: str) -> None:
        """Offer to write one out as a file, or to take it out."""
        clear(self._open)
        scan = next(scan for scan in self.scans if scan.key == key)
        say = self.words.say
        out = PathField(self.words, "save", say("window.scan.write"), start=str(Path(documents()) / scan.title))
        write = button(say("window.scan.write"), lambda: self._write(scan.digest, out))
        self._open.addLayout(row(out, write, stretch=False))
        if scan.id:
            taking_out = TakingOut(self.session, PAPER, scan.id)
            taking_out.done.connect(self._shut)
            self._open.addLayout(row(taking_out))

    def _write(self, digest: str, out: PathField) -> None:
        path = out.path
        if path is None:
            out.line.setFocus()
        elif self.session.attempt(lambda: write_paper(self.session.desk, digest, path)):
            self.session.say("window.ledger.written", file=str(path))
            self._shut()

    def _shut(self) -> None:
        clear(self._open)
        self.refresh()
