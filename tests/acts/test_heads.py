"""What cannot be of people together is seen at once, on the desk where it was typed and at the office."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts.conflicts.clashes import list_clashes
from fupin_desk.acts.conflicts.heads import odd_birth
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.commands import put_record
from fupin_desk.acts.views.findings import findings_after, findings_now
from fupin_desk.domain.findings import Finding, Level
from fupin_desk.domain.id_numbers import born_by
from fupin_desk.subjects.household.records import Member
from tests.acts.village_desk import a_village_desk
from tests.ledger.made_up import id_number

BORN = born_by(id_number(7)) or date.min

Told = set[tuple[str, str, str, str | None]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = a_village_desk(tmp_path / "desk")
    findings_now(made, made.today())
    return made


def put(desk: Desk, which: str, /, record: str | None = None, **said: object) -> str:
    return put_record(desk, which, said, record).id


def told(found: list[Finding]) -> Told:
    return {(one.facts["case"], one.kind, one.id, one.field) for one in found if one.level is Level.CLASH}


def seen(desk: Desk) -> Told:
    return told(findings_now(desk, desk.today())[0])


def at_once(desk: Desk) -> Told:
    """Return what is seen at once, as at the save of a record."""
    return told(findings_after(desk, ([], {}))[0])


def test_two_heads_are_seen_beside_the_relation_of_each(desk: Desk) -> None:
    home = put(desk, "household", group="一组")
    first = put(desk, "member", household=home, name="张三", relation="head")
    put(desk, "household", home, head=first)
    assert seen(desk) == set()
    second = put(desk, "member", household=home, name="李四", relation="head")
    both = {("second_head", "member", one, "relation") for one in (first, second)}
    assert at_once(desk) == seen(desk) == both
    put(desk, "member", first, gone_since="2018-01-01")
    assert seen(desk) == set()


def test_the_head_a_household_names_and_another_who_is_written_as_head_are_two(desk: Desk) -> None:
    home = put(desk, "household", group="一组")
    wife, head = (
        put(desk, "member", household=home, name=name, relation=relation)
        for name, relation in (("王氏", "spouse"), ("张三", "head"))
    )
    put(desk, "household", home, head=wife)
    assert {one[2] for one in seen(desk)} == {wife, head}


def test_people_without_a_head_are_seen_beside_the_households_head(desk: Desk) -> None:
    home, _empty = put(desk, "household", group="一组"), put(desk, "household", group="二组")
    assert at_once(desk) == set()
    put(desk, "member", household=home, name="王氏", relation="spouse")
    assert at_once(desk) == seen(desk) == {("no_head", "household", home, "head")}
    other = put(desk, "member", household=home, name="张三", relation="head")
    assert at_once(desk) == seen(desk) == set()
    put(desk, "member", other, gone_since="2019-01-01")
    assert seen(desk) == {("no_head", "household", home, "head")}


@pytest.mark.parametrize("typed", ["{}", " {} ", "{} ", "wide", "arabic"])
def test_one_id_on_two_people_is_seen_on_both_however_it_was_typed(desk: Desk, typed: str) -> None:
    number, homes = id_number(7), [put(desk, "household", group=f"{at}组") for at in (1, 2)]
    first = put(desk, "member", household=homes[0], name="张三", relation="head", id_number=number)
    assert at_once(desk) == set()
    digits = {"wide": "０１２３４５６７８９", "arabic": "٠١٢٣٤٥٦٧٨٩"}.get(typed)
    again = number.translate(str.maketrans("0123456789", digits)) if digits else typed.format(number)
    second = put(desk, "member", household=homes[1], name="张三丰", relation="head", id_number=again)
    both = {("same_number", "member", one, "id_number") for one in (first, second)}
    assert at_once(desk) == seen(desk) == both
    found = findings_now(desk, desk.today())
    (one,) = [each for each in found[0] if each.id == second]
    assert one.facts["ids"] == [first]
    assert "张三" in one.facts["others"][0]
    assert one in found[1][homes[1]]


def test_what_was_mended_is_gone_at_once_and_nothing_else_with_it(desk: Desk) -> None:
    number, home = id_number(7), put(desk, "household", group="一组")
    first = put(desk, "member", household=home, name="张三", relation="head", id_number=number)
    second = put(desk, "member", household=home, name="李四", relation="head", id_number=number)
    before = findings_now(desk, desk.today())
    assert {one[0] for one in told(before[0])} == {"same_number", "second_head"}
    put(desk, "member", second, relation="spouse")
    after = findings_after(desk, before)
    assert told(after[0]) == {("same_number", "member", one, "id_number") for one in (first, second)}
    put(desk, "member", second, id_number=None)
    assert told(findings_after(desk, after)[0]) == set()


def test_a_clash_of_others_stays_when_somebody_else_is_saved(desk: Desk) -> None:
    homes = [put(desk, "household", group=f"{at}组") for at in (1, 2)]
    for name in ("张三", "李四"):
        put(desk, "member", household=homes[0], name=name, relation="head")
    before = findings_now(desk, desk.today())
    put(desk, "member", household=homes[1], name="王五", relation="head")
    assert told(findings_after(desk, before)[0]) == told(before[0]) != set()


@pytest.mark.parametrize(
    ("said", "odd"),
    [
        ({"born_on": date(1980, 1, 2)}, ["born_on"]),
        ({"born_in": 1981}, ["born_in"]),
        ({"born_on": BORN, "born_in": BORN.year}, []),
        ({}, []),
        ({"id_number": None, "born_in": 1900}, []),
    ],
)
def test_a_birth_another_desk_wrote_against_the_id_number_is_seen(said: dict[str, Any], odd: list[str]) -> None:
    member = Member(**{"id": "m", "id_number": id_number(7), **said})
    assert [(one.what, one.field) for one in odd_birth(member)] == [("birth_differs", name) for name in odd]


def test_scripts_are_told_the_same(desk: Desk) -> None:
    home = put(desk, "household", group="一组")
    put(desk, "member", household=home, name="王氏", relation="spouse")
    assert [(one.clash, one.records) for one in list_clashes(desk)] == [("no_head", (home,))]
