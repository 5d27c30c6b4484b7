"""Mobile numbers in groups of any size, behind any mark or word; figures, days and times are none."""

from __future__ import annotations

from itertools import pairwise

import pytest

from fupin_desk.paper.leaks import leaks

ODD_MARKS = (
    ".",
    ":",
    "：",
    "/",
    "·",
    "•",
    "・",
    "|",
    "~",
    "_",
    "__",
    "——",
    "…",
    "+",
    "*",
    " . ",
    "→",
    "(",
    "）（",
    "“",
)


@pytest.mark.parametrize("mark", ODD_MARKS)
def test_a_mobile_number_in_any_groups_is_caught_whatever_mark_stands_between(mark: str) -> None:
    number = "13812345678"
    for cuts in ((5,), (6,), (4,), (7,), (3,), (4, 8), (3, 6), (4, 7), (3, 7)):
        pieces = [number[start:end] for start, end in pairwise((0, *cuts, 11))]
        if len(cuts) == 1 or mark != " . ":
            assert leaks(f"资产{mark.join(pieces)}，按户"), pieces


@pytest.mark.parametrize("mark", [*ODD_MARKS, " ", "-", "\n", "\u3000"])
def test_one_or_two_digits_cut_off_at_either_end_hide_nothing(mark: str) -> None:
    for number in ("13812345678", "19912345670", "15000120034"):
        for at in (1, 2, 9, 10):
            said = f"资产{number[:at]}{mark}{number[at:]}，按户"
            assert bool(leaks(said)) is not (at > 8 and mark.strip() == "."), at


@pytest.mark.parametrize(
    "said",
    [
        "138123456.78",
        "1381234567.8元",
        "180601001-02",
        "1806010001-1",
        "15-201800001",
        "单号146647663-07",
        "发票代码：1300012345 2",
        "1381234567 2份",
        "13 812345678元",
        "13、812345678",
        "1. 3812345678",
        "1990-1234567",
    ],
)
def test_sums_serial_numbers_and_what_is_counted_are_no_telephone_cut_at_an_end(said: str) -> None:
    assert not leaks(f"合计{said}")


def test_what_is_counted_is_a_figure_only_behind_a_blank() -> None:
    assert leaks("资产1381234567-2张")
    assert not leaks("资产1381234567 2张")


def test_years_long_ago_in_a_row_are_no_telephone() -> None:
    assert not leaks("合计1949-1955:138")


@pytest.mark.parametrize("said", ["1932-1234567", "1978 1234567"])
def test_seven_digits_behind_four_that_are_no_year_of_any_paper_are_a_telephone(said: str) -> None:
    assert leaks(f"资产{said}，按户")


@pytest.mark.parametrize("between", ["、", "，", ",", "；", "和", " و ", " and ", "号", "-还有-", "."])
@pytest.mark.parametrize("called", ["联系电话：", "手机", "Tel ", "تېلېفون: ", "有事拨打张会计的"])
def test_behind_the_word_for_a_telephone_eleven_digits_are_one_however_they_are_cut(called: str, between: str) -> None:
    number = "13812345678"
    for at in range(1, 11):
        assert leaks(called + number[:at] + between + number[at:]), at
    assert not leaks(f"{called}13500、120000元")


@pytest.mark.parametrize(
    "between", ["，后面是", "然后", "，后六位是", "转", "再", " dash ", "，接下来几位就是", "، داۋامى "]
)
def test_words_that_say_that_a_number_goes_on_hide_nothing(between: str) -> None:
    for at in range(3, 9):
        assert leaks(f"找会计，{'13812345678'[:at]}{between}{'13812345678'[at:]}"), at
    assert not leaks(f"前13500元{between}120000元")


@pytest.mark.parametrize("said", ["后四位5678，前七位1381234", "找他，尾号345678，前五位是13812"])
def test_the_last_digits_said_before_the_first_hide_nothing(said: str) -> None:
    assert leaks(said)


@pytest.mark.parametrize(
    "said",
    [
        "13500/200000",
        "15000~180000",
        "15000→168000",
        "1500、2000、300",
        "13:30-16:30，102",
        "1381.5-2045.678",
        "18.11.1-19.11.3",
    ],
)
def test_figures_days_and_times_of_eleven_digits_are_no_telephone(said: str) -> None:
    assert not leaks(f"合计{said}")
