"""Which file travels with a change: the scan that a paper names, and no other."""

from __future__ import annotations

from fupin_desk.domain.changes import Change

NAMING, FIELD = "paper", "digest"
"""The kind of record and its field that names a file which travels."""


def scan_of(change: Change) -> str | None:
    """Return the file that a change names, by its SHA-256; one that is local never travels: no paper names it."""
    if change.body is None or change.body.kind != NAMING or not change.values:
        return None
    digest = change.values.get(FIELD)
    return digest if isinstance(digest, str) else None
