"""Every passphrase forgotten: the sealed sheet, a new passphrase, and joining the office anew; all in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from fupin_desk.acts.bundles.sending import make_bundles
from fupin_desk.acts.desk import open_desk
from fupin_desk.acts.desk.people import make_sheet, openers
from fupin_desk.acts.joining.enrol import enrol, invite
from fupin_desk.domain.errors import WrongPassphraseError
from tests.journeys.county import VILLAGE, County
from tests.ui.hands import Hands

Make = Callable[..., Hands]


@pytest.fixture
def county(tmp_path: Path) -> County:
    made = County(tmp_path)
    made.laptop("village")
    return made


def test_the_sealed_sheet_opens_a_desk_which_then_joins_anew(hands: Make, county: County) -> None:
    village = county.laptops["village"]
    _desk, code = make_sheet(village.desk)
    village.desk.close()
    clerk = hands("clerk")
    clerk.shell.show_unlock(village.folder)
    clerk.click(clerk.page.by_sheet)
    page = clerk.page
    for line, typed in ((page.code, code), (page.person, "新来的"), (page.first, "new"), (page.second, "new")):
        clerk.type(line, typed)
    clerk.click(page.do)
    clerk.until(lambda: hasattr(page, "go_on"))
    clerk.click(page.go_on)
    assert clerk.shell.frame is not None
    desk = clerk.shell.frame.session.desk
    assert [one.name for one in openers(desk)] == ["新来的"]
    assert _must_rejoin(clerk)
    with pytest.raises(WrongPassphraseError):
        open_desk(county.office.around, village.folder, "demo")
    _join_anew(clerk, county)
    assert not _must_rejoin(clerk)
    assert make_bundles(desk, county.folder / "stick").files
    county.close()


def _must_rejoin(clerk: Hands) -> bool:
    page = clerk.go("today")
    return clerk.shell.words.say("window.today.rejoin") in {label.text() for label in page.findChildren(QLabel)}


def _press_on(clerk: Hands, key: str) -> None:
    said = clerk.shell.words.say(key)
    clerk.click(next(each for each in clerk.page.findChildren(QPushButton) if each.text() == said))


def _join_anew(clerk: Hands, county: County) -> None:
    invitation, request, answer = (county.folder / name for name in ("again", "asked", "answered"))
    invited = invite(county.office.desk, VILLAGE, "示例村", invitation, None, "zh_CN")
    clerk.go("today")
    _press_on(clerk, "window.rejoin.begin")
    part = clerk.page.rejoining
    for line, typed in (
        (part.invitation.line, str(invitation)),
        (part.code, invited.code),
        (part.fingerprint, invited.fingerprint),
        (part.out.line, str(request)),
        (part.answer.line, str(answer)),
    ):
        clerk.type(line, typed)
    clerk.click(part.do)
    enrol(county.office.desk, request, answer)
    clerk.click(part.accept)


def test_a_wrong_code_is_said_and_the_old_passphrase_still_opens(hands: Make, county: County) -> None:
    village = county.laptops["village"]
    make_sheet(village.desk)
    county.close()
    clerk = hands("clerk")
    clerk.shell.show_sheet(village.folder)
    page = clerk.page
    for line, typed in ((page.code, "ABCD-EFGH"), (page.person, "新来的"), (page.first, "n"), (page.second, "n")):
        clerk.type(line, typed)
    clerk.click(page.do)
    clerk.until(lambda: not page.problem.isHidden())
    clerk.unlock(village.folder)


@pytest.fixture
def clerk(hands: Make, county: County) -> Hands:
    county.close()
    made = hands("clerk")
    made.unlock(county.folder / "village")
    made.go("settings")
    return made


def test_the_sealed_sheet_is_printed_from_settings(clerk: Hands, tmp_path: Path) -> None:
    persons = clerk.page.persons
    clerk.type(persons.out.line, str(tmp_path / "sheet.pdf"))
    clerk.click(persons.print)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    there = clerk.shell.words.say("window.sheet.there")
    assert there in {label.text() for label in persons.findChildren(QLabel)}


def test_the_sealed_code_is_shown_in_groups_that_can_be_copied_by_hand(clerk: Hands) -> None:
    persons = clerk.page.persons
    clerk.click(persons.sheet)
    (shown,) = [label.text() for label in persons.findChildren(QLabel) if label.objectName() == "code"]
    assert shown.replace("-", "") == persons.sheet_code.replace("-", "")
    assert all(len(group) <= 5 for group in shown.split("-"))


def test_somebody_is_added_with_a_passphrase_typed_twice_and_removed_in_two_steps(clerk: Hands) -> None:
    persons = clerk.page.persons
    clerk.type(persons.name, "第二人")
    clerk.type(persons.first, "one")
    clerk.type(persons.second, "other")
    clerk.click(persons.add)
    assert clerk.shell.frame is not None
    session = clerk.shell.frame.session
    assert len(openers(session.desk)) == 1
    clerk.type(persons.second, "one")
    clerk.click(persons.add)
    assert len(openers(session.desk)) == 2
    words = clerk.shell.words
    _press(clerk, words.say("window.persons.remove"))
    assert len(openers(session.desk)) == 2
    _press(clerk, words.say("window.persons.remove_do", name="第二人"))
    assert len(openers(session.desk)) == 1


def _press(clerk: Hands, said: str) -> None:
    clerk.click(next(each for each in clerk.page.persons.findChildren(QPushButton) if each.text() == said))


def test_a_locked_window_says_nothing_of_the_desk_but_its_name(clerk: Hands) -> None:
    clerk.shell.activateWindow()
    QTest.keyClick(clerk.shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert clerk.shell.frame is None
    assert clerk.shell.windowTitle() == clerk.shell.words.say("window.name")


def test_another_language_stays_on_the_page(clerk: Hands) -> None:
    clerk.shell.speak("en")
    assert clerk.shell.frame is not None
    assert clerk.page is clerk.shell.frame.pages["settings"]
    clerk.shell.lock()
    clerk.shell.show_join()
    clerk.shell.speak("ug")
    assert hasattr(clerk.page, "invitation")
