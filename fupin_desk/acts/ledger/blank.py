"""The empty ledger, to be filled in."""

from __future__ import annotations

from pathlib import Path

from fupin_desk.acts.desk.files import write_file
from fupin_desk.ledger import template
from fupin_desk.words import words


def write_template(out: Path, language: str) -> Path:
    """Write the ledger to fill in as a new file; FileExistsAlreadyError, DiskFullError."""
    return write_file(out, template(words(language)))
