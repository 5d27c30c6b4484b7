"""Several tables on one sheet: each is read under its own headings, or said not to be read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_desk.ledger import Book, LedgerAnswer, answer, read
from fupin_desk.words import LANGUAGES, words
from tests.ledger.made_up import id_number, sheets_of, xlsx

HOMES = ["户编号", "户主姓名", "村民小组"]
PLOTS = ["户编号", "地块名称", "面积（亩）"]
PERSONS = ["户编号", "姓名", "身份证号", "与户主关系"]
FAMILIES = [["1", "张三", "1组"], ["2", "李四", "1组"]]
FIELDS = [["1", "河边地", 3.2], ["2", "山坡地", 2]]


def said(book: Book) -> list[tuple[int, str, Any]]:
    return [(row.number, row.spec.key, row.said) for page in book.pages for row in page.rows]


def notes(book: Book) -> list[tuple[int | None, str]]:
    return [(note.row, note.what) for note in book.notes]


@pytest.mark.parametrize("between", [[], [[]], [[], ["二、承包地块"]], [["附表2：地块"]], [[], ["地块"], ["单位：亩"]]])
def test_a_second_table_below_is_read_under_its_own_headings(between: list[list[Any]]) -> None:
    book = read(xlsx({"农户": [HOMES, *FAMILIES, *between, PLOTS, *FIELDS]}))
    assert [(key, each["household"]) for _at, key, each in said(book)[2:]] == [("plots", "1"), ("plots", "2")]
    assert [each["area_centimu"] for _at, _key, each in said(book)[2:]] == [320, 200]
    assert notes(book) == []
    assert all(not row.faults for page in book.pages for row in page.rows)


def test_the_same_headings_in_another_order_are_another_table_and_as_they_stand_a_new_page() -> None:
    turned = [["3", "2组", "王五"]]
    book = read(xlsx({"农户": [HOMES, FAMILIES[0], HOMES, FAMILIES[1], [HOMES[at] for at in (0, 2, 1)], *turned]}))
    assert [each for _at, _key, each in said(book)] == [
        {"ledger_number": "1", "head.name": "张三", "group": "1组"},
        {"ledger_number": "2", "head.name": "李四", "group": "1组"},
        {"ledger_number": "3", "head.name": "王五", "group": "2组"},
    ]
    assert notes(book) == [(3, "heading_again")]


@pytest.mark.parametrize(
    "table",
    [
        [["物资", "备注"], ["面粉", "低保"], ["大米", "五保"]],
        [["三、帮扶责任人"], ["姓名", "单位", "电话"], ["王强", "县委", "0991-1"], ["张强", "县局", "0991-2"]],
    ],
)
def test_a_table_of_something_else_makes_no_households_and_is_said_to_be_unread(table: list[list[Any]]) -> None:
    book = read(xlsx({"农户": [HOMES, *FAMILIES, [], *table]}))
    assert [each["head.name"] for _at, _key, each in said(book)] == ["张三", "李四"]
    assert notes(book) == [(5, "table_unknown")]
    assert book.unread == [{"sheet": "农户", "column": None, "heading": table[0][0]}]


def test_words_of_choices_that_are_headings_too_make_no_table() -> None:
    rows = [["张三", "户主", "劳动力"], ["王丽", "妻", "劳动力"], ["李四", "户主", "劳动力"]]
    book = read(xlsx({"Sheet1": [["姓名", "与户主关系", "劳动力"], *rows]}))
    assert [key for _at, key, _said in said(book)] == ["households", "members", "households"]
    book = read(xlsx({"经营主体": [["主体名称", "主体类型"], ["合作社", "合作社"], ["企业", "企业"]]}))
    assert [each["name"] for _at, _key, each in said(book)] == ["合作社", "企业"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_heads_every_table_and_is_read_again_the_same(language: str) -> None:
    book = read(xlsx({"农户": [HOMES, *FAMILIES, [], PLOTS, *FIELDS]}))
    answers = [LedgerAnswer("农户", row.number, "taken") for page in book.pages for row in page.rows]
    written = answer(book, answers, words(language))
    sheet = sheets_of(written)["农户"]
    assert sheet[0][3:5] == sheet[4][3:5] != ["", ""]
    assert said(read(written)) == said(book)


ORDERS = st.permutations(range(len(PERSONS)))


@settings(max_examples=60, deadline=None)
@given(
    homes=st.lists(st.integers(1, 4), min_size=1, max_size=6),
    orders=st.lists(ORDERS, min_size=1, max_size=3),
    first_only=st.booleans(),
    numbered=st.booleans(),
    gaps=st.booleans(),
    shuffle=st.randoms(use_true_random=False),
)
def test_any_roster_on_any_pages_gives_the_households_it_was_made_of_or_is_refused_whole(
    homes: list[int], orders: list[list[int]], first_only: bool, numbered: bool, gaps: bool, shuffle: Any
) -> None:
    rows: list[list[list[Any]]] = []
    people: dict[str, tuple[str, bool]] = {}
    for home, size in enumerate(homes):
        of_home = [["", f"人{home}之{at}", id_number(home * 9 + at), "户主" if at == 0 else "子"] for at in range(size)]
        if numbered:
            shuffle.shuffle(of_home)
        people |= {cells[2]: (str(home), cells[3] == "户主") for cells in of_home}
        for at, cells in enumerate(of_home):
            cells[0] = str(home + 1) if numbered and (at == 0 or not first_only) else ""
        rows.append(of_home)
    order = orders[0]
    sheet: list[list[Any]] = [["某村花名册"], [PERSONS[at] for at in order]]
    for home, of_home in enumerate(rows):
        if home and (again := orders[home % len(orders)]) != order:
            order = again
            sheet += [*([[]] if gaps else []), [PERSONS[at] for at in order]]
        elif home and gaps:
            sheet += [[], ["小计", 3], [PERSONS[at] for at in order]]
        sheet += [[cells[at] for at in order] for cells in of_home]
    book = read(xlsx({"Sheet1": sheet}))
    found = [row for page in book.pages for row in page.rows]
    refused = [row for row in found if row.faults]
    assert not refused, [(row.number, row.faults) for row in refused]
    heads = {row.said["head.id_number"] for row in found if row.spec.key == "households"}
    assert heads == {number for number, (_home, is_head) in people.items() if is_head}
    by_row = {row.number: row for row in found}
    for row in by_row.values():
        number = row.said.get("head.id_number") or row.said["id_number"]
        head = by_row[row.home or -1].said["head.id_number"]
        assert people[head] == (people[number][0], True)


PAID = ["户编号", "金额", "付款日期"]
IN_YUAN = ["户编号", "金额（元）", "付款日期"]
ONE_PAID, TWO_PAID = ["1", 1.2, "2018-11-01"], ["2", 3, "2018-11-02"]


@pytest.mark.parametrize(
    ("rows", "amounts"),
    [
        ([["单位：万元"], PAID, ONE_PAID, [], ["二、其他"], PAID, TWO_PAID], [1_200_000, "unit_untold"]),
        ([PAID, ONE_PAID, [], ["二、其他 单位：万元"], PAID, TWO_PAID], [120, 3_000_000]),
        ([PAID, ONE_PAID, ["单位：万元"], PAID, TWO_PAID], [120, 3_000_000]),
        ([["单位：万元"], PAID, ONE_PAID, [], ["表2 其他"], ["单位：元"], PAID, TWO_PAID], [1_200_000, 300]),
        ([["单位：万元"], PAID, ONE_PAID, [], PAID, TWO_PAID], [1_200_000, 3_000_000]),
        ([["单位：万元"], PAID, ONE_PAID, ["单位：万元"], PAID, TWO_PAID], [1_200_000, 3_000_000]),
        ([["单位：万元"], PAID, ONE_PAID, [], ["二、其他"], IN_YUAN, TWO_PAID], [1_200_000, 300]),
        ([["单位：元"], PAID, ONE_PAID, [], ["二、其他"], PAID, TWO_PAID], [120, 300]),
        ([PAID, ONE_PAID, ["以下单位：万元"], TWO_PAID], ["unit", "unit"]),
        ([PAID, ONE_PAID, [], ["二、其他"], PAID, TWO_PAID, ["单位：万元"]], ["unit_untold", 3_000_000]),
        ([["单位：万元"], PAID, ONE_PAID, [], ["二、其他"], PAID, ["2", "3元", "2018-11-02"]], [1_200_000, 300]),
    ],
)  # fmt: skip
def test_a_unit_said_of_one_table_is_not_read_into_another(rows: list[list[Any]], amounts: list[Any]) -> None:
    [page] = read(xlsx({"兑现": rows})).pages
    found = [row.said.get("amount_fen") or next(fault.reason for fault in row.faults) for row in page.rows]
    assert found == amounts
