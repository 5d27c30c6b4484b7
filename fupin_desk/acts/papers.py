"""Papers (附件): a scan is kept in the vault by its digest, and named by a record; a consent's paper stays here."""

from __future__ import annotations

from pathlib import Path

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.files import read_file, write_file

LARGEST_SCAN = 16 << 20


def add_paper(desk: Desk, file: Path, kind: str, household: str | None = None, title: str = "") -> str:
    """Keep a scan and its record; returns the record's id. It travels as what it is of may travel.

    FileNotReadableError, FileTooBigError, FieldsRefusedError.
    """
    content = read_file(file, LARGEST_SCAN)
    with desk.writing() as work:
        said = {
            "kind": kind,
            "digest": work.put_blob(content),
            "size_bytes": len(content),
            "household": household,
            "title": title or file.name,
        }
        return work.save("paper", None, said).id


def add_consent_paper(desk: Desk, consent: str, file: Path) -> str:
    """Keep the scan of a consent under the laptop's own key, where it stays; returns its digest."""
    content = read_file(file, LARGEST_SCAN)
    with desk.writing() as work:
        work.get("consent", consent)
        digest = work.put_blob(content, local=True)
        work.save("consent", consent, {"paper": digest})
    return digest


def write_paper(desk: Desk, digest: str, out: Path) -> Path:
    """Write a kept scan as a new file; BlobMissingError."""
    with desk.vault.reading() as reader:
        content = reader.blob(digest)
    return write_file(out, content)
