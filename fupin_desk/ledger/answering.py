"""The answer to a ledger: first what is to be mended, then the workbook again with what became of every row and why.

Formats and formulas of the original are not kept: it is an answer, not the file one goes on with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from math import isfinite
from typing import Any

from fupin_desk.domain.beside import NOT_ASKED
from fupin_desk.kinds import KINDS
from fupin_desk.ledger.book import ASKED, Book, Fault, LedgerAnswer, LedgerPage, Note, Raw
from fupin_desk.ledger.columns import MARK
from fupin_desk.ledger.template import new_workbook
from fupin_desk.words import Translator

COLOURS = {"taken": "#C6EFCE", "known": "#EDEDED", "refused": "#FFC7CE"}
DAY = "yyyy-mm-dd"
LOOKED_AT = 300
"""Rows whose texts tell how wide a column must be."""
MOST_LINKS = 5000
"""Beyond them a refused row is named without a way to it: a workbook holds only so many."""


def answer(book: Book, answers: Sequence[LedgerAnswer], words: Translator) -> bytes:
    """Return the answer as .xlsx, in one language."""
    written = BytesIO()
    made = new_workbook(written)
    formats = {verdict: made.add_format({"bg_color": colour, "text_wrap": True}) for verdict, colour in COLOURS.items()}
    formats["heading"] = made.add_format({"bold": True, "bg_color": "#DCE6F1"})
    formats["day"] = made.add_format({"num_format": DAY})
    formats["red_day"] = made.add_format({"num_format": DAY, "bg_color": COLOURS["refused"]})
    by_row = {(answer.sheet, answer.row): answer for answer in answers}
    first = made.add_worksheet(_free_name(made, words.say("ledger.sheet.answer")))
    names = {page.name: _page(made, page, by_row, formats, words) for page in book.pages}
    _summary(first, book, answers, names, formats, words)
    made.close()
    return written.getvalue()


def sentence(fault: Fault, words: Translator) -> str:
    """Return why a row is refused: the column and the reason."""
    why = reason(fault, words)
    column = words.say(fault.label) if fault.label else fault.column
    return words.say("ledger.fault", column=column, reason=why) if column else why


def reason(fault: Fault, words: Translator) -> str:
    """Return why a cell or row cannot be, without where."""
    facts = _with_both(fault.facts, words)
    if fault.reason == NOT_ASKED:
        facts |= words.asked_where(facts["kind"], facts["field"])
    if "wanted" in facts:
        facts["wanted"] = "/".join(words.say(part) for part in facts["wanted"])
    if "choices" in facts:
        choices = (words.code(facts["code_list"], code) for code in facts["choices"])
        facts["choices"] = " / ".join(map(words.apart, choices))  # a choice may have commas of its own
    return words.say(f"ledger.reason.{fault.reason}", **facts)


def _with_both(facts: Mapping[str, Any], words: Translator) -> dict[str, Any]:
    """Return the facts there are, what stands here and what was typed as their cells say it."""
    told = {name: fact for name, fact in facts.items() if fact is not None}
    if "amount" in facts:
        told["amount"] = _amount(facts["kind"], facts["field"], facts["amount"], words)
    if "here" in facts:
        codes = told.pop("codes", "")
        told |= {name: _said(facts[name], codes, words) for name in ("here", "typed")}
    return told


def _amount(kind: str, field: str, amount: int, words: Translator) -> str:
    """Return a number as it was read, with its unit."""
    spec = KINDS[kind].fields[field]
    shown = words.value(spec, amount)
    return shown if spec.field.shape.unit else f"{shown} {words.unit(kind, spec)}".strip()


def _said(value: Any, codes: str, words: Translator) -> str:
    """Return a value as its cell says it; codes by their labels."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return words.yes_no(value)
    if codes and isinstance(value, str):
        return words.code(codes, value)
    return words.listing(words.code(codes, code) for code in value) if codes else str(value)


def note_sentence(note: Note, words: Translator) -> str:
    """Return what was seen and left aside."""
    row_said = {"sheet": note.sheet, "line": note.row, "column": note.column} | _with_both(note.facts, words)
    if note.what == "relation_read":
        row_said["code"] = words.code("relation", note.facts["code"])
    return words.say(f"ledger.note.{note.what}", **row_said)


def aside(book: Book, answers: Sequence[LedgerAnswer], words: Translator) -> list[str]:
    """Return, a sentence each, what was seen and left aside: of the workbook, then of single rows."""
    of_rows = [note for answer in answers for note in answer.notes]
    placed = (
        words.say("ledger.note.at", sheet=note.sheet, line=note.row, note=note_sentence(note, words))
        for note in of_rows
    )
    return [*(note_sentence(note, words) for note in book.notes), *placed]


