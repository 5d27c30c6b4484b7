"""Which editor a field gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt

from fupin_desk.acts.records.names import name_of
from fupin_desk.acts.views.choices import choices
from fupin_desk.domain.record import FieldSpec
from fupin_desk.domain.shapes import (
    Code,
    Codes,
    Date,
    Number,
    Reference,
    References,
    Shape,
    Standard,
    Text,
    TextLines,
    Words,
    Yes,
    by_shape,
)  # fmt: skip
from fupin_desk.ui.forms.choices import ChoiceEditor
from fupin_desk.ui.forms.dates import DateEditor
from fupin_desk.ui.forms.editors import Editor, LineEditor, WordsEditor
from fupin_desk.ui.forms.references import ReferenceEditor, ReferencesEditor
from fupin_desk.ui.forms.tokens import TokensEditor
from fupin_desk.ui.session import Session

NUMBER = "number"
"""The field the desk fills in by itself where it is left empty."""


Narrow = Callable[[str], Mapping[str, Sequence[str]] | None]
"""For a field that names a record: what narrows the choice."""


def editor_for(session: Session, spec: FieldSpec, narrow: Narrow) -> Editor:
    """Return an editor for a field by its shape."""
    return EDITORS[spec.field.shape](session, spec, narrow)


def _line(session: Session, spec: FieldSpec, _narrow: Narrow) -> Editor:
    line = LineEditor(spec.field)
    if spec.name == NUMBER:
        line.line.setPlaceholderText(session.words.say("window.number_given"))
        line.line.setReadOnly(True)
        line.asks = False
        line.line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # to be copied, never to be filled in on the way
    return line


def _choice(session: Session, spec: FieldSpec, _narrow: Narrow) -> Editor:
    return ChoiceEditor(spec.field, session.words)


def _words(_session: Session, spec: FieldSpec, _narrow: Narrow) -> Editor:
    return WordsEditor(spec.field)


def _referring(of: type[ReferenceEditor | ReferencesEditor]) -> Callable[[Session, FieldSpec, Narrow], Editor]:
    def made(session: Session, spec: FieldSpec, narrow: Narrow) -> Editor:
        desk, words, kinds = session.desk, session.words, spec.field.kinds
        return of(
            words,
            lambda text: [(id, words.chosen(name)) for id, name in choices(desk, kinds, text, narrow(spec.name))],
            lambda record: words.chosen(name_of(desk, kinds, record)),
        )

    return made


EDITORS: Mapping[Shape, Callable[[Session, FieldSpec, Narrow], Editor]] = by_shape(
    {
        Text: _line,
        Words: _words,
        TextLines: _words,
        Code: _choice,
        Codes: lambda session, spec, _narrow: TokensEditor(spec.field, session.words),
        Yes: _choice,
        Date: lambda session, spec, _narrow: DateEditor(spec.field, session.words),
        Number: _line,
        Standard: _line,
        Reference: _referring(ReferenceEditor),
        References: _referring(ReferencesEditor),
    }
)
"""By shape: what a value is typed in."""
