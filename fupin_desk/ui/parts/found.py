"""What policy sees, gravest first: how much it weighs, what it is, its clause, and what would mend it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from fupin_desk.acts.views.names import name_of
from fupin_desk.domain.findings import Finding
from fupin_desk.domain.records import KINDS
from fupin_desk.ui.forms.remarks import WEIGHT, why
from fupin_desk.ui.pieces.simple import clear, link, mark, text
from fupin_desk.ui.places import go_to
from fupin_desk.ui.session import Session

SHOWN = 60


class Found(QWidget):
    """A list of findings. Each leads to its record."""

    def __init__(self, session: Session, *, with_names: bool = True) -> None:
        super().__init__()
        self.session, self.words, self._with_names = session, session.words, with_names
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, and how many more there are."""
        clear(self._grid)
        ordered = sorted(findings, key=lambda one: WEIGHT[one.level.value])
        top = Qt.AlignmentFlag.AlignTop
        for place, one in enumerate(ordered[:SHOWN]):
            reasons = why(self.words, one)
            weight = mark(self.words.say(f"level.{one.level.value}"), one.level.value)
            weight.setToolTip(reasons)
            sentence = text(self.words.finding(one))
            sentence.setToolTip(reasons)
            mend = text(self.words.mend(one), "muted")
            self._grid.addWidget(weight, place, 0, top)
            if self._with_names:
                self._grid.addWidget(self._link(one), place, 1, top)
            said = QGridLayout()
            said.setVerticalSpacing(0)
            said.addWidget(sentence, 0, 0)
            said.addWidget(mend, 1, 0)
            self._grid.addLayout(said, place, 2)
            clause = text(self.words.apart(one.clause), "muted", wrap=False)
            clause.setToolTip(reasons)
            self._grid.addWidget(clause, place, 3, top)
        if len(ordered) > SHOWN:
            more = text(self.words.say("window.more", count=len(ordered) - SHOWN), "muted")
            self._grid.addWidget(more, SHOWN, 0, 1, 4)

    def _link(self, one: Finding) -> QWidget:
        named = name_of(self.session.desk, [one.kind], one.id) if one.kind in KINDS else one.id
        made = link(self.words.apart(named), lambda: go_to(self.session, one.kind, one.id))
        made.setMaximumWidth(300)
        return made
