"""A day to fill in outside a record's form; today until somebody says otherwise."""

from __future__ import annotations

from datetime import date

from fupin_desk.domain.errors import FieldsRefusedError
from fupin_desk.domain.fields import PUBLIC
from fupin_desk.domain.fields import day as day_field
from fupin_desk.ui.forms.dates import DateEditor
from fupin_desk.ui.session import Session

BREADTH = 190


class DayLine(DateEditor):
    """One line with its calendar, for a field of a record."""

    def __init__(self, session: Session, kind: str, field: str) -> None:
        super().__init__(day_field(PUBLIC), session.words)
        self.setMaximumWidth(BREADTH)
        self._kind, self._field = kind, field
        self.call(session.words.field(kind, field))
        self.show_value(session.today.isoformat())

    @property
    def day(self) -> date:
        """The day that stands there; FieldsRefusedError where it is none: no other day is taken in its place."""
        typed = str(self.typed() or "")
        try:
            day = date.fromisoformat(typed)
        except ValueError:
            self.mark_refused(True)
            raise FieldsRefusedError(self._kind, [{"field": self._field, "reason": "date", "typed": typed}]) from None
        self.mark_refused(False)
        return day
