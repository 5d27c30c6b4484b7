"""A day: typed as figures, or picked from a calendar. Always year, month, day from left to right."""

from __future__ import annotations

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QMenu, QToolButton, QWidget, QWidgetAction

from fupin_desk.domain.fields import Field
from fupin_desk.ui.forms.editors import LineEditor
from fupin_desk.words import Translator

FORM = "yyyy-MM-dd"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Calendar(QCalendarWidget):
    """A calendar in which arrows walk and Enter takes the day: its keys are not those of the menu around it."""

    entered = Signal(QDate)
    """The person pressed Enter on a day."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for part in self.findChildren(QWidget):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the day that is stood on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER:
            self.entered.emit(self.selectedDate())
            return True
        return super().eventFilter(watched, event)


class DateEditor(LineEditor):
    """A line for the day, with a button (F4, Alt+Down) that opens a calendar: Enter there takes a day and goes on."""

    KEYS = (*LineEditor.KEYS, ("F4", "calendar"))
    menu: QMenu | None = None
    """The calendar while it is open."""

    def __init__(self, field: Field, words: Translator) -> None:
        super().__init__(field)
        self.line.setPlaceholderText(words.say("window.date_form"))
        self.line.setMaximumWidth(150)
        self.line.editingFinished.connect(self._tidy)
        self.line.installEventFilter(self)
        self._name = words.say("window.calendar")
        self._button = QToolButton()
        self._button.setText("▾")
        self._button.setToolTip(self._name)
        self._button.setAccessibleName(self._name)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.open)
        self.box.insertWidget(1, self._button)

    def lay_in_line(self) -> None:
        """Leave the calendar to its keys."""
        super().lay_in_line()
        self._button.hide()

    def _tidy(self) -> None:
        """Write 2018/11/1 as 2018-11-01 once the person is through."""
        value = self.typed()
        if isinstance(value, str) and value != self.line.text() and QDate.fromString(value, FORM).isValid():
            self.line.setText(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the calendar by its keys."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
            if key == Qt.Key.Key_F4 or (alt and key == Qt.Key.Key_Down):
                self.open()
                return True
        return super().eventFilter(watched, event)

    def open(self) -> None:
        """Show the calendar, at the day that stands there."""
        menu, calendar = QMenu(self), _Calendar()
        calendar.setAccessibleName(self._name)
        now = QDate.fromString(str(self.typed() or ""), FORM)
        if now.isValid():
            calendar.setSelectedDate(now)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def picked(day: QDate) -> None:
            self.line.setText(day.toString(FORM))
            self.edited.emit()
            menu.close()
            self.done.emit()

        def entered(day: QDate) -> None:
            picked(day)
            self.onward.emit()

        calendar.clicked.connect(picked)
        calendar.entered.connect(entered)
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu = menu
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()
