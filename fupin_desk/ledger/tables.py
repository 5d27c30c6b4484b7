"""Several tables on one sheet, one below the other: each is read under its own headings, or said not to be read.

Always true:

* no row is read under headings that stand above another table;
* where two stand side by side no row is taken: what is in one line of them need not be about one household.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from fupin_desk.domain.folding import fold
from fupin_desk.ledger.book import Raw
from fupin_desk.ledger.columns import ROSTER, SHEETS
from fupin_desk.ledger.container import RawSheet
from fupin_desk.ledger.headings import LEAST, Heads
from fupin_desk.ledger.typed import narrow
from fupin_desk.ledger.vocabulary import codes_of, columns_of, heading_meant, own_headings, yes_no

LONGEST = 40
"""Signs a heading has at most."""
NUMBERED = re.compile(r"^[(（]?(?:附?表?[一二三四五六七八九十]+|附?表?\d{1,2})[)）]?[、.．:：\s]*")
"""What stands before the title of a table: 二、, 表3."""
DIGIT = re.compile(r"\d|[²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒]")
"""A digit as ``str.isdigit`` knows them (but for Ethiopic and New Tai Lue), for texts of many signs."""
TITLE = re.compile(
    r"^[(（]?[一二三四五六七八九十]+[)）]?[、.．]|^附?表\s?[一二三四五六七八九十\d]|单\s*位|[表册况账单组队]:?$"
)
"""What the title of a table looks like, or the line under it that names its units."""
NUMBERS = frozenset({"ledger_number", "number"})
"""Columns that tell whose a row is though it may go without."""
Places = tuple[tuple[int, str], ...]


def tables_of(sheet: RawSheet) -> list[RawSheet]:
    """Return a sheet's tables from top to bottom, each with the titles above it; the whole sheet where it is one.

    Headings that are repeated as they stand, as every printed page does, begin no table. A table below the first one
    is called by its title, where it has one.
    """
    starts = list(_starts(sheet.cells))
    if not starts:
        return [sheet]
    ends = [*starts, len(sheet.cells)]
    return [_part(sheet, 0, ends[0]), *(_part(sheet, at, end) for at, end in zip(starts, ends[1:], strict=True))]


def beside_another(sheet: RawSheet, heads: Heads) -> str | None:
    """Return the column that two tables side by side both have and that tells whose a row is; None where it is one.

    Between them is an empty column: without one it is a single table with a heading too many, which is left aside.
    """
    below = sheet.cells[heads.last :]
    for at, heading, _why in heads.unknown:
        meant = heading_meant(heads.spec, heading)
        first = heads.at(meant[0].key) if meant else None
        if meant is None or first is None or not (meant[0].needed or meant[0].refers or meant[0].key in NUMBERS):
            continue
        if any(not any(str(cell).strip() for cell in _column(below, place)) for place in range(first + 1, at)):
            return meant[0].key
    return None


def _column(rows: Sequence[Sequence[Raw]], place: int) -> Iterator[Raw]:
    return (cells[place] for cells in rows if place < len(cells))


def _part(sheet: RawSheet, start: int, end: int) -> RawSheet:
    top = sheet.first[0]
    inside = [merged for merged in sheet.merged if top + start <= merged[0][0] < top + end]
    title = next((str(cell) for cell in sheet.cells[start] if str(cell).strip()), "") if start else sheet.name
    cells, first = sheet.cells[start:end], (top + start, sheet.first[1])
    return replace(sheet, name=NUMBERED.sub("", title.strip()), cells=cells, first=first, merged=inside)


def _starts(rows: Sequence[Sequence[Raw]]) -> Iterator[int]:
    """Yield where each table but the first begins."""
    known: set[Places] = set()
    last: int | None = None
    numbers: set[int] | None = None
    for at, cells in enumerate(rows):
        placed = _said(cells)
        if not placed:
            continue
        heads = _heads_table(placed)
        again = placed in known and not _titled_anew(rows, at, last or 0)
        if heads or (last is not None and numbers and _foreign(rows, at, placed, numbers)):
            fresh = last is not None and at > last + 1 and not again
            if fresh:
                yield _with_title(rows, at, last or 0)
                known, numbers = set(), None
            if fresh or last is None or at == last + 1:
                known.add(placed)
                last = at
            continue
        digits = {place for place, text in placed if DIGIT.search(text)}
        if len(placed) >= LEAST:
            numbers = digits if numbers is None else numbers & digits


def _said(cells: Sequence[Raw]) -> Places:
    return tuple((at, text) for at, cell in enumerate(cells) if (text := str(cell).strip()))


def _heads_table(heads: Places) -> bool:
    """Return whether a row holds headings: two or more that are known of one kind of sheet, and no fewer unknown."""
    if len(heads) < LEAST or sum(_may_head(text) for _at, text in heads) < LEAST:
        return False
    texts = {text for _at, text in heads if not _may_be_said(text)}
    most = max(len({_meant(spec, text) for text in texts} - {None}) for spec in range(len(KINDS)))
    return most >= LEAST and 2 * most >= len(texts)


def _foreign(rows: Sequence[Sequence[Raw]], at: int, heads: Places, numbers: set[int]) -> bool:
    """Return whether a row after a gap heads a table of another kind: words where all rows above have numbers."""
    if len(heads) < LEAST or at + 1 == len(rows):
        return False
    above = at - 1
    while above > 0 and len(_said(rows[above])) == 1:
        above -= 1
    if _said(rows[above]):
        return False
    below = _said(rows[at + 1])
    no_number = not any(sign.isdigit() or sign in ":：" for _place, text in heads for sign in text)
    return no_number and len(below) >= LEAST and bool(numbers & {place for place, _text in heads})


def _titled_anew(rows: Sequence[Sequence[Raw]], at: int, after: int) -> bool:
    """Return whether headings that are repeated begin another table all the same: a title of its own stands above."""
    before = {text for cells in rows[: after + 1] for _place, text in _said(cells)}
    start = _with_title(rows, at, after)
    titles = [(line, text) for line in range(start, at) for _place, text in _said(rows[line])]
    return any(
        text not in before and (bool(TITLE.search(narrow(text))) or not _said(rows[line - 1])) for line, text in titles
    )


def _with_title(rows: Sequence[Sequence[Raw]], at: int, after: int) -> int:
    """Return where the titles above a table's headings begin: rows of one text at the left."""
    start = at
    for above in range(at - 1, after, -1):
        heads = _said(rows[above])
        if not heads:
            continue
        if len(heads) > 1 or heads[0][0] != 0 or heads[0][1].isdigit():
            break
        start = above
    return start


KINDS = (*SHEETS, ROSTER)


@lru_cache(maxsize=65536)
def _meant(kind: int, text: str) -> str | None:
    meant = heading_meant(KINDS[kind], text)
    return meant[0].key if meant else None


@lru_cache(maxsize=65536)
def _may_head(text: str) -> bool:
    if len(text) > LONGEST:
        return False
    plain, known = fold(text), _words()
    if not any(plain[:end] in known for end in range(1, len(plain) + 1)):
        return False
    return any(_meant(kind, text) for kind in range(len(KINDS)))


@cache
def _words() -> frozenset[str]:
    """Return every heading that is known: one with a unit or a hint begins with it."""
    return frozenset(word for spec in KINDS for word in columns_of(spec))


@lru_cache(maxsize=65536)
def _may_be_said(text: str) -> bool:
    """Return whether a text may be what a cell says (合作社, 户主), or is a heading of an answer."""
    return fold(text) in _choices()


@cache
def _choices() -> frozenset[str]:
    used = {column.rule.codes for spec in SHEETS for column in spec.columns if not column.refers and column.rule.codes}
    return frozenset(own_headings()).union(yes_no(), *(codes_of(codes) for codes in used))
