"""What an open desk keeps in memory of its vault, brought up to date by what was written since.

Nothing of it is on disk: it would have to be erased with the records.

Always true: what is given is of the same moment as the reader it is asked with, whoever wrote to the vault meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from threading import Lock
from typing import Generic, Protocol, TypeVar

from fupin_desk.store import Journal, Moment, Reader, Work

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

MANY = 3000
"""Rows after whose change it takes too long for whoever cannot wait."""


class Keeping(Protocol[T_co]):
    """What was worked out of all records, and can be brought up to date."""

    @property
    def found(self) -> Sequence[T_co]:
        """All of it, in its order."""

    def bring(self, reader: Reader, rows: Collection[tuple[str, str]], on: date) -> None:
        """Work out again what hangs on these rows (kind and id), and on the day."""


class InMemory(Generic[T]):
    """Something kept of one vault; several threads may ask for it at once."""

    def __init__(self, journal: Journal, make: Callable[[Reader, date], Keeping[T]]) -> None:
        """Begin with nothing; ``make`` works all of it out."""
        self._journal, self._make = journal, make
        self._lock = Lock()
        self._kept: Keeping[T] | None = None
        self._moment = Moment()

    def at(self, reader: Reader, on: date) -> list[T]:
        """Return what there is on a day."""
        with self._lock:
            if not self._bring_up_to_date(reader, on):
                self._kept = self._make(reader, on)
                self._moment = reader.moment
            return list(self._kept.found) if self._kept is not None else []

    def at_once(self, reader: Reader, on: date) -> list[T] | None:
        """Return what there is on a day; None where it would take long, or another thread is at it."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            soon = self._bring_up_to_date(reader, on, MANY)
            return list(self._kept.found) if soon and self._kept is not None else None
        finally:
            self._lock.release()

    def _bring_up_to_date(self, reader: Reader, on: date, most: int | None = None) -> bool:
        """Work out again what was written since, or hangs on the day; return whether it could be told what that is.

        ``most``: rows beyond which nothing is done.
        """
        if isinstance(reader, Work):
            raise TypeError("what a unit of work has written is no version yet")
        kept, now = self._kept, reader.moment
        if kept is None:
            return False
        rows = reader.written_since(self._journal, self._moment)
        if rows is None or (most is not None and len(rows) > most):
            return False
        self._kept = None  # should it break off in the middle, everything is worked out anew
        kept.bring(reader, rows, on)
        self._kept, self._moment = kept, now
        return True
