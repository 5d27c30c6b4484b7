"""What cannot be made to say something else by hand, whichever way it is written: by form, by command, by undo.

Always true:

* an objection stays as it was received, against a notice that hung by then; only answering adds to it;
* money from a list goes to no line that is objected to, nor from a list that is not the one posted, or was not yet;
* a line pays its own household, and never more than it says; one that was paid stays what it was paid on
  (``paid_lines``);
* who heads a household, is paid for it or agrees for it is one of its members (``of_household``);
* a contract's money and goods are of who is bound by it (``under_contract``);
* a record is taken out and put back with a reason, by acts of their own, and its number is the desk's;
* nobody is given a role without the passphrase that goes with it;
* a village has the code it was invited under and its one record, which is not taken out;
* of one figure the county has one value for a day, and no amount of nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, cast

from fupin_desk.acts.conflicts.disputes import note_disputes
from fupin_desk.acts.notices.objections import check_day, check_received
from fupin_desk.acts.notices.payments import held_back, over_line
from fupin_desk.acts.policy.check import figure_table
from fupin_desk.acts.records.of_household import check_of_household, concerns_household
from fupin_desk.acts.records.paid_lines import PAID_FROM, check_paid
from fupin_desk.acts.records.under_contract import UNDER_CONTRACT, check_terms, check_under_contract
from fupin_desk.domain.beside import check_beside, looked_at
from fupin_desk.domain.errors import FieldsRefusedError, NotByHandError, ObjectionStaysError, PaymentBlockedError
from fupin_desk.domain.ids import village_id
from fupin_desk.kinds import kind_spec
from fupin_desk.policy.figures import both_hold
from fupin_desk.store import Saved, Stored, Work
from fupin_desk.store.records.saving import refuse
from fupin_desk.subjects.notice.objection import Objection
from fupin_desk.subjects.office.setting import Setting
from fupin_desk.subjects.payment.records import Payment

TOGETHER = frozenset({"contract", *PAID_FROM, *UNDER_CONTRACT})
"""Kinds of which something is looked at beside others as it is typed."""
Seen = Mapping[str, Collection[str]]
_ANSWER = ("answer", "answered_by", "answered_on")
_RECEIVED = ("said", "notice", "line", "voided", "voided_why")
_RECEIVED_HOW = ("channel", "received_on", "answer_by", "by_agreed")
"""What may be written down later, where it was left empty."""


def save_by_hand(
    work: Work, kind: str, record: str | None, values: Mapping[str, Any], seen: Any = None, village: str | None = None
) -> Saved:
    """Save what a person typed; NotByHandError, ObjectionStaysError, PaymentBlockedError for what is no act of typing.

    Besides what ``Work.save`` raises.
    """
    return save_over(work, kind, work.find(kind, record) if record is not None else None, record, values, seen, village)


def save_over(
    work: Work,
    kind: str,
    before: Stored | None,
    record: str | None,
    values: Mapping[str, Any],
    seen: Any = None,
    village: str | None = None,
) -> Saved:
    """Save as ``save_by_hand`` does over the record as it stands now, which was looked up already."""
    if kind == "objection":
        _check_objection(before, values)
    _check_own_acts(kind, before, values)
    saved = work.save(kind, record, values, seen=seen, village=village)
    check_together(work, kind, before, saved.id, values)
    _keep_books(work, kind, before, saved.id)
    return saved


def _keep_books(work: Work, kind: str, before: Stored | None, record: str) -> None:
    """Count in the office's books what came to be disputed by this save, or is so no longer, as what it is now."""
    if work.author.in_village:
        return
    after = work.find(kind, record)
    if (before is not None and before.disputed) or (after is not None and after.disputed):
        note_disputes(work)


def check_together(
    work: Work, kind: str, before: Stored | None, record: str, values: Collection[str] = ("voided",)
) -> None:
    """Refuse what a record as it stands now may not say beside others: a payment held back, a figure set twice.

    ``values`` names what was written of it. PaymentBlockedError, FieldsRefusedError.
    """
    together = looked_at(kind_spec(kind).cls) or kind in TOGETHER or concerns_household(kind, values)
    after = work.find(kind, record) if together else None
    if after is not None:
        _check_as_typed(work, kind, before, _would_stand(after, values), values)
    if kind == "objection" and {"notice", "received_on", "voided"} & set(values):
        check_received(work, cast("Objection", work.get("objection", record).record), work.author.today)
    elif kind == "setting":
        _check_setting(work, before, record, values)
    elif kind == "village":
        _check_village(work, before, record)


