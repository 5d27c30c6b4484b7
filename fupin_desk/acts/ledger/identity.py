"""When a row and a record are the same: by ID number, else ledger number, else name (with birth date) in the household.

What happened (a delivery, a payment, a consent) is the same when it happened between the same on the same day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fupin_desk.domain.ages import births_agree
from fupin_desk.domain.folding import fold, group_key, number_key
from fupin_desk.domain.traits import Key, Same
from fupin_desk.kinds import KINDS

IDENTITIES: dict[str, Same] = {kind: spec.traits.same for kind, spec in KINDS.items() if spec.traits.same is not None}
"""Of each kind that a ledger speaks of, what makes a row and a record the same."""


def ways_of(key: Key, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Return what is compared by a key, in each way it may be; nothing where too much of it is empty."""
    if values.get(key.fields[0]) is None:  # all need the first: most keys of most rows end here
        return []
    ways = [values]
    if key.other and values.get(key.other[1]) is not None:
        ways.append({**values, key.other[0]: values[key.other[1]]})
    needs = key.needs or len(key.fields)
    ways_compared = [tuple([compared(name, way.get(name)) for name in key.fields]) for way in ways]
    return [way for way in ways_compared if None not in way[:needs]]


def compared(name: str, value: Any) -> Any:
    """Return the value of a field as it is compared: as people say it, however it was typed; None where it is empty."""
    if not isinstance(value, str) or name in EXACT or (len(value) == 36 and value[14] == "7"):  # an id
        return value
    return READ_AS.get(name, fold)(value) or None


EXACT = frozenset({"id_number", "uscc", "leader_id_number", "code"})
"""Fields whose values were brought into one form when they were read."""
NUMBERS = frozenset(
    name for spec in KINDS.values() for name in spec.traits.found_by if spec.traits.found_by[name] == "number"
)
"""Fields that hold a number by which people know a record."""
READ_AS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(NUMBERS, number_key),
    "voucher": number_key,
    "group": group_key,
}
"""How the texts of a field are compared; the others letter by letter."""


def agrees(names: tuple[str, ...], first: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether none of the fields says one thing here and another there."""
    return all(
        TOGETHER[name](first, other)
        if name in TOGETHER
        else None in (first.get(name), other.get(name)) or same(name, first[name], other[name])
        for name in names
    )


def same(name: str, first: Any, other: Any) -> bool:
    """Return whether two values of a field say the same."""
    return bool(compared(name, first) == compared(name, other))


def paid_for_agrees(first: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two payments may be for the same: one of them does not say what for, or both say it alike."""
    here, there = (tuple(map(values.get, ("contract", "distribution_line"))) for values in (first, other))
    return here == there or not any(here) or not any(there)


TOGETHER: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any]], bool]] = {
    "birth": births_agree,
    "paid_for": paid_for_agrees,
}
"""What several fields say together."""
