"""On which page a record of a kind is shown, and the way to one of its fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from fupin_desk.acts.views.listing import Asked, ids_asked
from fupin_desk.acts.views.owners import page_record
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.pages import PAGES as LISTED
from fupin_desk.ui.list_state import ListState
from fupin_desk.ui.session import Session

PAGES = {kind: spec.traits.placed.page for kind, spec in KINDS.items() if spec.traits.placed.page is not None}
NEW, SEARCH = "+", "?"
"""What a page of records is asked to show besides an id: after a kind a new one (and after that what is suggested of
it), before words what they find."""
ALONE = "record"
"""The page that shows any one record by itself: what belongs to none that has a page is found there."""


def place_of(session: Session, kind: str, record: str) -> tuple[str, str] | None:
    """Return the page of a record and what to show there: a member is on its household's, a delivery its contract's."""
    found_page = session.attempt(lambda: page_record(session.desk, kind, record))
    if found_page is None:
        return None
    page = PAGES.get(found_page[0])
    return (page, found_page[1]) if page else (ALONE, "/".join(found_page))


def go_to(session: Session, kind: str, record: str) -> None:
    """Show a record where it belongs."""
    place = place_of(session, kind, record)
    if place is not None:
        session.go(*place)


def go_listed(session: Session, kind: str, asked: Asked) -> None:
    """Show the list of a kind, asked for these."""
    session.lists[kind] = ListState(asked)
    session.go(PAGES[kind] or ALONE)


def open_field(session: Session, kind: str, record: str, field: str = "") -> None:
    """Show a record where it belongs, and put the cursor into one of its fields; without one, where it begins."""
    place = place_of(session, kind, record)
    if place is not None:
        session.opening.emit(place, (kind, record, field))


class Neighbours(NamedTuple):
    """The records before and after one in the list of its kind, as that list is sorted and filtered now."""

    previous: str
    """Empty before the first."""
    next: str
    place: int
    """Counted from 1; 0 where it is not on the list."""
    of: int


def neighbours(session: Session, kind: str, record: str) -> Neighbours:
    """Return what stands beside a record in the list of its kind, in the order in which the list was shown last."""
    ids = _listed(session, kind, record)
    if record not in ids:
        return Neighbours("", "", 0, len(ids))
    at = ids.index(record)
    return Neighbours(ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else "", at + 1, len(ids))


def _listed(session: Session, kind: str, record: str) -> Sequence[str]:
    """Return the ids of a kind's list; where it was not shown yet, or has not that record, as it is now."""
    if kind not in LISTED:
        return ()
    state = session.lists.setdefault(kind, ListState())
    if state.ids is None or record not in state.ids:
        seen = (session.findings, session.of_household)
        state.ids = ids_asked(session.desk, LISTED[kind], state.asked, session.words.language, seen)
    return state.ids


def begin_new(session: Session, kind: str, suggested: Mapping[str, str]) -> None:
    """Show a new record of a kind that has a page, with what it is likely to name: saved with its first field."""
    session.go(PAGES[kind] or ALONE, f"{kind}{NEW}{urlencode(suggested)}")


def new_of(asked: str) -> tuple[str, Mapping[str, str]] | None:
    """Return the kind of a new record that is asked for (empty for the page's first), and what is suggested of it."""
    if asked.startswith(SEARCH) or NEW not in asked:
        return None
    kind, _new, suggested = asked.partition(NEW)
    return kind, dict(parse_qsl(suggested))
