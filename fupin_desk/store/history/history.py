"""The history as it is read: changes by name, by record, by stream, and who follows whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from fupin_desk.domain.changes import LOCAL_STREAM, Body, Change, Value
from fupin_desk.store.history.seal import Seal

DIGEST_BYTES = 32
NEWEST = (1 << 63) - 1
"""No place of a change lies after it."""
AT_ONCE = 1000
"""Rows read at a time, so that a long history never lies in memory whole."""

SELECT = """SELECT c.seq, c.digest, s.name, c.parents, c.body_digest, b.body, v.salt, v.payload FROM change c
JOIN stream s ON s.id = c.stream LEFT JOIN change_body b ON b.seq = c.seq LEFT JOIN change_value v ON v.seq = c.seq """
OF_RECORDS = """SELECT c.seq, c.digest, s.name, c.parents, c.body_digest, b.body, v.salt, v.payload FROM change_body b
JOIN change c ON c.seq = b.seq JOIN stream s ON s.id = c.stream LEFT JOIN change_value v ON v.seq = b.seq """

_BODY = msgspec.json.Decoder(Body)
_VALUES = msgspec.json.Decoder(dict[str, str | int | bool | list[str] | None])


def split_digests(joined: bytes) -> list[str]:
    """Return the digests that lie one after another in ``joined``."""
    return [joined[at : at + DIGEST_BYTES].hex() for at in range(0, len(joined), DIGEST_BYTES)]


def join_digests(digests: Iterable[str]) -> bytes:
    """Return digests one after another, sorted."""
    return b"".join(bytes.fromhex(digest) for digest in sorted(digests))


def as_list(texts: Iterable[str]) -> str:
    """Return texts as one parameter for ``json_each``: a statement that need not be written anew for every number."""
    return msgspec.json.encode(list(texts)).decode()


class History:
    """Reads the history on one connection."""

    def __init__(self, connection: sa.Connection, seal: Seal) -> None:
        """Keep what to read with."""
        self.connection = connection
        self.seal = seal
        # Plain SQL goes to the driver itself: SQLAlchemy's way there costs more than a saved field does.
        self._driver: Any = connection.connection.driver_connection

    def rows(self, sql: str, parameters: tuple[Any, ...] = ()) -> list[Any]:
        """Return what a statement in plain SQL finds."""
        rows: list[Any] = self._driver.execute(sql, parameters).fetchall()
        return rows

    def run(self, sql: str, rows: Sequence[Any] = ()) -> None:
        """Carry out a statement in plain SQL, once for each row if there are several."""
        if rows and isinstance(rows[0], tuple):
            self._driver.executemany(sql, rows)
        else:
            self._driver.execute(sql, rows)

    def all_heads(self) -> dict[str, list[str]]:
        """Return every stream with its heads."""
        return {name: split_digests(heads) for name, heads in self.rows("SELECT name, heads FROM stream ORDER BY name")}

    def heads(self, stream: str) -> list[str]:
        """Return the stream's heads, sorted; none where nothing was written yet."""
        rows = self.rows("SELECT heads FROM stream WHERE name = ?", (stream,))
        return split_digests(rows[0][0]) if rows else []

    def changes(self, digests: Iterable[str]) -> list[Change]:
        """Return those of the changes that are here, oldest first."""
        where = "WHERE c.digest IN (SELECT unhex(value) FROM json_each(?)) ORDER BY c.seq"
        return [change for _, change in self.read(SELECT + where, (as_list(digests),))]

    def of_records(self, kind: str, records: Iterable[str], until: int | None = None) -> list[tuple[str, Change]]:
        """Return the changes of records of one kind with their digests, oldest first; none after ``until``."""
        where = "WHERE b.record IN (SELECT value FROM json_each(?)) AND b.kind = ? AND b.seq <= ? ORDER BY c.seq"
        return self.read(OF_RECORDS + where, (as_list(records), kind, NEWEST if until is None else until))

    def told_of(self, stream: str, records: Iterable[str]) -> dict[int, Change]:
        """Return the changes of records in a stream, of whatever kind, by their places, oldest first."""
        where = "WHERE b.record IN (SELECT value FROM json_each(?)) AND s.name = ? ORDER BY c.seq"
        raw = self.rows(OF_RECORDS + where, (as_list(records), stream))
        return {row[0]: self.change_of(row)[1] for row in raw}

    def newest(self) -> int:
        """Return the place of the change that came last, 0 before any."""
        return int(self.rows("SELECT coalesce(max(seq), 0) FROM change")[0][0])

    def read(self, sql: str, parameters: tuple[Any, ...]) -> list[tuple[str, Change]]:
        """Return digests and changes of a statement that begins with ``SELECT`` or ``OF_RECORDS``."""
        return [self.change_of(raw) for raw in self.rows(sql, parameters)]

    def change_of(self, raw: Any) -> tuple[str, Change]:
        """Return a row's digest and change. Without the local key the local stream's changes are bare."""
        _, name, stream, parents, body_digest, body, salt, payload = raw
        digest = name.hex()
        if stream == LOCAL_STREAM:
            body, payload = self._opened(digest, "body", body), self._opened(digest, "values", payload)
        known: Body | None = None if body is None else _BODY.decode(body)
        values: dict[str, Value] | None = None if payload is None or known is None else _VALUES.decode(payload)
        return digest, Change(
            stream=stream,
            parents=split_digests(parents),
            body_digest=body_digest.hex(),
            body=known,
            salt=None if values is None else salt.hex(),
            values=values,
        )

    def _opened(self, digest: str, part: str, sealed: bytes | None) -> bytes | None:
        return None if sealed is None else self.seal.open(sealed, f"change/{digest}/{part}")

    def missing(self, digests: Collection[str]) -> set[str]:
        """Return those that are not here."""
        rows = self.rows(
            "SELECT lower(hex(digest)) FROM change WHERE digest IN (SELECT unhex(value) FROM json_each(?))",
            (as_list(digests),),
        )
        return set(digests) - {digest for (digest,) in rows}

    def known(self, digests: Iterable[str]) -> dict[str, tuple[int, bool]]:
        """Return those that are here, with their place and whether they are bare."""
        rows = self.rows(
            """SELECT lower(hex(c.digest)), c.seq, b.seq IS NULL FROM change c LEFT JOIN change_body b ON b.seq = c.seq
            WHERE c.digest IN (SELECT unhex(value) FROM json_each(?))""",
            (as_list(digests),),
        )
        return {digest: (seq, bool(bare)) for digest, seq, bare in rows}

    def digests(self, places: Iterable[int]) -> set[str]:
        """Return the digests of the changes at these places."""
        sql = "SELECT lower(hex(digest)) FROM change WHERE seq IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"
        return {digest for (digest,) in self.rows(sql, (as_list(map(str, places)),))}

    def standing(self, stream: str, digests: Iterable[str]) -> dict[str, bool]:
        """Return those that are in this stream, with whether each is bare."""
        rows = self.rows(
            """SELECT lower(hex(c.digest)), b.seq IS NULL FROM change c LEFT JOIN change_body b ON b.seq = c.seq
            WHERE c.stream = (SELECT id FROM stream WHERE name = ?)
            AND c.digest IN (SELECT unhex(value) FROM json_each(?))""",
            (stream, as_list(digests)),
        )
        return {digest: bool(bare) for digest, bare in rows}

    def bare(self, stream: str) -> list[str]:
        """Return the changes of a stream that are only known to exist, oldest first."""
        rows = self.rows(
            """SELECT lower(hex(c.digest)) FROM change c WHERE c.stream = (SELECT id FROM stream WHERE name = ?)
            AND NOT EXISTS (SELECT 1 FROM change_body b WHERE b.seq = c.seq) ORDER BY c.seq""",
            (stream,),
        )
        return [digest for (digest,) in rows]

    def graph(self, stream: str) -> Iterator[tuple[str, list[str]]]:
        """Return every change of a stream with its parents, parents first."""
        for _, digest, parents in reversed(self._upwards(stream)):
            yield digest.hex(), split_digests(parents)

    def beyond(self, stream: str, heads: Collection[str]) -> list[int]:
        """Return the places of a stream's changes that are neither among ``heads`` nor before them, oldest first.

        Read from the newest until all that is still to be met is behind the heads: only what is new costs.
        """
        behind = {bytes.fromhex(head) for head in heads}
        to_meet = {bytes.fromhex(head) for head in self.heads(stream)}
        seqs: list[int] = []
        for seq, digest, parents in self._from_the_newest(stream):
            if to_meet <= behind:
                break
            to_meet.discard(digest)
            if digest in behind:
                behind.update(_each(parents))
            else:
                seqs.append(seq)
                to_meet.update(_each(parents))
        return seqs[::-1]

    def ancestors(self, heads: Collection[str]) -> set[str]:
        """Return ``heads`` that are here and everything they follow."""
        digests: set[bytes] = set()
        for stream in self._streams_of(heads):
            behind = {bytes.fromhex(head) for head in heads}
            for _, digest, parents in self._upwards(stream):
                if digest in behind:
                    digests.add(digest)
                    behind.update(_each(parents))
        return {digest.hex() for digest in digests}

    def _streams_of(self, digests: Collection[str]) -> list[str]:
        return [
            name
            for (name,) in self.rows(
                """SELECT DISTINCT s.name FROM change c JOIN stream s ON s.id = c.stream
                WHERE c.digest IN (SELECT unhex(value) FROM json_each(?))""",
                (as_list(digests),),
            )
        ]

    def _upwards(self, stream: str) -> list[Any]:
        # From the newest: every change is met before what it follows, so one pass is enough.
        return self.rows(
            """SELECT seq, digest, parents FROM change WHERE stream = (SELECT id FROM stream WHERE name = ?)
            ORDER BY seq DESC""",
            (stream,),
        )

    def _from_the_newest(self, stream: str) -> Iterator[Any]:
        sql = """SELECT seq, digest, parents FROM change WHERE stream = (SELECT id FROM stream WHERE name = ?)
            AND seq < ? ORDER BY seq DESC LIMIT ?"""
        before = NEWEST
        while rows := self.rows(sql, (stream, before, AT_ONCE)):
            yield from rows
            before = rows[-1][0]

    def at(self, places: list[int]) -> Iterator[tuple[str, Change]]:
        """Return the changes at these places, in that order, a part at a time."""
        for start in range(0, len(places), AT_ONCE):
            some = as_list(map(str, places[start : start + AT_ONCE]))
            where = "WHERE c.seq IN (SELECT CAST(value AS INTEGER) FROM json_each(?)) ORDER BY c.seq"
            yield from self.read(SELECT + where, (some,))


def _each(joined: bytes) -> Iterator[bytes]:
    for at in range(0, len(joined), DIGEST_BYTES):
        yield joined[at : at + DIGEST_BYTES]
