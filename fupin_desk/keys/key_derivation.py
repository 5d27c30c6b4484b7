"""From what a person can remember or type to a key: Argon2id (RFC 9106), made dear for whoever guesses.

The cost stands beside every salt, so that it can rise with the laptops: what was made at an old cost still opens, and
the next change of passphrase takes the new one.
"""

from __future__ import annotations

import secrets
import unicodedata

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fupin_desk.domain.errors import EmptyPassphraseError, FileDamagedError


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one guess costs: memory in KiB, passes over it, lanes (threads)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


USUAL = Cost()
"""RFC 9106 section 4, the second recommended option: 64 MiB, 3 passes, 4 lanes; 0.1–0.3 s on a laptop."""
_MOST = Cost(memory_kib=1 << 20, passes=16, lanes=16)
"""A file may not make us work for longer, or take more memory (1 GiB), than this."""
SALT_BYTES = 16


def new_salt() -> bytes:
    """128 random bits, as RFC 9106 recommends."""
    return secrets.token_bytes(SALT_BYTES)


def stretched(secret: str, salt: bytes, cost: Cost) -> bytes:
    """The 32-byte key that a passphrase or code gives. EmptyPassphraseError; FileDamagedError (``cost``)."""
    if not (
        1 <= cost.passes <= _MOST.passes
        and 1 <= cost.lanes <= _MOST.lanes
        and 8 * cost.lanes <= cost.memory_kib <= _MOST.memory_kib
        and len(salt) == SALT_BYTES
    ):
        raise FileDamagedError("cost")
    prepared = _prepared(secret)
    if not prepared:
        raise EmptyPassphraseError
    argon = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return argon.derive(prepared)


def derived(key: bytes, purpose: str) -> bytes:
    """A key of its own for each purpose, from one good key (HKDF with SHA-256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"fupin-desk {purpose}".encode()).derive(key)


def _prepared(secret: str) -> bytes:
    """The same bytes from every keyboard: RFC 8265, OpaqueString (one kind of space, NFC, letters' case kept)."""
    one_space = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in secret)
    return unicodedata.normalize("NFC", one_space).encode("utf-8", "surrogatepass")