def _check_as_typed(work: Work, kind: str, before: Stored | None, after: Stored, written: Collection[str]) -> None:
    """Refuse what a record as it was typed may not say, within itself and beside others."""
    stood = before.values if before is not None else None
    refuse(kind_spec(kind), check_beside(kind_spec(kind).cls, stood, after.values, written))
    if concerns_household(kind, written):
        check_of_household(work, before, kind, after, written)
    if kind in UNDER_CONTRACT:
        check_under_contract(work, before, kind, (after.values, written))
    if kind == "contract":
        check_terms(work, before, after)
    if before is not None and kind in PAID_FROM:
        check_paid(work, before, after.values)
    if kind == "payment":
        check_payment(work, before, after)


def _would_stand(after: Stored, written: Collection[str]) -> Stored:
    """Return a record as it stands, but with what was typed where another desk's value stands beside it."""
    typed = written if isinstance(written, Mapping) else {}
    return replace(after, values=after.values | {name: typed[name] for name in after.disputed if name in typed})


def _check_village(work: Work, before: Stored | None, record: str) -> None:
    """Refuse a village without the code it was invited under, or under another; its record's id is made of the code.

    One that came to be so otherwise can be mended one field at a time.
    """
    after = work.get("village", record)
    if _is_own_village(after) or not (before is None or _is_own_village(before)):
        return
    raise FieldsRefusedError("village", [{"field": "code", "reason": "invited", "typed": after.values["code"]}])


def _is_own_village(village: Stored) -> bool:
    own = village.village
    return not village.voided and village.values["code"] == own and village.id == village_id(own)


def _check_own_acts(kind: str, before: Stored | None, values: Mapping[str, Any]) -> None:
    """Refuse at its field what is written by an act of its own; to put what was got changes nothing."""
    stood: Mapping[str, Any] = before.values if before is not None else {}
    changed = {name: typed for name, typed in values.items() if typed != stood.get(name)}
    if kind == "village" and before is not None and changed.get("code") == before.village:
        del changed["code"]  # mended
    refused = [
        {"field": name, "reason": reason, "typed": typed}
        for name, typed in changed.items()
        if (reason := _own_act(kind, name))
    ]
    if refused:
        raise FieldsRefusedError(kind, refused)


def _own_act(kind: str, name: str) -> str | None:
    if name in ("voided", "voided_why"):
        return "own_act"
    if name == "number" and kind_spec(kind).traits.prefix is not None:
        return "made"
    return {("person", "role"): "role", ("village", "code"): "invited"}.get((kind, name))


def _check_setting(work: Work, before: Stored | None, record: str, written: Collection[str]) -> None:
    """Refuse a second value of a figure for a day that has one: nobody could tell which of them holds.

    Two that came to be there otherwise (from a copy of the office's desk) can be mended one field at a time.
    """
    settings = {one.id: one for one in work.records("setting")}
    own = settings.get(record)
    if own is None or own.value is None:
        return
    figure = figure_table().figures.get(own.figure or "")
    why = figure.refuses(own.value) if figure is not None else None
    typed_at = next((name for name in ("value", "figure") if name in written), None)
    if why and typed_at:
        raise FieldsRefusedError("setting", [{"field": typed_at, "reason": why, "typed": getattr(own, typed_at)}])
    stood = None if before is None or before.voided else cast("Setting", before.record)
    clashing = [one for one in settings.values() if one is not own and one.value is not None and both_hold(own, one)]
    if any(stood is None or stood.value is None or not both_hold(stood, one) for one in clashing):
        field = next((name for name in ("since", "until", "figure", "value") if name in written), "voided")
        typed = work.get("setting", record).values.get(field)
        raise FieldsRefusedError("setting", [{"field": field, "reason": "same_day", "typed": typed}])


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


def check_payment(work: Work, before: Stored | None, after: Stored) -> None:
    """Refuse a payment as it would stand, where it pays a line more than it did before and that line is held back.

    So is one that would be another household's than its line; a day that has not come: FieldsRefusedError.
    """
    line, more = after.values["distribution_line"], _pays_more(before, after)
    if not isinstance(line, str) or not (more or _pays_another(before, after)):
        return
    if work.find("distribution_line", line) is None:
        return
    why: str | None = over_line(work, line, after)
    if more:
        paid_on = cast("Payment", after.record).paid_on
        check_day("payment", "paid_on", paid_on or work.author.today, work.author.today, (None, ""))
        why = held_back(work, line, paid_on) or why
    elif why != "other_household":  # what else is wrong with it stood so already
        why = None
    if why:
        raise PaymentBlockedError(line, why)


def _pays_more(before: Stored | None, after: Stored) -> bool:
    if after.voided:
        return False
    if before is None or before.voided:
        return True
    was, now = before.values, after.values
    return (
        was["distribution_line"] != now["distribution_line"]
        or (now["paid_on"] is not None and (was["paid_on"] is None or str(now["paid_on"]) < str(was["paid_on"])))
        or _amount(was) < _amount(now)
    )


def _pays_another(before: Stored | None, after: Stored) -> bool:
    return before is not None and not after.voided and before.values["household"] != after.values["household"]


def _amount(values: Mapping[str, Any]) -> int:
    return int(values["amount_fen"] or 0)
