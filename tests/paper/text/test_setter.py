"""Set lines: numbers keep their order, letters join, Chinese breaks where it may, nothing is lost or left empty."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_boundaries

from fupin_desk.assets import fonts
from fupin_desk.paper.errors import LetterMissingError
from fupin_desk.paper.text.atoms import atoms, cleaned
from fupin_desk.paper.text.breaks import break_places, never_first, never_last
from fupin_desk.paper.text.setter import SetLine, line_width, set_lines

FONTS = fonts()
DIGITS = "0123456789"
UYGHUR = [
    "كەنتىمىزنىڭ",
    "يىللىق",
    "مۈلۈك",
    "نومۇرىغا",
    "(تېلېفون)",
    "جەمئىي،",
    "يۈەن.",
    "ID",
    "新疆",
    "中文，",
    "«يېزا»",
]
KAZAKH = ["اۋىلىمىزدىڭ", "ٴبولۋ", "تابىسىن", "نومىرى؛", "(يۋان)", "ٵٶٷٸ", "合作社", "No."]
CHINESE = ["根据", "公示，", "《意见》", "ئالىم", "سوم", "(yuan)", "电话"]


def digits(low: int, high: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=low, max_size=high)


def numbers() -> st.SearchStrategy[str]:
    """Amounts, dates, phones, identity numbers, signed and trailing ones."""
    amount = st.builds("{:,.2f}".format, st.integers(0, 10**9).map(lambda fen: fen / 100))
    dated = st.dates().map(lambda day: f"{day:%Y-%m-%d}")
    slashed = st.dates().map(lambda day: f"{day:%Y/%m/%d}")
    phone = st.builds("0{}-{}".format, digits(3, 3), digits(7, 8))
    bracketed = st.builds("(0{}) {}".format, digits(3, 3), digits(7, 7))
    mobile = st.builds("{} {} {}".format, digits(3, 3), digits(4, 4), digits(4, 4))
    masked = st.builds("990***********{}".format, digits(4, 4))
    whole = st.builds("990101 {} {}".format, digits(8, 8), digits(4, 4))
    signed = st.builds(
        "{}{}{}".format, st.sampled_from(["-", "+", "−", "¥", ""]), digits(1, 6), st.sampled_from(["%", "-", "", "‰"])
    )
    notice = st.builds("GS-{}-2018-{}".format, digits(12, 12), digits(4, 4))
    clock = st.builds("{}:{}".format, digits(2, 2), digits(2, 2))
    chinese = st.dates(min_value=date(1000, 1, 1)).map(lambda day: f"{day.year}年{day.month}月{day.day}日")
    return st.one_of(amount, dated, slashed, phone, bracketed, mobile, masked, whole, signed, notice, clock, chinese)


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str, list[tuple[int, int]]]:
    """Words and numbers of a language; where the numbers are in it."""
    language, said = draw(
        st.sampled_from([("ug", UYGHUR), ("kk_Arab", KAZAKH), ("zh_CN", CHINESE), ("", UYGHUR), ("en", CHINESE)])
    )
    text, places = "", []
    for _ in range(draw(st.integers(1, 4))):
        text += "".join(word + " " for word in draw(st.lists(st.sampled_from(said), max_size=3)))
        number = draw(numbers())
        places.append((len(text), len(text) + len(number)))
        text += number + " " + draw(st.sampled_from(said)) + " "
    return language, text.strip(), places


def digit_places(line: SetLine) -> list[tuple[float, str]]:
    """Digits from left to right as drawn, each with its place."""
    return [(glyph.x, glyph.text) for glyph in line.glyphs if glyph.text and glyph.text in DIGITS]


@settings(max_examples=300, deadline=None)
@given(sentences())
@example(("ug", "تېلېفون 0991-1234567 نومۇر", [(8, 20)]))
@example(("ug", "中文 12,500.50 سوم", [(3, 12)]))
@example(("ug", "(0001) 0000000 ID", [(0, 14)]))
@example(("ug", "0991-1234567", [(0, 12)]))
@example(("ug", "كەنت 12- نومۇر", [(5, 8)]))
@example(("ug", "پەرق -5% بولدى", [(5, 8)]))
@example(("kk_Arab", "合作社 2018-11-01 دەيىن", [(4, 14)]))
def test_the_digits_of_every_number_stand_from_left_to_right(sentence: tuple[str, str, list[tuple[int, int]]]) -> None:
    language, text, places = sentence
    (line,) = set_lines(text, language, 12, 1e6, FONTS)
    drawn = [character for _, character in digit_places(line)]
    xs = [x for x, _ in digit_places(line)]
    assert xs == sorted(xs)
    shown = "".join(drawn)
    for start, end in places:
        assert "".join(re.findall(r"\d", text[start:end])) in shown, (text[start:end], shown)


@settings(max_examples=150, deadline=None)
@given(sentences())
def test_a_number_is_one_piece_with_its_signs_inside(sentence: tuple[str, str, list[tuple[int, int]]]) -> None:
    language, text, places = sentence
    (line,) = set_lines(text, language, 12, 1e6, FONTS)
    shown = "".join(glyph.text for glyph in line.glyphs)
    for start, end in places:
        number = text[start:end].strip("()-").removesuffix("-")
        assert number in shown or " " in number, (number, shown)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2018-يىلى 12-ئاي", ["2018", "12"]),
        ("نومۇرى 12- بولدى", ["12-"]),
        ("پەرق -5% (0991-1234567)", ["-5%", "0991-1234567"]),
        ("بۇ 2018年11月1日 كۈنى", ["2018年11月1日"]),
        ("«新财扶〔2018〕12号» ھۆججەت", ["新财扶〔2018〕12号"]),
        ("تېل 139 1234 5678، 2018-11-01 12:30", ["139 1234 5678", "2018-11-01", "12:30"]),
        ("سوم ¥12,500.50، 3", ["¥12,500.50", "3"]),
        ("كوۋىد-19", ["19"]),
    ],
)
def test_what_counts_as_one_number(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in atoms(text)] == found


def test_an_ordinals_hyphen_stands_between_number_and_word() -> None:
    (line,) = set_lines("12-ئاي", "ug", 12, 500, FONTS)
    assert "".join(glyph.text for glyph in line.glyphs) == "ياﺋ-12".replace("ﺋ", "ئ")


def test_an_override_cannot_turn_a_number_round() -> None:
    (line,) = set_lines("سوم \u202e12,500.50\u202c \u200f09\u200f91-1234567", "ug", 12, 500, FONTS)
    assert "".join(text for _, text in digit_places(line)) == "0991123456712" + "50050"


def test_uyghur_letters_join() -> None:
    joined, apart = line_width("ب" * 3, "ug", 12, FONTS), 3 * line_width("ب", "ug", 12, FONTS)
    (line,) = set_lines("ببب", "ug", 12, 500, FONTS)
    assert len({glyph.glyph for glyph in line.glyphs}) == 3
    assert joined < apart


def test_brackets_turn_with_the_line() -> None:
    right = set_lines("(يۈەن)", "ug", 12, 500, FONTS)[0].glyphs
    left = set_lines("(yuan)", "en", 12, 500, FONTS)[0].glyphs
    assert right[0].text == ")"
    assert left[0].text == "("


def test_quotation_marks_are_as_narrow_as_english_and_as_wide_as_chinese_writes_them() -> None:
    assert line_width("“a”", "en", 10, FONTS) < 20 < line_width("“一”", "zh_CN", 10, FONTS)


def test_a_character_no_font_has_is_an_error_that_names_it() -> None:
    with pytest.raises(LetterMissingError) as missing:
        set_lines("名字\U0002ebf0和\uf8ff", "zh_CN", 12, 500, FONTS)
    assert missing.value.characters == ["U+2EBF0", "U+F8FF"]


@settings(max_examples=150, deadline=None)
@given(sentences(), st.integers(40, 260))
def test_lines_lose_nothing_but_spaces_and_fit(sentence: tuple[str, str, list[tuple[int, int]]], width: int) -> None:
    language, text, _ = sentence
    lines = set_lines(text, language, 12, width, FONTS)
    assert "".join(line.text for line in lines).replace(" ", "") == cleaned(text).replace(" ", "")
    assert all(line.width <= width + 0.1 or len(line.text) == 1 for line in lines)
    for line in lines:
        drawn = sorted("".join(glyph.text for glyph in line.glyphs).replace(" ", ""))
        assert drawn == sorted(line.text.replace(" ", ""))


@settings(max_examples=60, deadline=None)
@given(st.text("新疆产业扶贫，。、（）《》：；？！”2018年", min_size=1, max_size=60), st.integers(60, 200))
def test_no_chinese_line_begins_with_closing_or_ends_with_opening_punctuation(text: str, width: int) -> None:
    places = set(break_places(cleaned(text)))
    assert not any(never_first(text[at]) or never_last(text[at - 1]) for at in places)
    at = 0
    for line in set_lines(text, "zh_CN", 12, width, FONTS)[:-1]:
        at += len(line.text)
        assert at in places or not [place for place in places if at - len(line.text) < place < at]


def test_a_percent_sign_stays_with_its_number() -> None:
    text = "الكىرىم 4.35 % قوشۇلىدۇ"
    assert [text[at:] for at in break_places(text)] == ["4.35 % قوشۇلىدۇ", "قوشۇلىدۇ"]


@settings(max_examples=100, deadline=None)
@given(st.text("新疆产业，。、（）《》2018年 a-b.كەنت،", max_size=40))
def test_every_place_to_break_is_one_of_the_unicode_standard(text: str) -> None:
    assert set(break_places(text)) <= set(line_break_boundaries(text))


def test_a_long_word_is_broken_rather_than_drawn_outside() -> None:
    lines = set_lines("990101200001010010", "", 12, 60, FONTS)
    assert "".join(line.text for line in lines) == "990101200001010010"
    assert max(line.width for line in lines) <= 60


def test_isolates_that_words_put_round_a_fact_change_nothing_for_a_number() -> None:
    plain = set_lines("سومما 12,500.50 يۈەن، 2018-يىلى", "ug", 12, 500, FONTS)[0].glyphs
    apart = set_lines("سومما \u206612,500.50\u2069 يۈەن، \u20682018\u2069-يىلى", "ug", 12, 500, FONTS)[0].glyphs
    assert [(glyph.text, glyph.x) for glyph in plain] == [(glyph.text, glyph.x) for glyph in apart]
