"""What people call columns, sheets and codes; a word never stands for two things."""

from __future__ import annotations

from collections import Counter

import pytest

from fupin_desk.domain.folding import fold
from fupin_desk.kinds import CODE_LISTS
from fupin_desk.ledger.columns import SHEET_OF, SHEETS
from fupin_desk.ledger.template import heading
from fupin_desk.ledger.vocabulary import codes_of, customary, heading_meant, sheet_names
from fupin_desk.words import LANGUAGES, words


@pytest.mark.check
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_of_our_form_is_understood_as_its_own_column(language: str) -> None:
    for sheet in SHEETS:
        for column in sheet.columns:
            assert words(language).has(column.label), column.label
            found = heading_meant(sheet, heading(column, words(language)))
            assert found is not None, (sheet.key, column.key)
            assert found[0] is column, (sheet.key, column.key)


@pytest.mark.check
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_and_sheet_of_our_form_is_understood(language: str) -> None:
    for codes, known in CODE_LISTS.items():
        for code in known:
            assert codes_of(codes).get(fold(words(language).code(codes, code))) == code
    for sheet in SHEETS:
        assert sheet_names()[fold(words(language).say(f"ledger.sheet.{sheet.key}"))] is sheet


@pytest.mark.check
def test_no_customary_heading_stands_for_two_columns_of_a_sheet() -> None:
    headings = customary()["headings"]
    for sheet in SHEETS:
        own = headings.get(sheet.key, {})
        keys = {column.key for column in sheet.columns}
        assert set(own) <= keys, sheet.key
        said = [fold(word) for key in keys for word in own.get(key, headings["any"].get(key, ()))]
        assert [word for word, times in Counter(said).items() if times > 1] == [], sheet.key


@pytest.mark.check
def test_customary_words_for_codes_name_codes_that_exist_and_one_each() -> None:
    for codes, said in customary()["codes"].items():
        assert set(said) <= set(CODE_LISTS[codes])
        words_said = [fold(word) for each in said.values() for word in each]
        assert [word for word, times in Counter(words_said).items() if times > 1] == [], codes


@pytest.mark.parametrize(
    ("sheet", "typed", "key", "unit"),
    [
        ("members", "身 份 证 号 码", "id_number", None),
        ("members", "公民身份号码*", "id_number", None),
        ("members", "姓名（必填）", "name", None),
        ("members", "出生日期\n(如2018-11-01)", "born_on", None),
        ("payments", "金额(元)", "amount_fen", "元"),
        ("payments", "金额（单位：万元）", "amount_fen", "万元"),
        ("payments", "金额/元", "amount_fen", "元"),
        ("plots", "承包面积【亩】", "area_centimu", "亩"),
        ("contracts", "工资标准（元/月）", "wage_fen", "元/月"),
        ("contracts", "月工资", "wage_fen", "元/月"),
        ("contracts", "月工资（千元）", "wage_fen", "千元/月"),
        ("contracts", "年租金（元）", "rent_fen", "元/年"),
        ("contracts", "租金(元/亩·年)", "rent_fen", "元/亩·年"),
        ("contracts", "租金/元/亩·年", "rent_fen", "元/亩·年"),
        ("contracts", "租金，元／亩／年", "rent_fen", "元/亩/年"),
        ("payments", "金额，万元", "amount_fen", "万元"),
        ("payments", "金额：千元", "amount_fen", "千元"),
        ("payments", "金额 元", "amount_fen", "元"),
        ("payments", "发放金额［元］", "amount_fen", "元"),
        ("payments", "Amount (yuan)", "amount_fen", "yuan"),
        ("plots", "面积(m²)", "area_centimu", "m²"),
        ("deliveries", "交售数量(公斤)", "accepted_milli", "公斤"),
        ("loans", "借款人", "head", None),
        ("loans", "贷款额度（万元）", "principal_fen", "万元"),
        ("loans", "贷款年限", "months", "年"),
        ("loans", "期限（年）", "months", "年"),
        ("loans", "放款日", "drawn_on", None),
        ("loan_events", "还款日期", "on", None),
        ("loan_events", "利率（%）", "rate_ppm", "%"),
    ],
)
def test_headings_are_understood_however_they_are_written(sheet: str, typed: str, key: str, unit: str | None) -> None:
    found = heading_meant(SHEET_OF[sheet], typed)
    assert found is not None
    assert (found[0].key, found[1]) == (key, unit)


@pytest.mark.parametrize(
    ("sheet", "typed"),
    [("members", "姓名（法人）"), ("village", "村名（蒙古文）"), ("members", "民族"), ("households", "备注")],
)
def test_a_heading_that_says_something_else_is_never_guessed(sheet: str, typed: str) -> None:
    assert heading_meant(SHEET_OF[sheet], typed) is None


def test_no_column_asks_who_said_no() -> None:
    fields = {column.field for sheet in SHEETS for column in sheet.columns}
    assert fields.isdisjoint({"does_not_wish", "declined", "withdrawn_on"})
