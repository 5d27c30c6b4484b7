"""Who is already here: nothing is doubled, nothing is overwritten unseen, nothing comes back."""

from __future__ import annotations

from fupin_desk.acts.desk import Desk
from fupin_desk.domain.ids import village_id
from tests.acts.ledger.sheets import (
    ONE,
    TWO,
    all_of,
    homes,
    members,
    reasons,
    take,
    verdicts,
)
from tests.ledger.made_up import VILLAGE


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


def test_a_repeated_row_is_known_and_one_that_says_otherwise_is_refused(desk: Desk) -> None:
    done = take(
        desk, homes(["1", "张三", "", "", "一组"], ["1", "张三", "", "", "一组"], ["1", "张三", "", "", "二组"])
    )
    assert verdicts(done) == ["taken", "known", "refused"]
    assert [(note.what, note.facts) for note in done.answers[1].notes] == [("same_row", {"of_line": 2})]
    assert [(fault.reason, fault.column, fault.facts["line"]) for fault in done.refused] == [
        ("contradicts", "村民小组", 2)
    ]


def test_a_row_that_was_refused_for_another_name_is_refused_the_second_time_too(desk: Desk) -> None:
    sheet = homes(["1", "李四", ONE]) | members(["1", "", "张三", ONE, "", "户主"])
    for verdict in ("taken", "known"):
        done = take(desk, sheet)
        assert verdicts(done) == [verdict, "refused"]
        assert [(fault.column, fault.reason) for fault in done.refused] == [("身份证号", "same_id")]


def test_a_household_named_in_full_comes_before_a_row_with_only_its_heads_id_number(desk: Desk) -> None:
    sheet = homes(["1", "", ONE, "", "一组"], ["1", "张三", ONE, "", "二组"])
    for verdict in ("taken", "known"):
        assert verdicts(take(desk, sheet)) == ["refused", verdict]
    assert all_of(desk, "household")[0]["group"] == "二组"


def test_a_household_has_one_head(desk: Desk) -> None:
    done = take(desk, homes(["1", "张三"]) | members(["1", "", "李四", "", "", "户主"]))
    assert [fault.reason for fault in done.refused] == ["two_heads"]
    done = take(desk, homes(["2", ""]) | members(["2", "", "王五", "", "", "户主"]))
    assert done.refused == []
    home = next(home for home in all_of(desk, "household") if home["ledger_number"] == "2")
    assert home["head"] in {member["id"] for member in all_of(desk, "member") if member["name"] == "王五"}


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
