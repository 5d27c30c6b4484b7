"""Sealed values: kept from eyes and from change, under a key of 32 bytes.

ChaCha20-Poly1305 (RFC 8439), which needs no special processor to be fast and safe on an old laptop. A sealed value is a
version byte, a random nonce of 12 bytes, and the ciphertext with its tag. What the value is *for* is authenticated with
it, so that nobody can move a sealed value to another place. With random nonces one key is good for 2³² values.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from fupin_desk.domain.errors import FileDamagedError

KEY_BYTES = 32
_VERSION = b"\x01"
_NONCE_BYTES = 12
_LEAST_BYTES = len(_VERSION) + _NONCE_BYTES + 16


def new_key() -> bytes:
    """Thirty-two bytes from the operating system's randomness."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, plaintext: bytes, context: bytes) -> bytes:
    """``plaintext`` under ``key``, bound to ``context``; 29 bytes longer."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + ChaCha20Poly1305(key).encrypt(nonce, plaintext, _VERSION + context)


def unseal(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """What ``seal`` was given; FileDamagedError (``not_sealed``, ``altered``) if key, context or any bit differ."""
    if len(sealed) < _LEAST_BYTES or sealed[:1] != _VERSION:
        raise FileDamagedError("not_sealed")
    nonce, ciphertext = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, ciphertext, _VERSION + context)
    except InvalidTag as problem:
        raise FileDamagedError("altered") from problem


def seal_local(local_key: bytes, plaintext: bytes, context: str) -> bytes:
    """A LOCAL value as the vault keeps it; ``context`` says whose it is, such as ``household/<id>/phone``."""
    return seal(local_key, plaintext, b"fupin-desk local value\0" + context.encode())


def open_local(local_key: bytes, sealed: bytes, context: str) -> bytes:
    """The LOCAL value again; FileDamagedError if it is another's, altered, or under another laptop's key."""
    return unseal(local_key, sealed, b"fupin-desk local value\0" + context.encode())
