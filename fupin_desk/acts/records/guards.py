"""What the acts about one kind refuse of what is written of it by hand, and no dossier tells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from fupin_desk.acts.records.objecting import check_hung, check_received_once
from fupin_desk.acts.records.paying import check_payment
from fupin_desk.domain.errors import DeskError, NotByHandError, ObjectionStaysError
from fupin_desk.domain.record import Record, kind_name
from fupin_desk.kinds import kind_spec
from fupin_desk.store import Stored, Work
from fupin_desk.subjects.notice.objection import Objection
from fupin_desk.subjects.office.person import Person
from fupin_desk.subjects.payment.records import Payment
from fupin_desk.subjects.village.records import Village

Way = Literal["void", "restore", "step"]
"""Taken out, put back, undone or redone."""
Typed = Callable[[Stored | None, Mapping[str, Any]], None]
Saved = Callable[[Work, Stored | None, Stored, Collection[str]], None]


@dataclass(frozen=True)
class Guard:
    """What is refused of one kind besides what its constraints refuse."""

    typed: Typed | None = None
    """Asked of the record as it stood, and of what was typed, before it is saved."""
    saved: Saved | None = None
    """Asked of the record as it stood, as it would stand now, and of the fields that were written."""
    stays: Mapping[Way, Callable[[str], DeskError]] = field(default_factory=dict)
    """Ways that are not gone by hand, and what is raised of a record then."""


def _not_by_hand(of: type[Record]) -> Callable[[str], DeskError]:
    return lambda _record: NotByHandError(kind_name(of))


GUARDS: Mapping[type[Record], Guard] = {
    Objection: Guard(
        typed=check_received_once,
        saved=check_hung,
        stays={"void": ObjectionStaysError, "restore": ObjectionStaysError, "step": ObjectionStaysError},
    ),
    Payment: Guard(saved=check_payment),
    Person: Guard(stays={"restore": _not_by_hand(Person)}),  # let in anew, with a passphrase
    Village: Guard(stays={"void": _not_by_hand(Village)}),  # without it its desk would be nobody's
}
NO_GUARD = Guard()


def guard_of(kind: str) -> Guard:
    """Return what guards a kind; raises ``UnknownKindError``."""
    return GUARDS.get(kind_spec(kind).cls, NO_GUARD)


def check_way(kind: str, record: str, way: Way) -> None:
    """Refuse a way that a record does not go by hand; NotByHandError, ObjectionStaysError, UnknownKindError."""
    stays = guard_of(kind).stays.get(way)
    if stays is not None:
        raise stays(record)
    if not kind_spec(kind).traits.by_hand:
        raise NotByHandError(kind)


def never_taken_out(kind: str) -> bool:
    """Return whether nobody takes out a record of a kind: its list leaves out none."""
    return "void" in guard_of(kind).stays
