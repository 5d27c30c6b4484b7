"""Numbers that lists are sorted and filtered by and no record holds: findings, what is owed, how far it was sent.

Who said no is told by no list (safeguards.md, 1), whatever it is sorted or filtered by:

* of somebody's records a list says how far they have come only where the county answered: it returned one, two desks
  say different things, or it waits for another. A record that waits to be carried, one that may never be, and one the
  county has look alike there; each record's own page says more;
* to be sent is what may travel, and never what does not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fupin_desk.acts.bundles.sending import to_send
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.policy.kept import dues_kept
from fupin_desk.acts.views.findings import Seen
from fupin_desk.acts.views.sync_status import sync_statuses
from fupin_desk.acts.views.today import DUE_SOON_DAYS
from fupin_desk.domain.findings import Finding, Level
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.whose import AGREES, OF_PEOPLE
from fupin_desk.policy.due import Due
from fupin_desk.policy.specs import FINDINGS, MONEY_OPEN, SYNC_STATUS
from fupin_desk.store import Reader, Span, WorkedNumbers

TO_SEND = "to_send"
LEVELS = (Level.GAP, Level.CLASH, Level.BREACH)
"""What counts as a problem, the gravest last."""
EACH_LEVEL = 100_000
MOST = 10**15
ANSWERED = ("returned", "disputed", "held")
"""Where a list says of somebody's record how far it has come, the gravest first."""
STATUSES = (*ANSWERED, "unsent", "unanswered", "taken")
"""In the order in which a list is sorted by them."""
MEMORY, OFFICE = "lists", "office"
OWED_TO = frozenset(KINDS) & frozenset(Due.__struct_fields__)
"""Kinds of record that money is owed to, or under: a due names the record in a field of the kind's name."""


class KeptNumbers:
    """The numbers of an open desk, by name, and for which state of the vault each was worked out."""

    def __init__(self) -> None:
        """Begin with none."""
        self.by_name = {name: WorkedNumbers() for name in (FINDINGS, MONEY_OPEN, TO_SEND)}
        self._of: dict[str, object] = {}

    def once(self, name: str, of: object, work_out: Callable[[], Mapping[str, int]]) -> None:
        """Work numbers out anew, unless they are of this very state."""
        if name not in self._of or self._of[name] != of:
            self.by_name.setdefault(name, WorkedNumbers()).put(work_out())
            self._of[name] = of


def numbers_kept(desk: Desk) -> KeptNumbers:
    """Return the numbers that are kept of a desk."""
    kept: KeptNumbers = desk.memory.setdefault(MEMORY, KeptNumbers())
    return kept


def status_name(kind: str) -> str:
    """Return the name of the numbers that say how far records of a kind have come."""
    return f"{SYNC_STATUS}_{kind}"


# ---- what policy sees


def put_findings(desk: Desk, seen: Seen) -> None:
    """Take what policy sees now; of a household, of all that belongs to it."""

    def work_out() -> dict[str, int]:
        by_record: dict[str, list[Finding]] = defaultdict(list)
        for finding in seen[0]:
            by_record[finding.id].append(finding)
        by_record |= {household: findings for household, findings in seen[1].items() if findings}
        weighed = {record: gravity(findings) for record, findings in by_record.items()}
        return {record: weight for record, weight in weighed.items() if weight}

    numbers_kept(desk).once(FINDINGS, _Same(seen[0]), work_out)


class _Same:
    """One very list, whatever is in it."""

    def __init__(self, of: object) -> None:
        self.of = of

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.of is other.of

    __hash__ = object.__hash__


def gravity(findings: list[Finding]) -> int:
    """Return a number that grows with the gravest level among findings, and then with how many are of that; 0: none."""
    counts = Counter(finding.level for finding in findings)
    place, level = max(((place, level) for place, level in enumerate(LEVELS, 1) if counts[level]), default=(0, None))
    return place * EACH_LEVEL + min(counts[level], EACH_LEVEL - 1) if level is not None else 0


def span_of(level: str) -> Span:
    """Return the numbers of records of which this level is the gravest; ``none``: of which policy sees no problem."""
    if level == "none":
        return None
    place = LEVELS.index(Level(level)) + 1
    return place * EACH_LEVEL, (place + 1) * EACH_LEVEL - 1


# ---- what is owed


def bring_money(desk: Desk, reader: Reader) -> None:
    """Work out what was due by today and is not paid, to whom and under what; at the office nothing (``today``)."""
    on = desk.today()

    def work_out() -> dict[str, int]:
        through = date.fromordinal(on.toordinal() + DUE_SOON_DAYS)  # as Today asks: kept once for both
        owed: Counter[str] = Counter()
        settled = dues_kept(desk).at(reader, through) if desk.role != OFFICE else ()
        for due_settled in settled:
            if due_settled.open_fen > 0 and due_settled.due.due_on <= on:
                owed.update(dict.fromkeys(_owed_to(due_settled.due), due_settled.open_fen))
        return dict(owed)

    numbers_kept(desk).once(MONEY_OPEN, (reader.moment, on), work_out)


def _owed_to(due: Due) -> set[str]:
    return {id for kind in OWED_TO if (id := getattr(due, kind))}


# ---- how far it has come


def bring_status(desk: Desk, reader: Reader, kind: str) -> None:
    """Work out how far the records of a kind have come; of somebody's only where the county answered."""

    def work_out() -> dict[str, int]:
        if kind in OF_PEOPLE:
            told = reader.records_sent(ANSWERED)
        else:
            told = sync_statuses(reader, [record.id for record in reader.records(kind, voided=True)])
        return {record: len(STATUSES) - STATUSES.index(status) for record, status in told.items()}

    state: Any = reader.answered_through if kind in OF_PEOPLE else (reader.answered_through, reader.moment)
    numbers_kept(desk).once(status_name(kind), state, work_out)


def shown_status(kind: str, status: str) -> str:
    """Return how far a list says that a record has come; empty where it says nothing of that."""
    return status if kind not in OF_PEOPLE or status in ANSWERED else ""


def status_span(status: str) -> Span:
    """Return the numbers of records that have come so far."""
    place = len(STATUSES) - STATUSES.index(status)
    return place, place


def bring_to_send(desk: Desk, reader: Reader) -> None:
    """Work out what may go to the office and was never carried: the records, and the households they belong to."""

    def work_out() -> dict[str, int]:
        chosen = to_send(desk, reader)
        carried = reader.sent(chosen.sent)
        new = set(chosen.sent) - carried.keys()
        by_kind: dict[str, set[str]] = defaultdict(set)
        for change in chosen.changes:
            if change.body is not None and change.digest in new:
                by_kind[change.body.kind].add(change.body.record)
        records = {record for ids in by_kind.values() for record in ids}
        for kind, ids in by_kind.items():
            if kind in KINDS and kind != AGREES:
                records.update(home for homes in reader.households_of(kind, ids).values() for home in homes)
        return dict.fromkeys(records, 1)

    if desk.role != OFFICE:
        numbers_kept(desk).once(TO_SEND, (reader.moment, reader.answered_through, desk.today()), work_out)
