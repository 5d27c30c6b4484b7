"""On which page a record of a kind is shown."""

from __future__ import annotations

from fupin_desk.acts.views.owners import page_record
from fupin_desk.ui.session import Session

PAGES = {
    "household": "households",
    "entity": "entities",
    "asset": "distributions",
    "contract": "contracts",
    "distribution": "distributions",
    "notice": "notices",
    "village": "settings",
    "setting": "office",
    "person": "settings",
}


def go_to(session: Session, kind: str, record: str) -> None:
    """Show a record where it belongs: a member on its household's page, a delivery on its contract's."""
    found = session.attempt(lambda: page_record(session.desk, kind, record))
    if found is not None:
        session.go(PAGES.get(found[0], "today"), found[1])
