"""The room around a page: the window fits its screen, the side bar is a rail where there is little."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
)

from fupin_desk.acts.demo import make_demo
from fupin_desk.domain.languages import LANGUAGES
from fupin_desk.ui.frame.signs import STROKES
from fupin_desk.ui.looks.sizes import RAIL_BELOW, TITLE_BAR, WINDOW, fitting
from fupin_desk.ui.recent import read_recent, remember_size
from tests.ui.hands import CHEAP, Hands, frame_of, opened

Make = Callable[..., Hands]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "county"
    make_demo(folder, 1, 6, 1, ["zh_CN", "ug"], CHEAP)
    return folder


# ---- room


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("where", ["village-1", "office"])
@pytest.mark.parametrize("room", [(1366, 768), (1093, 614), (911, 512)])
def test_the_window_fits_its_screen(hands: Make, demo: Path, language: str, where: str, room: tuple[int, int]) -> None:
    """A laptop of 1366×768 at 100, 125 and 150 per cent."""
    who, wanted = hands(f"fits {language}", language), fitting(WINDOW, room)
    who.shell.resize(*wanted)  # before there is anything that could make it wider
    who.unlock(demo / where)
    frame = frame_of(who)
    who.until(lambda: frame.width() == wanted[0])
    assert (who.shell.width(), who.shell.height()) == wanted
    assert frame.side.rail == (wanted[0] < RAIL_BELOW)
    QApplication.processEvents()
    for button in frame.side.buttons():
        assert button.accessibleName()
        assert not frame.side.rail or button.accessibleName() in button.toolTip()
        assert frame.side.rect().contains(button.geometry())
        assert button.height() >= min(30, button.sizeHint().height())
    for widget in (frame.search, frame.top.kept, frame.top.saved, *frame.top.steps()):
        assert frame.top.rect().contains(widget.geometry())
    assert not frame.top.kept.geometry().intersects(frame.search.geometry())


def test_a_window_is_never_larger_than_the_screen_it_opens_on() -> None:
    assert fitting((1366, 720), (911, 512)) == (911, 512 - TITLE_BAR)
    assert fitting((900, 500), (1920, 1080)) == (900, 500)


def test_the_window_opens_as_large_as_it_was_closed_where_the_screen_has_room(hands: Make) -> None:
    first = hands("sized")
    first.shell.resize(700, 500)
    first.shell.close()
    assert read_recent().size == (700, 500)
    assert (hands("again").shell.width(), hands("again").shell.height()) == (700, 500)
    remember_size((9000, 7000), maximized=False)
    grown, room = hands("huge").shell, QApplication.primaryScreen().availableGeometry()
    assert (grown.width(), grown.height()) == (room.width(), room.height() - TITLE_BAR)


def test_every_page_and_step_has_a_sign(hands: Make, demo: Path) -> None:
    for where in ("village-1", "office"):
        frame = frame_of(opened(hands, demo, where=where))
        assert {button.sign for button in (*frame.side.buttons(), *frame.top.steps())} <= set(STROKES)
