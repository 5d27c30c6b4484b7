"""Ids and numbers made on the desk: they never run out offline, and no two desks ever make the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def uuid7(now: datetime, random: bytes) -> str:
    """Return a UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits of the ten bytes given."""
    head = int(now.timestamp() * 1000).to_bytes(6, "big")
    body = bytearray(head + random[:10])
    body[6] = 0x70 | (body[6] & 0x0F)
    body[8] = 0x80 | (body[8] & 0x3F)
    plain = body.hex()
    return f"{plain[:8]}-{plain[8:12]}-{plain[12:16]}-{plain[16:20]}-{plain[20:]}"


def mark_of(record: str) -> str:
    """Return four characters from the random end of a record's id: what keeps two desks' numbers apart."""
    tail = int(record.replace("-", "")[-5:], 16)
    return "".join(CROCKFORD[(tail >> shift) & 31] for shift in (15, 10, 5, 0))


NUMBERED: Mapping[str, str] = {"household": "H", "contract": "C", "distribution": "D", "notice": "N"}
"""Kinds whose numbers the desk makes, and the letter of each."""


def number_for(letter: str, next_in_line: int, record: str) -> str:
    """Return a number for people, such as ``H-0123-7KQX``; ``next_in_line`` is this desk's count so far plus one."""
    return f"{letter}-{next_in_line:04d}-{mark_of(record)}"


def village_id(code: str) -> str:
    """Return the id of a village's own record: the same on each of its laptops, so that they write one record."""
    return uuid7(datetime.fromtimestamp(0, UTC), hashlib.sha256(b"village " + code.encode()).digest()[:10])