def _page(
    made: Any,
    page: LedgerPage,
    answers: Mapping[tuple[str, int], LedgerAnswer],
    formats: Mapping[str, Any],
    words: Translator,
) -> str:
    """Write a page again and return the name of its sheet."""
    place = made.add_worksheet(_free_name(made, page.name))
    if words.direction == "rtl":
        place.right_to_left()
    top, left = page.first
    width = max((len(cells) for cells in page.cells), default=0)
    for column in range(width):
        place.set_column(left + column, left + column, _width(page, column))
    for at, cells in enumerate(page.cells):
        number = top + at + 1
        answer = answers.get((page.name, number))
        wrong = {fault.at for fault in answer.faults} if answer else set()
        for column, raw in enumerate(cells):
            plain = formats["heading"] if number in (page.heading_row, *page.more_headings) else None
            styles = (formats["refused"], formats["red_day"]) if column in wrong else (plain, formats["day"])
            _write(place, number - 1, left + column, raw, styles)
        if answer:
            _answer(place, number - 1, left + width, answer, formats, words)
    if page.heading_row:
        added = ["ledger.answer.verdict", "ledger.answer.why"]
        added += ["ledger.column.mark"] if _asks(page, answers) else []
        for line in (page.heading_row, *page.more_headings):
            for at, key in enumerate(added):
                place.write_string(line - 1, left + width + at, words.say(key), formats["heading"])
        place.set_column(left + width, left + width, 12)
        place.set_column(left + width + 1, left + width + 1, 60)
        place.set_column(left + width + 2, left + width + 2, 22 if len(added) > 2 else None)
        place.freeze_panes(page.heading_row, 0)
        place.autofilter(page.heading_row - 1, left, max(top + len(page.cells) - 1, page.heading_row), left + width + 1)
    return str(place.get_name())


def _asks(page: LedgerPage, answers: Mapping[tuple[str, int], LedgerAnswer]) -> bool:
    """Return whether a row is asked about and the page has no column yet in which one answers."""
    rows = [answers[page.name, row.number] for row in page.rows if (page.name, row.number) in answers]
    asked = any(fault.reason in ASKED for answer in rows for fault in answer.faults)
    return asked and not any(MARK in row.headings for row in page.rows)


def _width(page: LedgerPage, column: int) -> int:
    """Return how wide a column must be for what stands in it below the titles; Chinese takes twice the room."""
    start = (page.heading_row or page.first[0] + 1) - page.first[0] - 1
    seen = (cells[column] for cells in page.cells[start : start + LOOKED_AT] if column < len(cells))
    widest = max((sum(1 + (sign > "\u2e7f") for sign in str(raw)) for raw in seen), default=0)
    return max(8, min(widest + 2, 40))


def _answer(
    place: Any, row: int, column: int, answer: LedgerAnswer, formats: Mapping[str, Any], words: Translator
) -> None:
    why = [sentence(fault, words) for fault in answer.faults] + [note_sentence(note, words) for note in answer.notes]
    place.write_string(row, column, words.say(f"ledger.verdict.{answer.verdict}"), formats[answer.verdict])
    place.write_string(row, column + 1, "\n".join(why), formats[answer.verdict])


def _write(place: Any, row: int, column: int, raw: Raw, formats: tuple[Any, Any]) -> None:
    """Write a cell as what it is; a text is never a formula or a link."""
    plain, of_days = formats
    if isinstance(raw, str):
        if raw or plain is not None:
            place.write_string(row, column, raw, plain) if raw else place.write_blank(row, column, None, plain)
    elif isinstance(raw, bool):
        place.write_boolean(row, column, raw, plain)
    elif isinstance(raw, int | float) and isfinite(raw):
        place.write_number(row, column, raw, plain)
    elif isinstance(raw, datetime | date) and raw.year > 1900:
        place.write_datetime(row, column, raw, of_days)
    else:
        place.write_string(row, column, str(raw), plain)


def _summary(
    place: Any,
    book: Book,
    answers: Sequence[LedgerAnswer],
    names: Mapping[str, str],
    formats: Mapping[str, Any],
    words: Translator,
) -> None:
    """Say how many rows became what, every reason with the way to its row, and what was left aside."""
    if words.direction == "rtl":
        place.right_to_left()
    for column, width in enumerate((20, 8, 24, 90)):
        place.set_column(column, column, width)
    count = Counter(answer.verdict for answer in answers)
    counted = words.say("ledger.answer.counted", **{verdict: count[verdict] for verdict in COLOURS})
    place.write_string(0, 0, counted, formats["heading"])
    faults = [fault for answer in answers for fault in answer.faults]
    for column, key in enumerate(("sheet", "row", "column", "why") if faults else ()):
        place.write_string(2, column, words.say(f"ledger.answer.{key}"), formats["heading"])
    for row, fault in enumerate(faults, 3):
        label = words.say(fault.label) if fault.label else fault.column or ""
        place.write_string(row, 0, fault.sheet)
        if row < MOST_LINKS:
            quoted = names[fault.sheet].replace("'", "''")
            place.write_url(row, 1, f"internal:'{quoted}'!A{fault.row}", string=str(fault.row))
        else:
            place.write_number(row, 1, fault.row)
        place.write_string(row, 2, label)
        place.write_string(row, 3, reason(fault, words))
    for row, line in enumerate(aside(book, answers, words), len(faults) + 4 if faults else 2):
        place.write_string(row, 0, line)


def _free_name(made: Any, name: str) -> str:
    """Return a name that a sheet may have and none has yet."""
    taken = {sheet.get_name().lower() for sheet in made.worksheets()}
    plain = re.sub(r"[\[\]:*?/\\]", " ", name).strip("'")[:27] or "-"
    wanted = name if len(name) <= 31 and plain.startswith(name[:27]) else plain
    return next(tried for tried in (wanted, *(f"{plain} {at}" for at in range(2, 999))) if tried.lower() not in taken)
