"""A notice's frozen values in the words of its languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fupin_desk.acts.notices.snapshot import Facts, gathered_up
from fupin_desk.domain.languages import OFFICIAL, InLanguages, script, script_of, written_in
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

    def title(self, key: str, **facts: Any) -> Words:
        """Return what is said under a key, where it is marked that the village has no name in a language."""
        names = {language: self._in(language, self.village(language)) for language in self.facts.languages}
        return tuple(
            Phrase(words(language).say(key, **{"village": name, **facts}), language) for language, name in names.items()
        )

    def _in(self, language: str, fact: Any) -> Any:
        """Return a fact in words of a language: a key said in it; a text as it is there, else as written, marked so."""
        if isinstance(fact, Key):
            return words(language).say(fact)
        if not isinstance(fact, str):
            return fact
        other = fact.others.get(language) if isinstance(fact, InLanguages) else None
        if other or _fits(fact, language):
            return other or str(fact)
        return words(language).say(f"notice.only_in.{script_of(fact)}", text=str(fact))

    def lacking(self, names: Iterable[InLanguages]) -> Words:
        """Return, in each language in which one of these names is not written, that names stand as they were."""
        texts = list(names)
        return tuple(
            Phrase(words(language).say("notice.names_as_written"), language)
            for language in self.facts.languages
            if not all(language in text.others or _fits(text, language) for text in texts)
        )

    def joined(self, *parts: Words, between: str = " ") -> Words:
        """Return several things said as one, language by language."""
        return tuple(
            Phrase(between.join(phrase.text for phrase in phrases), phrases[0].language)
            for phrases in zip(*parts, strict=True)
        )

    def code(self, codes: str, code: str) -> Words:
        """Return a code's label in each language."""
        return tuple(Phrase(words(language).code(codes, code), language) for language in self.facts.languages)

    def as_written(self, text: str) -> Words:
        """Return a name as it stands on record, with the script it is written in, and what else it is called here.

        Once in each language that has it, and as it was written where one has not.
        """
        first = Phrase(str(text), self._script(text))
        others = text.others if isinstance(text, InLanguages) else {}
        here = {language: others.get(language) for language in self.facts.languages}
        phrases = (Phrase(other, language) if other else first for language, other in here.items())
        return tuple(dict.fromkeys(phrases)) if text else ()

    def _script(self, text: str) -> str:
        """The language that gives a name its direction: by its first letter, as isolates do."""
        first = next((sign for sign in text if sign.isalpha()), "")
        if "\u0600" <= first <= "\u06ff":
            return written_in("Arab", self.facts.languages)
        return written_in("Hans" if first >= "\u2e80" else "Latn")

    def sentence(self, sentence: Sentence) -> Words:
        """Return a sentence in each language."""
        return tuple(
            Phrase(words(language).say(sentence.key, **self._all_in(language, sentence.facts)), language)
            for language in self.facts.languages
        )

    def _all_in(self, language: str, facts: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._in(language, fact) for name, fact in facts.items()}

    # ---- cells

    def cell(self, column: NoticeColumn, position: int, cells: Cells) -> Words:
        """Return one cell of a line."""
        name, cells = column.cell or column.name, gathered_up(cells)
        match column.form:
            case "position":
                return (Phrase(str(position)),)
            case "money":
                return (Phrase(money(int(cells[name]))),) if name in cells else ()
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


def _fits(text: str, language: str) -> bool:
    """Return whether a text can be in a language, by its letters."""
    return not any(map(str.isalpha, text)) or script_of(text) == script(language)
