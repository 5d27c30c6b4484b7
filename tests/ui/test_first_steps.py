"""An empty desk's Today is a checklist, ticked by what is really so; rows that hold what was not kept are marked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from fupin_desk.acts.desk.people import make_sheet
from fupin_desk.acts.records.commands import put_record
from fupin_desk.acts.records.filling import keep_typed, new_id
from fupin_desk.acts.views.first_steps import first_steps
from fupin_desk.acts.views.lists import count_drafted
from fupin_desk.ui.widgets.records_table import DRAFT
from fupin_desk.ui.widgets.tables import Table
from fupin_desk.words import LANGUAGES
from tests.acts.village_desk import a_village_desk
from tests.journeys.county import County
from tests.ui.hands import Hands
from tests.ui.test_navigation import session_of

Make = Callable[..., Hands]


def an_office(folder: Path) -> None:
    made = County(folder)
    assert made.office.desk.role == "office"
    made.close()


def done(who: Hands) -> dict[str, bool]:
    return {step.name: step.done for step in first_steps(session_of(who).desk)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_of_an_empty_office_leads_to_where_it_is_done(hands: Make, tmp_path: Path, language: str) -> None:
    an_office(tmp_path)
    who = hands("office", language)
    who.unlock(tmp_path / "office")
    assert not any(done(who).values())
    leads: dict[str, Callable[[Any], bool]] = {
        "certificate": lambda page: page.name == "office",
        "sheet": lambda page: page.persons.print is who.shell.focusWidget(),
        "minimum_wage": lambda page: page.figures.value is who.shell.focusWidget(),
        "villages": lambda page: page.village is who.shell.focusWidget(),
        "taken": lambda page: page.files.line is who.shell.focusWidget(),
    }
    assert leads.keys() == done(who).keys()
    for name, there in leads.items():
        who.go("today").first.routes[name]()
        assert there(who.page), name


def test_a_step_is_ticked_by_what_is_so_and_the_list_goes_when_all_are(hands: Make, tmp_path: Path) -> None:
    made = County(tmp_path)
    laptop, office = made.laptop("village"), made.office.desk
    assert {step.name for step in first_steps(office) if step.done} == {"villages"}
    laptop.household("张三")
    made.up(laptop)
    put_record(office, "setting", {"figure": "minimum_wage_month", "value": 162_000, "since": "2018-01-01"})
    make_sheet(office)
    made.close()
    who = hands("office")
    who.unlock(tmp_path / "office")
    assert [name for name, so in done(who).items() if not so] == ["certificate"]
    page = who.go("today")
    who.click(page.first.kept)
    assert done(who) == {}
    assert who.page.first is None


def test_an_empty_village_begins_with_the_countys_answer_and_its_first_household(hands: Make, tmp_path: Path) -> None:
    a_village_desk(tmp_path / "desk").close()
    who = hands("village")
    who.unlock(tmp_path / "desk")
    assert done(who) == {"joined": False, "household": False, "notice": False, "carried": False}
    page = who.go("today")
    page.first.routes["joined"]()
    assert who.shell.focusWidget() is page.answer.line
    page.first.routes["notice"]()
    assert who.shell.focusWidget() is who.page.panels["drafting"].make
    who.go("today").first.routes["household"]()
    assert who.page.head is not None
    put_record(session_of(who).desk, "household", {"group": "一组"})
    assert done(who)["household"]


def test_lists_mark_rows_that_hold_what_was_not_kept_and_say_which_field(hands: Make, tmp_path: Path) -> None:
    desk = a_village_desk(tmp_path / "desk")
    homes = [put_record(desk, "household", {"group": f"{at}组"}).id for at in range(3)]
    contract = put_record(desk, "contract", {"terms": "lease"}).id
    member = put_record(desk, "member", {"household": homes[0], "name": "张三"}).id
    keep_typed(desk, "member", member, "born_on", "2018-02-30")
    keep_typed(desk, "household", homes[1], "phone", "电话")
    keep_typed(desk, "party", new_id(desk), "household", "没有这户", {"contract": contract})
    assert (count_drafted(desk, "household"), count_drafted(desk, "contract"), count_drafted(desk, "entity")) == (
        2,
        1,
        0,
    )
    desk.close()
    who = hands("clerk")
    who.unlock(tmp_path / "desk")
    words = who.shell.words
    fields = {homes[0]: words.field("member", "born_on"), homes[1]: words.field("household", "phone")}
    table = who.go("households").table
    for place in range(3):
        record = table.rows.row(place).id
        index = table.rows.index(place, 0)
        assert index.data().startswith(DRAFT) == (record in fields)
        assert fields.get(record, "") in index.data(Qt.ItemDataRole.ToolTipRole)
    table = next(
        one for one in who.go("contracts").findChildren(Table) if one.accessibleName() == words.kinds("contract")
    )
    assert table.rows.index(0, 0).data().startswith(DRAFT)
    assert words.field("party", "household") in table.rows.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
