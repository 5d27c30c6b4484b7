"""From a cell as people fill it to a value as the history keeps it, by the field's shape; what cannot be is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from fupin_desk.domain.check import check_value
from fupin_desk.domain.fields import Field
from fupin_desk.domain.folding import as_counted, fold
from fupin_desk.domain.shapes import (
    SHAPES,
    Code,
    Codes,
    Count,
    Date,
    Number,
    RefusedValue,
    Shape,
    Standard,
    Text,
    TextLines,
    Words,
    Year,
    Yes,
    by_shape,
)  # fmt: skip
from fupin_desk.ledger import amounts, days
from fupin_desk.ledger.book import Raw
from fupin_desk.ledger.columns import SheetColumn
from fupin_desk.ledger.relations import relation_of
from fupin_desk.ledger.typed import DITTO, NOTHING, CellRefused, as_text, narrow, person_name
from fupin_desk.ledger.units import Stated, Unit
from fupin_desk.ledger.vocabulary import codes_of, nearest, words_of, yes_no
from fupin_desk.ledger.wanted import wanted

JOINED = re.compile(r"[、，,;；\s/|+＋和及与]+")
"""What else may part the choices of a list."""
TICKS = "☑✔✓√■●🗹☒"
EMPTY = "□☐○◻"
NUMBERED = frozenset({"number", "ledger_number"})
"""Fields that hold a number people call something by."""
BOX, BOXES = re.compile(rf"[{EMPTY}]"), re.compile(rf"([{EMPTY}{TICKS}])")
"""An empty box, as printed forms have them; and any box, ticked or not."""
PARTED = re.compile(r"[、，,;；\n/|]+")
NO_NAME = re.compile(r"[,;:!?、。，；：！？،؛؟\n/\\|+=&()（）\[\]【】〔〕<>《》*＊×✕☆★#@_…]|某+$")
"""What stands between several names, in a sentence, around a remark, or for what was left out (张某, 张*三)."""
SHOWN = 40
"""Characters of what was typed that are shown again."""
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+\d+", re.ASCII | re.IGNORECASE)
"""What a long number looks like once a spreadsheet has shown it and somebody has copied it."""


def value_of(column: SheetColumn, raw: Raw, *, heading: Unit | None = None, from_1904: bool = False) -> Any:
    """Return what a cell says, None where it says nothing.

    ``heading`` is the unit the heading names. Raises ``CellRefused`` with a reason of ours or of ``domain.check``.
    Several references are a list of texts.
    """
    if column.several or column.rule.shape.several:  # each cell has a list of its own
        return _value_of(column, raw, heading, from_1904)
    return _same_again(column, raw, heading, from_1904)


def _value_of(column: SheetColumn, raw: Raw, heading: Unit | None, from_1904: bool) -> Any:
    if isinstance(raw, str) and narrow(raw).lower() in DITTO:
        raise CellRefused("ditto")
    if column.several:
        return PARTED.split(as_text(raw)) if as_text(raw) else None
    rule = column.rule
    if isinstance(raw, str) and says_nothing(raw, rule.shape, rule.codes):
        return None
    try:
        read = READ[rule.shape](rule, _Typed(raw, column, heading, from_1904))
        return read if isinstance(read, Stated) else check_value(rule, read)
    except RefusedValue as cannot:
        raise CellRefused(cannot.reason) from None
    except CellRefused as cannot:
        raise _with_choices(rule, raw) if cannot.reason == "code" else cannot from None


def _with_choices(rule: Field, raw: Raw) -> CellRefused:
    """Return why a cell is none of its choices, with those that are most like it."""
    codes, typed = rule.codes or "", " ".join(str(raw).split())[:SHOWN]
    return CellRefused("code", typed=typed, code_list=codes, choices=nearest(codes, typed))


_same_again = lru_cache(maxsize=8192, typed=True)(_value_of)
"""Codes, days and amounts stand in hundreds of rows; a yes is no 1, though they are equal."""


def says_nothing(raw: str, shape: Shape, codes: str | None = None) -> bool:
    """Return whether a text is blank, or a dash or 无; where a choice of the field is called so, it is that choice.

    A risk agreement of 无 is none, and so is what secures a loan.
    """
    plain = narrow(raw)
    meant = yes_no() if shape.yes_no else codes_of(codes) if codes else {}
    return not plain if fold(plain) in meant else plain.casefold() in NOTHING


class _Typed:
    """A cell with what its heading says about it."""

    def __init__(self, raw: Raw, column: SheetColumn, heading: Unit | None, from_1904: bool) -> None:
        self.raw, self.column, self.heading, self.from_1904 = raw, column, heading, from_1904


def _text(_rule: Field, cell: _Typed) -> str:
    if isinstance(cell.raw, bool):
        raise CellRefused("type")
    plain = as_counted(as_text(cell.raw)) if cell.column.field in NUMBERED else as_text(cell.raw)
    of_person = (cell.column.kind, cell.column.field) == ("member", "name") and not cell.column.refers
    if of_person and _is_no_name(cell.raw, plain):
        raise CellRefused("not_name")
    return person_name(plain) if cell.column.is_name else plain


def _is_no_name(raw: Raw, plain: str) -> bool:
    """Return whether a text is certainly no person's name: a sentence, a day, a number, 未知, 户主, 合作社."""
    folded = fold(plain)
    if not any(map(str.isalpha, plain)) or folded in words_of("marks", "no_name") or folded in codes_of("relation"):
        return True
    return NO_NAME.search(plain) is not None or days.says_day(raw)


