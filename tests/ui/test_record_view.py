"""A record on its page: people in lines, tabs that count, and money beside with what policy sees under it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from fupin_desk.acts.records.commands import list_records, put_record
from fupin_desk.ui.forms.grid import Grid
from fupin_desk.ui.forms.person import PersonLine
from fupin_desk.ui.navigation import NEW
from fupin_desk.ui.pages.record_view import FORM, HISTORY, MONEY, NARROW
from tests.acts.village_desk import a_village_desk
from tests.ledger.made_up import id_number
from tests.ui.hands import Hands
from tests.ui.test_navigation import session_of, stands_in

Make = Callable[..., Hands]


@pytest.fixture
def clerk(hands: Make, tmp_path: Path) -> Hands:
    a_village_desk(tmp_path / "desk").close()
    made = hands("clerk")
    made.unlock(tmp_path / "desk")
    return made


def enter(who: Hands, letters: str = "") -> None:
    at = who.shell.focusWidget()
    assert at is not None
    if letters:
        who.type(at, letters)
    QTest.keyClick(at, Qt.Key.Key_Return)


def a_household(who: Hands, *names: str) -> str:
    desk = session_of(who).desk
    home = put_record(desk, "household", {"group": "一组"}).id
    for name in names:
        put_record(desk, "member", {"household": home, "name": name, "relation": "child"})
    return home


def grid_of(who: Hands) -> Grid:
    grid = who.page.view.grid
    assert isinstance(grid, Grid)
    return grid


def test_people_are_typed_one_to_a_line_and_an_empty_line_leads_on(clerk: Hands) -> None:
    clerk.go("households", NEW)
    enter(clerk, "张三")
    enter(clerk, id_number(7))
    enter(clerk)  # labour is left open
    enter(clerk, "李四")
    first, second, new = grid_of(clerk).lines.values()
    assert (first.number.text(), second.number.text(), new.number.text()) == ("1", "2", "+")
    assert new.empty()
    assert [one["name"] for one in list_records(session_of(clerk).desk, "member")] == ["张三", "李四"]
    landed = stands_in(clerk)
    assert landed is not None
    assert landed[::2] == ("member", "relation")
    new.begin()
    enter(clerk)
    landed = stands_in(clerk)
    assert landed is not None
    assert landed[::2] == ("household", "group")


def test_sex_and_age_are_told_from_the_number_and_kept_nowhere(clerk: Hands) -> None:
    home = a_household(clerk, "张三")
    (member,) = list_records(session_of(clerk).desk, "member")
    number = id_number(7)
    put_record(session_of(clerk).desk, "member", {"id_number": number}, member["id"])
    clerk.go("households", home)
    (line, _new) = grid_of(clerk).lines.values()
    say = clerk.shell.words.say
    assert line.fact().split(" · ") == [
        say("window.person.male" if int(number[16]) % 2 else "window.person.female"),
        str(2018 - int(number[6:10]) - (number[10:14] > "1203")),
    ]
    assert not {"sex", "age"} & list_records(session_of(clerk).desk, "member")[0].keys()


def test_an_id_number_of_somebody_else_is_asked_about_in_any_line(clerk: Hands) -> None:
    a_household(clerk, "张三")
    (known,) = list_records(session_of(clerk).desk, "member")
    put_record(session_of(clerk).desk, "member", {"id_number": id_number(7)}, known["id"])
    clerk.go("households", a_household(clerk, "李四"))
    line = next(iter(grid_of(clerk).lines.values()))
    clerk.type(line.boxes["id_number"].editor, id_number(7))
    line.boxes["id_number"].leave()
    assert isinstance(line, PersonLine)
    assert not line.asks.isHidden()
    assert not [
        one for one in list_records(session_of(clerk).desk, "member") if one["name"] == "李四" and "id_number" in one
    ]
    clerk.click(line.same)
    assert stands_in(clerk) == ("member", known["id"], "id_number")


def test_what_is_typed_in_a_line_is_seen_in_the_whole_form_and_the_other_way(clerk: Hands) -> None:
    clerk.go("households", a_household(clerk, "张三"))
    line = next(iter(grid_of(clerk).lines.values()))
    clerk.click(line.more_button)
    form = clerk.belongings("member").form
    assert form is not None
    assert form.record == line.record
    assert clerk.page.view.tabs.names[clerk.page.view.tabs.currentIndex()] == "member"
    clerk.fill(form, name="张三丰")
    assert line.boxes["name"].editor.typed() == "张三丰"
    clerk.fill(line, name="张山")
    assert form.boxes["name"].editor.typed() == "张山"


def test_a_line_half_typed_is_there_again_and_what_cannot_be_is_refused_below_it(clerk: Hands) -> None:
    home = a_household(clerk, "张三")
    clerk.go("households", home)
    new = list(grid_of(clerk).lines.values())[-1]
    clerk.type(new.boxes["id_number"].editor, "12345")
    new.boxes["id_number"].leave()
    assert new.boxes["id_number"].refusal.text() == clerk.shell.words.refused("id_number")
    assert new.boxes["id_number"].refusal.parentWidget() is new
    clerk.go("today")
    clerk.go("households", home)
    again = grid_of(clerk).lines[new.record]
    assert again.boxes["id_number"].editor.raw() == "12345"
    assert len(list_records(session_of(clerk).desk, "member")) == 1


def test_tabs_count_what_there_is_and_make_it_only_when_looked_at(clerk: Hands) -> None:
    home = a_household(clerk, "张三", "李四")
    put_record(session_of(clerk).desk, "plot", {"household": home, "name": "东坡地"})
    tabs = clerk.go("households", home).view.tabs
    texts = {name: tabs.tabText(place) for place, name in enumerate(tabs.names)}
    assert (texts["member"][-1], texts["plot"][-1]) == ("2", "1")
    assert tabs.names[0] == FORM
    assert tabs.names[-1] == HISTORY
    assert not clerk.page.findChildren(type(clerk.belongings("plot")))[1:], "the others were not made"
    plots = clerk.belongings("plot")
    plots.add()
    assert tabs.names[tabs.currentIndex()] == "plot", "where the cursor goes is seen"
    assert plots.form is not None
    clerk.fill(plots.form, name="西坡地")
    assert tabs.tabText(tabs.names.index("plot"))[-1] == "2"


def test_what_takes_out_or_erases_stands_in_the_last_tab_alone(clerk: Hands) -> None:
    clerk.go("households", a_household(clerk, "张三"))
    view = clerk.page.view
    assert "erasing" not in view.panels
    view.tabs.show_named(HISTORY)
    clerk.until(view.panels["erasing"].isVisible)
    view.tabs.show_named(FORM)
    assert not view.panels["erasing"].isVisible()


def test_money_stands_beside_and_on_a_narrow_screen_in_the_first_tab(hands: Make, demo: Path) -> None:
    who = hands("narrow")
    who.unlock(demo / "village-1")
    desk = session_of(who).desk
    who.until(lambda: session_of(who).findings)
    late = next(one for one in session_of(who).findings if one.rule == "overdue")
    who.go("contracts", late.id)
    view = who.page.view
    dues = view.panels["dues_of_contract"]
    assert MONEY not in view.tabs.names
    marked = [one for one in dues.list.dues if one.findings]
    assert marked
    assert marked[0].settled.overdue(desk.today())
    assert late.rule in {one.rule for one in marked[0].findings}
    assert late.rule not in {one.rule for one in view.found._findings}
    view.fit(NARROW - 1)
    assert view.tabs.names[0] == MONEY
    assert view.tabs.isAncestorOf(dues)
    view.fit(NARROW)
    assert MONEY not in view.tabs.names
    assert not view.tabs.isAncestorOf(dues)
    assert dues.isVisibleTo(view)


def test_what_stands_beside_the_title_follows_what_is_typed(clerk: Hands) -> None:
    page = clerk.go("households", a_household(clerk, "张三"))

    def tags() -> list[str]:
        return [
            label.text() for label in page.findChildren(QLabel) if label.objectName() == "mark" and label.isVisible()
        ]

    clerk.until(lambda: any("一组" in tag for tag in tags()))
    clerk.fill(page.form, group="二组")
    clerk.until(lambda: any("二组" in tag for tag in tags()))
    assert not any("一组" in tag for tag in tags())
