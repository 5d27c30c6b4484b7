"""The history, and the desk's own state beside it."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    "CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, heads BLOB NOT NULL)",
    """CREATE TABLE change (seq INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, stream INTEGER NOT NULL,
       act INTEGER NOT NULL, parents BLOB NOT NULL, body_digest BLOB NOT NULL)""",
    "CREATE INDEX change_in_stream ON change (stream, seq)",
    """CREATE TABLE change_body (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL,
       body BLOB NOT NULL)""",
    "CREATE INDEX change_of_record ON change_body (record)",
    "CREATE TABLE change_value (seq INTEGER PRIMARY KEY, salt BLOB NOT NULL, payload BLOB NOT NULL)",
    "CREATE TABLE erased (seq INTEGER PRIMARY KEY)",
    "CREATE TABLE erased_record (record TEXT NOT NULL, erasure TEXT NOT NULL, PRIMARY KEY (record, erasure))",
    "CREATE TABLE awaited (digest BLOB NOT NULL PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE derived (kind TEXT NOT NULL PRIMARY KEY, definition TEXT NOT NULL)",
    """CREATE TABLE search_key (kind TEXT NOT NULL, key TEXT NOT NULL, record TEXT NOT NULL,
       PRIMARY KEY (kind, key, record)) WITHOUT ROWID""",
    "CREATE TABLE desk_value (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE draft (kind TEXT NOT NULL, record TEXT NOT NULL, typed BLOB NOT NULL, PRIMARY KEY (kind, record))",
    "CREATE TABLE blob (digest TEXT NOT NULL PRIMARY KEY, local INTEGER NOT NULL, content BLOB NOT NULL)",
    "CREATE TABLE enrolled_desk (desk TEXT NOT NULL PRIMARY KEY, village TEXT NOT NULL, entry TEXT NOT NULL)",
    "CREATE TABLE sent (digest TEXT NOT NULL PRIMARY KEY, bundle INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT)",
    """CREATE TABLE offer (desk TEXT NOT NULL, digest TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT,
       PRIMARY KEY (desk, digest)) WITHOUT ROWID""",
    "CREATE INDEX offer_open ON offer (digest) WHERE verdict <> 'taken'",
    "CREATE TABLE held (digest TEXT NOT NULL PRIMARY KEY, change BLOB NOT NULL)",
    """CREATE TABLE receipt (place INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, desk TEXT NOT NULL,
       number INTEGER NOT NULL, content BLOB NOT NULL, signature BLOB NOT NULL)""",
    """CREATE TABLE bundle (place INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, made INTEGER NOT NULL,
       entry TEXT NOT NULL)""",
)
TRIGGERS = (
    "CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    "CREATE TRIGGER change_is_final BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    "CREATE TRIGGER change_body_stays BEFORE DELETE ON change_body BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    "CREATE TRIGGER change_body_is_final BEFORE UPDATE ON change_body BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    """CREATE TRIGGER change_value_stays BEFORE DELETE ON change_value
       WHEN NOT EXISTS (SELECT 1 FROM erased WHERE seq = OLD.seq) BEGIN SELECT RAISE(ABORT, 'append-only'); END""",
    "CREATE TRIGGER change_value_is_final BEFORE UPDATE ON change_value BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    "CREATE TRIGGER erased_stays BEFORE DELETE ON erased BEGIN SELECT RAISE(ABORT, 'append-only'); END",
)


def upgrade() -> None:
    """Make the first tables and what keeps the history append-only."""
    for statement in (*TABLES, *TRIGGERS):
        op.execute(statement)
