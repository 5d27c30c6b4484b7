"""Registered people's Chinese names with something put between their characters: 张(三), 欧阳1建国, 王小、明.

Only the Chinese characters are compared. What stands between must be short, and no word; where it could end a sentence
or list things, or the name has but two characters, they must stand for themselves besides: 开张，三天 is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from fupin_desk.acts.notices.found import JOINERS, Found, common_words, fold_places, words
from fupin_desk.domain.folding import fold, is_chinese

_FAR = 4
"""Characters that may stand between two of a name's."""
_STOPS = frozenset("，。；：、！？,;:!?\n\r")
_CLOSING = ")）]】」』”’\"'》〉 "


def apart(by_beginning: Mapping[str, Sequence[tuple[str, str, int]]], text: str) -> Iterator[Found]:
    """Every such name in a text, by names' first two letters (``Names.by_beginning``)."""
    folded, places = fold_places(text)
    kept = [at for at, letter in enumerate(folded) if is_chinese(letter)]
    letters, places = "".join(folded[at] for at in kept), [places[at] for at in kept]
    at = 0
    while at < len(letters) - 1:
        hit = _at(by_beginning.get(letters[at : at + 2], ()), text, letters, places, at)
        if hit is None:
            at += 1
        else:
            yield hit
            at += len(fold(hit.name))


def _at(names: Sequence[tuple[str, str, int]], text: str, letters: str, places: list[int], at: int) -> Found | None:
    for name, written, _ in names:
        if letters.startswith(name, at) and _is_name(name, text, places[at : at + len(name)]):
            return Found(written, places[at], places[at + len(name) - 1] + 1)
    return None


def _is_name(name: str, text: str, places: list[int]) -> bool:
    """Whether characters with something between them are a name there."""
    gaps = [text[start + 1 : two].strip() for start, two in pairwise(places)]
    if all(sign in JOINERS for gap in gaps for sign in gap) or not all(map(_hides, gaps)):
        return False
    start, end = places[0], places[-1] + 1
    stopped = any(sign in _STOPS for gap in gaps for sign in gap)
    if not stopped and len(name) > 2:
        return True
    halves = {name, *_parts(name, gaps), name[-1] + fold(text[end : end + 1])}
    if not begins_name(text, start) or (stopped and halves & common_words()):
        return False
    return len(name) > 2 or not stopped or ends_name(text, end)


def _hides(gap: str) -> bool:
    """Whether something between two characters is no word: marks, digits, a few Latin letters."""
    return len(gap) <= _FAR and not any(sign.isalpha() and not sign.isascii() for sign in gap)


def _parts(name: str, gaps: list[str]) -> list[str]:
    """What a name falls into where something stands between its characters."""
    cuts = [at for at, gap in enumerate(gaps, 1) if gap]
    return [name[start:two] for start, two in pairwise((0, *cuts, len(name)))]


def begins_name(text: str, start: int) -> bool:
    """Whether a name can begin there: after no Chinese character, or a word that names somebody."""
    return not is_chinese(text[start - 1 : start] or " ") or text[:start].endswith(words("before"))


def ends_name(text: str, end: int) -> bool:
    """Whether a name can end there: before no Chinese character, or a word for what somebody did."""
    after = text[end:].lstrip(_CLOSING)
    if after[:1] in ("户", "家"):
        return False
    return not is_chinese(after[:1] or " ") or after.startswith(words("after"))
