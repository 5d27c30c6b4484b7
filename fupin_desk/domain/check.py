"""The one function that records are made through: what cannot be is refused at its field, and nothing is guessed.

Reasons are codes (``refused.<reason>`` in i18n): ``type``, ``too_long``, ``too_small``, ``too_big``, ``code``,
``date``, ``id_number``, ``child``, ``birth_differs``, ``uscc``, ``card``, ``phone``, ``village``, ``digest``,
``reference``, ``unknown_field``; of a day that can hardly be (``plausible``) ``to_come``, ``too_early``, ``too_far``,
``id_birth``; of two fields together ``withdrawn_before``, ``turned_round``, ``stake_above_line``,
``left_unborn``; of a field that another decides is not asked for, ``not_asked``;
the store's ``other_kind`` and ``taken_out`` of what is named, and ``not_taken_out``; the acts' ``own_act``, ``made``,
``role`` and ``same_day``: what is done by an act of its own, and never typed; ``births_differ``, and what does not go
with its contract (``subjects.contract.constraints``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fupin_desk.domain.changes import Value
from fupin_desk.domain.fields import Field
from fupin_desk.domain.record import KindSpec
from fupin_desk.domain.shapes import RefusedValue


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that cannot be, as it was typed."""

    field: str
    reason: str
    typed: Any


def check_values(spec: KindSpec, values: Mapping[str, Any]) -> tuple[dict[str, Value], list[Refused]]:
    """Return the values in the form the history keeps, and what was refused of them. ``None`` clears a field."""
    taken: dict[str, Value] = {}
    refused: list[Refused] = []
    for name, typed in values.items():
        if name not in spec.fields:
            refused.append(Refused(name, "unknown_field", typed))
            continue
        try:
            taken[name] = None if typed is None else check_value(spec.fields[name].field, typed)
        except RefusedValue as cannot:
            refused.append(Refused(name, cannot.reason, typed))
    return taken, refused


def check_pairs(spec: KindSpec, before: Mapping[str, Value], taken: Mapping[str, Value]) -> list[Refused]:
    """Return the fields, among those typed, that would be more or later than what bounds them (``at_most``)."""
    whole = {**before, **taken}
    refused: list[Refused] = []
    for lows, high, reason in spec.cls.at_most:
        low = min(lows.split("|"), key=lambda name: (whole.get(name) is None, str(whole.get(name))))
        if not _above(whole.get(low), whole.get(high)):
            continue
        # Of two amounts typed together the part is named, not the whole; of two days the one that should follow.
        order = (low, high) if isinstance(whole[low], int) else (high, low)
        refused += [Refused(name, reason, taken[name]) for name in order if name in taken][:1]
    return refused


def check_unfit(spec: KindSpec, before: Mapping[str, Value], taken: Mapping[str, Value], on: date) -> list[Refused]:
    """Return what cannot be of a record as a whole when something of it is written on a day (``Record.unfit``)."""
    return [Refused(fault.fields[0], fault.reason, fault.typed) for fault in spec.cls.unfit(before, taken, on)]


def _above(value: Value, bound: Value) -> bool:
    """Return whether a number, or a day as ISO text, is more or later than another; never where one is missing."""
    if isinstance(value, str) and isinstance(bound, str):
        return value > bound
    return isinstance(value, int) and isinstance(bound, int) and value > bound


def shown(value: Value) -> Value:
    """Return a value as it is kept of what is typed: a text of signs that nobody sees (joiners, U+200B) says nothing.

    Those that came from elsewhere stay as they were signed.
    """
    if isinstance(value, str) and all(unicodedata.category(sign) in ("Cf", "Zs", "Mn") for sign in value):
        return None
    return value


def check_value(field: Field, typed: Any) -> Value:
    """Return one value in the form the history keeps, or raise ``RefusedValue``. An empty text clears the field."""
    value = field.shape.check(field, typed)
    return None if value in ("", []) else value


def complete(spec: KindSpec, values: Mapping[str, Any]) -> list[str]:
    """Return the fields still missing for the record to be complete."""
    return [name for name, field in spec.fields.items() if _asked(field.field, values) and values.get(name) is None]


def _asked(field: Field, values: Mapping[str, Any]) -> bool:
    return field.required and (field.only is None or values.get(field.only[0]) in field.only[1])
