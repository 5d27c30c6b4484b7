"""Every page in every language, in both roles: it opens, it is mirrored where it must be, and nobody stumbles."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton

from fupin_desk.acts.records.commands import list_records, put_record
from fupin_desk.acts.views.today import count_unsent, today_page
from fupin_desk.domain.languages import LANGUAGES, RIGHT_TO_LEFT, direction
from fupin_desk.ui.pages.register import page_names
from fupin_desk.ui.panels.about import changelog_for
from fupin_desk.ui.widgets.tables import Table
from fupin_desk.words import words
from tests.ui.hands import Hands

Make = Callable[..., Hands]


def beyond_the_edge(table: Table) -> bool:
    return table.horizontalHeader().length() > table.viewport().width()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("where", ["village-1", "office"])
def test_every_page_opens_in_every_language(hands: Make, demo: Path, language: str, where: str) -> None:
    who = hands(f"{language} {where}", language)
    who.unlock(demo / where)
    assert who.shell.frame is not None
    for name in page_names(who.shell.frame.session):
        page = who.go(name)
        who.until(lambda: who.shell.jobs.running == 0)
        assert page.isVisible()
        who.until(lambda: not any(map(beyond_the_edge, who.page.findChildren(Table))))
    mirrored = who.shell.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert mirrored == (direction(language) == "rtl")


def test_a_wrong_passphrase_is_said_and_can_be_typed_again(hands: Make, demo: Path) -> None:
    who = hands("wrong")
    who.shell.show_unlock(demo / "village-1")
    page = who.page
    who.type(page.passphrase, "falsch")
    who.click(page.open)
    who.until(lambda: not page.problem.isHidden())
    assert page.passphrase.isEnabled()
    who.type(page.passphrase, "demo")
    who.click(page.open)
    who.until(lambda: who.shell.frame is not None)


def test_one_can_type_the_passphrase_at_once(hands: Make, demo: Path) -> None:
    who = hands("at once")
    who.shell.activateWindow()
    who.shell.show_unlock(demo / "village-1")
    line = who.page.passphrase
    who.until(line.hasFocus)


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_the_language_can_be_changed_while_a_desk_is_open(hands: Make, demo: Path, language: str) -> None:
    who = hands(f"speaks {language}")
    who.unlock(demo / "village-1")
    who.shell.speak(language)
    assert who.shell.frame is not None
    assert who.shell.layoutDirection() == Qt.LayoutDirection.RightToLeft
    who.shell.speak("zh_CN")
    assert who.shell.layoutDirection() == Qt.LayoutDirection.LeftToRight


def column_of(table: Table, head: str) -> int:
    heads = [table.model().headerData(place, Qt.Orientation.Horizontal) for place in range(table.model().columnCount())]
    return heads.index(head)


def cells(table: Table, head: str) -> list[str]:
    place = column_of(table, head)
    return [str(table.model().index(line, place).data() or "") for line in range(table.model().rowCount())]


def test_what_policy_sees_reaches_a_list_that_was_open_before_it_looked(hands: Make, demo: Path) -> None:
    who = hands("early")
    who.unlock(demo / "village-1")
    table = who.go("households").table
    cells(table, who.shell.words.say("window.findings"))
    who.until(lambda: who.shell.jobs.running == 0)
    assert any(cells(table, who.shell.words.say("window.findings")))


def test_what_is_due_says_who_is_to_pay_it(hands: Make, demo: Path) -> None:
    who = hands("owed")
    who.unlock(demo / "village-1")
    table = who.go("today").findChild(Table)
    under, household = (cells(table, who.shell.words.say(f"window.due.{name}")) for name in ("under", "household"))
    assert all(under)
    assert not [one for one, name in zip(under, household, strict=True) if name.split(" · ")[0] in one]


def test_a_payment_is_taken_off_what_is_due_while_the_page_is_open(hands: Make, demo: Path) -> None:
    who = hands("pays")
    who.unlock(demo / "village-1")
    assert who.shell.frame is not None
    desk = who.shell.frame.session.desk
    owed = today_page(desk, desk.today()).overdue
    contract = next(one.settled.due.contract for one in owed if one.settled.due.contract)
    page = who.go("contracts", contract)

    def paid() -> list[int]:
        return [one.settled.paid_fen for one in page.panels["dues_of_contract"].list.dues]

    before = paid()
    payments = who.belongings("payment")
    payments.add()
    assert payments.form is not None
    who.fill(payments.form, amount_fen="17.5", paid_on="2018-12-01")
    assert paid() != before


def test_what_is_open_leads_to_its_payment_which_knows_what_it_pays(hands: Make, demo: Path) -> None:
    who = hands("follows")
    who.unlock(demo / "village-1")
    assert who.shell.frame is not None
    desk = who.shell.frame.session.desk
    one = next(one.settled for one in today_page(desk, desk.today()).overdue if one.settled.due.what == "wage")
    for page, record in (("households", one.due.household), ("contracts", one.due.contract)):
        shown = who.go(page, record or "")
        shown.panels["dues_of_household" if page == "households" else "dues_of_contract"].list.opened.emit(one.due.id)
        form = who.belongings("payment").form
        assert form is not None
        assert form.suggested["amount_fen"] == one.open_fen
        said = {**form.suggested, **form.given}
        assert (said["contract"], said["household"]) == (one.due.contract, one.due.household)
        assert form.boxes["amount_fen"].editor.typed() == one.open_fen
        assert not form.sheet.exists


def test_an_asset_and_an_entity_show_what_rests_on_them(hands: Make, demo: Path) -> None:
    who = hands("rests")
    who.unlock(demo / "village-1")
    assert who.shell.frame is not None
    desk, words = who.shell.frame.session.desk, who.shell.words
    (distribution,) = list_records(desk, "distribution")
    party = next(one for one in list_records(desk, "party") if one.get("entity"))
    for page, record, kind in (
        ("distributions", distribution["asset"], "distribution"),
        ("entities", party["entity"], "contract"),
    ):
        shown = who.go(page, record)
        shown.view.tabs.make_all()
        tables = {each.accessibleName(): each for each in shown.findChildren(Table)}
        assert tables[words.kinds(kind)].rows.rowCount()


def test_today_says_what_is_still_to_be_carried_to_the_county(hands: Make, demo: Path) -> None:
    who = hands("carries")
    who.unlock(demo / "village-1")
    assert who.shell.frame is not None
    desk, words = who.shell.frame.session.desk, who.shell.words
    put_record(desk, "entity", {"name": "新合作社", "kind": "cooperative"})
    who.go("today")
    who.until(lambda: who.shell.jobs.running == 0)
    said = words.say("window.today.bundle", count=count_unsent(desk))
    assert said in [one.text() for one in who.page.findChildren(QPushButton)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_of_a_page_is_cut_though_it_is_bold_where_one_is(hands: Make, demo: Path, language: str) -> None:
    who = hands(f"names {language}", language)
    who.unlock(demo / "office")
    frame = who.shell.frame
    assert frame is not None
    for name, made in frame.side.places.items():
        who.go(name)
        bold = made.font()
        bold.setBold(True)
        assert QFontMetrics(bold).horizontalAdvance(made.text()) <= made.width() - 24


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_of_a_page_stands_where_reading_begins(hands: Make, demo: Path, language: str) -> None:
    """Qt turns the sides of a style sheet round by itself in a mirrored window."""
    who = hands(f"side {language}", language)
    who.unlock(demo / "village-1")
    assert who.shell.frame is not None
    picture = who.shell.frame.side.places["settings"].grab().toImage()
    ground = picture.pixel(picture.width() // 2, 1)
    inked = [
        x for x in range(picture.width()) if any(picture.pixel(x, y) != ground for y in range(4, picture.height() - 4))
    ]
    before, after = inked[0], picture.width() - 1 - inked[-1]
    assert before > after if language in RIGHT_TO_LEFT else before < after


@pytest.mark.parametrize(("language", "second"), [("zh_CN", "ug"), ("ug", "ug"), ("kk_Arab", "kk_Arab"), ("en", "ug")])
def test_a_notice_is_offered_in_chinese_and_the_language_of_the_village(
    hands: Make, demo: Path, language: str, second: str
) -> None:
    who = hands(f"offered {language}", language)
    who.unlock(demo / "village-1")
    offered = {name for name, box in who.go("notices").panels["drafting"].languages.items() if box.isChecked()}
    assert offered == {"zh_CN", second}


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_what_begins_with_a_chinese_name_still_begins_at_the_right_of_a_mirrored_window(
    hands: Make, demo: Path, language: str
) -> None:
    who = hands(f"mirrored {language}", language)
    who.shell.show_unlock(demo / "village-1")
    heading = next(label for label in who.page.findChildren(QLabel) if label.objectName() == "heading")
    assert heading.alignment() & Qt.AlignmentFlag.AlignRight
    assert heading.alignment() & Qt.AlignmentFlag.AlignAbsolute


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_numbers_of_a_laptop_are_seen_without_moving_sideways(hands: Make, demo: Path, language: str) -> None:
    who = hands(f"sums {language}", language)
    who.unlock(demo / "office")
    page = who.go("exchange")
    who.until(lambda: page.findChild(Table) is not None)
    who.until(lambda: page.findChild(Table).horizontalScrollBar().maximum() == 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_is_told_in_every_language_of_the_version_the_changelog_begins_with(language: str) -> None:
    newest = re.search(r"^## (\d+\.\d+\.\d+)", changelog_for(language).read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] in words(language).say("window.about.changes")
