"""Words in one language: a sentence by its key, labels of kinds, fields and codes, and figures as people read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from fupin_desk.domain.beside import NOT_ASKED
from fupin_desk.domain.errors import DeskError
from fupin_desk.domain.fields import Field
from fupin_desk.domain.findings import Cited, Finding
from fupin_desk.domain.languages import ENGLISH, OFFICIAL, Direction, InLanguages, direction
from fupin_desk.domain.record import FieldSpec
from fupin_desk.domain.shapes import (
    Centimu,
    Code,
    Codes,
    Count,
    Date,
    Fen,
    Ppm,
    Quantity,
    Reference,
    References,
    Shape,
    Standard,
    Text,
    TextLines,
    Words,
    Year,
    Yes,
    by_shape,
)  # fmt: skip
from fupin_desk.kinds import CODE_LISTS, kind_spec
from fupin_desk.policy.rule import mend_key, sentence_key
from fupin_desk.words import bidi, figures
from fupin_desk.words.catalogue import catalogue

FALLBACK = (OFFICIAL, ENGLISH)
"""Where a text is looked for when a language lacks it: the tests see to it that none does."""

PLACE = re.compile(r"\{(\w+)\}")
"""A placeholder in a text."""

BY_SUFFIX = {
    "_fen": figures.money,
    "_centimu": figures.area,
    "_ppm": figures.rate,
    "_milli": figures.quantity,
}
"""Facts are named with their units, so a sentence need not say how they are written."""


@cache
def words(language: str) -> Translator:
    """Return the words of a language."""
    return Translator(language)


@dataclass(frozen=True, slots=True)
class Translator:
    """Everything the desk says in one language."""

    language: str

    @property
    def direction(self) -> Direction:
        """Which way it is written."""
        return direction(self.language)

    # ---- sentences

    def say(self, key: str, /, **facts: Any) -> str:
        """Return the text of a key with the facts put in, each kept apart from the sentence.

        Facts are written by their type and unit: ``*_fen`` as yuan, ``*_on`` as a day, a list as a listing.
        Raises ``KeyError`` for a placeholder without a fact.
        """
        return PLACE.sub(lambda match: self._shown(match[1], facts[match[1]]), self._text(key))

    def has(self, key: str) -> bool:
        """Return whether this language itself has a text for the key."""
        return bool(catalogue(self.language).gettext(key))

    def listing(self, items: Iterable[str]) -> str:
        """Return several things as one text, with the language's own comma."""
        return self._text("list.comma").join(map(self.apart, items))

    def apart(self, text: str) -> str:
        """Return a text, in this language where it is in several, so that it keeps its own order among its words."""
        return bidi.apart(self.chosen(text), self.language)

    def chosen(self, text: str) -> str:
        """Return a text in this language where it is in several (``InLanguages``), else as it was first written."""
        return text.others.get(self.language, str(text)) if isinstance(text, InLanguages) else text

    # ---- records

    def kind(self, kind: str) -> str:
        """Return what one record of the kind is called."""
        return self._text(f"kind.{kind}")

    def kinds(self, kind: str) -> str:
        """Return what several records of the kind are called."""
        return self._text(f"kinds.{kind}")

    def field(self, kind: str, name: str) -> str:
        """Return a field's label, short enough for the head of a column. What every kind has is said once for all."""
        own = f"field.{kind}.{name}"
        return self._text(own if self._known(own) else f"field.{name}")

    def hint(self, kind: str, name: str) -> str | None:
        """Return how to fill a field in, where that needs saying."""
        key = f"hint.{kind}.{name}"
        return self._text(key) if self.has(key) else None

    def unit(self, kind: str, spec: FieldSpec) -> str:
        """Return the unit a field is filled in and shown in, for beside its label; empty where it has none."""
        own = f"unit.{kind}.{spec.name}"
        if self._known(own):
            return self._text(own)
        plain = spec.field.shape.unit
        return self._text(f"unit.{plain}") if plain else ""

    def code(self, codes: str, code: str) -> str:
        """Return the label of a code of a code list."""
        return self._text(f"code.{codes}.{code}")

    def refused(self, reason: str, kind: str = "", field: str = "") -> str:
        """Return why what was typed in a field cannot be, and what to do."""
        facts = self.asked_where(kind, field) if reason == NOT_ASKED else {}
        return self.say(f"refused.{reason}", **facts)

    def asked_where(self, kind: str, field: str) -> dict[str, Any]:
        """Return the label of the field that decides where another one is asked for, and the codes for which it is."""
        deciding, codes = kind_spec(kind).fields[field].field.only or ("", ())
        listed = kind_spec(kind).fields[deciding].field.codes or ""
        return {"field": self.field(kind, deciding), "codes": [self.code(listed, code) for code in codes]}

    # ---- values

    def yes_no(self, value: bool) -> str:
        """Return a yes or a no."""
        return self._text("yes" if value else "no")

    def money(self, fen: int) -> str:
        """Return yuan without the unit: ``12,500.50``."""
        return figures.money(fen)

    def yuan(self, fen: int) -> str:
        """Return yuan with the unit."""
        return self.say("amount.yuan", amount=figures.money(fen))

    def area(self, centimu: int) -> str:
        """Return mu (亩) without the unit: ``3.25``."""
        return figures.area(centimu)

    def rate(self, ppm: int) -> str:
        """Return parts per million as percent: ``4.35 %``."""
        return figures.rate(ppm)

    def quantity(self, milli: int) -> str:
        """Return thousandths as a number: ``1.5``."""
        return figures.quantity(milli)

    def day(self, on: date | str) -> str:
        """Return a day as ``yyyy-MM-dd``."""
        return figures.day(on)

    def value(self, spec: FieldSpec, value: Any) -> str:
        """Return a field's value as a person reads it, with its unit; empty for none. References stay as they are."""
        return "" if value is None else SHOWN[spec.field.shape](self, spec.field, value)

    # ---- what went wrong, what was seen

    def error(self, problem: DeskError) -> str:
        """Return what happened, to what, and what to do now.

        A reason that has a sentence of its own (``error.<Class>.<reason>``) is said with that one, a fact that is
        missing with ``error.<Class>.without_<fact>``; a class without a sentence is said as the class above it.
        """
        facts = problem.facts
        for cls in type(problem).__mro__:
            key = f"error.{cls.__name__}"
            for own in (f"{key}.{facts.get('reason')}", *(f"{key}.without_{name}" for name in _missing(facts)), key):
                if self._known(own):
                    return self.say(own, **self.facts(facts))
        return self.say("error.bug")

    def finding(self, finding: Finding) -> str:
        """Return what a rule saw."""
        return self.say(sentence_key(finding), **self.facts(finding.facts))

    def mend(self, finding: Finding) -> str:
        """Return what would mend it."""
        return self.say(mend_key(finding), **self.facts(finding.facts))

    def clause(self, clause: str) -> str:
        """Return a clause of the opinion, with what it is about."""
        return f"{self.apart(clause)} {self.apart(self._text(f'clause.{clause}'))}"

    def sources(self, source: Iterable[Cited]) -> str:
        """Return the laws and documents something rests on, with their articles."""
        return self._text("list.semicolon").join(self._cited(cited) for cited in source)

    def _cited(self, cited: Cited) -> str:
        law = self._text(f"law.{cited.law}")
        return self.say("law.articles", law=law, articles=list(cited.articles)) if cited.articles else self.apart(law)

    def facts(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Return facts with their codes in words.

        ``kind``, ``field``, ``figure`` and ``stream`` are said by what they name; a code by ``fact.<fact>.<code>`` if
        there is one, else by the code list of the fact's name.
        """
        return {name: self._fact(name, fact, facts) for name, fact in facts.items()}

    def _fact(self, name: str, fact: Any, facts: Mapping[str, Any]) -> Any:
        if name == "refused":
            return "\n".join(self._refused(str(facts.get("kind")), refusal) for refusal in fact)
        if isinstance(fact, list):
            return [self._fact("field" if name == "fields" else name, item, facts) for item in fact]
        if not isinstance(fact, str):
            return fact
        if name == "stream" and fact.startswith("village:"):
            return self.say("fact.stream.village", village=fact.removeprefix("village:"))
        for key in _keys(name, fact, facts):
            if self._known(key):
                return self._text(key)
        return fact

    def _refused(self, kind: str, refused: Mapping[str, Any]) -> str:
        """One refused value: where, what was typed, why not."""
        label = self._fact("field", refused["field"], {"kind": kind})
        reason, typed = self.refused(refused["reason"], kind, refused["field"]), str(refused.get("typed", ""))[:80]
        if refused.get("line") is not None:
            return self.say("refused_in_line", line=refused["line"], field=label, typed=typed, reason=reason)
        return self.say("refused_one", field=label, typed=typed, reason=reason)

    def _shown(self, name: str, fact: Any) -> str:
        """One fact as it stands in a sentence."""
        if isinstance(fact, bool):
            return self.yes_no(fact)
        if isinstance(fact, int):
            written = next((write for suffix, write in BY_SUFFIX.items() if name.endswith(suffix)), str)
            return self.apart(written(fact))
        if isinstance(fact, date):
            return self.apart(figures.day(fact))
        if isinstance(fact, list | tuple):
            return self.listing(self._plain_item(name, item) for item in fact)
        return "" if fact is None else self.apart(fact if isinstance(fact, str) else str(fact))

    def _plain_item(self, name: str, item: Any) -> str:
        return item if isinstance(item, str) else self._shown(name, item)

    def _known(self, key: str) -> bool:
        return self._text(key) != key

    def _text(self, key: str) -> str:
        for language in (self.language, *FALLBACK):
            text = catalogue(language).gettext(key)
            if text:
                return bidi.settled(text, language)
        return key


def _keys(name: str, fact: str, facts: Mapping[str, Any]) -> list[str]:
    """Where the words for a code among the facts may stand."""
    keys = {
        "kind": [f"kind.{fact}"],
        "field": [f"field.{facts.get('kind')}.{fact}", f"field.{fact}"],
        "figure": [f"figure.{fact}"],
    }.get(name, [])
    listed = [f"code.{name}.{fact}"] if fact in CODE_LISTS.get(name, ()) else []
    return [*keys, f"fact.{name}.{fact}", *listed]


def _missing(facts: Mapping[str, Any]) -> list[str]:
    return [name for name, fact in facts.items() if fact is None]


def _itself(words: Translator, _field: Field, value: Any) -> str:
    return words.apart(str(value))


SHOWN: Mapping[Shape, Callable[[Translator, Field, Any], str]] = by_shape(
    {
        Text: lambda words, _field, value: words.chosen(value),
        Words: lambda words, _field, value: words.chosen(value),
        TextLines: lambda words, _field, value: words.listing(value),
        Code: lambda words, field, value: words.code(field.codes or "", value),
        Codes: lambda words, field, value: words.listing(words.code(field.codes or "", code) for code in value),
        Yes: lambda words, _field, value: words.yes_no(value),
        Date: lambda words, _field, value: words.apart(figures.day(value)),
        Year: _itself,
        Fen: lambda words, _field, value: words.yuan(value),
        Centimu: lambda words, _field, value: words.say("amount.mu", amount=figures.area(value)),
        Ppm: lambda words, _field, value: words.apart(figures.rate(value)),
        Quantity: lambda words, _field, value: words.apart(figures.quantity(value)),
        Count: lambda words, _field, value: words.apart(f"{value:,}"),
        Reference: _itself,
        References: lambda words, _field, value: words.listing(value),
        Standard: _itself,
    }
)
"""By shape: a value as a person reads it."""
