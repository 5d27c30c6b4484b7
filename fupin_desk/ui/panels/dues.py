"""Money to households beside a record: what is due, what came of it, and what policy sees of that, line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from fupin_desk.domain.findings import Finding
from fupin_desk.subjects.payment.owed import follows_from
from fupin_desk.subjects.payment.settling import Settled
from fupin_desk.ui.forms.belongings import Belongings
from fupin_desk.ui.forms.remarks import WEIGHT, why
from fupin_desk.ui.looks.roles import Role, colour, level_ink
from fupin_desk.ui.looks.sizes import SMALL
from fupin_desk.ui.navigation import go_to
from fupin_desk.ui.panels.owed import total_open
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.days_line import DaysLine
from fupin_desk.ui.widgets.simple import column, row, text
from fupin_desk.words import Translator

ROLE = Qt.ItemDataRole.UserRole
MARGIN, GAP = 10, 4
"""In pixels: beside and between the lines of one due."""
STANDS: dict[str, Role] = {"late": "breach", "coming": "muted", "paid": "good"}
"""The colour in which it is said how a due stands."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class DueShown:
    """A due as it is shown on a page."""

    settled: Settled
    about: str
    """What it is owed under; on the page of that, to whom."""
    leads: tuple[str, str]
    """Kind and id of the record it leads to where there is nothing to pay."""
    findings: tuple[Finding, ...] = ()
    """What policy sees of what it is owed under, where this is the due in which it shows."""


def in_order(dues: Sequence[DueShown], on: date) -> list[DueShown]:
    """Return dues as somebody looks at them: what is late, the latest first; what comes next; what is paid."""

    def place(shown: DueShown) -> tuple[int, int]:
        due_on = shown.settled.due.due_on.toordinal()
        if shown.settled.overdue(on):
            return 0, -due_on
        return (1, due_on) if shown.settled.open_fen > 0 else (2, -due_on)

    return sorted(dues, key=place)


def with_findings(dues: Sequence[DueShown], findings: Sequence[Finding]) -> list[DueShown]:
    """Return dues, each with the findings about what it is owed under; of several under one thing the first has them.

    Findings about a line of a distribution, or about a delivery, stand under their own due.
    """
    left: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        left[finding.kind, finding.id].append(finding)
    shown = []
    for due_shown in dues:
        own = [finding for about in follows_from(due_shown.settled.due) for finding in left.pop(about, ())]
        own.sort(key=lambda finding: WEIGHT[finding.level.value])
        shown.append(DueShown(due_shown.settled, due_shown.about, due_shown.leads, tuple(own)))
    return shown