def _words(_rule: Field, cell: _Typed) -> str:
    return as_text(cell.raw).replace("\r\n", "\n").replace("\r", "\n")


def _lines(_rule: Field, cell: _Typed) -> list[str]:
    return [part.strip() for part in PARTED.split(as_text(cell.raw)) if part.strip()]


def _code(rule: Field, cell: _Typed) -> str:
    code = code_of(rule.codes or "", ticked(as_text(cell.raw), "code"))
    if code is None:
        raise CellRefused("code")
    return code


def code_of(codes: str, typed: str) -> str | None:
    """Return which code of a list is meant, None where it is none for sure."""
    return relation_of(typed) if codes == "relation" else codes_of(codes).get(fold(typed))


def ticked(typed: str, refused: str) -> str:
    """Return what is ticked of several choices (☑是 □否, 是☑ 否□), or the text as it is where it has no empty box.

    Raises ``CellRefused`` where nothing is ticked, or it cannot be told what.
    """
    if not BOX.search(typed):
        return typed
    before, *parts = (part.strip() for part in BOXES.split(typed))
    boxes, labels = parts[::2], parts[1::2]
    if before and not before.endswith(":"):  # the boxes stand behind what they are for
        last, labels = labels[-1], [before, *labels[:-1]]
        if last:
            raise CellRefused(refused)
    chosen = [label for box, label in zip(boxes, labels, strict=True) if box in TICKS]
    if not chosen or not all(labels):
        raise CellRefused(refused)
    return "、".join(chosen)


def _codes(rule: Field, cell: _Typed) -> list[str]:
    known, plain = codes_of(rule.codes or ""), ticked(as_text(cell.raw), "code")
    if fold(plain) in known:
        return [known[fold(plain)]]
    for parted in (PARTED, JOINED):
        codes_read = [known.get(fold(part)) for part in parted.split(plain) if fold(part)]
        if None not in codes_read:
            break
    else:
        raise CellRefused("code")
    return [code for code in codes_read if code]


def _yes(_rule: Field, cell: _Typed) -> bool:
    if isinstance(cell.raw, bool):
        return cell.raw
    value = yes_no().get(fold(ticked(as_text(cell.raw), "yes_no")))
    if value is None:
        raise CellRefused("yes_no")
    return value


def _year(_rule: Field, cell: _Typed) -> int:
    year = days.year(cell.raw)
    if year is None:
        raise CellRefused("year")
    return year


def _digits(_rule: Field, cell: _Typed) -> str:
    """An ID number, card, code or phone: as text, without blanks, and never one that lost its last digits."""
    if isinstance(cell.raw, bool | date | datetime):
        raise CellRefused("type")
    plain = "".join(as_text(cell.raw).split()).strip("'`‘’")
    if SCIENTIFIC.fullmatch(plain):
        raise CellRefused("digits_lost")
    return plain


def _amount(rule: Field, cell: _Typed) -> int | Stated:
    return amounts.amount(rule.shape, cell.raw, wanted(cell.column), cell.heading)


def _count(_rule: Field, cell: _Typed) -> int:
    if cell.column.field in amounts.ORDINAL:
        return amounts.ordinal(cell.column.field, cell.raw)
    return amounts.whole(cell.raw, wanted(cell.column), cell.heading)


READ: Mapping[Shape, Callable[[Field, _Typed], Any]] = by_shape(
    {
        Text: _text,
        Words: _words,
        TextLines: _lines,
        Code: _code,
        Codes: _codes,
        Date: lambda _rule, cell: days.day(cell.raw, cell.from_1904),
        Year: _year,
        Yes: _yes,
        Number: _amount,
        Count: _count,
        Standard: _digits,
    },
    [shape for shape in SHAPES if shape.typed and not shape.refers],
)
"""By shape: what a cell says. Other records are called by name or number there (``Column.refers``)."""
