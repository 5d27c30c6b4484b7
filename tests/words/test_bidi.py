"""What is put into a right-to-left sentence keeps its own order, by Unicode's own rules."""

import pytest
from bidi import get_display

from fupin_desk.words import apart
from fupin_desk.words.bidi import settled

MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


def seen(text: str) -> str:
    """Return the text in the order in which it is seen from the left, in a right-to-left paragraph."""
    shown = get_display(text, base_dir="R")
    assert isinstance(shown, str)
    return shown.translate(MARKS)


@pytest.mark.parametrize(
    "figure", ["0991-1234567", "2018-11-01", "12,500.50", "H-0123-7KQX", "C:/usb/990101001001-1a2b.fdb"]
)
def test_a_figure_keeps_its_order_in_an_uyghur_sentence(figure: str) -> None:
    assert figure in seen(f"تېلېفون: {apart(figure, 'ug')} گە ئۇرۇڭ")


def test_without_being_kept_apart_it_would_come_out_turned_round() -> None:
    assert "0991-1234567" not in seen("تېلېفون: 0991-1234567 گە ئۇرۇڭ")


def test_a_chinese_name_does_not_pull_the_figure_beside_it_along() -> None:
    line = seen(f"ئائىلە {apart('阿不都', 'ug')} {apart('12,500.50', 'ug')} يۈەن")
    assert line.index("12,500.50") < line.index("阿不都")


def test_a_date_written_out_in_a_translation_keeps_its_order() -> None:
    assert "2018-11-01" in seen(settled("چېسلانى 2018-11-01 شەكلىدە يېزىڭ", "ug"))
    assert ".xlsx" in seen(settled("ھۆججەتنى .xlsx قىلىپ ساقلاڭ", "ug"))


def test_each_of_several_lines_is_kept_apart_by_itself() -> None:
    assert [line[-1] for line in apart("1-2\n3-4", "kk_Arab").split("\n")] == ["\u2069", "\u2069"]


def test_left_to_right_languages_carry_no_marks_but_round_what_runs_the_other_way() -> None:
    for language in ("zh_CN", "en"):
        assert apart("光伏 100 kW", language) + settled("2018-11-01", language) == "光伏 100 kW2018-11-01"
        assert apart("ئالىم", language) == "\u2068ئالىم\u2069"
        assert apart("ئۈلگە 100 kW\n光伏", language) == "\u2068ئۈلگە 100 kW\u2069\n光伏"
    assert apart("", "ug") == ""


def test_the_parts_of_a_name_stand_in_the_order_of_the_sentence() -> None:
    parts = ("ئەركىن", "H-0041-536Q", "示例合作社")
    name = " · ".join(parts)
    assert (
        get_display(apart(name, "zh_CN"), base_dir="L").translate(MARKS)
        == f"{seen(parts[0])} · {parts[1]} · {parts[2]}"
    )
    assert seen(apart(name, "ug")) == f"{parts[2]} · {parts[1]} · {seen(parts[0])}"
