"""Papers (附件): a scan is kept in the vault by its digest, and named by a record; a consent's paper stays here."""

from __future__ import annotations

from pathlib import Path

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.files import read_file, write_file
from fupin_desk.domain.limits import MOST_FILE_BYTES
from fupin_desk.kinds.papers import PAPER, lists_them, stays_here
from fupin_desk.store import Work

LARGEST_SCAN = MOST_FILE_BYTES


def add_paper(desk: Desk, file: Path, kind: str, household: str | None = None, title: str = "") -> str:
    """Keep a scan and its record; returns the record's id. It travels as what it is of may travel.

    FileNotReadableError, FileTooBigError, FieldsRefusedError.
    """
    content = read_file(file, LARGEST_SCAN)
    with desk.writing() as work:
        return _save(work, content, kind, household, title or file.name)


def add_scan(desk: Desk, file: Path, sort: str, kind: str, record: str) -> tuple[str, str]:
    """Keep a scan of a record as its kind keeps them (``kinds.papers``); returns kind and id of what was written.

    ``sort``: what sort of paper it is (code list ``paper_kind``). FileNotReadableError, FileTooBigError,
    UnknownRecordError.
    """
    if stays_here(kind) is not None:
        add_local_scan(desk, kind, record, file)
        return kind, record
    listed = lists_them(kind)
    return PAPER, add_paper(desk, file, sort, record) if listed is None else _add_listed(desk, file, sort, kind, record)


def _add_listed(desk: Desk, file: Path, sort: str, kind: str, record: str) -> str:
    """Keep a scan that a record lists; it is of the record's household where it binds one alone."""
    content, listed = read_file(file, LARGEST_SCAN), str(lists_them(kind))
    with desk.writing() as work:
        before = work.get(kind, record).values[listed]
        households = work.households_of(kind, [record])[record]
        paper = _save(work, content, sort, households[0] if len(households) == 1 else None, file.name)
        work.save(kind, record, {listed: [*(before if isinstance(before, list) else ()), paper]})
        return paper


def _save(work: Work, content: bytes, kind: str, household: str | None, title: str) -> str:
    values = {
        "kind": kind,
        "digest": work.put_blob(content),
        "size_bytes": len(content),
        "household": household,
        "title": title,
    }
    return work.save(PAPER, None, values).id


def add_local_scan(desk: Desk, kind: str, record: str, file: Path) -> str:
    """Keep the scan of an agreement, say, under the laptop's own key, where it stays; returns its digest."""
    content, field = read_file(file, LARGEST_SCAN), str(stays_here(kind))
    with desk.writing() as work:
        work.get(kind, record)
        digest = work.put_blob(content, local=True)
        work.save(kind, record, {field: digest})
    return digest


def write_paper(desk: Desk, digest: str, out: Path) -> Path:
    """Write a kept scan as a new file; BlobMissingError."""
    with desk.vault.reading() as reader:
        content = reader.blob(digest)
    return write_file(out, content)
