"""Names stand where people look for them: by pinyin, by their own letters, numbers by their size."""

from __future__ import annotations

from functools import partial

from fupin_desk.store.search.ordering import order_key


def in_order(language: str, *texts: str) -> list[str]:
    return sorted(texts, key=partial(order_key, language=language))


def test_chinese_names_stand_by_pinyin_syllable_by_syllable_between_latin_ones() -> None:
    assert in_order("zh_CN", "张伟", "Bahar", "安静", "胡建国", "王丽华", "Kim") == [
        "安静", "Bahar", "胡建国", "Kim", "王丽华", "张伟",
    ]  # fmt: skip
    assert in_order("zh_CN", "先安", "西安") == ["西安", "先安"]
    assert in_order("zh_CN", "任强", "单田芳", "石磊") == ["任强", "单田芳", "石磊"], "Shan and Ren, as family names"


def test_numbers_in_a_text_stand_by_their_size_in_whatever_figures() -> None:
    assert in_order("zh_CN", "10组", "2组", "1组", "１１组") == ["1组", "2组", "10组", "１１组"]


def test_uyghur_names_stand_by_the_uyghur_alphabet_and_kazakh_ones_by_theirs() -> None:
    uyghur = [
        "ئابدۇللا",
        "ئەركىن",
        "بەختىيار",
        "پەرھات",
        "تۇرسۇن",
        "غەيرەت",
        "قاسىم",
        "ۋەلى",
        "ئېلى",
        "ئىلھام",
        "يۈسۈپ",
    ]
    assert in_order("ug", *reversed(uyghur)) == uyghur
    kazakh = ["ابدول", "ٵلى", "باقىت", "گۇلنار", "دانيار", "ەركىن", "نۇرلان", "ساۋلە", "ىلياس"]
    assert in_order("kk_Arab", *reversed(kazakh)) == kazakh


def test_the_keyboard_a_name_was_typed_on_makes_no_difference() -> None:
    assert order_key("ئەركىن", "ug") == order_key("ەرکىن", "ug")
    assert order_key("غەيرەت", "ug") != order_key("غېيرېت", "ug"), "what folds alike keeps its own place"


def test_chinese_stands_before_the_arabic_script_in_every_language() -> None:
    assert in_order("ug", "ئەركىن", "张伟") == ["张伟", "ئەركىن"]
