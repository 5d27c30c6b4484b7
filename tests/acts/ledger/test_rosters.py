"""A list of persons becomes households, or is refused whole: never a wife as head, never five households of five."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.ledger import Imported, import_ledger
from fupin_desk.ledger.columns import SHEET_OF
from fupin_desk.words import LANGUAGES, words
from tests.acts.ledger.sheets import all_of, changes, homes, members, reasons, take, verdicts
from tests.ledger.made_up import id_number

IDS = [id_number(at, f"19{60 + at}0101") for at in range(9)]
HEADS = ["户编号", "姓名", "身份证号", "与户主关系"]
HALF = [["1", "张三"], ["", "王丽"], ["2", "李四"], ["", "赵芳"]]
TWO_HOMES = [
    ["1", "张三", IDS[0], "户主"],
    ["1", "王丽", IDS[1], "妻子"],
    ["1", "张小", IDS[2], "儿子"],
    ["2", "李四", IDS[3], "户主"],
    ["2", "赵芳", IDS[4], "配偶"],
]
KEPT = {"张三": {"张三": "head", "王丽": "spouse", "张小": "child"}, "李四": {"李四": "head", "赵芳": "spouse"}}


def kept(desk: Desk) -> dict[str, dict[str, str | None]]:
    """Return each household's members with their relation, by its head's name."""
    people = {each["id"]: each for each in all_of(desk, "member")}
    return {
        people[home["head"]]["name"]: {
            each["name"]: each["relation"] for each in people.values() if each["household"] == home["id"]
        }
        for home in all_of(desk, "household")
    }


def said(done: Imported) -> set[str]:
    return {fault.reason for fault in done.refused}


@pytest.mark.parametrize("name", ["Sheet1", "花名册", "农户", "家庭成员", "一组", "贫困户台账"])
def test_a_list_of_persons_becomes_households_whatever_its_sheet_is_called(desk: Desk, name: str) -> None:
    sheets = {name: [["某某村建档立卡贫困户花名册"], [], HEADS, *TWO_HOMES]}
    done = take(desk, sheets)
    assert verdicts(done) == ["taken"] * 5
    assert kept(desk) == KEPT
    assert sorted(home["ledger_number"] for home in all_of(desk, "household")) == ["1", "2"]
    before = changes(desk)
    assert verdicts(take(desk, sheets)) == ["known"] * 5
    assert changes(desk) == before


def test_columns_come_in_any_order_and_numbers_stand_on_the_first_row_only(desk: Desk) -> None:
    rows = [[row[3], row[2], row[1], row[0]] for row in TWO_HOMES]
    for at in (1, 2, 4):
        rows[at][3] = ""
    take(desk, {"Sheet1": [HEADS[::-1], *rows]})
    assert kept(desk) == KEPT


def test_the_head_need_not_be_the_first_and_rows_of_a_household_may_stand_apart(desk: Desk) -> None:
    take(desk, {"Sheet1": [HEADS, *(TWO_HOMES[at] for at in (4, 1, 0, 3, 2))]})
    assert kept(desk) == KEPT


def test_numbers_merged_over_a_household_are_meant_for_each(desk: Desk) -> None:
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    sheet.merge_range("A1:F1", "花名册")
    sheet.write_row("A2", [*HEADS, "村民小组", "联系电话"])
    for at, row in enumerate(TWO_HOMES, 2):
        sheet.write_row(at, 1, row[1:])
    sheet.merge_range("A3:A5", "1")
    sheet.merge_range("A6:A7", "2")
    sheet.merge_range("E3:E7", "二组")
    sheet.merge_range("F3:F5", "13800000001")
    book.close()
    done = import_ledger(desk, written.getvalue())
    assert verdicts(done) == ["taken"] * 5
    assert kept(desk) == KEPT
    found = {home["ledger_number"]: (home["group"], home["phone"]) for home in all_of(desk, "household")}
    assert found == {"1": ("二组", "13800000001"), "2": ("二组", None)}


def test_without_a_number_a_household_begins_at_each_head(desk: Desk) -> None:
    sheets = {
        "Sheet1": [["序号", *HEADS[1:]], *([at, *row[1:]] for at, row in enumerate(TWO_HOMES, 1)), ["合计", "5人"]]
    }
    done = take(desk, sheets)
    assert verdicts(done) == ["taken"] * 5
    assert kept(desk) == KEPT
    assert verdicts(take(desk, sheets)) == ["known"] * 5


def test_two_heads_of_one_name_without_id_are_asked_about_and_their_people_wait(desk: Desk) -> None:
    rows = [["张三", "户主"], ["王丽", "妻子"], ["张三", "户主"], ["赵芳", "妻子"]]
    done = take(desk, {"Sheet1": [["姓名", "与户主关系"], *rows]})
    assert verdicts(done) == ["taken", "taken", "refused", "refused"]
    assert [fault.reason for fault in done.refused] == ["ambiguous", "refers_refused"]
    assert kept(desk) == {"张三": {"张三": "head", "王丽": "spouse"}}


def test_two_heads_of_one_name_with_numbers_or_ids_are_two(desk: Desk) -> None:
    rows = [["张三", IDS[0], "户主"], ["王丽", "", "妻子"], ["张三", IDS[3], "户主"], ["赵芳", "", "妻子"]]
    sheets = {"Sheet1": [["姓名", "身份证号", "与户主关系"], *rows]}
    assert verdicts(take(desk, sheets)) == ["taken"] * 4
    assert sorted(
        len([m for m in all_of(desk, "member") if m["household"] == h["id"]]) for h in all_of(desk, "household")
    ) == [2, 2]
    assert verdicts(take(desk, sheets)) == ["known"] * 4


def test_a_column_that_names_the_head_on_every_row_tells_too(desk: Desk) -> None:
    rows = [["张三", "张三", IDS[0]], ["张三", "王丽", IDS[1]], ["李四", "李四", IDS[3]]]
    sheets = {"花名册": [["户主姓名", "姓名", "身份证号"], *rows]}
    assert verdicts(take(desk, sheets)) == ["taken"] * 3
    assert kept(desk) == {"张三": {"张三": "head", "王丽": None}, "李四": {"李四": "head"}}
    assert verdicts(take(desk, sheets)) == ["known"] * 3


def test_the_heads_name_in_the_column_of_numbers_groups_and_is_no_number(desk: Desk) -> None:
    rows = [["张三" if row[0] == "1" else "李四", *row[1:]] for row in TWO_HOMES]
    take(desk, {"Sheet1": [HEADS, *rows]})
    assert kept(desk) == KEPT
    assert [home["ledger_number"] for home in all_of(desk, "household")] == [None, None]


@pytest.mark.parametrize(
    ("heads", "rows", "reason"),
    [
        (["姓名", "身份证号", "联系电话"], [[row[1], row[2]] for row in TWO_HOMES], "head_untold"),
        (["户编号", "姓名", "身份证号"], [row[:3] for row in TWO_HOMES], "head_untold"),
        (["户编号", "姓名", "身份证号"], HALF, "head_untold"),
        (["编号", "姓名", "身份证号"], [[at, *row[1:3]] for at, row in enumerate(TWO_HOMES)], "head_untold"),
        (HEADS, [*TWO_HOMES[:4], ["2", "赵芳", IDS[4], "户主"]], "group_untold"),
        (HEADS, [["", "赵芳", IDS[5], "女儿"], *TWO_HOMES], "missing"),
        (HEADS[1:], [row[1:] for row in TWO_HOMES[1:]], "head_missing"),
        (HEADS[1:], [*(row[1:] for row in TWO_HOMES), ["钱七", IDS[5], ""]], "head_missing"),
    ],
)  # fmt: skip
def test_where_it_cannot_be_told_the_sheet_is_refused_and_says_what_would_tell(
    desk: Desk, heads: list[str], rows: list[list[Any]], reason: str
) -> None:
    for name in ("Sheet1", "花名册", "农户"):
        done = take(desk, {name: [heads, *rows], "家庭成员": [["户编号", "姓名"]]})
        assert verdicts(done) == ["refused"] * len(rows)
        assert reason in said(done) <= {reason, "sheet_untold"}
        assert all_of(desk, "member") == all_of(desk, "household") == []


def test_a_household_nobody_is_the_head_of_is_none(desk: Desk) -> None:
    done = take(desk, {"Sheet1": [HEADS, *TWO_HOMES[:3], *TWO_HOMES[4:]]})
    assert verdicts(done) == ["taken", "taken", "taken", "refused"]
    assert list(kept(desk)) == ["张三"]


def test_more_people_of_a_household_that_is_here_join_it(desk: Desk) -> None:
    take(desk, {"Sheet1": [HEADS, *TWO_HOMES[:3]]})
    assert verdicts(take(desk, {"Sheet1": [HEADS, ["1", "张大", IDS[5], "父亲"]]})) == ["taken"]
    assert kept(desk)["张三"] == KEPT["张三"] | {"张大": "parent"}


def test_one_named_person_in_every_household_is_its_head(desk: Desk) -> None:
    done = take(
        desk,
        {
            "贫困户花名册": [
                ["户编号", "姓名", "身份证号", "村民小组"],
                *([r[0], r[1], r[2], "一组"] for r in TWO_HOMES[2:4]),
            ]
        },
    )
    assert verdicts(done) == ["taken"] * 2
    assert kept(desk) == {"张小": {"张小": "head"}, "李四": {"李四": "head"}}


def test_what_is_the_households_lands_there_and_columns_nobody_knows_are_named(desk: Desk) -> None:
    heads = ["序号", *HEADS, "民族", "村民小组", "联系电话", "劳动力", "出生日期", "贫困户状态"]
    rows: list[list[Any]] = [
        [1, *TWO_HOMES[0], "x", "1组", "13800000001", "有劳动力", "1960-01-01", "建档立卡户"],
        [2, *TWO_HOMES[1], "x", "1组", "13900000002", "弱劳动力", "1961-01-01", "建档立卡户"],
    ]
    done = take(desk, {"花名册": [heads, *rows]})
    assert verdicts(done) == ["taken", "taken"]
    [home] = all_of(desk, "household")
    assert (home["group"], home["phone"], home["status"]) == ("1组", "13800000001", "registered")
    people = {each["name"]: (each["labour"], each["born_on"]) for each in all_of(desk, "member")}
    assert people == {"张三": ("able", "1960-01-01"), "王丽": ("weak", "1961-01-01")}
    assert [(note.column, note.what) for note in done.book.notes] == [
        ("序号", "heading_unknown"), ("民族", "heading_unknown"),
    ]  # fmt: skip
    assert [(note.column, note.what) for note in done.answers[1].notes] == [("联系电话", "not_heads")]


def test_rows_of_one_household_that_say_two_groups_are_refused(desk: Desk) -> None:
    rows = [[*TWO_HOMES[0], "一组"], [*TWO_HOMES[1], "二组"]]
    done = take(desk, {"花名册": [[*HEADS, "村民小组"], *rows]})
    assert [fault.reason for fault in done.refused] == ["contradicts", "refers_refused"]


def test_a_list_split_over_sheets_by_group_is_one(desk: Desk) -> None:
    sheets = {"一组": [HEADS, *TWO_HOMES[:3]], "二组": [["二组花名册"], HEADS, *TWO_HOMES[3:]]}
    assert verdicts(take(desk, sheets)) == ["taken"] * 5
    assert kept(desk) == KEPT


def test_numbers_that_begin_anew_in_each_group_are_no_one_household(desk: Desk) -> None:
    other = [["1", "李四", IDS[3], "户主"], ["1", "赵芳", IDS[4], "妻子"]]
    done = take(desk, {"一组": [HEADS, *TWO_HOMES[:3]], "二组": [HEADS, *other]})
    assert verdicts(done) == ["taken"] * 3 + ["refused"] * 2
    assert kept(desk) == {"张三": KEPT["张三"]}


def test_beside_a_sheet_of_households_a_list_of_persons_is_their_members(desk: Desk) -> None:
    done = take(desk, homes(["1", "张三", IDS[0]]) | {"人口": [HEADS, *TWO_HOMES]})
    assert verdicts(done) == ["taken", "known", "taken", "taken", "refused", "refused"]
    assert kept(desk) == {"张三": KEPT["张三"]}


def test_a_wife_with_her_own_number_among_the_households_is_no_head(desk: Desk) -> None:
    heads = ["户编号", "户主姓名", "姓名", "身份证号", "与户主关系"]
    done = take(desk, {"农户": [heads, *([r[0], "张三" if r[0] == "1" else "李四", *r[1:]] for r in TWO_HOMES)]})
    assert verdicts(done) == ["taken"] * 5
    assert kept(desk) == KEPT


def test_who_is_named_as_another_households_head_is_refused(desk: Desk) -> None:
    heads = ["户编号", "户主姓名", "姓名", "身份证号", "与户主关系"]
    rows = [["1", "张三", *TWO_HOMES[0][1:]], ["1", "李四", *TWO_HOMES[1][1:]]]
    assert [fault.reason for fault in take(desk, {"农户": [heads, *rows]}).refused] == ["head_differs"]


def test_one_id_number_on_two_people_names_them_both(desk: Desk) -> None:
    done = take(desk, {"Sheet1": [HEADS, *TWO_HOMES[:2], ["1", "张小", IDS[1], "儿子"], ["2", "李四", IDS[0], "户主"]]})
    assert [(fault.row, fault.column, fault.reason, fault.facts) for fault in done.refused] == [
        (4, "身份证号", "same_id", {"name": "王丽", "sheet": "Sheet1", "line": 3}),
        (5, "身份证号", "same_id", {"name": "张三", "sheet": "Sheet1", "line": 2}),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_in_every_language(desk: Desk, language: str) -> None:
    say = words(language)
    labels = [say.say(SHEET_OF["members"].column(key).label) for key in ("household", "name", "id_number", "relation")]
    relations = {"户主": "head", "妻子": "spouse", "配偶": "spouse", "儿子": "child"}
    rows = [[*row[:3], say.code("relation", relations[row[3]])] for row in TWO_HOMES]
    assert verdicts(take(desk, {"Sheet1": [labels, *rows]})) == ["taken"] * 5
    assert kept(desk) == KEPT


@pytest.mark.parametrize(
    ("heads", "head", "others"),
    [
        (["Household", "Name", "ID number", "Relation"], "Head", ["Wife", "Son", "Wife"]),
        (["ئائىلە نومۇرى", "ئىسمى", "كىملىك نومۇرى", "مۇناسىۋىتى"], "ئائىلە باشلىقى", ["ئايالى", "ئوغلى", "ئايالى"]),
        (["وتباسى نومىرى", "اتى جونى", "كۋالىك نومىرى", "قاتىسى"], "ٴۇي يەسى", ["ايەلى", "ۇلى", "ايەلى"]),
    ],
)
def test_a_list_as_people_head_it_themselves(desk: Desk, heads: list[str], head: str, others: list[str]) -> None:
    told = iter(others)
    rows = [[*row[:3], head if row[3] == "户主" else next(told)] for row in TWO_HOMES]
    done = take(desk, {"Sheet1": [heads, *rows]})
    assert reasons(done) == []
    assert kept(desk) == KEPT


def test_members_by_the_form_alone_still_join_who_is_here(desk: Desk) -> None:
    take(desk, homes(["1", "张三", IDS[0]]))
    assert verdicts(take(desk, members(["1", "张三", "王丽", IDS[1], "", "妻子"]))) == ["taken"]


def test_a_head_who_is_refused_makes_no_household_without_a_head(desk: Desk) -> None:
    take(desk, homes(["9", "王五", IDS[5]]))
    heads = [["户编号", "村民小组"], ["1", "1组"], ["2", "1组"]]
    people = [HEADS, ["1", "张三", IDS[5], "户主"], ["1", "王丽", IDS[1], "妻子"], ["2", "李四", IDS[3], "户主"]]
    plots = [["户编号", "地块名称", "面积"], ["1", "河边地", 2], ["2", "山坡地", 3]]
    done = take(desk, {"农户": heads, "家庭成员": people, "承包地块": plots})
    assert kept(desk) == {"王五": {"王五": "head"}, "李四": {"李四": "head"}}
    assert verdicts(done) == ["refused", "taken", "refused", "refused", "taken", "refused", "taken"]
    assert [plot["name"] for plot in all_of(desk, "plot")] == ["山坡地"]


@pytest.mark.parametrize("numbers", [["1", "2", "", ""], None])
def test_a_list_sorted_away_from_its_heads_is_refused_where_two_spouses_show_it(
    desk: Desk, numbers: list[str] | None
) -> None:
    people = [TWO_HOMES[at][1:] for at in (0, 3, 1, 4)]
    rows = people if numbers is None else [[number, *row] for number, row in zip(numbers, people, strict=True)]
    done = take(desk, {"Sheet1": [HEADS if numbers else HEADS[1:], *rows]})
    assert verdicts(done) == ["refused"] * 4
    assert [(fault.reason, fault.facts["line"]) for fault in done.refused[-1:]] == [("two_spouses", 4)]
    assert all_of(desk, "household") == []
    beside = [[number, *row] for number, row in zip("1212", people, strict=True)]
    assert verdicts(take(desk, {"Sheet1": [HEADS, *beside]})) == ["taken"] * 4


def test_numbers_that_a_program_wrote_with_a_nought_behind_them_are_the_same(desk: Desk) -> None:
    numbered = [[f"{row[0]}.0", *row[1:]] for row in TWO_HOMES]
    assert verdicts(take(desk, {"Sheet1": [HEADS, *numbered]})) == ["taken"] * 5
    assert sorted(home["ledger_number"] for home in all_of(desk, "household")) == ["1", "2"]
    assert verdicts(take(desk, {"Sheet1": [HEADS, *TWO_HOMES]})) == ["known"] * 5
