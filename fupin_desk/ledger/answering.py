"""The answer to a ledger: the workbook again, with what became of every row and why, refused cells in colour.

Formats and formulas of the original are not kept: it is an answer, not the file one goes on with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from math import isfinite
from typing import Any

from fupin_desk.ledger.book import Answer, Book, Fault, Note, Page, Raw
from fupin_desk.ledger.template import new_workbook
from fupin_desk.words import Words

COLOURS = {"taken": "#C6EFCE", "known": "#EDEDED", "refused": "#FFC7CE"}


def answer(book: Book, answers: Sequence[Answer], words: Words) -> bytes:
    """Return the answer as .xlsx, in one language."""
    written = BytesIO()
    made = new_workbook(written)
    colours = {verdict: made.add_format({"bg_color": colour, "text_wrap": True}) for verdict, colour in COLOURS.items()}
    found = {(each.sheet, each.row): each for each in answers}
    for page in book.pages:
        _page(made, page, found, colours, words)
    if book.notes:
        _notes(made, book.notes, words)
    made.close()
    return written.getvalue()


def sentence(fault: Fault, words: Words) -> str:
    """Return why a row is refused: the column and the reason."""
    facts = {name: fact for name, fact in fault.facts.items() if fact is not None}
    reason = words.say(f"ledger.reason.{fault.reason}", **facts)
    column = words.say(fault.label) if fault.label else fault.column
    return words.say("ledger.fault", column=column, reason=reason) if column else reason


def note_sentence(note: Note, words: Words) -> str:
    """Return what was seen and left aside."""
    said = {"sheet": note.sheet, "line": note.row, "column": note.column} | note.facts
    return words.say(f"ledger.note.{note.what}", **said)


def aside(book: Book, answers: Sequence[Answer], words: Words) -> list[str]:
    """Return, a sentence each, what was seen and left aside: of the workbook, then of single rows."""
    of_rows = [note for each in answers for note in each.notes]
    placed = (
        words.say("ledger.note.at", sheet=note.sheet, line=note.row, note=note_sentence(note, words))
        for note in of_rows
    )
    return [*(note_sentence(note, words) for note in book.notes), *placed]


def _page(
    made: Any, page: Page, answers: Mapping[tuple[str, int], Answer], colours: Mapping[str, Any], words: Words
) -> None:
    place = made.add_worksheet(_free_name(made, page.name))
    if words.direction == "rtl":
        place.right_to_left()
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    red_day = made.add_format({"num_format": "yyyy-mm-dd", "bg_color": COLOURS["refused"]})
    width = max((len(cells) for cells in page.cells), default=0)
    for at, cells in enumerate(page.cells):
        number = page.first[0] + at + 1
        said = answers.get((page.name, number))
        wrong = {fault.at for fault in said.faults} if said else set()
        for column, raw in enumerate(cells):
            formats = (colours["refused"], red_day) if column in wrong else (None, day)
            _write(place, number - 1, page.first[1] + column, raw, formats)
        if said:
            _answer(place, number - 1, page.first[1] + width, said, colours, words)
    if page.heading_row:
        place.write_string(page.heading_row - 1, page.first[1] + width, words.say("ledger.answer.verdict"))
        place.write_string(page.heading_row - 1, page.first[1] + width + 1, words.say("ledger.answer.why"))
        place.set_column(page.first[1] + width + 1, page.first[1] + width + 1, 60)


def _answer(place: Any, row: int, column: int, said: Answer, colours: Mapping[str, Any], words: Words) -> None:
    why = [sentence(fault, words) for fault in said.faults] + [note_sentence(note, words) for note in said.notes]
    place.write_string(row, column, words.say(f"ledger.verdict.{said.verdict}"), colours[said.verdict])
    place.write_string(row, column + 1, "\n".join(why), colours[said.verdict])


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


def _notes(made: Any, notes: Sequence[Note], words: Words) -> None:
    place = made.add_worksheet(_free_name(made, words.say("ledger.sheet.guide")))
    place.set_column(0, 0, 100)
    for row, note in enumerate(notes):
        place.write_string(row, 0, note_sentence(note, words))


def _free_name(made: Any, name: str) -> str:
    """Return a name that a sheet may have and none has yet."""
    taken = {sheet.get_name().lower() for sheet in made.worksheets()}
    plain = re.sub(r"[\[\]:*?/\\]", " ", name).strip("'")[:27] or "-"
    wanted = name if len(name) <= 31 and plain.startswith(name[:27]) else plain
    return next(tried for tried in (wanted, *(f"{plain} {at}" for at in range(2, 999))) if tried.lower() not in taken)
