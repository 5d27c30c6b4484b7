"""The peers: the same rows written by hand, raw SQL into an encrypted SQLite, one transaction, nothing checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fupin_desk.store.vault.cipher import connection_to

KEY = bytes(32)


class RawVault:
    """A plain encrypted database with the tables of a vault, and rows copied out of one."""

    def __init__(self, connection: Any, only: str = "") -> None:
        """Copy schema and rows of the vault behind ``connection``; ``only`` begins the names of the tables wanted."""
        self.schema: list[str] = []
        self.rows: dict[str, list[tuple[Any, ...]]] = {}
        found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        for kind, name, table, sql in found.fetchall():
            if kind not in ("table", "index") or name.startswith("sqlite_") or not table.startswith(only):
                continue
            self.schema.append(sql)
            if kind == "table":
                self.rows[name] = connection.execute(f'SELECT * FROM "{name}"').fetchall()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(len(rows) for rows in self.rows.values())

    def write(self, file: Path) -> None:
        """Write everything into a new file."""
        connection = connection_to(file, KEY)
        for sql in self.schema:
            connection.execute(sql)
        connection.commit()
        connection.execute("BEGIN IMMEDIATE")
        for name, rows in self.rows.items():
            if rows:
                connection.executemany(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(rows[0]))})', rows)
        connection.commit()
        connection.close()
