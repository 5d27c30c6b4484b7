"""Registered people's full names in what is printed: found in one pass, whichever way they are written.

Names and texts are folded alike (``domain.folding``), and each text is walked once: at every character the names that
begin with it and the next are looked at, however many people are registered. What is found must be a name as a reader
takes it: Chinese ones anywhere, unless they are a common word or cut out of two; others as words, with an ending.
A name of two words is looked for with the second first too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise

from fupin_desk.acts.notices.apart import apart
from fupin_desk.acts.notices.found import JOINERS, Found, common_words, fold_letters, fold_places, words, words_of_name
from fupin_desk.acts.notices.mixed import find_mixed, is_mixed, mixed_of
from fupin_desk.acts.notices.romanised import Spelling, find_spelled, has_latin, spellings_of
from fupin_desk.acts.notices.turned import Ways, find_turned, turned_of
from fupin_desk.domain.folding import NUMERALS, fold, is_chinese, simplified

_LONG_ENOUGH = 6
"""Letters of a name to which any ending may be joined."""


@dataclass(frozen=True)
class Names:
    """Names to look for, by their first two letters, the longest first."""

    by_beginning: dict[str, list[tuple[str, str, int]]] = field(default_factory=dict)
    """Folded name, the name as it is written, and how many letters its first word has (0 where it is one word)."""

    def find(self, text: str) -> Iterator[Found]:
        """Every name in a text: plain, with something put between its letters, turned round, or in Latin letters."""
        text = simplified(text)  # the words beside a name are looked at too: 會計張三
        plain = list(self._plain(text))
        yield from plain
        yield from (hidden for hidden in self._hidden(text) if not any(_overlap(hidden, whole) for whole in plain))

    def _hidden(self, text: str) -> Iterator[Found]:
        yield from apart(self.by_beginning, text)
        yield from find_turned(self.turned, text)
        if has_latin(text):
            yield from find_spelled(self.spelled, text)
        if is_mixed(text):
            yield from find_mixed(self.mixed, text)

    @cached_property
    def _written(self) -> list[str]:
        """The names as they are written, each once."""
        return sorted({written for names in self.by_beginning.values() for _, written, _ in names})

    @cached_property
    def turned(self) -> Ways:
        """The names with the family name behind."""
        return turned_of(self._written)

    @cached_property
    def spelled(self) -> dict[str, list[Spelling]]:
        """The names in Latin letters: made when a text first holds some."""
        return spellings_of(self._written)

    @cached_property
    def mixed(self) -> Ways:
        """The names in two scripts: made when a text first holds Latin letters beside others."""
        return mixed_of(self._written)

    def _plain(self, text: str) -> Iterator[Found]:
        """Names as they are written; where one lies inside another, the longer."""
        folded, places = fold_places(text)
        at = 0
        while at < len(folded) - 1:
            hit = self._at(text, folded, places, at)
            if hit is None:
                at += 1
            else:
                yield hit[0]
                at = hit[1]

    def _at(self, text: str, folded: str, places: list[int], at: int) -> tuple[Found, int] | None:
        for name, written, parted in self.by_beginning.get(folded[at : at + 2], ()):
            end = at + len(name)
            if folded.startswith(name, at):
                hit = Found(written, _start(text, places[at]), places[end - 1] + 1)
                if _is_whole(text, places[at:end], parted) and _is_name(name, text, hit):
                    return hit, end
        return None


def _overlap(hit: Found, two: Found) -> bool:
    return hit.start < two.end and two.start < hit.end


def names_of(written: Iterable[str]) -> Names:
    """Return names ready to be looked for; those of one letter are no full names."""
    by_beginning: dict[str, dict[str, tuple[str, str, int]]] = {}
    for name in written:
        for folded, parted in _ways(name):
            by_beginning.setdefault(folded[:2], {}).setdefault(folded, (folded, name, parted))
    ordered = {
        beginning: sorted(names.values(), key=lambda spelling: (-len(spelling[0]), spelling[0]))
        for beginning, names in by_beginning.items()
    }
    return Names(ordered)


def _ways(name: str) -> Iterator[tuple[str, int]]:
    """A name folded, and one of two words the other way round; each with the letters of its first word."""
    words = list(filter(None, map(fold_letters, words_of_name(name))))
    if len(words) == 2 and min(map(len, words)) > 1:
        yield words[0] + words[1], len(words[0])
        yield words[1] + words[0], len(words[1])
    elif len("".join(words)) > 1:
        yield "".join(words), 0


def _start(text: str, at: int) -> int:
    """Where a word begins whose first letter that counts is there: a hamza seat before it is its own."""
    while at and not fold(text[at - 1]) and _letter(text[at - 1]):
        at -= 1
    return at


def _is_whole(text: str, places: list[int], parted: int) -> bool:
    """Whether nothing stands between a name's letters but what joins them, or the same between all.

    Between its two words any mark may stand.
    """
    gaps = [text[start + 1 : two] for start, two in pairwise(places)]
    marks = {gap.strip() for gap in gaps}
    if len(gaps) > 1 and len(marks) == 1:
        return True
    return all(at + 1 == parted or all(map(_joins, gap)) for at, gap in enumerate(gaps))


def _is_name(name: str, text: str, hit: Found) -> bool:
    """Whether the letters found are a name there, not parts of other words."""
    before, after = text[: hit.start].rstrip(), text[hit.end :].lstrip()
    if all(map(is_chinese, name)):
        return len(name) > 2 or _stands_as_name(name, text, hit, before, after)
    if _spells(text[hit.start - 1 : hit.start]):
        return False
    ending = _word_at(text, hit.end)
    if name in common_words():
        return not (before or after)
    return not ending or fold(ending) in _endings() or (len(name) >= _LONG_ENOUGH and len(ending) <= _LONG_ENOUGH)


def _stands_as_name(name: str, text: str, hit: Found, before: str, after: str) -> bool:
    """Whether two Chinese characters are a person's name there, not a common word or the halves of two."""
    left, right = text[hit.start - 1 : hit.start], text[hit.end : hit.end + 1]
    counted = name[1] in NUMERALS or name[1] + fold(right) in common_words()
    if name not in common_words() and name[1] != "家":
        return not (fold(left) + name[0] in common_words() and counted)
    alone = not _letter(left) and not _letter(right)
    return alone or before.endswith(words("before")) or after.startswith(words("after"))


def _joins(sign: str) -> bool:
    """Whether a sign may stand inside one name."""
    return sign.isspace() or sign in JOINERS or unicodedata.category(sign) in ("Cf", "Mn", "Me", "Lm", "Lo", "Pd")


def _letter(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "LM"


def _spells(sign: str) -> bool:
    """Whether words are spelled with it: Chinese beside a name in letters is another word."""
    return _letter(sign) and not is_chinese(sign)


def _word_at(text: str, at: int) -> str:
    """The letters from a place on."""
    end = at
    while end < len(text) and _spells(text[end]):
        end += 1
    return text[at:end]


@cache
def _endings() -> frozenset[str]:
    """What may be joined to a name, folded."""
    return frozenset(map(fold, words("endings")))
