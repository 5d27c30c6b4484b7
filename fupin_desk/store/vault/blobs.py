"""Files in the vault, by the SHA-256 of their content: scans, and the signed notices."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fupin_desk.domain.changes import sha256
from fupin_desk.domain.errors import BlobMissingError
from fupin_desk.store.history.history import History
from fupin_desk.store.vault.cipher import CACHE_FOR_FILES_KIBIBYTES, CACHE_KIBIBYTES


def has_blob(history: History, digest: str) -> bool:
    """Return whether the content is here."""
    return bool(history.rows("SELECT 1 FROM blob WHERE digest = ?", (digest,)))


def blob(history: History, digest: str) -> bytes:
    """Return the content; raises ``BlobMissingError`` where it is not here, or is sealed and the key is not."""
    rows = history.rows("SELECT local, content FROM blob WHERE digest = ?", (digest,))
    content: bytes | None = None
    if rows:
        local, kept = rows[0]
        content = history.seal.open(kept, f"blob/{digest}") if local else bytes(kept)
    if content is None:
        raise BlobMissingError(digest)
    return content


@contextmanager
def in_little_memory(history: History) -> Iterator[None]:
    """Let the pages of many files not lie in memory until all of them are written."""
    history.run(f"PRAGMA cache_size = -{CACHE_FOR_FILES_KIBIBYTES}")
    try:
        yield
    finally:
        history.run(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")


def put_blob(history: History, content: bytes, local: bool) -> str:
    """Keep a file and return its digest. What was kept as local stays so until it is kept again for all."""
    digest = sha256(content)
    kept = history.seal.close(content, f"blob/{digest}") if local else content
    history.run(
        """INSERT INTO blob (digest, local, content) VALUES (?, ?, ?) ON CONFLICT (digest) DO UPDATE
        SET local = excluded.local, content = excluded.content WHERE blob.local AND NOT excluded.local""",
        (digest, int(local), kept),
    )
    return digest
