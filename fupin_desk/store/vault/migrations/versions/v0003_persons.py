"""Who writes for which village, as far as the office can know it."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table; at an office whoever wrote what a village's desks have brought is of that village."""
    op.execute("CREATE TABLE known_person (person TEXT NOT NULL PRIMARY KEY, place TEXT NOT NULL, desk TEXT NOT NULL)")
    # Bodies in the local stream are sealed, so no JSON: those of villages are picked out before anything is read.
    op.execute(
        """WITH said AS MATERIALIZED (
            SELECT c.seq, substr(s.name, 9) AS place, CAST(b.body AS TEXT) AS body
            FROM stream s JOIN change c ON c.stream = s.id JOIN change_body b ON b.seq = c.seq
            WHERE s.name LIKE 'village:%' AND EXISTS (SELECT 1 FROM enrolled_desk)
        )
        INSERT OR IGNORE INTO known_person (person, place, desk)
        SELECT json_extract(body, '$.person'), place, json_extract(body, '$.desk') FROM said
        JOIN enrolled_desk e ON e.desk = json_extract(body, '$.desk') AND e.village = place ORDER BY seq"""
    )
