"""A number cut in two is seen wherever the cut runs: fields, lines, cells, paragraphs, pages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_desk.assets import fonts
from fupin_desk.paper.across import across, cut_numbers
from fupin_desk.paper.errors import UnmaskedOnPaperError
from fupin_desk.paper.leaks import leaks
from fupin_desk.paper.readback import gate, leaks_in_pdf
from fupin_desk.paper.render import render
from fupin_desk.paper.sheet import Block, Column, Paragraph, Phrase, Sheet, Table
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
    columns = (Column(plain("a")), Column(plain("b")))
    blocks: list[tuple[Block, ...]] = [
        (Paragraph(one), Paragraph(plain("按户")), Paragraph(two)),
        (Table(columns, ((one, two),)),),
        (Table(columns, ((two, one),)),),
        (Table(columns, ((plain("x"), one), (plain("y"), two))),),
        (Table(columns, ((plain("x"), one), (two, plain("y")))),),
    ]
    for content in blocks:
        sheet = Sheet(("zh_CN",), plain("x"), content)
        with pytest.raises(UnmaskedOnPaperError) as stopped:
            gate(sheet, render(sheet, FONTS))
        assert number[:9] not in str(stopped.value.where)
        assert any("…" in where for where in stopped.value.where)


@pytest.mark.parametrize("number", [IDENTITY, MOBILE])
def test_a_number_cut_over_two_fields_is_seen_wherever_they_stand(number: str) -> None:
    sheet = Sheet(("zh_CN",), plain("x"), (said("按户"),))
    assert cut_numbers(sheet, (f"甲{number[:7]}", "三", f"{number[7:]}乙"))
    assert cut_numbers(sheet, (f"{number[7:]}乙", f"甲{number[:7]}"))


@pytest.mark.parametrize("number", [IDENTITY, CARD, MOBILE])
def test_a_number_cut_over_the_foot_of_a_page_is_seen_in_the_file(number: str) -> None:
    for before in range(36, 48):  # somewhere among these the page ends between the two
        lines = [said("按户分配")] * before + [said(number[:6]), said(number[6:])]
        sheet = Sheet(("zh_CN",), plain("x"), tuple(lines), plain("GS-990101001001-2018-0001"))
        assert leaks_in_pdf(render(sheet, FONTS)), before


def test_no_two_ordinary_texts_make_a_number() -> None:
    alarms = [pair for pair in pairwise(ORDINARY) if across(*pair)]
    assert len(alarms) * 100 <= len(ORDINARY), alarms


def test_ordinary_notices_have_no_cut_numbers() -> None:
    for sheet in (a_notice("zh_CN", "ug", rows=200), a_register(60)):
        assert cut_numbers(sheet, allowed=("0991-1234567",)) == []
        assert leaks_in_pdf(render(sheet, FONTS), ("0991-1234567",)) == []
