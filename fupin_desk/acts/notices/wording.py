"""A notice's frozen values in the words of its languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fupin_desk.acts.notices.snapshot import Facts
from fupin_desk.domain.languages import OFFICIAL, written_in
from fupin_desk.paper.sheet import Phrase, Words
from fupin_desk.policy.notice_spec import HOUSEHOLDS, Cells, Key, NoticeColumn, Sentence
from fupin_desk.words import words
from fupin_desk.words.figures import money


@dataclass(frozen=True, slots=True)
class Voice:
    """Says things in each of a notice's languages, the village by its name in each."""

    facts: Facts

    def said(self, key: str, **facts: Any) -> Words:
        """Return what is said under a key; ``{village}`` is always known."""
        return tuple(
            Phrase(words(language).say(key, **{"village": self.village(language), **facts}), language)
            for language in self.facts.languages
        )

    def village(self, language: str) -> str:
        """Return the village's name in a language, else in one that has it."""
        names = self.facts.village
        return names.get(language) or names.get(OFFICIAL) or next(iter(names.values()))

    def joined(self, *parts: Words, between: str = " ") -> Words:
        """Return several things said as one, language by language."""
        return tuple(
            Phrase(between.join(phrase.text for phrase in said), said[0].language) for said in zip(*parts, strict=True)
        )

    def code(self, codes: str, code: str) -> Words:
        """Return a code's label in each language."""
        return tuple(Phrase(words(language).code(codes, code), language) for language in self.facts.languages)

    def as_written(self, text: str) -> Words:
        """Return a name as it stands on record: once, with the script it is written in."""
        return (Phrase(text, self._script(text)),) if text else ()

    def _script(self, text: str) -> str:
        """The language that gives a name its direction: by its first letter, as isolates do."""
        first = next((sign for sign in text if sign.isalpha()), "")
        if "\u0600" <= first <= "\u06ff":
            return written_in("Arab", self.facts.languages)
        return written_in("Hans" if first >= "\u2e80" else "Latn")

    def sentence(self, sentence: Sentence) -> Words:
        """Return a sentence in each language."""
        return tuple(
            Phrase(words(language).say(sentence.key, **_in_words(sentence.facts, language)), language)
            for language in self.facts.languages
        )

    # ---- cells

    def cell(self, column: NoticeColumn, position: int, cells: Cells) -> Words:
        """Return one cell of a line."""
        name = column.cell or column.name
        match column.form:
            case "position":
                return (Phrase(str(position)),)
            case "money":
                return (Phrase(money(int(cells.get(name, "0")))),)
            case "name":
                return self._name(name, cells)
            case "party":
                return self.party(cells.get(name, ""), cells.get(f"{name}_kind", ""))
            case "codes":
                return self._codes(column, cells)
            case "sentence":
                return self.sentence(column.say(cells)) if column.say else ()
            case _:
                return (Phrase(cells.get(name, "")),)

    def _name(self, name: str, cells: Cells) -> Words:
        if HOUSEHOLDS in cells:
            return self.said("notice.unnamed_households", count=int(cells[HOUSEHOLDS]))
        return self.as_written(cells.get(name, "")) or self.said("notice.one_household")

    def party(self, name: str, kind: str) -> Words:
        """Return an entity's name, or its kind where the name would be a person's; that there is none, where so."""
        if kind:
            return self.code("entity_kind", kind)
        return self.as_written(name) or self.said("notice.promised.none")

    def _codes(self, column: NoticeColumn, cells: Cells) -> Words:
        labels = [self.code(codes, cells[name]) for name, codes in column.codes.items() if cells.get(name)]
        return self.joined(*labels, between=" · ") if labels else ()


def _in_words(facts: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return facts with what is said in each language said in this one."""
    say = words(language).say
    return {name: say(fact) if isinstance(fact, Key) else fact for name, fact in facts.items()}
