"""What lists are sorted and filtered by and no column holds: places of names, and numbers that were worked out.

Each stands in a temporary table of the connection that reads it: in memory, never in the file, gone with the
connection. What changed since it was filled is all that is written again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from itertools import count
from threading import Lock

from fupin_desk.store.history.history import History, as_list
from fupin_desk.store.records.journal import Journal, Moment, moment
from fupin_desk.store.records.kind_tables import KindTable, table_of
from fupin_desk.store.search.ordering import order_key

MARKS = """CREATE TEMP TABLE IF NOT EXISTS list_mark
    (name TEXT PRIMARY KEY, version INTEGER, newest INTEGER) WITHOUT ROWID"""
MARK = "INSERT INTO temp.list_mark VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET version = ?2, newest = ?3"
MOST_STEPS = 200
"""Changes of worked numbers that are remembered one by one; whoever is farther behind reads all of them."""
_MADE = count(1)


class WorkedNumbers:
    """A number for each of some records, worked out elsewhere; several threads may use it at once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._name = next(_MADE)
        self._values: dict[str, int] = {}
        self._steps: deque[tuple[int, frozenset[str]]] = deque(maxlen=MOST_STEPS)
        self._version = 0
        self._lock = Lock()

    def put(self, values: Mapping[str, int]) -> None:
        """Take what holds now, for all records at once; what is missing has no number."""
        with self._lock:
            before = self._values
            changed = {id for id, value in values.items() if before.get(id) != value} | (before.keys() - values.keys())
            if changed:
                self._values, self._version = dict(values), self._version + 1
                self._steps.append((self._version, frozenset(changed)))

    def get(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the numbers of some records, of those that have one."""
        with self._lock:
            return {id: self._values[id] for id in ids if id in self._values}

    def bring(self, history: History, name: str) -> str:
        """Return the temporary table that holds them on this connection, brought up to date; ``id`` and ``value``."""
        table = _made(history, f"list_number_{name}")
        before = _marked(history, table)
        with self._lock:
            steps = None if before is None or before.version != self._name else self._since(before.newest)
            values = self._values if steps is None else {id: self._values[id] for id in steps if id in self._values}
            version = self._version
        if steps is None or steps:
            _write(history, table, steps, values.items())
            history.run(MARK, (table, self._name, version))
        return f"temp.{table}"

    def _since(self, version: int) -> set[str] | None:
        if version == self._version:
            return set()
        steps = [ids for at, ids in self._steps if at > version]
        return set().union(*steps) if len(steps) == self._version - version else None


def text_place(history: History, journal: Journal, kind: str, field: str, language: str, alias: str) -> str:
    """Return the SQL for where what a text field says in a language stands among others (``ordering.order_key``).

    ``alias`` is the name of the kind's table in the query. Each text has its place once in a temporary table, however
    many records say it; what records say no more stays there until the connection is closed, and does no harm.
    """
    of = table_of(kind)
    table = _made(history, f"list_key_{kind}_{field}_{language}")
    before, now = _marked(history, table), moment(history)
    rows = None if before is None else journal.since(history, before)
    ids = None if rows is None else {id for of_kind, id in rows if of_kind == kind}
    if ids is None:
        history.run(f"DELETE FROM temp.{table}")
    if ids is None or ids:
        _place_texts(history, table, (of, _said(of, field, language, "r")), language, ids)
    if before != now:
        history.run(MARK, (table, *now))
    return f"(SELECT k.value FROM temp.{table} k WHERE k.id = {_said(of, field, language, alias)})"


def _said(of: KindTable, field: str, language: str, alias: str) -> str:
    """Return the SQL for a text as it is said in a language; as it was first written where it is not in that one."""
    own = of.spec.cls.texts.get(field, {}).get(language)
    return f'{alias}."{field}"' if own is None else f'coalesce({alias}."{own}", {alias}."{field}")'


def _place_texts(
    history: History, table: str, source: tuple[KindTable, str], language: str, ids: Collection[str] | None
) -> None:
    """Give every text its place that some records say, or any, and that has none yet."""
    of, said = source
    sql = f"SELECT DISTINCT {said} FROM {of.name} r WHERE {said} IS NOT NULL"
    if ids is None:
        texts = history.rows(sql)
    else:
        texts = history.rows(f"{sql} AND r.id IN (SELECT value FROM json_each(?))", (as_list(ids),))
    placed = sorted((text, order_key(text, language)) for (text,) in texts)
    if placed:
        history.run(f"INSERT INTO temp.{table} (id, value) VALUES (?, ?) ON CONFLICT (id) DO NOTHING", placed)


def _made(history: History, table: str) -> str:
    history.run(MARKS)
    history.run(f"CREATE TEMP TABLE IF NOT EXISTS {table} (id TEXT PRIMARY KEY, value) WITHOUT ROWID")
    return table


def _marked(history: History, table: str) -> Moment | None:
    rows = history.rows("SELECT version, newest FROM temp.list_mark WHERE name = ?", (table,))
    return Moment(*rows[0]) if rows else None


def _write(history: History, table: str, ids: Collection[str] | None, values: Iterable[tuple[str, object]]) -> None:
    """Write values anew: of some records, or of all."""
    if ids is None:
        history.run(f"DELETE FROM temp.{table}")
    else:
        history.run(f"DELETE FROM temp.{table} WHERE id IN (SELECT value FROM json_each(?))", (as_list(ids),))
    rows = sorted(values)
    if rows:
        history.run(f"INSERT INTO temp.{table} (id, value) VALUES (?, ?)", rows)
