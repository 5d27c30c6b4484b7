"""Records: kept, read, taken out, put back and erased, one at a time or many at once."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.files import read_file
from fupin_desk.acts.records.along import with_what_hangs
from fupin_desk.acts.records.beginning import step_together
from fupin_desk.acts.records.by_hand import Seen, check_together, save_over
from fupin_desk.acts.records.guards import check_way, never_taken_out
from fupin_desk.domain.errors import (
    FieldsRefusedError,
    NotByHandError,
    NotErasableError,
    NotJsonError,
)
from fupin_desk.domain.ids import UUID
from fupin_desk.kinds import kind_spec
from fupin_desk.kinds.erasure import ERASABLE
from fupin_desk.kinds.privacy import UNLISTED
from fupin_desk.store import Saved, Stored, Work

_VILLAGE = re.compile(r"\d{12}", re.ASCII)
BESIDE = ("id", "village", "_disputed")
"""What stands beside the fields, as ``as_json`` gives it, so that what was got can be put."""


def put_record(
    desk: Desk, kind: str, values: Mapping[str, Any], record_id: str | None = None, seen: Seen | None = None
) -> Saved:
    """Keep what a person typed into one record; see ``store.Work.save``."""
    with desk.writing() as work:
        return _put(desk, work, kind, {**values, "id": record_id}, seen)


def put_records(desk: Desk, kind: str, text: bytes) -> list[str]:
    """Keep records written as a JSON object, a list of them, or one on each line; all of them, or none.

    An absent field stays as it is, null clears it, an unknown one is refused. ``_seen`` names, for each field, the
    changes it is based on. Returns the ids in order. NotJsonError, FieldsRefusedError, UnknownKindError;
    NotByHandError, ObjectionStaysError, PaymentBlockedError; WrongRoleError for what only the county sets.
    """
    kind_spec(kind)
    ids: list[str] = []
    refused: list[dict[str, Any]] = []
    objects = read_objects(text)
    with desk.writing() as work:
        for line, values in objects:
            seen = values.pop("_seen", None)
            try:
                ids.append(_put(desk, work, kind, values, seen).id)
            except FieldsRefusedError as error:
                refused += [{**refusal, "line": line} for refusal in error.refused]
        refused = refused or _misnamed(work, kind, objects)
        if refused:
            raise FieldsRefusedError(kind, refused)
    return ids


def _misnamed(work: Work, kind: str, objects: list[tuple[int, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return what names a record that came with a later line and is of another kind: lines come in any order."""
    if not any(values.get("id") for _line, values in objects):
        return []
    return [
        {"field": refused.field, "reason": refused.reason, "typed": refused.typed, "line": line}
        for line, values in objects
        for refused in work.misnamed(kind, {name: value for name, value in values.items() if name not in BESIDE})
    ]


def _put(desk: Desk, work: Work, kind: str, written: Mapping[str, Any], seen: Seen | None) -> Saved:
    record = written.get("id")
    before = work.find(kind, record) if isinstance(record, str) else None
    _check_names(desk, work, kind, written, seen, before)
    values = {name: value for name, value in written.items() if name not in BESIDE}
    unseen = seen if seen is None else {name: list(digests) for name, digests in seen.items()}
    return save_over(work, kind, before, record, values, unseen, written.get("village") or None)


def _check_names(
    desk: Desk, work: Work, kind: str, values: Mapping[str, Any], seen: Any, before: Stored | None
) -> None:
    """Refuse an id, a village or a ``_seen`` that cannot be: what it wrote would travel to nobody."""
    realm = kind_spec(kind).cls.realm
    if not kind_spec(kind).traits.by_hand:
        raise NotByHandError(kind)
    if realm == "county":
        desk.must_be("office")
    record, village = values.get("id"), values.get("village")
    refused = []
    if record is not None and not (isinstance(record, str) and UUID.fullmatch(record)):
        refused.append({"field": "id", "reason": "reference", "typed": record})
    elif realm == "village" and not _village_fits(desk, before, village):
        reason = "other_village" if isinstance(village, str) and _VILLAGE.fullmatch(village) else "village"
        refused.append({"field": "village", "reason": reason, "typed": village})
    elif record is not None and before is None and work.kinds_of(record):
        # Whatever names that record would name this one too.
        refused.append({"field": "id", "reason": "other_kind", "typed": record})
    if seen is not None and not _names_changes(seen):
        refused.append({"field": "_seen", "reason": "type", "typed": seen})
    if refused:
        raise FieldsRefusedError(kind, refused)


def _village_fits(desk: Desk, before: Stored | None, village: Any) -> bool:
    """A laptop writes for its own village; the office must say for which of its villages a new record is."""
    if desk.role == "village":
        return village in (None, "", desk.code)
    if before is not None:
        return village in (None, "", before.village)
    return isinstance(village, str) and bool(_VILLAGE.fullmatch(village)) and village.startswith(desk.code)


def _names_changes(seen: Any) -> bool:
    return isinstance(seen, Mapping) and all(
        isinstance(item, list | tuple | set | frozenset) and all(isinstance(item, str) for item in item)
        for item in seen.values()
    )


def read_objects(text: bytes) -> list[tuple[int, dict[str, Any]]]:
    """Return the JSON objects of a text, each with its line; NotJsonError names the line that is none."""
    try:
        whole = _decoded(text)
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict):
        return [(1, whole)]
    if isinstance(whole, list) and all(isinstance(item, dict) for item in whole):
        return list(enumerate(whole, 1))
    objects = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            objects.append((number, _object(line, number)))
    return objects


