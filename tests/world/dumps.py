"""What somebody would find who looked through all of a vault: every cell of every table, and every page of the file."""

from __future__ import annotations

from collections.abc import Collection

from fupin_desk.acts.desk import VAULT_FILE
from fupin_desk.domain.changes import LOCAL_STREAM
from tests.journeys.county import Machine
from tests.store.plain_pages import plain_pages


def cells_of(machine: Machine) -> bytes:
    """Return all that stands in any table, and what the local stream says under its own key."""
    found: list[bytes] = []
    with machine.desk.vault.reading() as reader:
        history = reader.history_here
        for (table,) in history.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'"):
            for row in history.rows(f'SELECT * FROM "{table}"'):
                found += [
                    cell.encode() if isinstance(cell, str) else cell for cell in row if isinstance(cell, str | bytes)
                ]
        for change in reader.changes(LOCAL_STREAM):
            found += [str(value).encode() for value in (change.values or {}).values()]
    return b"\0".join(found)


def pages_of(machine: Machine) -> bytes:
    """Return every page of the file under its encryption, free ones too."""
    return plain_pages(machine.folder / VAULT_FILE, machine.desk.secrets.vault)


def left_of(words: Collection[str], content: bytes) -> list[str]:
    """Return those of the words that can be found in it."""
    return sorted(word for word in words if word.encode() in content)
