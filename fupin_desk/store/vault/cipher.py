"""The encrypted file: how it is opened, and what its errors mean to a person.

SQLCipher (AES-256, an HMAC on every page) in WAL mode with ``synchronous=FULL``: what was acknowledged survives a dead
battery. ``secure_delete`` overwrites what is deleted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from fupin_desk.domain.errors import (
    DiskFullError,
    FileNotReadableError,
    FileNotWrittenError,
    VaultBusyError,
    VaultDamagedError,
)

BUSY_SECONDS = 8.0
"""How long a writer waits for another before a person is told."""

DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_READ")
LOCKED = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")


@dataclass(frozen=True)
class VaultKeys:
    """The two keys of a vault, 32 bytes each."""

    vault: bytes
    local: bytes | None
    """None where the vault was opened with the office's recovery key: LOCAL values then stay closed."""

    def __repr__(self) -> str:
        """Show nothing of the keys: reports and logs print what they are given."""
        return f"VaultKeys(vault=…, local={'…' if self.local else None})"


CACHE_KIBIBYTES = 64 << 10
"""Pages that a connection keeps in memory: random keys cost most where they are read again and again."""
CACHE_FOR_FILES_KIBIBYTES = 8 << 10
"""While files are written, which go through the same cache and are wanted by nobody there."""


def connection_to(file: Path, key: bytes) -> Any:
    """Return a new driver connection to the encrypted file, ready for use."""
    connection = dbapi2.connect(str(file), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for pragma in (
            "cipher_log_level = NONE",  # else every wrong key is printed to the terminal
            f"key = \"x'{key.hex()}'\"",
            "journal_mode = WAL",
            "synchronous = FULL",
            "secure_delete = ON",
            "temp_store = MEMORY",
            f"cache_size = -{CACHE_KIBIBYTES}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()
    except dbapi2.Error:
        connection.close()
        raise
    return connection


def engine_for(file: Path, key: bytes) -> sa.Engine:
    """Return the engine of a vault: one connection for each thread at work, the warmest first."""
    engine = sa.create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connection_to(file, key),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=-1,
        pool_use_lifo=True,
    )

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # The driver would begin by itself, and too late: a snapshot must be one from its first read on.
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


UNNAMED = {
    "disk I/O error": "SQLITE_IOERR",
    "database or disk is full": "SQLITE_FULL",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "database is locked": "SQLITE_BUSY",
}
"""What copying a database raises has no name, only SQLite's own words for it."""


@contextmanager
def told_to_people(file: Path, writing: bool = False) -> Iterator[None]:
    """Turn the database's errors into what a person can act on; everything else passes as the bug it is."""
    try:
        yield
    except (sa.exc.DBAPIError, dbapi2.Error) as problem:
        told = _told(file, problem, writing)
        if told is None:
            raise
        raise told from problem


def _told(file: Path, problem: Exception, writing: bool) -> Exception | None:
    cause = problem.orig if isinstance(problem, sa.exc.DBAPIError) else problem
    name = str(getattr(cause, "sqlite_errorname", "")) or UNNAMED.get(str(cause), "")
    if name.startswith("SQLITE_BUSY"):
        return VaultBusyError(str(file))
    if name.startswith(LOCKED):
        return _locked(file)
    if name.startswith(DAMAGED):
        return VaultDamagedError(str(file))
    # A full disk comes as SQLITE_FULL, as SQLITE_IOERR_WRITE, or, through the cipher, as SQLITE_IOERR alone.
    if name == "SQLITE_FULL" or (writing and name.startswith("SQLITE_IOERR")):
        return DiskFullError(str(file.parent))
    return VaultDamagedError(str(file)) if name.startswith("SQLITE_IOERR") else None


def _locked(file: Path) -> Exception:
    """A whole vault that this person may not open or write is not damaged: nobody is to put a backup over it."""
    if not os.access(file, os.R_OK):
        return FileNotReadableError(str(file))
    if not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        return FileNotWrittenError(str(file), "denied")
    return VaultDamagedError(str(file))
