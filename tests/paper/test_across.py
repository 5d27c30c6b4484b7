"""A number cut in two is seen wherever the cut runs: fields, lines, cells, paragraphs, pages."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_desk.assets import fonts
from fupin_desk.paper import parts
from fupin_desk.paper.across import across, cut_numbers
from fupin_desk.paper.errors import UnmaskedOnPaperError
from fupin_desk.paper.halves import halves
from fupin_desk.paper.leaks import leaks
from fupin_desk.paper.parts import in_parts, near_fields
from fupin_desk.paper.readback import gate, leaks_in_pdf
from fupin_desk.paper.render import render
from fupin_desk.paper.sheet import Block, PaperSheet, PaperTable, Paragraph, Phrase, TableColumn
from tests.paper.made_up import a_notice, a_register, plain
from tests.paper.numbers import cards, identities, mobiles
from tests.paper.ordinary import ORDINARY

FONTS = fonts()
IDENTITY, CARD, MOBILE = "990101199001010019", "6228480000123456782", "13812345678"


def said(text: str) -> Paragraph:
    return Paragraph((Phrase(text, "zh_CN"),))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_number_cut_anywhere_is_seen_across_the_cut(data: st.DataObject) -> None:
    number = data.draw(st.one_of(identities(), cards(), mobiles()))
    at = data.draw(st.integers(1, len(number) - 1))
    one, two = f"甲{number[:at]}", f"{number[at:]}乙"
    assert across(one, two) or leaks(one) or leaks(two)


@pytest.mark.parametrize("number", [IDENTITY, CARD, MOBILE])
@pytest.mark.parametrize(
    ("end", "begin"), [("", ""), ("。", "（"), (" ", " "), ("\n", ""), ("，", ""), ("…", "…"), ("、", "-")]
)
def test_stops_and_brackets_at_the_cut_hide_nothing(number: str, end: str, begin: str) -> None:
    assert across(f"资产{number[:8]}{end}", f"{begin}{number[8:]}号")


@pytest.mark.parametrize("number", [IDENTITY, CARD, MOBILE])
def test_a_number_cut_over_two_paragraphs_cells_or_rows_stops_the_notice(number: str) -> None:
    one, two = plain(f"甲{number[:9]}"), plain(f"{number[9:]}乙")
    columns = (TableColumn(plain("a")), TableColumn(plain("b")))
    blocks: list[tuple[Block, ...]] = [
        (Paragraph(one), Paragraph(plain("按户")), Paragraph(two)),
        (PaperTable(columns, ((one, two),)),),
        (PaperTable(columns, ((two, one),)),),
        (PaperTable(columns, ((plain("x"), one), (plain("y"), two))),),
        (PaperTable(columns, ((plain("x"), one), (two, plain("y")))),),
    ]
    for content in blocks:
        sheet = PaperSheet(("zh_CN",), plain("x"), content)
        with pytest.raises(UnmaskedOnPaperError) as stopped:
            gate(sheet, render(sheet, FONTS))
        assert number[:9] not in str(stopped.value.where)
        assert any("…" in where for where in stopped.value.where)


@pytest.mark.parametrize("number", [IDENTITY, MOBILE])
def test_a_number_cut_over_two_fields_is_seen_wherever_they_stand(number: str) -> None:
    sheet = PaperSheet(("zh_CN",), plain("x"), (said("按户"),))
    assert cut_numbers(sheet, (f"甲{number[:7]}", "三", f"{number[7:]}乙"))
    assert cut_numbers(sheet, (f"{number[7:]}乙", f"甲{number[:7]}"))


@pytest.mark.parametrize("number", [IDENTITY, CARD, MOBILE])
def test_a_number_cut_over_the_foot_of_a_page_is_seen_in_the_file(number: str) -> None:
    for before in range(36, 48):  # somewhere among these the page ends between the two
        lines = [said("按户分配")] * before + [said(number[:6]), said(number[6:])]
        sheet = PaperSheet(("zh_CN",), plain("x"), tuple(lines), plain("GS-990101001001-2018-0001"))
        assert leaks_in_pdf(render(sheet, FONTS)), before


def cut(number: str) -> list[list[str]]:
    """A number cut into three and into four."""
    return [[number[:3], number[3:7], number[7:]], [number[:2], number[2:4], number[4:7], number[7:]]]


@pytest.mark.parametrize("number", [IDENTITY, CARD, MOBILE])
def test_a_number_cut_over_three_or_four_fields_is_seen_in_whichever_order_they_stand(number: str) -> None:
    sheet = PaperSheet(("zh_CN",), plain("x"), (said("按户"),))
    for first, *inside, last in cut(number):
        fields = [f"{last}乙", "三", *(f" {part}。" for part in inside), f"甲{first}"]
        assert cut_numbers(sheet, fields)
        assert cut_numbers(sheet, fields[::-1])
        wide = [part.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}) for part in inside]
        assert cut_numbers(sheet, [f"甲{first}", *wide, f"{last}乙"])
        assert not cut_numbers(sheet, [f"甲{first}", *(f"{part}户" for part in inside), f"{last}乙"])


@pytest.mark.parametrize("number", [IDENTITY, CARD, MOBILE])
def test_a_number_cut_over_three_paragraphs_or_cells_of_a_row_or_a_column_stops_the_notice(number: str) -> None:
    first, inside, last = map(plain, cut(number)[0])
    columns = (TableColumn(plain("a")), TableColumn(plain("b")), TableColumn(plain("c")))
    blocks: list[tuple[Block, ...]] = [
        (Paragraph(first), Paragraph(plain("按户")), Paragraph(inside), Paragraph(last)),
        (PaperTable((TableColumn(plain("#")), *columns), ((plain("7"), first, inside, last),)),),
        (
            PaperTable(
                columns, tuple((plain(str(at)), part, plain("x")) for at, part in enumerate((first, inside, last)))
            ),
        ),
    ]
    for content in blocks:
        sheet = PaperSheet(("zh_CN",), plain("x"), content)
        with pytest.raises(UnmaskedOnPaperError):
            gate(sheet, render(sheet, FONTS))


@pytest.mark.parametrize("number", [IDENTITY, CARD])
def test_a_number_cut_over_three_lines_is_seen_in_the_file(number: str) -> None:
    sheet = PaperSheet(("zh_CN",), plain("x"), tuple(map(said, (f"甲{number[:6]}", number[6:14], f"{number[14:]}乙"))))
    assert leaks_in_pdf(render(sheet, FONTS))


def test_an_identity_number_in_three_fields_is_seen_whatever_is_said_behind_its_parts() -> None:
    assert cut_numbers(PaperSheet(("zh_CN",), plain("x"), ()), ("前六位990101号", "19900101", "后四位：0019号"))


def test_a_number_in_three_fields_is_seen_among_many_where_they_stand_together_and_among_the_first_anywhere() -> None:
    sheet, others = PaperSheet(("zh_CN",), plain("x"), ()), [f"合同{at}号" for at in range(30, 50)]
    first, inside, last = f"甲{IDENTITY[:6]}", IDENTITY[6:14], f"{IDENTITY[14:]}乙"
    assert cut_numbers(sheet, [*others, first, "合同7号", inside, last])
    assert cut_numbers(sheet, [first, *others[:4], inside, *others[4:8], last])
    assert not cut_numbers(sheet, [*others, first, inside, *others[:5], last])


def test_no_text_is_both_the_beginning_and_the_end_of_one_number() -> None:
    assert not cut_numbers(PaperSheet(("zh_CN",), plain("x"), ()), ("1381甲乙丙丁戊己庚1381", "234"))


def test_an_identity_number_of_a_child_born_lately_is_no_number_in_three_fields() -> None:
    assert not cut_numbers(PaperSheet(("zh_CN",), plain("x"), ()), ("990101", "20180101", "0017"))


def test_sixteen_digits_in_three_fields_are_a_card_only_where_they_begin_as_cards_of_here() -> None:
    sheet = PaperSheet(("zh_CN",), plain("x"), ())
    assert cut_numbers(sheet, ("甲4000", "001234", "567899乙")) == []
    assert cut_numbers(sheet, ("甲622848", "0000123", "456782乙"))


def test_figures_in_a_list_are_no_telephone_but_in_the_groups_one_is_said_in() -> None:
    for counted in (["13", "8123", "45678"], ["1381", "2345", "678"], ["138", "123", "45678"]):
        rows = tuple((plain(str(at)), plain(figure)) for at, figure in enumerate(counted))
        sheet = PaperSheet(
            ("zh_CN",), plain("x"), (PaperTable((TableColumn(plain("#")), TableColumn(plain("户"))), rows),)
        )
        assert cut_numbers(sheet) == []


@pytest.mark.parametrize(("sizes", "seen"), [((4, 4, 4, 4, 3), True), ((6, 6, 7), True), ((4, 4, 4, 5, 2), False)])
def test_a_card_over_more_than_three_figures_of_a_list_is_seen_in_its_own_groups(
    sizes: tuple[int, ...], seen: bool
) -> None:
    ends = list(accumulate(sizes))
    parts = [CARD[end - size : end] for end, size in zip(ends, sizes, strict=True)]
    rows = tuple((plain(str(at)), plain(part)) for at, part in enumerate(parts))
    sheet = PaperSheet(("zh_CN",), plain("x"), (PaperTable((TableColumn(plain("#")), TableColumn(plain("户"))), rows),))
    assert bool(cut_numbers(sheet)) is seen


def test_a_list_of_plain_numbers_costs_no_more_than_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted: how often texts are looked at as one number."""
    steps = 0
    judge = parts._numbers

    def counted(*said: Any) -> Any:
        nonlocal steps
        steps += 1
        return judge(*said)

    monkeypatch.setattr(parts, "_numbers", counted)
    looked = []
    for length in (100, 200):
        rows = tuple((plain(str(at)), plain(f"{2000 + at}"), plain(f"合作社{at % 3}")) for at in range(length))
        sheet = PaperSheet(("zh_CN",), plain("x"), (PaperTable((TableColumn(plain("#")),) * 3, rows),))
        steps = 0
        assert cut_numbers(sheet) == []
        looked.append(steps)
    assert looked[1] < 3 * looked[0]


