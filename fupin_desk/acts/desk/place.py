"""The place of a desk that is to be: made beside it, and put there at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fupin_desk.domain.errors.writing import not_written
from fupin_desk.store import TemporaryFolder, remove_stale_folders


@contextmanager
def put_in_place(folder: Path) -> Iterator[Path]:
    """Give a folder to make a desk in, beside its new or empty one, and put it there once all is done: whole, or not.

    DiskFullError, FileNotWrittenError: then the folder is as it was.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        remove_stale_folders(folder.parent)
        temporary = TemporaryFolder(folder.parent)
    except OSError as problem:
        raise not_written(problem, folder) from problem
    try:
        beside = temporary.path / "desk"
        beside.mkdir(mode=0o700)  # nobody else on a shared laptop copies the vault
        yield beside
        if folder.exists():
            folder.rmdir()
        os.replace(beside, folder)  # noqa: PTH105 - a rename that may not copy
    except OSError as problem:
        raise not_written(problem, folder) from problem
    finally:
        temporary.cleanup()
