"""The same person and household again: never doubled, never two made one; what cannot be told is asked."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from fupin_desk.acts.desk import Desk
from fupin_desk.ledger import answer
from fupin_desk.ledger.answering import sentence
from fupin_desk.words import words
from tests.acts.ledger.sheets import ONE, TWO, all_of, homes, members, take, verdicts
from tests.ledger.made_up import id_number, sheets_of

PLAIN = ["户主姓名", "村民小组"]
FULL = ["户编号", "户主姓名", "户主身份证号", "户主出生日期", "村民小组", "记录标记"]


def plain(*rows: list[Any]) -> dict[str, Any]:
    return {"农户": [PLAIN, *rows]}


def full(*rows: list[Any]) -> dict[str, Any]:
    return {"农户": [FULL, *rows]}


def asked(desk: Desk, row: list[Any]) -> str:
    """Return why the row is refused; nothing may come of it."""
    before = (all_of(desk, "household"), all_of(desk, "member"))
    done = take(desk, full(row))
    assert verdicts(done) == ["refused"]
    assert (all_of(desk, "household"), all_of(desk, "member")) == before
    return done.refused[0].reason


@pytest.mark.parametrize(
    "row",
    [
        ["", "张三", "", "", "2组"],
        ["0001", "张三", "", "", "1组"],
        ["", "张三", ONE, "", "1组"],
        ["1", "张三", ONE, "1980-01-01", "二组"],
    ],
)
def test_a_household_without_numbers_that_comes_otherwise_is_asked_about_and_answered(
    desk: Desk, row: list[Any]
) -> None:
    take(desk, plain(["张三", "1组"]))
    [home] = all_of(desk, "household")
    assert asked(desk, row) == "is_it_household"
    assert take(desk, full([*row, ""])).refused[0].facts["name"] == [f"张三 · 1组 · {home['number']}"]
    for reply in ("是", "yes", "ھەئە", home["number"]):
        assert take(desk, full([*row, reply]), dry_run=True).refused == []
    assert verdicts(take(desk, full([*row, "是"]))) == ["taken"]
    for again in ("是", ""):
        assert verdicts(take(desk, full([*row, again]))) == ["known"]
    assert len(all_of(desk, "household")) == len(all_of(desk, "member")) == 1


@pytest.mark.parametrize("reply", ["否", "不是", "新户", "no", "ياق"])
def test_who_is_said_to_be_another_is_another_the_second_time_too(desk: Desk, reply: str) -> None:
    take(desk, plain(["张三", "1组"]))
    rows = full(["", "张三", "", "", "2组", reply], ["7", "张三", "", "", "1组", reply])
    assert verdicts(take(desk, rows)) == ["taken", "taken"]
    assert verdicts(take(desk, rows)) == ["known", "known"]
    assert len(all_of(desk, "household")) == len(all_of(desk, "member")) == 3


def test_no_alone_makes_nobody_whom_a_later_ledger_could_not_tell(desk: Desk) -> None:
    take(desk, plain(["张三", "1组"]))
    assert verdicts(take(desk, full(["", "张三", "", "", "一组", "否"]))) == ["known"]
    row = ["", "张三", "", "1990-01-01", "1组", "否"]
    assert asked(desk, row) == "same_name_household"
    assert verdicts(take(desk, full(["9", *row[1:]]))) == ["taken"]
    assert len(all_of(desk, "household")) == 2


@pytest.mark.parametrize("written", ["1组", "一组", "第1组", "１组", "01组", "第一村民小组", "1", "١-گۇرۇپپا"])
def test_a_group_written_in_another_way_is_the_same_household(desk: Desk, written: str) -> None:
    take(desk, plain(["张三", "1组"]))
    assert verdicts(take(desk, plain(["张三", written]))) == ["known"]
    assert [home["group"] for home in all_of(desk, "household")] == ["1组"]


@pytest.mark.parametrize("written", [1, "1", "0001", "０００１", "٠٠٠١", "第1号", " 01 "])
def test_a_ledger_number_with_leading_noughts_is_the_number(desk: Desk, written: object) -> None:
    take(desk, homes(["1", "张三"]))
    assert verdicts(take(desk, homes([written, "张三"]) | members([written, "张三", "李四"]))) == ["known", "taken"]
    assert [home["ledger_number"] for home in all_of(desk, "household")] == ["1"]
    assert len(all_of(desk, "member")) == 2


def test_numbers_in_parts_are_not_run_together(desk: Desk) -> None:
    assert verdicts(take(desk, homes(["1-12", "张三"], ["11-2", "张三"]))) == ["taken", "taken"]


@pytest.mark.parametrize(
    ("here", "again"),
    [
        ("كەرىم", "کەریم"),
        ("ئايگۈل", "ايگول"),
        ("阿布都·买买提", "阿布都•买买提"),
        ("张三", "张\u200b三"),
        ("Alim Khan", "ＡＬＩＭ·khan"),
    ],
)
def test_a_name_typed_on_another_keyboard_is_the_same_person(desk: Desk, here: str, again: str) -> None:
    sheets = homes(["1", here]) | members(["1", "", f"{here}妻", "", "1990-01-01", "妻子"])
    assert take(desk, sheets).refused == []
    more = homes(["1", again]) | members(["1", again, f"{again}妻", "", "1990-01-01", "妻子"])
    assert verdicts(take(desk, more)) == ["known", "known"]
    assert len(all_of(desk, "member")) == 2
    assert {each["name"] for each in all_of(desk, "member")} == {here, f"{here}妻"}


def test_an_id_number_typed_on_another_keyboard_is_the_same_person(desk: Desk) -> None:
    number = next(each for at in range(99) if (each := id_number(at)).endswith("X"))
    take(desk, homes(["", "张三", number]))
    eastern = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    for typed in (number.lower(), number.translate(eastern), f"{number[:6]}-{number[6:14]}-{number[14:]}",
                  number[:-1] + "Х"):  # fmt: skip
        assert verdicts(take(desk, homes(["", "张三", typed]))) == ["known"]
    assert len(all_of(desk, "household")) == 1


def test_two_people_of_one_name_stay_two(desk: Desk) -> None:
    rows = [["", "张三", ONE, "", "1组"], ["", "张三", TWO, "", "1组"], ["", "张三", "", "1955-05-05", "1组"]]
    for order in permutations(rows):
        assert take(desk, full(*order)).refused == []
        assert len(all_of(desk, "household")) == len(all_of(desk, "member")) == 3
    assert take(desk, full(["", "张三", "", "", "1组"])).refused[0].reason == "which_household"


def test_a_household_named_in_full_is_found_whatever_the_order_of_the_rows(desk: Desk) -> None:
    take(desk, full(["", "张三", "", "", "1组"], ["0001", "张三", ONE, "", "1组"]))
    assert len(all_of(desk, "household")) == 1


def test_two_members_of_one_name_and_other_letters_or_places_are_asked_about(desk: Desk) -> None:
    heads = ["户编号", "姓名", "与户主关系", "出生日期", "记录标记"]
    take(desk, homes(["1", "ئۆمەر"]))
    for row in (["1", "ئۇمەر", "儿子"], ["1", "ئۆمەر", "孙子"]):
        [question] = take(desk, {"家庭成员": [heads, row]}).refused
        assert question.reason == ("is_it_member" if len(all_of(desk, "member")) == 1 else "which_member")
        answered = {"家庭成员": [heads, [*row, "", "否"]]}
        assert verdicts(take(desk, answered)) == ["taken"]
        assert verdicts(take(desk, answered)) == ["known"]
    assert len(all_of(desk, "member")) == 3
    assert verdicts(take(desk, {"家庭成员": [heads, ["1", "ئۆمەر", "孙子", "2015-01-01"]]})) == ["taken"]
    assert len(all_of(desk, "member")) == 3


def test_an_answer_that_names_nobody_is_refused(desk: Desk) -> None:
    take(desk, plain(["张三", "1组"]))
    assert asked(desk, ["5", "李四", "", "", "1组", "是"]) == "nobody_like_it"
    assert asked(desk, ["5", "张三", "", "", "1组", "H-0099-ABCD"]) == "not_found"


def test_a_question_is_answered_in_the_answer_itself_which_is_handed_in_again(desk: Desk) -> None:
    take(desk, plain(["张三", "1组"]))
    done = take(desk, plain(["张三", "2组"], ["李四", "2组"]))
    book = sheets_of(answer(done.book, done.answers, words("ug")))
    heads = book["农户"][0]
    book["农户"][1][heads.index(words("ug").say("ledger.column.mark"))] = words("ug").yes_no(True)
    assert verdicts(take(desk, book)) == ["taken", "known"]
    assert [home["group"] for home in all_of(desk, "household")] == ["2组", "2组"]


def test_a_clerk_who_types_traditional_characters_doubles_nobody(desk: Desk) -> None:
    take(desk, homes(["1", "张三", ONE, "", "一组"]) | members(["1", "", "欧阳丽", "", "1981-02-03", "妻子"]))
    heads = ["戶編號", "戶主姓名", "與戶主關係", "姓名", "出生日期"]
    done = take(
        desk,
        {"家庭成員": [heads, ["1", "張三", "妻子", "歐陽麗", "1981年2月3號"], ["1", "張三", "兒子", "張衞國", "2001"]]},
    )
    assert (verdicts(done), done.refused) == (["known", "taken"], [])
    done = take(desk, {"農戶": [["戶主姓名", "村民小組"], ["張三", "第1組"]]})
    assert (verdicts(done), len(all_of(desk, "household"))) == (["known"], 1)
    assert [each["name"] for each in all_of(desk, "member")] == ["张三", "欧阳丽", "張衞國"]


def test_a_character_that_stands_for_several_is_asked_about_unless_a_number_tells(desk: Desk) -> None:
    take(desk, homes(["1", "张后", ONE], ["2", "余华", ""]) | members(["1", "", "余钟", "", "", "儿子"]))
    assert asked(desk, ["", "張後", "", "", ""]) == "is_it_household"
    assert asked(desk, ["", "餘華", "", "", ""]) == "is_it_household"
    assert verdicts(take(desk, full(["1", "張後", ONE, "", "2组", ""]))) == ["taken"]
    done = take(desk, members(["1", "", "余鐘", "", "", "儿子"]))
    assert [fault.reason for fault in done.refused] == ["is_it_member"]
    assert verdicts(take(desk, full(["3", "張後", TWO, "", "", ""]))) == ["taken"]
    assert len(all_of(desk, "household")) == 3


@pytest.mark.parametrize(
    ("here", "typed", "reason"),
    [
        ("张三", "張三", None),
        ("余华", "餘華", "spelled_otherwise"),
        ("ئۆمەر", "ئۇمەر", "spelled_otherwise"),
        ("ئۆمەر", "ئومەر", None),
    ],
)
def test_money_of_a_name_that_may_be_anothers_waits(desk: Desk, here: str, typed: str, reason: str | None) -> None:
    take(desk, homes(["1", here, ONE]))
    done = take(desk, {"兑现": [["户主姓名", "金额", "付款日期"], [typed, 500, "2018-05-01"]]})
    assert [fault.reason for fault in done.refused] == ([reason] if reason else [])
    assert len(all_of(desk, "payment")) == (0 if reason else 1)
    if reason:
        assert typed in (said := sentence(done.refused[0], words("zh_CN")))
        assert here in said


def test_an_entity_whose_name_may_be_anothers_is_not_written_over(desk: Desk) -> None:
    row = [["主体名称", "主体类型", "统一社会信用代码"], ["余氏合作社", "合作社", "93990101EY9X0DTXH6"]]
    take(desk, {"经营主体": row})
    again = [row[0], ["餘氏合作社", "合作社", ""]]
    assert [fault.reason for fault in take(desk, {"经营主体": again}).refused] == ["spelled_otherwise"]
    again[1][2] = row[1][2]
    assert take(desk, {"经营主体": again}).refused == []
    assert len(all_of(desk, "entity")) == 1


@pytest.mark.parametrize(
    "row", [["9", "王九", ONE, "", "3组"], ["", "王九", ONE, "", ""], ["9", "王九", ONE, "", "1组"]]
)
def test_who_comes_with_anothers_id_number_alone_is_asked_about_and_puts_nobody_in_their_place(
    desk: Desk, row: list[Any]
) -> None:
    take(desk, full(["1", "张三", ONE, "", "1组"]))
    assert asked(desk, row) == "id_of_another"
    assert take(desk, full(row)).refused[0].facts["name"] == ["张三 · 1组 · 1"]
    assert asked(desk, [*row, "否"]) == "id_of_another"
    for reply in ("是", "1"):
        assert verdicts(take(desk, full([*row, reply]), dry_run=True)) == ["taken"]
    assert verdicts(take(desk, full([*row, "是"]))) == ["taken"]
    assert verdicts(take(desk, full(row))) == ["known"]
    assert [member["name"] for member in all_of(desk, "member")] == ["王九"]


def test_a_name_put_right_beside_number_and_id_number_is_no_other_person(desk: Desk) -> None:
    take(desk, full(["1", "张三", ONE, "", "1组"]))
    assert verdicts(take(desk, full(["1", "张山", ONE, "", "1组"]))) == ["taken"]


def test_a_member_with_anothers_id_number_is_asked_about_whoever_that_is(desk: Desk) -> None:
    here = homes(["1", "张三", ONE]) | members(["1", "", "张小明", TWO, "", "儿子"])
    take(desk, here)
    before = all_of(desk, "member")
    for row, reason in (
        (["1", "", "张小红", TWO, "", "女儿"], "id_of_another"),
        (["1", "", "张小红", ONE, "", "女儿"], "id_of_another"),
        (["1", "", "张三", ONE, "", "儿子"], "is_head"),
    ):
        assert [fault.reason for fault in take(desk, members(row)).refused] == [reason]
    assert all_of(desk, "member") == before
    named = {"家庭成员": [["户编号", "姓名", "身份证号", "与户主关系", "记录标记"], ["1", "张小红", TWO, "女儿", "是"]]}
    assert verdicts(take(desk, named)) == ["taken"]
    assert {member["name"] for member in all_of(desk, "member")} == {"张三", "张小红"}


def test_nobody_of_another_name_is_taken_out_of_their_household_to_head_a_new_one(desk: Desk) -> None:
    take(desk, homes(["1", "张三", ONE]) | members(["1", "", "张小", TWO, "", "儿子"]))
    before = all_of(desk, "member")
    assert [fault.reason for fault in take(desk, homes(["2", "王九", TWO])).refused] == ["other_household"]
    assert all_of(desk, "member") == before


@pytest.mark.parametrize(
    ("here", "row"), [(["", "2007-01-01"], ["", "2008-01-01"]), (["", "2007"], ["", "2008"]), ([TWO, ""], [ONE, ""])]
)
def test_a_members_birth_or_id_number_put_right_is_asked_about_and_makes_nobody_twice(
    desk: Desk, here: list[str], row: list[str]
) -> None:
    heads = ["户编号", "姓名", "身份证号", "出生日期", "与户主关系", "记录标记"]
    take(desk, homes(["1", "李四"]) | {"家庭成员": [heads, ["1", "张小", *here, "儿子", ""]]})
    again = {"家庭成员": [heads, ["1", "张小", *row, "儿子", ""]]}
    done = take(desk, again)
    assert [fault.reason for fault in done.refused] == ["is_it_member"]
    assert len(all_of(desk, "member")) == 2
    again["家庭成员"][1][-1] = "是"
    assert verdicts(take(desk, again, dry_run=True)) == ["taken"]
    again["家庭成员"][1][-1] = "否"
    assert verdicts(take(desk, again)) == ["taken"]
    assert verdicts(take(desk, again)) == ["known"]
    assert len(all_of(desk, "member")) == 3
