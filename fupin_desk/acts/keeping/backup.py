"""A backup: the whole desk in one file, made at any time, also while it is open; and a desk made again from it.

The file is a plain tar of what is in the desk's folder: ``desk.json``, ``keys.json``, at an office ``office.pem``, and
the vault as of one moment. It is encrypted as the folder is: whoever has it needs a passphrase that opens the desk.
"""

from __future__ import annotations

import os
import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from fupin_desk import keys
from fupin_desk.acts.desk import (
    DESK_FILE,
    KEY_FILE,
    OLDER_COPY,
    ROOT_FILE,
    VAULT_FILE,
    Desk,
    Surroundings,
    check_can_make,
    open_desk,
)
from fupin_desk.acts.desk.files import check_free
from fupin_desk.acts.desk.place import put_in_place
from fupin_desk.domain.errors import DiskFullError, FileNotReadableError, NotABackupError
from fupin_desk.domain.errors.writing import not_written
from fupin_desk.exchange.atomic_write import Hashing, pour_atomically
from fupin_desk.store import TemporaryFolder, remove_stale_folders

NEEDED = (DESK_FILE, KEY_FILE, VAULT_FILE)
PARTS = (*NEEDED, ROOT_FILE)


@dataclass(frozen=True)
class Restored:
    """A desk made again from a backup."""

    folder: Path
    code: str
    desk: str


def back_up(desk: Desk, out: Path) -> Path:
    """Write the desk as of this moment to a new file, flushed and read back. Nobody needs to close anything before.

    FileExistsAlreadyError, DiskFullError, FileNotWrittenError: then no file was made.
    """
    check_free(out)
    remove_stale_folders(out.parent)
    try:
        temporary = TemporaryFolder(out.parent)
    except OSError as problem:
        raise not_written(problem, out) from problem
    folder = temporary.path
    try:
        desk.vault.copy_to(folder / VAULT_FILE)
        keys.write_key_ring(folder / KEY_FILE, keys.read_key_ring(desk.folder / KEY_FILE))
        shutil.copyfile(desk.folder / DESK_FILE, folder / DESK_FILE)
        if desk.role == "office":
            (folder / ROOT_FILE).write_bytes(desk.certificate("root").pem)
        pour_atomically(out, lambda file: _pack(folder, file))
    except DiskFullError as problem:  # whatever folder it was told of is gone with what was in it
        raise DiskFullError(str(out.parent)) from problem
    except OSError as problem:
        raise not_written(problem, out) from problem
    finally:
        temporary.cleanup()
    return out


def _pack(folder: Path, file: Hashing) -> None:
    with tarfile.open(fileobj=cast(BinaryIO, file), mode="w|", format=tarfile.USTAR_FORMAT) as tar:
        for name in PARTS:
            part = folder / name
            if part.exists():
                member = tarfile.TarInfo(name)
                member.size, member.mode = part.stat().st_size, 0o600
                with part.open("rb") as content:
                    tar.addfile(member, content)


def restore(surroundings: Surroundings, folder: Path, file: Path, passphrase: str) -> Restored:
    """Make the desk of a backup in a new or empty folder: whole and looked at, or not at all.

    Orders to erase that the backup knows are carried out again; later ones come with the office's next answer.
    FolderNotEmptyError, FileNotReadableError, NotABackupError, WrongPassphraseError, and what a vault may be.
    """
    check_can_make(folder)
    folder = folder.absolute()
    with put_in_place(folder) as beside:
        _unpack(file, beside)
        desk = open_desk(surroundings, beside, passphrase)
        try:
            with desk.writing() as work:
                work.carry_out_orders()
                if desk.role == "village":
                    work.set_value(OLDER_COPY, desk.today().isoformat())
        finally:
            desk.close()
    return Restored(folder, desk.code, desk.id)


def _unpack(file: Path, folder: Path) -> None:
    try:
        backup = file.open("rb")
    except OSError:
        raise FileNotReadableError(str(file)) from None
    names = set()
    with backup:
        try:
            with tarfile.open(fileobj=backup, mode="r:") as tar:
                for member in tar:
                    if member.name not in PARTS or member.name in names or not member.isreg():
                        raise NotABackupError(str(file))
                    content = tar.extractfile(member)
                    assert content is not None  # it is a regular file
                    with (folder / member.name).open("xb") as part:
                        shutil.copyfileobj(content, part)
                        os.fsync(part.fileno())
                    names.add(member.name)
        except tarfile.TarError as problem:
            raise NotABackupError(str(file)) from problem
    if not names.issuperset(NEEDED):
        raise NotABackupError(str(file))
