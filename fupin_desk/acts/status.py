"""Where a desk stands: what was sent and what became of it. The numbers always add up."""

from __future__ import annotations

from typing import Any

import msgspec

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.sending import to_send
from fupin_desk.acts.verifying import last_looked
from fupin_desk.exchange.receipt import State
from fupin_desk.store import Reader


def status(desk: Desk) -> dict[str, Any]:
    """Return the numbers, the heads of each stream, whether the history verifies now, and when all else last did.

    At a village: sent = taken + disputed + held + returned + unanswered, and what is withheld. At the office the same
    for each desk it let in.
    """
    with desk.vault.reading() as reader:
        numbers = _of_village(desk, reader) if desk.role == "village" else _of_office(reader)
        heads = {stream: "+".join(found) for stream, found in reader.all_heads().items() if found}
        whole = not reader.verify_chain()
        looked = last_looked(reader)
    verified = None if looked is None else msgspec.to_builtins(looked)
    return {**numbers, "heads": heads, "chain": "whole" if whole else "broken", "verified": verified}


def _of_village(desk: Desk, reader: Reader) -> dict[str, Any]:
    counts, chosen = reader.sent_counts(), to_send(desk, reader)
    # What was lost on the way and may not be sent again is withheld: nobody waits for an answer to it.
    counts["unanswered"] = counts.get("unanswered", 0) - chosen.lapsed
    return {**added_up(counts), "withheld": chosen.withheld}


def _of_office(reader: Reader) -> dict[str, Any]:
    counts = reader.offer_counts()
    withheld = reader.values_under("withheld.")
    desks = [
        {
            "village": each.village,
            "desk": each.desk,
            **added_up(counts.get(each.desk, {})),
            "withheld": withheld.get(f"withheld.{each.desk}", 0),
        }
        for each in reader.desks()
    ]
    return {"desks": desks}


def added_up(counts: dict[str, int]) -> dict[str, int]:
    """Return the numbers with their sum; what is known already counts as taken."""
    found = {state.value: counts.get(state.value, 0) for state in State}
    found["taken"] += counts.get("known", 0)
    return {"sent": sum(found.values()), **found}
