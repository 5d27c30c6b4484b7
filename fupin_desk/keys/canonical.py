"""Files of trust as JSON that can be written in one way only.

The same value always gives the same bytes, so it can be signed; and a file that is not exactly what we would have
written is refused. A reader that forgives (spaces, unused bits of base64, a field named twice) would let somebody
alter a file without any digest or signature noticing.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from fupin_desk.domain.errors import FileDamagedError

T = TypeVar("T", bound=msgspec.Struct)

LIMIT_BYTES = 1 << 20
"""No file of trust comes near this; more is not read."""


def encoded(value: msgspec.Struct) -> bytes:
    """The one way ``value`` is written; bytes as base64, fields in their declared order."""
    return msgspec.json.encode(value)


def decoded(data: bytes, kind: type[T]) -> T:
    """The value that gives exactly ``data``; FileDamagedError (``not_json``, ``not_canonical``, ``too_big``) else."""
    if len(data) > LIMIT_BYTES:
        raise FileDamagedError("too_big")
    try:
        value = msgspec.json.decode(data, type=kind)
        same = encoded(value) == data
    except (msgspec.DecodeError, UnicodeError, RecursionError) as problem:  # msgspec lets a UnicodeDecodeError through
        raise FileDamagedError("not_json") from problem
    if not same:
        raise FileDamagedError("not_canonical")
    return value
