"""The history of the desk beside the page: its steps, the newest first, and the way back to any of them, or forth."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from fupin_desk.acts.records.stepping import Way, way_to
from fupin_desk.acts.views.step_words import moment, told
from fupin_desk.acts.views.steps import AT_ONCE, StepView, steps_page
from fupin_desk.domain.errors import NoSuchStepError
from fupin_desk.ui.looks.roles import colour
from fupin_desk.ui.looks.sizes import L, M, S
from fupin_desk.ui.navigation import go_to
from fupin_desk.ui.session import Session
from fupin_desk.ui.stepping import Stepping
from fupin_desk.ui.widgets.simple import button, link, row, text
from fupin_desk.ui.widgets.wrapped import WrappedRows

WIDTH, MOST_HEIGHT = 420, 560
"""In pixels; in a small window as much as there is."""
Index = QModelIndex | QPersistentModelIndex


class StepsModel(QAbstractListModel):
    """Steps as they are asked for, a page at a time, however many there are."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.steps: list[StepView] = []
        self._more = True

    def again(self) -> None:
        """Read anew what is shown."""
        self.beginResetModel()
        shown = max(len(self.steps), AT_ONCE)
        self.steps = steps_page(self._session.desk, None, shown)
        self._more = len(self.steps) == shown
        self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether there may be older steps."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Read the next older steps."""
        older = steps_page(self._session.desk, self.steps[-1].place if self.steps else None)
        self._more = len(older) == AT_ONCE
        if older:
            self.beginInsertRows(QModelIndex(), len(self.steps), len(self.steps) + len(older) - 1)
            self.steps += older
            self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many steps were read."""
        return 0 if parent is not None and parent.isValid() else len(self.steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a step says, and how: what is undone is struck through."""
        step = self.steps[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self.said(step)
            case Qt.ItemDataRole.AccessibleTextRole:
                said = self.said(step)
                return self._session.words.say("window.steps.undone", what=said) if step.undone else said
            case Qt.ItemDataRole.FontRole if step.undone:
                font = QFont(QApplication.font())
                font.setStrikeOut(True)
                return font
            case Qt.ItemDataRole.ForegroundRole if step.undone or step.stays is not None:
                return colour("muted")
            case _:
                return None

    def said(self, step: StepView) -> str:
        """Return a step in words, with its time, and the day where it is not today."""
        words = self._session.words
        at = moment(step.at)
        day, _space, time = at.partition(" ")
        what = told(words, step)
        if step.by:
            what = words.say("window.steps.by", what=what, name=step.by)
        shown = words.apart(time if day == self._session.today.isoformat() else at)
        along = "\u200f" if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft else "\u200e"
        return f"{along}{shown}  {what}"


class StepsPanel(QFrame):
    """Lies over the page, at its far side; Esc puts it away, and the cursor where it was."""

    def __init__(self, session: Session, stepping: Stepping, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session, self.words, self.stepping = session, session.words, stepping
        say = self.words.say
        self.rows = StepsModel(session)
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setAccessibleName(say("window.steps"))
        self.list.setWordWrap(True)
        self.list.setItemDelegate(WrappedRows(self.list))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.activated.connect(self._enter)
        self.why = text("", "muted")
        self.go = button(say("window.steps.undo_to"), self._go, main=True)
        self.show_record = button(say("window.steps.show"), self._show_record)
        self.away = link(say("window.steps.close"), self.put_away)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(M, S, M, M)
        layout.setSpacing(S)
        head = row(text(say("window.steps"), "heading"))
        head.addWidget(self.away)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.why)
        layout.addLayout(row(self.go, self.show_record))
        self._way: Way | None = None
        self._sure = False
        self._before: QWidget | None = None
        stepping.gone.connect(self._again)
        stepping.asking.connect(self.ask)
        session.changed.connect(self._changed)
        self.hide()

    # ---- shown and put away

    def toggle(self) -> None:
        """Show the history, or put it away."""
        if self.isHidden():
            self._open()
        else:
            self.put_away()

    def ask(self, place: int) -> None:
        """Show a step, and what undoing it means, before it is done."""
        if self.isHidden():
            self._open()
        self._stand_on(place)
        self._go()

    def put_away(self) -> None:
        """Hide, and let the cursor go back to where it was."""
        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self) -> None:
        self._before = self.window().focusWidget()
        self.rows.steps = []
        self.rows.again()
        self.place()
        self.show()
        self.raise_()
        self._stand_on(self.rows.steps[0].place if self.rows.steps else 0)
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def place(self) -> None:
        """Lie at the far side of what it is over, below the line at the top."""
        over = self._over
        top = M * 4 + S
        width = min(WIDTH, over.width() - 2 * L)
        height = min(MOST_HEIGHT, over.height() - top - L)
        mirrored = over.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setGeometry(L if mirrored else over.width() - width - L, top, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put it away on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    # ---- the step that is chosen

    @property
    def step(self) -> StepView | None:
        """The step one stands on."""
        place = self.list.currentIndex().row()
        return self.rows.steps[place] if 0 <= place < len(self.rows.steps) else None

    def _stand_on(self, place: int) -> None:
        rows = [number for number, step in enumerate(self.rows.steps) if step.place == place]
        self.list.setCurrentIndex(self.rows.index(rows[0] if rows else 0))
        self._chosen()

    def _chosen(self) -> None:
        """Say what can be done with the step one stands on."""
        step, say = self.step, self.words.say
        self._sure, self._way = False, None
        stays = step.stays if step is not None else None
        if step is not None and step.undone and not step.again:
            why = self.words.error(NoSuchStepError("redo"))
        else:
            why = self.words.error(stays) if stays is not None else ""
        self.why.setText(why if step is not None else say("window.steps.none"))
        self.why.setVisible(bool(self.why.text()))
        self.go.setText(say("window.steps.redo_to" if step is not None and step.undone else "window.steps.undo_to"))
        self.go.setEnabled(step is not None and not why)
        self.show_record.setEnabled(step is not None and bool(step.written))

    def _enter(self) -> None:
        if self.go.isEnabled():
            self._go()

    def _go(self) -> None:
        """Go to the step; where that is more than a person expects of one press, say so and wait for the second."""
        step = self.step
        if step is None or not self.go.isEnabled():
            return
        desk, place = self.session.desk, step.place
        way = self._way if self._sure else self.session.attempt(lambda: way_to(desk, place))
        if way is None:
            self._again()
        elif way.asks and not self._sure:
            self._be_sure(way)
        else:
            self.stepping.go(place, way)

    def _be_sure(self, way: Way) -> None:
        say = self.words.say
        self._way, self._sure = way, True
        asks = say("window.steps.asks", steps=len(way.steps), records=way.records)
        if way.others:
            asks = f"{asks} {say('window.steps.of_others', names=list(way.others))}"
        self.why.setText(asks)
        self.why.show()
        self.go.setText(say("window.steps.undo_sure" if way.back else "window.steps.redo_sure", count=len(way.steps)))

    def _show_record(self) -> None:
        if self.step is not None and self.step.written:
            first = self.step.written[0]
            go_to(self.session, first.kind, first.id)

    # ---- what changed

    def _changed(self, _kind: str, _record: str) -> None:
        self._again()

    def _again(self) -> None:
        if self.isHidden():
            return
        step = self.step
        self.rows.again()
        self._stand_on(step.place if step is not None else 0)
