"""The history as it is written: gathered in memory, put down together at the end of the unit of work."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from fupin_desk.domain.changes import LOCAL_STREAM, Change, canonical, sha256
from fupin_desk.domain.limits import MOST_PARENTS
from fupin_desk.store.history.history import DIGEST_BYTES, History, join_digests, split_digests

CHANGE = "INSERT INTO change (seq, digest, stream, act, parents, body_digest) VALUES (?, ?, ?, ?, ?, ?)"
BODY = "INSERT INTO change_body (seq, kind, record, body) VALUES (?, ?, ?, ?)"
VALUE = "INSERT INTO change_value (seq, salt, payload) VALUES (?, ?, ?)"
STREAM = "SELECT id, heads, (SELECT max(seq) FROM change) FROM stream WHERE name = ?"
HEADS = "UPDATE stream SET heads = ? WHERE id = ?"


class Appending(History):
    """Appends to the history on a connection that may write."""

    _next: int | None = None
    _act: int = 0
    scrub: bool = False
    """Whether values were destroyed, so that the file has to be cleaned of what is left of them."""

    @property
    def act(self) -> int:
        """The number of this unit of work, known once it has written something."""
        return self._act

    def begin(self) -> None:
        """Start with nothing gathered."""
        self._streams: dict[str, tuple[int, set[str]]] = {}
        self._moved: set[str] = set()
        self._changes: list[tuple[Any, ...]] = []
        self._bodies: list[tuple[Any, ...]] = []
        self._values: list[tuple[Any, ...]] = []
        self._gone: list[tuple[int]] = []

    def heads_now(self, stream: str) -> list[str]:
        """Return the stream's heads, those just gathered among them."""
        return sorted(self._stream(stream)[1])

    def joined_heads(self, stream: str, random: Callable[[int], bytes]) -> list[str]:
        """Return the stream's heads, few enough for one change to join: of more, some are joined at once.

        What joins them says nothing: it is a change of which nobody has more than the digest.
        """
        while len(heads := self.heads_now(stream)) > MOST_PARENTS:
            join = Change(stream=stream, parents=heads[:MOST_PARENTS], body_digest=sha256(random(DIGEST_BYTES)))
            self.append(join.digest, join)
        return heads

    def _stream(self, name: str) -> tuple[int, set[str]]:
        if name not in self._streams:
            rows = self.rows(STREAM, (name,))
            if not rows:
                self.run("INSERT INTO stream (name, heads) VALUES (?, x'')", (name,))
                rows = self.rows(STREAM, (name,))
            ((number, heads, newest),) = rows
            self._streams[name] = (number, set(split_digests(heads)))
            if self._next is None:
                self._act = self._next = (newest or 0) + 1
        return self._streams[name]

    def append(self, digest: str, change: Change) -> None:
        """Gather a change that is not here yet; its parents are here or were gathered before it."""
        number, heads = self._stream(change.stream)
        seq = self._place()
        self._changes.append(
            (
                seq,
                bytes.fromhex(digest),
                number,
                self._act,
                join_digests(change.parents),
                bytes.fromhex(change.body_digest),
            )
        )
        heads.difference_update(change.parents)
        heads.add(digest)
        self._moved.add(change.stream)
        if change.body is not None:
            self.say(seq, digest, change)

    def say(self, seq: int, digest: str, change: Change) -> None:
        """Gather what a change says that was bare until now."""
        assert change.body is not None
        body = canonical(change.body)
        payload = None if change.values is None else canonical(change.values)
        if change.stream == LOCAL_STREAM:
            body = self.seal.close(body, f"change/{digest}/body")
            payload = None if payload is None else self.seal.close(payload, f"change/{digest}/values")
        self._bodies.append((seq, change.body.kind, change.body.record, body))
        if payload is None or change.salt is None:
            self._gone.append((seq,))
        else:
            self._values.append((seq, bytes.fromhex(change.salt), payload))

    def _place(self) -> int:
        assert self._next is not None  # known since its stream is
        place = self._next
        self._next += 1
        return place

    def put_down(self) -> None:
        """Write what was gathered."""
        gathered: Iterable[tuple[str, list[tuple[Any, ...]]]] = (
            (CHANGE, self._changes),
            (BODY, self._bodies),
            (VALUE, self._values),
            ("INSERT INTO erased (seq) VALUES (?)", list(self._gone)),
            (HEADS, [(join_digests(self._streams[name][1]), self._streams[name][0]) for name in sorted(self._moved)]),
        )
        for sql, rows in gathered:
            if rows:
                self.run(sql, rows)
        self._moved.clear()
        for table in (self._changes, self._bodies, self._values, self._gone):
            table.clear()
