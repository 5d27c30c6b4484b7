"""Who writes for a village, as its office can know it: ids of persons, never a name.

A village's desk tells its office with every bundle who works or worked there. So the office remembers of which village
each is, and nobody writes there in the name of a person of elsewhere, of the office, or of one nobody told of. That
counts for the whole village: its laptops may be put back, join anew, and bring what the other one wrote.

A desk that means harm can tell of people who do not exist: they are counted and shown, that somebody looks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from fupin_desk.acts.desk import Desk
from fupin_desk.domain.changes import Change, village_stream
from fupin_desk.domain.errors import BundleBeyondLimitError
from fupin_desk.domain.ids import UUID
from fupin_desk.domain.limits import MOST_PERSONS
from fupin_desk.exchange.bundle import Bundle
from fupin_desk.exchange.persons import Told, weigh
from fupin_desk.store import EnrolledDesk, Reader, Work

TELLS = "tells_persons."
"""Before a desk: it told of its persons once, so what comes without is believed no new ones any more."""


def persons_here(desk: Desk, reader: Reader) -> set[str]:
    """Return the ids of all who work or ever worked on this desk."""
    return reader.persons_kept() | {holder.id for holder in desk.opened.ring.people}


def persons_to_tell(desk: Desk, reader: Reader, changes: Iterable[Change]) -> list[str]:
    """Return the ids to tell the office of, beside the changes that go there.

    Who wrote one of them is told of though this desk may have lost that it knew them. Ids begin with the instant they
    were made at: of more than can be told it is the newest, the others were told before.
    """
    written = {change.body.person for change in changes if change.body is not None and change.body.desk == desk.id}
    return sorted(person for person in written | persons_here(desk, reader) if UUID.fullmatch(person))[-MOST_PERSONS:]


# ---- at the office


def weigh_persons(desk: Desk, work: Work, sender: EnrolledDesk, opened: Bundle, held: Iterable[Change]) -> Told:
    """Return who of those that a bundle tells of, or has changes by, may write for the sender's village.

    Asked besides: who wrote what is ``held``, for it may be released. They were told of when it came.
    """
    work.claim_persons(persons_here(desk, work), desk.code, desk.id)
    own = (change.body.person for change in opened.changes.values() if change.body and change.body.desk == sender.desk)
    authors = set(filter(UUID.fullmatch, own))
    claimed = opened.manifest.told
    if claimed is None:
        claimed = frozenset() if work.get_value(TELLS + sender.desk) else frozenset(authors)
    asked = authors | {change.body.person for change in held if change.body}
    return weigh(claimed, asked, work.places_of(claimed | asked), sender.village)


def keep_persons(work: Work, sender: EnrolledDesk, opened: Bundle, told: Told) -> None:
    """Remember who is new; BundleBeyondLimitError where one desk has told of more than there can be."""
    if told.new:
        total = len(told.new) + work.persons_by_desk().get(sender.desk, 0)
        if total > MOST_PERSONS:
            raise BundleBeyondLimitError("persons", total, MOST_PERSONS)
        work.keep_persons(sorted(told.new), sender.village, sender.desk)
    if opened.manifest.told is not None:
        work.set_value(TELLS + sender.desk, True)


def keep_authors(desk: Desk, work: Work, village: str, taken: Collection[Change]) -> None:
    """Remember who wrote what this office had once, lost, and has again by a receipt of its own."""
    bodies = [change.body for change in taken if change.body is not None]
    work.claim_persons({body.person for body in bodies if body.desk == desk.id}, desk.code, desk.id)
    stream = village_stream(village)
    written = {(change.body.desk, change.body.person) for change in taken if change.body and change.stream == stream}
    for of, person in sorted(written):
        work.keep_persons([person], village, of)
