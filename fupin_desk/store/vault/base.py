"""The base tables: the history, and what else is not derived from it. Alembic makes and migrates them.

Record tables are not here: they come from the record kinds (``kind_tables``) and are rebuilt from the history.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import BLOB, Column, Index, Integer, Table, Text, text

VERSION = 5
"""Of the base tables: the newest file this desk can write."""

METADATA = sa.MetaData()

STREAM = Table(
    "stream",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("heads", BLOB, nullable=False),
)
"""Each stream with its heads: digests of 32 bytes one after another, sorted."""

CHANGE = Table(
    "change",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("digest", BLOB, nullable=False, unique=True),
    Column("stream", Integer, nullable=False),
    Column("act", Integer, nullable=False),
    Column("parents", BLOB, nullable=False),
    Column("body_digest", BLOB, nullable=False),
    Index("change_in_stream", "stream", "seq"),
)
"""The graph, append-only. ``seq`` puts parents first; ``act`` is the same for what one unit of work wrote."""

CHANGE_BODY = Table(
    "change_body",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("body", BLOB, nullable=False),
    Index("change_of_record", "record"),
)
"""What changes say but for their values: canonical JSON, sealed in the local stream. None for a bare change."""

CHANGE_VALUE = Table(
    "change_value",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("salt", BLOB, nullable=False),
    Column("payload", BLOB, nullable=False),
)
"""Salt and values (canonical JSON, sealed in the local stream); destroyed by an erasure."""

ERASED = Table("erased", METADATA, Column("seq", Integer, primary_key=True))
"""Changes whose values are gone for good: the only ones whose values the triggers let go."""

CHAIN_MARK = Table(
    "chain_mark",
    METADATA,
    Column("through", Integer, primary_key=True),
    Column("whole_at", Text, nullable=False),
    Column("heads", Text, nullable=False),
)
"""The place up to which the history was verified, when all of it was, and the heads there (``verifying``): one row."""

LOOK_AGAIN = Table("look_again", METADATA, Column("seq", Integer, primary_key=True))
"""Changes before the mark that were filled in or erased since: triggers note them."""

ERASED_RECORD = Table(
    "erased_record",
    METADATA,
    Column("record", Text, primary_key=True),
    Column("erasure", Text, primary_key=True),
)
"""Records under an order to erase (the id of the Erasure record)."""

TAKES_BACK = Table(
    "takes_back",
    METADATA,
    Column("act", Integer, primary_key=True),
    Column("undone", Integer, nullable=False),
    Index("takes_back_undone", "undone"),
)
"""Acts of this desk that undo another one, or redo what was undone (``change.act`` of both)."""

STEP = Table(
    "step",
    METADATA,
    Column("place", Integer, primary_key=True),
    Column("act", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("undone_by", Integer),
    Index("step_of_act", "act"),
    Index("step_undone", "undone_by", sqlite_where=text("undone_by IS NOT NULL")),
)
"""What was done at this desk, in its order (``records.steps``): 0 for an act that wrote no change. ``undone_by`` is the
act that took it back, as long as that stands."""

AWAITED = Table("awaited", METADATA, Column("digest", BLOB, primary_key=True), sqlite_with_rowid=False)
"""Changes that others are based on and that have not come."""

DERIVED = Table(
    "derived",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("definition", Text, nullable=False),
)
"""How each record table was when it was built."""

SEARCH_KEY = Table(
    "search_key",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Folded words by which records are found."""

DESK_VALUE = Table(
    "desk_value",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""The desk's own state, as JSON."""

DRAFT = Table(
    "draft",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("typed", BLOB, nullable=False),
)
"""What was typed but cannot be, sealed."""

BLOB_TABLE = Table(
    "blob",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("local", Integer, nullable=False),
    Column("content", BLOB, nullable=False),
)
"""Files by the SHA-256 of their content; local ones sealed."""

ENROLLED_DESK = Table(
    "enrolled_desk",
    METADATA,
    Column("desk", Text, primary_key=True),
    Column("village", Text, nullable=False),
    Column("entry", Text, nullable=False),
)
"""Laptops the office let in (``EnrolledDesk``, JSON)."""

KNOWN_PERSON = Table(
    "known_person",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("place", Text, nullable=False),
    Column("desk", Text, nullable=False),
)
"""At the office: ids of persons, each of one place (code of a village, or the county's) and told of by one desk."""

SENT = Table(
    "sent",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("bundle", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
)
"""Changes that went to the office with their content."""

OFFER = Table(
    "offer",
    METADATA,
    Column("desk", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("reason", Text),
    Index("offer_open", "digest", sqlite_where=text("verdict <> 'taken'")),
    sqlite_with_rowid=False,
)
"""The verdict on each change a desk offered."""

HELD = Table(
    "held",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("change", BLOB, nullable=False),
)
"""Changes whose parents have not come (JSON)."""

RECEIPT = Table(
    "receipt",
    METADATA,
    Column("place", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("desk", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("content", BLOB, nullable=False),
    Column("signature", BLOB, nullable=False),
)
"""Receipts given or got, as they were signed."""

BUNDLE = Table(
    "bundle",
    METADATA,
    Column("place", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("made", Integer, nullable=False),
    Column("entry", Text, nullable=False),
)
"""Bundles made or taken (``KeptBundle``, JSON)."""
