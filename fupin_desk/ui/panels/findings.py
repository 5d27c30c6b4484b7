"""What policy sees, gravest first: its weight, what it is, its clause, what would mend it, and what was said to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from fupin_desk.acts.records.names import name_of
from fupin_desk.acts.views.findings import explanation_of
from fupin_desk.domain.findings import Finding, Level
from fupin_desk.kinds import KINDS
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.forms.remarks import WEIGHT, why
from fupin_desk.ui.navigation import open_field
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import button, clear, column, link, mark, row, text

MOST = 200
"""How many of one sort are ever shown: nobody reads on."""
NAME_WIDTH, NARROW_NAME = 300, 236
"""In pixels: how wide a name is at most, and in a narrow column."""
TOP = Qt.AlignmentFlag.AlignTop


class Findings(QWidget):
    """A list of findings. Each leads to its record, and what somebody has to say to one is written below it."""

    def __init__(self, session: Session, *, of: str = "", few: int = MOST, narrow: bool = False) -> None:
        """On the page of the record ``of`` its own are not named again; ``narrow``: one below another in a column.

        With ``few``, no more of one sort are shown until somebody asks: many of one kind hide no other.
        """
        super().__init__()
        self.session, self.words, self._of, self._few, self._narrow = session, session.words, of, few, narrow
        self._findings: list[Finding] = []
        self._whole: set[str] = set()
        self._rows = 0
        self._below: list[tuple[Finding, QVBoxLayout]] = []
        self.explaining: Form | None = None
        self.doors: dict[tuple[str, str, str], QWidget] = {}
        """By rule, kind and id of a finding: what stands in its line and can be pressed."""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; while somebody is writing an explanation, only once they are through."""
        self._findings = sorted(findings, key=lambda finding: WEIGHT[finding.level.value])
        if self.explaining is None:
            self._fill()

    def _fill(self) -> None:
        clear(self._grid)
        self._rows, self._below, self.doors = 0, [], {}
        for rule, group in groupby(self._findings, key=lambda finding: finding.rule):
            same = list(group)
            shown = same[: MOST if rule in self._whole else self._few]
            for finding in shown:
                self._show(finding)
            if len(shown) < len(same):
                self._grid.addWidget(self._rest(rule, len(same) - len(shown)), self._rows, 1, 1, 3)
                self._rows += 1

    def _show(self, finding: Finding) -> None:
        place, reasons = self._rows, why(self.words, finding)
        self._rows += 1
        weight = mark(self.words.say(f"level.{finding.level.value}"), finding.level.value)
        sentence, clause = (
            text(self.words.finding(finding)),
            text(self.words.apart(finding.clause), "muted", wrap=False),
        )
        for label in (weight, sentence, clause):
            label.setToolTip(reasons)
        layout = column(sentence, text(self.words.mend(finding), "muted"), spacing=0)
        if finding.explained:
            layout.addWidget(text(self.words.say("window.explained", words=finding.explained)))
        about = [self._link(finding)] if finding.id != self._of else []
        explain = []
        if finding.level in (Level.BREACH, Level.GAP) and self.session.desk.role == "village":
            self._below.append((finding, layout))
            explain = [link(self.words.say("window.explain"), lambda: self._explain(finding, layout))]
        for door in (*about, *explain):
            self.doors.setdefault((finding.rule, finding.kind, finding.id), door)
        if self._narrow:
            head = row(weight)
            head.addWidget(clause)
            self._grid.addLayout(column(head, *about, layout, *explain, spacing=2), place, 0, 1, 4)
            return
        self._grid.addWidget(weight, place, 0, TOP | Qt.AlignmentFlag.AlignLeft)  # no wider than its word
        for widget in about:
            self._grid.addWidget(widget, place, 1, TOP)
        self._grid.addLayout(layout, place, 2)
        end = column(clause, *explain, spacing=0)
        end.addStretch(1)
        self._grid.addLayout(end, place, 3)

    def _link(self, finding: Finding) -> QWidget:
        named = name_of(self.session.desk, [finding.kind], finding.id) if finding.kind in KINDS else finding.id
        made = link("", lambda: self._follow(finding))
        whole, width = self.words.apart(named), NARROW_NAME if self._narrow else NAME_WIDTH
        made.setText(made.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, width))
        made.setToolTip(whole)
        made.setAccessibleName(whole)
        return made

    def _follow(self, finding: Finding) -> None:
        """Open the field a finding stands beside; at the office, of a figure it has not set, the line to set it in."""
        figure = finding.facts.get("figure") if finding.level is Level.NOT_JUDGED else None
        if figure and self.session.desk.role == "office":
            self.session.opening.emit(("office", ""), ("setting", "", str(figure)))
        else:
            open_field(self.session, finding.kind, finding.id, finding.field or "")

    def _rest(self, rule: str, count: int) -> QWidget:
        if rule in self._whole:
            return text(self.words.say("window.more", count=count), "muted")

        def all_of_them() -> None:
            self._whole.add(rule)
            self._fill()

        return link(self.words.say("window.more_alike", count=count), all_of_them)

    # ---- what somebody says to one

    def open_explanation(self, record: str) -> bool:
        """Open the sheet of one explanation that was begun; whether what it is about is among those shown."""
        for finding, below in self._below:
            if explanation_of(self.session.desk, finding)[0] == record:
                self._explain(finding, below)
                return True
        return False

    def _explain(self, finding: Finding, below: QVBoxLayout) -> None:
        """Open the sheet for an explanation, or the one that was written; the finding stays visible."""
        if self.explaining is not None:
            self.explaining.begin()
            return
        session = self.session
        record, by = explanation_of(session.desk, finding)
        self.explaining = Form(
            session,
            "explanation",
            record,
            given={"rule": finding.rule, "of_kind": finding.kind, "of": finding.id},
            suggested={"by": by} if by else {},
        )
        sheet = QFrame()
        sheet.setLayout(column(self.explaining, row(button(self.words.say("window.done"), self.through))))
        below.addWidget(sheet)
        self.explaining.begin()

    def through(self) -> None:
        """Keep the explanation, and show what policy has seen meanwhile."""
        if self.explaining is not None:
            self.explaining.keep_all()
            self.explaining = None
        self._fill()
