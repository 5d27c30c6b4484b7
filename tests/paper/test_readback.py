"""The gate reads the finished page: whatever is put on it, in whichever language and place, an open number stops it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_desk.assets import fonts
from fupin_desk.paper.errors import PaperNotReadableError, UnmaskedOnPaperError
from fupin_desk.paper.readback import gate, leaks_in_pdf, leaks_in_sheet, read
from fupin_desk.paper.render import render
from fupin_desk.paper.sheet import PaperSheet, PaperTable, Paragraph, Phrase, TableColumn
from tests.paper.made_up import SAID, a_notice, plain
from tests.paper.numbers import identities

FONTS = fonts()
OFFICE = ("0991-1234567",)
LANGUAGES = ("zh_CN", "ug", "kk_Arab", "en")


@pytest.mark.parametrize("languages", [("zh_CN", "ug"), ("ug",), ("kk_Arab",), ("en",)], ids="+".join)
def test_an_ordinary_notice_passes_with_the_offices_own_phone(languages: tuple[str, ...]) -> None:
    sheet = a_notice(*languages, rows=60)
    gate(sheet, render(sheet, FONTS), OFFICE)


def test_the_offices_phone_is_stopped_where_it_was_not_named() -> None:
    sheet = a_notice("ug")
    with pytest.raises(UnmaskedOnPaperError) as stopped:
        gate(sheet, render(sheet, FONTS))
    assert (stopped.value.numbers, stopped.value.pages) == (["phone"], [1])
    assert stopped.value.hidden == ["09*********"]
    assert "1234567" not in str(stopped.value)


def test_it_is_said_where_the_number_stands_and_in_which_line_but_not_the_number() -> None:
    rows = tuple((plain(str(at)), (Phrase(f"张三{'13812345678' * (at == 2)}", "zh_CN"),)) for at in (1, 2, 3))
    table = PaperTable((TableColumn(plain("#")), TableColumn(plain("户主"))), rows)
    rule = Paragraph((Phrase("按户，问一三八一二三四五六七八", "zh_CN"),))
    sheet = PaperSheet(("zh_CN",), plain("x"), (table, rule))
    with pytest.raises(UnmaskedOnPaperError) as stopped:
        gate(sheet, render(sheet, FONTS))
    assert stopped.value.where == ["2. 张三" + "*" * 11, "按户，问" + "*" * 11]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_an_identity_number_drawn_anywhere_is_seen_on_the_page(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    said = data.draw(st.sampled_from(sorted(SAID)))
    text = SAID[said][language]
    at = data.draw(st.integers(0, len(text)))
    identity = data.draw(identities())
    joined = data.draw(st.sampled_from(["", " "]))
    words = (Phrase(text[:at] + joined + identity + joined + text[at:], language),)
    place = data.draw(st.integers(0, 2))
    sheet = [
        PaperSheet((language,), words, ()),
        PaperSheet((language,), plain("x"), (Paragraph(words),)),
        PaperSheet(
            (language,),
            plain("x"),
            (PaperTable((TableColumn(plain("a")), TableColumn(plain("b"))), ((words, plain("1")),)),),
        ),
    ][place]
    assert leaks_in_sheet(sheet)
    assert "identity" in {leak.kind for _, leak in leaks_in_pdf(render(sheet, FONTS))}


def test_an_identity_number_broken_over_two_lines_is_seen_on_the_page() -> None:
    others = [plain("W" * 10)] * 8  # leave the first column less than its number needs
    cells = ((Phrase("990101200001010014", "zh_CN"),), *others)
    sheet = PaperSheet(("zh_CN",), plain("x"), (PaperTable((TableColumn(plain("")),) * 9, (cells,)),))
    assert leaks_in_sheet(sheet)
    pieces, _ = read(render(sheet, FONTS))
    assert not any("990101200001010014" in piece.text for piece in pieces)
    assert "identity" in {leak.kind for _, leak in leaks_in_pdf(render(sheet, FONTS))}


def test_the_title_among_the_files_properties_is_read_too() -> None:
    sheet = PaperSheet(("zh_CN",), plain("990101200001010010"), ())
    assert {page for page, _ in leaks_in_pdf(render(sheet, FONTS))} == {0, 1}


def test_what_is_no_pdf_is_said_to_be_none() -> None:
    with pytest.raises(PaperNotReadableError):
        leaks_in_pdf(b"no PDF")
