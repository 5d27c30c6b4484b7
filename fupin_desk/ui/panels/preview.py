"""A notice as it will hang on the wall, a page at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from fupin_desk.ui.jobs import Progress
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.flow import Flow
from fupin_desk.ui.widgets.simple import button, text

DOTS_PER_INCH = 80
NEARER = 150
LEAST = 240
"""In pixels: a page is never drawn narrower."""


class Preview(QWidget):
    """Drawn in a thread of its own; the next page is one button away."""

    def __init__(self, session: Session, number: str, state: str) -> None:
        super().__init__()
        self.session, self.number, self.state = session, number, state
        say = session.words.say
        self.page, self.pages, self._dots = 0, 1, DOTS_PER_INCH
        self.picture = QLabel(say("window.preview.drawing"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(say("window.preview"))
        self._said = text("", "muted", wrap=False)
        self._back = button(say("window.preview.back"), lambda: self._turn(-1))
        self._on = button(say("window.preview.on"), lambda: self._turn(1))
        nearer = button(say("window.preview.nearer"), self._nearer)
        nearer.setCheckable(True)
        self._drawn = QPixmap()
        self._scroll = scroll = QScrollArea()
        scroll.setWidget(self.picture)
        scroll.setWidgetResizable(True)
        scroll.setMinimumHeight(300)
        scroll.setMinimumWidth(LEAST)
        scroll.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )  # else it comes, and the page is too wide
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        steps = QWidget()
        steps.setLayout(Flow(self._back, self._on, self._said, nearer))
        layout.addWidget(steps)
        layout.addWidget(scroll, 1)
        self._draw()

    def _turn(self, by: int) -> None:
        self.page = max(0, min(self.pages - 1, self.page + by))
        self._draw()

    def _nearer(self) -> None:
        self._dots = NEARER if self._dots == DOTS_PER_INCH else DOTS_PER_INCH
        self._draw()

    def _draw(self) -> None:
        from fupin_desk.acts.notices import notice_pages, notice_preview

        desk, number, page, dots = self.session.desk, self.number, self.page, self._dots

        def draw(_told: Progress) -> tuple[int, bytes]:
            return notice_pages(desk, number), notice_preview(desk, number, page, dots)

        self.session.jobs.start(self, draw, self._show, self._failed)

    def _show(self, drawn: tuple[int, bytes]) -> None:
        self.pages, png = drawn
        self._drawn = QPixmap()
        self._drawn.loadFromData(png)
        self._fit()
        self._said.setText(self.session.words.say("window.preview.page", page=self.page + 1, pages=self.pages))
        self._back.setEnabled(self.page > 0)
        self._on.setEnabled(self.page < self.pages - 1)

    def _fit(self) -> None:
        """Show the page as wide as there is room, but no larger than it was drawn; nearer, as it was drawn."""
        room = max(LEAST, self._scroll.viewport().width())
        if self._dots == NEARER or self._drawn.isNull() or self._drawn.width() <= room:
            self.picture.setPixmap(self._drawn)
        else:
            smooth = Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(self._drawn.scaledToWidth(room, smooth))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page into the room there is now."""
        super().resizeEvent(event)
        if not self._drawn.isNull():
            self._fit()

    def _failed(self, problem: BaseException) -> None:
        self.picture.setText("")
        self.session.refuse(problem)