def test_no_two_ordinary_texts_make_a_number() -> None:
    alarms = [pair for pair in pairwise(ORDINARY) if across(*pair)]
    assert len(alarms) * 100 <= len(ORDINARY), alarms


def test_no_three_ordinary_texts_make_a_number() -> None:
    known = {text: halves(text) for text in ORDINARY}
    groups = [list(filter(known.get, ORDINARY[at : at + 5])) for at in range(0, len(ORDINARY), 2)]
    alarms = [group for group in groups if list(in_parts(near_fields(group), known, ()))]
    assert len(alarms) * 100 <= len(groups), alarms


@pytest.mark.parametrize("said", ["19,134.00", "合计19,134.00", "19,134.00 19,134.00", "合计 (19,134.00)"])
def test_a_sum_above_a_day_makes_no_number(said: str) -> None:
    assert across(said, "2018-12-03") == across(said, "201812") == ()


@pytest.mark.parametrize(("one", "two"), [("1837", "2018-123"), ("158", "2018-12-03"), ("13", "2018-011-01")])
def test_a_number_above_one_that_begins_with_its_year_makes_none(one: str, two: str) -> None:
    assert across(one, two) == across(f"第{one}", two) == ()


def test_numbers_that_the_desk_makes_itself_make_no_telephone_under_one_another() -> None:
    own, next_one = "C-0016-161P", "C-0042-5678"
    assert leaks("16100425678")
    assert across(own, next_one) == ()
    assert across("161", "0042-5678")
    rows = tuple((plain(number), plain("x")) for number in (own, next_one))
    table = PaperTable((TableColumn(plain("合同")), TableColumn(plain("y"))), rows)
    assert cut_numbers(PaperSheet(("zh_CN",), plain("x"), (table,)), (own, next_one)) == []


def test_ordinary_notices_have_no_cut_numbers() -> None:
    for sheet in (a_notice("zh_CN", "ug", rows=200), a_register(60)):
        assert cut_numbers(sheet, allowed=("0991-1234567",)) == []
        assert leaks_in_pdf(render(sheet, FONTS), ("0991-1234567",)) == []
