"""What the desk says (done, refused and why, what to do now), and how far slow work is, in a place kept for it.

The strip lies over the place that the line at the top keeps free, so that nothing below ever moves when something is
said. What is too long for it goes on over the page. The newest sentence stands; one that something went well goes by
itself.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from fupin_desk.ui.jobs import Job
from fupin_desk.ui.looks.sizes import XS, S
from fupin_desk.ui.widgets.simple import button, text, weigh
from fupin_desk.words import Translator

GOOD_SECONDS, EDGE = 8, 1
LINES = 2
"""What needs more lines than these in its place takes the breadth of the page."""


class Strip(QFrame):
    """A sentence and a bar, each while there is one."""

    closed = Signal()
    """The person closed what was said."""

    def __init__(self, place: QWidget, over: QWidget, words: Translator) -> None:
        """``place`` is kept free for it; ``over`` is the page it may go on over. Both are in one window."""
        self._around = over.parentWidget() or over
        super().__init__(self._around)
        self.setObjectName("strip")
        self._place, self._over = place, over
        self.said = text("", "said")
        self.close_button: QPushButton = button(words.say("window.close"), self._close, name="link")
        self.close_button.setToolTip("Esc")
        self.message, self.busy = QWidget(), Working(words)
        line = QHBoxLayout(self.message)
        line.setContentsMargins(S, 0, S, 0)
        line.setSpacing(S)
        line.addWidget(self.said, 1)
        line.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.message)
        layout.addWidget(self.busy)
        self.fresh = False
        """Whether it was said just now: a page one is led to by what said it keeps it."""
        self._leaving, self._settling = QTimer(self), QTimer(self)
        for timer, after, then in ((self._leaving, GOOD_SECONDS * 1000, self.clear), (self._settling, 0, self._settle)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(then)
        for widget in (place, over):
            widget.installEventFilter(self)
        self.clear()

    # ---- what is said

    def say(self, sentence: str, level: str) -> None:
        """Show a sentence in the colours of its level, and tell it to whoever has the window read to them."""
        self.said.setText(sentence)
        self.said.setAccessibleName(sentence)
        for widget in (self, self.said):
            weigh(widget, level)
            widget.ensurePolished()
        self.message.show()
        self.fresh = True
        self._settling.start()
        self._leaving.stop()
        if level == "good":
            self._leaving.start()
        self.place()
        told = QAccessibleAnnouncementEvent(self.said, sentence)
        if level == "breach":
            told.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(told)

    def _settle(self) -> None:
        self.fresh = False

    def _close(self) -> None:
        self.clear()
        self.closed.emit()

    def clear(self) -> None:
        """Take away what was said; what runs is shown on."""
        self._leaving.stop()
        self.message.hide()
        self.said.setText("")
        weigh(self, "")
        self.place()

    @property
    def says(self) -> bool:
        """Whether a sentence stands there."""
        return not self.message.isHidden()

    # ---- slow work

    def work(self, about: str, job: Job | None) -> None:
        """Show that slow work runs, or, without a job, that it has ended."""
        self.busy.show_job(about, job)
        self.place()

    # ---- where it is

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in its place."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self.place()
        return False

    def place(self) -> None:
        """Lie over the place kept for it; with more to say, down over the page, or over its whole breadth."""
        if self.message.isHidden() and self.busy.isHidden():
            self.hide()
            return
        kept = self._spot(self._place)
        self.setGeometry(kept.x(), kept.y(), kept.width(), self._height(kept.width(), kept.height()))
        if self.height() > LINES * kept.height():
            page = self._spot(self._over).adjusted(S, XS, -S, 0)
            self.setGeometry(page.x(), page.y(), page.width(), self._height(page.width(), 0))
        self.show()
        self.raise_()

    def _spot(self, widget: QWidget) -> QRect:
        parent = self._around
        return QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())

    def _height(self, width: int, least: int) -> int:
        """Return how high it must be for all it says in this breadth."""
        needed = 2 * EDGE
        if self.says:
            beside = self.close_button.sizeHint().width() + 3 * S + 2 * EDGE
            needed += max(self.said.heightForWidth(width - beside), self.close_button.sizeHint().height())
        if not self.busy.isHidden():
            needed += self.busy.sizeHint().height()
        return max(least, needed)


class Working(QWidget):
    """What slow work is about, how far it is, and the way to call it off."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._job: Job | None = None
        self.about, self.bar = text("", wrap=False), QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(10)
        self.bar.setMinimumWidth(40)
        self.stop = button(words.say("window.call_off"), self.call_off, name="link")
        line = QHBoxLayout(self)
        line.setContentsMargins(S, 0, S, 0)
        line.addWidget(self.about)
        line.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.stop)
        self.hide()

    def show_job(self, about: str, job: Job | None) -> None:
        """Show that a job runs, or that it has ended."""
        self._job = job
        self.about.setText(about)
        self.bar.setAccessibleName(about)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.stop.hide()  # only what tells how far it is stops when it is asked to
        self.setVisible(job is not None)

    def show_progress(self, done: int, of: int) -> None:
        """Show how much is done."""
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.stop.show()

    def call_off(self) -> None:
        """Ask the work to stop."""
        if self._job is not None:
            self.stop.setEnabled(False)
            self._job.call_off()
