"""Hands at the window: they type, click and wait as a person does. Letters come as an input method sends them."""

from __future__ import annotations

import gc
import itertools
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from fupin_desk import keys
from fupin_desk.acts.desk import Surroundings
from fupin_desk.ui.desk_frame import DeskFrame
from fupin_desk.ui.forms.belongings import Belongings
from fupin_desk.ui.forms.choices import ChoiceEditor
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.shell import Shell

CHEAP = keys.Cost(memory_kib=8, passes=1, lanes=1)
STARTS = datetime(2018, 12, 3, 1, 0, tzinfo=UTC)


def around(seed: str) -> Surroundings:
    """Return a world whose clock goes on by a second at each look."""
    ticks = itertools.count()
    return Surroundings(lambda: STARTS + timedelta(seconds=next(ticks)), random.Random(seed).randbytes, CHEAP)


class Hands:
    """One person at one window."""

    def __init__(self, bot: QtBot, seed: str, language: str = "zh_CN") -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.bot, self.shell = bot, Shell(app, around(seed), language)
        self.shell.show()
        self.shell.begin(None)

    @property
    def page(self) -> Any:
        """The page that is shown, or the start page."""
        frame = self.shell.frame
        return self.shell.centralWidget() if frame is None else frame.stack.currentWidget()

    def until(self, true: Callable[[], object], within: int = 300_000) -> None:
        """Wait until something is so."""
        self.bot.waitUntil(lambda: bool(true()), timeout=within)

    def in_front(self) -> None:
        """Bring the window to the front, where keys reach it; one that an earlier test left may have gone just now."""
        self.shell.activateWindow()
        self.until(lambda: QApplication.activeWindow() is self.shell)

    def click(self, button: QAbstractButton) -> None:
        """Press a button, once it is laid out: nobody hits one that has no height yet."""
        self.until(lambda: not button.size().isEmpty())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, line: QWidget, letters: str) -> None:
        """Put letters in place of what stands in a line, as an input method does."""
        target = line.focusProxy() or line
        target.setFocus()
        if isinstance(target, QLineEdit):
            target.clear()
        event = QInputMethodEvent()
        event.setCommitString(letters)
        QCoreApplication.sendEvent(target, event)

    def fill(self, form: Form, **said: str | bool) -> None:
        """Fill fields of a form one after another, going on with Enter; a code is chosen from its list."""
        for name, value in said.items():
            box = form.boxes[name]
            form.arrangement.unfold(name)
            editor: QWidget = box.editor
            if isinstance(editor, ChoiceEditor):
                assert value in dict(editor.line.picks.choices), (name, value)
                editor.pick(value)
            else:
                self.type(editor, str(value))
                QTest.keyClick(editor.focusProxy() or editor, Qt.Key.Key_Return)
            form.boxes[name].leave()

    def go(self, page: str, record: str = "") -> Any:
        """Show a page."""
        assert self.shell.frame is not None
        self.shell.frame.go(page, record)
        return self.page

    def belongings(self, kind: str) -> Belongings:
        """Return the list of one kind on the page."""
        self.page.bring(kind)
        found: list[Belongings] = self.page.findChildren(Belongings)
        return next(one for one in found if one.of.kind == kind)

    def unlock(self, folder: Path, passphrase: str = "demo") -> None:
        """Open a desk by its passphrase."""
        self.shell.show_unlock(folder)
        self.type(self.page.passphrase, passphrase)
        self.click(self.page.open)
        self.until(lambda: self.shell.frame is not None)

    def let_go(self) -> None:
        """Destroy what the window is done with, as its loop does between two things that a person does."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def leave(self) -> None:
        """Close the window, after what it does has ended, and let it go when the loop comes to it."""
        if isValid(self.shell):
            self.shell.jobs.wait()
            self.shell.close()
            self.shell.deleteLater()


@contextmanager
def windows(bot: QtBot) -> Iterator[Callable[..., Hands]]:
    """Open windows for a test. All of each is let go of at the end, here: later any thread may collect garbage."""
    made: list[Hands] = []
    gc.collect()
    gc.freeze()  # what earlier tests have imported stays: each full collection would look through all of it

    def make(seed: str = "clerk", language: str = "zh_CN") -> Hands:
        made.append(Hands(bot, seed, language))
        return made[-1]

    try:
        yield make
    finally:
        while made:
            made.pop().leave()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        gc.enable()  # the window collected by itself


def frame_of(who: Hands) -> DeskFrame:
    """Return what stands around the pages of the desk that is open."""
    assert who.shell.frame is not None
    return who.shell.frame


def opened(hands: Callable[..., Hands], demo: Path, language: str = "zh_CN", where: str = "village-1") -> Hands:
    """Open a desk of a demo and wait until policy has looked at it."""
    who = hands(f"frame {language}", language)
    who.shell.activateWindow()
    who.unlock(demo / where)
    who.until(lambda: who.shell.jobs.running == 0)
    return who
