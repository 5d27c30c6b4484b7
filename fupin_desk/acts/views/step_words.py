"""A step in words: what the panel, the strip and the command line say of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from fupin_desk.acts.views.steps import SHOWN, StepView, Written
from fupin_desk.domain.changes import Value
from fupin_desk.domain.shapes import Code, Date
from fupin_desk.kinds import KINDS
from fupin_desk.store.records.steps import BEFORE, IMPORTED, SAVED
from fupin_desk.words import Translator
from fupin_desk.words.bidi import PARTED

RIGHT_TO_LEFT = "\u200f"
OUT = "voided"
SILENT = frozenset({OUT, "voided_why", "number"})
"""Fields that are no words of their own: that a record was taken out is said in place of them."""
MOST_FIELDS, MOST_LETTERS = 8, 60
"""Of a record in a step, and of a value: the record's page tells all."""


def told(words: Translator, step: StepView) -> str:
    """Return what was written in a step: of which record, which fields, and what they say now."""
    return _said(words, step, brief=False)


def titled(words: Translator, step: StepView) -> str:
    """Return what a step was about: the record and the fields, without what they say."""
    return _said(words, step, brief=True)


def _said(words: Translator, step: StepView, *, brief: bool) -> str:
    if step.what not in (BEFORE, SAVED, IMPORTED):
        return words.say(f"step.{step.what}")
    if not step.written:
        counted = words.listing(
            words.say("step.count", count=count, kind=words.kind(kind)) for kind, count in step.counts.items()
        )
        return words.say("step.import" if step.what == IMPORTED else "step.many", what=counted)
    parts = [_record(words, written, brief, step.stays is not None) for written in step.written[:SHOWN]]
    more = len(step.written) - SHOWN
    if more > 0:
        parts.append(words.say("step.more", count=more))
    return words.say("list.semicolon").join(parts)


def _fragment(words: Translator, key: str, **facts: object) -> str:
    """Return a part of a sentence that runs as the language does, though it begins with what is kept apart."""
    said = words.say(key, **facts)
    return f"{RIGHT_TO_LEFT}{said}" if words.direction == "rtl" else said


def _short(words: Translator, name: str) -> str:
    """Return the first part of what a record is called: a head's name, a contract's number."""
    return words.chosen(name).partition(PARTED)[0]


def moment(at: str) -> str:
    """Return an instant (UTC) as the laptop's own time, to the minute."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M") if at else ""


def _record(words: Translator, written: Written, brief: bool, stays: bool) -> str:
    name = _short(words, written.name)
    kind = words.kind(written.kind)
    if written.erased and not written.values:
        return _fragment(words, "step.of", name=kind, what=words.say("window.history.erased"))
    if OUT in written.values:
        way = "step.out" if written.values[OUT] else "step.back"
        return _fragment(words, way, kind=kind, name=name)
    what = words.listing(islice(_fields(words, written, brief, stays), MOST_FIELDS))
    key = "step.made" if written.made else "step.of"
    if not what:
        return _fragment(words, f"{key}_alone", kind=kind, name=name)
    return _fragment(words, key, kind=kind, name=name, what=what)


def _fields(words: Translator, written: Written, brief: bool, stays: bool) -> Iterator[str]:
    """Yield what is said of the fields; of what the desk writes by itself (``stays``) its codes and days alone."""
    for name, value in written.values.items():
        shape = KINDS[written.kind].fields[name].field.shape
        if name in SILENT or (written.made and value is None) or (stays and not isinstance(shape, Code | Date)):
            continue
        label = words.field(written.kind, name)
        if brief:
            yield label
        else:
            yield _fragment(words, "step.set", field=label, value=_value(words, written.kind, name, value))
    if written.untold:
        yield words.say("step.untold")


def _value(words: Translator, kind: str, name: str, value: Value) -> str:
    spec = KINDS[kind].fields[name]
    if isinstance(value, str) and not isinstance(spec.field.shape, Code) and len(value) > MOST_LETTERS:
        value = f"{value[:MOST_LETTERS]}…"
    if value is not None and spec.field.shape.refers:
        named = value if isinstance(value, list) else [str(value)]
        return words.listing(_short(words, name) for name in named)
    return words.value(spec, value) or "—"
