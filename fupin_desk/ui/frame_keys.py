"""The keys and letters of the window around the pages, and what those do that are about the page that is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from fupin_desk.kinds.pages import FOUND_AT_ONCE
from fupin_desk.ui.frame.side import LOCKING
from fupin_desk.ui.frame.side import keys_of as keys_of_place
from fupin_desk.ui.keys import Key, KeyList, keys_of
from fupin_desk.ui.navigation import NEW
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.pages.register import page_names
from fupin_desk.ui.widgets.lettered import allot


class FrameKeys:
    """Of a ``DeskFrame``, made once its own buttons stand."""

    def __init__(self, frame: Any) -> None:
        self._frame, self._session, self._words = frame, frame.session, frame.words
        say = self._words.say
        for keys, said, on in self._own():
            Key(keys, said, frame, on)
        buttons = frame.side.buttons()
        self.letters = allot((each.accessibleName() for each in buttons), (), {})
        """Of the side bar, which stands beside every page."""
        for each in buttons:
            written = f"Alt+{self.letters[each.accessibleName()]}"
            each.keys = f"{each.keys}  {written}".strip()
            each.be_bare(frame.side.rail)
            Key(written, say("window.key.page", page=each.accessibleName()), frame, each.click)
        for place, name in enumerate(page_names(self._session), 1):
            page = say("window.key.page", page=say(f"window.page.{name}"))
            if keys := keys_of_place(place):
                Key(keys, page, frame, partial(frame.go, name, ""))

    def _own(self) -> list[tuple[str, str, Callable[[], object]]]:
        frame, say = self._frame, self._words.say
        return [
            ("F1", say("window.key.help"), self.show),
            ("Ctrl+N", say("window.key.new"), self.begin_new),
            ("F8", say("window.key.next_problem"), partial(self._to_problem, 1)),
            ("Shift+F8", say("window.key.last_problem"), partial(self._to_problem, -1)),
            ("Ctrl+F", say("window.key.search"), frame.search.setFocus),
            ("Ctrl+Z", say("window.undo"), frame.undo),
            ("Ctrl+Y", say("window.redo"), frame.redo),
            ("Ctrl+H", say("window.key.history"), frame.show_history),
            (LOCKING, say("window.lock"), frame.left.emit),
        ]

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        here = self._frame.stack.currentWidget()
        return here if isinstance(here, Page) else None

    def show(self) -> None:
        """List the keys that work here, until one goes on."""
        if self.page is not None:
            keys = keys_of(self._frame, self.page, self._words)
            KeyList(self._frame, self._words.say("window.keys"), keys).open()

    def begin_new(self) -> None:
        """Begin a new record of the page, or a household where the page has none to begin."""
        if self.page is not None and self.page.begin_new():
            return
        if self._session.desk.role == "office":
            self._session.say("window.key.nothing_new", "note")
        else:
            self._frame.go(FOUND_AT_ONCE, NEW)

    def _to_problem(self, by: int) -> None:
        if self.page is not None:
            self.page.problems.step(by)