def _object(line: bytes, number: int) -> dict[str, Any]:
    try:
        value = _decoded(line)
    except (ValueError, RecursionError):
        raise NotJsonError(number) from None
    if not isinstance(value, dict):
        raise NotJsonError(number)
    return value


def _decoded(text: bytes) -> Any:
    return json.loads(
        text.decode("utf-8-sig"), parse_constant=_finite, parse_float=_finite, object_pairs_hook=_each_once
    )


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Python keeps the last of what stands twice; what was typed is not to be lost in silence."""
    value = dict(pairs)
    if len(value) < len(pairs):
        raise ValueError(pairs)
    return value


def _finite(number: str) -> float:
    """JSON knows no NaN and no infinity, though Python reads them."""
    if not math.isfinite(float(number)):
        raise ValueError(number)
    return float(number)


def read_text(path: Path) -> bytes:
    """Return the content of a file of records."""
    return read_file(path)


def as_json(stored: Stored, untold: Collection[str] = ()) -> dict[str, Any]:
    """Return a record as scripts see it: its filled fields, where each stands (``_seen``), and what is disputed."""
    told: dict[str, Any] = {"id": stored.id, "village": stored.village}
    told |= {name: value for name, value in stored.values.items() if value is not None and name not in untold}
    told["_seen"] = {name: list(heads) for name, heads in stored.heads.items() if heads and name not in untold}
    if stored.disputed:
        told["_disputed"] = [name for name in stored.disputed if name not in untold]
    return told


def get_record(desk: Desk, kind: str, record_id: str) -> dict[str, Any]:
    """Return one record; UnknownKindError, UnknownRecordError."""
    kind_spec(kind)
    with desk.vault.reading() as reader:
        return as_json(reader.get(kind, record_id))


def list_records(desk: Desk, kind: str, *, voided: bool = False) -> list[dict[str, Any]]:
    """Return every record of a kind, without those taken out unless asked for; of some none is ever taken out.

    What is told of one record at a time (``privacy.UNLISTED``) is not listed: ``get_record`` shows it. So agreements
    taken out are listed never: the list would be of those who said no.
    """
    voided = voided and not kind_spec(kind).fields["voided"].keeps_no
    untold = {name for of, name in UNLISTED if of == kind}
    with desk.vault.reading() as reader:
        return [as_json(stored, untold) for stored in reader.list(kind, voided=voided or never_taken_out(kind))]


def void_record(desk: Desk, kind: str, record_id: str, reason: str) -> str:
    """Take a record out, and what is nothing without it, with a reason, which stays here; nothing is deleted.

    FieldsRefusedError without a reason, or for a line that was paid, or its list; ObjectionStaysError; NotByHandError
    for what only its own commands write, and for a village, without which its desk would be nobody's.
    """
    check_way(kind, record_id, "void")
    _check_reason(kind, reason)
    with desk.writing() as work:
        before = work.find(kind, record_id)
        saved = with_what_hangs(work, kind, record_id, lambda work: work.void(kind, record_id, reason))
        check_together(work, kind, before, saved.id)
        return saved.id


def restore_record(desk: Desk, kind: str, record_id: str, reason: str) -> str:
    """Put a record back that was taken out, and what went with it, with a reason, which stays here.

    FieldsRefusedError without a reason, or where what it hangs on is itself taken out; PaymentBlockedError,
    UnknownRecordError, RecordErasedError, ObjectionStaysError. Who was taken out of those who may open the desk is let
    in anew, with a passphrase: NotByHandError.
    """
    check_way(kind, record_id, "restore")
    _check_reason(kind, reason)
    return _back(desk, kind, record_id, lambda work: work.restore(kind, record_id, reason))


def undo_record(desk: Desk, kind: str, record_id: str) -> str:
    """Put back what the last act on a record replaced; again, what the one before it did.

    UndoTooLateError, NothingToUndoError, ObjectionStaysError; besides what saving it so would raise.
    """
    check_way(kind, record_id, "step")
    return _back(desk, kind, record_id, lambda work: work.undo(kind, record_id))


def redo_record(desk: Desk, kind: str, record_id: str) -> str:
    """Bring back what was undone last on a record; NothingToRedoError where something else was done to it since."""
    check_way(kind, record_id, "step")
    return _back(desk, kind, record_id, lambda work: work.redo(kind, record_id))


def _back(desk: Desk, kind: str, record_id: str, act: Callable[[Work], Saved]) -> str:
    with desk.writing() as work:
        before = work.find(kind, record_id)
        saved = with_what_hangs(work, kind, record_id, lambda work: step_together(work, kind, record_id, act))
        check_together(work, kind, before, saved.id)
        return saved.id


def _check_reason(kind: str, reason: str) -> None:
    if not reason.strip():
        raise FieldsRefusedError(kind, [{"field": "voided_why", "reason": "empty", "typed": reason}])


def erase_record(desk: Desk, kind: str, record_id: str) -> int:
    """Erase what is kept of a record and all that belongs to it; returns how many records were touched.

    Copies on sticks that were carried away cannot be reached. NotErasableError for what is not a household's.
    """
    kind_spec(kind)
    if kind not in ERASABLE:
        raise NotErasableError(kind)
    with desk.writing() as work:
        touched = work.erase(kind, record_id)
    desk.vault.clean()
    return len(touched)
