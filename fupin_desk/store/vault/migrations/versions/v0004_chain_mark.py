"""How far the history was verified, and which places before that have to be looked at again."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

AGAIN = """CREATE TRIGGER {table}_{what}_noted AFTER {what} ON {table}
    WHEN {row}.seq <= (SELECT coalesce(max(through), 0) FROM chain_mark)
    BEGIN INSERT OR IGNORE INTO look_again (seq) VALUES ({row}.seq); END"""


def upgrade() -> None:
    """Make the tables; whatever is written or goes before the mark notes itself."""
    op.execute("CREATE TABLE chain_mark (through INTEGER PRIMARY KEY, whole_at TEXT NOT NULL, heads TEXT NOT NULL)")
    op.execute("CREATE TABLE look_again (seq INTEGER PRIMARY KEY)")
    for table, what, row in (
        ("change_body", "INSERT", "NEW"),
        ("change_value", "INSERT", "NEW"),
        ("change_value", "DELETE", "OLD"),
        ("erased", "INSERT", "NEW"),
    ):
        op.execute(AGAIN.format(table=table, what=what, row=row))
