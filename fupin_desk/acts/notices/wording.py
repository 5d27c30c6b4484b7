"""A notice's frozen values in the words of its languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fupin_desk.acts.notices.snapshot import HOUSEHOLDS, Cells, Facts
from fupin_desk.acts.notices.templates import TemplateColumn
from fupin_desk.domain.languages import OFFICIAL, written_in
from fupin_desk.paper.sheet import Phrase, Words
from fupin_desk.words import words
from fupin_desk.words.figures import money

_AMOUNTS = ("_fen", "_centimu", "_ppm")
_FIXED = {"due": "due_fen", "paid": "paid_fen", "amount": "amount_fen"}
"""Columns of money, and the cell each shows."""


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

    # ---- cells

    def cell(self, column: TemplateColumn, position: int, cells: Cells) -> Words:
        """Return one cell of a line."""
        match column.form:
            case "position":
                return (Phrase(str(position)),)
            case "fen":
                return (Phrase(money(int(cells.get(_FIXED[column.name], "0")))),)
            case "name":
                return self._name(cells)
            case "entity":
                return self.entity(cells.get("entity", ""), cells.get("entity_kind", ""))
            case "linkage":
                return self._linkage(cells)
            case "promised":
                return self._promised(cells)
            case _:
                return (Phrase(cells.get(column.name, "")),)

    def _name(self, cells: Cells) -> Words:
        if HOUSEHOLDS in cells:
            return self.said("notice.unnamed_households", count=int(cells[HOUSEHOLDS]))
        return self.as_written(cells.get("name", "")) or self.said("notice.one_household")

    def entity(self, name: str, kind: str) -> Words:
        """Return an entity's name, or its kind where the name would be a person's; that there is none, where so."""
        if kind:
            return self.code("entity_kind", kind)
        return self.as_written(name) or self.said("notice.promised.none")

    def _linkage(self, cells: Cells) -> Words:
        lists = (("linkage", "linkage"), ("terms", "terms"))
        said = [self.code(codes, cells[name]) for name, codes in lists if cells.get(name)]
        return self.joined(*said, between=" · ") if said else ()

    def _promised(self, cells: Cells) -> Words:
        key = _promise_key(cells)
        facts = {name: int(value) for name, value in cells.items() if name.endswith(_AMOUNTS)}
        return tuple(
            Phrase(words(language).say(key, **facts, **_units(cells, language)), language)
            for language in self.facts.languages
        )


def _promise_key(cells: Cells) -> str:
    terms = cells.get("terms", "")
    whole = {
        "order": {"floor_price_fen", "unit"},
        "job": {"wage_fen", "wage_per"},
        "lease": {"area_centimu", "rent_fen"},
        "back_contract": {"area_centimu", "rent_fen"},
        "policy": set(),
    }
    if terms == "asset":
        promise = cells.get("promise", "")
        needed = {"fixed": {"promised_fen"}, "share": {"promised_share_ppm"}}
        wanted = needed.get(promise, {"promised_fen", "promised_share_ppm"})
        return f"notice.promised.asset.{promise}" if promise and wanted <= cells.keys() else "notice.promised.none"
    known = terms in whole and whole[terms] <= cells.keys()
    return f"notice.promised.{terms}" if known else "notice.promised.none"


def _units(cells: Cells, language: str) -> Mapping[str, str]:
    said = words(language)
    found = {}
    if "unit" in cells:
        found["unit"] = said.code("unit", cells["unit"])
    if "wage_per" in cells:
        found["per"] = said.say(f"per.{cells['wage_per']}")
    return found
