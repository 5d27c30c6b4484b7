"""The county office in the window: who is let in and no longer, and who said what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from fupin_desk.acts.views.laptops import laptops
from fupin_desk.domain.ids import village_id
from fupin_desk.kinds import KINDS, kind_spec
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.widgets.tables import Table
from tests.journeys.county import VILLAGE, County
from tests.ui.hands import Hands

Make = Callable[..., Hands]


@pytest.fixture
def county(tmp_path: Path) -> County:
    """Two laptops of a village that say different things about it, and have been heard."""
    made = County(tmp_path)
    first, second = made.laptop("first"), made.laptop("second")
    for laptop, town in ((first, "甲镇"), (second, "乙镇")):
        laptop.put("village", village_id(VILLAGE), township=town)
        made.up(laptop)
    made.close()
    return made


@pytest.fixture
def office(hands: Make, county: County) -> Hands:
    made = hands("office")
    made.unlock(county.folder / "office")
    made.go("office")
    return made


def texts(who: Hands) -> list[str]:
    return [label.text() for label in who.page.findChildren(QLabel) if label.isVisible()]


def test_the_offices_fingerprint_stands_on_its_page(office: Hands, county: County) -> None:
    assert county.fingerprint in texts(office)


def test_a_dispute_names_the_village_of_each_laptop(office: Hands, county: County) -> None:
    said = " ".join(texts(office))
    assert "甲镇" in said
    assert "乙镇" in said
    for laptop in county.laptops.values():
        assert any("示例村" in each and laptop.desk.id[-6:] in each for each in texts(office))


def test_an_empty_third_value_settles_nothing(office: Hands) -> None:
    page = office.page
    write = office.shell.words.say("window.disputes.write")
    do = next(each for each in page.disputes.findChildren(type(page.invite)) if each.text() == write)
    office.click(do)
    assert "甲镇" in " ".join(texts(office))


def test_a_laptop_is_revoked_in_two_steps_and_with_a_reason(office: Hands) -> None:
    desk = office.shell.frame.session.desk  # type: ignore[union-attr]
    part = office.page.laptops
    lost, kept = laptops(desk)
    part.ask(lost.desk)
    office.click(part.do)
    assert [one.revoked_at for one in laptops(desk)] == [None, None]
    part.why.setCurrentIndex(part.why.findData("lost"))
    office.click(part.do)
    now = {one.desk: one.revoked_at for one in laptops(desk)}
    assert now[lost.desk] is not None
    assert now[kept.desk] is None


def steps(who: Hands) -> set[str]:
    return {button.text() for button in who.go("today").findChildren(QPushButton)}


def test_today_at_the_office_is_the_office_s_own_work(office: Hands) -> None:
    say = office.shell.words.say
    said = steps(office)
    assert say("window.today.begin") not in said
    assert {
        say("window.today.disputes_office", count=1),
        say("window.today.inbox"),
        say("window.today.laptops", count=2),
    } <= said


@pytest.fixture
def at_the_office(hands: Make, tmp_path: Path) -> tuple[Hands, str]:
    """The office with one household of a village; returns its id too."""
    made = County(tmp_path)
    laptop = made.laptop("first")
    household = laptop.household("王小明", phone="0999-9900000")["household"]
    made.up(laptop)
    made.close()
    who = hands("office")
    who.unlock(tmp_path / "office")
    return who, household


def test_a_list_at_the_office_says_whose_a_record_is_and_not_how_far_it_has_come(
    at_the_office: tuple[Hands, str],
) -> None:
    office, _household = at_the_office
    table = office.go("households").findChild(Table)
    assert (table.rows.row(0).cells[0], table.rows.row(0).hints[0]) == ("示例村", VILLAGE)
    unsent = office.shell.words.say("window.sync_status.unsent")
    assert unsent not in table.rows.row(0).cells


def test_the_office_is_offered_no_new_record_that_would_be_no_village_s(at_the_office: tuple[Hands, str]) -> None:
    office, household = at_the_office
    words = office.shell.words
    new = {words.say("window.household.new"), words.say("window.contract.new")}
    new |= {words.say("window.add", kind=words.kind(kind)) for kind in ("entity", "contract", "asset", "distribution")}
    for page, record in (("households", ""), ("households", household), ("entities", ""), ("contracts", "")):
        shown = office.go(page, record)
        assert not new & {button.text() for button in shown.findChildren(QPushButton)}, page


def test_what_never_leaves_a_laptop_is_not_asked_for_at_the_office(at_the_office: tuple[Hands, str]) -> None:
    office, household = at_the_office
    page = office.go("households", household)
    assert not [name for name in page.form.boxes if kind_spec("household").fields[name].local]
    for belongings in ("member", "consent"):
        office.belongings(belongings).add()
    for form in page.findChildren(Form):
        assert form.kind in KINDS
        assert not [name for name in form.boxes if kind_spec(form.kind).fields[name].local], form.kind
