"""What is called in several languages is called in that of whoever looks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.commands import put_records
from fupin_desk.acts.records.names import name_of
from fupin_desk.acts.views.choices import choices
from fupin_desk.acts.views.list_cells import VILLAGE
from fupin_desk.acts.views.lists import ListLine, found_ids, lines_of, page_of_records
from fupin_desk.domain.ids import village_id
from fupin_desk.ui.widgets.records_table import row_of
from fupin_desk.words import words
from tests.acts.village_desk import a_village_desk

CHINESE, UYGHUR = "红枣合作社", "چىلان كوپىراتىپى"
VILLAGE_UYGHUR = "سىناق كەنتى"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_village_desk(tmp_path / "village")
    yield desk
    desk.close()


def put(desk: Desk, of: str, **values: object) -> str:
    return put_records(desk, of, json.dumps(values).encode())[0]


@pytest.fixture
def entity(desk: Desk) -> str:
    return put(desk, "entity", kind="cooperative", name=CHINESE, name_ug=UYGHUR)


@pytest.fixture
def contract(desk: Desk, entity: str) -> str:
    contract = put(desk, "contract", linkage="production")
    put(desk, "party", contract=contract, entity=entity)
    return contract


def found_in(desk: Desk, kind: str, text: str) -> list[str]:
    with desk.vault.reading() as reader:
        return found_ids(reader, kind, text)


def cell(language: str, line: ListLine, column: str) -> str:
    return row_of(words(language), line, (column,)).cells[0].strip("\u2066\u2068\u2069")


def test_a_list_says_a_name_in_the_language_of_the_window(desk: Desk, entity: str) -> None:
    for line in (
        page_of_records(desk, "entity", columns=("name",))[0],
        lines_of(desk, "entity", found_in(desk, "entity", CHINESE), ("name",))[0],
    ):
        assert cell("zh_CN", line, "name") == CHINESE
        assert cell("ug", line, "name") == UYGHUR
        assert cell("kk_Arab", line, "name") == CHINESE


def test_what_no_words_are_looked_up_of_is_found_by_what_it_is_called(desk: Desk) -> None:
    assets = [
        put(desk, "asset", name=name, name_ug=ug) for name, ug in (("光伏电站", "قۇياش ئېلېكتىرى"), ("大棚", None))
    ]
    plans = [put(desk, "distribution", asset=asset, year=2018) for asset in assets]
    with desk.vault.reading() as reader:
        number = str(reader.get("distribution", plans[1]).values["number"])

    def found(kind: str, text: str) -> list[str]:
        return found_in(desk, kind, text)

    assert found("asset", "光伏") == found("asset", "ئېلېكتىرى") == assets[:1]
    assert found("distribution", "光伏") == plans[:1]
    assert found("distribution", number.lower()) == plans[1:]
    assert found("distribution", "2018") == plans[::-1]
    assert found("asset", "水井") == []


def test_a_name_made_of_several_says_each_part_in_it_that_is_in_it(desk: Desk, contract: str) -> None:
    called = name_of(desk, ["contract"], contract)
    number = called.removesuffix(f" · {CHINESE}")
    assert number != called
    assert words("ug").chosen(called) == f"{number} · {UYGHUR}"
    assert words("en").chosen(called) == f"{number} · {CHINESE}"


def test_a_reference_is_found_by_the_name_in_either_language(desk: Desk, entity: str, contract: str) -> None:
    for typed in ("چىلان", "红枣"):
        assert [words("ug").chosen(name) for _id, name in choices(desk, ["entity"], typed)] == [UYGHUR]
        assert [record for record, _name in choices(desk, ["entity"], typed, {"id": [entity]})] == [entity]


def test_a_name_that_is_gone_in_one_language_is_said_as_it_was_first_written(desk: Desk, entity: str) -> None:
    put(desk, "entity", id=entity, name_ug=None)
    assert words("ug").chosen(name_of(desk, ["entity"], entity)) == CHINESE


def test_a_village_is_called_by_its_name_and_by_its_code_where_it_has_none(desk: Desk, entity: str) -> None:
    line = page_of_records(desk, "entity")[0]
    assert cell("zh_CN", line, VILLAGE) == desk.code
    with desk.writing() as work:
        called = {"code": desk.code, "name_zh": "测试村", "name_ug": VILLAGE_UYGHUR}
        work.save("village", village_id(desk.code), called)
    line = page_of_records(desk, "entity")[0]
    assert (cell("zh_CN", line, VILLAGE), cell("ug", line, VILLAGE)) == ("测试村", VILLAGE_UYGHUR)
    assert row_of(words("ug"), line, (VILLAGE,)).hints == (desk.code,)
