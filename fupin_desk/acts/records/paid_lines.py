"""What was paid from a list stays what it was paid on, whichever way it is written: by form, command, sheet or undo.

Always true:

* a line that was paid gives no less than that, to the household that got it, in the list it was paid from;
* neither such a line nor its list is taken out, nor is it written down that it was declined;
* who was paid by mistake is put right in order: the payment is taken out, with the reason, and then the line;
* what two desks wrote side by side stands, and is told (the rule ``payment-counts``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from fupin_desk.domain.errors import FieldsRefusedError
from fupin_desk.store import Stored, Work

Values = Mapping[str, Any]
PAID_FROM = ("distribution", "distribution_line")
PAID = "paid"
PAID_MORE = "paid_more"


def check_paid(work: Work, before: Stored, after: Values) -> None:
    """Refuse what a line that was paid, or its list, did not say before and cannot say; FieldsRefusedError."""
    if before.kind == "distribution":
        taken_out = after["voided"] and not before.voided
        faults = [("voided", PAID)] if taken_out and _was_paid_from(work, before.id) else []
    else:
        payments = work.list("payment", where={"distribution_line": before.id})
        faults = new_faults(before.values, after, [each.values for each in payments])
    if faults:
        refused = [{"field": name, "reason": why, "typed": after[name]} for name, why in faults]
        raise FieldsRefusedError(before.kind, refused)


def new_faults(before: Values, after: Values, payments: Iterable[Values]) -> list[tuple[str, str]]:
    """Return at which fields, and why, a line cannot say what it says now beside what was paid on it.

    What stood so already, from another desk say, can still be put right one field at a time.
    """
    paid = [each for each in payments if each.get("amount_fen") and not each.get("voided")]
    if not paid:
        return []
    stood = set(_faults(before, paid))
    moved = before.get("distribution") not in (None, after.get("distribution"))
    return [("distribution", PAID)] * moved + [fault for fault in _faults(after, paid) if fault not in stood]


def _faults(line: Values, paid: Collection[Values]) -> Iterator[tuple[str, str]]:
    if line.get("voided"):
        yield "voided", PAID
    if line.get("declined"):
        yield "declined", PAID
    if any(each.get("household") not in (None, line.get("household")) for each in paid):
        yield "household", PAID
    if sum(each["amount_fen"] for each in paid) > (line.get("amount_fen") or 0):
        yield "amount_fen", PAID_MORE


def _was_paid_from(work: Work, distribution: str) -> bool:
    lines = [each.id for each in work.list("distribution_line", where={"distribution": distribution})]
    return any(each.values["amount_fen"] for each in work.list("payment", where={"distribution_line": lines}))
