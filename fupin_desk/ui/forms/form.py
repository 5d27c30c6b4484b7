"""A form, made from what is said of a kind's fields. Nothing typed in it is lost, and nothing needs a button."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fupin_desk.acts.records.filling import FormSheet, keep_field, keep_typed, open_sheet
from fupin_desk.acts.records.names import name_of
from fupin_desk.domain.beside import NOT_ASKED, not_asked
from fupin_desk.domain.check import complete
from fupin_desk.domain.errors import DeskError, FieldsRefusedError
from fupin_desk.domain.findings import Finding
from fupin_desk.domain.record import FieldSpec
from fupin_desk.kinds import kind_spec
from fupin_desk.ui.forms.arrangement import Arranged, Arrangement
from fupin_desk.ui.forms.editors import Editor
from fupin_desk.ui.forms.field_box import FieldBox
from fupin_desk.ui.forms.making import editor_for
from fupin_desk.ui.forms.remarks import remark_fields
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import stand_in
from fupin_desk.ui.widgets.tabbing import TAKES_BACK, tab_stops

NEVER = ("voided", "voided_why")
"""Fields that have a way of their own to be filled."""

Narrow = Callable[[str], Mapping[str, Sequence[str]] | None]
"""For a field that names a record: what narrows the choice."""


class Form(QWidget):
    """One record's fields."""

    kept = Signal(str)
    """A field was kept."""

    def __init__(
        self,
        session: Session,
        kind: str,
        record: str,
        *,
        leave_out: Sequence[str] = (),
        given: Mapping[str, Any] | None = None,
        suggested: Mapping[str, Any] | None = None,
        narrow: Narrow | None = None,
        later: Sequence[str] = (),
        columns: int = 3,
    ) -> None:
        """Show a record; ``given`` and ``suggested`` are saved along with the first field a person fills in.

        What is suggested is shown and can be changed before; fields for ``later`` are asked for once there is a record.
        """
        super().__init__()
        self.session, self.kind, self.record = session, kind, record
        self.given, self.narrow, self.later, self.columns = dict(given or {}), narrow, later, columns
        self._not_asked: set[str] = set()
        shown = self._typed_fields({*NEVER, *leave_out, *self.given})
        self.arrangement = self._arranged(shown)
        self.boxes = {name: self._box(shown[name]) for name in self.arrangement.order(list(shown))}
        self.filled: set[str] = set()
        """What the desk filled in by itself from what was typed: whoever goes on with Enter passes it."""
        self.then: Callable[[], object] | None = None
        """Where whoever goes on past the last field is led; without it, to what comes next on the page."""
        self.sheet = open_sheet(session.desk, kind, record)
        new = not (self.sheet.exists or self.sheet.drafts)
        self.suggested = {name: value for name, value in (suggested or {}).items() if new and name in self.boxes}
        self._show(self.sheet, set(self.boxes))
        for name, value in self.suggested.items():
            self.boxes[name].editor.show_value(value)
        self._flow()
        self.remark()

    def _typed_fields(self, hidden: set[str]) -> dict[str, FieldSpec]:
        """Return the fields that are typed here; what never leaves a laptop is not asked for at the office."""
        fields, office = kind_spec(self.kind).fields, self.session.desk.role == "office"
        return {
            name: spec
            for name, spec in fields.items()
            if name not in hidden and spec.field.shape.typed and not (office and spec.local)
        }

    def _box(self, spec: FieldSpec) -> FieldBox:
        box = FieldBox(self.session.words, self.kind, spec, self._editor(spec))
        box.setParent(self)  # before it is shown: without a parent it would be a window of its own
        self.arrangement.put(box)
        box.keep.connect(self.keep)
        box.onward.connect(self._onward)
        box.draft.connect(self._draft)
        return box

    def _arranged(self, names: Iterable[str]) -> Arranged:
        """Return where the fields there are stand."""
        return Arrangement(self, self.session, self.kind, names, self.columns, self.begin)

    def _editor(self, spec: FieldSpec) -> Editor:
        return editor_for(self.session, spec, self.narrow or (lambda _name: None))

    # ---- what stands

    def reload(self) -> None:
        """Show the record as it stands now; fields the person is typing in are left alone."""
        self.sheet = open_sheet(self.session.desk, self.kind, self.record)
        self._show(self.sheet, {name for name, box in self.boxes.items() if not box.dirty})
        self._flow()

    def _show(self, sheet: FormSheet, names: set[str]) -> None:
        for name in names:
            box = self.boxes[name]
            box.editor.show_value(sheet.values.get(name))
            box.refuse("")
            if name in sheet.drafts:
                box.editor.show_raw(sheet.drafts[name])
                box.dirty = True
                self.keep(name)
            elif name in sheet.disputed:
                box.refuse(self.session.words.say("window.disputed_here"))

    def _flow(self) -> None:
        self.arrangement.flow(self.boxes, self._asked)
        self._say_not_asked()
        for name in {*self.sheet.drafts, *self._not_asked}:
            self.arrangement.unfold(name)  # what could not be kept is never folded away
        self._tell()

    def _say_not_asked(self) -> None:
        """Say beside what stays filled in, though another field now decides that it is not asked for."""
        values = {**self.sheet.values, **self.given}
        now = {fault.fields[0] for fault in not_asked(kind_spec(self.kind).cls, values)} & self.boxes.keys()
        for name in now | self._not_asked:
            sentence = self.session.words.refused(NOT_ASKED, self.kind, name) if name in now else ""
            self.boxes[name].refuse(sentence)
        self._not_asked = now

    def _tell(self) -> None:
        self.arrangement.tell(self.boxes, self._said)

    def _said(self, box: FieldBox) -> str:
        """Return what a field says, as people read it."""
        value, words, spec = self.sheet.values.get(box.spec.name), self.session.words, box.spec
        if value is None or not spec.field.shape.refers:
            return words.value(spec, value)
        ids = value if isinstance(value, list) else [value]
        return words.listing(name_of(self.session.desk, spec.field.kinds, str(record)) for record in ids)

    def _asked(self, spec: FieldSpec) -> bool:
        only = spec.field.only
        if spec.name in self.later and not self.sheet.exists:
            return False
        filled = self.sheet.values.get(spec.name) is not None or spec.name in self.sheet.drafts
        return only is None or self.given.get(only[0], self.sheet.values.get(only[0])) in only[1] or filled

    # ---- what is typed

    def keep(self, name: str) -> None:
        """Keep a field as it stands; what cannot be is refused beside it and kept as it was typed."""
        box = self.boxes[name]
        box.settled()
        value = box.editor.typed()
        self.suggested.pop(name, None)
        if value == self.sheet.values.get(name) and name not in self.sheet.drafts and name not in self.sheet.disputed:
            self._draft(name)  # typed and taken back: an earlier draft of it goes
            box.refuse("")
            return
        first = {} if self.sheet.exists else {**self.given, **self.suggested}
        try:
            sheet = self._save({**first, name: value})
        except FieldsRefusedError as problem:
            self._draft(name)
            first_refused = problem.refused[0]
            box.refuse(self.session.words.refused(first_refused["reason"], self.kind, first_refused["field"]))
        except DeskError as problem:
            box.dirty = True
            self.session.refuse(problem, (self.kind, self.record))
        else:
            self._kept(name, sheet)

    def _save(self, values: Mapping[str, Any]) -> FormSheet:
        return keep_field(self.session.desk, self.kind, self.record, values, {**self.sheet.heads})

    def _kept(self, name: str, sheet: FormSheet) -> None:
        before, self.sheet = self.sheet, sheet
        box = self.boxes[name]
        box.refuse(self.session.words.say("window.disputed_here") if name in sheet.disputed else "")
        # What the desk itself filled in, such as the number, or the day of birth from the ID.
        made = {name for name in self.boxes if not before.exists or sheet.values[name] != before.values[name]}
        rest = {name for name in made if not self.boxes[name].dirty and name not in sheet.drafts}
        self._show(sheet, rest - {name})
        if before.exists or name not in self.suggested:
            told = {name, *self.given, *self.suggested}
            self.filled |= {each for each in made - told if sheet.values[each] not in (None, before.values.get(each))}
        if not (box.editor.focusProxy() or box.editor).hasFocus():
            box.editor.show_value(sheet.values.get(name))
        depend = any(box.spec.field.only and box.spec.field.only[0] == name for box in self.boxes.values())
        if depend or (self.later and not before.exists):
            self._flow()
        self._tell()
        self.kept.emit(name)
        self.session.changed.emit(self.kind, self.record)

    def _draft(self, name: str) -> None:
        raw, box = self.boxes[name].editor.raw(), self.boxes[name]
        unchanged = box.editor.typed() == self.sheet.values.get(name)
        typed = None if unchanged else raw
        if typed is None and name not in self.sheet.drafts:
            return
        drafts = {**self.sheet.drafts, name: typed}
        desk, kind, record = self.session.desk, self.kind, self.record
        self.session.attempt(lambda: keep_typed(desk, kind, record, name, typed, self.given))
        left = {key: value for key, value in drafts.items() if value is not None}
        self.sheet = FormSheet(
            self.kind, self.record, self.sheet.exists, self.sheet.values, self.sheet.heads, self.sheet.disputed, left
        )

    def keep_all(self) -> None:
        """Keep whatever is still being typed, as when the page is left."""
        for box in self.boxes.values():
            box.leave()

    def has(self, name: str) -> bool:
        """Return whether a field is one of the form's, asked for now or not; nothing stands for any."""
        return not name or name in self.boxes

    def begin(self, at: str = "") -> bool:
        """Put the cursor into a field, whose part is opened, else into the first that is not folded away.

        Returns whether there is one that takes it.
        """
        if at in self.boxes:
            self.arrangement.unfold(at)
            names = list(self.boxes)
            return self._stop_at(names[names.index(at) :])
        return self._stop_at([name for name, box in self.boxes.items() if box.editor.asks])

    def _onward(self, name: str) -> None:
        """Go to the next field that is asked for, or past the form; what was kept is shown as it is kept."""
        box, names = self.boxes[name], list(self.boxes)
        after = names[names.index(name) + 1 :]
        if not self._stop_at([each for each in after if not self._known(each)]):
            self._past_the_end()
        if not box.dirty and name not in self.sheet.drafts:
            box.editor.show_value(self.sheet.values.get(name))

    def _known(self, name: str) -> bool:
        """Return whether a field is passed: the desk filled it in, or always does, and nothing is wrong with it."""
        if not self.boxes[name].editor.asks:
            return True
        return name in self.filled and self.sheet.values.get(name) is not None and not self.boxes[name].troubled()

    def _past_the_end(self) -> None:
        if self.then is not None:
            self.then()
            return
        around = tab_stops(self.window())
        inside = [place for place, each in enumerate(around) if self.isAncestorOf(each)]
        after = [each for each in around[max(inside, default=-1) + 1 :] if not each.property(TAKES_BACK)]
        if after:
            stand_in(after[0])

    def _stop_at(self, names: Sequence[str]) -> bool:
        """Put the cursor into the first of these that can take it."""
        for box in (self.boxes[name] for name in names if not self.arrangement.folded(name)):
            stops = () if box.isHidden() else box.editor.stops()
            if stops:
                stand_in(stops[0])
                return True
        return False

    # ---- what policy sees

    def remark(self, findings: Sequence[Finding] | None = None) -> None:
        """Put what policy sees in this record beside the fields it is about, and where something is still missing."""
        remark_fields(self.session, self.boxes, (self.kind, self.record), findings, self._missing())
        self._tell()

    def _missing(self) -> list[str]:
        return list(complete(kind_spec(self.kind), self.sheet.values)) if self.sheet.exists else []
