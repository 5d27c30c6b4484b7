"""The ledger: the empty workbook out, the filled one in, and an answer to every row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from fupin_desk.domain.languages import OFFICIAL
from fupin_desk.ui.jobs import Progress
from fupin_desk.ui.panels.paths import PathField, documents
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import button, clear, column, row, text
from fupin_desk.ui.widgets.tables import Table, TableRow

if TYPE_CHECKING:  # read only when a ledger is: the window opens sooner
    from fupin_desk.acts.ledger import Imported
    from fupin_desk.ledger import Fault


class Ledger(QFrame):
    """Both ways, on one sheet."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self.session, self.words = session, session.words
        say = self.words.say
        self.out = PathField(
            self.words, "save", say("window.ledger.template"), ".xlsx", start=f"{documents()}/ledger.xlsx"
        )
        self.file = PathField(self.words, "open", say("window.ledger.file"), ".xlsx .xls .xlsm .et .csv .ods .xlsb")
        self.present = PathField(
            self.words, "save", say("window.ledger.export"), ".xlsx", start=f"{documents()}/records.xlsx"
        )
        self.with_local = QCheckBox(say("window.ledger.export_local"))
        self.export = button(say("window.ledger.export_save"), self._export)
        self.try_only = QCheckBox(say("window.ledger.dry"))
        self.write = button(say("window.ledger.write"), self._template)
        self.take = button(say("window.ledger.take"), self._import, main=True)
        self.answered = column(spacing=6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        for widget in (text(say("window.ledger"), "heading"), text(say("window.ledger.explained"), "muted"), self.out):
            layout.addWidget(widget)
        layout.addLayout(row(self.write))
        layout.addWidget(text(say("window.ledger.file"), "label"))
        layout.addWidget(self.file)
        layout.addLayout(row(self.take, self.try_only))
        layout.addLayout(self.answered)
        layout.addWidget(text(say("window.ledger.export"), "label"))
        layout.addWidget(self.present)
        layout.addLayout(row(self.export, self.with_local))

    def _template(self) -> None:
        from fupin_desk.acts.ledger import write_template

        out = self.out.path
        if out is not None and self.session.managed(lambda: write_template(out, OFFICIAL)):
            self.session.say("window.ledger.written", file=str(out))

    def _export(self) -> None:
        from fupin_desk.acts.ledger import export_ledger

        out, desk, local = self.present.path, self.session.desk, self.with_local.isChecked()
        if out is None:
            self.present.line.setFocus()
        elif self.session.managed(lambda: export_ledger(desk, out, OFFICIAL, local)):
            self.session.say("window.ledger.written", file=str(out))

    def _import(self) -> None:
        from fupin_desk.acts.desk.files import read_file
        from fupin_desk.acts.ledger import import_ledger

        file, desk, dry = self.file.path, self.session.desk, self.try_only.isChecked()
        if file is None:
            self.file.line.setFocus()
            return

        def work(told: Progress) -> object:
            return file, dry, import_ledger(desk, read_file(file), dry_run=dry, progress=told)

        self.session.run(self, self.words.say("window.ledger.reading"), work, self._show)

    def _show(self, done: tuple[Path, bool, Imported]) -> None:
        from fupin_desk.ledger.answering import aside

        file, dry, imported = done
        clear(self.answered)
        say = self.words.say
        counted = say(
            "window.ledger.counted", taken=imported.taken, known=imported.known, refused=imported.rows("refused")
        )
        self.answered.addWidget(text(counted, "heading"))
        if dry:
            self.answered.addWidget(text(say("done.import_dry"), "label"))
        if imported.refused:
            self.answered.addWidget(self._refused(imported, counted))
        for line in aside(imported.book, imported.answers, self.words):
            self.answered.addWidget(text(line, "muted"))
        self._offer(file, imported)
        if not dry:
            self.session.changed.emit("", "")

    def _refused(self, imported: Imported, counted: str) -> Table:
        heads = [self.words.say(f"window.ledger.{name}") for name in ("sheet", "row", "column", "why")]
        table = Table(heads, (140, 70, 160), counted)
        table.show_rows([TableRow("", "", self._cells(fault)) for fault in imported.refused])
        table.fit()
        return table

    def _cells(self, fault: Fault) -> tuple[str, ...]:
        from fupin_desk.ledger.answering import reason

        column = self.words.say(fault.label) if fault.label else fault.column or ""
        return fault.sheet, str(fault.row), column, reason(fault, self.words)

    def _offer(self, file: Path, imported: Imported) -> None:
        """Offer the answer as a workbook: the clerk's own rows, with what became of each."""
        say = self.words.say
        start = file.with_name(f"{file.stem}-{say('window.ledger.answer_name')}.xlsx")
        self.answer = PathField(self.words, "save", say("window.ledger.answer"), ".xlsx", start=str(start))

        def save() -> None:
            from fupin_desk.acts.desk.files import write_file
            from fupin_desk.ledger import answer

            out = self.answer.path
            if out is not None and self.session.managed(
                lambda: write_file(out, answer(imported.book, imported.answers, self.words))
            ):
                self.session.say("window.ledger.written", file=str(out))

        self.save = button(say("window.ledger.answer_save"), save)
        for widget in (text(say("window.ledger.answer"), "label"), self.answer, self.save):
            self.answered.addWidget(widget)
