"""What a notice's QR code holds: enough to check the paper with nothing but the office's certificate.

``FPD2:`` and, in base45 (RFC 9285), of which QR codes are economical: the notice's number (a byte for its length, then
UTF-8), its digest (32 bytes), the day of signing (4 bytes: year, month, day), the signer's certificate (two bytes for
its length, then ``keys.compact``), and a raw P-256 signature (64 bytes) over all before it, with the mark in front so
that it can stand for nothing else. ``FPD1:``, which is still read, has no day, and only the first 8 bytes of the
certificate's fingerprint behind a byte for their number: whoever checks it must have the certificate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import base45

from fupin_desk.paper.errors import QrNotOursError

Mark = Literal["FPD1:", "FPD2:"]
DIGEST_BYTES, SIGNATURE_BYTES = 32, 64
_LONGEST = 64
_LONGEST_CERTIFICATE = 1024


@dataclass(frozen=True, slots=True)
class QrContent:
    """What was read from a code. Reading it says nothing about the signature: check it over ``signed``."""

    number: str
    digest: bytes
    on: date | None
    """The day of signing; the first form of the code does not say it."""
    certificate: bytes
    """The signer's (``keys.compact``), or the beginning of its fingerprint in the first form."""
    signature: bytes

    @property
    def mark(self) -> Mark:
        """Which form it has."""
        return "FPD1:" if self.on is None else "FPD2:"

    @property
    def signed(self) -> bytes:
        """The bytes the signature is over."""
        return to_sign(self.number, self.digest, self.certificate, self.on)


def to_sign(number: str, digest: bytes, certificate: bytes, on: date | None = None) -> bytes:
    """The bytes to be signed for a code. ``ValueError`` for a number or certificate that is empty or too long."""
    data = number.encode()
    most = _LONGEST if on is None else _LONGEST_CERTIFICATE
    if not 0 < len(data) <= _LONGEST or not 0 < len(certificate) <= most or len(digest) != DIGEST_BYTES:
        raise ValueError("number, digest or certificate is not of a right length")
    head = bytes([len(data)]) + data + digest
    if on is None:
        return b"FPD1:" + head + bytes([len(certificate)]) + certificate
    day = on.year.to_bytes(2, "big") + bytes([on.month, on.day])
    return b"FPD2:" + head + day + len(certificate).to_bytes(2, "big") + certificate


def encode(number: str, digest: bytes, certificate: bytes, signature: bytes, on: date | None = None) -> str:
    """The text of the code."""
    if len(signature) != SIGNATURE_BYTES:
        raise ValueError("a raw P-256 signature has 64 bytes")
    whole = to_sign(number, digest, certificate, on)
    return f"{whole[:5].decode()}{base45.b45encode(whole[5:] + signature).decode('ascii')}"


def decode(text: str) -> QrContent:
    """Read the text of a code. Raises ``QrNotOursError`` (``other``: another code; ``damaged``: one of ours, cut)."""
    if text[:5] not in ("FPD1:", "FPD2:"):
        raise QrNotOursError("other")
    try:
        read = _read(bytes(base45.b45decode(text[5:])), dated=text[3] == "2")
        whole = encode(read.number, read.digest, read.certificate, read.signature, read.on) == text
    except (ValueError, IndexError) as error:
        raise QrNotOursError("damaged") from error
    if not whole:
        raise QrNotOursError("damaged")
    return read


def _read(body: bytes, dated: bool) -> QrContent:
    number_end = 1 + body[0]
    at = number_end + DIGEST_BYTES
    on = None
    if dated:
        on = date(int.from_bytes(body[at : at + 2], "big"), body[at + 2], body[at + 3])
        at += 4
    prefix = 2 if dated else 1
    end = at + prefix + int.from_bytes(body[at : at + prefix], "big")
    number, digest = body[1:number_end].decode(), body[number_end : number_end + DIGEST_BYTES]
    return QrContent(number, digest, on, body[at + prefix : end], body[end:])
