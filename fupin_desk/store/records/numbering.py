"""Numbers for people to read, such as ``H-0123-7KQX``: counted by the desk, and no two desks make the same."""

from __future__ import annotations

from typing import Any

import msgspec

from fupin_desk.domain.ids import number_for
from fupin_desk.store.history.history import History

KEY = "numbers"


class Numbering:
    """Counts on from what the desk has made so far."""

    def __init__(self, history: History) -> None:
        """Count in the vault that ``history`` is of."""
        self._history = history
        self._made: dict[str, int] | None = None
        self._moved = False

    def next(self, kind: str, prefix: str, record: str) -> str:
        """Return the next number for a record of this kind, with the prefix of its traits."""
        if self._made is None:
            rows = self._history.rows("SELECT value FROM desk_value WHERE key = ?", (KEY,))
            self._made = msgspec.json.decode(rows[0][0], type=dict[str, int]) if rows else {}
        self._made[kind] = self._made.get(kind, 0) + 1
        self._moved = True
        return number_for(prefix, self._made[kind], record)

    def put_down(self) -> None:
        """Write how far the desk has counted."""
        if self._moved:
            put_value(self._history, KEY, self._made)
            self._moved = False


def get_value(history: History, key: str, otherwise: Any = None) -> Any:
    """Return a value of the desk's own state."""
    rows = history.rows("SELECT value FROM desk_value WHERE key = ?", (key,))
    return msgspec.json.decode(rows[0][0]) if rows else otherwise


def put_value(history: History, key: str, value: object) -> None:
    """Keep a value of the desk's own state; None forgets it."""
    if value is None:
        history.run("DELETE FROM desk_value WHERE key = ?", (key,))
        return
    history.run(
        "INSERT INTO desk_value (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, msgspec.json.encode(value).decode()),
    )
