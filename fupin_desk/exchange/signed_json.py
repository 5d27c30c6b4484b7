"""JSON that is signed (manifest, receipt), written in one way only: keys sorted, indented by one blank.

What was read is written again and must give the same bytes. A reader that forgives (a key named twice, 1.0 for 1, an
escaped letter) would see something else in signed bytes than the next one does.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn, TypeVar

import msgspec

from fupin_desk.domain.errors import FileDamagedError

T = TypeVar("T", bound=msgspec.Struct)


def encoded(value: Any) -> bytes:
    """Return the bytes to sign."""
    return msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=1)


def decoded(data: bytes, kind: type[T], reason: str) -> T:
    """Return what the bytes say; FileDamagedError (``reason``) unless we would have written exactly them.

    Keys that an older program did not write are missing there, so not the value but what stands there is compared.
    """
    try:
        message = json.loads(data, parse_float=_no_number, parse_constant=_no_number)
        if encoded(message) == data:
            return msgspec.convert(message, kind)
    except (ValueError, TypeError, OverflowError, RecursionError, msgspec.MsgspecError) as problem:
        raise FileDamagedError(reason) from problem
    raise FileDamagedError(reason)


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)
