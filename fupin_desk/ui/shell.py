"""The main window: the choice of desks, the passphrase, and the desk that is open."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from fupin_desk import assets
from fupin_desk.domain.errors import DeskError
from fupin_desk.ui.bugs import tell_bug
from fupin_desk.ui.garbage import Collecting
from fupin_desk.ui.jobs import Jobs, Progress
from fupin_desk.ui.looks.ring import FocusRings
from fupin_desk.ui.looks.scheme import ask_system, is_dark
from fupin_desk.ui.looks.sizes import WINDOW, fitting
from fupin_desk.ui.recent import (
    RecentDesk,
    read_recent,
    remember_desk,
    remember_language,
    remember_look,
    remember_size,
)
from fupin_desk.ui.theme import dress, load_fonts
from fupin_desk.ui.translating import OwnTexts
from fupin_desk.words import words

if TYPE_CHECKING:
    from fupin_desk.acts.desk import Desk, Surroundings
    from fupin_desk.ui.desk_frame import DeskFrame


class Shell(QMainWindow):
    """Everything the person sees is in this one window."""

    def __init__(
        self, app: QApplication, surroundings: Surroundings, language: str, offered: Sequence[Path] = ()
    ) -> None:
        super().__init__()
        self.app, self.surroundings, self.offered = app, surroundings, tuple(offered)
        self.jobs = Jobs()
        self.garbage = Collecting(self)
        self.folder: Path | None = None
        self.frame: DeskFrame | None = None
        self.rings = FocusRings(app, self)
        self._texts: OwnTexts | None = None
        self._look = read_recent().look
        ask_system(app, self._look)
        app.styleHints().colorSchemeChanged.connect(self._dress)
        self._again: Callable[[], None] = self.show_start
        if assets.fonts_are_ready():
            load_fonts(assets.fonts())
        else:
            self.jobs.start(self, assets.fonts, self._dress_in, lambda _problem: None)
        self._speak(language)
        self._fit()

    # ---- language and looks

    def _fit(self) -> None:
        """Be as large as when it was closed, where the screen of today has room for that."""
        recent = read_recent()
        room = self.screen().availableGeometry()
        self.resize(*fitting(recent.size or WINDOW, (room.width(), room.height())))
        if recent.maximized:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _speak(self, language: str) -> None:
        self.language, self.words = language, words(language)
        if self._texts is not None:
            self.app.removeTranslator(self._texts)
        self._texts = OwnTexts(self.words)
        self.app.installTranslator(self._texts)
        self._dress()
        self.setWindowTitle(self.words.say("window.name"))

    def _dress_in(self, fonts: assets.Fonts) -> None:
        load_fonts(fonts)
        self.app.setStyleSheet("")  # the names stay: without this Qt would see nothing new, and lay nothing out again
        self._dress()

    def _dress(self) -> None:
        dress(self.app, self.language, dark=is_dark(self.app, self._look))

    def look(self, look: str) -> None:
        """Be light or dark from now on, or as the system is; nothing that is shown is made anew."""
        remember_look(look)
        self._look = look
        ask_system(self.app, look)
        self._dress()

    def speak(self, language: str) -> None:
        """Say everything in another language from now on."""
        remember_language(language)
        self._speak(language)
        if self.frame is not None:
            page, record = self.frame.leave()
            self._enter(self.frame.session.desk)
            self.frame.go(page, record)
        else:
            self._again()

    # ---- what is shown

    def begin(self, folder: Path | None) -> None:
        """Ask for the passphrase of the desk in a folder, or which desk it shall be."""
        self.folder = folder
        if folder is None:
            self.show_start()
        else:
            self.show_unlock(folder)
        QTimer.singleShot(50, _import_what_is_heavy)

    def _put(self, page: QWidget, again: Callable[[], None]) -> None:
        """Show a page before a desk is open; ``again`` shows it in another language."""
        self.frame, self._again = None, again
        self.setCentralWidget(page)
        self.setWindowTitle(self.words.say("window.name"))

    def show_start(self) -> None:
        """Offer the desks of this laptop, and the ways to a new one."""
        from fupin_desk.ui.start.start_page import StartPage

        self.folder = None
        self._put(StartPage(self), self.show_start)

    def show_unlock(self, folder: Path) -> None:
        """Ask for a passphrase."""
        from fupin_desk.ui.start.unlock import UnlockPage

        self.folder = folder
        self._put(UnlockPage(self, folder), lambda: self.show_unlock(folder))

    def show_sheet(self, folder: Path) -> None:
        """Open a desk by its sealed sheet, when every passphrase is forgotten."""
        from fupin_desk.ui.start.by_sheet import BySheetPage

        self._put(BySheetPage(self, folder), lambda: self.show_sheet(folder))

    def show_make(self) -> None:
        """Make a county office's desk."""
        from fupin_desk.ui.start.make_office import MakeOfficePage

        self._put(MakeOfficePage(self), self.show_make)

    def show_join(self) -> None:
        """Make a village's desk from the office's invitation."""
        from fupin_desk.ui.start.join import JoinPage

        self._put(JoinPage(self), self.show_join)

    def enter(self, desk: Desk) -> None:
        """Show an open desk, and remember where it is."""
        self.folder = desk.folder
        remember_desk(
            RecentDesk(folder=str(desk.folder), name=desk.file.name, role=desk.file.role, code=desk.file.code)
        )
        self._enter(desk)

    def _enter(self, desk: Desk) -> None:
        from fupin_desk.ui.desk_frame import DeskFrame
        from fupin_desk.ui.session import Session

        frame = DeskFrame(Session(desk, self.words, self.jobs))
        frame.left.connect(self.lock)
        frame.language.connect(self.speak)
        frame.look.connect(self.look)
        self.setCentralWidget(frame)
        self.frame = frame
        frame.begin()
        self.setWindowTitle(self.words.say("window.name_of", name=desk.file.name))

    def lock(self) -> None:
        """Close the desk and ask for the passphrase again."""
        frame, self.frame = self.frame, None
        if frame is not None:
            frame.close_desk()
        self.begin(self.folder)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed, and wait for what runs, before the window goes."""
        if self.frame is not None:
            self.frame.close_desk()
            self.frame = None
        self.jobs.wait()
        whole = self.isMaximized()
        remember_size(None if whole else (self.width(), self.height()), maximized=whole)
        event.accept()

    def found_a_bug(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        """Tell of what nobody caught (Python's ``sys.excepthook``): Qt would go on as if nothing had been."""
        if not isinstance(problem, Exception):
            sys.__excepthook__(kind, problem, trace)
        elif self.frame is not None:
            self.frame.session.refuse(problem)
        else:
            self._told(problem)

    def _told(self, problem: BaseException) -> str:
        if isinstance(problem, DeskError):
            return self.words.error(problem)
        return tell_bug(self.words, problem, self.surroundings.clock())

    # ---- slow work before a desk is open

    def run(
        self,
        owner: QWidget,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        refused: Callable[[str], None],
    ) -> None:
        """Do something slow; what it cannot is told to ``refused`` as a sentence."""

        self.jobs.start(owner, work, done, lambda problem: refused(self._told(problem)))


def _import_what_is_heavy() -> None:
    """The window stands; what it needs next is read while the person looks for the keys."""
    import fupin_desk.acts.desk  # noqa: F401
