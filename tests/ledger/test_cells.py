"""Cells as people fill them, by the kind of field."""

from __future__ import annotations

from typing import Any

import pytest

from fupin_desk.domain.folding import fold
from fupin_desk.ledger.cells import value_of
from fupin_desk.ledger.columns import SHEET_OF, SHEETS
from fupin_desk.ledger.typed import CellRefused
from fupin_desk.ledger.units import unit_of
from fupin_desk.ledger.vocabulary import heading_meant
from tests.ledger.made_up import id_number

MEMBERS, HOMES, ENTITIES, CONTRACTS = (SHEET_OF[key] for key in ("members", "households", "entities", "contracts"))
PLOTS = SHEET_OF["plots"]
ID = id_number(1199, "19901231")


def said(sheet: Any, key: str, raw: Any) -> Any:
    return value_of(sheet.column(key), raw)


def refusal(sheet: Any, key: str, raw: Any) -> str:
    with pytest.raises(CellRefused) as refused:
        said(sheet, key, raw)
    return refused.value.reason


def test_blanks_in_chinese_names_are_padding_and_in_others_part_the_name() -> None:
    assert said(MEMBERS, "name", "张 三") == said(MEMBERS, "name", "张\u3000\u3000三 ") == "张三"
    assert said(MEMBERS, "name", "Alim  Tursun ") == "Alim Tursun"
    assert said(MEMBERS, "name", "ئالىم  تۇرسۇن") == "ئالىم تۇرسۇن"
    assert said(MEMBERS, "name", "买买提·艾力") == "买买提·艾力"
    assert said(HOMES, "consent.witness", "李 四") == "李四"


@pytest.mark.parametrize("unseen", ["\u2060", "\u200b", "\u200c", "\u200d", "\u061c", "\ufeff", "\u00a0"])
def test_signs_nobody_sees_make_no_other_person(unseen: str) -> None:
    assert said(MEMBERS, "name", f"张{unseen}三") == "张三"
    assert fold(f"张{unseen}三") == fold("张三")


def test_joiners_that_shape_letters_stay() -> None:
    assert said(MEMBERS, "name", "نۇرى\u200cگۈل") == "نۇرى\u200cگۈل"


def test_the_apostrophe_that_marks_a_text_is_no_part_of_it() -> None:
    assert said(HOMES, "ledger_number", "'0012") == "0012"
    assert said(MEMBERS, "name", "'张三") == "张三"
    assert said(MEMBERS, "born_on", "'1990-05-06") == "1990-05-06"
    assert said(PLOTS, "name", "'河边'地") == "'河边'地"


def test_an_id_number_as_text_may_have_blanks_a_small_x_and_full_width_digits() -> None:
    with_x = next(number for at in range(99) if (number := id_number(at)).endswith("X"))
    assert said(MEMBERS, "id_number", with_x.lower()) == with_x
    assert said(MEMBERS, "id_number", f" {ID[:6]} {ID[6:14]} {ID[14:]} ") == ID
    assert said(MEMBERS, "id_number", f"'{ID}") == ID
    assert said(MEMBERS, "id_number", "".join(chr(ord(sign) + 0xFEE0) for sign in ID)) == ID
    assert said(MEMBERS, "id_number", f"\u202d{ID}\u202c") == ID


@pytest.mark.parametrize("raw", [float(ID[:17] + "0"), 9.90101199e17, int(ID[:15] + "000"), "9.90101E+17"])
def test_an_id_number_kept_as_a_number_lost_its_last_digits_and_is_refused_for_that(raw: object) -> None:
    assert refusal(MEMBERS, "id_number", raw) == "digits_lost"


def test_a_wrong_id_number_is_refused_as_wrong() -> None:
    wrong = ID[:-1] + ("1" if ID[-1] != "1" else "2")
    assert refusal(MEMBERS, "id_number", wrong) == "id_number"
    assert refusal(MEMBERS, "id_number", 990101901231119) == "id_number"  # fifteen digits: an old one
    assert refusal(HOMES, "bank_card", 6222020200112233445.0) == "digits_lost"


def test_numbers_that_are_names_are_read_off_as_they_look() -> None:
    assert said(HOMES, "ledger_number", 12.0) == said(HOMES, "ledger_number", "12") == "12"
    assert said(HOMES, "phone", 13800000001.0) == "13800000001"
    assert refusal(HOMES, "ledger_number", 650100000000000001.0) == "digits_lost"


def test_labels_in_any_language_customary_words_and_codes_are_choices() -> None:
    for raw in ("配偶", "妻子", "spouse", "Spouse", "之 妻"):
        assert said(MEMBERS, "relation", raw) == "spouse"
    assert refusal(MEMBERS, "relation", "朋友") == "code"
    assert said(MEMBERS, "labour", "无") == "none"


def test_several_choices_are_parted_by_any_comma() -> None:
    assert (
        said(ENTITIES, "industries", "种植业、养殖业")
        == said(ENTITIES, "industries", "养殖业，种植业")
        == ["crops", "livestock"]
    )
    assert refusal(ENTITIES, "industries", "种植业、挖矿") == "code"


