"""What a notice's QR code holds: enough to check the paper by itself.

``FPD1:`` and, in base45 (RFC 9285), of which QR codes are economical: a byte for the number's length, the notice's
number in UTF-8, its digest (32 bytes), a byte for the certificate id's length, the certificate's id, and a raw P-256
signature (64 bytes) over all before it, with ``FPD1:`` in front so that it can stand for nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

import base45

from fupin_desk.paper.errors import QrNotOursError

_MARK = "FPD1:"
DIGEST_BYTES, SIGNATURE_BYTES = 32, 64
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class QrContent:
    """What was read from a code. Reading it says nothing about the signature: check it over ``signed``."""

    number: str
    digest: bytes
    certificate_id: bytes
    signature: bytes

    @property
    def signed(self) -> bytes:
        """The bytes the signature is over."""
        return to_sign(self.number, self.digest, self.certificate_id)


def to_sign(number: str, digest: bytes, certificate_id: bytes) -> bytes:
    """The bytes to be signed for a code. ``ValueError`` for a number or id of no or more than 64 bytes."""
    return _MARK.encode() + _body(number, digest, certificate_id)


def encode(number: str, digest: bytes, certificate_id: bytes, signature: bytes) -> str:
    """The text of the code."""
    if len(signature) != SIGNATURE_BYTES:
        raise ValueError("a raw P-256 signature has 64 bytes")
    body = _body(number, digest, certificate_id) + signature
    return f"{_MARK}{base45.b45encode(body).decode('ascii')}"


def decode(text: str) -> QrContent:
    """Read the text of a code. Raises ``QrNotOursError``."""
    if not text.startswith(_MARK):
        raise QrNotOursError
    try:
        body = bytes(base45.b45decode(text.removeprefix(_MARK)))
        number_end = 1 + body[0]
        id_start = number_end + DIGEST_BYTES + 1
        id_end = id_start + body[id_start - 1]
        read = QrContent(
            body[1:number_end].decode(), body[number_end : id_start - 1], body[id_start:id_end], body[id_end:]
        )
        whole = encode(read.number, read.digest, read.certificate_id, read.signature) == text
    except (ValueError, IndexError) as error:
        raise QrNotOursError from error
    if not whole:
        raise QrNotOursError
    return read


def _body(number: str, digest: bytes, certificate_id: bytes) -> bytes:
    """All that is signed, without the mark."""
    said = number.encode()
    if not 0 < len(said) <= _LONGEST or not 0 < len(certificate_id) <= _LONGEST or len(digest) != DIGEST_BYTES:
        raise ValueError("number, digest or certificate id is not of a right length")
    return bytes([len(said)]) + said + digest + bytes([len(certificate_id)]) + certificate_id
