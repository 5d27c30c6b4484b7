"""What goes on the stick: a village's bundle to the office, and the office's answer to each of its desks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fupin_desk import keys
from fupin_desk.acts.bundles.loads import SCANS_BYTES, loads
from fupin_desk.acts.bundles.persons import persons_to_tell
from fupin_desk.acts.conflicts.disputes import note_disputes
from fupin_desk.acts.consents.consent_filter import changes_deciding, withheld_among
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.files import take_back
from fupin_desk.acts.receipts import (
    BARE_GIVEN,
    NEWEST,
    brought_back,
    keep_signed,
    newest_receipt,
    receipt_for,
    vouching_receipt,
)
from fupin_desk.domain.changes import COUNTY_STREAM, Change, village_stream
from fupin_desk.domain.errors import FileExistsAlreadyError
from fupin_desk.domain.limits import MOST_LACKING
from fupin_desk.exchange.atomic_write import make_folder, pour_atomically
from fupin_desk.exchange.bundle import BundleContent, SignedReceipt, bundle_name, pack_into
from fupin_desk.exchange.outgoing import Outgoing, outgoing
from fupin_desk.exchange.receipt import Receipt, State, sign_receipt
from fupin_desk.store import EnrolledDesk, KeptBundle, Reader, Work
from fupin_desk.store.records.steps import SENT


@dataclass(frozen=True)
class Made:
    """Bundles that were made."""

    files: list[Path]
    changes: int
    """With their content."""
    withheld: int


def make_bundles(desk: Desk, folder: Path, scans_bytes: int = SCANS_BYTES) -> Made:
    """Make what is to be carried: at a village a bundle to the office, at the office one to each of its desks.

    Where there are more than ``scans_bytes`` of scans there are several, to be carried together.

    NotEnrolledError, DiskFullError, FileNotWrittenError, FileExistsAlreadyError: then nothing counts as sent.
    """
    made = make_folder(folder)
    stick = _Stick(folder, scans_bytes)
    try:
        with desk.writing() as work:
            work.name_step(SENT)
            numbers = work.bundle_numbers(made=True)
            if desk.role == "village":
                return _to_office(desk, work, stick, numbers)
            return _to_desks(desk, work, stick, numbers)
    except BaseException:
        take_back(stick.files, folder if made else None)
        raise


@dataclass
class _Stick:
    """Where to write, and what was written there: all of it goes again if not all of it came about."""

    folder: Path
    scans_bytes: int
    files: list[Path] = field(default_factory=list)


# ---- from a village


def to_send(desk: Desk, reader: Reader) -> Outgoing:
    """Return what goes to the office today, and what of this desk's is withheld.

    Looked at are the changes the office has not told of, what it knows only to exist, and what it returned, each with
    all that says whose it is: the office has everything else.
    """
    receipt = newest_receipt(reader)
    new = reader.beyond(desk.stream, receipt.heads.get(desk.stream, ()) if receipt is not None else ())
    bare_there = set(receipt.bare) if receipt is not None else set()
    again = bare_there.union(receipt.returned) if receipt is not None else set()
    changes = [change for change in reader.changes_named(new | again) if change.stream == desk.stream]
    deciding = changes_deciding(
        reader, desk.stream, {change.body.record for change in changes if change.body is not None}
    )
    sent = reader.sent(change.digest for change in (*changes, *deciding))
    return outgoing(
        changes,
        desk=desk.id,
        states={digest: State(sent_change.state) for digest, sent_change in sent.items()},
        there=again - new,
        bare_there=bare_there,
        withheld=withheld_among(reader, deciding, desk.today(), _known_there(desk, deciding, sent)),
    )


def untold(desk: Desk, reader: Reader, records: Collection[str]) -> set[str]:
    """Return those of the records of this desk's village of which the office knows nothing, and is told nothing today.

    An office is told everything that it has.
    """
    if desk.role == "office" or not records:
        return set()
    deciding = changes_deciding(reader, desk.stream, records)
    known = _known_there(desk, deciding, reader.sent(change.digest for change in deciding))
    withheld = withheld_among(reader, deciding, desk.today(), known)
    told = {change.body.record for change in deciding if change.body and change.digest in known}
    going = {change.body.record for change in deciding if change.body and change.digest not in withheld}
    return {*records} - told - going


def never_carried(reader: Reader, chosen: Outgoing) -> int:
    """Return how many of the changes that go were never carried.

    What was carried and waits for its answer goes again, but is not new.
    """
    carried = reader.sent(chosen.sent)
    return sum(digest not in carried for digest in chosen.sent)


def _known_there(desk: Desk, changes: Sequence[Change], sent: Collection[str]) -> set[str]:
    """Return what the office was sent before: by this desk, and what it brought here of the others."""
    others = (change.digest for change in changes if change.body is not None and change.body.desk != desk.id)
    return {*sent, *others}


def _to_office(desk: Desk, work: Work, stick: _Stick, numbers: Mapping[str, int]) -> Made:
    stream, office = desk.stream, desk.certificate("office")
    chosen = to_send(desk, work)
    receipt = newest_receipt(work)
    vouching = vouching_receipt(desk, work)
    changes = [*_given_back(work, receipt, vouching), *chosen.changes]
    whole = set(chosen.sent)
    told = persons_to_tell(desk, work, changes)
    first = numbers.get(office.desk, 0) + 1
    for number, load in enumerate(loads(work, changes, stick.scans_bytes), first):
        content = BundleContent(
            recipient=office,
            number=number,
            made_at=desk.author().at,
            changes=load.changes,
            heads={stream: work.heads(stream), COUNTY_STREAM: work.heads(COUNTY_STREAM)},
            known=receipt.heads if receipt is not None else {},
            lacks={stream: work.bare(stream)[-MOST_LACKING:]},
            files=load.scans,
            file=work.blob,
            withheld=chosen.withheld,
            receipt=brought_back(desk, work),
            newest_receipt=work.get_value(NEWEST),
            persons=told,
        )
        _write(desk, work, content, stick, desk.code)
        work.note_sent([change.digest for change in load.changes if change.digest in whole], number)
    return Made(stick.files, len(chosen.sent), chosen.withheld)


def _given_back(work: Work, newest: Receipt | None, vouching: SignedReceipt | None) -> list[Change]:
    """Return what an office that fell back has lost of the county's own stream: figures that this village goes by."""
    if newest is None or vouching is None:
        return []
    return list(work.changes(COUNTY_STREAM, newest.heads.get(COUNTY_STREAM, ())))


