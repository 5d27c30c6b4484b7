"""What a number's format shows besides its digits: a percent sign, a unit, noughts before it.

The reader gives the number alone: 0.05 shown as 5 %, 1000 shown as 1000公斤, 7 shown as 0007.
"""

from __future__ import annotations

import re
from html import unescape

from fupin_desk.ledger.book import Percent, Raw
from fupin_desk.ledger.formulas import column_at
from fupin_desk.ledger.seen import Places

FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s([^<>]*)>")
CELL_STYLES, THEIR_END = re.compile(rb"<(?:\w+:)?cellXfs\b"), re.compile(rb"</(?:\w+:)?cellXfs>")
STYLE = re.compile(rb"<(?:\w+:)?xf\s([^<>]*)>")
NUMBER = re.compile(rb"numFmtId=[\"'](\d+)[\"']")
CODE = re.compile(rb"formatCode=[\"']([^\"']*)[\"']")
BUILT_IN = {9: "0%", 10: "0.00%"}
NOTHING_SHOWN = re.compile(r"\[[^\]]*\]|_.|\*.")
"""Colours, conditions and room, which add no sign."""
SHOWN = re.compile(r"(?:#,##0|#|0|General)(?:\.[0#]+)?(\D*)", re.IGNORECASE)
PADDED = re.compile(r"0{2,}")
CURRENCY = "元¥￥圆"


def styles_shown(styles: bytes) -> dict[int, str]:
    """Return, by the number of a cell's style, the format of numbers that shows more than digits."""
    codes = dict(BUILT_IN)
    for attributes in FORMAT.findall(styles):
        number, code = NUMBER.search(attributes), CODE.search(attributes)
        if number and code:
            codes[int(number[1])] = unescape(code[1].decode("utf-8", "replace"))
    begun = CELL_STYLES.search(styles)
    ended = THEIR_END.search(styles, begun.end()) if begun else None
    listed = STYLE.findall(styles, begun.end(), ended.start()) if begun and ended else []
    formats = [NUMBER.search(listed_format) for listed_format in listed]
    numbered = {at: codes.get(int(number[1]), "") for at, number in enumerate(formats) if number}
    return {at: code for at, code in numbered.items() if type(as_shown(1, code)) is not int}


def places_shown(sheet: bytes, styles: dict[int, str]) -> Places:
    """Return the format of every cell that has one of these styles, by its row and column."""
    if not styles:
        return {}
    any_of = b"|".join(str(at).encode() for at in styles)
    style, place = (
        rb"(?=[^<>]*\bs=[\"'](" + any_of + rb")[\"'])",
        rb"[^<>]*\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^<>]*(?<!/)>",
    )
    pattern = re.compile(rb"<(?:\w+:)?c(?=\s)" + style + place)
    return {(int(row) - 1, column_at(letters)): styles[int(style)] for style, letters, row in pattern.findall(sheet)}


def as_shown(raw: Raw, code: str) -> Raw:
    """Return a number as its format shows it, where that adds something to its digits."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return raw
    plain = NOTHING_SHOWN.sub("", code.split(";", maxsplit=1)[0]).strip()
    bare = re.sub(r'"[^"]*"|\\.', "", plain)
    if re.search("[ymdhs]", bare, re.IGNORECASE) and "general" not in bare.lower():
        return raw
    if "%" in bare:
        return Percent(raw)
    if PADDED.fullmatch(plain) and raw == int(raw) and raw >= 0:
        return f"{int(raw):0{len(plain)}d}"
    shown = SHOWN.fullmatch(plain.replace('"', "").replace("\\", ""))
    unit = shown[1].strip() if shown else ""
    if not unit or unit[0] in ",.#0?!" or not unit[0].isalpha():
        return raw
    return f"{format(raw, '.15g') if raw != int(raw) else int(raw)}{unit}"
