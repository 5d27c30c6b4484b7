"""The words a record is found by, kept beside its row and found by their beginning."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fupin_desk.domain.changes import Value
from fupin_desk.domain.folding import fold, is_chinese, words_of
from fupin_desk.domain.traits import Finder
from fupin_desk.kinds import KINDS
from fupin_desk.store.search.pinyin import readings

FOLDING = 3
"""Of the way words are folded; another one makes all keys anew."""


def name_keys(name: str) -> set[str]:
    """Return a name whole and from each of its words (of a Chinese one: characters) on, and its pinyin."""
    whole = fold(name)
    if not whole:
        return set()
    words = words_of(name)
    keys = {whole, *("".join(words[at:]) for at in range(len(words)))}
    if all(map(is_chinese, whole)):
        keys.update(whole[at:] for at in range(1, len(whole)))
        for syllables in readings(whole):
            keys.update("".join(syllables[at:]) for at in range(len(syllables)))
            keys.add("".join(syllable[:1] for syllable in syllables))
    return keys


def number_keys(number: str) -> set[str]:
    """Return a number such as ``H-0123-7KQX`` from each of its parts on, with and without leading noughts."""
    parts = words_of(number)
    keys = {"".join(parts[at:]) for at in range(len(parts))}
    return {key for word in keys for key in (word, word.lstrip("0")) if key}


def id_number_keys(number: str) -> set[str]:
    """Return an ID number, and its last four characters."""
    whole = fold(number)
    return {whole, whole[-4:]} if whole else set()


FINDERS: dict[Finder, Callable[[str], set[str]]] = {
    "name": name_keys,
    "number": number_keys,
    "id_number": id_number_keys,
}
KEYS: dict[str, dict[str, Callable[[str], set[str]]]] = {
    kind: {name: FINDERS[finder] for name, finder in spec.traits.found_by.items()}
    for kind, spec in KINDS.items()
    if spec.traits.found_by
}
"""For each kind the fields it is found by."""


def keys_of(kind: str, values: Mapping[str, Value]) -> set[str]:
    """Return all words a record is found by."""
    words: set[str] = set()
    for name, keys in KEYS.get(kind, {}).items():
        value = values.get(name)
        if isinstance(value, str):
            words |= keys(value)
    return words
