"""A sheet is older than the desk: an edit goes in, what was changed here since stays, both are refused."""

from __future__ import annotations

from typing import Any

import pytest

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.ledger import Imported
from fupin_desk.domain.ids import Version, read_record_mark, record_mark
from fupin_desk.ledger.answering import note_sentence, sentence
from fupin_desk.words import words
from tests.acts.ledger.sheets import all_of, changes, contract_sheets, homes, members, take, verdicts
from tests.acts.ledger.test_exporting import change, out
from tests.ledger.made_up import id_number


@pytest.fixture
def village(desk: Desk) -> Desk:
    people = members(["1", "", "王丽", "", "1981-02-03", "妻子"], ["2", "", "李小", "", 1999, "儿子"])
    assert take(desk, contract_sheets() | people).refused == []
    return desk


def home(desk: Desk, number: str = "1") -> dict[str, Any]:
    return next(each for each in all_of(desk, "household") if each["ledger_number"] == number)


def save(desk: Desk, kind: str, record: str, **values: Any) -> None:
    with desk.writing() as work:
        work.save(kind, record, values)


def row_of(book: dict[str, list[list[Any]]], name: str) -> int:
    return next(at for at, row in enumerate(book["农户"], 1) if name in row)


def noted(done: Imported) -> list[tuple[str, str | None]]:
    return [(note.what, note.column) for answer in done.answers for note in answer.notes]


def test_a_cell_corrected_back_to_an_earlier_value_is_taken(village: Desk) -> None:
    save(village, "household", home(village)["id"], group="1组")
    save(village, "household", home(village)["id"], group="2组")
    book = out(village)
    change(book, "农户", "张三", "村民小组", "1组")
    done = take(village, {"农户": book["农户"]})
    assert (done.taken, done.refused, noted(done)) == (1, [], [])
    assert home(village)["group"] == "1组"
    assert verdicts(take(village, {"农户": book["农户"]})) == ["known", "known"]


def test_a_field_changed_here_since_and_in_the_sheet_too_is_refused_with_both_values(village: Desk) -> None:
    save(village, "household", home(village)["id"], group="1组")
    book = out(village)
    save(village, "household", home(village)["id"], group="2组")
    change(book, "农户", "张三", "村民小组", "3组")
    done = take(village, {"农户": book["农户"]})
    [fault] = done.refused
    assert (fault.sheet, fault.row, fault.column) == ("农户", row_of(book, "张三"), "村民小组")
    assert fault.reason == "changed_both"
    assert "2组" in (said := sentence(fault, words("zh_CN")))
    assert "3组" in said
    assert home(village)["group"] == "2组"


def test_what_only_the_desk_changed_stays_and_the_rest_of_the_row_goes_in(village: Desk) -> None:
    save(village, "household", home(village)["id"], group="1组", address="旧址")
    book = out(village)
    save(village, "household", home(village)["id"], group="2组")
    change(book, "农户", "张三", "住址", "新址")
    done = take(village, {"农户": book["农户"]})
    assert (done.taken, done.refused, noted(done)) == (1, [], [("changed_since", "村民小组")])
    assert (home(village)["group"], home(village)["address"]) == ("2组", "新址")


def test_both_saying_the_same_is_nothing_new(village: Desk) -> None:
    book = out(village)
    save(village, "household", home(village)["id"], group="2组")
    change(book, "农户", "张三", "村民小组", "2组")
    done = take(village, {"农户": book["农户"]})
    assert (done.taken, done.refused) == (0, [])


def test_a_new_head_keeps_the_name_though_the_sheet_has_the_former_ones(village: Desk) -> None:
    sheet = out(village)["农户"]
    wife = next(each for each in all_of(village, "member") if each["name"] == "王丽")
    former = next(each for each in all_of(village, "member") if each["name"] == "张三")
    with village.writing() as work:
        work.save("household", home(village)["id"], {"head": wife["id"]})
        work.save("member", wife["id"], {"relation": "head"})
        work.save("member", former["id"], {"relation": "spouse"})
    done = take(village, {"农户": sheet})
    assert done.refused == []
    names = {each["id"]: each["name"] for each in all_of(village, "member")}
    assert (names[wife["id"]], names[former["id"]]) == ("王丽", "张三")
    edited = out(village)["农户"] and [list(row) for row in sheet]
    change({"农户": edited}, "农户", "张三", "户主姓名", "张三丰")
    assert [fault.reason for fault in take(village, {"农户": edited}).refused] == ["changed_both"]