def test_yes_and_no_as_people_write_them() -> None:
    for raw in ("是", "有", "√", "Y", True, 1.0, "ھەئە"):
        assert said(MEMBERS, "disabled", raw) is True
    for raw in ("否", "无", "×", "no", False, 0):
        assert said(MEMBERS, "disabled", raw) is False
    assert said(MEMBERS, "disabled", "/") is None
    assert refusal(MEMBERS, "disabled", "三级") == "yes_no"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("☑是 □否", True), ("□是 ☑否", False), ("是☑ 否□", True), ("是□ 否☑", False), ("■是□否", True),
        ("是✔ 否□", True), ("请勾选：□是 ☑否", False), ("☑是☐否", True), ("●是 ○否", True), ("√是 □否", True),
        ("✔", True), ("☑", True), ("□是 □否", None), ("是□ 否□", None), ("□是 否☑", None), ("是 ☑ 否 □ 不", None),
        ("□", None), ("☑是 ☑否 □不清楚", None), ("☑是□", None),
    ],
)  # fmt: skip
def test_what_is_ticked_is_what_its_box_is_for_or_nothing(typed: str, meant: bool | None) -> None:
    if meant is None:
        assert refusal(MEMBERS, "disabled", typed) == "yes_no"
    else:
        assert said(MEMBERS, "disabled", typed) is meant


def test_boxes_stand_before_or_behind_the_choices_of_a_list_too() -> None:
    for typed in ("☑种植 □养殖 ☑加工", "种植☑ 养殖□ 加工☑", "种植、加工", "种植和加工", "种植，加工；"):
        assert said(HOMES, "industries", typed) == ["crops", "processing"]
    assert said(HOMES, "status", "建档立卡□ 脱贫☑") == "lifted_out"
    for unticked in ("□种植 □养殖", "□种植", "种植□"):
        assert refusal(HOMES, "industries", unticked) == "code"
    assert refusal(HOMES, "status", "□建档立卡") == "code"
    assert refusal(HOMES, "industries", "种、养殖") == "code"


def test_a_dash_or_none_says_nothing_so_that_an_agreement_of_none_is_none() -> None:
    for raw in ("", "  ", "/", "—", "无", "\u3000"):
        assert said(MEMBERS, "id_number", raw) is None
        assert said(MEMBERS, "gone_since", raw) is None
    for raw in ("/", "无", " 没有 ", "不适用"):
        assert said(CONTRACTS, "risk_agreement", raw) is None
        assert said(HOMES, "consent.witness", raw) is None
    assert said(CONTRACTS, "risk_agreement", "无偿补种") == "无偿补种"
    assert said(MEMBERS, "labour", "无") == "none"


def test_lines_and_words() -> None:
    assert said(ENTITIES, "villages", "990101001001、990101001002") == ["990101001001", "990101001002"]
    assert said(ENTITIES, "villages", 990101001001.0) == ["990101001001"]
    assert said(CONTRACTS, "technical_service", "每月一次\r\n到田里") == "每月一次\n到田里"


def test_what_the_domain_refuses_is_refused_with_its_reason() -> None:
    assert refusal(MEMBERS, "name", "长" * 61) == "too_long"
    assert refusal(CONTRACTS, "wage_fen", -5) == "too_small"
    assert refusal(CONTRACTS, "pay_day", 32) == "too_big"
    assert refusal(HOMES, "phone", "13800000001/13900000002") == "phone"


@pytest.mark.parametrize("word", ["无", "没有", "无。", " 无 ", "يوق", "جوق", "None"])
def test_a_bare_none_is_the_choice_of_none_wherever_a_list_has_one(word: str) -> None:
    asked = [(sheet, column) for sheet in SHEETS for column in sheet.columns if not column.refers and column.rule.codes]
    of_none = {column.rule.codes for _sheet, column in asked if "none" in column.rule.listed}
    assert {"labour", "loan_security", "work_hazard", "participation"} <= of_none
    for sheet, column in asked:
        wanted = "none" if column.rule.codes in of_none else None
        assert said(sheet, column.key, word) == wanted, (sheet.key, column.key)
        assert said(sheet, column.key, "——") is None
        assert said(sheet, column.key, "不适用") is None


