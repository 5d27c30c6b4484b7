"""A panel that something elsewhere leads to."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget


class Reachable(QWidget):
    """Says by which names its lines are known, and finds its place for a record."""

    def lines(self) -> Mapping[str, QWidget]:
        """Return the lines that are led to by their names."""
        return {}

    def open_about(self, kind: str, record: str) -> bool:
        """Put the cursor where something is done about a record; whether there is such a place here."""
        return False
