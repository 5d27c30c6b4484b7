"""What somebody may mean in a field that names another record."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.names import names
from fupin_desk.domain.folding import fold, is_chinese
from fupin_desk.domain.languages import InLanguages
from fupin_desk.store import Reader
from fupin_desk.store.search.keys import name_keys
from fupin_desk.store.search.pinyin import readings

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


def begun_by(label: str, typed: str) -> int:
    """Return how well letters mean a label: 2 where it, its pinyin or its initials begin with them.

    1 where one of its words does, 0 where none does; without letters every label is meant.
    """
    letters, whole = fold(typed), fold(label)
    wholes = {whole}
    if letters.isascii() and whole and all(map(is_chinese, whole)):
        for syllables in readings(whole):
            wholes |= {"".join(syllables), "".join(syllable[:1] for syllable in syllables)}
    if any(key.startswith(letters) for key in wholes):
        return 2
    return int(any(key.startswith(letters) for key in name_keys(label)))


def meant(choices: Sequence[tuple[Any, str]], typed: str) -> Any:
    """Return the one value that letters mean: what is called so, or what alone begins so; else nothing."""
    letters = fold(typed)
    exact = [value for value, label in choices if fold(label) == letters]
    ranked = [(begun_by(label, typed), value) for value, label in choices]
    for found in (exact, *([value for rank, value in ranked if rank == wanted] for wanted in (2, 1))):
        if found:
            return found[0] if letters and len(found) == 1 else None
    return None
