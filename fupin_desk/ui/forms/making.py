"""Which editor a field gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt

from fupin_desk.acts.views.choices import choices
from fupin_desk.acts.views.names import name_of
from fupin_desk.domain.fields import Shape
from fupin_desk.domain.record import FieldSpec
from fupin_desk.ui.forms.choices import ChecksEditor, ChoiceEditor
from fupin_desk.ui.forms.dates import DateEditor
from fupin_desk.ui.forms.editors import Editor, LineEditor, WordsEditor
from fupin_desk.ui.forms.references import ReferenceEditor, ReferencesEditor
from fupin_desk.ui.session import Session

NUMBER = "number"
"""The field the desk fills in by itself where it is left empty."""


def editor_for(
    session: Session, spec: FieldSpec, narrow: Callable[[str], Mapping[str, Sequence[str]] | None]
) -> Editor:
    """Return an editor for a field by its shape."""
    field, words, desk = spec.field, session.words, session.desk
    match field.shape:
        case Shape.CODE | Shape.YES:
            return ChoiceEditor(field, words)
        case Shape.CODES:
            return ChecksEditor(field, words)
        case Shape.DATE:
            return DateEditor(field, words)
        case Shape.WORDS | Shape.LINES:
            return WordsEditor(field)
        case Shape.REFERENCE | Shape.REFERENCES:
            of = ReferenceEditor if field.shape is Shape.REFERENCE else ReferencesEditor
            return of(
                words,
                lambda text: choices(desk, field.kinds, text, narrow(spec.name)),
                lambda record: name_of(desk, field.kinds, record),
            )
        case _:
            line = LineEditor(field)
            if spec.name == NUMBER:
                line.line.setPlaceholderText(words.say("window.number_given"))
                line.line.setReadOnly(True)
                line.line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # to be copied, never to be filled in on the way
            return line
