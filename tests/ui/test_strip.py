"""What the desk says: in a place of its own, all of it, as long as it belongs to what is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)

from fupin_desk.acts.demo import make_demo
from fupin_desk.domain.errors import WrongFingerprintError
from fupin_desk.ui.navigation import NEW
from tests.ui.hands import CHEAP, Hands, frame_of, opened

Make = Callable[..., Hands]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "county"
    make_demo(folder, 1, 6, 1, ["zh_CN", "ug"], CHEAP)
    return folder


def stands_on(who: Hands) -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


# ---- what the desk says


def test_what_is_said_moves_nothing_on_the_page(hands: Make, demo: Path) -> None:
    who = opened(hands, demo)
    frame = frame_of(who)
    page = who.go("entities")
    QApplication.processEvents()
    before = page.title.mapTo(who.shell, QPoint(0, 0)), page.geometry(), frame.top.geometry()
    for sentence in ("太短", "很长的话。" * 90):
        frame.session.said.emit(sentence, "breach")
        QApplication.processEvents()
        assert frame.strip.isVisible()
        assert (page.title.mapTo(who.shell, QPoint(0, 0)), page.geometry(), frame.top.geometry()) == before


@pytest.mark.parametrize("width", [911, 1366])
def test_however_long_what_is_said_all_of_it_is_seen(hands: Make, demo: Path, width: int) -> None:
    who = opened(hands, demo)
    who.shell.resize(width, 480)
    frame = frame_of(who)
    for times in (1, 4, 40):
        frame.session.said.emit("保存不了这一户：编号已被占用。" * times, "breach")
        QApplication.processEvents()
        said = frame.strip.said
        assert said.heightForWidth(said.width()) <= said.height()
        assert frame.rect().contains(frame.strip.geometry())
    assert frame.strip.width() > frame.top.kept.width()  # the longest takes the breadth of the page


def test_what_was_said_on_a_page_is_gone_on_the_next(hands: Make, demo: Path) -> None:
    who = opened(hands, demo)
    frame = frame_of(who)
    frame.session.said.emit("办不了", "breach")
    QApplication.processEvents()
    who.go("households")
    assert not frame.strip.says


def test_what_leads_to_a_page_is_still_said_there(hands: Make, demo: Path) -> None:
    who = opened(hands, demo)
    frame = frame_of(who)
    frame.session.said.emit("拟好了", "good")
    frame.session.go("notices")
    assert frame.strip.says
    QApplication.processEvents()
    who.go("households")
    assert not frame.strip.says


def test_a_refusal_goes_once_the_same_is_managed_and_stays_beside_other_success(hands: Make, demo: Path) -> None:
    who = opened(hands, demo)
    frame, session, can = frame_of(who), frame_of(who).session, [False]

    def try_it() -> None:
        session.attempt(lambda: None if can[0] else refused())

    try_it()
    assert frame.strip.says
    session.attempt(lambda: True)
    assert session.managed(lambda: True)
    assert frame.strip.says
    can[0] = True
    try_it()
    assert not frame.strip.says


def test_a_refusal_to_save_a_record_goes_when_it_is_saved(hands: Make, demo: Path) -> None:
    who = opened(hands, demo)
    frame, session = frame_of(who), frame_of(who).session
    session.refuse(WrongFingerprintError("a", "b"), ("household", "one"))
    session.changed.emit("household", "other")
    assert frame.strip.says
    session.changed.emit("household", "one")
    assert not frame.strip.says


def test_what_was_said_after_a_refusal_stays_when_the_refused_is_managed(hands: Make, demo: Path) -> None:
    who = opened(hands, demo)
    frame, session = frame_of(who), frame_of(who).session
    session.refuse(WrongFingerprintError("a", "b"), ("household", "one"))
    session.said.emit("先看这里", "note")
    session.changed.emit("household", "one")
    assert frame.strip.said.text() == "先看这里"


def refused() -> None:
    raise WrongFingerprintError("a", "b")


def test_esc_closes_what_is_said_and_nothing_else(hands: Make, demo: Path) -> None:
    who = opened(hands, demo)
    frame = frame_of(who)
    page = who.go("households", NEW)
    line = page.form.boxes["address"].editor.focusProxy()
    line.setFocus()
    frame.session.said.emit("办不了", "breach")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not frame.strip.says
    assert stands_on(who) is line


def test_when_it_was_saved_is_said_by_the_clock_of_the_laptop(hands: Make, demo: Path) -> None:
    who = opened(hands, demo)
    frame = frame_of(who)
    assert frame.top.saved.text() == ""
    page = who.go("households", NEW)
    who.fill(page.form, group="一组")
    at = frame.session.desk.now().astimezone().strftime("%H:%M")
    assert frame.top.saved.text() == "✓ " + who.shell.words.say("window.saved", time=at)


def test_slow_work_is_shown_in_the_same_place(hands: Make, demo: Path) -> None:
    who = opened(hands, demo)
    frame = frame_of(who)
    page = who.go("entities")
    before = page.geometry()
    ended: list[Any] = []
    frame.session.run(page, "打包", lambda tell: tell(1, 2), ended.append)
    assert frame.strip.isVisible()
    assert frame.strip.busy.about.text() == "打包"
    assert page.geometry() == before
    who.until(lambda: ended)
    assert not frame.strip.isVisible()
