"""What of one record cannot stand together, by form, by command and by sheet alike; each said at what was written.

Always true:

* what stood so already, from another desk say, can still be put right one field at a time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from fupin_desk.domain.check import Refused, births_differ

VILLAGE_CODE = re.compile(r"\d{12}", re.ASCII)
ONE_OF_TWO = {"party": ("household", "entity"), "share": ("household", "holder_entity")}
"""Whose a record is: one of the two is meant, and both together are nobody's."""
CONFIRMED = {"delivery": "on", "payment": "paid_on"}
"""When something came that its household confirms."""


LOOKED_AT = frozenset({"entity", "member", *ONE_OF_TWO, *CONFIRMED})
"""Kinds of which something cannot stand together."""


def check_beside(
    kind: str, stood: Mapping[str, Any] | None, said: Mapping[str, Any], written: Collection[str]
) -> list[Refused]:
    """Return what a record as it stands now may not say, and did not before (``stood``, None for a new one).

    ``written`` names what was written of it.
    """
    before = {(each, why) for each, why in _odd(kind, stood or {})}
    found = [
        (fields, why) for fields, why in _odd(kind, said) if (fields, why) not in before or _anew(why, stood, said)
    ]
    named = ((next((name for name in fields if name in written), None), why) for fields, why in found)
    return [Refused(name, why, said.get(name)) for name, why in named if name is not None]


def _odd(kind: str, said: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield fields that cannot say together what they do, where they would be mended first, and why."""
    if kind == "entity" and not all(VILLAGE_CODE.fullmatch(str(code)) for code in said.get("villages") or ()):
        yield ("villages",), "village"  # it would count for none
    if kind == "member" and births_differ(said):
        yield ("born_in", "born_on"), "births_differ"
    if kind in ONE_OF_TWO and all(said.get(name) for name in ONE_OF_TWO[kind]):
        yield ONE_OF_TWO[kind][::-1], "one_of_two"
    if kind == "payment" and said.get("contract") and said.get("distribution_line"):
        yield ("distribution_line", "contract"), "paid_for_two"
    if kind in CONFIRMED:
        day, confirmed = said.get(CONFIRMED[kind]), said.get("confirmed_on")
        if day and confirmed and str(confirmed) < str(day):
            yield ("confirmed_on", CONFIRMED[kind]), "confirmed_before"


def _anew(why: str, stood: Mapping[str, Any] | None, said: Mapping[str, Any]) -> bool:
    """Return whether a list that was odd before is odd in another way now."""
    return why == "village" and (stood or {}).get("villages") != said.get("villages")
