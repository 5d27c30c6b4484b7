"""Where a desk stands: what was sent and what became of it. The numbers always add up."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import msgspec

from fupin_desk.acts.bundles.sending import never_carried, to_send
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.keeping.verifying import last_looked
from fupin_desk.domain.errors import DeskError
from fupin_desk.exchange.outgoing import Outgoing
from fupin_desk.exchange.receipt import State
from fupin_desk.store import Reader

MUCH = 1000
"""Changes that are verified in no time."""


def status(desk: Desk) -> dict[str, Any]:
    """Return the numbers, the heads of each stream, whether the history verifies now, and when all else last did.

    ``chain`` is of what came since the history was verified as a whole, at ``whole_at`` (none yet: of all of it).

    At a village: sent = taken + disputed + held + returned + unanswered, and what is withheld. At the office the same
    for each desk it let in.
    """
    return status_and_unsent(desk)[0]


def status_and_unsent(desk: Desk) -> tuple[dict[str, Any], int]:
    """Return the status, and at a village how many changes were never carried to the office and may go."""
    faults, whole_at = _chain(desk)
    with desk.vault.reading() as reader:
        chosen = to_send(desk, reader) if desk.role == "village" else None
        numbers = _of_office(reader) if chosen is None else _of_village(reader, chosen)
        unsent = 0 if chosen is None else never_carried(reader, chosen)
        heads = {stream: "+".join(digests) for stream, digests in reader.all_heads().items() if digests}
        looked = last_looked(reader)
    verified = None if looked is None else msgspec.to_builtins(looked)
    chain = {"chain": "broken" if faults else "whole", "whole_at": whole_at}
    return {**numbers, "heads": heads, **chain, "verified": verified}, unsent


def _chain(desk: Desk) -> tuple[bool, str | None]:
    """Return whether the history has faults, and when all of it was last found whole: today's look is at what is new.

    Where much is new, how far it was looked at is noted, so that the next look is short.
    """
    with desk.vault.reading() as reader:
        much = reader.to_verify() > MUCH
    if much and not desk.vault.read_only:
        with suppress(DeskError), desk.writing() as work:  # busy, or no room: it is looked at without a note
            return bool(work.verify_on()), work.chain_mark.whole_at or None
    with desk.vault.reading() as reader:
        return bool(reader.verify_since()), reader.chain_mark.whole_at or None


def _of_village(reader: Reader, chosen: Outgoing) -> dict[str, Any]:
    counts = reader.sent_counts()
    # What was lost on the way and may not be sent again is withheld: nobody waits for an answer to it.
    counts["unanswered"] = counts.get("unanswered", 0) - chosen.lapsed
    return {**added_up(counts), "withheld": chosen.withheld}


def _of_office(reader: Reader) -> dict[str, Any]:
    counts = reader.offer_counts()
    withheld = reader.values_under("withheld.")
    desks = [
        {
            "village": enrolled.village,
            "desk": enrolled.desk,
            **added_up(counts.get(enrolled.desk, {})),
            "withheld": withheld.get(f"withheld.{enrolled.desk}", 0),
        }
        for enrolled in reader.desks()
    ]
    return {"desks": desks}


def added_up(counts: dict[str, int]) -> dict[str, int]:
    """Return the numbers with their sum; what is known already counts as taken."""
    by_state = {state.value: counts.get(state.value, 0) for state in State}
    by_state["taken"] += counts.get("known", 0)
    return {"sent": sum(by_state.values()), **by_state}
