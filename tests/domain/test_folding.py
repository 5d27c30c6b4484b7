"""One fold for every comparison: what two people would type for the same name is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.domain.folding import (
    ROUNDED,
    VARIANTS,
    fold,
    group_key,
    number_key,
    simplified,
    spelled_apart,
    words_of,
)
from fupin_desk.domain.traditional import SIMPLIFIED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كەرىم", "کەریم"),
        ("كەرىم", "كەر\u064aم"),
        ("ئەلى", "ﺋﻪﻟﻰ"),
        ("قايرات يۇنۇس", "قايرات یونوس"),
        ("گۈلنىسا", "گـــۈلنىسا"),
        ("مُحَمَّد", "محمد"),
        ("نۇرى\u200cگۈل", "نۇرىگۈل"),
        ("نۇرى\u200dگۈل", "نۇرىگۈل"),
        ("张\u200b三", "张三"),
        ("张\ufeff三", "张 三"),
        ("张\xad三", "张\u2060三"),
        ("张\u3164三", "张三"),
        ("阿布都热合曼·买买提", "阿布都热合曼•买买提"),
        ("阿布都热合曼‧买买提", "阿布都热合曼・买买提"),
        ("阿布都热合曼.买买提", "阿布都热合曼∙买买提"),
        ("Ａｌｉ  Khan", "ALI·KHAN"),
        ("Gülnar", "gulnar"),
        ("٠٤٢", "۰۴۲"),
        ("٠٤٢", "042"),
        ("張三", "张三"),
        ("歐陽關麗", "欧阳关丽"),
        ("衞國", "卫国"),
        ("戶主姓名", "户主姓名"),
        ("張後", "张后"),
        ("餘華", "余华"),
    ],
)
def test_keyboards_widths_and_unseen_signs_make_no_other_name(one: str, other: str) -> None:
    assert one != other
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(("one", "other"), [("张三", "张四"), ("كەرىم", "كەرىمە"), ("ئانار", "ئانال"), ("شىن", "سىن")])
def test_other_letters_are_other_names(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_every_variant_of_a_letter_folds_to_the_letter_it_stands_for() -> None:
    for sign, kept in VARIANTS.items():
        assert fold(f"ب{sign}ب") == f"ب{kept}ب", hex(ord(sign))


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once_whatever_was_typed(text: str) -> None:
    for key in (fold, number_key, group_key):
        assert key(key(text)) == key(text)


def test_two_uyghur_letters_that_fold_alike_are_two_spellings_but_a_plain_waw_is_either() -> None:
    assert fold("ئۆمەر") == fold("ئۇمەر") == fold("ئومەر")
    assert spelled_apart("ئۆمەر", "ئۇمەر")
    assert not spelled_apart("ئۆمەر", "ئومەر")
    assert not spelled_apart("ئۆمەر", "ئۆ\u200bمەر")
    assert not spelled_apart("كەرىم", "کەریم")
    assert all(spelled_apart(f"ب{one}", f"ب{other}") for one in ROUNDED for other in ROUNDED if one != other)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("張三", "张三", False),
        ("歐陽麗", "欧阳丽", False),
        ("張後", "张后", True),
        ("張後", "張后", True),
        ("餘华", "余华", True),
        ("张乾", "张干", True),
        ("張著", "张着", True),
        ("葉青", "叶青", True),
        ("張葉", "張葉", False),
        ("张后", "张 后", False),
    ],
)
def test_a_character_that_stands_for_several_may_be_another_name(one: str, other: str, apart: bool) -> None:
    assert spelled_apart(one, other) == spelled_apart(other, one) == apart


def test_every_traditional_character_is_compared_as_its_simplified_one_and_in_its_place() -> None:
    assert len(SIMPLIFIED) > 2500
    for sign, kept in SIMPLIFIED.items():
        assert fold(f"一{sign}一") == f"一{kept}一"
        assert kept not in SIMPLIFIED
    assert simplified("會計：張三") == "会计：张三"


def test_words_are_parted_by_blanks_and_marks_and_by_nothing_unseen() -> None:
    assert words_of("阿布都·买买提 (户主)") == ["阿布都", "买买提", "户主"]
    assert words_of("نۇرى\u200cگۈل ئەلى") == [fold("نۇرىگۈل"), fold("ئەلى")]


@pytest.mark.parametrize("typed", ["1", "0001", "１", "٠٠٠١", "۱", " 01 ", "1号", "第1号", "No.1", "№1", "编号：1"])
def test_leading_noughts_and_what_stands_around_a_number_make_no_other_number(typed: str) -> None:
    assert number_key(typed) == "1"


def test_numbers_in_parts_keep_their_parts() -> None:
    assert number_key("LD-07") == number_key("ld 7") == number_key("ＬＤ７")
    assert len({number_key(typed) for typed in ("1-12", "11-2", "112", "1-1-2")}) == 4
    assert number_key("0") == "0"
    assert number_key("1.0") == number_key("1") != number_key("1.1")
    assert number_key("1.10") != number_key("1.1")
    assert number_key("H-0123-7KQX") == number_key("h—123—7kqx")


@pytest.mark.parametrize(
    ("number", "typed"),
    [
        ("1", "1组 一组 第1组 第一组 １组 01组 1 一 第一村民小组 1小组 壹组 ١-گۇرۇپپا 1-گورۇپپا Group-1 توپ1"),
        ("10", "10组 十组 第十组 一十组 壹拾组"),
        ("12", "12组 十二组 一二组 第１２小组"),
        ("20", "20组 二十组 廿组"),
        ("32", "三十二组 卅二组 32"),
    ],
)
def test_a_group_is_one_however_its_number_is_written(number: str, typed: str) -> None:
    assert {group_key(each) for each in typed.split()} == {number}


def test_groups_of_other_names_are_others() -> None:
    names = ("1组", "2组", "11组", "十二组", "二组", "东组", "组", "1队", "百组", "十十组")
    assert group_key("二组") == group_key("2组")
    assert len({group_key(name) for name in names if name != "二组"}) == len(names) - 1
