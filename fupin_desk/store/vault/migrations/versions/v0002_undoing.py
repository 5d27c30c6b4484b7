"""Which act takes back which, so that undo goes on to the act before, and redo comes back."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; what was undone before is an act like any other."""
    op.execute("CREATE TABLE takes_back (act INTEGER PRIMARY KEY, undone INTEGER NOT NULL)")
