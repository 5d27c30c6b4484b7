"""The office's recovery key in three people's hands, any two of whom bring it back.

For each of the three pairs the key is sealed under both secrets together, so one secret alone opens nothing and
cannot be guessed alone either: who tries must try both at once. The secrets are passphrases, or codes that each keeps
on paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import msgspec

from fupin_desk.domain.errors import EmptyPassphraseError, FileDamagedError, NotAPersonHereError, WrongPassphraseError
from fupin_desk.keys.canonical import decoded, encoded
from fupin_desk.keys.key_derivation import USUAL, Cost, derived, new_salt, stretched
from fupin_desk.keys.sealing import seal, unseal

FORMAT = "fupin-desk-recovery/1"


class KeptBy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the three."""

    name: str
    salt: bytes


class ForTwo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The secret as these two (places among the three) open it together."""

    first: int
    second: int
    sealed: bytes


class RecoveryShares(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file; it opens nothing without two of the three."""

    format: str = FORMAT
    recipient: str
    """The public half of what is shared."""
    cost: Cost
    people: tuple[KeptBy, ...]
    pairs: tuple[ForTwo, ...]


def split_recovery(
    recovery_identity: str, recipient: str, secrets: Mapping[str, str], cost: Cost = USUAL
) -> RecoveryShares:
    """``recovery_identity`` between the three of ``secrets`` (name → passphrase or code). EmptyPassphraseError.

    The key itself is then to be dropped (``people.drop_part``).
    """
    if len(secrets) != 3:
        raise ValueError("three people share it")
    people = tuple(KeptBy(name, new_salt()) for name in secrets)
    keys = [stretched(secrets[kept_by.name], kept_by.salt, cost) for kept_by in people]
    bound = _bound(recipient, cost, people)
    pairs = tuple(
        ForTwo(first, second, seal(_together(keys[first], keys[second]), recovery_identity.encode(), bound))
        for first, second in combinations(range(3), 2)
    )
    return RecoveryShares(recipient=recipient, cost=cost, people=people, pairs=pairs)


def restore_recovery(shares: RecoveryShares, secrets: Mapping[str, str]) -> str:
    """The recovery key again, from any two of the three.

    WrongPassphraseError (whose is not told: that would let each be guessed alone); NotAPersonHereError.
    """
    if len(secrets) != 2:
        raise ValueError("two people restore it")
    names = [kept_by.name for kept_by in shares.people]
    for name in secrets:
        if name not in names:
            raise NotAPersonHereError(name)
    first, second = sorted(names.index(name) for name in secrets)
    sealed = next((pair.sealed for pair in shares.pairs if (pair.first, pair.second) == (first, second)), b"")
    try:
        keys = [stretched(secrets[names[place]], shares.people[place].salt, shares.cost) for place in (first, second)]
        bound = _bound(shares.recipient, shares.cost, shares.people)
        return unseal(_together(*keys), sealed, bound).decode()
    except (FileDamagedError, EmptyPassphraseError) as problem:
        raise WrongPassphraseError from problem


def read_recovery_shares(data: bytes) -> RecoveryShares:
    """From the file; FileDamagedError."""
    shares = decoded(data, RecoveryShares)
    if shares.format != FORMAT or len({kept_by.name for kept_by in shares.people}) != 3:
        raise FileDamagedError("format")
    return shares


def recovery_shares_file(shares: RecoveryShares) -> bytes:
    """The file."""
    return encoded(shares)


def _together(first: bytes, second: bytes) -> bytes:
    """One key from both, in the order of the three."""
    return derived(first + second, "recovery by two")


def _bound(recipient: str, cost: Cost, people: tuple[KeptBy, ...]) -> bytes:
    return b"fupin-desk recovery\0" + msgspec.json.encode((recipient, cost, people))
