"""What the system says where a file could not be written, as an error a person can act on."""

from __future__ import annotations

import errno
from pathlib import Path

from fupin_desk.domain.errors.exchange import FileNotWrittenError
from fupin_desk.domain.errors.vault import DiskFullError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_MISSING = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV})


def not_written(problem: OSError, path: Path) -> DiskFullError | FileNotWrittenError:
    """Return what a person can do about a file or folder that could not be written."""
    if problem.errno in _FULL:
        return DiskFullError(str(path.parent))
    if problem.errno in _DENIED:
        return FileNotWrittenError(str(path), "denied")
    return FileNotWrittenError(str(path), "missing" if problem.errno in _MISSING else "failed")
