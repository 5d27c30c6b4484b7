"""What goes to the office, worked out the slow way: by reading all that the village's stream has."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fupin_desk.acts.bundles.sending import to_send
from fupin_desk.acts.consents.consent_filter import withheld_among
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.receipts import newest_receipt
from fupin_desk.domain.changes import Change
from fupin_desk.exchange.outgoing import Outgoing, outgoing
from fupin_desk.exchange.receipt import State
from fupin_desk.store import Reader


def reading_all(desk: Desk, reader: Reader) -> tuple[Outgoing, set[str]]:
    """Return what goes, and all digests that are withheld."""
    receipt = newest_receipt(reader)
    everything = list(reader.changes(desk.stream))
    sent = reader.sent()
    withheld = withheld_among(reader, everything, desk.today(), _known_there(desk, everything, sent))
    reached = receipt.heads.get(desk.stream, []) if receipt is not None else []
    chosen = outgoing(
        everything,
        desk=desk.id,
        states={digest: State(each.state) for digest, each in sent.items()},
        there=reader.ancestors(reached),
        bare_there=set(receipt.bare) if receipt is not None else set(),
        withheld=withheld,
    )
    return chosen, withheld


def _known_there(desk: Desk, changes: Sequence[Change], sent: Collection[str]) -> set[str]:
    others = (each.digest for each in changes if each.body is not None and each.body.desk != desk.id)
    return {*sent, *others}


def check_same(desk: Desk, reader: Reader) -> tuple[Outgoing, set[str]]:
    """See that what goes is what reading everything gives, change by change; returns that."""
    slow, withheld = reading_all(desk, reader)
    quick = to_send(desk, reader)
    assert quick == slow, f"{_counts(quick)} goes, and by all there is {_counts(slow)}"
    return slow, withheld


def _counts(chosen: Outgoing) -> str:
    return f"{len(chosen.changes)} ({len(chosen.sent)} own, {chosen.withheld} withheld, {chosen.lapsed} lapsed)"
