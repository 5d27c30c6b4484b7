"""A notice in the window: seen before it is signed, posted on a real day, objected to by line, answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from fupin_desk.acts import notices
from fupin_desk.acts.desk.people import add_opener
from fupin_desk.acts.records.commands import list_records
from fupin_desk.paper.preview import page_count, page_png
from fupin_desk.words import Translator
from tests.journeys.county import County
from tests.ui.hands import STARTS, Hands

Make = Callable[..., Hands]
ON = date(2018, 12, 3)


@pytest.fixture
def desks(tmp_path: Path) -> Path:
    """An office and a village with a signed register of linkages and a drafted one."""
    county = County(tmp_path)
    village = county.laptop("village")
    village.household("王小明")
    first = notices.draft_notice(village.desk, "register_of_linkages", ["zh_CN", "ug"], ON).number
    notices.sign_notice(village.desk, first, ON)
    notices.draft_notice(village.desk, "register_of_linkages", ["zh_CN", "ug"], ON)
    county.up(village)
    county.close()
    return tmp_path


def notice(who: Hands, state: str) -> Any:
    """Open the page of the one notice that is in a state."""
    desk = who.shell.frame.session.desk  # type: ignore[union-attr]
    (found,) = [each for each in list_records(desk, "notice") if each["state"] == state]
    return who.go("notices", found["id"])


def said(who: Hands) -> str:
    assert who.shell.frame is not None
    return str(who.shell.frame.strip.said.text())


@pytest.fixture
def clerk(hands: Make, desks: Path) -> Hands:
    made = hands("clerk")
    made.unlock(desks / "village")
    return made


def test_a_notice_is_seen_before_it_is_signed(clerk: Hands) -> None:
    page = notice(clerk, "drafted")
    clerk.until(lambda: page.panels["preview"].picture.pixmap().width() > 600)
    near = page.panels["preview"].picture.pixmap().width()
    page.panels["preview"]._nearer()
    clerk.until(lambda: page.panels["preview"].picture.pixmap().width() > near)


@pytest.mark.parametrize("day", ["2018-12-02", "2018-02-30", "", "明天"])
def test_a_notice_is_posted_on_no_day_before_it_was_signed_nor_on_one_that_is_none(clerk: Hands, day: str) -> None:
    page = notice(clerk, "signed")
    posting = page.panels["posting"]
    clerk.type(posting.on, day)
    clerk.click(posting.post)
    assert clerk.shell.words.field("notice", "posted_on") in said(clerk)
    assert notice(clerk, "signed")


def posted(clerk: Hands) -> Any:
    page = notice(clerk, "signed")
    clerk.click(page.panels["posting"].post)
    return notice(clerk, "posted")


@pytest.mark.parametrize("line", ["第2行", "2-3", "x"])
def test_an_objection_to_a_line_that_cannot_be_read_is_never_taken_for_one_to_the_whole(
    clerk: Hands, line: str
) -> None:
    page = posted(clerk)
    clerk.type(page.panels["objections"].said, "钱数不对")
    clerk.type(page.panels["objections"].line, line)
    clerk.click(page.panels["objections"].receive)
    assert clerk.shell.words.field("objection", "line") in said(clerk)
    assert page.panels["objections"].said.toPlainText() == "钱数不对"
    assert list_records(clerk.shell.frame.session.desk, "objection") == []  # type: ignore[union-attr]


def test_whoever_made_a_notice_is_told_so_before_writing_an_answer(clerk: Hands) -> None:
    page = posted(clerk)
    clerk.type(page.panels["objections"].said, "钱数不对")
    clerk.click(page.panels["objections"].receive)
    objections = notice(clerk, "posted").panels["objections"]
    told = {label.text() for label in objections.findChildren(QLabel)}
    assert clerk.shell.words.say("window.objection.not_by_you") in told


def test_an_answer_without_words_accuses_nobody(clerk: Hands) -> None:
    page = posted(clerk)
    clerk.type(page.panels["objections"].said, "钱数不对")
    clerk.click(page.panels["objections"].receive)
    desk = clerk.shell.frame.session.desk  # type: ignore[union-attr]
    add_opener(desk, "第二人", None, "second")
    folder = desk.folder
    clerk.shell.lock()
    clerk.unlock(folder, "second")
    objections = notice(clerk, "posted").panels["objections"]
    do = next(
        each
        for each in objections.findChildren(type(objections.receive))
        if each.text() == clerk.shell.words.say("window.objection.answer")
    )
    clerk.click(do)
    assert said(clerk) == clerk.shell.words.say("window.objection.answer_needs")


def test_the_office_sees_whose_notice_it_is(hands: Make, desks: Path) -> None:
    office = hands("office")
    office.unlock(desks / "office")
    page = office.go("notices")
    row = page.table.rows.row(0)
    assert (row.cells[0], row.hints[0]) == ("示例村", "990101001001")
    unsent = office.shell.words.say("window.sync_status.unsent")
    assert unsent not in row.cells
    assert unsent not in {label.text() for label in page.findChildren(QLabel)}


def test_a_photograph_of_a_notice_is_checked_in_the_window(clerk: Hands, tmp_path: Path) -> None:
    desk = clerk.shell.frame.session.desk  # type: ignore[union-attr]
    (signed,) = [each for each in list_records(desk, "notice") if each["state"] == "signed"]
    pdf, _ = notices.notice_paper(desk, signed["number"])
    (tmp_path / "photo.png").write_bytes(page_png(pdf, page_count(pdf) - 1, 170))
    checking = clerk.go("notices").panels["checking"]
    clerk.type(checking.what.line, str(tmp_path / "photo.png"))
    clerk.click(checking.do)
    clerk.until(checking.answer.isVisible)
    assert signed["number"] in checking.told.text()
    assert checking.verdict.text() == desk_words(clerk).say("proves.only_code")
    clerk.type(checking.what.line, signed["digest"])
    clerk.click(checking.do)
    clerk.until(checking.answer.isVisible)
    assert ON.isoformat() in checking.told.text()


@pytest.mark.parametrize("language", ["zh_CN", "ug", "kk_Arab", "en"])
def test_the_card_that_checks_a_notice_is_seen_whole_on_a_low_screen(hands: Make, desks: Path, language: str) -> None:
    made = hands("clerk", language)
    made.shell.resize(1366, 768)
    made.unlock(desks / "village")
    page = made.go("notices")
    checking = page.panels["checking"]
    made.until(checking.isVisible)
    for shown in (page.panels["drafting"].make, checking.do, page.table):
        assert shown.visibleRegion().boundingRect() == shown.rect()


def test_what_is_no_notices_code_is_said_to_be_none(clerk: Hands, tmp_path: Path) -> None:
    checking = clerk.go("notices").panels["checking"]
    clerk.type(checking.what.line, "https://example.invalid/")
    clerk.click(checking.do)
    clerk.until(lambda: said(clerk) != "")
    assert not checking.answer.isVisible()


def desk_words(who: Hands) -> Translator:
    found: Translator = who.shell.frame.session.words  # type: ignore[union-attr]
    return found


def door(who: Hands, key: str, **facts: object) -> None:
    """Follow the line on Today that says this."""
    said = desk_words(who).say(key, **facts)
    (line,) = [one for one in who.go("today").findChildren(QPushButton) if one.text() == said]
    who.click(line)


def number_of(who: Hands, state: str) -> str:
    desk = who.shell.frame.session.desk  # type: ignore[union-attr]
    (found,) = [each for each in list_records(desk, "notice") if each["state"] == state]
    return str(found["number"])


def test_todays_line_of_a_signed_notice_leads_to_where_it_is_posted(clerk: Hands) -> None:
    clerk.shell.activateWindow()
    number = number_of(clerk, "signed")
    door(clerk, "window.today.post_notice", number=number)
    assert number in clerk.page.title.text()
    assert clerk.shell.focusWidget() is clerk.page.panels["posting"].where


def test_todays_lines_of_a_posted_notice_lead_to_the_answer_and_to_its_end(clerk: Hands, desks: Path) -> None:
    clerk.shell.activateWindow()
    page = posted(clerk)
    number = number_of(clerk, "posted")
    clerk.type(page.panels["objections"].said, "钱数不对")
    clerk.click(page.panels["objections"].receive)
    add_opener(clerk.shell.frame.session.desk, "第二人", None, "second")  # type: ignore[union-attr]
    clerk.shell.lock()
    clerk.shell.surroundings = replace(clerk.shell.surroundings, clock=lambda: STARTS + timedelta(days=20))
    clerk.unlock(desks / "village", "second")
    clerk.shell.activateWindow()
    door(clerk, "window.today.answer", number=number, day_on=ON)
    assert isinstance(clerk.shell.focusWidget(), QPlainTextEdit)
    assert clerk.page.panels["objections"].isAncestorOf(clerk.shell.focusWidget())
    session = clerk.shell.frame.session  # type: ignore[union-attr]
    (objection,) = list_records(session.desk, "objection")
    notices.answer_objection(session.desk, objection["id"], "已核对，没有少算", "第二人", session.today)
    door(clerk, "window.today.close_notice", number=number)
    assert clerk.shell.focusWidget() is clerk.page.panels["closing"].result
