"""The chain verified: every digest computed again from what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from fupin_desk.domain.changes import LOCAL_STREAM, Body, change_digest, sha256
from fupin_desk.domain.errors import FileDamagedError
from fupin_desk.store.history.history import AT_ONCE, SELECT, History, split_digests

_BODY = msgspec.json.Decoder(Body)


@dataclass(frozen=True)
class ChainFault:
    """A place where the history is not what its digests say."""

    stream: str
    digest: str
    what: str
    """``digest``, ``parents``, ``body``, ``values``, ``place`` (filed under another record) or ``heads``."""


def verify_chain(history: History) -> list[ChainFault]:
    """Return every fault; none where the history is whole. Bare changes and erased values are no faults."""
    faults: list[ChainFault] = []
    known: set[bytes] = set()
    heads: dict[str, set[bytes]] = {}
    erased = {seq for (seq,) in history.rows("SELECT seq FROM erased")}
    filed = "SELECT seq, kind, record FROM change_body WHERE seq > ? AND seq <= ?"
    last = 0
    while rows := history.rows(f"{SELECT} WHERE c.seq > ? ORDER BY c.seq LIMIT ?", (last, AT_ONCE)):
        places = {seq: (kind, record) for seq, kind, record in history.rows(filed, (last, rows[-1][0]))}
        for raw in rows:
            seq, digest, stream, parents = raw[:4]
            what = _fault(history, raw, places.get(seq), seq in erased)
            before = [bytes.fromhex(each) for each in split_digests(parents)]
            if what is None and not known.issuperset(before):
                what = "parents"
            if what is not None:
                faults.append(ChainFault(stream, digest.hex(), what))
            known.add(digest)
            standing = heads.setdefault(stream, set())
            standing.difference_update(before)
            standing.add(digest)
        last = rows[-1][0]
    for stream, listed in history.all_heads().items():
        if {bytes.fromhex(each) for each in listed} != heads.get(stream, set()):
            faults.append(ChainFault(stream, "", "heads"))
    return faults


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
    said = _BODY.decode(body)
    if payload is None:
        return None if erased else "values"
    if sha256(salt + payload) != said.values:
        return "values"
    return None if filed == (said.kind, said.record) else "place"
