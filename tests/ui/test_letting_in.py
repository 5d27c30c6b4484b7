"""Invitations in the window: one village after another, a slip in the fingerprint, and a laptop let in again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from fupin_desk.ui.looks.sizes import WINDOW
from fupin_desk.ui.panels import inviting
from tests.journeys.county import VILLAGE, County
from tests.ui.hands import Hands

Make = Callable[..., Hands]
OTHER = "990101001002"


@pytest.fixture
def county(tmp_path: Path) -> County:
    made = County(tmp_path)
    made.close()
    return made


@pytest.fixture
def office(hands: Make, county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(inviting, "stick", lambda: str(stick))
    made = hands("office")
    made.unlock(county.folder / "office")
    made.go("office")
    return made


def enter(who: Hands) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)


def shown(who: Hands) -> str:
    return " ".join(label.text() for label in who.page.findChildren(QLabel) if label.isVisible())


def invited(office: Hands, village: str, name: str) -> str:
    """Invite by keyboard alone: each line, then Enter; returns the code shown."""
    page = office.page
    if hasattr(page.inviting, "code"):
        del page.inviting.code
    office.shell.activateWindow()
    page.village.setFocus()
    office.until(page.village.hasFocus)
    office.type(page.village, village)
    enter(office)
    assert page.called.hasFocus()
    office.type(page.called, name)
    enter(office)
    assert page.invitation.line.hasFocus()
    enter(office)
    assert page.sheet.line.hasFocus()
    enter(office)
    office.until(lambda: hasattr(page.inviting, "code"))
    return str(page.inviting.code.text())


def plain(code: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", code)


def test_two_villages_are_invited_by_keyboard_each_with_a_file_of_its_own(office: Hands, tmp_path: Path) -> None:
    first = invited(office, VILLAGE, "甲村")
    assert len(plain(first)) == 16
    office.until(lambda: plain(first) in plain(shown(office)))
    assert office.page.village.text() == ""
    office.type(office.page.village, OTHER)
    assert plain(first) not in plain(shown(office))  # nobody copies the former code to the new slip
    second = invited(office, OTHER, "乙村")
    third = invited(office, OTHER, "乙村")
    assert len({first, second, third}) == 3
    assert plain(first) not in plain(shown(office))
    assert sorted(each.name for each in (tmp_path / "stick").iterdir()) == [
        f"invitation-{VILLAGE}.json",
        f"invitation-{OTHER}-2.json",
        f"invitation-{OTHER}.json",
    ]


def test_an_invitation_that_is_refused_leaves_no_older_code_on_the_screen(office: Hands, tmp_path: Path) -> None:
    first = invited(office, VILLAGE, "甲村")
    page = office.page
    for line, said in ((page.village, "990102001001"), (page.called, "外县村")):
        office.type(line, said)
    office.click(page.invite)
    office.until(lambda: office.shell.jobs.running == 0)
    assert plain(first) not in plain(shown(office))
    assert len(list((tmp_path / "stick").iterdir())) == 1


def test_a_fingerprint_on_the_screen_is_24_characters(office: Hands, county: County) -> None:
    invited(office, VILLAGE, "甲村")
    assert county.fingerprint in office.page.inviting.fingerprint.text()
    assert len(plain(county.fingerprint)) == 24
    assert not re.search(r"[0-9A-F]{32}", plain(shown(office)).replace(plain(county.fingerprint), ""))


def test_enter_goes_on_through_the_lines_of_joining_and_a_slip_is_said_at_once(hands: Make, county: County) -> None:
    clerk = hands("clerk", "ug")
    clerk.click(clerk.page.join)
    page = clerk.page
    clerk.shell.activateWindow()
    clerk.until(page.do.isVisible)
    assert page.do.mapTo(clerk.shell, page.do.rect().bottomLeft()).y() < WINDOW[1]  # without scrolling
    lines = [page.invitation.line, page.code, page.fingerprint, page.person, page.first, page.second, page.folder.line]
    lines[0].setFocus()
    clerk.until(lines[0].hasFocus)
    slip = county.fingerprint[1] + county.fingerprint[0] + county.fingerprint[2:]
    for line, after in zip(lines, [*lines[1:], page.out.line], strict=True):
        if line is page.fingerprint:
            clerk.type(line, slip)
        enter(clerk)
        assert after.hasFocus(), lines.index(line)
    assert slip == county.fingerprint or not page.problem.isHidden()
    clerk.type(page.fingerprint, county.fingerprint.lower().replace("-", " "))
    enter(clerk)
    assert page.problem.isHidden()


def test_a_laptop_the_office_has_forgotten_is_let_in_again_by_its_bundle(hands: Make, tmp_path: Path) -> None:
    made = County(tmp_path)
    backup = made.office.copied("backup")
    laptop = made.laptop("laptop")
    laptop.household("王小明")
    (carried,) = laptop.make().files
    made.office.put_back(backup)
    made.close()
    office = hands("office")
    office.unlock(tmp_path / "office")
    page = office.go("office")
    office.type(page.request.line, str(carried))
    office.click(page.enrol)
    assert VILLAGE in " ".join(each.text() for each in page.enrolling.findChildren(QLabel))
    desk = office.shell.frame.session.desk  # type: ignore[union-attr]
    with desk.vault.reading() as reader:
        assert [each.desk for each in reader.desks()] == [laptop.desk.id]


def test_a_backup_is_made_on_the_exchange_page_and_offered_in_the_settings(hands: Make, tmp_path: Path) -> None:
    made = County(tmp_path)
    made.laptop("laptop")
    made.close()
    clerk = hands("clerk")
    clerk.unlock(tmp_path / "laptop")
    clerk.until(clerk.go("settings").backups.begin.isVisible)
    page = clerk.go("exchange")
    page.backups.begin.click()
    clerk.type(page.backups.out.line, str(tmp_path / "b.tar"))
    page.backups.do.click()
    clerk.until((tmp_path / "b.tar").exists)
    clerk.until(lambda: clerk.shell.jobs.running == 0)
