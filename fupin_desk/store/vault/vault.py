"""The vault: one encrypted file, opened with its keys, read in snapshots and written one unit of work at a time."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from fupin_desk.domain.errors import (
    FileExistsAlreadyError,
    FileNotWrittenError,
    VaultCopyTornError,
    VaultDamagedError,
)
from fupin_desk.store.history.appending import Appending
from fupin_desk.store.history.author import Author
from fupin_desk.store.history.history import History
from fupin_desk.store.history.seal import Seal
from fupin_desk.store.history.verifying import drop_mark, verify_chain
from fupin_desk.store.records.comparing import differences
from fupin_desk.store.records.journal import Journal, count_version
from fupin_desk.store.records.projection import bring_up_to_date, rebuild
from fupin_desk.store.vault import copies
from fupin_desk.store.vault.cipher import VaultKeys, connection_to, engine_for, told_to_people
from fupin_desk.store.vault.reader import Reader
from fupin_desk.store.vault.temporary_folders import TemporaryFolder
from fupin_desk.store.vault.upgrading import check_version, copy_name, migrate, version_of
from fupin_desk.store.vault.work import Work

AT_ONCE = {"begin": "BEGIN IMMEDIATE"}
"""A writer takes its place before it reads, so that what it read cannot be overtaken."""

TO_CLEAN = "store.clean"
COME = """SELECT coalesce((SELECT max(seq) FROM change), 0), coalesce((SELECT max(place) FROM bundle), 0),
    coalesce((SELECT max(place) FROM receipt), 0)"""
"""How far a vault has come (``copies.Mark``)."""
OPEN: Counter[Path] = Counter()
"""The vaults that this process has open: their files must not be opened besides (``copies.copied_aside``)."""


class Vault:
    """An open vault; several threads may use it at once.

    Reading never waits for writing nor the other way round. There is one writer at a time: the next waits a while,
    then ``VaultBusyError``. Every use may raise ``VaultDamagedError``, and every writing ``DiskFullError``, after
    which nothing of it was kept.
    """

    def __init__(self, file: Path, keys: VaultKeys, aside: TemporaryFolder | None = None) -> None:
        """Take ``create_vault`` or ``open_vault``; ``aside`` holds a copy to read where the file cannot be written."""
        self.file = file
        self.older = False
        """Whether the file had not come as far as its mark when it was opened: it is an older copy."""
        self.journal = Journal()
        """Which rows were written through this vault."""
        self._keys = keys
        self._seal = Seal(keys.local)
        self._aside = aside
        self._at = file if aside is None else aside.path / file.name
        self._engine = engine_for(self._at, keys.vault)
        self._closed = False
        self._come: list[int] = []
        self._faults = 0
        OPEN[self._at.resolve()] += 1

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written: the disk or the folder is locked."""
        return self._aside is not None

    @property
    def local_here(self) -> bool:
        """Whether what never leaves the laptop can be read and written."""
        return self._seal.here

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Read a snapshot: what is written meanwhile is not seen."""
        with told_to_people(self.file), self._engine.connect() as connection, connection.begin():
            yield Reader(History(connection, self._seal))

    @contextmanager
    def writing(self, author: Author) -> Iterator[Work]:
        """Write as ``author``: all of it is kept once the block ends well, nothing of it otherwise."""
        self._must_be_writable()
        with told_to_people(self.file, writing=True), self._engine.connect() as connection:
            connection.execution_options(**AT_ONCE)
            with connection.begin():
                work = Work(history := Appending(connection, self._seal), author)
                yield work
                work.put_down()
                work.note_step()
                if work.destroyed:
                    work.set_value(TO_CLEAN, True)
                version = count_version(history, work.touched.beside) if work.touched.some else 0
                come = _come(connection)
            if version:
                self.journal.note(version, work.touched)
            self._note(come)
            if work.destroyed:
                self._clean(connection)

    def _must_be_writable(self) -> None:
        if self.read_only:
            raise FileNotWrittenError(str(self.file), "denied")

    def _note(self, come: list[int]) -> None:
        if come != self._come and not self.read_only:
            copies.write_mark(self.file, come, self._faults)
            self._come = come

    def integrity(self) -> list[str]:
        """Return what is wrong with the file's pages, as SQLCipher and SQLite say it; nothing where all are whole."""
        return self._pages("PRAGMA cipher_integrity_check") + self._pages("PRAGMA integrity_check")

    def _pages(self, check: str) -> list[str]:
        with told_to_people(self.file), self._engine.connect() as connection, connection.begin():
            return [str(row[0]) for row in connection.exec_driver_sql(check) if row[0] != "ok"]

    def copy_to(self, file: Path) -> None:
        """Write a copy, encrypted like the vault itself; raises ``FileExistsAlreadyError``."""
        if file.exists():
            raise FileExistsAlreadyError(str(file))
        unfinished = file.with_name(f"{file.name}.unfinished")
        unfinished.unlink(missing_ok=True)
        with (
            told_to_people(self.file, writing=True),
            closing(connection_to(self._at, self._keys.vault)) as here,
            closing(connection_to(unfinished, self._keys.vault)) as there,
        ):
            here.backup(there)
        unfinished.with_name(f"{unfinished.name}-wal").unlink(missing_ok=True)
        unfinished.with_name(f"{unfinished.name}-shm").unlink(missing_ok=True)
        with unfinished.open("rb+") as written:
            os.fsync(written.fileno())
        unfinished.rename(file)

    def rekey(self, key: bytes) -> None:
        """Encrypt the file under another key (32 bytes): all of it in one transaction, so it opens with one of the two.

        Whoever kept the former key then reads nothing that is written from now on. Copies from before a migration,
        which only that key opens, go. Raises ``VaultBusyError`` while anybody else uses the file, ``DiskFullError``.
        """
        self._must_be_writable()
        with self._alone() as alone:
            alone.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"").close()
            with suppress(dbapi2.OperationalError):  # it is done already: what this tidies up is tidied up later
                alone.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        self._keys = VaultKeys(key, self._keys.local)
        self._engine = engine_for(self.file, key)
        for copy in self.file.parent.glob(f"{self.file.name}.before-*"):
            with suppress(OSError):  # whoever called must go on with the new key, come what may
                copy.unlink()

    def check_alone(self) -> None:
        """Refuse while anybody else uses the file; VaultBusyError."""
        with self._alone():
            pass

    @contextmanager
    def _alone(self) -> Iterator[dbapi2.Connection]:
        self._engine.dispose()
        with told_to_people(self.file, writing=True), closing(connection_to(self.file, self._keys.vault)) as alone:
            alone.execute("PRAGMA journal_mode = DELETE").close()  # refused unless nobody else is there
            alone.execute("PRAGMA journal_mode = WAL").close()  # in which a killed rekeying is none, whatever key asks
            yield alone

    def clean(self) -> bool:
        """Write the file anew if destroyed values may have left traces in it; returns whether none are left.

        Done after every erasure and whenever the vault is opened. It has to wait while somebody still reads an older
        snapshot.
        """
        with told_to_people(self.file), self._engine.connect() as connection:
            return self._clean(connection)

    def _clean(self, connection: sa.Connection) -> bool:
        # Overwriting (secure_delete) misses what moving rows between pages leaves behind; the log has copies too.
        raw = connection.connection.driver_connection
        assert raw is not None
        connection.rollback()
        if not raw.execute("SELECT count(*) FROM desk_value WHERE key = ?", (TO_CLEAN,)).fetchone()[0]:
            return True
        for copy in self.file.parent.glob(f"{self.file.name}.before-*"):
            copy.unlink()
        try:
            raw.execute("VACUUM")
            if raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                return False
            raw.execute("DELETE FROM desk_value WHERE key = ?", (TO_CLEAN,))
        except dbapi2.OperationalError:
            return False  # busy or no room: the next opening tries again
        return True

    def close(self) -> None:
        """Let go of the file; doing it again changes nothing."""
        self._engine.dispose()
        if not self._closed:
            self._closed = True
            OPEN[self._at.resolve()] -= 1
            if self._aside is not None:
                self._aside.cleanup()

    def look_closely(self) -> tuple[int, bool]:
        """Return the number of faults in the history, and whether what is derived from it differs and was made anew.

        VaultDamagedError where a page is not what its checksum says: its bytes were overwritten. VaultCopyTornError
        where each page is whole and they do not belong together, or some are missing.
        """
        if self._pages("PRAGMA cipher_integrity_check"):
            raise VaultDamagedError(str(self.file))
        try:
            if self._pages("PRAGMA integrity_check"):
                raise VaultCopyTornError(str(self.file))
            with self._at_work() as history:
                faults, differs = len(verify_chain(history)), next(differences(history), None) is not None
                if differs:
                    rebuild(history)
                if faults:
                    drop_mark(history)
        except VaultDamagedError as problem:  # the key is right, or nobody had come so far
            raise VaultCopyTornError(str(self.file)) from problem
        return faults, differs

    def derive_anew(self) -> None:
        """Make record tables and search keys anew from the history."""
        with self._at_work() as history:
            rebuild(history)

    @contextmanager
    def _at_work(self) -> Iterator[History]:
        with told_to_people(self.file, writing=True), self._engine.connect() as connection:
            connection.execution_options(**AT_ONCE)
            with connection.begin():
                yield History(connection, self._seal)

    def compare_with(self, mark: copies.Mark | None, faults: int) -> None:
        """Note how far the file has come, and whether it had come further before."""
        with told_to_people(self.file), self._engine.connect() as connection, connection.begin():
            come = _come(connection)
        self._faults = faults
        self.older = mark is not None and any(now < then for now, then in zip(come, mark.come, strict=False))
        if mark is None or (mark.come, mark.faults) != (come, faults) or not copies.is_of(self.file, mark):
            self._note(come)
        self._come = come

    def prepare(self) -> None:
        """Bring base tables and record tables up to date, with a copy of the file where the base tables change."""
        with told_to_people(self.file, writing=True), self._engine.connect() as connection:
            with connection.begin():
                old = check_version(self.file, connection)
                version = version_of(connection)
            if old and version:
                copy = copy_name(self.file, version)
                if not copy.exists():
                    self.copy_to(copy)
            connection.execution_options(**AT_ONCE)
            with connection.begin():
                if check_version(self.file, connection):
                    migrate(connection)
                bring_up_to_date(History(connection, self._seal))


def _come(connection: sa.Connection) -> list[int]:
    driver: Any = connection.connection.driver_connection  # asked after every save: the short way
    return list(driver.execute(COME).fetchone())