# ---- from the office


def _to_desks(desk: Desk, work: Work, stick: _Stick, numbers: Mapping[str, int]) -> Made:
    note_disputes(work)
    answers = work.bundle_numbers(made=False)
    changes = 0
    for enrolled in work.desks():
        if enrolled.revoked_at is None:
            receipt = receipt_for(work, enrolled, desk.author().at, answers.get(enrolled.desk, 0))
            changes += _to_desk(desk, work, enrolled, receipt, stick, numbers.get(enrolled.desk, 0) + 1)
    return Made(stick.files, changes, 0)


def _to_desk(desk: Desk, work: Work, to: EnrolledDesk, receipt: Receipt, stick: _Stick, first: int) -> int:
    streams = (village_stream(to.village), COUNTY_STREAM)
    fill = BARE_GIVEN + to.desk
    changes = _news(work, to, streams, set(work.get_value(fill, [])))
    root = desk.certificate("root")
    signer = keys.Signer(desk.secrets.receipt_key, desk.certificate("receipt"), (root,))
    signed = sign_receipt(receipt, signer)
    for number, load in enumerate(loads(work, changes, stick.scans_bytes), first):
        content = BundleContent(
            recipient=keys.read_certificate(to.certificate.encode()),
            number=number,
            made_at=desk.author().at,
            changes=load.changes,
            heads={stream: work.heads(stream) for stream in streams},
            known=to.knows,
            files=load.scans,
            file=work.blob,
            receipt=signed,
        )
        _write(desk, work, content, stick, to.village)
    work.set_value(fill, sorted({*work.get_value(fill, []), *(change.digest for change in changes if change.bare)}))
    keep_signed(work, to.desk, signed, receipt)
    return sum(not change.bare for change in changes)


def _news(work: Work, to: EnrolledDesk, streams: Sequence[str], bare_given: set[str]) -> list[Change]:
    """Return what a desk has not got, parents first, and what it has only bare and can have now."""
    changes: list[Change] = []
    for stream in streams:
        news = list(work.changes(stream, to.knows.get(stream, ())))
        new = {change.digest for change in news}
        filled = [
            change for change in work.changes_named(bare_given - new) if change.stream == stream and not change.bare
        ]
        changes += filled + news
    return changes


# ---- both


def _write(desk: Desk, work: Work, content: BundleContent, stick: _Stick, village: str) -> None:
    signer = desk.signer()
    head = next((heads[0] for heads in _own_first(content.heads) if heads), "0" * 8)
    turn = 1
    while True:
        file = stick.folder / bundle_name(village, head, turn)
        try:
            digest = pour_atomically(file, lambda target: pack_into(target, content, signer))
            break
        except FileExistsAlreadyError:
            turn += 1
    stick.files.append(file)
    entry = KeptBundle(
        digest=digest,
        made=True,
        desk=content.recipient.desk,
        number=content.number,
        at=content.made_at,
        file=file.name,
        counts={"changes": sum(not change.bare for change in content.changes), "withheld": content.withheld},
    )
    work.keep_bundle(entry)


def _own_first(heads: Mapping[str, Sequence[str]]) -> list[Sequence[str]]:
    return [heads[stream] for stream in sorted(heads, reverse=True)]
