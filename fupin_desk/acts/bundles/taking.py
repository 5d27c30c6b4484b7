"""What came on the stick: checked to the last byte, judged change by change, taken in one transaction each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from fupin_desk import keys
from fupin_desk.acts.bundles.bounds import check_offering, keep_bounds
from fupin_desk.acts.bundles.opening import bundle_reader, opened_bundle
from fupin_desk.acts.bundles.persons import keep_authors, keep_persons, weigh_persons
from fupin_desk.acts.bundles.readmit import let_in_again
from fupin_desk.acts.conflicts.disputes import note_disputes
from fupin_desk.acts.consents.doubted import doubt_agreements
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.files import read_beginning
from fupin_desk.acts.laptops.carrying import take_carried
from fupin_desk.acts.laptops.elsewhere import note_elsewhere
from fupin_desk.acts.laptops.neighbours import neighbours
from fupin_desk.acts.receipts import BARE_GIVEN, take_receipt, withdraw_green
from fupin_desk.domain.changes import Change
from fupin_desk.domain.errors import BundleBeyondLimitError, DeskError, NoSuchDeskError
from fupin_desk.domain.scans import scan_of
from fupin_desk.domain.verdicts import Judged, Verdict
from fupin_desk.exchange import bundle as bundles
from fupin_desk.exchange.admission import sender_of
from fupin_desk.exchange.merge import Outcome, judge
from fupin_desk.exchange.ownership import Asked
from fupin_desk.exchange.persons import Told
from fupin_desk.exchange.receipt import Receipt, Standing
from fupin_desk.keys import CertificateRole
from fupin_desk.store import EnrolledDesk, KeptBundle, Work
from fupin_desk.store.records.steps import TAKEN

PROVED = "proved"
"""Of what is held, what a receipt of the office proved when it came."""
NONE_YET = {verdict.value: 0 for verdict in Verdict}


@dataclass(frozen=True)
class Taken:
    """What became of one file."""

    file: Path
    sender: str | None = None
    """Code of the village or county it came from."""
    error: DeskError | None = None
    verdicts: dict[str, int] = field(default_factory=lambda: dict(NONE_YET))
    receipt: Standing | None = None
    persons: Told | None = None
    """At the office: of whom it told that had not been known, and who is of elsewhere."""
    laptop: str | None = None
    """Name of the other laptop of this village that it came from, where it did."""

    def told(self) -> dict[str, Any]:
        """Return it as scripts see it."""
        refused = self.error.code if self.error is not None else None
        told = {"file": str(self.file), "sender": self.sender, "refused": refused, "verdicts": self.verdicts}
        persons = self.persons
        if persons is None:
            return told
        return told | {"persons": {"new": len(persons.new), "elsewhere": len(persons.elsewhere)}}


def take_bundles(desk: Desk, files: Sequence[Path], progress: Callable[[int, int], bool] | None = None) -> list[Taken]:
    """Take bundles, each whole or not at all. ``progress(done, of)`` returns False to stop before the next."""
    taken: list[Taken] = []
    for done, file in enumerate(files):
        if progress is not None and not progress(done, len(files)):
            break
        try:
            taken.append(take_bundle(desk, file))
        except DeskError as error:
            taken.append(Taken(file, error=error))
    return taken


def take_bundle(desk: Desk, file: Path) -> Taken:
    """Take one bundle; raises what it was refused for, and then nothing of it was taken."""
    opener = bundle_reader(desk)
    opened, receipt = opened_bundle(desk, file, opener)
    with desk.writing() as work:
        work.name_step(TAKEN)
        if desk.role == "village" and opened.sender.role is CertificateRole.VILLAGE:
            taken = _from_neighbour(desk, work, file, opened)
        else:
            taken = _taken(desk, work, file, opener, opened, receipt)
        destroyed = work.destroyed
    if destroyed:
        desk.vault.clean()
    return taken


def _from_neighbour(desk: Desk, work: Work, file: Path, opened: bundles.Bundle) -> Taken:
    outcome = take_carried(desk, work, opened)
    return Taken(file, opened.sender.village, verdicts=outcome.counts, laptop=opened.sender.name)


def _taken(
    desk: Desk, work: Work, file: Path, opener: bundles.BundleReader, opened: bundles.Bundle, receipt: Receipt | None
) -> Taken:
    enrolled, held = _sender(desk, work, opened), work.held()
    told = None if enrolled is None else weigh_persons(desk, work, enrolled, opened, held)
    vouching = receipt if enrolled is not None else None
    outcome = _judged(desk, work, opened, vouching, held, told)
    naming = _naming_files(opened, outcome)
    if enrolled is not None:
        check_offering(opened, outcome)
    if desk.role == "village":
        note_elsewhere(desk, work, opened.changes.values())
        if opened.receipt is not None and receipt is not None:
            withdraw_green(work, opened.receipt, receipt, opened.changes)
    work.insert(outcome.apply)
    standing = None
    if enrolled is not None and told is not None:
        keep_persons(work, enrolled, opened, told)
        keep_authors(desk, work, enrolled.village, outcome.apply)
        _log_verdicts(work, enrolled, opened, outcome)
    elif opened.receipt is not None and receipt is not None:
        standing = take_receipt(desk, work, opened.receipt, receipt)
    if desk.role == "village":
        doubt_agreements(work)
    work.replace_held(outcome.hold)  # after all else: what is erased meanwhile is not held, and in no sync log
    work.set_value(PROVED, sorted(outcome.proved) or None)
    _keep_files(work, file, opener, opened.files, naming)
    entry = KeptBundle(
        digest=opened.digest,
        made=False,
        desk=opened.sender.desk,
        number=opened.manifest.number,
        at=desk.author().at,
        file=file.name,
        counts={**outcome.counts, "withheld": opened.manifest.withheld},
    )
    work.keep_bundle(entry)
    return Taken(file, opened.sender.village, None, outcome.counts, standing, told)


def _keep_files(
    work: Work, file: Path, opener: bundles.BundleReader, files: Collection[str], naming: Collection[str]
) -> None:
    """Keep those of the files that a change which is here, or is held, still names: an order may have erased it."""
    named = {scan_of(change) for change in (*work.changes_named(naming), *work.held())}
    wanted = [digest for digest in files if digest in named]
    if wanted:
        with work.putting_files():
            bundles.pour(file, opener, wanted, work.put_blob)


def _judged(
    desk: Desk,
    work: Work,
    opened: bundles.Bundle,
    brought: Receipt | None,
    held: Sequence[Change],
    told: Told | None,
) -> Outcome:
    return judge(
        opened.changes.values(),
        sender_of(opened.sender, desk.code if desk.role == "village" else None),
        work,
        held=held,
        proved=work.get_value(PROVED, []),
        vouched={head for heads in brought.heads.values() for head in heads} if brought is not None else (),
        bare_there={*brought.bare, *brought.returned} if brought is not None else (),
        asked=None if told is None else Asked(work, desk.id, told.writers),
    )


def _naming_files(opened: bundles.Bundle, outcome: Outcome) -> set[str]:
    """Return the changes that name a file which comes beside them, and were not returned.

    BundleBeyondLimitError where one comes with no such change: it would lie here as nobody's for ever.
    """
    named = {scan for change in opened.changes.values() if (scan := scan_of(change)) is not None}
    nobodys = opened.files - named
    if nobodys:
        raise BundleBeyondLimitError("blobs", len(nobodys), 0)
    returned = {judged.digest for judged in outcome.verdicts if judged.verdict is Verdict.RETURNED}
    return {
        digest
        for digest, change in opened.changes.items()
        if digest not in returned and opened.files and scan_of(change) in opened.files
    }


def _sender(desk: Desk, work: Work, opened: bundles.Bundle) -> EnrolledDesk | None:
    """Return the desk as the office enrolled it; the office itself is not in its own sync log.

    One that comes with another certificate of this office joined anew after the backup that the office was put back to:
    where it joins anew, the former certificate is revoked, and so would be the one it brings if it were the former.
    """
    if opened.sender.role is CertificateRole.OFFICE:
        return None
    enrolled = work.enrolled_desk(opened.sender.desk)
    if enrolled is None:
        raise NoSuchDeskError(opened.sender.village, opened.sender.desk)
    known = keys.read_certificate(enrolled.certificate.encode())
    return enrolled if known.serial == opened.sender.serial else let_in_again(desk, work, opened.sender)


def _log_verdicts(work: Work, sender: EnrolledDesk, opened: bundles.Bundle, outcome: Outcome) -> None:
    for name, offered in _by_desk(sender, opened, outcome).items():
        if work.enrolled_desk(name) is not None:
            work.note_offers(name, offered)
    keep_bounds(work, sender, opened, outcome)
    _note_released(work, outcome.released)
    note_disputes(work)
    knows = {stream: part.heads for stream, part in opened.manifest.streams.items()}
    known = {stream: [head for head in heads if not work.missing([head])] for stream, heads in knows.items()}
    work.enrol_desk(msgspec.structs.replace(sender, knows=known))
    work.set_value(f"withheld.{sender.desk}", opened.manifest.withheld)
    # An office that was put back to a copy does not remember what it gave bare.
    lacks = {digest for part in opened.manifest.streams.values() for digest in part.lacks}
    lacks -= work.missing(lacks)  # only of what is here is there anything to give
    if lacks:
        work.set_value(BARE_GIVEN + sender.desk, sorted({*work.get_value(BARE_GIVEN + sender.desk, []), *lacks}))


def _by_desk(sender: EnrolledDesk, opened: bundles.Bundle, outcome: Outcome) -> dict[str, list[Judged]]:
    """Return the verdicts by the desk in whose name each change is.

    What a sender brings along in others' names, to give an office back what it lost, those others had offered once;
    that it is returned is the sender's alone.
    """
    by_bundle: dict[str, list[Judged]] = defaultdict(list)
    for judged in outcome.verdicts:
        body = opened.changes[judged.digest].body
        if body is not None and (body.desk == sender.desk or judged.verdict is not Verdict.RETURNED):
            by_bundle[body.desk].append(judged)
    return by_bundle


def _note_released(work: Work, released: list[Judged]) -> None:
    """What was held and is no longer has a new verdict, in the log of the desk that offered it."""
    verdicts = {judged.digest: judged for judged in released}
    for desk, digest in work.offers_standing(Verdict.HELD) if verdicts else ():
        if digest in verdicts:
            work.note_offers(desk, [verdicts[digest]])


def show_bundle(desk: Desk | None, file: Path) -> dict[str, Any]:
    """Return what can be seen of a bundle: from outside, or with a desk that can read it."""
    beginning, size = read_beginning(file, bundles.HEADER_BYTES)
    seen: dict[str, Any] = {"file": str(file), "size": size, "recipients": bundles.recipients_of(beginning)}
    if desk is None:
        return seen
    own, root = desk.certificate("own"), desk.certificate("root")
    with desk.vault.reading() as reader:
        met = [neighbour.card for neighbour in neighbours(reader)]
    opener = bundles.BundleReader(identity=desk.secrets.desk_keys.age_identity, own=own, root=root, neighbours=met)
    opened = bundles.open_bundle(file, opener)
    manifest = opened.manifest
    return seen | {
        "sender": manifest.sender.village,
        "desk": manifest.sender.desk,
        "number": manifest.number,
        "made_at": manifest.made_at,
        "withheld": manifest.withheld,
        "streams": {
            name: {"changes": part.changes, "bare": part.bare, "heads": part.heads}
            for name, part in manifest.streams.items()
        },
        "papers": len(opened.files),
        "receipt": opened.receipt is not None,
        "persons": len(manifest.told or ()),
    }
