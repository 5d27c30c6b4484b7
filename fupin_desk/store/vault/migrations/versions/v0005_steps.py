"""What was done at this desk, step by step, so that undo goes back over all records however many there are."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

BEFORE = """INSERT INTO step (act, what, at, author)
    SELECT seq, 'before', '', '' FROM change WHERE seq = act ORDER BY seq"""
"""The place of an act's first change is the act's number. Whose it was is read from what it wrote."""
UNDONE = """UPDATE step SET undone_by = (SELECT t.act FROM takes_back t
    WHERE t.undone = step.act AND t.act NOT IN (SELECT undone FROM takes_back))"""


def upgrade() -> None:
    """Make the table, with a step for every act before it."""
    op.execute(
        "CREATE TABLE step (place INTEGER PRIMARY KEY, act INTEGER NOT NULL, what TEXT NOT NULL, "
        "at TEXT NOT NULL, author TEXT NOT NULL, undone_by INTEGER)"
    )
    op.execute("CREATE INDEX step_of_act ON step (act)")
    op.execute("CREATE INDEX step_undone ON step (undone_by) WHERE undone_by IS NOT NULL")
    op.execute("CREATE INDEX takes_back_undone ON takes_back (undone)")
    op.execute(BEFORE)
    op.execute("DELETE FROM step WHERE act IN (SELECT act FROM takes_back)")
    op.execute(UNDONE)
