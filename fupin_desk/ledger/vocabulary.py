"""What people call sheets, columns, codes, yes and no: our labels in every language, and customary words (as data).

Always true:

* a word that could mean two things on one sheet, or two codes of one list, means nothing: it is never guessed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Any

from fupin_desk import assets
from fupin_desk.domain.folding import fold
from fupin_desk.kinds import CODE_LISTS
from fupin_desk.ledger.columns import SHEETS, SheetColumn, SheetSpec, mark_of
from fupin_desk.ledger.typed import narrow
from fupin_desk.ledger.units import unit_of
from fupin_desk.words import LANGUAGES, words

NONE = "none"
"""The code of a list for none of what it lists: no guarantee, no danger. Of such a list 无 is an answer."""
OFFERED = 8
"""Choices that are named where what was typed is none."""
HEADED_AS = {"roster": ("members", "households")}
"""Where the customary headings of a sheet of no form of ours are found."""
BRACKETS = re.compile(r"[(（【\[〔]([^)）】\]〕]*)[)）】\]〕]")
OF_UNIT = re.compile(r"^(?:计量|金额|货币|面积)?单位\s*[:：]?\s*|^unit\s*:\s*", re.IGNORECASE)
"""What may stand before a unit."""
BETWEEN = " \n/／,，:：;；-—、"
"""What may stand between a heading and a unit without brackets."""


@cache
def customary() -> dict[str, Any]:
    """Return the words people use besides our labels."""
    return tomllib.loads(assets.resource("ledger/headings.toml").read_text(encoding="utf-8"))


@cache
def sheet_names() -> Mapping[str, SheetSpec]:
    """Return which sheet a tab's name means."""
    names = ((name, sheet.key) for sheet in SHEETS for name in _names_of_sheet(sheet))
    by_key = {sheet.key: sheet for sheet in SHEETS}
    return {name: by_key[key] for name, key in _unambiguous(names).items()}


@cache
def columns_of(sheet: SheetSpec) -> Mapping[str, SheetColumn]:
    """Return which column a heading means on a sheet."""
    columns = (*sheet.columns, mark_of(sheet))
    by_key = {column.key: column for column in columns}
    labels = _unambiguous((name, column.key) for column in columns for name in _labels(column.label))
    custom = _unambiguous((name, column.key) for column in columns for name in _custom_headings(sheet, column))
    return {name: by_key[key] for name, key in (custom | labels).items()}


@cache
def codes_of(codes: str) -> Mapping[str, str]:
    """Return which code of a list a word means: its label in any language, a customary word, or the code itself."""
    custom: dict[str, list[str]] = customary()["codes"].get(codes, {})
    labels = ((name, code) for code in CODE_LISTS[codes] for name in _labels(f"code.{codes}.{code}"))
    known = _unambiguous([*labels, *((fold(code), code) for code in CODE_LISTS[codes])])
    none = dict.fromkeys(words_of("none", "words"), NONE) if NONE in CODE_LISTS[codes] else {}
    return none | _unambiguous((fold(word), code) for code, codes in custom.items() for word in codes) | known


def says_none(typed: str) -> bool:
    """Return whether a text is a bare 无, which of a list without a code for none is empty."""
    return fold(typed) in words_of("none", "words")


@lru_cache(maxsize=512)
def nearest(codes: str, typed: str) -> tuple[str, ...]:
    """Return the codes of a list whose words are most like what was typed, the most alike first; all of a short one."""
    matcher = SequenceMatcher(None, b=fold(typed), autojunk=False)
    alike = dict.fromkeys(CODE_LISTS[codes], 0.0)
    for word, code in codes_of(codes).items():
        matcher.set_seq1(word)
        alike[code] = max(alike[code], matcher.ratio())
    return tuple(sorted(alike, key=lambda code: -alike[code])[:OFFERED])


@cache
def yes_no() -> Mapping[str, bool]:
    """Return which words say yes and which no."""
    answers: dict[str, bool] = {}
    for word, value in (("yes", True), ("no", False)):
        answers |= dict.fromkeys(_labels(word), value)
        answers |= {fold(word_meant): value for word_meant in customary()["yes"][word]}
    return answers


@cache
def words_of(part: str, name: str) -> frozenset[str]:
    """Return a plain list of words: group headings, totals, footers, hints."""
    return frozenset(map(fold, customary()[part][name]))


