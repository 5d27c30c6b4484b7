"""Whether a desk is whole: its file, its history, and all that is derived from the history; and making that anew.

``status`` verifies the history alone, which is what others rely on. Here the record tables, search keys and orders to
erase are held against it, every file against its digest, every page of the vault against its checksum, and the log of
the exchange against what the office signed (at the office: against what it has).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec

from fupin_desk.acts.conflicts.disputes import note_disputes
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.receipts import go_by, newest_receipt
from fupin_desk.domain.errors import DeskError, VaultDamagedError
from fupin_desk.domain.verdicts import Judged, Verdict
from fupin_desk.exchange.receipt import State, states_after
from fupin_desk.store import Difference, Reader, Work

VERIFIED = "verified"
"""In the vault: when all of it was last looked at, and whether it was whole."""
MOST_TOLD = 500


class Looked(msgspec.Struct, frozen=True):
    """When everything was last looked at, and what came of it."""

    at: str
    whole: bool


def verify(desk: Desk) -> dict[str, Any]:
    """Look at everything and name what differs: part, kind, record, field, and how. Notes the day, no more."""
    faults = _faults(desk)
    with suppress(*([DeskError] if faults else [])):  # where pages are damaged, or locked, the finding is what counts
        if not desk.vault.read_only:
            _note(desk, not faults)
    return {
        "whole": not faults,
        "count": len(faults),
        "faults": [_told(difference) for difference in faults[:MOST_TOLD]],
    }


def rebuild(desk: Desk) -> dict[str, Any]:
    """Make all anew that is derived from the history, and say what that changed, and what it cannot mend.

    VaultDamagedError where the history itself cannot be read: then a backup is what is left.
    """
    before = _faults(desk)
    with desk.writing() as work:
        work.rebuild_tables()
        work.carry_out_orders()
        _sync_log_anew(desk, work)
    left = _faults(desk)
    _note(desk, not left)
    changed = [difference for difference in before if difference not in set(left)]
    return {
        "whole": not left,
        "count": len(changed),
        "changed": [_told(difference) for difference in changed[:MOST_TOLD]],
        "faults": [_told(difference) for difference in left[:MOST_TOLD]],
    }


def last_looked(reader: Reader) -> Looked | None:
    """Return when everything was last looked at, or None where it never was."""
    value = reader.get_value(VERIFIED)
    return None if value is None else msgspec.convert(value, Looked)


def _note(desk: Desk, whole: bool) -> None:
    with desk.writing() as work:
        work.set_value(VERIFIED, msgspec.to_builtins(Looked(desk.author().at, whole)))
        work.verify_on(everything=True)


def _told(difference: Difference) -> dict[str, str]:
    return {name: getattr(difference, name) for name in ("part", "kind", "record", "field", "what")}


def _faults(desk: Desk) -> list[Difference]:
    """Return everything that is wrong; where a page cannot be read, that is the last thing found."""
    differences = []
    try:
        differences += [Difference("vault", "", page, "", "differs") for page in desk.vault.integrity()]
        with desk.vault.reading() as reader:
            for fault in reader.verify_chain():
                differences.append(Difference("history", fault.stream, fault.digest, fault.what, "differs"))
            differences += reader.differences()
            differences += _sync_log_differences(desk, reader)
    except VaultDamagedError:
        differences.append(Difference("vault", "", "", "", "unreadable"))
    return differences


# ---- the sync log


def _sync_log_differences(desk: Desk, reader: Reader) -> Iterator[Difference]:
    return _at_village(desk, reader) if desk.role == "village" else _at_office(reader)


def _at_village(desk: Desk, reader: Reader) -> Iterator[Difference]:
    """Hold where every change sent stands against the receipt the desk goes by."""
    receipt, sent = newest_receipt(reader), reader.sent()
    if receipt is None:
        states = dict.fromkeys(sent, State.UNANSWERED)
        returned: dict[str, str] = {}
    else:
        unsent = reader.unsent_of(desk.id)
        states, returned = states_after(receipt, [*sent, *unsent], reader.ancestors), receipt.returned
        for digest in unsent:
            if states[digest] is not State.UNANSWERED:
                yield Difference("book", "sent", digest, "state", "missing")
    for digest, noted in sent.items():
        if noted.state != states[digest].value:
            yield Difference("book", "sent", digest, "state", "differs")
        elif noted.reason != returned.get(digest):
            yield Difference("book", "sent", digest, "reason", "differs")


def _at_office(reader: Reader) -> Iterator[Difference]:
    """Hold the verdict on every change offered against what the office has of it."""
    held = {change.digest for change in reader.held()}
    disputed = set(_in_dispute(reader))
    for enrolled in reader.desks():
        yield from (
            Difference("book", "offer", digest, "verdict", "missing") for digest in reader.unoffered_of(enrolled.desk)
        )
        offers = reader.offers(enrolled.desk)
        missing = reader.missing([judged.digest for judged in offers])
        for judged in offers:
            wrong = {
                Verdict.HELD: judged.digest not in held,
                Verdict.DISPUTED: judged.digest not in disputed,
                Verdict.TAKEN: judged.digest in missing,
                Verdict.KNOWN: judged.digest in missing,
            }.get(judged.verdict, False)
            if wrong:
                yield Difference("book", "offer", judged.digest, "verdict", "differs")


def _in_dispute(reader: Reader) -> Iterator[str]:
    for kind, record, field in reader.disputes():
        yield from reader.get(kind, record).heads.get(field, ())


def _sync_log_anew(desk: Desk, work: Work) -> None:
    if desk.role == "village":
        receipt = newest_receipt(work)
        if receipt is not None:
            go_by(work, receipt)
        else:
            work.set_sent(dict.fromkeys(work.sent(), State.UNANSWERED.value), {})
        return
    for enrolled in work.desks():
        unnoted = work.unoffered_of(enrolled.desk)
        work.note_offers(enrolled.desk, [Judged(digest, Verdict.TAKEN) for digest in unnoted])
    wrong = {difference.record for difference in _at_office(work)}
    missing = work.missing(wrong)
    work.settle_offers(wrong - missing)
    work.forget_offers(missing)  # their desk offers them again
    note_disputes(work)
