"""What the desk says, in its four languages."""

from datetime import date

import pytest

from fupin_desk.domain.errors import (
    DeskError,
    DiskFullError,
    FieldsRefusedError,
    KeyFileBrokenError,
    UndoTooLateError,
    VaultError,
    WrongCodeError,
    WrongRoleError,
)
from fupin_desk.domain.languages import LANGUAGES, direction, nearest, own_name
from fupin_desk.domain.record import FieldSpec
from fupin_desk.kinds import kind_spec
from fupin_desk.words import words
from fupin_desk.words.bidi import FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE


def spec(kind: str, name: str) -> FieldSpec:
    return kind_spec(kind).fields[name]


def test_yes_and_no_are_said_in_the_language_itself() -> None:
    said = {(words(language).yes_no(True), words(language).yes_no(False)) for language in LANGUAGES}
    assert {("是", "否"), ("yes", "no")} <= said
    assert len(said) == len(LANGUAGES)


def test_each_language_calls_itself_by_its_own_name() -> None:
    assert [own_name(language) for language in LANGUAGES] == ["中文", "ئۇيغۇرچە", "قازاقشا", "English"]


def test_uyghur_and_kazakh_run_from_right_to_left() -> None:
    assert [direction(language) for language in LANGUAGES] == ["ltr", "rtl", "rtl", "ltr"]


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh-Hans", "zh_CN"),
        ("ug", "ug"),
        ("kk_KZ", "kk_Arab"),
        ("en_US", "en"),
        ("C.UTF-8", "zh_CN"),
        (None, "zh_CN"),
    ],
)
def test_the_system_s_language_finds_the_nearest_of_ours(tag: str | None, language: str) -> None:
    assert nearest(tag) == language


def test_a_field_is_called_what_people_call_it() -> None:
    assert [words("zh_CN").field("household", name) for name in ("head", "group", "status")] == [
        "户主",
        "村民小组",
        "建档立卡情况",
    ]


def test_facts_are_written_by_the_unit_in_their_name() -> None:
    said = words("zh_CN").say("notice.promised.lease", area_centimu=325, rent_fen=60000)
    assert said == "3.25 亩，租金 600.00 元/亩·年"


def test_a_day_a_list_and_a_yes_are_written_out() -> None:
    chinese = words("zh_CN")
    assert chinese.say("notice.due_on", due_on=date(2018, 11, 1)) == "应发放日期：2018-11-01"
    assert "户主、村民小组" in chinese.error(UndoTooLateError("household", "x", ["head", "group"]))
    assert chinese.say("notice.total", unused=True) == "合计"


def test_figures_and_names_stand_apart_in_a_right_to_left_sentence() -> None:
    said = words("ug").say("notice.due_on", due_on="2018-11-01")
    assert f"{LEFT_TO_RIGHT_ISOLATE}2018-11-01{POP_ISOLATE}" in said
    assert f"{FIRST_STRONG_ISOLATE}گۈلباغ{POP_ISOLATE}" in words("ug").say("notice.committee", village="گۈلباغ")


def test_chinese_and_english_carry_no_invisible_marks() -> None:
    for language in ("zh_CN", "en"):
        said = words(language).error(DiskFullError("/media/usb"))
        assert not set("\u2066\u2067\u2068\u2069") & set(said)


def test_a_placeholder_without_its_fact_is_a_bug_and_never_printed() -> None:
    with pytest.raises(KeyError):
        words("zh_CN").say("notice.due_on")


@pytest.mark.parametrize(
    ("kind", "name", "value", "shown"),
    [
        ("household", "status", "registered", "建档立卡贫困户"),
        ("household", "industries", ["crops", "livestock"], "种植业、养殖业"),
        ("household", "status_since", "2018-11-01", "2018-11-01"),
        ("member", "disabled", False, "否"),
        ("member", "born_in", 1980, "1980"),
        ("entity", "capital_fen", 1250050, "12,500.50 元"),
        ("entity", "share_count", 20000, "20,000"),
        ("plot", "area_centimu", 325, "3.25 亩"),
        ("contract", "promised_share_ppm", 43500, "4.35 %"),
        ("delivery", "accepted_milli", 1500, "1.5"),
        ("village", "collective_income", ["租金", "分红"], "租金、分红"),
        ("household", "group", None, ""),
    ],
)
def test_a_value_is_shown_as_people_read_it(kind: str, name: str, value: object, shown: str) -> None:
    assert words("zh_CN").value(spec(kind, name), value) == shown


def test_a_unit_stands_beside_the_label_where_a_field_has_one() -> None:
    chinese = words("zh_CN")
    assert chinese.unit("contract", spec("contract", "rent_fen")) == "元/亩·年"
    assert chinese.unit("plot", spec("plot", "area_centimu")) == "亩"
    assert chinese.unit("plot", spec("plot", "name")) == ""


def test_a_refused_value_is_told_with_its_field_what_was_typed_and_why() -> None:
    refused = [{"field": "lifted_out_on", "reason": "date", "typed": "2018-02-30"}]
    said = words("zh_CN").error(FieldsRefusedError("household", refused))
    assert said.splitlines()[1] == "脱贫日期“2018-02-30”：没有这一天。请核对日期，按 2018-11-01 的样子填写。"
    in_line = words("en").error(FieldsRefusedError("household", [refused[0] | {"line": 7}]))
    assert in_line.splitlines()[1].startswith("Line 7, lifted out on “2018-02-30”: There is no such day.")


def test_a_reason_with_a_sentence_of_its_own_is_said_with_it() -> None:
    assert words("en").error(KeyFileBrokenError("missing")).startswith("The key file is missing")
    assert (
        words("en").error(KeyFileBrokenError("never heard of")).startswith("Something is the matter with the key file")
    )


def test_a_missing_fact_changes_the_sentence() -> None:
    assert "2" in words("zh_CN").error(WrongCodeError(2))
    assert "组" not in words("zh_CN").error(WrongCodeError(None))


def test_a_class_without_a_sentence_is_said_as_the_class_above_it() -> None:
    class NeverSaidError(VaultError):
        """A class that no catalogue knows."""

    assert words("en").error(NeverSaidError()) == words("en").error(VaultError())
    assert words("en").error(DeskError()) == words("en").say("error.DeskError")


def test_codes_among_the_facts_are_put_into_words() -> None:
    assert words("en").error(WrongRoleError("village", "office")).startswith("This desk is a county office desk")


def test_a_clause_is_said_with_what_it_is_about_in_the_language_of_whoever_reads() -> None:
    assert words("zh_CN").clause("四(四)5") == "四(四)5 资产性收入"
    assert words("en").clause("四(四)5").endswith("Asset income")


def test_a_language_that_lacks_a_text_falls_back_and_says_so() -> None:
    assert words("ug").say("no.such.key") == "no.such.key"
    assert not words("ug").has("no.such.key")


def test_a_text_that_is_its_own_key_is_no_missing_text() -> None:
    assert [words("en").yes_no(each) for each in (True, False)] == ["yes", "no"]
    assert words("en").has("no")
