"""An objection stays as it was received until somebody answers it who had no hand in the notice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts import notices
from fupin_desk.acts.notices import Heard
from fupin_desk.acts.records.commands import erase_record, list_records, put_records, undo_record, void_record
from fupin_desk.acts.views.today import today_page
from fupin_desk.domain.errors import (
    AnsweredByAccusedError,
    FieldsRefusedError,
    ObjectionsOpenError,
    ObjectionStaysError,
)
from tests.journeys.county import County, Machine

ON, CLOSES = date(2018, 12, 3), date(2018, 12, 13)


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = County(tmp_path)
    yield made
    made.close()


@pytest.fixture
def laptop(county: County) -> Machine:
    return county.laptop("village")


def a_posted_plan(laptop: Machine, *names: str) -> str:
    plan = laptop.put("distribution", year=2018, income_fen=100 * len(names), rule="按户")
    for name in names:
        home = laptop.household(name)["household"]
        laptop.agree_to_name(home)
        laptop.put("distribution_line", distribution=plan, household=home, amount_fen=100)
    number = notices.draft_notice(laptop.desk, "distribution_plan", ["zh_CN"], ON).number
    notices.sign_notice(laptop.desk, number, ON)
    notices.post_notice(laptop.desk, number, ON, "")
    return number


def objected(laptop: Machine, number: str, line: int | None = 1) -> str:
    heard = Heard(said="我家少了两千", channel="in_person", on=ON, line=line, by="张三")
    return notices.receive_objection(laptop.desk, number, heard)


CHANGED: list[dict[str, Any]] = [
    {"said": "没有意见"},
    {"said": None},
    {"channel": "box"},
    {"received_on": "2018-01-01"},
    {"notice": None},
    {"line": None},
    {"voided": "taken_out"},
]


@pytest.mark.parametrize("said", CHANGED, ids=lambda said: next(iter(said)))
def test_nobody_rewords_an_objection(laptop: Machine, said: dict[str, Any]) -> None:
    objection = objected(laptop, a_posted_plan(laptop, "张三"))
    before = laptop.get("objection", objection)
    with pytest.raises(ObjectionStaysError):
        put_records(laptop.desk, "objection", json.dumps({"id": objection, **said}).encode())
    assert laptop.get("objection", objection) == before
    put_records(laptop.desk, "objection", json.dumps(before).encode())
    assert laptop.get("objection", objection) == before


@pytest.mark.parametrize("nothing", ["", "  ", "\u3000"])
def test_nothing_said_is_no_objection_and_no_answer(laptop: Machine, nothing: str) -> None:
    """It could not be taken back, and no answer would be one."""
    number = a_posted_plan(laptop, "张三")
    with pytest.raises(FieldsRefusedError):
        notices.receive_objection(laptop.desk, number, notices.Heard(said=nothing, channel="box", on=ON))
    assert list_records(laptop.desk, "objection") == []
    objection, other = objected(laptop, number), laptop.another("监督员")
    with pytest.raises(FieldsRefusedError):
        notices.answer_objection(other, objection, nothing, "监督员", ON)
    assert "answer" not in laptop.get("objection", objection)


def test_nobody_takes_an_objection_out_or_undoes_it(laptop: Machine) -> None:
    objection = objected(laptop, a_posted_plan(laptop, "张三"))
    with pytest.raises(ObjectionStaysError):
        void_record(laptop.desk, "objection", objection, "误记")
    with pytest.raises(ObjectionStaysError):
        undo_record(laptop.desk, "objection", objection)
    notices.answer_objection(laptop.another("监督员"), objection, "已核实", "监督员", ON)
    with pytest.raises(ObjectionStaysError):
        undo_record(laptop.desk, "objection", objection)


def test_one_that_an_older_desk_took_out_is_listed_all_the_same(county: County, laptop: Machine) -> None:
    objection = objected(laptop, a_posted_plan(laptop, "张三"))
    with laptop.desk.writing() as work:
        work.void("objection", objection, "误记")
    county.up(laptop)
    for desk in (laptop.desk, county.office.desk):
        assert [each["id"] for each in list_records(desk, "objection")] == [objection]


@pytest.mark.parametrize("name", ["{clerk}", "{clerk} ", "乡监督员", "", "  "])
def test_whoever_made_the_notice_answers_under_no_name_at_all(laptop: Machine, name: str) -> None:
    objection = objected(laptop, a_posted_plan(laptop, "张三"))
    clerk = laptop.get("person", laptop.desk.person)["name"]
    with pytest.raises(AnsweredByAccusedError):
        notices.answer_objection(laptop.desk, objection, "没有错", name.format(clerk=clerk), ON)


def test_nobody_else_answers_in_the_makers_name_however_it_is_written(laptop: Machine) -> None:
    objection = objected(laptop, a_posted_plan(laptop, "张三"))
    clerk = str(laptop.get("person", laptop.desk.person)["name"])
    other = laptop.another("监督员 Ali")
    for name in (clerk, " ".join(clerk), f"\u3000{clerk}", f"{clerk[0]}·{clerk[1:]}"):
        with pytest.raises(AnsweredByAccusedError):
            notices.answer_objection(other, objection, "没有错", name, ON)
    notices.answer_objection(other, objection, "补发", "监督员 Ali", ON)
    assert laptop.get("objection", objection)["answer"] == "补发"


def test_who_only_hung_it_up_may_answer(laptop: Machine) -> None:
    number = notices.draft_notice(laptop.desk, "register_of_linkages", ["zh_CN"], ON).number
    notices.sign_notice(laptop.desk, number, ON)
    other = laptop.another("监督员")
    notices.post_notice(other, number, ON, "")
    objection = objected(laptop, number, line=None)
    notices.answer_objection(other, objection, "已核实", "监督员", ON)
    laptop.clock.at += timedelta(days=10)
    notices.close_notice(other, number, CLOSES, "")


def test_a_village_of_one_person_closes_after_the_county_answered(county: County, laptop: Machine) -> None:
    number = a_posted_plan(laptop, "张三")
    objection = objected(laptop, number)
    county.round(laptop)
    assert [one.id for one in today_page(county.office.desk, ON).to_answer] == [objection]
    notices.answer_objection(county.office.desk, objection, "已核实，补发两千", "县监督员", ON)
    laptop.clock.at += timedelta(days=10)
    with pytest.raises(ObjectionsOpenError):
        notices.close_notice(laptop.desk, number, CLOSES, "")
    county.down(laptop)
    assert laptop.get("objection", objection)["answered_by"] == "县监督员"
    notices.close_notice(laptop.desk, number, CLOSES, "")


def test_what_was_answered_stays_answered_after_an_erasure(county: County, laptop: Machine) -> None:
    number = a_posted_plan(laptop, "张三", "李四")
    first = objected(laptop, number)
    notices.answer_objection(laptop.another("监督员"), first, "已核实", "监督员", ON)
    line = next(each for each in notices.notice_lines(laptop.desk, number) if each.position == 1)
    county.round(laptop)
    assert erase_record(laptop.desk, "household", line.household or "")
    kept = laptop.get("objection", first)
    assert (kept.get("said"), kept.get("answer"), kept["answered_on"]) == (None, None, "2018-12-03")
    assert today_page(laptop.desk, CLOSES).to_answer == []
    county.round(laptop)
    assert today_page(county.office.desk, CLOSES).to_answer == []
    with pytest.raises(ObjectionStaysError):
        laptop.put("objection", first, said="没有意见")
    laptop.clock.at += timedelta(days=10)
    notices.close_notice(laptop.desk, number, CLOSES, "")
