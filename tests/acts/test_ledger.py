"""A ledger becomes records: every row is answered, nothing is doubled, nothing is overwritten unseen."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_desk.acts.desk import Desk, open_desk
from fupin_desk.acts.ledger import Imported, import_ledger
from fupin_desk.domain.errors import LedgerUnreadableError, WrongRoleError
from fupin_desk.domain.ids import village_id
from tests.acts.village_desk import a_village_desk, around
from tests.ledger.made_up import VILLAGE, Sheets, id_number, village_ledger, xls, xlsx

HOMES = ["户编号", "户主姓名", "户主身份证号", "户主出生日期", "村民小组", "联系电话"]
MEMBERS = ["户编号", "户主姓名", "姓名", "身份证号", "出生日期", "与户主关系"]
TERMS = "合同编号 合同类型 户编号 经营主体 主体身份 务工人员 流转地块 租金 原流转合同 资产 约定比例 工资标准"
ONE, TWO = id_number(1), id_number(2, "19700505")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desks") / "empty"
    a_village_desk(folder).close()
    return folder


@pytest.fixture
def desk(empty: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(empty, tmp_path / "desk")
    made = open_desk(around("desk"), tmp_path / "desk", "demo")
    yield made
    made.close()


def take(desk: Desk, sheets: Sheets, dry_run: bool = False) -> Imported:
    return import_ledger(desk, xlsx(sheets), dry_run)


def homes(*rows: list[Any]) -> dict[str, list[list[Any]]]:
    return {"农户": [HOMES, *rows]}


def members(*rows: list[Any]) -> dict[str, list[list[Any]]]:
    return {"家庭成员": [MEMBERS, *rows]}


def verdicts(done: Imported) -> list[str]:
    return [answer.verdict for answer in done.answers]


def reasons(done: Imported) -> list[tuple[str, int, str | None, str]]:
    return [(fault.sheet, fault.row, fault.column, fault.reason) for fault in done.refused]


def all_of(desk: Desk, kind: str, voided: bool = False) -> list[dict[str, Any]]:
    with desk.vault.reading() as reader:
        return [stored.values | {"id": stored.id} for stored in reader.list(kind, voided=voided)]


def changes(desk: Desk) -> dict[str, list[str]]:
    with desk.vault.reading() as reader:
        return reader.all_heads()


# ---- the whole ledger


def test_a_village_goes_in_and_the_same_file_a_second_time_changes_nothing(desk: Desk) -> None:
    ledger = village_ledger(12)
    done = take(desk, ledger)
    assert done.refused == []
    assert done.taken == sum(len(rows) - 1 for rows in ledger.values())
    before = changes(desk)
    again = take(desk, ledger)
    assert (again.taken, again.known, again.refused) == (0, done.taken, [])
    assert changes(desk) == before
    assert len(all_of(desk, "household")) == len(all_of(desk, "contract")) == len(all_of(desk, "consent")) == 12
    assert len(all_of(desk, "member")) == 48
    assert len(all_of(desk, "party")) == 24


def test_an_old_workbook_goes_in_the_same(desk: Desk) -> None:
    done = import_ledger(desk, xls(village_ledger(3)))
    assert done.refused == []
    assert take(desk, village_ledger(3)).taken == 0


def test_a_dry_run_answers_the_same_and_writes_nothing(desk: Desk) -> None:
    before = changes(desk)
    dry = take(desk, village_ledger(3), dry_run=True)
    assert changes(desk) == before
    assert all_of(desk, "household") == []
    assert verdicts(dry) == verdicts(take(desk, village_ledger(3)))


def test_a_record_is_saved_once_however_many_rows_speak_of_it(desk: Desk) -> None:
    take(desk, homes(["1", "张三", ONE, "1980-01-01"]) | members(["1", "", "张三", ONE, "1980-01-01", "户主"]))
    [home], [head] = all_of(desk, "household"), all_of(desk, "member")
    assert home["head"] == head["id"]
    assert head["household"] == home["id"]
    assert home["number"].startswith("H-0001-")
    with desk.vault.reading() as reader:
        assert len(reader.history("household", home["id"])) == 1


def test_what_stops_in_the_middle_leaves_nothing(desk: Desk) -> None:
    def stop(done: int, of: int) -> None:
        if done >= 50:
            raise KeyboardInterrupt

    before = changes(desk)
    with pytest.raises(KeyboardInterrupt):
        import_ledger(desk, xlsx(village_ledger(20)), progress=stop)
    assert changes(desk) == before
    assert all_of(desk, "household") == []


def test_a_file_that_is_no_ledger_is_refused_whole(desk: Desk) -> None:
    with pytest.raises(LedgerUnreadableError):
        import_ledger(desk, b"hello")


def test_the_office_takes_bundles_not_ledgers(tmp_path: Path) -> None:
    office = a_village_desk(tmp_path / "office", code="990101", role="office")
    with pytest.raises(WrongRoleError):
        import_ledger(office, xlsx(homes(["1", "张三"])))
    office.close()


# ---- every row is answered


def test_a_row_with_one_wrong_cell_is_refused_whole_and_the_others_go_in(desk: Desk) -> None:
    done = take(desk, homes(["1", "张三", 9.90101198e17], ["2", "李四", TWO, "", "", "abc"], ["3", "王五"]))
    assert verdicts(done) == ["refused", "refused", "taken"]
    assert reasons(done) == [("农户", 2, "户主身份证号", "digits_lost"), ("农户", 3, "联系电话", "phone")]
    assert [home["ledger_number"] for home in all_of(desk, "household")] == ["3"]


def test_a_reference_to_a_refused_row_says_which_row(desk: Desk) -> None:
    done = take(
        desk, homes(["1", "张三", "", "昨天"]) | members(["1", "", "李四", "", "", "妻子"], ["", "张三", "王五"])
    )
    assert [(fault.reason, fault.facts) for fault in done.refused[1:]] == [
        ("refers_refused", {"sheet": "农户", "line": 2}), ("refers_refused", {"sheet": "农户", "line": 2}),
    ]  # fmt: skip


def test_a_reference_to_nobody_and_to_two_is_refused(desk: Desk) -> None:
    done = take(
        desk, homes(["1", "张三"], ["2", "张三"]) | members(["9", "", "甲"], ["", "张三", "乙"], ["", "", "丙"])
    )
    assert [fault.reason for fault in done.refused] == ["not_found", "ambiguous", "missing"]


def test_a_number_with_another_heads_name_is_refused(desk: Desk) -> None:
    done = take(desk, homes(["1", "张三"]) | members(["1", "李四", "王五"]))
    assert reasons(done) == [("家庭成员", 2, "户主姓名", "head_differs")]


def test_rows_that_cannot_be_told_apart_say_what_is_missing(desk: Desk) -> None:
    done = take(
        desk,
        {
            "农户": [["户编号", "户主姓名", "村民小组"], ["", "", "一组"]],
            "兑现": [["户编号", "金额", "付款日期"], ["", 5, "2018-01-01"]],
            "联结合同": [["合同编号", "合同类型"], ["", "订单合同"]],
        },
    )
    assert [(fault.column, fault.reason) for fault in done.refused] == [
        ("户主姓名", "missing"), ("户编号", "missing"), ("合同编号", "missing"),
    ]  # fmt: skip


# ---- who is already there


def test_the_same_person_is_known_by_id_number_else_by_name_in_the_household(desk: Desk) -> None:
    take(desk, homes(["1", "张三", ONE]) | members(["1", "", "李 四", "", "1990-01-01", "妻子"]))
    done = take(
        desk,
        members(
            ["1", "", "张三", ONE, "", "户主"],
            ["1", "", "李四", "", "1990-01-01", "妻子"],
            ["1", "", "李四", "", "2015-01-01", "女儿"],
        ),
    )
    assert verdicts(done) == ["known", "known", "taken"]
    assert len(all_of(desk, "member")) == 3


def test_a_household_without_numbers_is_known_by_its_heads_name_unless_something_speaks_against_it(desk: Desk) -> None:
    plain = {"农户": [["户主姓名", "户主出生日期", "村民小组"], ["张三", "1980-01-01", "一组"]]}
    assert verdicts(take(desk, plain)) == ["taken"]
    assert verdicts(take(desk, plain)) == ["known"]
    other = {"农户": [["户主姓名", "户主出生日期", "村民小组"], ["张三", "1955-01-01", "二组"], ["张三", "", ""]]}
    assert verdicts(take(desk, other)) == ["taken", "refused"]
    assert len(all_of(desk, "household")) == 2


def test_our_own_number_names_a_household_too(desk: Desk) -> None:
    take(desk, {"农户": [["户主姓名", "村民小组"], ["张三", "一组"]]})
    [home] = all_of(desk, "household")
    done = take(desk, homes([home["number"], "张三", "", "", "二组"]) | members([home["number"], "", "李四"]))
    assert done.refused == []
    [home] = all_of(desk, "household")
    assert (home["group"], home["ledger_number"]) == ("二组", None)


def test_a_number_that_belongs_to_another_household_never_overwrites_it(desk: Desk) -> None:
    take(desk, homes(["1", "张三", ONE], ["2", "李四", TWO]))
    done = take(desk, homes(["1", "李四", TWO], ["1", "王五"]))
    assert [fault.reason for fault in done.refused] == ["clash", "other_head"]
    assert {home["ledger_number"] for home in all_of(desk, "household")} == {"1", "2"}


def test_a_changed_cell_updates_an_empty_one_clears_nothing(desk: Desk) -> None:
    take(desk, homes(["1", "张三", ONE, "", "一组", "13800000001"]))
    assert verdicts(take(desk, homes(["1", "张三", ONE, "", "二组", ""]))) == ["taken"]
    [home] = all_of(desk, "household")
    assert (home["group"], home["phone"]) == ("二组", "13800000001")


def test_what_was_changed_here_since_does_not_come_back_from_an_old_sheet(desk: Desk) -> None:
    sheet = homes(["1", "张三", ONE, "", "一组", "13800000001"])
    take(desk, sheet)
    [home] = all_of(desk, "household")
    with desk.writing() as work:
        work.save("household", home["id"], {"group": "三组"})
    done = take(desk, sheet)
    assert verdicts(done) == ["known"]
    assert [(note.what, note.column) for note in done.answers[0].notes] == [("changed_since", "村民小组")]
    assert all_of(desk, "household")[0]["group"] == "三组"


def test_a_record_taken_out_here_does_not_come_back_by_itself(desk: Desk) -> None:
    sheet = homes(["1", "张三", ONE])
    take(desk, sheet)
    with desk.writing() as work:
        work.void("household", all_of(desk, "household")[0]["id"], "重复")
    done = take(desk, sheet | members(["1", "", "李四"]))
    assert [fault.reason for fault in done.refused] == ["voided", "voided"]
    assert all_of(desk, "household") == []


def test_a_withdrawn_consent_is_not_given_again_by_an_old_sheet(desk: Desk) -> None:
    sheet = {
        "农户": [
            ["户编号", "户主姓名", "同意登记日期", "询问人", "同意方式"],
            ["1", "张三", "2019-01-02", "阿里木", "签字"],
        ]
    }
    take(desk, sheet)
    [consent] = all_of(desk, "consent")
    assert (consent["to"], consent["how"], consent["asked_by"]) == ("register", "signed", "阿里木")
    with desk.writing() as work:
        work.save("consent", consent["id"], {"withdrawn_on": "2019-02-01"})
    assert verdicts(take(desk, sheet)) == ["known"]
    [consent] = all_of(desk, "consent")
    assert consent["withdrawn_on"] == "2019-02-01"


# ---- one ledger speaking of one thing twice


def test_a_repeated_row_is_known_and_one_that_says_otherwise_is_refused(desk: Desk) -> None:
    done = take(
        desk, homes(["1", "张三", "", "", "一组"], ["1", "张三", "", "", "一组"], ["1", "张三", "", "", "二组"])
    )
    assert verdicts(done) == ["taken", "known", "refused"]
    assert [(note.what, note.facts) for note in done.answers[1].notes] == [("same_row", {"of_line": 2})]
    assert [(fault.reason, fault.column, fault.facts["line"]) for fault in done.refused] == [
        ("contradicts", "村民小组", 2)
    ]


def test_a_household_has_one_head(desk: Desk) -> None:
    done = take(desk, homes(["1", "张三"]) | members(["1", "", "李四", "", "", "户主"]))
    assert [fault.reason for fault in done.refused] == ["two_heads"]
    done = take(desk, homes(["2", ""]) | members(["2", "", "王五", "", "", "户主"]))
    assert done.refused == []
    home = next(home for home in all_of(desk, "household") if home["ledger_number"] == "2")
    assert home["head"] in {member["id"] for member in all_of(desk, "member") if member["name"] == "王五"}


# ---- people


def test_the_id_number_of_a_child_is_not_kept_and_the_answer_says_so(desk: Desk) -> None:
    child, grown = id_number(5, "20050302"), id_number(6, "20050301")  # the day before turning 14, and that day
    done = take(desk, homes(["1", "张三"]) | members(["1", "", "小明", child], ["1", "", "小丽", grown]))
    assert verdicts(done) == ["taken", "taken", "taken"]
    assert [note.what for note in done.answers[1].notes] == ["child_id"]
    kept = {member["name"]: (member["id_number"], member["born_on"]) for member in all_of(desk, "member")}
    assert kept["小明"] == (None, "2005-03-02")
    assert kept["小丽"] == (grown, None)
    assert verdicts(take(desk, members(["1", "", "小明", child]))) == ["known"]


def test_a_date_of_birth_that_is_not_the_id_numbers_is_refused(desk: Desk) -> None:
    done = take(desk, homes(["1", "张三", ONE, "1981-01-01"]) | members(["1", "张三", "李四", TWO, 1971]))
    assert [fault.reason for fault in done.refused] == ["birth_differs", "refers_refused"]
    done = take(desk, homes(["1", "张三", ONE, 1980]) | members(["1", "张三", "李四", TWO, 1971]))
    assert reasons(done) == [("家庭成员", 2, "身份证号", "birth_differs")]


def test_a_person_who_founds_a_household_moves_to_it(desk: Desk) -> None:
    take(desk, homes(["1", "张三", ONE]) | members(["1", "", "张小", TWO, "", "儿子"]))
    assert take(desk, homes(["2", "张小", TWO])).refused == []
    assert len(all_of(desk, "member")) == 2
    homes_of = {member["name"]: member["household"] for member in all_of(desk, "member")}
    assert homes_of["张三"] != homes_of["张小"]


# ---- contracts and money


def contract_sheets() -> dict[str, list[list[Any]]]:
    return homes(["1", "张三", ONE], ["2", "李四", TWO]) | {
        "经营主体": [["主体名称", "主体类型"], ["红星合作社", "合作社"], ["龙头公司", "龙头企业"]],
        "承包地块": [["户编号", "地块名称", "面积"], ["1", "河边地", 2.5], ["1", "山坡地", 1]],
        "资产": [["资产名称", "资产类型", "资产价值"], ["大棚", "温室大棚", "12.5万元"]],
        "联结合同": [
            TERMS.split(),
            ["D1", "反租倒包", "1", "红星合作社", "出租方", "", "河边地、山坡地", 300, "L1"],
            ["L1", "土地流转", "1", "红星合作社", "承租方", "", "河边地", 300],
            ["W1", "务工", "2", "龙头公司", "用工方", "李四", "", "", "", "", "", 2000],
            ["Z1", "资产收益", "2", "龙头公司", "企业", "", "", "", "", "大棚", "5%"],
        ],
        "合同当事人": [["合同编号", "经营主体", "身份"], ["L1", "龙头公司", "企业"]],
        "交售": [
            ["合同编号", "户编号", "验收数量", "交售日期"],
            ["L1", "1", 100.5, "2018-10-01"],
            ["L1", "1", 50, "2018-10-01"],
        ],
        "收益分配": [["分配编号", "资产", "年度", "收益", "分配办法"], ["F1", "大棚", 2018, 10000, "按户"]],
        "分配明细": [["分配编号", "户编号", "分配金额"], ["F1", "1", 500], ["F1", "2", 500]],
        "兑现": [["分配编号", "户编号", "金额", "付款日期", "收款人"], ["F1", "2", 500, "2018-12-01", "李四"]],
        "同意登记": [
            ["户编号", "本人", "同意事项", "涉及合同", "同意日期", "同意方式"],
            ["2", "李四", "签订合同", "W1", "2018-01-01", "签字"],
        ],
    }  # fmt: skip


def test_contracts_their_terms_parties_and_money_are_tied_together(desk: Desk) -> None:
    done = take(desk, contract_sheets())
    assert done.refused == []
    contracts = {each["ledger_number"]: each for each in all_of(desk, "contract")}
    members_by = {each["name"]: each["id"] for each in all_of(desk, "member")}
    plots = {each["name"]: each["id"] for each in all_of(desk, "plot")}
    assert contracts["D1"]["lease"] == contracts["L1"]["id"]
    assert contracts["D1"]["plots"] == sorted(plots.values())
    assert contracts["W1"]["member"] == members_by["李四"]
    assert contracts["W1"]["wage_fen"] == 200_000
    assert contracts["Z1"]["promised_share_ppm"] == 50_000
    roles = sorted(party["role"] for party in all_of(desk, "party") if party["contract"] == contracts["L1"]["id"])
    assert roles == ["enterprise", "household", "lessee"]
    [payment] = all_of(desk, "payment")
    lines = {line["household"]: line["id"] for line in all_of(desk, "distribution_line")}
    assert payment["distribution_line"] == lines[payment["household"]]
    [consent] = all_of(desk, "consent")
    assert (consent["about"], consent["member"]) == (contracts["W1"]["id"], members_by["李四"])
    assert all_of(desk, "asset")[0]["value_fen"] == 12_500_000
    again = take(desk, contract_sheets())
    assert (again.taken, again.refused) == (0, [])


def test_two_deliveries_of_one_day_are_two_and_a_corrected_price_is_a_correction(desk: Desk) -> None:
    take(desk, contract_sheets())
    assert len(all_of(desk, "delivery")) == 2
    take(
        desk, {"交售": [["合同编号", "户编号", "验收数量", "交售日期", "成交单价"], ["L1", "1", 50, "2018-10-01", 2.4]]}
    )
    assert sorted(str(each["price_fen"]) for each in all_of(desk, "delivery")) == ["240", "None"]


def test_a_quantity_in_another_unit_than_the_contracts_is_refused(desk: Desk) -> None:
    take(desk, homes(["1", "张三"]) | {"联结合同": [["合同编号", "户编号", "单位"], ["H1", "1", "吨"]]})
    rows: list[list[Any]] = [["合同编号", "户编号", "交售数量（公斤）", "交售日期"], ["H1", "1", 500, "2018-10-01"]]
    assert reasons(take(desk, {"交售": rows})) == [("交售", 2, "交售数量（公斤）", "unit")]
    rows[0][2] = "交售数量（吨）"
    assert take(desk, {"交售": rows}).refused == []


def test_one_contract_with_several_households_has_a_row_for_each(desk: Desk) -> None:
    rows = [
        ["合同编号", "合同类型", "户编号", "经营主体"],
        ["H1", "订单合同", "1", "红星合作社"],
        ["H1", "订单合同", "2", "红星合作社"],
    ]
    sheets = homes(["1", "张三"], ["2", "李四"]) | {
        "经营主体": [["主体名称", "类型"], ["红星合作社", "合作社"]],
        "联结合同": rows,
    }
    assert take(desk, sheets).refused == []
    assert len(all_of(desk, "contract")) == 1
    assert len(all_of(desk, "party")) == 3


# ---- the village, and what two desks say


def test_the_village_of_the_sheet_must_be_the_desks_own(desk: Desk) -> None:
    done = take(
        desk,
        {"村": [["村代码", "村名（中文）", "贫困村"], [VILLAGE, "测试村", "是"], ["990101001002", "别的村", "否"]]},
    )
    assert verdicts(done) == ["taken", "refused"]
    [village] = all_of(desk, "village")
    assert village["id"] == village_id(VILLAGE)
    assert village["poor"] is True


def test_what_two_desks_dispute_is_not_settled_by_a_sheet(desk: Desk) -> None:
    take(desk, homes(["1", "张三", "", "", "一组"]))
    [home] = all_of(desk, "household")
    with desk.vault.reading() as reader:
        seen = reader.get("household", home["id"]).heads
    for group in ("二组", "三组"):
        with desk.writing() as work:
            work.save("household", home["id"], {"group": group}, seen=seen)
    done = take(desk, homes(["1", "张三", "", "", "四组"]))
    assert reasons(done) == [("农户", 2, "村民小组", "disputed")]


def test_two_ledgers_one_after_the_other_continue_each_other(desk: Desk) -> None:
    take(desk, homes(["1", "张三", ONE]))
    assert take(desk, members(["1", "", "李四", "", "1990-01-01", "妻子"])).refused == []
    assert take(desk, {"兑现": [["户主姓名", "金额", "付款日期"], ["张三", 12.5, "2018-11-01"]]}).refused == []
    assert all_of(desk, "payment")[0]["amount_fen"] == 1250


# ---- whatever is in the cells

NUMBERS = st.sampled_from(["1", "2", "３", 1, 2.0, "", None, "H-0001-0000"])
NAMES = st.sampled_from(["张三", "张 三", "李四", "Alim Tursun", "ئالىم تۇرسۇن", "", None, "=1+1", "合计"])
IDS = st.sampled_from([ONE, TWO, ONE.lower(), float(ONE[:17]), id_number(9, "20120101"), "", None, "990101"])
DAYS = st.sampled_from(["2018-11-01", 43405, "2018-02-30", 20180101, 1990, "", None, date(2017, 5, 6), "昨天"])
AMOUNTS = st.sampled_from([12.5, "1,250.50", "￥3元", -1, "abc", 0.1 + 0.2, 1e20, "", None])
RELATIONS = st.sampled_from(["户主", "妻子", "head", "朋友", "", None])
SHEETS = {
    "农户": (HOMES[:5], st.tuples(NUMBERS, NAMES, IDS, DAYS, NAMES)),
    "家庭成员": (MEMBERS, st.tuples(NUMBERS, NAMES, NAMES, IDS, DAYS, RELATIONS)),
    "承包地块": (["户编号", "户主姓名", "地块名称", "面积"], st.tuples(NUMBERS, NAMES, NAMES, AMOUNTS)),
    "经营主体": (["主体名称", "主体类型"], st.tuples(NAMES, st.sampled_from(["合作社", "", "x"]))),
    "联结合同": (
        ["合同编号", "户编号", "户主姓名", "务工人员", "经营主体", "签订日期", "租金"],
        st.tuples(NUMBERS, NUMBERS, NAMES, NAMES, NAMES, DAYS, AMOUNTS),
    ),
    "交售": (["合同编号", "户编号", "验收数量", "交售日期"], st.tuples(NUMBERS, NUMBERS, AMOUNTS, DAYS)),
    "兑现": (["合同编号", "户主姓名", "金额", "付款日期"], st.tuples(NUMBERS, NAMES, AMOUNTS, DAYS)),
    "同意登记": (
        ["户编号", "本人", "同意事项", "同意日期"],
        st.tuples(NUMBERS, NAMES, st.sampled_from(["签订合同", "入股", ""]), DAYS),
    ),
}


def under(heads: list[str], rows: st.SearchStrategy[Any]) -> st.SearchStrategy[list[list[Any]]]:
    return st.lists(rows.map(list), max_size=6).map(lambda found: [heads, *found])


LEDGERS = st.fixed_dictionaries({name: under(*sheet) for name, sheet in SHEETS.items()})


@settings(max_examples=40)
@given(LEDGERS)
def test_whatever_is_in_the_cells_every_row_is_answered_and_a_second_time_changes_nothing(
    empty: Path, sheets: dict[str, list[list[Any]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(empty, Path(folder) / "desk")
        desk = open_desk(around("any"), Path(folder) / "desk", "demo")
        first = take(desk, sheets)
        answered = [(answer.sheet, answer.row) for answer in first.answers]
        assert len(set(answered)) == len(answered)
        assert all(bool(answer.faults) == (answer.verdict == "refused") for answer in first.answers)
        before = changes(desk)
        second = take(desk, sheets)
        assert [answer.row for answer in second.answers if answer.verdict == "taken"] == []
        assert changes(desk) == before
        desk.close()