def test_money_stays_with_its_household_when_another_one_got_its_number_since(village: Desk) -> None:
    book = out(village)
    paid = all_of(village, "payment")[0]
    save(village, "household", home(village, "2")["id"], ledger_number="22")
    save(village, "household", home(village, "1")["id"], ledger_number="2")
    for names in (["兑现"], ["分配明细"], ["交售"], ["家庭成员"], ["承包地块"], list(book)):
        done = take(village, {name: book[name] for name in names})
        assert (done.taken, done.refused) == (0, []), names
    assert all_of(village, "payment") == [paid]
    change(book, "兑现", 1, "金额", 450)
    assert take(village, {"兑现": book["兑现"]}).refused == []
    assert [(each["household"], each["amount_fen"]) for each in all_of(village, "payment")] == [
        (paid["household"], 45_000)
    ]


def test_a_cell_that_was_emptied_is_said_to_clear_nothing(village: Desk) -> None:
    save(village, "household", home(village)["id"], group="1组")
    book = out(village)
    change(book, "农户", "张三", "村民小组", "")
    done = take(village, {"农户": book["农户"]})
    assert (done.taken, noted(done)) == (0, [("emptied", "村民小组")])


def test_a_withdrawn_consent_is_not_told_by_a_sheet_from_before(village: Desk) -> None:
    heads = ["户编号", "户主姓名", "同意登记日期", "询问人", "同意方式"]
    take(village, {"农户": [heads, ["1", "张三", "2018-01-02", "阿里木", "签字"]]})
    book = out(village)
    consent = next(each for each in all_of(village, "consent") if each["to"] == "register")
    save(village, "consent", consent["id"], withdrawn_on="2018-02-01")
    done = take(village, {"农户": book["农户"], "同意登记": book["同意登记"]})
    assert (done.taken, done.refused, noted(done)) == (0, [], [])


def test_a_sheet_of_another_laptop_or_another_time_overwrites_nothing_changed_here(village: Desk) -> None:
    """Its mark names a moment that this desk never had."""
    book = out(village)
    save(village, "household", home(village)["id"], group="2组")
    save(village, "household", home(village)["id"], group="3组")
    for number, name in (("1", "张三"), ("2", "李四")):
        change(book, "农户", name, "记录标记", record_mark(home(village, number)["id"], village.code))
    change(book, "农户", "张三", "村民小组", "9组")
    change(book, "农户", "李四", "村民小组", "9组")
    done = take(village, {"农户": book["农户"]})
    assert [(fault.row, fault.reason) for fault in done.refused] == [(row_of(book, "张三"), "since_unknown")]
    assert home(village, "2")["group"] == "9组"
    change(book, "农户", "张三", "村民小组", "2组")
    done = take(village, {"农户": book["农户"]})
    assert (done.refused, ("changed_since", "村民小组") in noted(done)) == ([], True)
    assert home(village)["group"] == "3组"


def test_rows_of_two_exports_in_one_workbook_are_each_read_as_of_its_own(village: Desk) -> None:
    save(village, "household", home(village)["id"], group="1组")
    old = out(village)["农户"]
    save(village, "household", home(village)["id"], group="2组")
    new = out(village)["农户"]
    both = {"农户": [old[0], next(row for row in old if "张三" in row), next(row for row in new if "李四" in row)]}
    change(both, "农户", "李四", "村民小组", "5组")
    done = take(village, both)
    assert (done.taken, done.refused, noted(done)) == (1, [], [("changed_since", "村民小组")])
    twice = {"农户": [old[0], next(row for row in old if "张三" in row), next(row for row in new if "张三" in row)]}
    assert {fault.reason for fault in take(village, twice).refused} == {"mark_twice"}


def test_a_laptop_that_has_the_same_changes_in_another_order_takes_a_correction(village: Desk) -> None:
    save(village, "household", home(village)["id"], group="1组")
    save(village, "household", home(village)["id"], group="2组")
    book = out(village)["农户"]
    mark = book[row_of({"农户": book}, "张三") - 1][-1]
    found = read_record_mark(mark, village.code)
    assert found is not None
    assert found[1] is not None
    for version, taken in ((Version(3, found[1].state), 1), (Version(3, "000000"), 0)):
        change({"农户": book}, "农户", "张三", "记录标记", record_mark(found[0], village.code, version))
        change({"农户": book}, "农户", "张三", "村民小组", "1组")
        done = take(village, {"农户": book}, dry_run=True)
        assert (done.taken, done.refused, len(noted(done))) == (taken, [], 1 - taken)


