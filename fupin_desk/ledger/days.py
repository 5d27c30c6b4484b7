"""Days as people write them: 2018-11-01, 2018/11/1, 2018.11.1, 2018年11月1日, 20181101, a day cell or number.

A day that does not exist (30 February), years of two digits that may be days (18-11-12), and day-month-year are
refused: none says one day for sure.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from fupin_desk.ledger.book import Raw
from fupin_desk.ledger.typed import CellRefused, as_text, closed_up

WRITTEN = re.compile(
    r"(\d{4})(?:(?P<sign>[-/.、—–−])(\d{1,2})(?P=sign)(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?)",
    re.ASCII,
)
TIME = re.compile(r"[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$", re.ASCII)
"""A time of day after a day, which says nothing of it."""
SHORT = re.compile(r"(\d{2})(?:\.(\d{1,2})\.([1-9])|年(\d{1,2})月(\d{1,2})[日号]?)", re.ASCII)
"""18.11.1 and 18年11月1日: what stands last is no year, so that the first is. 18.11.12 may be either."""
CENTURY = 40
"""Years of two digits up to this one are of the century after 1999."""
IN_WORDS = re.compile(
    r"(?:(\d{4})|([〇零○一二三四五六七八九]{4}))年(?:(\d{1,2})|([一二三四五六七八九十]{1,2}))月"
    r"(?:(\d{1,2})|([一二三四五六七八九十廿卅]{1,3}))[日号]",
    re.ASCII,
)
"""A day in Chinese numerals: 二〇一八年十一月一日."""
WEEKDAY = re.compile(r"\s*[(（]?(?:星期|礼拜|周)[一二三四五六日天][)）]?$")
FIGURES = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
TENS = re.compile(r"(?:([二三])?十|(廿)|(卅))?([一二三四五六七八九])?")
TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
YEAR = re.compile(r"((?:19|20)\d\d)年?(?:生|出生)?", re.ASCII)
MONTH = re.compile(r"((?:19|20)\d\d)(?:[-/.—年](?:0?[1-9]|1[0-2])月?(?:生|出生)?|(?:0[1-9]|1[0-2]))", re.ASCII)
"""A year and a month: 1980-01, 1980年1月, 198001; a number 1980.1 may be January or October."""
SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of a spreadsheet's day numbers, so that they fit from March 1900 on."""
YEARS = range(1900, 2101)
"""Day numbers that are years as well: 14 March to 30 September 1905."""
COUNTS = 366
"""Day numbers of 1900: what is shown as one of its days was typed as a count (60)."""
SERIALS = range(10_000, 73_051)
"""18 May 1927 to 31 December 2099: smaller numbers are years and counts."""


def day(raw: Raw, from_1904: bool = False) -> str:
    """Return a day in ISO 8601; raises ``CellRefused``: ``date``, ``year_only``, ``year_as_day``."""
    if isinstance(raw, datetime | date):
        return _of_cell(raw, from_1904)
    if isinstance(raw, bool):
        raise CellRefused("date")
    plain = _in_figures(closed_up(WEEKDAY.sub("", TIME.sub("", as_text(raw))), "date"))
    written = WRITTEN.fullmatch(plain) or TOGETHER.fullmatch(plain)
    if written:
        year, month, on = (int(part) for part in written.groups() if part and part.isdigit())
        return _existing(year, month, on)
    if YEAR.fullmatch(plain):
        raise CellRefused("year_only")
    short = SHORT.fullmatch(plain)
    if short:
        year, month, on = (int(part) for part in short.groups() if part)
        return _existing(year + (2000 if year <= CENTURY else 1900), month, on)
    if re.fullmatch(r"\d{5}", plain, re.ASCII) and int(plain) in SERIALS and not from_1904:
        return (SERIAL_ZERO + timedelta(days=int(plain))).isoformat()
    raise CellRefused("date")


def _in_figures(plain: str) -> str:
    """Return a day in Chinese numerals in figures; any other text as it is."""
    match = IN_WORDS.fullmatch(plain)
    if match is None:
        return plain
    year = match[1] or "".join(str(FIGURES[sign]) for sign in match[2])
    month, on = match[3] or _counted(match[4]), match[5] or _counted(match[6])
    return plain if not (month and on) else f"{year}年{month}月{on}日"


def _counted(numeral: str) -> int:
    """Return a number below 40 that is written 十一, 二十, 廿三; 0 for what is none."""
    match = TENS.fullmatch(numeral)
    if match is None:
        return 0
    tens = 2 if match[2] else 3 if match[3] else FIGURES[match[1]] if match[1] else 1 if "十" in numeral else 0
    return tens * 10 + (FIGURES[match[4]] if match[4] else 0)


def _of_cell(raw: date, from_1904: bool) -> str:
    """Return the day of a cell of dates; one of 1905 is as a rule a year alone (1985), shown as a day."""
    told = date(raw.year, raw.month, raw.day)
    if not from_1904 and (told - SERIAL_ZERO).days in YEARS:
        raise CellRefused("year_as_day")
    if not from_1904 and (told - SERIAL_ZERO).days <= COUNTS:
        raise CellRefused("date")
    return told.isoformat()


def says_day(raw: Raw) -> bool:
    """Return whether a cell says a day and nothing else."""
    try:
        return bool(day(raw))
    except CellRefused:
        return False


def year(raw: Raw) -> int | None:
    """Return a year where the cell says one and nothing else, else None."""
    if isinstance(raw, bool | datetime | date):
        return None
    match = YEAR.fullmatch(closed_up(as_text(raw), "date"))
    return int(match[1]) if match else None


def year_of_month(raw: Raw) -> int | None:
    """Return the year where the cell says a year and a month and nothing else, else None."""
    if isinstance(raw, bool | datetime | date):
        return None
    match = MONTH.fullmatch(closed_up(as_text(raw), "date"))
    return int(match[1]) if match else None


def _existing(year: int, month: int, on: int) -> str:
    try:
        return date(year, month, on).isoformat()
    except ValueError:
        raise CellRefused("date") from None
