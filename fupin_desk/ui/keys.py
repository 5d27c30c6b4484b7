"""The keys of the window. Each is made with what it does, so that the list of keys (F1) says what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.widgets.simple import text
from fupin_desk.ui.widgets.tabbing import cursor_of
from fupin_desk.words import Translator

Line = tuple[str, str]
"""A key as it is written, and what it does."""
COLUMNS, MARGIN = 2, 24
"""Of the list, and in pixels."""


class Key(QShortcut):
    """A key that works wherever the widget it belongs to is shown; with ``inside``, while the cursor is in that."""

    def __init__(
        self, keys: str | QKeyCombination, said: str, of: QWidget, on: Callable[[], object], *, inside: bool = False
    ) -> None:
        super().__init__(QKeySequence(keys), of)
        self.activated.connect(on)
        self.written, self.said = self.key().toString(QKeySequence.SequenceFormat.PortableText), said
        if inside:
            self.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)


def keys_of(frame: QWidget, page: QWidget, words: Translator) -> list[Line]:
    """Return the keys that work on a page: those of its fields, then those of the window."""
    editing = [
        key
        for form in page.findChildren(Form)
        for box in form.boxes.values()
        if box.isVisible()
        for key in box.editor.KEYS
    ]
    typed = [(written, words.say(f"window.key.{name}")) for written, name in dict.fromkeys(editing)]
    keys = [key for key in frame.findChildren(Key) if key.isEnabled() and _reaches(key, page, frame)]
    return [*typed, *((key.written, key.said) for key in keys)]


def _reaches(key: Key, page: QWidget, frame: QWidget) -> bool:
    of = key.parent()
    return of is frame or (isinstance(of, QWidget) and of.isVisible() and (of is page or page.isAncestorOf(of)))


class KeyList(QFrame):
    """Lies over the window until Esc, F1 or a click; what had the cursor has it again."""

    def __init__(self, over: QWidget, title: str, lines: Iterable[Line]) -> None:
        super().__init__(over)
        self.setObjectName("card")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.lines = list(lines)
        self.setAccessibleDescription("\n".join(f"{written}: {said}" for written, said in self.lines))
        self._before = cursor_of(over.window())
        outer = QVBoxLayout(self)
        outer.addWidget(text(title, "heading"))
        outer.addWidget(self._listed())
        width, height = over.width() - 2 * MARGIN, over.height() - 2 * MARGIN
        self.resize(min(width, 980), min(height, self.sizeHint().height()))
        self.move((over.width() - self.width()) // 2, (over.height() - self.height()) // 2)

    def _listed(self) -> QWidget:
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setHorizontalSpacing(14)
        rows = -(-len(self.lines) // COLUMNS)
        for place, (written, said) in enumerate(self.lines):
            column, line = divmod(place, rows)
            key = text(written, "key", wrap=False)
            key.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            grid.addWidget(key, line, 2 * column)
            grid.addWidget(text(said), line, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(sheet)
        area.setMinimumHeight(min(420, sheet.sizeHint().height() + 8))
        return area

    def open(self) -> None:
        """Show the list."""
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by Esc or F1; no other key does anything meanwhile."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.shut()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go by a click."""
        event.accept()
        self.shut()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go when somebody goes on elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.hide()
            self.deleteLater()

    def shut(self) -> None:
        """Give the cursor back."""
        before, self._before = self._before, None
        self.hide()
        self.deleteLater()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