def heading_meant(sheet: SheetSpec, heading: str) -> tuple[SheetColumn, str | None] | None:
    """Return the column a heading means and the unit it names, or None where it means none for sure."""
    plain, unit = _without_hints(narrow(heading).replace("*", "").replace("＊", ""))
    sheet_column = columns_of(sheet).get(fold(plain))
    if sheet_column is None and unit is None:
        sheet_column, plain, unit = _with_unit(sheet, plain)
    return (sheet_column, _implied(plain, unit)) if sheet_column else None


def _without_hints(heading: str) -> tuple[str, str | None]:
    """Return a heading without what its brackets add for the person who fills it in, and the unit they name."""
    unit: str | None = None
    for bracket in BRACKETS.findall(heading):
        inner = OF_UNIT.sub("", narrow(bracket).strip())
        if unit_of(inner) is not None:
            unit = inner
        elif not any(fold(inner).startswith(hint) for hint in words_of("hints", "words")):
            continue
        heading = re.sub(rf"[(（【\[〔]{re.escape(bracket)}[)）】\]〕]", "", heading)
    return heading, unit


def _with_unit(sheet: SheetSpec, heading: str) -> tuple[SheetColumn | None, str, str | None]:
    """Return what a heading means with the unit that stands after it without brackets (``金额/万元``, ``金额，元``)."""
    for at in range(len(heading) - 1, 0, -1):
        unit = heading[at:].strip(BETWEEN)
        sheet_column = columns_of(sheet).get(fold(heading[:at]))
        if sheet_column is not None and unit_of(OF_UNIT.sub("", unit)) is not None:
            return sheet_column, heading[:at], OF_UNIT.sub("", unit)
    return None, heading, None


def _implied(heading: str, unit: str | None) -> str | None:
    """Return the unit of a heading with what its own words say of it: 年租金 is yuan a year, whatever the land.

    Both together say all: 每亩租金（元/年） is yuan for a mu and year.
    """
    stated_unit: str | None = next(
        (unit for word, unit in customary()["implied"].items() if fold(word) == fold(heading)), None
    )
    if stated_unit is None or unit is None:
        return unit or stated_unit
    first, _, stated = unit.partition("/")
    by_words = stated_unit.partition("/")[2].split("·")
    of = [part for part in stated.replace("·", "/").split("/") if part]
    return f"{first}/{'·'.join(dict.fromkeys((*of, *by_words)))}"


def _names_of_sheet(sheet: SheetSpec) -> Iterable[str]:
    yield from _labels(f"ledger.sheet.{sheet.key}")
    yield from _labels(f"kind.{sheet.kind}")
    yield from _labels(f"kinds.{sheet.kind}")
    yield from map(fold, customary()["sheets"].get(sheet.key, ()))


def _custom_headings(sheet: SheetSpec, column: SheetColumn) -> Iterable[str]:
    """Yield customary headings: the sheet's own where it has any for the column, else those of any sheet."""
    headings = customary()["headings"]
    own = next(
        (
            key_values[column.key]
            for key in HEADED_AS.get(sheet.key, (sheet.key,))
            if column.key in (key_values := headings.get(key, {}))
        ),
        None,
    )
    yield from map(fold, headings["any"].get(column.key, ()) if own is None else own)


def _labels(key: str) -> list[str]:
    return [fold(words(language).say(key)) for language in LANGUAGES if words(language).has(key)]


def _unambiguous(meanings_said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what each word means, leaving out those that would mean two things."""
    meanings: dict[str, set[str]] = {}
    for word, meaning in meanings_said:
        if word:
            meanings.setdefault(word, set()).add(meaning)
    return {word: next(iter(codes)) for word, codes in meanings.items() if len(codes) == 1}


@cache
def own_sheets() -> frozenset[str]:
    """Return the names of our sheets that hold no records: how to fill in, the lists, and the answer's first."""
    return frozenset(name for key in ("guide", "lists", "answer") for name in _labels(f"ledger.sheet.{key}"))


@cache
def own_headings() -> frozenset[str]:
    """Return the headings an answer adds: people mend their rows in the answer and hand that in again."""
    return frozenset(name for key in ("verdict", "why") for name in _labels(f"ledger.answer.{key}"))
