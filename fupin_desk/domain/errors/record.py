"""What was entered cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fupin_desk.domain.errors.base import DeskError


@dataclass
class RecordError(DeskError):
    """What was entered cannot be."""


@dataclass
class FieldsRefusedError(RecordError):
    """One or more values cannot be; nothing was written."""

    kind: str
    refused: list[dict[str, Any]]
    """``field``, ``reason`` (``refused.<reason>`` in i18n) and ``typed`` of each; ``line`` where there are several."""


@dataclass
class UnknownKindError(RecordError):
    """There is no such kind of record."""

    kind: str


@dataclass
class UnknownRecordError(RecordError):
    """There is no such record on this desk."""

    kind: str
    id: str


@dataclass
class UndoTooLateError(RecordError):
    """A field was changed again since: undoing would lose that."""

    kind: str
    id: str
    fields: list[str]


@dataclass
class UndoRestsOnError(RecordError):
    """Other records name what undoing would take out: kind, id and name of one of them, and how many there are."""

    kind: str
    id: str
    count: int
    name: str = ""


@dataclass
class StepStaysError(RecordError):
    """What was done in this step is not undone: its kind is said by ``reason``."""

    reason: str
    kind: str = ""


@dataclass
class StepOfAnotherError(RecordError):
    """The last step is somebody else's, who worked at this desk before: one looks before undoing it."""

    name: str


@dataclass
class NoSuchStepError(RecordError):
    """Nothing can be undone at this desk, or done again, any more; or there is no such step."""

    way: str


@dataclass
class NothingToUndoError(RecordError):
    """The record has no change that could be undone."""

    kind: str
    id: str


@dataclass
class NothingToRedoError(RecordError):
    """Nothing was undone on the record that could be brought back, or something else was done to it since."""

    kind: str
    id: str


@dataclass
class ChangeNotSeenError(RecordError):
    """A save says it saw a change that was never made to this field of the record."""

    kind: str
    id: str
    field: str
    change: str


@dataclass
class RecordErasedError(RecordError):
    """The record was erased at somebody's wish; what comes next is a new record."""

    kind: str
    id: str


@dataclass
class NotByHandError(RecordError):
    """Records of this kind come of acts of their own (erasing, notices) and are not put in by hand."""

    kind: str


@dataclass
class NotJsonError(RecordError):
    """The text is not a JSON object, or lines of them, or one of them names a field twice."""

    line: int


@dataclass
class NotErasableError(RecordError):
    """Only what is kept about a household can be erased."""

    kind: str
