"""Pages: the same bytes each time, headings on every page, rows whole, columns mirrored, all inside the type area."""

from __future__ import annotations

import io

import pikepdf
import pytest

from fupin_desk.assets import fonts
from fupin_desk.paper.errors import RowTooTallError
from fupin_desk.paper.page.measures import BINDING, PAGE_WIDTH, TOP, TYPE_WIDTH
from fupin_desk.paper.page.pages import pages
from fupin_desk.paper.page.strips import TextStrip
from fupin_desk.paper.readback import read
from fupin_desk.paper.render import layout, render
from fupin_desk.paper.sheet import PaperSheet, PaperTable, Paragraph, Phrase, TableColumn, phrases
from tests.bench.measure import calls
from tests.paper.made_up import SAID, a_notice, plain

FONTS = fonts()
LANGUAGES = [
    ("zh_CN",),
    ("ug",),
    ("kk_Arab",),
    ("en",),
    ("zh_CN", "ug"),
    ("ug", "zh_CN"),
    ("zh_CN", "ug", "kk_Arab", "en"),
]


def shown(sheet: PaperSheet) -> list[str]:
    """Every text of a sheet as laid out."""
    return [entry["text"] for page in layout(sheet, FONTS) for entry in page if "text" in entry]


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
def test_the_same_sheet_gives_the_same_bytes(languages: tuple[str, ...]) -> None:
    assert render(a_notice(*languages), FONTS) == render(a_notice(*languages), FONTS)


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
def test_every_word_of_the_sheet_is_on_its_pages(languages: tuple[str, ...]) -> None:
    sheet = a_notice(*languages, rows=40)
    laid_out = "".join(shown(sheet)).replace(" ", "")
    seals = [name for page in layout(sheet, FONTS) for entry in page for name in entry.get("seal", [])]
    unsealed = [SAID["office"][language] for language in languages[2:]]
    for phrase in phrases(sheet):
        words = phrase.text.replace(" ", "")
        assert words[:12] in laid_out or phrase.text in seals or phrase.text in unsealed


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
def test_everything_stands_inside_the_type_area(languages: tuple[str, ...]) -> None:
    sheet = a_notice(*languages, rows=60)
    left = PAGE_WIDTH - BINDING - TYPE_WIDTH if sheet.right_to_left else BINDING
    for page in pages(sheet, FONTS):
        for item in page.items:
            if isinstance(item, TextStrip):
                assert left - 0.5 <= item.x
                assert item.x + item.line.width <= left + TYPE_WIDTH + 0.5
                assert item.y > TOP


def test_the_heading_stands_again_on_every_page_and_no_row_is_split() -> None:
    drawn = layout(a_notice("zh_CN", "ug", rows=100), FONTS)
    assert len(drawn) > 3
    with_rows = [page for page in drawn if any("990***" in entry.get("text", "") for entry in page)]
    for page in with_rows:
        texts = [entry.get("text") for entry in page]
        assert SAID["id"]["zh_CN"] in texts
        assert SAID["id"]["ug"] in texts
    for at in range(100):
        (page,) = [page for page in drawn if any(entry.get("text") == f"990***********{1000 + at}" for entry in page)]
        assert any(entry.get("text") == f"{12500.5 + at:,.2f}" for entry in page)


def test_the_total_never_stands_without_a_row() -> None:
    for rows in range(20, 60):
        for page in layout(a_notice("zh_CN", rows=rows), FONTS):
            texts = [entry.get("text", "") for entry in page]
            assert SAID["total"]["zh_CN"] not in texts or any(text.startswith("990***") for text in texts)


def test_more_totals_than_a_page_holds_go_on_over_pages_under_the_heading() -> None:
    columns = (TableColumn(plain("单位")), TableColumn(plain("合计")))
    totals = tuple((plain(f"合作社{at}"), plain(f"{at}.00")) for at in range(90))
    drawn = layout(
        PaperSheet(("zh_CN",), plain("x"), (PaperTable(columns, ((plain("甲"), plain("1.00")),), totals),)), FONTS
    )
    texts = [[entry.get("text") for entry in page] for page in drawn]
    assert len(texts) > 2
    assert all("单位" in page for page in texts)
    assert [each for page in texts for each in page if str(each).startswith("合作社")] == [t[0][0].text for t in totals]
    assert {"甲", "合作社0"} <= set(texts[0])


def test_pages_are_numbered_and_carry_the_notices_number() -> None:
    drawn = layout(a_notice("zh_CN", rows=100), FONTS)
    for number, page in enumerate(drawn, start=1):
        texts = [entry.get("text") for entry in page]
        assert f"— {number} / {len(drawn)} —" in texts
        assert "GS-990101001001-2018-0001 · 3f99ab12" in texts


