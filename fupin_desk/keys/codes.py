"""Codes that are printed, carried by hand and typed in: random, and kind to whoever types them.

Crockford's base 32: no I, L, O or U; capitals, small and full-width letters are one; O is taken for 0, I and L for 1;
spaces and hyphens mean nothing. The sealed sheet's code has a check character in every group, so that the group
with the slip can be named; the invitation's has none (16 characters are short, and the invitation file tells at once).
A certificate's fingerprint is the first 115 bits of its SHA-256 in 23 characters, and one that checks them all.
"""

from __future__ import annotations

import secrets
import unicodedata

from fupin_desk.domain.errors import WrongCodeError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = {"O": "0", "I": "1", "L": "1"}
_SEPARATORS = frozenset(" -‐‑‒–—_.:·\t\r\n\u00a0\u3000")

INVITATION_LENGTH = 16
"""80 bits: nobody tries them all through Argon2id."""
SHEET_GROUPS = 7
"""Seven groups of four random characters and a check: 140 bits."""
FINGERPRINT_LENGTH = 24
"""115 bits of a digest, and a check character: no other certificate with the same is found by trying."""
DIGEST_LENGTH = 64
"""The former fingerprint: the whole SHA-256 in hexadecimal, which papers in people's hands still show."""


def new_invitation_code() -> str:
    """Sixteen random characters, without separators."""
    return "".join(secrets.choice(ALPHABET) for _ in range(INVITATION_LENGTH))


def new_sheet_code() -> str:
    """Thirty-five characters, without separators: every fifth checks its group."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(SHEET_GROUPS))
    return "".join(group + _check(place, group) for place, group in enumerate(groups))


def grouped(code: str, size: int = 0) -> str:
    """As it is printed: hyphens between groups of four (invitation) or five (sheet)."""
    size = size or (4 if len(code) == INVITATION_LENGTH else 5)
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def read_invitation_code(typed: str) -> str:
    """The code as it was made; WrongCodeError if it cannot be one."""
    code = _plain(typed)
    if len(code) != INVITATION_LENGTH:
        raise WrongCodeError(None)
    return code


def read_sheet_code(typed: str) -> str:
    """The code as it was made; WrongCodeError naming the first group with a slip."""
    code = _plain(typed)
    for place in range(SHEET_GROUPS):
        group = code[place * 5 : place * 5 + 5]
        if len(group) != 5 or _check(place, group[:4]) != group[4]:
            raise WrongCodeError(place + 1)
    if len(code) != SHEET_GROUPS * 5:
        raise WrongCodeError(None)
    return code


def fingerprint_code(digest: bytes) -> str:
    """Return the 24 characters of a SHA-256 (32 bytes), without separators."""
    bits = int.from_bytes(digest) >> (8 * len(digest) - 5 * (FINGERPRINT_LENGTH - 1))
    signs = (ALPHABET[bits >> 5 * place & 31] for place in reversed(range(FINGERPRINT_LENGTH - 1)))
    told = "".join(signs)
    return told + _check(0, told)


def read_fingerprint(typed: str) -> str | None:
    """Return the 24 characters as they were made, or the 64 digits of a former one; None where it can be neither."""
    plain = "".join(_READ_AS.get(sign, sign) for sign in plain_ascii(typed))
    if len(plain) == DIGEST_LENGTH and set(plain) <= set("0123456789ABCDEF"):
        return plain
    if len(plain) != FINGERPRINT_LENGTH or not set(plain) <= set(ALPHABET) or _check(0, plain[:-1]) != plain[-1]:
        return None
    return plain


def plain_ascii(typed: str) -> str:
    """Capitals and digits only, whatever keyboard they came from; what is no letter or digit stays as it is."""
    kept = (sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign not in _SEPARATORS)
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in kept)


def _plain(typed: str) -> str:
    code = "".join(_READ_AS.get(sign, sign) for sign in plain_ascii(typed))
    if any(sign not in ALPHABET for sign in code):
        raise WrongCodeError(None)
    return code


def _check(place: int, group: str) -> str:
    """A checksum in the field of 32 elements: notices any one wrong character, any two neighbours or groups swapped."""
    total = place + 1
    for sign in group:
        total = _times_x(total) ^ ALPHABET.index(sign)
    return ALPHABET[_times_x(total)]


def _times_x(value: int) -> int:
    """Multiply by x modulo x⁵ + x² + 1, which is primitive over two elements."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value
