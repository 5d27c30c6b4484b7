"""The line that says which record a page shows: what it is called, what it is, and how far it is on its way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from fupin_desk.acts.records.filling import open_sheet
from fupin_desk.acts.records.names import name_of
from fupin_desk.acts.views.sync_status import village_and_status
from fupin_desk.kinds import kind_spec
from fupin_desk.policy.specs import SYNC_STATUS, PageSpec
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.records_table import SYNC_LEVELS
from fupin_desk.ui.widgets.simple import mark, text


def called(session: Session, spec: PageSpec, record: str) -> str:
    """Return the title of a record that is there."""
    desk, words = session.desk, session.words
    name = words.apart(name_of(desk, [spec.kind], record))
    if spec.titled_by is None:
        return name
    field, values = kind_spec(spec.kind).fields[spec.titled_by], open_sheet(desk, spec.kind, record).values
    return f"{words.value(field, values[spec.titled_by])} {name}"


def tags_of(session: Session, spec: PageSpec, record: str) -> list[QWidget]:
    """Return what stands beside the title: fields its spec names, its state, how far it is on its way."""
    words, fields = session.words, kind_spec(spec.kind).fields
    values = open_sheet(session.desk, spec.kind, record).values
    told = [words.value(fields[name], values[name]) for name in spec.told if values[name] is not None]
    tags: list[QWidget] = [mark(words.apart(said), "not_judged") for said in told]
    return [*tags, *_state(session, spec, values), *_standing(session, spec, record)]


def _standing(session: Session, spec: PageSpec, record: str) -> list[QWidget]:
    """How far it has come on its way to the county; at the county, which village it is of."""
    village, status = village_and_status(session.desk, spec.kind, record)
    if not village or SYNC_STATUS not in spec.columns:
        return []
    if session.desk.role == "office":
        return [text(session.words.apart(village), "muted", wrap=False)]
    return [mark(session.words.say(f"window.sync_status.{status}"), SYNC_LEVELS.get(status, "not_judged"))]


def _state(session: Session, spec: PageSpec, values: Mapping[str, Any]) -> list[QWidget]:
    """The state a record is in, marked by its weight."""
    if spec.state is None or (code := values[spec.state.field]) is None:
        return []
    label = session.words.value(kind_spec(spec.kind).fields[spec.state.field], code)
    return [mark(label, spec.state.weights.get(code, "note"))]
