"""Which pages and records were looked at, one after another: back to them and forward again, as in a browser."""

from __future__ import annotations

from fupin_desk.ui.navigation import NEW, SEARCH

Shown = tuple[str, str]
"""A page and the record on it."""
MOST = 200


class Trail:
    """What is gone back from lies ahead until one goes elsewhere."""

    def __init__(self) -> None:
        """Begin nowhere."""
        self._behind: list[Shown] = []
        self._ahead: list[Shown] = []
        self.here: Shown | None = None

    def went(self, page: str, record: str) -> None:
        """Note that something else is shown. What is searched for letter by letter is one place; a new record is none.

        Nobody comes back to a new record by its beginning: that would begin another.
        """
        place = (page, record)
        if place == self.here or NEW in record.partition(SEARCH)[0]:
            return
        letters = record.startswith(SEARCH) and self.here is not None and self.here[1].startswith(SEARCH)
        if self.here is not None and not (letters and self.here[0] == page):
            self._behind = [*self._behind[1 - MOST :], self.here]
        self.here, self._ahead = place, []

    def back(self) -> Shown | None:
        """Return where one was before, and be there; None at the beginning."""
        return self._turn(self._behind, self._ahead)

    def forward(self) -> Shown | None:
        """Return where one came back from, and be there again; None at the end."""
        return self._turn(self._ahead, self._behind)

    def _turn(self, towards: list[Shown], leaving: list[Shown]) -> Shown | None:
        if not towards:
            return None
        if self.here is not None:
            leaving.append(self.here)
        self.here = towards.pop()
        return self.here
