"""Changes as lines of JSON, each as short as can be: nothing is sent that the reader can compute or has just read.

* A key that is missing has the value it had on the last line that had it (stream, desk, person, at, kind, purpose,
  record).
* Parents that are missing are: the change on the line before of the same stream, and nothing else.
* A change named by a number is the one on that line (the first is 1).
* Digests are computed, never read; that they are the sender's is seen by the heads in the signed manifest.
* ``based_on`` leaves out fields with nothing under them, where ``values`` names all fields anyway.

A line is one of three: full (``salt``, ``values``), erased (``erased``: the digest its values had) or bare (``bare``:
the digest of its body).

**One way to write it.** Every line read is written again, and refused unless it gives the same bytes: so nothing that
two readers could take for two things (a name twice, 1.0, an escaped letter, a list in another order) ever gets a
digest. Reasons of FileDamagedError: ``line``, ``line_reference``, ``line_form`` (not as we would have written it).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Annotated, Any

import msgspec

from fupin_desk.domain.changes import Body, Change, Value, canonical, change_digest, sha256, values_digest
from fupin_desk.domain.errors import BundleBeyondLimitError, FileDamagedError
from fupin_desk.domain.limits import (
    MOST_BASES,
    MOST_CHANGES,
    MOST_CHANGES_BYTES,
    MOST_FIELDS,
    MOST_LINE_BYTES,
    MOST_NAMED,
    MOST_PARENTS,
)

Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
Named = Digest | int
"""A change: its digest, or the number of its line."""
Parents = Annotated[list[Named], msgspec.Meta(max_length=MOST_PARENTS)]
Bases = Annotated[list[Named], msgspec.Meta(max_length=MOST_BASES)]
StreamName = Annotated[str, msgspec.Meta(pattern=r"^(county|local|village:[0-9]{12})\Z")]
_CARRIED = ("desk", "person", "at", "kind", "purpose", "record")


class BundleLine(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line, as it is written: keys in this order, those of ``based_on`` and ``values`` sorted."""

    stream: StreamName | None = None
    parents: Parents | None = None
    desk: str | None = None
    person: str | None = None
    at: str | None = None
    kind: str | None = None
    purpose: str | None = None
    record: str | None = None
    based_on: Annotated[dict[str, Bases], msgspec.Meta(max_length=MOST_FIELDS)] = {}
    salt: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")] | None = None
    values: Annotated[dict[str, Value], msgspec.Meta(max_length=MOST_FIELDS)] | None = None
    erased: Digest | None = None
    bare: Digest | None = None


_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(BundleLine)


def write_lines(changes: Iterable[Change]) -> bytes:
    """Return the lines of changes given parents first; a change given twice is written once."""
    writer = _Writer()
    written = [row for change in changes if (row := writer.row(change.digest, change)) is not None]
    return b"\n".join([*written, b""])


def read_lines(data: bytes) -> dict[str, Change]:
    """Return the changes by digest, in their order; FileDamagedError, BundleBeyondLimitError.

    Lines are counted and measured before the first is read, so memory follows from what was agreed and not from them.
    """
    if data and not data.endswith(b"\n"):
        raise FileDamagedError("line")
    if len(data) > MOST_CHANGES_BYTES:
        raise BundleBeyondLimitError("changes_bytes", len(data), MOST_CHANGES_BYTES)
    if (lines := data.count(b"\n")) > MOST_CHANGES:
        raise BundleBeyondLimitError("changes", lines, MOST_CHANGES)
    reader, writer = _Reader(), _Writer()
    try:
        for row in _rows(data):
            digest, change = reader.take(_DECODER.decode(row))
            if writer.row(digest, change) != row:
                raise FileDamagedError("line_form")
    except (msgspec.DecodeError, msgspec.EncodeError, ValueError, OverflowError, RecursionError) as problem:
        raise FileDamagedError("line") from problem
    return reader.changes


def _rows(data: bytes) -> Iterator[bytes]:
    start = 0
    while (end := data.find(b"\n", start)) >= 0:
        if end - start > MOST_LINE_BYTES:
            raise BundleBeyondLimitError("line_bytes", end - start, MOST_LINE_BYTES)
        yield data[start:end]
        start = end + 1


