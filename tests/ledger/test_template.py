"""The empty ledger, and that what is filled into it is read back."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
import python_calamine

from fupin_desk.domain import shapes
from fupin_desk.kinds import CODE_LISTS
from fupin_desk.ledger import read, template
from fupin_desk.ledger.columns import SHEETS, SheetColumn
from fupin_desk.ledger.template import heading
from fupin_desk.words import LANGUAGES, Translator, words
from tests.ledger.made_up import id_number, xlsx

SAMPLES = {
    shapes.TEXT: ("甲", "甲"),
    shapes.WORDS: ("甲乙", "甲乙"),
    shapes.LINES: ("甲、乙", ["甲", "乙"]),
    shapes.DATE: ("2018-11-01", "2018-11-01"),
    shapes.YEAR: (2018, 2018),
    shapes.FEN: (12500.5, 1250050),
    shapes.CENTIMU: (3.25, 325),
    shapes.PPM: ("5%", 50000),
    shapes.COUNT: (7, 7),
    shapes.QUANTITY: (1.5, 1500),
    shapes.ID_NUMBER: (id_number(3), id_number(3)),
    shapes.USCC: ("91990101MA00000007", None),
    shapes.CARD: ("6222020200112233", None),
    shapes.PHONE: ("0991-1234567", "0991-1234567"),
    shapes.VILLAGE: ("990101001001", "990101001001"),
}


def sample(column: SheetColumn, said: Translator) -> tuple[object, object]:
    """Return what a person would fill in, and what it is kept as."""
    rule = column.rule
    if column.several:
        return "甲、乙", ["甲", "乙"]
    if rule.shape in (shapes.CODE, shapes.CODES):
        code = CODE_LISTS[rule.codes or ""][-1]
        return said.code(rule.codes or "", code), code if rule.shape is shapes.CODE else [code]
    return (said.yes_no(True), True) if rule.shape is shapes.YES else SAMPLES[rule.shape]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_into_the_form_is_read_back_whatever_its_language(language: str) -> None:
    said = words(language)
    sheets, kept = {}, {}
    for sheet in SHEETS:
        samples = {column.key: sample(column, said) for column in sheet.columns}
        samples = {key: pair for key, pair in samples.items() if pair[1] is not None}
        columns = [column for column in sheet.columns if column.key in samples]
        heads = [heading(column, said) for column in columns]
        sheets[said.say(f"ledger.sheet.{sheet.key}")] = [heads, [samples[column.key][0] for column in columns]]
        kept[sheet.key] = {key: pair[1] for key, pair in samples.items()}
    book = read(xlsx(sheets))
    assert book.notes == ()
    for sheet in SHEETS:
        [row] = book.rows_of(sheet.key)
        assert row.faults == ()
        assert row.said == kept[sheet.key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_empty_form_has_every_sheet_and_no_rows(language: str) -> None:
    book = read(template(words(language)))
    assert [page.spec.key for page in book.pages if page.spec] == [sheet.key for sheet in SHEETS]
    assert [row for page in book.pages for row in page.rows] == []
    assert book.notes == ()


def test_the_form_is_the_same_to_the_byte_each_time_and_reads_no_clock() -> None:
    assert template(words("zh_CN")) == template(words("zh_CN"))


def test_choices_are_drop_downs_and_columns_say_how_to_fill_them() -> None:
    data = template(words("zh_CN"))
    with zipfile.ZipFile(BytesIO(data)) as packed:
        members = packed.read("xl/worksheets/sheet4.xml").decode()
        comments = "".join(packed.read(name).decode() for name in packed.namelist() if "comments" in name)
    assert "<dataValidation " in members
    assert "'选项'!$" in members or "选项!$" in members
    assert "必填" in comments
    assert "2018-11-01" in comments
    with python_calamine.load_workbook(BytesIO(data)) as book:
        hidden = [
            meta.name for meta in book.sheets_metadata if meta.visible != python_calamine.SheetVisibleEnum.Visible
        ]
    assert hidden == ["选项"]


def test_what_is_typed_into_the_form_stays_as_it_was_typed() -> None:
    with zipfile.ZipFile(BytesIO(template(words("zh_CN")))) as packed:
        styles, members = packed.read("xl/styles.xml").decode(), packed.read("xl/worksheets/sheet4.xml").decode()
    assert "yyyy" not in styles  # in a cell of dates a year alone becomes a day of 1905
    assert 'topLeftCell="D2"' in members  # household, head and name stay in sight


def test_columns_without_which_a_row_cannot_be_are_marked() -> None:
    data = template(words("zh_CN"))
    with python_calamine.load_workbook(BytesIO(data)) as book:
        heads = book.get_sheet_by_name("家庭成员").to_python()[0]
    assert heads[:3] == ["户编号*", "户主姓名", "姓名*"]
    assert "面积（亩）" in xlsx_heads(data, "承包地块")


def xlsx_heads(data: bytes, name: str) -> list[object]:
    with python_calamine.load_workbook(BytesIO(data)) as book:
        return list(book.get_sheet_by_name(name).to_python()[0])
