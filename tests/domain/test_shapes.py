"""Shapes: each is one class, and no layer forgets one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from fupin_desk.domain import shapes
from fupin_desk.domain.check import check_value
from fupin_desk.domain.fields import PUBLIC, Field
from fupin_desk.domain.shapes import SHAPES, Number, Shape, by_shape
from fupin_desk.ledger.cells import READ
from fupin_desk.ledger.exported import WRITTEN
from fupin_desk.store.records.kind_tables import TABLES
from fupin_desk.words import LANGUAGES, words
from fupin_desk.words.translator import SHOWN

VALUES: dict[Shape, tuple[str, Any]] = {
    shapes.TEXT: ("光伏 100 kW", "光伏 100 kW"),
    shapes.WORDS: ("一\n二", "一\n二"),
    shapes.LINES: ("一\n二", ["一", "二"]),
    shapes.DATE: ("2018-11-01", "2018-11-01"),
    shapes.YEAR: ("2018", 2018),
    shapes.FEN: ("-12,500.50", -1250050),
    shapes.CENTIMU: ("3.25", 325),
    shapes.PPM: ("4.35", 43500),
    shapes.COUNT: ("1250", 1250),
    shapes.QUANTITY: ("1.5", 1500),
    shapes.ID_NUMBER: ("990101199003010015", "990101199003010015"),
    shapes.USCC: ("91990101MA00000007", "91990101MA00000007"),
    shapes.CARD: ("6222020200112233", "6222020200112233"),
    shapes.PHONE: ("0991-1234567", "0991-1234567"),
    shapes.VILLAGE: ("990101001001", "990101001001"),
}
"""What stands in a field, and its value; what is chosen or made by the desk is not typed."""


def below(cls: type[Shape]) -> Iterator[type[Shape]]:
    for each in cls.__subclasses__():
        yield each
        yield from below(each)


def test_every_class_of_a_shape_with_a_name_is_one_of_the_shapes() -> None:
    named = {cls for cls in below(Shape) if "name" in cls.__dict__ and cls.__module__.startswith("fupin_desk")}
    assert {type(shape) for shape in SHAPES} == named
    assert len({shape.name for shape in SHAPES}) == len(SHAPES) == len(named)


def test_every_shape_is_shown_edited_and_written_in_cells() -> None:
    from fupin_desk.ui.forms.making import EDITORS

    for table in (SHOWN, EDITORS, WRITTEN):
        assert set(table) == set(SHAPES)
    assert set(READ) == {shape for shape in SHAPES if shape.typed and not shape.refers}


def test_a_layer_that_says_nothing_of_a_shape_does_not_load_and_names_it() -> None:
    with pytest.raises(TypeError, match="text, words"):
        by_shape({Number: "number"}, (shapes.TEXT, shapes.WORDS, shapes.FEN))


def test_the_nearest_class_says_what_a_shape_of_no_entry_is() -> None:
    assert by_shape({Shape: "any", Number: "number"}, (shapes.TEXT, shapes.FEN)) == {
        shapes.TEXT: "any",
        shapes.FEN: "number",
    }


def test_the_names_that_stand_in_table_layouts_never_change() -> None:
    """Another name would make every desk build its tables anew."""
    assert [shape.name for shape in SHAPES] == [
        "text", "words", "lines", "code", "codes", "yes", "date", "year", "fen", "centimu", "ppm", "count",
        "quantity", "reference", "references", "id_number", "uscc", "card", "phone", "village", "digest",
    ]  # fmt: skip
    assert '"head":["reference",false]' in TABLES["household"].definition


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape.typed and not (shape.chosen or shape.refers)])
def test_what_stands_in_a_field_is_read_as_the_value_it_was_written_from(shape: Shape) -> None:
    typed, value = VALUES[shape]
    assert shape.read(typed) == value
    assert shape.read(shape.write(value)) == value
    assert shape.write(None) == ""
    assert shape.read("  ") is None


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape.whole and not shape.yes_no])
def test_a_yes_is_no_number_and_what_has_too_many_decimals_stays_as_it_was_typed(shape: Shape) -> None:
    with pytest.raises(shapes.RefusedValue, match="type"):
        check_value(Field(shape, PUBLIC), True)
    odd = "1." + "1" * (shape.decimals + 1)
    assert shape.read(odd) == odd


def test_an_empty_value_clears_whatever_its_shape() -> None:
    for shape in SHAPES:
        if not shape.whole:
            assert check_value(Field(shape, PUBLIC), [] if shape.several else "") is None


def test_an_id_number_alone_has_a_form_of_its_own_on_a_wall() -> None:
    number = "990101199003010015"
    assert {shape.name for shape in SHAPES if shape.mask(number) != number} == {"id_number"}


def test_only_what_is_dated_can_be_asked_whether_it_can_be() -> None:
    on = date(2021, 3, 1)
    for shape in SHAPES:
        overrides = type(shape).implausible is not Shape.implausible
        assert shape.dated == overrides
        assert shape.dated or shape.implausible(Field(shape, PUBLIC), "1800-01-01", on) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_unit_of_a_shape_has_a_word(language: str) -> None:
    for shape in SHAPES:
        assert not shape.unit or words(language).has(f"unit.{shape.unit}")
        assert not shape.cell_hint or words(language).has(f"ledger.fill.{shape.name}")
