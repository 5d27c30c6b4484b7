"""What somebody may mean in a field that names another record."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.names import names
from fupin_desk.domain.folding import fold
from fupin_desk.domain.languages import InLanguages
from fupin_desk.store import Reader

MOST = 30
Narrow = Mapping[str, Collection[str]]
"""Fields of the record that is looked for, with the ids one of which must stand there."""


def choices(desk: Desk, kinds: Collection[str], text: str, narrow: Narrow | None = None) -> list[tuple[str, str]]:
    """Return ids and what they are called, best first; the newest where nothing was typed yet."""
    with desk.vault.reading() as reader:
        return [choice for kind in kinds for choice in _of_kind(reader, kind, text.strip(), narrow or {})][:MOST]


def _of_kind(reader: Reader, kind: str, text: str, narrow: Narrow) -> list[tuple[str, str]]:
    if narrow:
        standing = [stored.id for stored in reader.list(kind, where=narrow)]
        called = names(reader, kind, standing)
        return [(record, called[record]) for record in standing if _meant(text, called[record])]
    ids = reader.search(text, limit=MOST, kind=kind) if text else []
    if not ids:
        newest = reader.list(kind, order="-id", limit=MOST if not text else 500)
        ids = [stored.id for stored in newest]
    called = names(reader, kind, ids)
    choices = [(record, called[record]) for record in ids if record in called]
    exact = [choice for choice in choices if _meant(text, choice[1])]
    return exact if text and exact else (choices if not text or reader.search(text, limit=1, kind=kind) else [])


def _meant(text: str, name: str) -> bool:
    """Return whether letters stand in a name, in whichever language."""
    others = name.others.values() if isinstance(name, InLanguages) else ()
    return any(fold(text) in fold(called) for called in (name, *others))
