"""When a row and a record are the same: by ID number, else ledger number, else name (with birth date) in the household.

What happened (a delivery, a payment, a consent) is the same when it happened between the same on the same day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fupin_desk.domain.ages import births_agree
from fupin_desk.domain.folding import fold, group_key, number_key


@dataclass(frozen=True, slots=True, eq=False)  # each is itself alone: what is found is kept by it, and looked up often
class Key:
    """Fields that together tell a record from others."""

    fields: tuple[str, ...]
    needs: int = 0
    """How many of them, from the first, must be filled; 0 for all."""
    agree: tuple[str, ...] = ()
    """Fields that must not say otherwise; ``birth`` and ``paid_for`` stand for several."""
    other: tuple[str, str] | None = None
    """A field of them and one that may stand for it: a name in another script."""

    def of(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Return what is compared, in each way it may be; nothing where too much of it is empty."""
        if values.get(self.fields[0]) is None:  # all need the first: most keys of most rows end here
            return []
        ways = [values]
        if self.other and values.get(self.other[1]) is not None:
            ways.append({**values, self.other[0]: values[self.other[1]]})
        found = [tuple(compared(name, each.get(name)) for name in self.fields) for each in ways]
        return [way for way in found if None not in way[: self.needs or None]]


IDENTITIES: dict[str, tuple[Key, ...]] = {
    "village": (Key(("code",)),),
    "household": (Key(("number",)), Key(("ledger_number",))),
    "member": (
        Key(("id_number",)),
        Key(("household", "name"), agree=("id_number", "birth"), other=("name", "other_name")),
    ),
    "plot": (Key(("household", "name")),),
    "entity": (Key(("uscc",)), Key(("name",), agree=("uscc", "leader_id_number"))),
    "asset": (Key(("name",), agree=("project",)),),
    "share": (Key(("entity", "household", "holder_entity", "kind"), needs=1, agree=("since",)),),
    "contract": (Key(("number",)), Key(("ledger_number",))),
    "party": (Key(("contract", "household", "entity"), needs=1),),
    "delivery": (Key(("contract", "household", "on", "accepted_milli"), agree=("grade",)),),
    "payment": (
        Key(
            ("household", "paid_on", "amount_fen", "contract", "distribution_line"),
            needs=3,
            agree=("voucher", "member", "in_kind"),
        ),
    ),
    "distribution": (Key(("number",)),),
    "distribution_line": (Key(("distribution", "household")),),
    "consent": (Key(("household", "to", "on", "member", "about", "notice_kind"), needs=3),),
}

FILLED_IN: dict[str, Key] = {
    "payment": Key(("household", "paid_on", "amount_fen"), agree=("voucher", "member", "in_kind", "paid_for")),
}
"""Where nothing is the same: what was written down before it was known what for, and no other row speaks of."""

LIKE: dict[str, tuple[Key, ...]] = {
    "payment": (Key(("household", "paid_on"), agree=("paid_for",)), Key(("household", "voucher", "amount_fen"))),
    "delivery": (Key(("contract", "household", "on")),),
}
"""What a row may be a correction of: it is another record all the same, and the answer says so."""

NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "village": (("code",),),
    "households": (("head.name", "ledger_number", "head.id_number"),),
    "members": (("household", "head"), ("name",)),
    "plots": (("household", "head"), ("name",)),
    "entities": (("name",),),
    "assets": (("name",),),
    "shares": (("entity",), ("household", "head", "holder_entity")),
    "contracts": (("ledger_number",),),
    "parties": (("contract",), ("household", "head", "entity")),
    "deliveries": (("contract",), ("household", "head"), ("accepted_milli",), ("on",)),
    "distributions": (("number",),),
    "distribution_lines": (("distribution",), ("household", "head")),
    "payments": (("household", "head"), ("amount_fen",), ("paid_on",)),
    "consents": (("household", "head"), ("to",), ("on",)),
}
"""Columns of each sheet without which a row could not be told from others; of each group one is enough."""


def compared(name: str, value: Any) -> Any:
    """Return the value of a field as it is compared: as people say it, however it was typed; None where it is empty."""
    if not isinstance(value, str) or name in EXACT or (len(value) == 36 and value[14] == "7"):  # an id
        return value
    return READ_AS.get(name, fold)(value) or None


EXACT = frozenset({"id_number", "uscc", "leader_id_number", "code"})
"""Fields whose values were brought into one form when they were read."""
READ_AS: dict[str, Callable[[str], str]] = {
    "number": number_key,
    "ledger_number": number_key,
    "voucher": number_key,
    "group": group_key,
}
"""How the texts of a field are compared; the others letter by letter."""


def agrees(names: tuple[str, ...], one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether none of the fields says one thing here and another there."""
    return all(
        TOGETHER[name](one, other)
        if name in TOGETHER
        else None in (one.get(name), other.get(name)) or same(name, one[name], other[name])
        for name in names
    )


def same(name: str, one: Any, other: Any) -> bool:
    """Return whether two values of a field say the same."""
    return bool(compared(name, one) == compared(name, other))


def paid_for_agrees(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two payments may be for the same: one of them does not say what for, or both say it alike."""
    here, there = (tuple(map(values.get, ("contract", "distribution_line"))) for values in (one, other))
    return here == there or not any(here) or not any(there)


TOGETHER: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any]], bool]] = {
    "birth": births_agree,
    "paid_for": paid_for_agrees,
}
"""What several fields say together."""
