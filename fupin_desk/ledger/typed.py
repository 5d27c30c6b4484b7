"""What hands type: widths, blanks, and numbers that a spreadsheet has already rounded.

Always true:

* a number of more than fifteen digits was cut by the spreadsheet program, and is never taken for what was typed;
* no text is changed but for width, blanks and signs nobody sees.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from math import isfinite
from typing import Any

from fupin_desk.domain.traditional import SIMPLIFIED
from fupin_desk.ledger.book import Percent, Raw

WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0x2007: 0x20, 0x202F: 0x20}
PASTED = (range(0x200E, 0x2010), range(0x202A, 0x202F), range(0x2060, 0x2065), range(0x2066, 0x206A))
UNSEEN = dict.fromkeys([0xAD, 0x61C, 0x180E, 0x200B, 0xFEFF, *chain.from_iterable(PASTED)], None)
"""Marks of direction and width that come with pasted text. The joiners U+200C and U+200D are letters' business."""
WIDTHS: dict[int, int | None] = {**WIDE, **UNSEEN}
AS_READ = WIDTHS | str.maketrans(SIMPLIFIED)
HAN = r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
PARTED_FIGURES = re.compile(r"\d\s+\d")
BETWEEN_HAN = re.compile(rf"(?<={HAN})[\s\u200c\u200d]+(?={HAN})")
NOTHING = frozenset({
    "", "/", "\\", "-", "--", "—", "——", "―", "无", "暂无", "无。", "没有", "不适用", "n/a", "none", "nil",
    "يوق", "جوق",
})  # fmt: skip
"""What stands in a cell that has nothing to say."""
DITTO = frozenset({"同上", "同前", "同左", "〃", "″", '"', "''", "“", "”", "ditto", "do."})
"""What says that a cell means what the one above it does."""
NO_RESULT = "#?"
"""Stands for a formula whose result the file does not hold."""
ERRORS = frozenset({
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!", NO_RESULT,
})  # fmt: skip
"""What a spreadsheet shows where a formula has no result; nobody types it."""
MOST_DIGITS = 15
"""A spreadsheet keeps fifteen digits of a number."""


class CellRefused(Exception):
    """A cell that cannot be; ``reason`` is a code, ``facts`` are what its sentence names."""

    def __init__(self, reason: str, **facts: Any) -> None:
        """Keep the reason's code and its facts."""
        super().__init__(reason)
        self.reason, self.facts = reason, facts


@lru_cache(maxsize=8192)
def narrow(typed: str) -> str:
    """Return a text as it is read, never kept: full-width signs as plain ones, traditional characters simplified."""
    return typed.strip() if typed.isascii() else typed.translate(AS_READ).strip()


def closed_up(typed: str, refused: str) -> str:
    """Return a text as it is read without its blanks.

    Raises ``CellRefused`` where they part figures: 500 300 may be two amounts.
    """
    if PARTED_FIGURES.search(typed):
        raise CellRefused(refused)
    return narrow("".join(typed.split()))


def person_name(typed: str) -> str:
    """Return a person's name: blanks between its Chinese characters are padding, others part it."""
    return BETWEEN_HAN.sub("", " ".join(typed.split()))


def _unquoted(typed: str) -> str:
    """Return a text without the apostrophe before it that tells a spreadsheet to leave it alone."""
    return typed[1:].lstrip() if typed.startswith("'") and typed.count("'") == 1 else typed


def as_text(raw: Raw) -> str:
    """Return a cell as a person would read it off.

    Raises ``CellRefused`` for a number that lost its last digits, and for the error of a formula.
    """
    if isinstance(raw, str):
        if raw.startswith("#") and raw.strip() in ERRORS:
            raise CellRefused("formula")
        return _unquoted(raw.translate(WIDTHS).strip())
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, Percent):
        return f"{format((Decimal(format(raw, f'.{MOST_DIGITS}g')) * 100).normalize(), 'f')}%"
    if isinstance(raw, int | float):
        if not isfinite(raw):
            raise CellRefused("number")
        if abs(raw) >= 10**MOST_DIGITS:
            raise CellRefused("digits_lost")
        return str(int(raw)) if raw == int(raw) else format(raw, f".{MOST_DIGITS}g")
    if isinstance(raw, datetime | date):
        return raw.isoformat()[:10]
    raise CellRefused("type")
