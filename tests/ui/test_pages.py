"""Every page in every language, in both roles: it opens, it is mirrored where it must be, and nobody stumbles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fupin_desk.acts.demo import make_demo
from fupin_desk.ui.pages.register import page_names
from fupin_desk.words import LANGUAGES, direction
from tests.ui.hands import Hands

Make = Callable[..., Hands]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "county"
    make_demo(folder, 1, 12, 1, ["zh_CN", "ug"])
    return folder


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
    mirrored = who.shell.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert mirrored == (direction(language) == "rtl")


def test_a_job_whose_page_has_gone_tells_nobody(hands: Make, demo: Path) -> None:
    who = hands("gone")
    who.unlock(demo / "village-1")
    page = QWidget()
    told: list[object] = []
    who.shell.jobs.start(page, lambda _told: 1, told.append, told.append)
    page.deleteLater()
    del page
    who.until(lambda: who.shell.jobs.running == 0)
    assert told in ([], [1])


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


def test_the_language_can_be_changed_while_a_desk_is_open(hands: Make, demo: Path) -> None:
    who = hands("speaks")
    who.unlock(demo / "village-1")
    who.shell.speak("ug")
    assert who.shell.frame is not None
    assert who.shell.layoutDirection() == Qt.LayoutDirection.RightToLeft
    who.shell.speak("zh_CN")
    assert who.shell.layoutDirection() == Qt.LayoutDirection.LeftToRight
