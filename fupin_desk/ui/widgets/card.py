"""A card of the open desk that lays out its own lines, and lays them out anew when what it shows has changed."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from fupin_desk.ui.session import Session


class Card(QFrame):
    """An empty card; its lines go into ``_layout``."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self.session, self.words = session, session.words
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 12, 14, 12)
