"""A day to fill in outside a record's form; today until somebody says otherwise."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.fields import PUBLIC
from fupin_desk.domain.fields import day as day_field
from fupin_desk.ui.forms.dates import DateEditor
from fupin_desk.ui.session import Session


class DayLine(DateEditor):
    """One line with its calendar."""

    def __init__(self, session: Session, on: date | None = None) -> None:
        super().__init__(day_field(PUBLIC), session.words)
        self._otherwise = on or session.today
        self.show_value(self._otherwise.isoformat())

    @property
    def day(self) -> date:
        """The day that stands there; what is no day counts as the one it began with, and is shown again."""
        try:
            return date.fromisoformat(str(self.typed()))
        except ValueError:
            self.show_value(self._otherwise.isoformat())
            return self._otherwise
