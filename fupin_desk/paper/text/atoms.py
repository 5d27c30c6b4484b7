"""Numbers that must keep their order in right-to-left text: amounts, dates, phones, identity numbers.

Plain bidi turns "0991-1234567" after a Uyghur word into "1234567-0991", and sticks a number to the Chinese before it.
So each such number, with the Latin or Chinese written onto it without a space (2018年11月1日), is one isolate that runs
left to right. A hyphen between a number and a right-to-left word (12-ئاي, an ordinal) is not part of the number: it
stands between the two.
"""

from __future__ import annotations

import re
import unicodedata

from fupin_desk.paper.text.bidi import character_class

LRI, PDI = "\u2066", "\u2069"
_DROPPED = re.compile("[\u061c\u200e\u200f\u202a-\u202e\ufeff\u00ad]")
"""Marks, embeddings and overrides: direction comes from language and atoms, and an override can show another number."""
_GROUP_SPACES = " \u00a0\u2007\u2009\u202f"
_GROUP = re.compile(r"[+(]*[\d*•×●]+\)?(?:[-–][\d*•×●]+)*\)?(?:[.,]\d+)?$")
_AFTER_AREA = frozenset({") ", "） ", ")\u00a0"})
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?$|\d\d?-\d\d?-\d{4}$")
_KEPT_AT_ENDS = "*#%‰•●&@×"
_BRACKETS = {"(": ")", "[": "]", "（": "）", "〔": "〕", "【": "】", "《": "》", "「": "」", "{": "}"}


def cleaned(text: str) -> str:
    """One paragraph as it is set: composed, one kind of space for tabs and line ends, no directional marks."""
    text = unicodedata.normalize("NFC", _DROPPED.sub("", text))
    return re.sub(r"[\t\r\n\v\f\u2028\u2029\x85\x1c-\x1f]+", " ", text)


def has_right_to_left(text: str) -> bool:
    """Whether any character runs from right to left or brings such a direction in."""
    return any(character_class(character) in ("R", "AL", "AN", "RLI", "FSI") for character in text)


def isolated(text: str, base: int) -> str:
    """The text with each number set between U+2066 and U+2069; as it is where nothing runs right to left.

    ``base`` is 1 where the line itself does: then even words of no direction need it.
    """
    if not base and not has_right_to_left(text):
        return text
    parts, at = [], 0
    for start, end in atoms(text):
        parts += [text[at:start], LRI, text[start:end], PDI]
        at = end
    return "".join([*parts, text[at:]])


def atoms(text: str) -> list[tuple[int, int]]:
    """Where each number stands: half-open spans, in order, never touching."""
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and _may_belong(text, end):
            end += 1
        if end > at:
            span = _trimmed(text, at, end)
            if any(unicodedata.decimal(character, None) is not None for character in text[slice(*span)]):
                _add(text, spans, span)
        at = max(end, at + 1)
    return spans


def _may_belong(text: str, at: int) -> bool:
    """Not white space, not a control, not a right-to-left letter with its marks."""
    kind = character_class(text[at])
    if kind == "NSM":
        return at > 0 and character_class(text[at - 1]) not in ("R", "AL", "NSM")
    return kind not in ("R", "AL", "WS", "B", "S", "BN", "LRI", "RLI", "FSI", "PDI")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without brackets, quotation marks and stops around it; signs and masks stay, brackets closed inside stay."""
    while start < end:
        first, last = text[start], text[end - 1]
        if _BRACKETS.get(first) == last:
            start, end = start + 1, end - 1
        elif _loose_start(text, start, end):
            start += 1
        elif _loose_end(text, start, end):
            end -= 1
        else:
            break
    return start, end


def _loose_start(text: str, start: int, end: int) -> bool:
    """Whether the first character is punctuation that is not the number's own."""
    first, kind = text[start], unicodedata.category(text[start])
    if first in _BRACKETS:
        return _BRACKETS[first] not in text[start:end]
    if kind == "Pd":
        return start > 0 and character_class(text[start - 1]) in ("R", "AL", "NSM")
    return kind in ("Ps", "Pe", "Pi", "Pf", "Po") and first not in _KEPT_AT_ENDS


def _loose_end(text: str, start: int, end: int) -> bool:
    """Whether the last character is punctuation that is not the number's own."""
    last, kind = text[end - 1], unicodedata.category(text[end - 1])
    opening = next((opened for opened, closed in _BRACKETS.items() if closed == last), None)
    if opening is not None:
        return opening not in text[start:end]
    if kind == "Pd":
        return end < len(text) and character_class(text[end]) in ("R", "AL")
    return kind in ("Ps", "Pe", "Pi", "Pf", "Po") and last not in _KEPT_AT_ENDS


def _add(text: str, spans: list[tuple[int, int]], span: tuple[int, int]) -> None:
    """Add the number, joined to the one before where a single space only groups their digits (0991 1234567)."""
    start, end = span
    if spans and text[spans[-1][1] : start] in _AFTER_AREA and text[: spans[-1][0]].endswith(("(", "（")):
        spans[-1] = (spans[-1][0] - 1, end)  # (0991) 1234567
        return
    if spans and start - spans[-1][1] == 1 and text[start - 1] in _GROUP_SPACES:
        before, here = text[slice(*spans[-1])], text[start:end]
        group = re.split(f"[{_GROUP_SPACES}]", before)[-1]
        grouped = all(_GROUP.match(part.lstrip("-−¥￥$")) and not _DATE.match(part) for part in (group, here))
        if grouped and "." not in group and "," not in group:
            spans[-1] = (spans[-1][0], end)
            return
    spans.append((start, end))
