"""One field on a form: its label, what it is typed in, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from fupin_desk.domain.record import FieldSpec
from fupin_desk.ui.forms.editors import Editor
from fupin_desk.ui.widgets.simple import clear, link, stand_in, text, weigh
from fupin_desk.words import Translator

RemarkLink = tuple[str, Callable[[], object]]
"""What stands on it, and where it leads."""
TROUBLE = ("breach", "clash", "gap")
"""Levels of what is to be looked at."""
DRAFT_MS, KEEP_MS = 500, 2500
"""How long after the last key what was typed is kept as a draft, and as the field's value."""


class FieldBox(QFrame):
    """Keeps itself: soon after a pause, and at once when it is left."""

    keep = Signal(str)
    """The field is to be kept now."""
    onward = Signal(str)
    """The person is through with the field and wants the next one."""
    draft = Signal(str)
    """What stands there is to be kept beside the record meanwhile."""

    def __init__(self, words: Translator, kind: str, spec: FieldSpec, editor: Editor) -> None:
        super().__init__()
        self.words, self.kind, self.spec, self.editor = words, kind, spec, editor
        self.dirty, self.level = False, "note"
        unit, label = words.unit(kind, spec), words.field(kind, spec.name)
        heading = words.say("window.label_with_unit", label=label, unit=unit) if unit else label
        self.label = text(heading + (" *" if spec.field.required else ""), "label")
        self.label.setToolTip(words.say(f"privacy.{spec.field.privacy.value}"))
        self.refusal, self.note = text("", "refused"), text("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(2)
        for widget in (self.label, editor, self.refusal, self.note):
            layout.addWidget(widget)
        self._links = QVBoxLayout()
        layout.addLayout(self._links)
        layout.addStretch(1)
        self.refusal.hide()
        self.note.hide()
        hint = words.hint(kind, spec.name)
        if hint:
            editor.setToolTip(hint)
        editor.call(label)
        self.label.setBuddy(editor.focusProxy() or editor)
        self.label.installEventFilter(self)
        (editor.focusProxy() or editor).installEventFilter(self)
        self._timers = [self._timer(DRAFT_MS, self.draft), self._timer(KEEP_MS, self.keep)]
        editor.edited.connect(self._edited)
        editor.done.connect(self.leave)
        editor.onward.connect(self._go_on)

    def lay_in_line(self, below: QVBoxLayout) -> None:
        """Show the editor alone, in a line under a head that says what it is; what is said of it stands below."""
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(0, 0, 0, 0)
        self.label.hide()
        for said in (self.refusal, self.note):
            layout.removeWidget(said)
            below.addWidget(said)
        layout.removeItem(self._links)
        self._links.setParent(None)
        below.addLayout(self._links)

    def _timer(self, after: int, signal: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(lambda: signal.emit(self.spec.name))  # type: ignore[attr-defined]
        return timer

    def _edited(self) -> None:
        self.dirty = True
        for timer in self._timers:
            timer.start()

    def leave(self) -> None:
        """Keep what stands there, where the person typed something."""
        if self.dirty:
            self.settled()
            self.keep.emit(self.spec.name)

    def settled(self) -> None:
        """Nothing is waiting any more."""
        self.dirty = False
        for timer in self._timers:
            timer.stop()

    def refuse(self, sentence: str) -> None:
        """Say beside the field why what stands there cannot be; nothing where it can."""
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        self.editor.mark_refused(bool(sentence))
        self.editor.setAccessibleDescription(sentence)

    def troubled(self) -> bool:
        """Return whether something is to be looked at here: what cannot be, is missing, or is seen by policy."""
        return not (self.refusal.isHidden() and (self.note.isHidden() or self.level not in TROUBLE))

    def remark(self, sentence: str, level: str, why: str, links: Sequence[RemarkLink] = ()) -> None:
        """Say what policy sees in the field, with its clause on hover and the ways to what it clashes with.

        Nothing takes it away.
        """
        if links or self._links.count():
            clear(self._links)
        for link_label, on in links:
            self._links.addWidget(link(self.words.apart(link_label), on))
        self.level = level
        self.note.setText(sentence)
        self.note.setToolTip(why)
        self.note.setVisible(bool(sentence))
        if sentence:
            weigh(self.note, level)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on with Enter; a click on the label leads into the field.

        Ctrl+Z is left to the record once the field is kept: it then undoes what was kept, not what was typed.
        """
        if watched is self.label:
            if event.type() == QEvent.Type.MouseButtonRelease and not self.label.hasSelectedText():
                stand_in(next(iter(self.editor.stops()), self.editor))
            return super().eventFilter(watched, event)
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.dirty
        ):
            event.ignore()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_enter(event):
            completer = watched.completer() if isinstance(watched, QLineEdit) else None
            popup = completer.popup() if completer else None
            if popup is None or not popup.isVisible():
                self._go_on()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on from whatever in the field has no use for Enter, such as one of many boxes to tick."""
        if _is_enter(event):
            self._go_on()
            return
        super().keyPressEvent(event)

    def _go_on(self) -> None:
        if not self.editor.entered():
            return
        self.leave()
        self.onward.emit(self.spec.name)


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
        event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    )