class _Writer:
    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.last: dict[str, str] = {}
        self.carried: dict[str, str] = {}

    def row(self, digest: str, change: Change) -> bytes | None:
        if digest in self.numbers:
            return None
        line = BundleLine()
        before = self.last.get(change.stream)
        if before is None or change.parents != [before]:
            line.parents = self._named(change.parents)
        line.stream = self._new("stream", change.stream)
        self.last[change.stream] = digest
        self._content(line, change)
        self.numbers[digest] = len(self.numbers) + 1
        return _ENCODER.encode(line)

    def _content(self, line: BundleLine, change: Change) -> None:
        body = change.body
        if body is None:
            line.bare = change.body_digest
            return
        for name in _CARRIED:
            setattr(line, name, self._new(name, getattr(body, name)))
        if change.values is None:
            line.erased = body.values
        else:
            line.salt, line.values = change.salt, change.values
        line.based_on = {
            name: self._named(seen)
            for name, seen in body.based_on.items()
            if seen or change.values is None or name not in change.values
        }

    def _new(self, name: str, value: str) -> str | None:
        if self.carried.get(name) == value:
            return None
        self.carried[name] = value
        return value

    def _named(self, digests: Sequence[str]) -> list[Named]:
        return [self.numbers.get(digest, digest) for digest in digests]


class _Reader:
    def __init__(self) -> None:
        self.changes: dict[str, Change] = {}
        self.order: list[str] = []
        self.last: dict[str, str] = {}
        self.carried: dict[str, str] = {}
        self.named = 0
        """Changes named so far."""

    def take(self, line: BundleLine) -> tuple[str, Change]:
        stream = self._carried("stream", line.stream)
        change = self._change(line, stream, self._parents(line, stream))
        digest = change_digest(stream, change.parents, change.body_digest)
        self.changes[digest] = change
        self.order.append(digest)
        self.last[stream] = digest
        return digest, change

    def _parents(self, line: BundleLine, stream: str) -> list[str]:
        if line.parents is not None:
            return self._digests(line.parents)
        if stream not in self.last:
            raise FileDamagedError("line_reference")
        return [self.last[stream]]

    def _change(self, line: BundleLine, stream: str, parents: list[str]) -> Change:
        if (line.bare is not None) + (line.erased is not None) + (line.values is not None) != 1:
            raise FileDamagedError("line")
        if (line.salt is None) != (line.values is None):
            raise FileDamagedError("line")
        if line.bare is not None:
            if line.based_on or any(getattr(line, name) is not None for name in _CARRIED):
                raise FileDamagedError("line")
            return Change(stream=stream, parents=parents, body_digest=line.bare)
        body = self._body(line)
        return Change(
            stream=stream,
            parents=parents,
            body_digest=sha256(canonical(body)),
            body=body,
            salt=line.salt,
            values=line.values,
        )

    def _body(self, line: BundleLine) -> Body:
        based_on = {name: self._digests(seen) for name, seen in line.based_on.items()}
        if line.values is not None:
            for name in line.values:
                based_on.setdefault(name, [])
        carried: dict[str, Any] = {name: self._carried(name, getattr(line, name)) for name in _CARRIED}
        return Body(**carried, based_on=based_on, values=_values_digest(line.salt, line.values, line.erased))

    def _carried(self, name: str, value: str | None) -> str:
        if value is not None:
            self.carried[name] = value
        elif name not in self.carried:
            raise FileDamagedError("line")
        return self.carried[name]

    def _digests(self, named: Sequence[Named]) -> list[str]:
        """Return whom numbers and digests name: each once, sorted, as every digest was made of them."""
        self.named += len(named)
        if self.named > MOST_NAMED:
            raise BundleBeyondLimitError("named", self.named, MOST_NAMED)
        if any(isinstance(number, int) and not 1 <= number <= len(self.order) for number in named):
            raise FileDamagedError("line_reference")
        digests = [self.order[number - 1] if isinstance(number, int) else number for number in named]
        if any(before >= after for before, after in pairwise(digests)):
            raise FileDamagedError("line_form")
        return digests


def _values_digest(salt: str | None, values: Mapping[str, Value] | None, erased: str | None) -> str:
    if erased is not None:
        return erased
    return values_digest(salt or "", values or {})
