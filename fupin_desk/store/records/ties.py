"""Ties: which changes ever said of another record whose it is, by the id of that record.

A party says of its contract whose that is, whatever it was put right to since. The table is derived from the values of
the history by triggers, in the same statement that writes or destroys them; so no program that writes to the file can
forget it, and what was erased is in it no longer.
"""

from __future__ import annotations

from collections.abc import Collection

from fupin_desk.domain.changes import sha256
from fupin_desk.kinds.whose import BOTH_WAYS
from fupin_desk.store.history.history import History, as_list

SAYING = tuple(sorted(BOTH_WAYS))
"""Kinds and fields by which the record that is named is about the people of the one that names it."""

_KINDS = ", ".join(f"'{kind}'" for kind in sorted({kind for kind, _field in SAYING}))
_READABLE = "CASE WHEN json_valid(CAST({v}.payload AS TEXT)) THEN CAST({v}.payload AS TEXT) ELSE '{{}}' END"
_NEW = """INSERT OR IGNORE INTO tie (named, seq) SELECT e.value, NEW.seq FROM change_body b,
json_each({payload}, '$.{field}') e WHERE b.seq = NEW.seq AND b.kind = '{kind}' AND e.value IS NOT NULL;"""
_EVERY = """INSERT OR IGNORE INTO tie (named, seq) SELECT e.value, v.seq FROM change_body b JOIN change_value v
ON v.seq = b.seq, json_each({payload}, '$.{field}') e WHERE b.kind = '{kind}' AND e.value IS NOT NULL"""

MAKE = (
    "DROP TRIGGER IF EXISTS tie_said",
    "DROP TRIGGER IF EXISTS tie_gone",
    "DROP TABLE IF EXISTS tie",
    "CREATE TABLE tie (named TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (named, seq)) WITHOUT ROWID",
    "CREATE INDEX tie_change ON tie (seq)",
    f"""CREATE TRIGGER tie_said AFTER INSERT ON change_value
    WHEN (SELECT kind FROM change_body WHERE seq = NEW.seq) IN ({_KINDS}) BEGIN
    {" ".join(_NEW.format(payload=_READABLE.format(v="NEW"), kind=kind, field=field) for kind, field in SAYING)} END""",
    "CREATE TRIGGER tie_gone AFTER DELETE ON change_value BEGIN DELETE FROM tie WHERE seq = OLD.seq; END",
)
FILL = tuple(_EVERY.format(payload=_READABLE.format(v="v"), kind=kind, field=field) for kind, field in SAYING)
DEFINITION = sha256("\n".join((*MAKE, *FILL)).encode())
"""Another one makes the table anew."""

_TIED = """SELECT DISTINCT b.record FROM tie t CROSS JOIN change_body b ON b.seq = t.seq
WHERE t.named IN (SELECT value FROM json_each(?))"""


def make(history: History) -> None:
    """Make the table and its triggers, and fill it from the history."""
    for sql in MAKE:
        history.run(sql)
    fill(history)


def fill(history: History) -> None:
    """Fill the table from the history, in place of what is in it."""
    for sql in ("DELETE FROM tie", *FILL):
        history.run(sql)


def tied_to(history: History, records: Collection[str]) -> set[str]:
    """Return the records that ever said of one of these whose it is, as far as it was not erased."""
    return {record for (record,) in history.rows(_TIED, (as_list(records),))}
