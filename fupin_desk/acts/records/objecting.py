"""What is written of an objection by hand: it stays as it was received, and answering it is an act of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, cast

from fupin_desk.acts.notices.objections import check_received
from fupin_desk.domain.errors import NotByHandError, ObjectionStaysError
from fupin_desk.domain.record import kind_name
from fupin_desk.store import Stored, Work
from fupin_desk.subjects.notice.objecting import ANSWER, RECEIVED, RECEIVED_ONCE
from fupin_desk.subjects.notice.objection import Objection

STAYING = RECEIVED_ONCE | {"voided", "voided_why"}
"""What is never written later; what else was received may be, where it was left empty."""
HANGING = frozenset({"notice", "received_on", "voided"})
"""Fields of which one is written where it is asked whether its notice hung by then."""


def check_received_once(before: Stored | None, values: Mapping[str, Any]) -> None:
    """Refuse an answer that nobody gave, and other words than were heard; to put what was got changes nothing.

    NotByHandError, ObjectionStaysError.
    """
    stood: Mapping[str, Any] = before.values if before is not None else {}
    if any(before is None or values[name] != stood[name] for name in ANSWER & values.keys()):
        raise NotByHandError(kind_name(Objection))
    if before is None:
        return
    changed = [name for name in (RECEIVED | STAYING) & values.keys() if values[name] != stood[name]]
    if any(name in STAYING or stood[name] is not None for name in changed):
        raise ObjectionStaysError(before.id)


def check_hung(work: Work, _before: Stored | None, after: Stored, written: Collection[str]) -> None:
    """Refuse an objection to what did not hang by the day it was received; NoticeStateError, FieldsRefusedError."""
    if not HANGING.isdisjoint(written):
        check_received(work, cast("Objection", after.record), work.author.today)
