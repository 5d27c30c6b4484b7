"""Names of one script inside another, with numbers, brackets and line ends: by where each glyph is drawn.

What must hold is said here without the algorithm that sets the lines. A name is read by its own direction, which its
first letter gives: from that side on, word after word, and what stands in it of the other direction is read the
other way. So each word is one piece of the line, and the pieces of a name touch nothing of what stands outside it.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fupin_desk.assets import fonts
from fupin_desk.paper.text.setter import SetLine, set_lines
from fupin_desk.words import words

FONTS = fonts()
LATIN, HAN, ARABIC = ("solar", "farm", "kW", "Co"), ("光伏", "电站", "示例村"), ("ئۈلگە", "قۇياش", "كەنت", "مۈلۈك")
DIGITS = ("100", "2018", "3.5", "12,500.50")
WIDE = 100_000.0


def own_direction(name: str) -> str:
    """By the first letter; a name without one runs left to right."""
    first = next((sign for sign in name if sign.isalpha()), "a")
    return "rtl" if unicodedata.bidirectional(first) in ("R", "AL") else "ltr"


@st.composite
def names(draw: st.DrawFn) -> str:
    """Words of one or two scripts and numbers, with blanks between; some of it in brackets. No word stands twice."""
    said = draw(st.lists(st.sampled_from((*LATIN, *HAN, *ARABIC, *DIGITS)), min_size=1, max_size=5, unique=True))
    if draw(st.booleans()):
        at = draw(st.integers(0, len(said) - 1))
        said[at] = f"({said[at]})"
    return " ".join(said)


def spans(text: str, parts: list[str], line: SetLine) -> list[tuple[float, float, list[str]]]:
    """Of each part, found one after the other: its left and right end, and its signs from left to right."""
    places = {glyph.start: glyph for glyph in line.glyphs if glyph.text}
    order = sorted(line.glyphs, key=lambda glyph: glyph.x)
    ends = {one.start: two.x for one, two in pairwise(order)} | {order[-1].start: line.width}
    found, at = [], 0
    for part in parts:
        begin = text.index(part, at)
        at = begin + len(part)
        own = [places[place] for place in range(begin, at) if place in places]
        drawn = "".join(glyph.text for glyph in sorted(own, key=lambda glyph: glyph.x))
        found.append((min(g.x for g in own), max(ends[g.start] for g in own), list(drawn)))
    return found


def text_as_set(text: str, line: SetLine) -> str:
    """The characters by the places that glyphs name: isolates put in by the setter count too."""
    end = max(glyph.start + len(glyph.text) for glyph in line.glyphs)
    signs = ["\u2060"] * end
    for glyph in line.glyphs:
        for at, sign in enumerate(glyph.text):
            signs[glyph.start + at] = sign
    return "".join(signs)


def reads_in_order(name: str, whole: str, line: SetLine) -> bool:
    """Whether a name's words follow one another from the side it begins at, and each word is read its own way."""
    words_of_name = name.split()
    parts = [word.strip("()") for word in words_of_name]
    places = spans(whole, parts, line)
    for part, (_, _, drawn) in zip(parts, places, strict=True):
        backwards = own_direction(part) == "rtl"
        if "".join(reversed(drawn) if backwards else drawn) != part:
            return False
    centres = [(left + right) / 2 for left, right, _ in places]
    return _follow(words_of_name, centres, own_direction(name))


def _follow(said: list[str], centres: list[float], direction: str) -> bool:
    """Each word and the next stand in the name's direction; two of the other direction stand in theirs."""
    for (one, x), (two, y) in pairwise(zip(said, centres, strict=True)):
        foreign = (direction == "ltr" and _both(one, two, "rtl")) or (direction == "rtl" and _both(one, two, "ltr"))
        beside = one.strip("()")[0].isdigit() or two.strip("()")[0].isdigit()
        if beside or (foreign and "(" in one + two):
            continue  # a number beside such a word, or a bracket between two, is read aright either way
        forward = (x < y) == (direction == "ltr")
        if forward == foreign:
            return False
    return True


def _both(one: str, two: str, direction: str) -> bool:
    return own_direction(one) == own_direction(two) == direction


@settings(max_examples=300, deadline=None)
@given(names(), st.sampled_from(("zh_CN", "ug", "kk_Arab", "en")))
@example("ئۈلگە 100 kW قۇياش", "zh_CN")
@example("ئۈلگە (kW) قۇياش", "zh_CN")
@example("光伏 قۇياش 电站", "ug")
def test_a_name_is_never_turned_round_by_what_stands_about_it(name: str, language: str) -> None:
    before, after = {"zh_CN": ("资产：", "，按户"), "en": ("Asset: ", ", shared")}.get(
        language, ("ئاتالغۇ: ", "، ئائىلە")
    )
    text = before + words(language).apart(name) + after
    (line,) = set_lines(text, language, 12, WIDE, FONTS)
    whole = text_as_set(text, line)
    outside = [before.strip(" :：،,"), after.strip(" ،，,")]
    assert reads_in_order(name, whole, line), "".join(glyph.text for glyph in line.glyphs)
    inside = spans(whole, [word.strip("()") for word in name.split()], line)
    left, right = min(piece[0] for piece in inside), max(piece[1] for piece in inside)
    for piece in spans(whole, outside, line):
        assert piece[1] <= left + 0.01 or piece[0] >= right - 0.01, name


@settings(max_examples=200, deadline=None)
@given(st.lists(names(), min_size=1, max_size=4), st.sampled_from(("zh_CN", "ug", "kk_Arab", "en")))
def test_a_text_of_several_lines_keeps_them_and_their_order(lines: list[str], language: str) -> None:
    text = "规则：" + words(language).apart("\n".join(lines)) + "。"
    drawn = set_lines(text, language, 12, WIDE, FONTS)
    assert len(drawn) == len(lines)
    for name, line in zip(lines, drawn, strict=True):
        assert sorted(name.replace(" ", "")) == sorted(line.text.replace(" ", "").strip("规则：。"))
        assert reads_in_order(name, text_as_set(name, line), line)


@settings(max_examples=200, deadline=None)
@given(names(), st.sampled_from(("zh_CN", "ug", "kk_Arab", "en")))
def test_digits_stand_from_left_to_right_in_every_name(name: str, language: str) -> None:
    (line,) = set_lines(words(language).apart(name), language, 12, WIDE, FONTS)
    drawn = "".join(glyph.text for glyph in sorted(line.glyphs, key=lambda glyph: glyph.x))
    for number in (word.strip("()") for word in name.split() if word.strip("()")[0].isdigit()):
        assert number in drawn, drawn


def test_a_line_ends_however_it_was_ended_and_isolates_do_not_reach_over_it() -> None:
    for end in ("\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\v"):
        text = words("zh_CN").apart(f"ئۈلگە 100 kW قۇياش{end}光伏电站 2018")
        one, two = set_lines(text, "zh_CN", 12, WIDE, FONTS)
        assert two.text == "光伏电站 2018"
        assert reads_in_order("ئۈلگە 100 kW قۇياش", text_as_set(one.text, one), one)


def test_brackets_open_towards_what_they_hold() -> None:
    (line,) = set_lines(words("zh_CN").apart("ئۈلگە (100) قۇياش"), "zh_CN", 12, WIDE, FONTS)
    drawn = [glyph.text for glyph in sorted(line.glyphs, key=lambda glyph: glyph.x)]
    assert drawn.index(")") < drawn.index("1") < drawn.index("(")  # mirrored when drawn: the reader sees (100)
