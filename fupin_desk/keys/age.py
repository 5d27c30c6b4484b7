"""Encrypted files: age (age-encryption.org/v1, X25519 recipients), which the ordinary ``age`` program opens.

age says nothing about who encrypted: anybody may, to a recipient they know. Who sent a file is for a signature inside
to say. An age file is checked piece by piece (64 KiB) while it is decrypted, and a cut one has given its first pieces
before the cut is found: ``decrypt`` hands nothing on before the last byte has been checked, and what ``decrypt_into``
has written counts for nothing unless it returns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import pyrage  # type: ignore[import-untyped]

from fupin_desk.domain.errors import FileDamagedError, NotForThisDeskError

_MAGIC = b"age-encryption.org/v1\n"


class ByteSource(Protocol):
    """Whatever is read from, piece by piece."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end."""


class Target(Protocol):
    """Whatever is written to, piece by piece."""

    def write(self, data: bytes, /) -> int:
        """Take the bytes, all of them."""

    def flush(self) -> None:
        """Nothing more comes."""


def new_identity() -> str:
    """A private key, ``AGE-SECRET-KEY-1…``."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public key, ``age1…``, that belongs to a private one."""
    return str(_identity(identity).to_public())


def is_recipient(text: str) -> bool:
    """Whether ``text`` is a public key in its one spelling."""
    try:
        return str(pyrage.x25519.Recipient.from_str(text)) == text
    except pyrage.RecipientError:
        return False


def encrypt(data: bytes, recipients: Sequence[str]) -> bytes:
    """An age file that each of ``recipients`` can open; about 200 bytes more for each, 16 for every 64 KiB."""
    return bytes(pyrage.encrypt(data, _recipients(recipients)))


def decrypt(data: bytes, identity: str) -> bytes:
    """What was encrypted, whole, or NotForThisDeskError, FileDamagedError (``not_age``, ``altered``).

    Plaintext is never longer than ``data``: the caller limits memory by limiting that.
    """
    if not data.startswith(_MAGIC):  # the armoured form can be altered without notice, so it is not taken
        raise FileDamagedError("not_age")
    try:
        return bytes(pyrage.decrypt(data, [_identity(identity)]))
    except pyrage.DecryptError as problem:
        raise _meaning(problem) from problem


def encrypt_into(source: ByteSource, target: Target, recipients: Sequence[str]) -> None:
    """Write an age file of what ``source`` gives; errors of the two are raised as they are."""
    pyrage.encrypt_io(source, target, _recipients(recipients))


def decrypt_into(source: ByteSource, target: Target, identity: str) -> None:
    """Write what was encrypted, in memory that does not grow with it; errors as of ``decrypt``.

    Errors that ``source`` and ``target`` raise are raised as they are, but for an OSError, which is age's own.
    """
    checked = _Begun(source)
    try:
        pyrage.decrypt_io(checked, target, [_identity(identity)])
    except pyrage.DecryptError as problem:
        raise _meaning(problem) from problem
    except OSError as problem:
        raise FileDamagedError("altered") from problem
    if source.read(1):
        raise FileDamagedError("altered")


class _Begun:
    """A source that begins as an age file does: the armoured form can be altered without notice, so it is not taken."""

    def __init__(self, source: ByteSource) -> None:
        self.source = source
        self.first = b""
        while len(self.first) < len(_MAGIC) and (piece := source.read(len(_MAGIC) - len(self.first))):
            self.first += piece
        if self.first != _MAGIC:
            raise FileDamagedError("not_age")

    def read(self, size: int, /) -> bytes:
        if self.first:
            piece, self.first = self.first[:size], self.first[size:]
            return piece
        return self.source.read(size)


def _meaning(problem: Exception) -> FileDamagedError | NotForThisDeskError:
    """Only pyrage's message tells the two apart."""
    return NotForThisDeskError() if "No matching keys" in str(problem) else FileDamagedError("altered")


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError as problem:
        raise FileDamagedError("identity") from problem


def _recipients(texts: Sequence[str]) -> list[pyrage.x25519.Recipient]:
    if not texts:
        raise ValueError("a file encrypted to nobody")
    try:
        return [pyrage.x25519.Recipient.from_str(text) for text in texts]
    except pyrage.RecipientError as problem:
        raise FileDamagedError("recipient") from problem
