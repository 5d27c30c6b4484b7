"""Which rows changed between two moments: what a process keeps in memory of a vault is brought up to date by it.

The tables have a version, counted in the vault itself, so that it tells of whatever anybody writes. Nearly every row
changes because a change of its record was written: so the history tells, after any moment, which rows changed since, be
they thousands, and whoever wrote them. Where a row changed without one (values were destroyed, a change that had been
bare was filled in, the tables were made anew) the vault notes at which version; then only the journal in memory can
tell, which knows the units of work of this process, and otherwise whoever asks begins again. What was rolled back has
left no version and is nowhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from threading import Lock
from typing import NamedTuple

from fupin_desk.store.history.history import History
from fupin_desk.store.records.numbering import get_value, put_value

VERSION = "tables.version"
"""Key of the desk's own state: how often rows were written."""
BESIDE = "tables.beside"
"""Key of the newest version in which a row changed without a change of its record."""
MOST_ROWS = 3000
"""Rows of one unit of work that the journal knows; of more only the history tells."""
MOST_ENTRIES = 500
COUNT = """INSERT INTO desk_value (key, value) VALUES (?, '1')
ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value"""

WRITTEN_SINCE = "SELECT DISTINCT kind, record FROM change_body WHERE seq > ?"

Name = tuple[str, str]
"""A record's kind and id."""


class Entry(NamedTuple):
    """One unit of work that wrote rows."""

    before: int
    after: int
    rows: frozenset[Name]


def count_version(history: History, beside: bool) -> int:
    """Give the record tables their next version, and return it; ``beside``: the history does not tell what changed."""
    ((version,),) = history.rows(COUNT, (VERSION,))
    if beside:
        put_value(history, BESIDE, int(version))
    return int(version)


class Moment(NamedTuple):
    """A state of the record tables."""

    version: int = 0
    newest: int = 0
    """The place of the newest change."""


def moment(history: History) -> Moment:
    """Return the state of the record tables."""
    return Moment(int(get_value(history, VERSION, 0)), history.newest())


class Touched:
    """The rows that one unit of work wrote, as long as they are not too many to tell."""

    def __init__(self) -> None:
        """Begin with none."""
        self.rows: set[Name] = set()
        self.some = False
        """Whether any were written."""
        self.many = False
        self.beside = False
        """Whether one changed without a new change of its record."""

    def add(self, rows: Collection[Name], beside: bool) -> None:
        """Note rows that were written; ``beside``: not all of them by a new change of their record."""
        self.beside = self.beside or beside
        self.some = self.some or bool(rows)
        self.many = self.many or len(self.rows) + len(rows) > MOST_ROWS
        if self.many:
            self.rows.clear()
        else:
            self.rows.update(rows)


class Journal:
    """The last units of work of this process that wrote rows; several threads may use it at once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._entries: deque[Entry] = deque(maxlen=MOST_ENTRIES)
        self._lock = Lock()

    def note(self, version: int, touched: Touched) -> None:
        """Note a unit of work that was kept, with the version it left."""
        with self._lock:
            if not touched.many:
                self._entries.append(Entry(version - 1, version, frozenset(touched.rows)))

    def since(self, history: History, before: Moment) -> set[Name] | None:
        """Return the rows that changed since a moment; None where that cannot be told."""
        now = moment(history)
        if now.version == before.version:
            return set()
        rows = self._known(before.version, now.version)
        if rows is None and before.version < now.version and int(get_value(history, BESIDE, 0)) <= before.version:
            rows = set(map(tuple, history.rows(WRITTEN_SINCE, (before.newest,))))
        return rows

    def _known(self, before: int, after: int) -> set[Name] | None:
        """Return the rows written between two versions by this process; None where others wrote, or too many were."""
        with self._lock:
            steps = {entry.before: entry for entry in self._entries}
        rows: set[Name] = set()
        while before != after:
            entry = steps.get(before)
            if entry is None:
                return None
            rows |= entry.rows
            before = entry.after
        return rows
