"""What a village's desk puts on the stick: all that is unanswered, whole; what may not travel, bare; nothing twice.

What was returned goes along each time: an office of an older version returns what one of a newer version takes.

Other desks' changes go along only where the office has lost them, and count in nobody's sums; the office takes them if
the bundle brings a receipt of its own that reaches them (``admission``). So a desk keeps, when the office has fallen
back, the newest receipt from before that, and sends it along (``Content.receipt``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from fupin_desk.domain.changes import Change
from fupin_desk.exchange.receipt import State


@dataclass(slots=True)
class Outgoing:
    """What goes into the next bundle."""

    changes: list[Change] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    """Those of this desk that go whole: the ones to keep count of."""
    relayed: int = 0
    """Other desks' changes that go whole."""
    withheld: int = 0
    """Changes of this desk that the office has never had the content of, and may not."""
    lapsed: int = 0
    """Those of them that were sent, and lost on the way before consent was withdrawn or they were erased."""


def outgoing(
    changes: Iterable[Change],
    *,
    desk: str,
    states: Mapping[str, State],
    there: Collection[str],
    bare_there: Collection[str],
    withheld: Collection[str],
) -> Outgoing:
    """Choose from the stream's ``changes``, parents first; those that the office has whole may be left out.

    ``states``: of all this desk ever sent. ``there``: everything at or behind the heads in the newest receipt, and
    ``bare_there`` what it knows of that only to exist. ``withheld``: what consent or a legal duty does not cover.
    """
    chosen = Outgoing()
    for change in changes:
        digest = change.digest
        own = change.body is not None and change.body.desk == desk
        unanswered = states.get(digest, State.UNANSWERED) is State.UNANSWERED
        lapsed = own and unanswered and digest in states and digest in withheld and digest in bare_there
        chosen.lapsed += lapsed
        chosen.withheld += lapsed or (own and digest in withheld and digest not in states)
        returned = own and states.get(digest) is State.RETURNED
        if not (unanswered or returned) or change.bare or digest in withheld:
            if digest not in there:
                chosen.changes.append(change.stripped())
        elif returned:  # once more, in case the office is newer now; its answer stands until there is another
            chosen.changes.append(change)
        elif digest not in there or digest in bare_there:
            chosen.changes.append(change)
            if own:
                chosen.sent.append(digest)
            else:
                chosen.relayed += 1
    return chosen
