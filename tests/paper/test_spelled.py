"""Digits said as words: where a run of them begins and ends, and what is left of it."""

from __future__ import annotations

import pytest

from fupin_desk.paper.spelled import spelled_runs, unspelled

EIGHT = "one two three four five six seven eight"


def test_eight_in_a_row_are_a_number_and_seven_are_none() -> None:
    assert spelled_runs(EIGHT) == [(0, len(EIGHT))]
    assert spelled_runs(EIGHT.removesuffix(" eight")) == []
    assert spelled_runs("1 2 3 4 5 6 7 eight") == [(0, 19)]
    assert spelled_runs("1 2 3 4 5 6 7 8") == []


@pytest.mark.parametrize("before", ["", "话", "1，", "a ", "\u0628 "])
@pytest.mark.parametrize("behind", ["", "转", ".", " z"])
def test_a_run_begins_and_ends_beside_whatever_is_no_letter_of_a_word(before: str, behind: str) -> None:
    ((start, end),) = spelled_runs(f"{before}{EIGHT}{behind}")
    assert (before + EIGHT + behind)[start:end].endswith(EIGHT)
    assert end == len(before) + len(EIGHT)
    assert unspelled(f"{before}{EIGHT}{behind}") == f"{before}12345678{behind}"


@pytest.mark.parametrize("letter", ["b", "\u0431", "\u0628"])
def test_a_word_that_a_letter_touches_is_another_word(letter: str) -> None:
    assert unspelled(f"{letter}zero {EIGHT}") == f"{letter}zero 12345678"
    assert unspelled(f"{EIGHT} zero{letter}") == f"12345678 zero{letter}"
    assert spelled_runs(f"{letter}{EIGHT}") == spelled_runs(f"{EIGHT}{letter}") == []


def test_between_words_a_few_marks_are_nothing_and_a_long_blank_is_an_end() -> None:
    apart = " … ".join(EIGHT.split())
    assert unspelled(f"{apart}人") == "12345678人"
    assert spelled_runs("     ".join(EIGHT.split())) == []


def test_figures_among_the_words_stay_as_they_are_written() -> None:
    assert unspelled("1 two three 8-one 2 three 4 five") == "1 23 8-1 2 3 4 5"


def test_a_tone_written_as_a_digit_belongs_to_its_word() -> None:
    assert unspelled("yi1 er4 san1 si4 wu3 liu4 qi1 ba1") == "12345678"