def test_columns_run_from_the_right_where_the_sheet_does() -> None:
    def x_of(languages: tuple[str, ...], key: str) -> float:
        said = SAID[key][languages[0]]
        return float(
            next(e["x"] for page in layout(a_notice(*languages), FONTS) for e in page if e.get("text") == said)
        )

    assert x_of(("zh_CN",), "name") < x_of(("zh_CN",), "id") < x_of(("zh_CN",), "amount")
    assert x_of(("ug",), "name") > x_of(("ug",), "id") > x_of(("ug",), "amount")


def test_amounts_are_never_broken_over_lines() -> None:
    narrow = PaperTable(
        (
            TableColumn(plain("#")),
            *[TableColumn((Phrase(SAID["body"]["zh_CN"], "zh_CN"),), 9)] * 3,
            TableColumn(plain("¥"), 0.01),
        ),
        (),
    )
    sheet = PaperSheet(
        ("zh_CN",), plain("x"), (PaperTable(narrow.columns, ((plain("1"),) * 4 + (plain("1,234,567,890.50"),),)),)
    )
    assert "1,234,567,890.50" in shown(sheet)


def test_amounts_among_words_are_not_broken_though_a_long_contract_number_takes_its_room() -> None:
    said = (Phrase("租金 1,234,567.89 元", "zh_CN"), Phrase("ئىجارە 1,234,567.89 يۈەن", "ug"))
    number = plain("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-016")
    columns = (*[TableColumn(plain("名"), 1)] * 3, TableColumn(plain("约定"), 0.1), *[TableColumn(plain("元"))] * 2)
    row = (number, *[(Phrase("示例县富民农业专业合作社", "zh_CN"),)] * 2, said, *[plain("120,030.00")] * 2)
    texts = shown(PaperSheet(("zh_CN", "ug"), plain("x"), (PaperTable(columns, (row,)),)))
    assert sum("1,234,567.89" in text for text in texts) == 2
    assert "120,030.00" in texts
    assert number[0].text not in texts


def test_sums_stand_with_their_units_under_one_another_in_every_language() -> None:
    for languages in LANGUAGES:
        placed = [e for page in layout(a_notice(*languages), FONTS) for e in page if "," in e.get("text", "")[-7:]]
        sums = [entry for entry in placed if entry["size"] == 9.5]
        assert len({round(entry["x"] + entry["width"]) for entry in sums}) == 1, languages


def test_a_row_taller_than_a_page_is_an_error_not_a_cut() -> None:
    cell = (Phrase("长" * 3000, "zh_CN"),)
    with pytest.raises(RowTooTallError):
        render(PaperSheet(("zh_CN",), plain("x"), (PaperTable((TableColumn(plain("y")),), ((cell,),)),)), FONTS)
    assert len(pages(PaperSheet(("zh_CN",), plain("x"), (Paragraph(cell),)), FONTS)) > 1


def test_every_font_is_embedded_and_nothing_else_is_named() -> None:
    with pikepdf.open(io.BytesIO(render(a_notice("zh_CN", "ug"), FONTS))) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert not any(o.get("/BaseFont") == "/Helvetica" for o in pdf.objects if isinstance(o, pikepdf.Dictionary))


def test_what_is_drawn_reads_back_with_every_number_in_order() -> None:
    pieces, _ = read(render(a_notice("ug", rows=3), FONTS))
    texts = " ".join(piece.text for piece in pieces)
    for number in ("0991-1234567", "2018-11-01", "2018-11-10", "12,500.50", "-5%", "990***********1002", "09:30"):
        assert number in texts, texts


def test_ten_times_the_rows_are_hardly_ten_times_the_work() -> None:
    many, few = (a_notice("zh_CN", "ug", rows=rows) for rows in (300, 30))
    render(few, FONTS)  # what is read and kept once is no work of either
    assert calls(lambda: render(many, FONTS)) < 12 * calls(lambda: render(few, FONTS))


def test_what_reads_back_is_only_what_was_said() -> None:
    said = "ئۈلگە لگ كەنتىمىزنىڭ ٴبولۋ مىسال تەقسىملەش قوللانما"
    pieces, _ = read(render(PaperSheet(("ug",), (Phrase(said, "ug"),), (Paragraph((Phrase(said * 3, "ug"),)),)), FONTS))
    seen = {character for piece in pieces for character in piece.text} - set("—1/ ")
    assert seen - {"\u200d"} == set(said) - {" "}


def test_a_column_is_wide_enough_for_its_longest_word_while_there_is_room() -> None:
    narrow = TableColumn((Phrase("نومۇرى", "ug"),), 0.01)
    sheet = PaperSheet(
        ("zh_CN",), plain("x"), (PaperTable((narrow, TableColumn(plain("y"), 9)), (((plain("1"), plain("2"))),)),)
    )
    assert "نومۇرى" in shown(sheet)