class DuesPanel(QFrame):
    """What is due, paid and open together; a line of days; and the dues, each of which leads to its payment."""

    def __init__(
        self, session: Session, dues: Sequence[DueShown], lists: Callable[[str], Belongings | None] | None
    ) -> None:
        """Take the dues, and what gives the page's list of a kind; None where no payments are written down."""
        super().__init__()
        self.setObjectName("card")
        self.session, self.words = session, session.words
        self.of = {shown.settled.due.id: shown.settled for shown in dues}
        self._lists, self._dues = lists, list(dues)
        self.list = _Dues(session.words, session.today)
        self.list.opened.connect(self._follow)
        head = row(text(self.words.say("window.dues"), "heading", wrap=False))
        settled = [shown.settled for shown in dues]
        line = DaysLine(settled, session.today)
        line.setAccessibleName(self.words.say("window.dues"))
        payable = lists is not None and any(one.open_fen > 0 for one in settled)
        if payable:
            self.list.setToolTip(self.words.say("window.due.pay"))
            self.list.setAccessibleDescription(self.words.say("window.due.pay"))
        self.setLayout(column(head, self._sums(settled), line, self.list, margin=12))
        self.judged()

    def _sums(self, settled: Sequence[Settled]) -> QGridLayout:
        """Return what is due by today, what was paid on it and what is open, each under its name."""
        words, today = self.words, self.session.today
        due = [one for one in settled if one.due.due_on <= today]
        sums = {
            "amount": sum(one.due.amount_fen for one in due),
            "paid": sum(one.paid_fen for one in settled),
            "open": total_open([one for one in due if one.open_fen > 0]),
            "unconfirmed": sum(one.unconfirmed_fen for one in settled),
        }
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        trailing = Qt.AlignmentFlag.AlignTrailing
        for place, (name, fen) in enumerate(pair for pair in sums.items() if pair[1] or pair[0] != "unconfirmed"):
            grid.addWidget(text(words.say(f"window.due.sum.{name}"), "muted", wrap=False), 0, place, trailing)
            label = text(words.apart(words.money(fen)), "late" if name == "open" and fen else "sum", wrap=False)
            grid.addWidget(label, 1, place, trailing)
        return grid

    def judged(self) -> None:
        """Put what policy sees now under the dues it is about."""
        ids = {(kind, record) for shown in self._dues for kind, record in follows_from(shown.settled.due)}
        about = [one for one in self.session.findings if (one.kind, one.id) in ids and one.level.value != "not_judged"]
        self.list.show_dues(with_findings(in_order(self._dues, self.session.today), about))

    def told(self) -> set[tuple[str, str, str]]:
        """Return the findings that stand here: rule, kind and id of each."""
        return {(one.rule, one.kind, one.id) for shown in self.list.dues for one in shown.findings}

    def _follow(self, due: str) -> None:
        shown = next(one for one in self.list.dues if one.settled.due.id == due)
        if shown.settled.open_fen <= 0 or not self.pay(due):
            go_to(self.session, *shown.leads)

    def pay(self, due: str) -> bool:
        """Begin the payment of what is still open of a due; whether the page has a list of payments for it."""
        payments = self._lists("payment") if self._lists is not None and due in self.of else None
        if payments is None:
            return False
        settled = self.of[due]
        values = {
            "contract": settled.due.contract if settled.due.distribution_line is None else None,
            "distribution_line": settled.due.distribution_line,
            "household": settled.due.household,
            "member": settled.due.member,
            "amount_fen": settled.open_fen,
            "by_entity": settled.due.payers[0] if len(settled.due.payers) == 1 else None,
        }
        payments.add({name: value for name, value in values.items() if value is not None}, at="paid_on")
        return True