VILLAGE_WORDS = [
    ("loans", "security", "none", "无 信用 信用贷款 无担保 免担保 免担保、免抵押 ئىناۋەت"),
    ("loans", "security", "guarantee", "保证 担保 保证人 五户联保 担保公司担保 كېپىللىك"),
    ("loans", "security", "collateral", "抵押 质押 土地经营权抵押 抵押担保"),
    ("loans", "security", "both", "抵押+保证 担保、抵押 组合担保"),
    ("loans", "kind", "micro", "小额贷款 扶贫小额信贷 扶贫小额贷款 小额信用贷款"),
    ("loans", "kind", "start_up", "创业贷款 创业担保贷款"),
    ("loans", "used_for", "production", "养殖 种植 发展产业 买羊"),
    ("loans", "used_for", "living", "看病 上学 生活"),
    ("loans", "used_by", "borrower", "本人 自用 户贷户用"),
    ("loans", "used_by", "entity", "户贷企用 企业"),
    ("loan_events", "kind", "repaid", "还款 还本 归还 已还清 提前还款"),
    ("loan_events", "kind", "interest_paid", "付息 结息 还息 ئۆسۈم"),
    ("loan_events", "kind", "extended", "展期 延期"),
    ("loan_events", "kind", "renewed", "续贷 无还本续贷"),
    ("loan_events", "kind", "repriced", "调息 利率调整 降息"),
    ("loan_events", "kind", "overdue", "逾期 逾期未还"),
    ("loan_events", "kind", "compensated", "代偿 风险补偿 保险赔付"),
    ("consents", "to", "loan", "借款 小额信贷"),
    ("consents", "how", "thumb_printed", "指印 捺印 按手印"),
    ("assets", "state", "in_use", "在用 正常使用"),
    ("assets", "state", "idle", "空置 停用"),
    ("assets", "kind", "greenhouse", "大棚 日光温室"),
    ("assets", "owner_kind", "township", "乡政府 镇"),
    ("shares", "money_source", "own", "自筹 自筹资金"),
    ("shares", "money_source", "grant", "财政资金 扶贫资金"),
    ("entities", "level", "region", "省级 自治区"),
    ("entities", "level", "county", "县"),
    ("contracts", "promise", "both", "保底加分红"),
    ("contracts", "hazard", "none", "一般 无危险"),
    ("contracts", "method", "trusteeship", "托管 土地托管"),
    ("contracts", "second.role", "employer", "用人单位 用工单位"),
    ("households", "status", "lifted_out", "脱贫户 已脱贫享受政策"),
    ("members", "labour", "able", "有 普通劳力"),
    ("payments", "confirmed_how", "bank_slip_seen", "回单 转账记录"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "key", "code", "typed"), VILLAGE_WORDS)
def test_what_a_villages_sheets_say_is_a_choice(sheet: str, key: str, code: str, typed: str) -> None:
    for word in typed.split():
        assert said(SHEET_OF[sheet], key, word) == code, word


@pytest.mark.parametrize(
    ("sheet", "key", "typed"),
    [
        ("loans", "security", "无抵押"),
        ("loans", "kind", "产业贷款"),
        ("loans", "used_by", "入股合作社"),
        ("contracts", "second.role", "承包方"),
        ("households", "status", "低保户"),
        ("shares", "money_source", "贷款"),
    ],
)
def test_a_word_that_may_mean_two_choices_is_none(sheet: str, key: str, typed: str) -> None:
    """无抵押 may have a guarantor; 承包方 is the household in law and its tenant in speech."""
    assert refusal(SHEET_OF[sheet], key, typed) == "code"


def test_a_word_that_is_no_choice_is_refused_with_those_most_like_it() -> None:
    with pytest.raises(CellRefused) as refused:
        said(SHEET_OF["loans"], "security", "抵押物")
    assert refused.value.facts["typed"] == "抵押物"
    assert refused.value.facts["choices"][0] == "collateral"
    assert set(refused.value.facts["choices"]) == {"none", "guarantee", "collateral", "both"}
    with pytest.raises(CellRefused) as refused:
        said(MEMBERS, "relation", "朋友")
    assert len(refused.value.facts["choices"]) == 8


@pytest.mark.parametrize(
    ("heading", "raw", "kept"),
    [
        ("月利率", 4.75, 57_000),
        ("月利率(‰)", "4.75", 57_000),
        ("月利率（%）", 0.5, "percent"),
        ("月利率（%）", "0.5%", 60_000),
        ("年利率（%）", 4.75, 47_500),
        ("利率", "4.75%", 47_500),
        ("利率", "4.75%/月", 570_000),
        ("年利率", "4.75‰/月", 57_000),
        ("利率", "5厘", "unit"),
        ("利率", "月息4.75‰", 57_000),
        ("利率", "月利率：４．７５‰", 57_000),
        ("利率", "月息 6 厘", 72_000),
        ("利率", "年息5厘", 50_000),
        ("利率", "年利率4.75%", 47_500),
        ("利率", "月息1分", 120_000),
        ("利率", "月息4.75", "number"),
        ("年利率（%）", "月息4.75‰", "unit_differs"),
        ("月利率", "4.75%", "unit_differs"),
    ],
)
def test_a_rate_a_month_is_a_rate_a_year_only_where_it_says_so(heading: str, raw: Any, kept: Any) -> None:
    loans = SHEET_OF["loans"]
    found = heading_meant(loans, heading)
    assert found is not None
    column, text = found
    unit = unit_of(text) if text else None
    if isinstance(kept, int):
        assert value_of(column, raw, heading=unit) == kept
    else:
        with pytest.raises(CellRefused) as refused:
            value_of(column, raw, heading=unit)
        assert refused.value.reason == kept
