"""What is to be done today: money to households first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fupin_desk.acts.bundles.sending import never_carried, to_send
from fupin_desk.acts.conflicts.clashes import list_clashes
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.laptops.elsewhere import elsewhere
from fupin_desk.acts.policy.kept import dues_kept
from fupin_desk.acts.receipts import laptops_that_wait, revocations
from fupin_desk.acts.records.names import names, rested_on
from fupin_desk.acts.views.money import Month, by_month
from fupin_desk.acts.views.neighbours import asked_about
from fupin_desk.acts.views.settlements import households_to_settle
from fupin_desk.acts.views.silent import Silent, silent_villages
from fupin_desk.acts.views.spots import Spot, disputed_spots, typed_spots
from fupin_desk.domain.errors import NotEnrolledError
from fupin_desk.keys import RevocationList
from fupin_desk.store import Reader, Stored
from fupin_desk.subjects.payment.settling import Settled

DUE_SOON_DAYS = 14
WEEK = 7


@dataclass(frozen=True)
class Owed:
    """Money a household should have had."""

    settled: Settled
    household: str
    """What it is called; empty where it is owed to several together."""
    of: str
    """What contract or distribution it is owed under."""


@dataclass(frozen=True)
class Today:
    """What the first page shows."""

    overdue: list[Owed]
    soon: list[Owed]
    to_close: list[Stored]
    """Notices whose days are over."""
    this_week: int
    """Notices whose days end within a week, or ended; like the next, a village's to do."""
    to_post: list[Stored]
    """Notices that were signed and hang nowhere yet."""
    to_answer: list[Stored]
    """Objections without an answer."""
    numbers: dict[str, str]
    """What the notices they are to are called, by id."""
    to_settle: dict[str, str]
    """Households, with their names, that withdrew what something still rests on."""
    to_ask: dict[str, str]
    """Households, with their names, of whom one laptop was told a no and another a yes."""
    older_copy: str | None
    """Day it came out that this desk is an older copy of itself: people are to be asked again what they told since."""
    typed: list[Spot]
    """Every record beside which something stands that was typed and not kept."""
    enrolled: bool
    """Whether the office's answer was taken in."""
    rejoin: bool
    """Whether the certificate fits no more: the desk got new keys by its sealed sheet, or the office revoked it."""
    waiting: int
    """Changes that were carried and have no answer."""
    households: int
    disputes: list[Spot]
    """Fields that two desks say differently."""
    clashes: int
    """Things that clash between records; the office's to look at."""
    laptops: int
    """Laptops for which the office has an answer or news that it has not written for them yet."""
    months: list[Month]
    """What was due and what of it was paid, at a village; the office's is slower (``money.money_told``)."""
    silent: Silent | None
    """Villages that the office has not heard of for long."""


def today_page(desk: Desk, on: date) -> Today:
    """Return what is to be done."""
    with desk.vault.reading() as reader:
        settled, village = _settled(desk, reader, on), desk.role == "village"
        late = [due for due in settled if due.overdue(on)]
        soon = [due for due in settled if due.open_fen > 0 and not due.overdue(on)]
        notices = reader.list("notice", where={"state": ["signed", "posted"]}) if village else []
        posted = [stored for stored in notices if stored.values["state"] == "posted"]
        objections = reader.list("objection", voided=True)  # one that was taken out still waits for its answer
        sent, asking = reader.sent_counts(), asked_about(reader)
        return Today(
            _owed(reader, late),
            _owed(reader, soon),
            [stored for stored in posted if str(stored.values["closes_on"]) <= str(on)],
            sum(str(stored.values["closes_on"]) <= str(on + timedelta(WEEK)) for stored in posted),
            [stored for stored in notices if stored.values["state"] == "signed"],
            [stored for stored in objections if stored.values["answered_on"] is None],
            names(reader, "notice", [str(stored.values["notice"]) for stored in objections if stored.values["notice"]]),
            names(reader, "household", households_to_settle(reader, on)) if village else {},
            names(reader, "household", asking),
            elsewhere(reader).older_copy,
            typed_spots(reader),
            *_joined(desk, revocations(reader)),
            sent.get("unanswered", 0),
            reader.count("household"),
            disputed_spots(reader),
            0 if village else len(list_clashes(desk)),
            0 if village else len(laptops_that_wait(reader)),
            by_month(settled, on) if village else [],
            None if village else silent_villages(reader, on),
        )


def count_unsent(desk: Desk) -> int:
    """Return how many changes were never carried to the office and may go; slow where the history is long.

    What was carried and waits for its answer goes again, but is not new.
    """
    with desk.vault.reading() as reader:
        return never_carried(reader, to_send(desk, reader))


def _settled(desk: Desk, reader: Reader, on: date) -> list[Settled]:
    """Return what is due, and soon will be; at an office nothing, which sees sums alone (``money.money_told``).

    Of whoever took back their agreement to be registered it hears of no payment: it would call late what was paid, and
    show who they are.
    """
    return [] if desk.role == "office" else dues_kept(desk).at(reader, date.fromordinal(on.toordinal() + DUE_SOON_DAYS))


def _owed(reader: Reader, settled: list[Settled]) -> list[Owed]:
    dues = [owed.due for owed in settled]
    households = names(reader, "household", [due.household for due in dues if due.household])
    under = rested_on(reader, dues)
    return [
        Owed(
            owed,
            households.get(owed.due.household or "", ""),
            under.get(owed.due.contract or owed.due.distribution_line or "", ""),
        )
        for owed in settled
    ]


def _joined(desk: Desk, revoked: RevocationList) -> tuple[bool, bool]:
    """Return whether a certificate was taken in, and whether the desk must join anew: it has none for its own key."""
    try:
        own = desk.certificate("own")
    except NotEnrolledError:
        return False, False
    lost = own.public_key != desk.secrets.desk_keys.public_key
    return True, desk.role == "village" and (lost or own in revoked)