class _Dues(QListWidget):
    """The dues, as high as there is room; Enter or a click opens one."""

    opened = Signal(str)
    """The due's id."""

    def __init__(self, words: Translator, today: date) -> None:
        super().__init__()
        self.dues: list[DueShown] = []
        self.words, self.today = words, today
        self.setItemDelegate(_Line(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setAccessibleName(words.say("window.dues"))
        self.setMinimumHeight(60)
        self.itemClicked.connect(self._open)

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed: the list gets what is left, and scrolls."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def show_dues(self, dues: Sequence[DueShown]) -> None:
        """Show these; the one that was chosen stays so."""
        place = self.currentRow()
        self.dues = list(dues)
        self.clear()
        for shown in dues:
            item = QListWidgetItem()
            item.setData(ROLE, shown)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join((*self.said(shown), *self.seen(shown))))
            item.setToolTip("\n\n".join(why(self.words, finding) for finding in shown.findings))
            self.addItem(item)
        self.setCurrentRow(min(place, len(dues) - 1))

    def said(self, shown: DueShown) -> tuple[str, str, str, str, str]:
        """Return what is said of a due: its day, what it is, how much; under what, and how far it is paid."""
        words, settled = self.words, shown.settled
        how = {
            "late": words.say("window.due.still", open_fen=settled.open_fen),
            "coming": words.say("window.due.coming"),
            "paid": words.say("window.due.all_paid"),
        }
        day, money = words.apart(words.day(settled.due.due_on)), words.apart(words.money(settled.due.amount_fen))
        return (
            day,
            words.say(f"window.due.{settled.due.what}"),
            money,
            words.apart(shown.about),
            how[self.stands(shown)],
        )

    def stands(self, shown: DueShown) -> str:
        """Return how a due stands: ``late``, ``coming`` or ``paid``."""
        if shown.settled.open_fen <= 0:
            return "paid"
        return "late" if shown.settled.due.due_on <= self.today else "coming"

    def seen(self, shown: DueShown) -> list[str]:
        """Return what policy sees in it."""
        return [f"⚠ {self.words.finding(finding)}" for finding in shown.findings]

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(ROLE).settled.due.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the one that is chosen on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self._open(self.currentItem())
            return
        super().keyPressEvent(event)


class _Line(QStyledItemDelegate):
    """Two lines for a due, and below them what policy sees in it."""

    def __init__(self, view: _Dues) -> None:
        super().__init__(view)
        self.view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return how high a due is with what is said of it."""
        width = max(120, self.view.viewport().width()) - 2 * MARGIN
        high = 2 * option.fontMetrics.height() + 3 * GAP
        small = QFontMetrics(_small(self.view.font()))
        flags = int(Qt.TextFlag.TextWordWrap)
        for sentence in self.view.seen(index.data(ROLE)):
            high += small.boundingRect(QRect(0, 0, width, 10_000), flags, sentence).height() + GAP
        return QSize(100, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one due, mirrored where the window is."""
        view, shown, rect = self.view, index.data(ROLE), option.rect
        state = view.stands(shown)
        painter.save()
        if index == view.currentIndex() and view.hasFocus():
            painter.fillRect(rect, colour("select"))
        day, what, money, about, how = view.said(shown)
        within = rect.adjusted(MARGIN, GAP, -MARGIN, 0)
        late, font = state == "late", QFont(view.font())
        font.setBold(late)
        painter.setFont(font)
        high = painter.fontMetrics().height()
        line = QRect(within.x(), within.y(), within.width(), high)
        _two(painter, line, f"{day}  {what}", "ink", money, "breach" if late else "ink")
        line.moveTop(line.bottom() + GAP)
        painter.setFont(_small(view.font()))
        _two(painter, line, about, "muted", how, STANDS[state])
        self._findings(painter, QRect(within.x(), line.bottom() + GAP, within.width(), rect.height()), shown)
        painter.setPen(colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _findings(self, painter: QPainter, rect: QRect, shown: DueShown) -> None:
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop) | int(_side(leading=True))
        for finding, sentence in zip(shown.findings, self.view.seen(shown), strict=True):
            painter.setPen(level_ink(finding.level.value))
            painter.drawText(rect, flags, sentence)
            high = painter.fontMetrics().boundingRect(rect, int(Qt.TextFlag.TextWordWrap), sentence).height()
            rect = rect.adjusted(0, high + GAP, 0, 0)


def _two(painter: QPainter, line: QRect, first: str, ink: Role, last: str, its_ink: Role) -> None:
    """Draw two texts in a line, one at either end; the first gives way."""
    metrics = painter.fontMetrics()
    wide = metrics.horizontalAdvance(last) + 2 * GAP
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    rest = line.adjusted(wide, 0, 0, 0) if mirrored else line.adjusted(0, 0, -wide, 0)
    painter.setPen(colour(its_ink))
    painter.drawText(line, int(_side(leading=False) | Qt.AlignmentFlag.AlignVCenter), last)
    painter.setPen(colour(ink))
    shown = metrics.elidedText(first, Qt.TextElideMode.ElideRight, rest.width())
    painter.drawText(rest, int(_side(leading=True) | Qt.AlignmentFlag.AlignVCenter), shown)


def _side(*, leading: bool) -> Qt.AlignmentFlag:
    """Return the side where lines begin or end; the painter of a mirrored window turns both round by itself."""
    return Qt.AlignmentFlag.AlignLeft if leading else Qt.AlignmentFlag.AlignRight


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(SMALL)
    return small
