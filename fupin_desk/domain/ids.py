"""Ids and numbers made on the desk: they never run out offline, and no two desks ever make the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
"""An id as the desk makes it (``uuid7``)."""


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


def number_for(letter: str, next_in_line: int, record: str) -> str:
    """Return a number for people, such as ``H-0123-7KQX``; ``next_in_line`` is this desk's count so far plus one."""
    return f"{letter}-{next_in_line:04d}-{mark_of(record)}"


@dataclass(frozen=True, slots=True)
class Version:
    """How a record stood when a row was made of it."""

    seq: int
    """The last change that the desk had then."""
    state: str
    """Six characters that stand for the changes that stood in the record (``state_of``)."""


SEQ_SIGNS, STATE_SIGNS = 7, 6
"""Characters of a version in a mark."""


def state_of(heads: Iterable[str]) -> str:
    """Return what stands for a set of changes, six characters: the digests are salted, so that it tells no value."""
    digest = hashlib.sha256(" ".join(sorted(heads)).encode()).digest()
    return _crockford(int.from_bytes(digest[:4], "big") >> 2, STATE_SIGNS)


def record_mark(record: str, village: str, version: Version | None = None) -> str:
    """Return what names a record of a village in a spreadsheet: 26 characters, its version, and four that check them.

    Read by ``read_record_mark`` in any case and with any dashes; of another village it is none.
    """
    of_version = _crockford(version.seq, SEQ_SIGNS) + version.state if version else ""
    parts = (_crockford(int(record.replace("-", ""), 16), 26), of_version, _checked(record, village, of_version))
    return "-".join(part for part in parts if part)


def read_record_mark(mark: str, village: str) -> tuple[str, Version | None] | None:
    """Return the id of the record a mark names and its version; older programs wrote none.

    None where it is no mark of this village, or was damaged.
    """
    plain = mark.upper().replace("-", "").translate(str.maketrans("OIL", "011"))
    if len(plain) not in (30, 30 + SEQ_SIGNS + STATE_SIGNS) or not set(plain) <= set(CROCKFORD):
        return None
    value, of_version = _number(plain[:26]), plain[26:-4]
    if value >= 1 << 128:
        return None
    digits = f"{value:032x}"
    record = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    if _checked(record, village, of_version) != plain[-4:]:
        return None
    version = Version(_number(of_version[:SEQ_SIGNS]), of_version[SEQ_SIGNS:]) if of_version else None
    return record, version


def _number(signs: str) -> int:
    value = 0
    for sign in signs:
        value = value * 32 + CROCKFORD.index(sign)
    return value


def _checked(record: str, village: str, of_version: str) -> str:
    digest = hashlib.sha256(f"mark {village} {record}{of_version}".encode()).digest()
    return _crockford(int.from_bytes(digest[:3], "big") >> 4, 4)


def _crockford(value: int, length: int) -> str:
    return "".join(CROCKFORD[(value >> 5 * at) & 31] for at in reversed(range(length)))


def village_id(code: str) -> str:
    """Return the id of a village's own record: the same on each of its laptops, so that they write one record."""
    return uuid7(datetime.fromtimestamp(0, UTC), hashlib.sha256(b"village " + code.encode()).digest()[:10])
