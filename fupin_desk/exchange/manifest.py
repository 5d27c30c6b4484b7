"""What a bundle says of itself: who sends it to whom, how far it goes, and every part with its size and digest.

The sender signs these bytes, so nothing in the bundle can be other than the sender made it. Reading one says nothing
about whether to believe it: ``bundle.open_bundle`` does. Reasons of FileDamagedError: ``manifest`` (also
where it is not written as we would have: ``signed_json``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec

from fupin_desk.domain.errors import (
    BundleBeyondLimitError,
    BundleTooBigError,
    BundleTooNewError,
    FileDamagedError,
    NotABundleError,
)
from fupin_desk.domain.ids import UUID
from fupin_desk.domain.limits import MOST_HEADS, MOST_LACKING, MOST_MANIFEST_BYTES, MOST_PERSONS, MOST_STREAMS
from fupin_desk.exchange import signed_json
from fupin_desk.exchange.lines import Digest, StreamName

FORMAT = 2
"""A reader refuses a higher number, and takes every lower one. 2 has ``persons``, 1 has none: what tells of none is
still written as 1, so that a program from before reads it."""
Amount = Annotated[int, msgspec.Meta(ge=0, lt=1 << 53)]
Counted = Annotated[int, msgspec.Meta(ge=1, lt=1 << 53)]
Instant = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\Z")]
MOST_CERTIFICATES = 8


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A desk, and the village or county it stands in."""

    village: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6,12}\Z")]
    desk: Annotated[str, msgspec.Meta(pattern=r"^[\x21-\x7e]{1,64}\Z")]


class StreamPart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the bundle holds of one stream."""

    known: list[Digest]
    """Heads that the sender has seen the recipient at, sorted."""
    heads: list[Digest]
    """Heads that the sender is at, sorted."""
    lacks: list[Digest] = []
    """What the sender has of it only bare, each once; whoever has it whole by now, and may, sends it."""
    first: Digest | None = None
    last: Digest | None = None
    """The first and last line of this stream; None where there are none."""
    changes: Amount = 0
    bare: Amount = 0
    """How many of them only say that they exist."""


class BundlePart(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A part as it stands in the tar."""

    bytes: Amount
    sha256: Digest
    unpacked: Amount | None = None
    """Bytes after ``zstd -d``."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``manifest.json``."""

    format: Counted
    sender: Place
    recipient: Place
    number: Counted
    """Counts the sender's bundles to this recipient, from 1."""
    made_at: Instant
    """By the sender's clock: shown, never compared."""
    certificates: Annotated[list[str], msgspec.Meta(max_length=MOST_CERTIFICATES)]
    """PEM: the sender's, then those above it."""
    receipt: Digest | None
    """The newest receipt that the sender has from this recipient, so that an office sees when it has fallen back."""
    withheld: Amount
    """Changes of the sender's own whose content is covered by neither consent nor a legal duty."""
    persons: list[str] | msgspec.UnsetType = msgspec.UNSET
    """From a village to its office: ids of those who work or worked on the sender's desk, sorted; never a name."""
    streams: dict[StreamName, StreamPart]
    parts: dict[str, BundlePart]

    @property
    def told(self) -> frozenset[str] | None:
        """The persons, or None in a format that tells of none."""
        return None if self.persons is msgspec.UNSET else frozenset(self.persons)


class _Version(msgspec.Struct):
    format: int


def write_manifest(manifest: Manifest) -> bytes:
    """Return the bytes to sign."""
    return signed_json.encoded(manifest)


def read_manifest(data: bytes) -> Manifest:
    """Return what it says.

    NotABundleError, BundleTooNewError, BundleTooBigError, BundleBeyondLimitError, FileDamagedError.
    """
    if len(data) > MOST_MANIFEST_BYTES:
        raise BundleTooBigError(len(data), MOST_MANIFEST_BYTES)
    try:
        version = msgspec.json.decode(data, type=_Version).format
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise NotABundleError from problem
    if version > FORMAT:
        raise BundleTooNewError(version, FORMAT)
    manifest = signed_json.decoded(data, Manifest, "manifest")
    _check_streams(manifest)
    _check_persons(manifest)
    return manifest


def _check_streams(manifest: Manifest) -> None:
    _check_number("streams", manifest.streams, MOST_STREAMS)
    for part in manifest.streams.values():
        _check_number("heads", part.known, MOST_HEADS)
        _check_number("heads", part.heads, MOST_HEADS)
        _check_number("lacks", part.lacks, MOST_LACKING)
        if any(digests != sorted(set(digests)) for digests in (part.known, part.heads)):
            raise FileDamagedError("manifest")
        if len(set(part.lacks)) != len(part.lacks):
            raise FileDamagedError("manifest")


def _check_persons(manifest: Manifest) -> None:
    persons = manifest.persons
    if (persons is msgspec.UNSET) != (manifest.format == 1):
        raise FileDamagedError("manifest")
    if persons is not msgspec.UNSET:
        _check_number("persons", persons, MOST_PERSONS)
        if persons != sorted(set(persons)) or not all(map(UUID.fullmatch, persons)):
            raise FileDamagedError("manifest")


def _check_number(what: str, entries: Sequence[str] | dict[str, StreamPart], most: int) -> None:
    if len(entries) > most:
        raise BundleBeyondLimitError(what, len(entries), most)
