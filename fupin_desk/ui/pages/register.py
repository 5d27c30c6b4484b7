"""Which pages there are, in the order of the side bar; each is imported when it is first shown."""

from __future__ import annotations

from fupin_desk.kinds.pages import PAGE_NAMES
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.session import Session

EVERYWHERE = ("today", *PAGE_NAMES, "exchange")


def page_names(session: Session) -> tuple[str, ...]:
    """Return the names of the pages in the side bar."""
    office = ("office",) if session.desk.role == "office" else ()
    return (*EVERYWHERE, *office, "returns", "settings")


def page_of(name: str, session: Session) -> Page:
    """Make a page."""
    match name:
        case "today":
            from fupin_desk.ui.pages.today import TodayPage

            return TodayPage(session, name)
        case "exchange":
            from fupin_desk.ui.pages.exchange import ExchangePage

            return ExchangePage(session, name)
        case "office":
            from fupin_desk.ui.pages.office import OfficePage

            return OfficePage(session, name)
        case "returns":
            from fupin_desk.ui.pages.returns import ReturnsPage

            return ReturnsPage(session, name)
        case "record":
            from fupin_desk.ui.pages.record import RecordPage

            return RecordPage(session, name)
        case "settings":
            from fupin_desk.ui.pages.settings import SettingsPage

            return SettingsPage(session, name)
        case _:
            from fupin_desk.ui.pages.kinds import KindPage

            return KindPage(session, name)
