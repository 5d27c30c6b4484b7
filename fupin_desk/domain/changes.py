"""A change: what every save is, and what the history is made of.

Like a commit, a change is named by its digest. Three layers, so that each can be had without the one inside it::

    digest        = SHA-256 of [1, stream, parents, body digest]         always known: no history has a hole
    body digest   = SHA-256 of the body                                  withheld until consent covers it
    body          = desk, person, day, record, purpose, based_on, values digest
    values digest = SHA-256 of salt ‖ values                             destroyed by an erasure, salt and all

Always true:

* the same change has the same digest on every desk;
* a body or values that do not fit the digest are refused, never repaired;
* without the salt nobody can guess values from a digest.

JSON here is UTF-8 with sorted keys and no blanks, so that any program can compute the digests (exchange/FORMAT.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

Value = str | int | bool | list[str] | None
"""A field's value as it stands in the history: dates as ISO text, codes as codes."""

AT = "%Y-%m-%dT%H:%M:%SZ"
"""How a change writes its instant: UTC, whole seconds."""
LOCAL_STREAM = "local"
COUNTY_STREAM = "county"
SALT_BYTES = 16


def village_stream(village: str) -> str:
    """Return the name of a village's stream."""
    return f"village:{village}"


def canonical(content: Any) -> bytes:
    """Return the one way to write a JSON value down (sorted keys, no blanks)."""
    return msgspec.json.encode(content, order="sorted")


def sha256(content: bytes) -> str:
    """Return a SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a change says, but for the values themselves."""

    desk: str
    """The desk that wrote it."""
    person: str
    """The id of the person at that desk."""
    at: str
    """When, by that desk's clock (UTC, seconds): shown, never compared."""
    kind: str
    record: str
    purpose: str
    based_on: dict[str, list[str]]
    """Every field written, each with the changes the person saw in it: those and no others are replaced."""
    values: str
    """The salted digest of the values."""


class Change(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A change, with as much of it as this desk may know."""

    stream: str
    parents: list[str]
    """Every head of the stream that the desk knew, sorted."""
    body_digest: str
    body: Body | None = None
    """None: bare. It exists, and what it says is not for this desk (yet)."""
    salt: str | None = None
    values: dict[str, Value] | None = None
    """None with a body: erased."""

    @property
    def digest(self) -> str:
        """The change's name."""
        return change_digest(self.stream, self.parents, self.body_digest)

    @property
    def bare(self) -> bool:
        """Whether only its digest is known."""
        return self.body is None

    @property
    def erased(self) -> bool:
        """Whether its values were destroyed."""
        return self.body is not None and self.values is None

    def stripped(self) -> Change:
        """Return it as a bare digest, as it travels when its content may not."""
        return Change(stream=self.stream, parents=self.parents, body_digest=self.body_digest)


def change_digest(stream: str, parents: list[str], body_digest: str) -> str:
    """Return the name of a change."""
    return sha256(canonical([1, stream, parents, body_digest]))


def values_digest(salt: str, values: Mapping[str, Value]) -> str:
    """Return the salted digest of values; ``salt`` is 16 bytes in hexadecimal."""
    return sha256(bytes.fromhex(salt) + canonical(dict(values)))


def make_change(
    *,
    stream: str,
    parents: list[str],
    desk: str,
    person: str,
    at: str,
    kind: str,
    record: str,
    purpose: str,
    values: Mapping[str, Value],
    based_on: Mapping[str, list[str]],
    salt: bytes,
) -> Change:
    """Write a change down. ``based_on`` names every field of ``values``; an empty list is a first write."""
    body = Body(
        desk=desk,
        person=person,
        at=at,
        kind=kind,
        record=record,
        purpose=purpose,
        based_on={name: sorted(based_on.get(name, ())) for name in values},
        values=values_digest(salt.hex(), values),
    )
    return Change(
        stream=stream,
        parents=sorted(parents),
        body_digest=sha256(canonical(body)),
        body=body,
        salt=salt.hex(),
        values=dict(values),
    )


def fault_of(change: Change) -> str | None:
    """Return why a change cannot be what it says it is, or None: ``body``, ``values`` or ``fields``."""
    if change.body is None:
        return None if change.values is None and change.salt is None else "body"
    if sha256(canonical(change.body)) != change.body_digest:
        return "body"
    if change.values is None:
        return None if change.salt is None else "values"
    if change.salt is None or len(change.salt) != SALT_BYTES * 2:
        return "values"
    try:
        fits = values_digest(change.salt, change.values) == change.body.values
    except ValueError:
        return "values"
    if not fits:
        return "values"
    return None if change.values.keys() == change.body.based_on.keys() else "fields"
