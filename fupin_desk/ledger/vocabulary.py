"""What people call sheets, columns, codes, yes and no: our labels in every language, and customary words (as data).

Always true:

* a word that could mean two things on one sheet, or two codes of one list, means nothing: it is never guessed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from fupin_desk import assets
from fupin_desk.domain.codes import LISTS
from fupin_desk.domain.fields import Shape
from fupin_desk.domain.folding import fold
from fupin_desk.ledger.amounts import HEADING_UNITS
from fupin_desk.ledger.columns import SHEETS, Column, SheetSpec, mark_of
from fupin_desk.ledger.typed import narrow
from fupin_desk.words import LANGUAGES, words

HEADED_AS = {"roster": ("members", "households")}
"""Where the customary headings of a sheet of no form of ours are found."""
BRACKETS = re.compile(r"[(（【\[〔]([^)）】\]〕]*)[)）】\]〕]")


@cache
def customary() -> dict[str, Any]:
    """Return the words people use besides our labels."""
    return tomllib.loads(assets.resource("ledger/headings.toml").read_text(encoding="utf-8"))


@cache
def sheet_names() -> Mapping[str, SheetSpec]:
    """Return which sheet a tab's name means."""
    said = ((name, sheet.key) for sheet in SHEETS for name in _names_of_sheet(sheet))
    by_key = {sheet.key: sheet for sheet in SHEETS}
    return {name: by_key[key] for name, key in _unambiguous(said).items()}


@cache
def columns_of(sheet: SheetSpec) -> Mapping[str, Column]:
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
    labels = ((name, code) for code in LISTS[codes] for name in _labels(f"code.{codes}.{code}"))
    known = _unambiguous([*labels, *((fold(code), code) for code in LISTS[codes])])
    return _unambiguous((fold(word), code) for code, said in custom.items() for word in said) | known


@cache
def yes_no() -> Mapping[str, bool]:
    """Return which words say yes and which no."""
    said: dict[str, bool] = {}
    for word, value in (("yes", True), ("no", False)):
        said |= dict.fromkeys(_labels(word), value)
        said |= {fold(each): value for each in customary()["yes"][word]}
    return said


@cache
def words_of(part: str, name: str) -> frozenset[str]:
    """Return a plain list of words: group headings, totals, footers, hints."""
    return frozenset(map(fold, customary()[part][name]))


def heading_meant(sheet: SheetSpec, heading: str) -> tuple[Column, str | None] | None:
    """Return the column a heading means and the unit it names, or None where it means none for sure."""
    plain, unit = _without_hints(narrow(heading).replace("*", "").replace("＊", ""))
    found = columns_of(sheet).get(fold(plain))
    if found is None and unit is None:
        plain, unit = _with_unit(plain)
        found = columns_of(sheet).get(fold(plain))
    return (found, unit) if found else None


def unit_times(shape: Shape, unit: str | None) -> int | None:
    """Return what a heading's unit makes of a number, 1 where it names none, None where it is no unit of that shape."""
    if unit is None or shape not in HEADING_UNITS:
        return 1
    return HEADING_UNITS[shape].get(unit.casefold())


OTHER_UNITS = (
    "千元 百元 角 分 平方米 平米 m2 ㎡ 斤 市斤 克 公分 ‰ 天 人 小时 个月 元/亩 元/公斤 元/年 元/月 元/亩·年 元/亩/年"
)
UNIT_WORDS = frozenset(unit.casefold() for units in HEADING_UNITS.values() for unit in units if unit) | frozenset(
    OTHER_UNITS.split()
)
"""Units a heading may name; one that does not fit its column makes the column unreadable, never a guess."""


def _without_hints(heading: str) -> tuple[str, str | None]:
    """Return a heading without what its brackets add for the person who fills it in, and the unit they name."""
    unit: str | None = None
    for said in BRACKETS.findall(heading):
        inner = "".join(narrow(said).split()).removeprefix("单位:").removeprefix("单位：").removeprefix("单位")
        per = inner.partition("/")[0]
        if inner.casefold() in UNIT_WORDS or (per.casefold() in UNIT_WORDS and len(inner) < 8):
            unit = per
        elif not any(fold(inner).startswith(hint) for hint in words_of("hints", "words")):
            continue
        heading = re.sub(rf"[(（【\[〔]{re.escape(said)}[)）】\]〕]", "", heading)
    return heading, unit


def _with_unit(heading: str) -> tuple[str, str | None]:
    """Return a heading and the unit that stands after it without brackets (``金额/万元``)."""
    plain = "".join(heading.split())
    for unit in sorted(UNIT_WORDS, key=len, reverse=True):
        if plain.casefold().endswith(unit) and len(plain) > len(unit):
            return plain[: -len(unit)], unit.partition("/")[0]
    return plain, None


def _names_of_sheet(sheet: SheetSpec) -> Iterable[str]:
    yield from _labels(f"ledger.sheet.{sheet.key}")
    yield from _labels(f"kind.{sheet.kind}")
    yield from _labels(f"kinds.{sheet.kind}")
    yield from map(fold, customary()["sheets"].get(sheet.key, ()))


def _custom_headings(sheet: SheetSpec, column: Column) -> Iterable[str]:
    """Yield customary headings: the sheet's own where it has any for the column, else those of any sheet."""
    headings = customary()["headings"]
    own = next(
        (
            said[column.key]
            for key in HEADED_AS.get(sheet.key, (sheet.key,))
            if column.key in (said := headings.get(key, {}))
        ),
        None,
    )
    yield from map(fold, headings["any"].get(column.key, ()) if own is None else own)


def _labels(key: str) -> list[str]:
    return [fold(words(language).say(key)) for language in LANGUAGES if words(language).has(key)]


def _unambiguous(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what each word means, leaving out those that would mean two things."""
    meanings: dict[str, set[str]] = {}
    for word, meaning in said:
        if word:
            meanings.setdefault(word, set()).add(meaning)
    return {word: next(iter(found)) for word, found in meanings.items() if len(found) == 1}


@cache
def own_sheets() -> frozenset[str]:
    """Return the names of our sheets that hold no records: how to fill in, the lists, and the answer's first."""
    return frozenset(name for key in ("guide", "lists", "answer") for name in _labels(f"ledger.sheet.{key}"))


@cache
def own_headings() -> frozenset[str]:
    """Return the headings an answer adds: people mend their rows in the answer and hand that in again."""
    return frozenset(name for key in ("verdict", "why") for name in _labels(f"ledger.answer.{key}"))
