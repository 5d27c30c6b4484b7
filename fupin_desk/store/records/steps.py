"""The steps of a desk: what was done here, one for each act, in its order; undone and done again over all records.

A step names the act (``change.act``) that wrote it, and says nothing of what was written: that is read from the
history, so what was erased is in no step. Undoing is an act that makes no step of its own; it is noted at the step it
took back.

Always true:

* a step is taken back as long as ``undone_by`` says by which act;
* what is undone can be done again, the last one first, until something else is done at this desk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fupin_desk.domain.changes import Change
from fupin_desk.store.history.history import NEWEST, SELECT, History

BEFORE, SAVED, IMPORTED = "before", "save", "import"
"""What a person wrote: before steps were noted (or what came by a bundle then), by hand, by a ledger."""
TAKEN, ERASED, SENT, JOINED, OPENERS, ENROLLED, REVOKED = (
    "taken", "erased", "sent", "joined", "openers", "enrolled", "revoked",
)  # fmt: skip
"""What is never undone: a file came in, somebody was erased, a file was made, this desk joined, who may open it
changed, a desk was let in, or shut out."""
UNDOABLE = (BEFORE, SAVED, IMPORTED)
_WRITTEN = ", ".join(f"'{what}'" for what in UNDOABLE)
AT_ONCE = 100
"""Steps read at a time on the way back to one that stands."""

COLUMNS = "SELECT place, act, what, at, author, undone_by FROM step"
OF_ACT = """WHERE c.seq >= ?1 AND c.seq < coalesce(
    (SELECT seq FROM change WHERE seq > ?1 AND act <> ?1 ORDER BY seq LIMIT 1), ?1 + (1 << 62))"""
"""The changes of an act lie one after another, from the place that is its number."""


@dataclass(frozen=True)
class Step:
    """One thing that was done at this desk."""

    place: int
    act: int
    """0: it wrote nothing into the history."""
    what: str
    at: str
    """UTC, as a change shows it; empty for one of before steps were noted."""
    person: str
    undone_by: int | None

    @property
    def written(self) -> bool:
        """Whether it is of the sort that can be undone: what a person wrote."""
        return self.what in UNDOABLE and bool(self.act)


def note(history: History, act: int, what: str, at: str, person: str) -> None:
    """Write a step down."""
    history.run("INSERT INTO step (act, what, at, author) VALUES (?, ?, ?, ?)", (act, what, at, person))


def before(history: History, place: int | None, limit: int) -> list[Step]:
    """Return the newest steps before a place, or the newest of all, the newest first."""
    bound = NEWEST if place is None else place
    rows = history.rows(f"{COLUMNS} WHERE place < ? ORDER BY place DESC LIMIT ?", (bound, limit))
    return [Step(*row) for row in rows]


def at(history: History, place: int) -> Step | None:
    """Return the step at a place."""
    rows = history.rows(f"{COLUMNS} WHERE place = ?", (place,))
    return Step(*rows[0]) if rows else None


def standing(history: History, down_to: int = 0) -> Iterator[Step]:
    """Yield what was written and stands, the newest first, down to a place and with it."""
    sql = f"""{COLUMNS} WHERE place < ? AND place >= ? AND undone_by IS NULL AND act AND what IN ({_WRITTEN})
        ORDER BY place DESC LIMIT ?"""
    place = NEWEST
    while some := [Step(*row) for row in history.rows(sql, (place, down_to, AT_ONCE))]:
        yield from some
        place = some[-1].place


def newest_written(history: History) -> int:
    """Return the last act that a person wrote, 0 before any: what was undone after it can be done again."""
    rows = history.rows(f"SELECT act FROM step WHERE what IN ({_WRITTEN}) ORDER BY act DESC LIMIT 1")
    return int(rows[0][0]) if rows else 0


def to_do_again(history: History, limit: int = -1) -> list[Step]:
    """Return what was undone since the last thing that was done, the last one undone first."""
    sql = f"{COLUMNS} WHERE undone_by > ? ORDER BY undone_by DESC, place LIMIT ?"
    return [Step(*row) for row in history.rows(sql, (newest_written(history), limit))]


def changes_of(history: History, act: int, limit: int = -1) -> list[Change]:
    """Return what an act wrote, oldest first; no more than ``limit`` changes of it. Bare ones are not among them."""
    found = history.read(f"{SELECT}{OF_ACT} AND b.seq IS NOT NULL ORDER BY c.seq LIMIT ?2", (act, limit))
    return [change for _digest, change in found if change.body is not None]


def records_of(history: History, act: int) -> dict[str, list[str]]:
    """Return the ids of the records an act wrote of, by kind, as they were first written of."""
    by_kind: dict[str, dict[str, None]] = {}
    rows = history.rows(
        f"SELECT b.kind, b.record FROM change c JOIN change_body b ON b.seq = c.seq {OF_ACT} ORDER BY c.seq", (act,)
    )
    for kind, record in rows:
        by_kind.setdefault(kind, {})[record] = None
    return {kind: list(records) for kind, records in by_kind.items()}


def counts_of(history: History, act: int) -> dict[str, int]:
    """Return of how many records an act wrote, by kind."""
    rows = history.rows(
        f"""SELECT b.kind, count(DISTINCT b.record) FROM change c JOIN change_body b ON b.seq = c.seq {OF_ACT}
        GROUP BY b.kind""",
        (act,),
    )
    return dict(rows)


def undone_on(history: History, record: str) -> set[int]:
    """Return the acts that were taken back on a record, and those that did it; of what was done again, the latter."""
    rows = history.rows(
        """SELECT t.act, t.undone FROM takes_back t WHERE t.act IN (SELECT c.act FROM change_body b
        JOIN change c ON c.seq = b.seq WHERE b.record = ?) ORDER BY t.act""",
        (record,),
    )
    of = dict(rows)
    gone: set[int] = set()
    for act, undone in rows:
        gone |= {act, undone}
        if undone in of:  # what was undone is done again
            gone.discard(of[undone])
    return gone


def settle(history: History, act: int, by: int) -> None:
    """Note at the step of an act whether it is taken back now, after the act ``by`` undid or redid something of it.

    It is where nothing of it stands: an act on several records can be undone on one of them alone.
    """
    step = history.rows("SELECT undone FROM takes_back WHERE act = ?", (act,))
    if step:  # what was undone is done again
        settle(history, step[0][0], by)
        return
    gone = None if _something_stands(history, act) else by
    history.run("UPDATE step SET undone_by = ? WHERE act = ?", (gone, act))


def _something_stands(history: History, act: int) -> bool:
    taken_back = _taken_back(history, act)
    return any(not taken_back.issuperset(records) for records in records_of(history, act).values())


def _taken_back(history: History, act: int) -> set[str]:
    """Return the records on which an act is taken back, where nothing took that back in turn."""
    records: set[str] = set()
    for (undoing,) in history.rows("SELECT act FROM takes_back WHERE undone = ?", (act,)):
        undone = {record for ids in records_of(history, undoing).values() for record in ids}
        records |= undone - _taken_back(history, undoing)
    return records
