"""age's recipients (``age1…``) as their 32 bytes and back: Bech32 (BIP 173) with the prefix ``age``."""

from __future__ import annotations

_PREFIX = "age"
_SIGNS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BYTES = 32


def age_key(recipient: str) -> bytes:
    """The 32 bytes of an X25519 recipient; ``ValueError`` for anything else."""
    fives = [_SIGNS.index(sign) for sign in recipient.removeprefix(f"{_PREFIX}1")[:-6]]
    whole = int("".join(f"{five:05b}" for five in fives) or "0", 2)
    spare = len(fives) * 5 - _BYTES * 8
    if not 0 <= spare < 5:
        raise ValueError("not a recipient of age")
    key = (whole >> spare).to_bytes(_BYTES, "big")
    if age_recipient(key) != recipient:
        raise ValueError("not a recipient of age")
    return key


def age_recipient(key: bytes) -> str:
    """A recipient from its 32 bytes; ``ValueError`` for another number of bytes."""
    if len(key) != _BYTES:
        raise ValueError("a key of X25519 has 32 bytes")
    bits = "".join(f"{byte:08b}" for byte in key)
    bits += "0" * (-len(bits) % 5)
    fives = [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]
    return f"{_PREFIX}1{''.join(_SIGNS[five] for five in (*fives, *_checksum(fives)))}"


def _checksum(fives: list[int]) -> list[int]:
    expanded = [*(ord(sign) >> 5 for sign in _PREFIX), 0, *(ord(sign) & 31 for sign in _PREFIX)]
    state = 1
    for value in (*expanded, *fives, 0, 0, 0, 0, 0, 0):
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate(_GENERATOR):
            state ^= generator if top >> at & 1 else 0
    state ^= 1
    return [state >> 5 * (5 - at) & 31 for at in range(6)]
