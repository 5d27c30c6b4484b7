"""What keeps a no, carried by stick to the village's other laptops: told to one, it holds on both.

A file is sealed to one laptop that was met (``neighbours``), and signed. In it is the whole graph of this laptop's
local stream: whole are the changes that keep a no and nothing else (``fields.Field.keeps_no``), all others are bare
digests. So each file stands by itself: old ones, doubles and any order end in one state, and a laptop put back to a
copy gets back what it was told. It is made whether or not there is a no, filled up to a step in size, and the county
gets no word of it: no bundle, no sum, no head of a village's stream is another for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from fupin_desk.acts.consents.doubted import doubt_agreements, say_that_it_was_known
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.files import take_back
from fupin_desk.acts.laptops.elsewhere import note_elsewhere
from fupin_desk.acts.laptops.neighbours import Neighbour, keep, neighbours
from fupin_desk.domain.changes import LOCAL_STREAM, Change
from fupin_desk.domain.errors import (
    FileDamagedError,
    FileExistsAlreadyError,
    LocalKeyMissingError,
    NoNeighbourError,
    NotEnrolledError,
)
from fupin_desk.exchange.admission import sender_of
from fupin_desk.exchange.atomic_write import make_folder, write_atomically
from fupin_desk.exchange.bundle import Bundle, BundleContent, is_same_laptop, pack
from fupin_desk.exchange.merge import Outcome, judge
from fupin_desk.keys import DeskCertificate
from fupin_desk.kinds import KINDS
from fupin_desk.store import Reader, Work
from fupin_desk.store.records.steps import SENT

SUFFIX = ".fdl"
STEP_BYTES = 256 * 1024
"""What a file's size is a multiple of, but for what age adds: hundreds of changes, of whatever kind."""


@dataclass(frozen=True)
class Carried:
    """Files for the village's other laptops."""

    files: list[Path]
    laptops: list[Neighbour]

    def told(self) -> dict[str, Any]:
        """Return it as scripts see it."""
        laptops = [{"desk": neighbour.desk, "name": neighbour.card.name} for neighbour in self.laptops]
        return {"files": [str(path) for path in self.files], "laptops": laptops}


def carry(desk: Desk, folder: Path) -> Carried:
    """Make a file for each other laptop of the village that was met and that the office still stands behind.

    NoNeighbourError, NotEnrolledError, LocalKeyMissingError, DiskFullError, FileNotWrittenError: then none was made.
    """
    desk.must_be("village")
    made = make_folder(folder)
    files: list[Path] = []
    try:
        with desk.writing() as work:
            met = neighbours(work)
            if not met:
                raise NoNeighbourError(desk.code)
            if not desk.vault.local_here:
                raise LocalKeyMissingError
            work.say_noes_alone()
            work.name_step(SENT)
            say_that_it_was_known(desk, work)
            changes = [change if keeps_a_no(change) else change.stripped() for change in work.changes(LOCAL_STREAM)]
            for neighbour in met:
                files.append(_file_for(desk, work, neighbour, changes, folder))
    except BaseException:
        take_back(files, folder if made else None)
        raise
    return Carried(files, met)


def keeps_a_no(change: Change) -> bool:
    """Return whether a change may go to the village's other laptops: all it says is in fields that keep a no."""
    if change.body is None or change.values is None or change.body.kind not in KINDS:
        return False
    fields = KINDS[change.body.kind].fields
    return all(name in fields and fields[name].keeps_no for name in change.values)


def _file_for(desk: Desk, work: Work, to: Neighbour, changes: list[Change], folder: Path) -> Path:
    heads = work.heads(LOCAL_STREAM)
    content = BundleContent(
        recipient=to.card,
        number=to.files + 1,
        made_at=desk.author().at,
        changes=changes,
        heads={LOCAL_STREAM: heads},
        known={LOCAL_STREAM: to.knows},
        step_bytes=STEP_BYTES,
    )
    data = pack(content, desk.signer())
    for turn in range(1, 10_000):
        file = folder / file_name(desk.code, to, turn)
        try:
            write_atomically(file, data)
            break
        except FileExistsAlreadyError:
            continue
    keep(work, msgspec.structs.replace(to, files=to.files + 1, handed=heads))
    return file


def file_name(village: str, to: Neighbour, turn: int = 1) -> str:
    """Return the name of a file for a laptop; it says for whom, and nothing of what is in it."""
    name = _beginning(village, to.card)
    return f"{name}{SUFFIX}" if turn == 1 else f"{name}-{turn}{SUFFIX}"


def files_for(desk: Desk, folder: Path) -> list[Path]:
    """Return the files in a folder that other laptops of the village wrote for this one."""
    if desk.role != "village":
        return []
    try:
        return sorted(folder.glob(f"{_beginning(desk.code, desk.certificate('own'))}*{SUFFIX}"))
    except NotEnrolledError:
        return []


def _beginning(village: str, of: DeskCertificate) -> str:
    return f"{village}-laptop-{of.short[:8].lower()}"


def take_carried(desk: Desk, work: Work, opened: Bundle) -> Outcome:
    """Take what another laptop of the village was told. FileDamagedError (``parents``): nothing was taken.

    Nothing is held: a file that does not stand by itself was not made by this program.
    """
    outcome = judge(opened.changes.values(), sender_of(opened.sender, desk.code), work)
    if outcome.hold:
        raise FileDamagedError("parents")
    note_elsewhere(desk, work, opened.changes.values())
    work.insert(outcome.apply)
    doubt_agreements(work)
    for neighbour in neighbours(work):
        if is_same_laptop(neighbour.card, opened.sender):
            heads = opened.manifest.streams[LOCAL_STREAM].heads
            pem = opened.sender.pem.decode()
            keep(work, msgspec.structs.replace(neighbour, knows=list(heads), certificate=pem))
    return outcome


@dataclass(frozen=True)
class Untold:
    """What the village's other laptops do not know yet, as far as this one can tell."""

    laptops: list[str]
    """Names of those met that something is to be carried to."""
    handed: bool
    """Whether a file with all of it was made for each, and no answer has come."""


def untold(reader: Reader) -> Untold:
    """Return to which of the laptops met something is to be carried."""
    noes = (
        {change.digest for change in reader.changes(LOCAL_STREAM) if keeps_a_no(change)}
        if neighbours(reader)
        else set()
    )
    waiting = [neighbour for neighbour in neighbours(reader) if noes - reader.ancestors(neighbour.knows)]
    handed = all(not noes - reader.ancestors(neighbour.handed) for neighbour in waiting)
    return Untold([neighbour.card.name for neighbour in waiting], bool(waiting) and handed)
