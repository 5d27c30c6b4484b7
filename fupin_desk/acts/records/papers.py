"""Papers (附件): a scan is kept in the vault by its digest, and named by a record; a consent's paper stays here."""

from __future__ import annotations

from pathlib import Path

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.files import read_file, write_file
from fupin_desk.domain.limits import MOST_FILE_BYTES
from fupin_desk.store import Work

LARGEST_SCAN = MOST_FILE_BYTES


def add_paper(desk: Desk, file: Path, kind: str, household: str | None = None, title: str = "") -> str:
    """Keep a scan and its record; returns the record's id. It travels as what it is of may travel.

    FileNotReadableError, FileTooBigError, FieldsRefusedError.
    """
    content = read_file(file, LARGEST_SCAN)
    with desk.writing() as work:
        return _save(work, content, kind, household, title or file.name)


def add_contract_paper(desk: Desk, file: Path, kind: str, contract: str) -> str:
    """Keep a scan of a contract, named by it, and of its household where it binds one; returns the paper's id.

    FileNotReadableError, FileTooBigError, UnknownRecordError.
    """
    content = read_file(file, LARGEST_SCAN)
    with desk.writing() as work:
        before = work.get("contract", contract).values["papers"]
        parties = work.list("party", where={"contract": contract})
        households = {str(stored.values["household"]) for stored in parties if stored.values["household"]}
        paper = _save(work, content, kind, households.pop() if len(households) == 1 else None, file.name)
        work.save("contract", contract, {"papers": [*(before if isinstance(before, list) else ()), paper]})
        return paper


def _save(work: Work, content: bytes, kind: str, household: str | None, title: str) -> str:
    values = {
        "kind": kind,
        "digest": work.put_blob(content),
        "size_bytes": len(content),
        "household": household,
        "title": title,
    }
    return work.save("paper", None, values).id


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
