"""What happened is told apart by all that is said of it: two deliveries of one day are two, and so are two payments.

Each row of a ledger is one of the records, or a new one: first every row that says exactly what a record says, then the
others, so that the order of the rows makes no difference and the same ledger again changes nothing. Two rows that say
the same of a delivery are two deliveries, and the answer says so: more was delivered, more is owed. Of a payment they
are asked about, unless one voucher says they are one: whom a payment is doubled for is owed too little.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fupin_desk.acts.ledger.identity import IDENTITIES, same
from fupin_desk.acts.ledger.shelf import Entry
from fupin_desk.acts.ledger.staging import Staging
from fupin_desk.acts.ledger.telling import reply_of
from fupin_desk.ledger.columns import MARK


class NotExactly(Exception):
    """No record says exactly what a row says: it is judged once those are that do."""


def happened(stage: Staging, values: Mapping[str, Any], key: str) -> Entry | None:
    """Return the record a row is about, None where it is a new one or cannot be told; raises ``NotExactly``."""
    if stage.marked is not None:
        return stage.marked
    kind = stage.row.spec.kind
    everyone = [entry for way in stage.shelf.matching(kind, values) for entry in way]
    free = [entry for entry in everyone if not entry.said]
    exact = [entry for entry in free if _exactly(kind, entry, values)]
    if stage.exact_only and not exact:
        raise NotExactly
    fitting = exact or [entry for entry in free if _says_all(entry, values)] or free
    if fitting and not exact and len(fitting) > 1 and fitting is free:
        stage.fault(key, "ambiguous", name=stage.row.said.get(key))
    if fitting:
        if fitting[0].voided:
            stage.fault(key, "voided")
        return fitting[0]
    if everyone:
        return _beside(stage, values, everyone)
    if stage.shelf.like(kind, values):
        stage.note(None, "another_like_it")
    return None


def _beside(stage: Staging, values: Mapping[str, Any], spoken_of: list[Entry]) -> Entry | None:
    """Return what a row means beside another row of the ledger that may say the same."""
    kind, first = stage.row.spec.kind, spoken_of[0]
    sheet, line = min(first.said.values())
    slip = IDENTITIES[kind].slip
    if slip is not None:
        written = values.get(slip)
        by_slip = [entry for entry in spoken_of if written and same(slip, written, entry.values.get(slip))]
        if by_slip:
            return by_slip[0]
        if reply_of(stage.row.said.get(MARK)) != "no":
            stage.fault(slip, "is_it_payment", sheet=sheet, line=line)
    elif any(_exactly(kind, entry, values) for entry in spoken_of):
        stage.note(None, "delivered_again", of_line=line)
    return None


def _exactly(kind: str, entry: Entry, values: Mapping[str, Any]) -> bool:
    """Return whether a record says all that a row does, and nothing more that tells it apart."""
    apart = IDENTITIES[kind].happened or ()
    more = [name for name in apart if entry.values.get(name) is not None and name not in values]
    return not more and _says_all(entry, values)


def _says_all(entry: Entry, values: Mapping[str, Any]) -> bool:
    here = entry.values
    return all(here.get(name) is not None and same(name, value, here[name]) for name, value in values.items())
