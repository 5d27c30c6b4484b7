"""There and back: what is on the desk as a ledger, and from it only what was corrected."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts.demo import make_demo
from fupin_desk.acts.desk import Desk, open_desk
from fupin_desk.acts.ledger import export_ledger
from fupin_desk.acts.records.commands import erase_record
from fupin_desk.words import LANGUAGES, words
from tests.acts.ledger.sheets import ONE, all_of, changes, contract_sheets, homes, members, take, verdicts
from tests.acts.village_desk import CHEAP, a_village_desk, around
from tests.ledger.made_up import Sheets, id_number, sheets_of, village_ledger

RIGHT = id_number(77, "19800101")


def out(desk: Desk, local: bool = False, language: str = "zh_CN") -> dict[str, list[list[Any]]]:
    file = desk.folder.parent / f"{len(list(desk.folder.parent.iterdir()))}.xlsx"
    export_ledger(desk, file, language, local)
    return sheets_of(file.read_bytes())


def change(book: dict[str, list[list[Any]]], sheet: str, who: str | int, heading: str, value: Any) -> None:
    """Write into a cell of the row that is about somebody: the last that has them in a cell, or the one numbered."""
    row = who if isinstance(who, int) else max(at for at, cells in enumerate(book[sheet]) if who in cells)
    [at] = [at for at, said in enumerate(book[sheet][0]) if str(said).startswith(heading)]
    book[sheet][row][at] = value


@pytest.fixture
def village(desk: Desk) -> Desk:
    people = members(["1", "", "王丽", "", "1981-02-03", "妻子"], ["2", "", "李小", "", 1999, "儿子"])
    assert take(desk, contract_sheets() | people).refused == []
    return desk


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "county"
    make_demo(folder, 1, 5, 3, ["zh_CN", "ug"], CHEAP)
    return folder / "village-1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_demo_village_comes_back_as_it_is_in_every_language(demo: Path, tmp_path: Path, language: str) -> None:
    shutil.copytree(demo, tmp_path / "village")
    desk = open_desk(around("desk"), tmp_path / "village", "demo")
    before = changes(desk)
    for local in (True, False):
        sheets = out(desk, local, language)
        done = take(desk, sheets, dry_run=local)
        assert done.refused == []
        assert (done.taken, [note for answer in done.answers for note in answer.notes]) == (0, [])
        assert done.known == sum(len(rows) - 1 for name, rows in sheets.items() if name in _of_records(language))
    assert changes(desk) == before
    desk.close()


def _of_records(language: str) -> set[str]:
    from fupin_desk.ledger.columns import SHEETS

    return {words(language).say(f"ledger.sheet.{sheet.key}") for sheet in SHEETS}


def test_a_ledger_that_came_in_goes_out_and_back(desk: Desk) -> None:
    ledger: Sheets = village_ledger(5)
    take(desk, ledger)
    before = changes(desk)
    done = take(desk, out(desk, local=True))
    assert (done.taken, done.refused) == (0, [])
    assert changes(desk) == before


def test_only_what_was_corrected_changes_a_wrong_id_number_too(village: Desk) -> None:
    book = out(village)
    change(book, "家庭成员", ONE, "身份证号", RIGHT)
    change(book, "家庭成员", "王丽", "姓名", "王莉")
    change(book, "农户", "李四", "村民小组", "3组")
    change(book, "农户", "李四", "户编号", "22")
    was = {kind: all_of(village, kind) for kind in ("household", "member", "payment", "delivery", "contract", "party")}
    done = take(village, book)
    assert done.refused == []
    assert done.taken == 3
    now = {kind: all_of(village, kind) for kind in was}
    differ = [
        (kind, name, new[name])
        for kind in was
        for old, new in zip(was[kind], now[kind], strict=True)
        for name in new
        if new[name] != old[name]
    ]
    assert sorted(differ) == [
        ("household", "group", "3组"), ("household", "ledger_number", "22"),
        ("member", "id_number", RIGHT), ("member", "name", "王莉"),
    ]  # fmt: skip
    assert take(village, book).taken == 0


def test_money_put_right_is_no_other_money(village: Desk) -> None:
    book = out(village)
    change(book, "交售", next(at for at in (1, 2) if 100.5 in book["交售"][at]), "验收数量", 99.5)
    change(book, "交售", next(at for at in (1, 2) if 50 in book["交售"][at]), "交售日期", "2018-10-02")
    change(book, "兑现", 1, "金额", 450)
    assert take(village, book).taken == 3
    assert {(each["accepted_milli"], each["on"]) for each in all_of(village, "delivery")} >= {(99_500, "2018-10-01")}
    assert len(all_of(village, "delivery")) == 2
    assert [each["amount_fen"] for each in all_of(village, "payment")] == [45_000]


def test_rows_that_were_sorted_left_out_or_put_on_other_columns_say_the_same(village: Desk) -> None:
    book = {name: [rows[0], *rows[:0:-1]] for name, rows in out(village).items() if len(rows) > 1}
    book["家庭成员"] = [row[::-1] for row in book["家庭成员"][:-1]]
    done = take(village, book)
    assert (done.taken, done.refused) == (0, [])


def test_an_empty_cell_clears_nothing_and_the_word_for_it_does(village: Desk) -> None:
    assert take(village, homes(["1", "", ONE, "", "1组", "13800000001"])).refused == []
    book = out(village, local=True)
    change(book, "农户", "张三", "村民小组", "")
    change(book, "农户", "张三", "联系电话", "")
    assert take(village, book).taken == 0
    change(book, "农户", "张三", "联系电话", "清空")
    assert take(village, book).taken == 1
    home = next(home for home in all_of(village, "household") if home["ledger_number"] == "1")
    assert (home["group"], home["phone"]) == ("1组", None)
    change(book, "农户", "张三", "户主姓名", "清空")
    assert [fault.reason for fault in take(village, book).refused] == ["missing"]
    unmarked = homes(["9", "赵六", "", "", "清空"])
    take(village, unmarked)
    assert "清空" in {home["group"] for home in all_of(village, "household")}


def test_a_copied_row_is_asked_about_and_without_its_mark_is_a_new_record(village: Desk) -> None:
    book = out(village)
    copied = list(book["农户"][1])
    book["农户"].append(copied)
    assert verdicts(take(village, {"农户": book["农户"]})) == ["known", "known", "known"]
    for heading, value in (("户主姓名", "赵六"), ("户主身份证号", id_number(8)), ("户编号", "8")):
        change(book, "农户", 3, heading, value)
    done = take(village, {"农户": book["农户"]})
    assert [(fault.row, fault.reason, fault.facts["line"]) for fault in done.refused] == [
        (2, "mark_twice", 4), (4, "mark_twice", 2),
    ]  # fmt: skip
    change(book, "农户", 3, "记录标记", "")
    assert verdicts(take(village, {"农户": book["农户"]})) == ["known", "known", "taken"]
    assert len(all_of(village, "household")) == 3


def test_a_mark_of_another_village_a_damaged_one_and_one_of_another_sheet_are_refused(
    village: Desk, tmp_path: Path
) -> None:
    other = a_village_desk(tmp_path / "other", code="990101001002")
    take(other, homes(["1", "张三", ONE]))
    assert {fault.reason for fault in take(village, out(other)).refused} == {"mark_elsewhere"}
    other.close()
    book = out(village)
    mark = book["农户"][1][-1]
    change(book, "农户", 1, "记录标记", mark[:-1] + ("0" if mark[-1] != "0" else "1"))
    assert [fault.reason for fault in take(village, {"农户": book["农户"]}).refused] == ["mark_elsewhere"]
    change(book, "农户", 1, "记录标记", book["家庭成员"][1][-1])
    assert [fault.reason for fault in take(village, {"农户": book["农户"]}).refused] == ["mark_gone"]
    change(book, "农户", 1, "记录标记", mark.lower().replace("-", ""))
    assert take(village, {"农户": book["农户"]}).refused == []


def test_local_values_are_there_only_when_asked_for_and_then_it_says_so(village: Desk, tmp_path: Path) -> None:
    take(village, homes(["1", "", ONE, "", "", "13800000001"]))
    for local in (True, False):
        file = tmp_path / f"{local}.xlsx"
        export_ledger(village, file, "zh_CN", local)
        said = [str(cell) for rows in sheets_of(file.read_bytes()).values() for row in rows for cell in row]
        assert ("13800000001" in said) is local
        assert (words("zh_CN").say("ledger.export.local") in said) is local
        assert not local or "联系电话" in said


def test_who_was_erased_or_took_a_consent_back_is_not_on_it(village: Desk) -> None:
    heads = ["户编号", "户主姓名", "同意登记日期", "询问人", "同意方式"]
    take(village, {"农户": [heads, ["1", "张三", "2018-01-02", "阿里木", "签字"]]})
    book = out(village)
    assert len(book["同意登记"]) == 3
    consent = next(each for each in all_of(village, "consent") if each["to"] == "register")
    with village.writing() as work:
        work.save("consent", consent["id"], {"withdrawn_on": "2018-02-01"})
    again = out(village)
    assert len(again["同意登记"]) == 2
    assert "2018-01-02" not in {str(cell) for row in again["农户"] for cell in row}
    home = next(home["id"] for home in all_of(village, "household") if home["ledger_number"] == "2")
    erase_record(village, "household", home)
    gone = [str(cell) for rows in out(village).values() for row in rows for cell in row]
    assert "李四" not in gone
    old = take(village, book)
    assert {fault.reason for fault in old.refused} <= {"mark_gone", "voided", "refers_refused"}
    assert len(old.refused) > 3
    assert "李四" not in {each["name"] for each in all_of(village, "member")}


def test_a_consent_entered_twice_is_not_on_it_once_either_was_taken_back(village: Desk) -> None:
    heads = ["户编号", "户主姓名", "同意登记日期", "询问人", "同意方式"]
    take(village, {"农户": [heads, ["1", "张三", "2018-01-02", "阿里木", "签字"]]})
    consent = next(each for each in all_of(village, "consent") if each["to"] == "register")
    with village.writing() as work:
        work.save("consent", None, {name: consent[name] for name in ("household", "to", "asked_by", "how", "on")})
    assert len(out(village)["同意登记"]) == 4
    with village.writing() as work:
        work.save("consent", consent["id"], {"withdrawn_on": "2018-02-01"})
    again = out(village)
    assert len(again["同意登记"]) == 2
    assert "2018-01-02" not in {str(cell) for row in again["农户"] for cell in row}


def test_what_was_changed_here_since_the_export_is_not_put_back(village: Desk) -> None:
    book = out(village)
    home = next(home["id"] for home in all_of(village, "household") if home["ledger_number"] == "1")
    with village.writing() as work:
        work.save("household", home, {"ledger_number": "11"})
    done = take(village, {"农户": book["农户"]})
    assert (done.taken, done.refused) == (0, [])
    assert [note.what for answer in done.answers for note in answer.notes] == ["changed_since"]


def test_the_parties_of_a_contract_are_changed_on_their_own_sheet(village: Desk) -> None:
    book = out(village)
    change(book, "联结合同", "W1", "户编号", "1")
    assert [fault.reason for fault in take(village, {"联结合同": book["联结合同"]}).refused] == ["on_parties"]
