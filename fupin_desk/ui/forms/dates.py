"""A day: typed as figures, or picked from a calendar. Always year, month, day from left to right."""

from __future__ import annotations

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QMenu, QToolButton, QWidgetAction

from fupin_desk.domain.fields import Field
from fupin_desk.ui.forms.editors import LineEditor
from fupin_desk.words import Translator

FORM = "yyyy-MM-dd"


class DateEditor(LineEditor):
    """A line for the day, with a button that opens a calendar."""

    def __init__(self, field: Field, words: Translator) -> None:
        super().__init__(field)
        self.line.setPlaceholderText(words.say("window.date_form"))
        self.line.setMaximumWidth(150)
        self.line.editingFinished.connect(self._tidy)
        self._button = QToolButton()
        self._button.setText("▾")
        self._button.setToolTip(words.say("window.calendar"))
        self._button.setAccessibleName(words.say("window.calendar"))
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._open)
        self.box.insertWidget(1, self._button)

    def _tidy(self) -> None:
        """Write 2018/11/1 as 2018-11-01 once the person is through."""
        value = self.typed()
        if isinstance(value, str) and value != self.line.text() and QDate.fromString(value, FORM).isValid():
            self.line.setText(value)

    def _open(self) -> None:
        menu, calendar = QMenu(self), QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        now = QDate.fromString(str(self.typed() or ""), FORM)
        if now.isValid():
            calendar.setSelectedDate(now)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def picked(day: QDate) -> None:
            self.line.setText(day.toString(FORM))
            menu.close()
            self.edited.emit()
            self.done.emit()

        calendar.clicked.connect(picked)
        calendar.activated.connect(picked)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