@pytest.mark.parametrize("sheet", ["农户", "家庭成员", "承包地块", "经营主体", "交售", "分配明细"])
def test_rows_sorted_without_their_marks_are_refused_and_nothing_changes(village: Desk, sheet: str) -> None:
    take(village, homes(["3", "王五"], ["4", "赵六"]) | members(["3", "", "王小", "", 2001, "儿子"]))
    before = changes(village)
    book = {sheet: out(village)[sheet]}
    marks = [row[-1] for row in book[sheet][1:]]
    for row, mark in zip(book[sheet][1:], [*marks[1:], marks[0]], strict=True):
        row[-1] = mark
    done = take(village, book)
    assert done.taken == 0
    assert {fault.reason for fault in done.refused} <= {"mark_astray", "other_household", "two_heads", "paid"}
    assert changes(village) == before


def test_a_row_typed_over_with_another_household_or_person_is_refused(village: Desk) -> None:
    take(village, homes(["3", "王五"]))
    book = out(village)
    change(book, "农户", "王五", "户主姓名", "赵六")
    assert take(village, {"农户": book["农户"]}, dry_run=True).refused == []
    change(book, "农户", "赵六", "户编号", "8")
    change(book, "家庭成员", "王丽", "姓名", "王强")
    assert take(village, {"家庭成员": book["家庭成员"]}, dry_run=True).refused == []
    change(book, "家庭成员", "王强", "出生日期", "1999-01-01")
    done = take(village, {name: book[name] for name in ("农户", "家庭成员")})
    assert [(fault.sheet, fault.reason, fault.facts["name"]) for fault in done.refused] == [
        ("农户", "mark_astray", "王五"), ("家庭成员", "mark_astray", "王丽"),
    ]  # fmt: skip


def test_a_number_or_name_that_another_record_has_is_refused(village: Desk) -> None:
    book = out(village)
    change(book, "农户", "张三", "户编号", "2")
    change(book, "经营主体", "红星合作社", "主体名称", "龙头公司")
    done = take(village, {name: book[name] for name in ("农户", "经营主体")})
    assert [(fault.sheet, fault.reason) for fault in done.refused] == [
        ("农户", "mark_astray"),
        ("经营主体", "mark_astray"),
    ]


def why(done: Imported) -> list[str]:
    return [fault.reason for fault in done.refused]


def corrected(village: Desk, book: dict[str, list[list[Any]]], name: str, heading: str, value: Any) -> Imported:
    change(book, "农户", name, heading, value)
    return take(village, {"农户": book["农户"]})


def test_a_cell_corrected_twice_in_one_export_is_taken_twice_and_both_values_are_told(village: Desk) -> None:
    book = out(village)
    assert corrected(village, book, "张三", "村民小组", "3组").refused == []
    done = corrected(village, book, "张三", "村民小组", "4组")
    assert (done.taken, done.refused, noted(done)) == (1, [], [("corrected_again", "村民小组")])
    [note] = [note for answer in done.answers for note in answer.notes]
    assert "3组" in (said := note_sentence(note, words("zh_CN")))
    assert "4组" in said
    assert home(village)["group"] == "4组"
    assert (corrected(village, book, "张三", "户主身份证号", id_number(7)).refused, home(village)["group"]) == (
        [],
        "4组",
    )
    assert corrected(village, book, "张三", "户主身份证号", id_number(8)).refused == []
    assert verdicts(take(village, {"农户": book["农户"]})) == ["known", "known"]


def test_what_a_hand_or_another_sheet_wrote_after_the_first_correction_is_asked_about(village: Desk) -> None:
    book, other = out(village), out(village)
    corrected(village, book, "张三", "村民小组", "3组")
    save(village, "household", home(village)["id"], group="5组")
    assert why(corrected(village, book, "张三", "村民小组", "4组")) == ["changed_both"]
    later = out(village)
    corrected(village, later, "张三", "村民小组", "6组")
    for sheet in (book, other):
        assert why(corrected(village, sheet, "张三", "村民小组", "7组")) == ["changed_both"]
    assert home(village)["group"] == "6组"


def test_another_copy_of_the_sheet_overwrites_nothing_that_the_first_one_brought(village: Desk) -> None:
    book, other = out(village), out(village)
    change(book, "农户", "李四", "村民小组", "3组")
    corrected(village, book, "张三", "村民小组", "3组")
    done = corrected(village, other, "张三", "村民小组", "4组")
    assert why(done) == ["changed_both"]
    assert (home(village)["group"], home(village, "2")["group"]) == ("3组", "3组")
    change(book, "农户", "李四", "村民小组", "4组")
    assert corrected(village, book, "张三", "村民小组", "4组").refused == []
    assert (home(village)["group"], home(village, "2")["group"]) == ("4组", "4组")


def test_an_import_that_brought_nothing_makes_no_later_hand_the_sheets_own(village: Desk) -> None:
    book = out(village)
    assert take(village, {"农户": book["农户"]}).taken == 0
    save(village, "household", home(village)["id"], group="5组")
    assert why(corrected(village, book, "张三", "村民小组", "4组")) == ["changed_both"]
