"""The chain verified: every digest computed again from what is kept, or of what came since it was verified last.

Changes are append-only, and the vault's pages have checksums of their own. What can be written before the mark (a bare
change is filled in, values are erased) is noted by triggers and looked at again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from fupin_desk.domain.changes import LOCAL_STREAM, Body, change_digest, sha256
from fupin_desk.domain.errors import FileDamagedError
from fupin_desk.store.history.history import AT_ONCE, SELECT, History, as_list, split_digests

FILED = "SELECT seq, kind, record FROM change_body"
_BODY = msgspec.json.Decoder(Body)


@dataclass(frozen=True)
class ChainFault:
    """A place where the history is not what its digests say."""

    stream: str
    digest: str
    what: str
    """``digest``, ``parents``, ``body``, ``values``, ``place`` (filed under another record) or ``heads``."""


class ChainMark(msgspec.Struct, frozen=True):
    """How far the history was found whole."""

    through: int
    """The place of the last change that was looked at."""
    whole_at: str
    """When all of it was last looked at (ISO 8601)."""
    heads: dict[str, list[str]]
    """Of each stream at that place."""


NO_MARK = ChainMark(0, "", {})


def chain_mark(history: History) -> ChainMark:
    """Return how far the history was verified; ``NO_MARK`` where it never was."""
    rows = history.rows("SELECT through, whole_at, heads FROM chain_mark")
    return ChainMark(rows[0][0], rows[0][1], msgspec.json.decode(rows[0][2])) if rows else NO_MARK


def put_mark(history: History, mark: ChainMark) -> None:
    """Note how far the history was found whole."""
    drop_mark(history)
    history.run(
        "INSERT INTO chain_mark (through, whole_at, heads) VALUES (?, ?, ?)",
        (mark.through, mark.whole_at, msgspec.json.encode(mark.heads).decode()),
    )


def drop_mark(history: History) -> None:
    """Forget how far the history was verified: next time all of it is."""
    history.run("DELETE FROM look_again")
    history.run("DELETE FROM chain_mark")


def to_look_at(history: History) -> int:
    """Return how many changes came since the mark, or have to be looked at again."""
    sql = "SELECT (SELECT count(*) FROM change WHERE seq > ?) + (SELECT count(*) FROM look_again)"
    return int(history.rows(sql, (chain_mark(history).through,))[0][0])


def verify_chain(history: History, mark: ChainMark = NO_MARK) -> list[ChainFault]:
    """Return every fault among what came after a mark, and what was written before it since; none where all is whole.

    Without a mark that is everything. Bare changes and erased values are no faults.
    """
    again = _looked_at(history, f"c.seq <= {mark.through} AND c.seq IN (SELECT seq FROM look_again)", 0)
    faults = [fault for _raw, fault in again if fault is not None]
    known: set[bytes] = set()
    heads = {stream: {bytes.fromhex(digest) for digest in digests} for stream, digests in mark.heads.items()}
    for raw, chain_fault in _looked_at(history, "TRUE", mark.through):
        fault, (seq, digest, stream, parents) = chain_fault, raw[:4]
        before = {bytes.fromhex(digest) for digest in split_digests(parents)}
        if fault is None and not _earlier(history, before - known, seq):
            fault = ChainFault(stream, digest.hex(), "parents")
        if fault is not None:
            faults.append(fault)
        known.add(digest)
        standing = heads.setdefault(stream, set())
        standing.difference_update(before)
        standing.add(digest)
    for stream, listed in history.all_heads().items():
        if {bytes.fromhex(digest) for digest in listed} != heads.get(stream, set()):
            faults.append(ChainFault(stream, "", "heads"))
    return faults


def _looked_at(history: History, where: str, after: int) -> Iterator[tuple[Any, ChainFault | None]]:
    """Yield the rows of changes after a place, oldest first, each with what is wrong with it by itself."""
    among = "WHERE seq IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"
    sql = f"{SELECT} WHERE c.seq > ? AND {where} ORDER BY c.seq LIMIT ?"
    while rows := history.rows(sql, (after, AT_ONCE)):
        seqs = (as_list(str(raw[0]) for raw in rows),)
        filed = {seq: (kind, record) for seq, kind, record in history.rows(f"{FILED} {among}", seqs)}
        erased = {seq for (seq,) in history.rows(f"SELECT seq FROM erased {among}", seqs)}
        for raw in rows:
            what = _fault(history, raw, filed.get(raw[0]), raw[0] in erased)
            yield raw, None if what is None else ChainFault(raw[2], raw[1].hex(), what)
        after = rows[-1][0]


def _earlier(history: History, digests: Collection[bytes], seq: int) -> bool:
    """Return whether all of these changes are here and came before a place."""
    if not digests:
        return True
    sql = "SELECT count(*) FROM change WHERE seq < ? AND digest IN (SELECT unhex(value) FROM json_each(?))"
    return bool(history.rows(sql, (seq, as_list(digest.hex() for digest in digests)))[0][0] == len(digests))


def _fault(history: History, raw: Any, filed: tuple[str, str] | None, erased: bool) -> str | None:
    _, digest, stream, parents, body_digest, body, salt, payload = raw
    if change_digest(stream, split_digests(parents), body_digest.hex()) != digest.hex():
        return "digest"
    if body is None:
        return None if payload is None else "values"
    if stream == LOCAL_STREAM:
        if not history.seal.here:
            return None
        try:
            body = history.seal.open(body, f"change/{digest.hex()}/body")
            payload = None if payload is None else history.seal.open(payload, f"change/{digest.hex()}/values")
        except FileDamagedError:
            return "body"
    if sha256(body) != body_digest.hex():
        return "body"
    decoded = _BODY.decode(body)
    if payload is None:
        return None if erased else "values"
    if sha256(salt + payload) != decoded.values:
        return "values"
    return None if filed == (decoded.kind, decoded.record) else "place"
