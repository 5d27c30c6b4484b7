"""Making a vault, and opening one: as it is, as what may be somebody's copy of it, or only to be read."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from fupin_desk.domain.errors import (
    FileExistsAlreadyError,
    FileNotReadableError,
    FileNotWrittenError,
    VaultCopyTornError,
    VaultDamagedError,
)
from fupin_desk.domain.errors.writing import not_written
from fupin_desk.store.vault import copies
from fupin_desk.store.vault.cipher import VaultKeys
from fupin_desk.store.vault.temporary_folders import TemporaryFolder, remove_stale_folders
from fupin_desk.store.vault.vault import OPEN, Vault


def create_vault(file: Path, keys: VaultKeys) -> Vault:
    """Make a new vault; raises ``FileExistsAlreadyError``."""
    if file.exists():
        raise FileExistsAlreadyError(str(file))
    vault = _prepared(Vault(file, keys))
    vault.compare_with(None, 0)
    return vault


def open_vault(file: Path, keys: VaultKeys, *, to_read: bool = False) -> Vault:
    """Open a vault, bringing it up to date first (with a copy, where the base tables change).

    ``to_read``: where it cannot be written, a copy of it is read, and every writing raises ``FileNotWrittenError``.
    Raises ``VaultDamagedError`` (also for a wrong key, and where it is gone), ``VaultCopyTornError``,
    ``VaultTooNewError``.
    """
    # SQLite would make a new vault of what is gone or empty, and nobody would see that all is lost.
    if not file.exists() or file.stat().st_size == 0:
        raise VaultDamagedError(str(file))
    if OPEN[file.resolve()]:
        return _prepared(Vault(file, keys))
    remove_stale_folders()
    if not copies.can_be_written(file):
        if not to_read:
            raise _locked(file)
        return _prepared(Vault(file, keys, _aside(file)))
    mark = copies.read_mark(file)
    return _opened(file, keys, mark, looked_at=copies.must_be_looked_at(file, mark))


def _opened(file: Path, keys: VaultKeys, mark: copies.Mark | None, looked_at: bool) -> Vault:
    faults, differs = _looked_at(file, keys, mark) if looked_at else (mark.faults if mark else 0, False)
    vault = _prepared(Vault(file, keys))
    if differs:
        vault.derive_anew()
    vault.compare_with(mark, faults)
    if vault.older and not looked_at:  # nothing showed that it is a copy but that it is an older one
        vault.close()
        vault = _opened(file, keys, mark, looked_at=True)
        vault.older = True
    return vault


def _looked_at(file: Path, keys: VaultKeys, mark: copies.Mark | None) -> tuple[int, bool]:
    """Return the faults in the history of what may be a copy, and whether its tables differ; the file stays as it is.

    VaultCopyTornError where it has faults that were not there when the mark was written, or that its log may bring.
    """
    aside = Vault(file, keys, _aside(file))
    try:
        aside.prepare()
        faults, differs = aside.look_closely()
    finally:
        aside.close()
    if faults > (mark.faults if mark else 0) and (mark or copies.has_log(file)):
        raise VaultCopyTornError(str(file))
    return faults, differs


def _locked(file: Path) -> FileNotReadableError | FileNotWrittenError:
    readable = os.access(file, os.R_OK)
    return FileNotWrittenError(str(file), "denied") if readable else FileNotReadableError(str(file))


def _aside(file: Path) -> TemporaryFolder:
    if not os.access(file, os.R_OK):
        raise _locked(file)
    try:
        return copies.copied_aside(file)
    except OSError as problem:
        raise not_written(problem, Path(tempfile.gettempdir()) / file.name) from problem


def _prepared(vault: Vault) -> Vault:
    try:
        vault.prepare()
        vault.clean()
    except BaseException:
        vault.close()
        raise
    return vault
