"""Which rows changed in which unit of work: what a process keeps in memory of a vault is brought up to date by it.

The tables have a version, counted in the vault itself, so that it tells of whatever anybody writes. The journal is in
memory and knows the units of work of this process alone, each from the version it found to the one it left. Where they
do not lead from one version to another (another process wrote, the tables were made anew, it is too long ago), it says
so, and whoever asked begins again. What was rolled back has left no version and is in no journal.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from threading import Lock
from typing import NamedTuple

from fupin_desk.store.history.history import History
from fupin_desk.store.records.numbering import get_value

VERSION = "tables.version"
"""Key of the desk's own state: how often rows were written."""
MOST_ROWS = 3000
"""Rows of one unit of work that are told one by one: beyond that whoever keeps something does better to begin again."""
MOST_ENTRIES = 500
COUNT = """INSERT INTO desk_value (key, value) VALUES (?, '1')
ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value"""

Name = tuple[str, str]
"""A record's kind and id."""


class Entry(NamedTuple):
    """One unit of work that wrote rows."""

    before: int
    after: int
    rows: frozenset[Name]


def tables_version(history: History) -> int:
    """Return the version of the record tables."""
    return int(get_value(history, VERSION, 0))


def count_version(history: History) -> int:
    """Give the record tables their next version, and return it."""
    ((version,),) = history.rows(COUNT, (VERSION,))
    return int(version)


class Touched:
    """The rows that one unit of work wrote, as long as they are not too many to tell."""

    def __init__(self) -> None:
        """Begin with none."""
        self.rows: set[Name] = set()
        self.some = False
        """Whether any were written."""
        self.many = False

    def add(self, rows: Collection[Name]) -> None:
        """Note rows that were written."""
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

    def between(self, before: int, after: int) -> set[Name] | None:
        """Return the rows written between two versions; None where that cannot be told, or they are too many."""
        with self._lock:
            steps = {entry.before: entry for entry in self._entries}
        rows: set[Name] = set()
        while before != after:
            entry = steps.get(before)
            if entry is None:
                return None
            rows |= entry.rows
            before = entry.after
        return rows if len(rows) <= MOST_ROWS else None
