"""What cannot be made to say something else by hand, whichever way it is written: by form, by command, by undo.

Always true:

* an objection stays as it was received; only answering adds to it;
* money from a list goes to no line that is objected to, nor from a list that is not the one posted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from fupin_desk.acts.notices.payments import blocked
from fupin_desk.domain.errors import NotByHandError, ObjectionStaysError, PaymentBlockedError
from fupin_desk.store import Saved, Stored, Work

Seen = Mapping[str, Collection[str]]
_ANSWER = ("answer", "answered_by", "answered_on")
_RECEIVED = ("said", "notice", "line", "voided", "voided_why")
_RECEIVED_HOW = ("channel", "received_on", "answer_by")
"""What may be written down later, where it was left empty."""


def save_by_hand(
    work: Work, kind: str, record: str | None, values: Mapping[str, Any], seen: Any = None, village: str | None = None
) -> Saved:
    """Save what a person typed; NotByHandError, ObjectionStaysError, PaymentBlockedError for what is no act of typing.

    Besides what ``Work.save`` raises.
    """
    before = work.find(kind, record) if record is not None and kind in ("objection", "payment") else None
    if kind == "objection":
        _check_objection(before, values)
    saved = work.save(kind, record, values, seen=seen, village=village)
    if kind == "payment":
        check_payment(work, before, saved.id)
    return saved


def _check_objection(before: Stored | None, values: Mapping[str, Any]) -> None:
    """Refuse an answer that nobody gave, and other words than were heard; to put what was got changes nothing."""
    stood: Mapping[str, Any] = before.values if before is not None else {}
    if any(name in values and (before is None or values[name] != stood[name]) for name in _ANSWER):
        raise NotByHandError("objection")
    if before is None:
        return
    changed = [name for name in (*_RECEIVED, *_RECEIVED_HOW) if name in values and values[name] != stood[name]]
    if any(name in _RECEIVED or stood[name] is not None for name in changed):
        raise ObjectionStaysError(before.id)


def check_payment(work: Work, before: Stored | None, payment: str) -> None:
    """Refuse a payment as it stands now, where it pays a line more than it did before and that line is held back."""
    after = work.get("payment", payment)
    line = after.values["distribution_line"]
    if not isinstance(line, str) or not _pays_more(before, after) or work.find("distribution_line", line) is None:
        return
    reason = blocked(work, line)
    if reason in ("objected", "differs"):
        raise PaymentBlockedError(line, reason)


def _pays_more(before: Stored | None, after: Stored) -> bool:
    if after.voided:
        return False
    if before is None or before.voided:
        return True
    was, now = before.values, after.values
    return (
        was["distribution_line"] != now["distribution_line"]
        or (was["paid_on"] is None and now["paid_on"] is not None)
        or _amount(was) < _amount(now)
    )


def _amount(values: Mapping[str, Any]) -> int:
    return int(values["amount_fen"] or 0)
