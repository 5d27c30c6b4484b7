"""A desk's certificate in so few bytes that it fits into a QR code beside a signature.

Everything that this office's certificates have in common is left out: whoever holds the office's root makes the whole
certificate again from what differs, and the root's signature over it shows whether that was done right. Layout, after
a byte for the role: serial number (20), beginning in seconds (4), public key (33, compressed), the root's signature
(64), the desk's id (16), its age key (32), the village's code (a byte for its length, ASCII), the name (so too, UTF-8).
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from fupin_desk.domain.errors import CertificateRefusedError
from fupin_desk.keys.authority import CertificateSubject, unsigned
from fupin_desk.keys.bech32 import age_key, age_recipient
from fupin_desk.keys.certificate import CertificateRole, DeskCertificate, check_issued, read_certificate
from fupin_desk.keys.signing import new_signing_key, raw_of

ROLES = (CertificateRole.OFFICE, CertificateRole.VILLAGE, CertificateRole.TOWNSHIP)
_FIXED = 1 + 20 + 4 + 33 + 64 + 16 + 32


def compact(certificate: DeskCertificate, root: DeskCertificate) -> bytes:
    """The few bytes; CertificateRefusedError (``wrong_shape``) for one that cannot be made again from them."""
    loaded = x509.load_der_x509_certificate(certificate.der)
    key = loaded.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    try:
        begins = int(certificate.not_before.timestamp())
        code, name = certificate.village.encode("ascii"), certificate.name.encode()
        written = b"".join(
            (
                bytes([ROLES.index(certificate.role)]),
                loaded.serial_number.to_bytes(20, "big"),
                begins.to_bytes(4, "big"),
                key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint),
                raw_of(loaded.signature),
                UUID(certificate.desk).bytes,
                age_key(certificate.age_recipient),
                bytes([len(code)]) + code + bytes([len(name)]) + name,
            )
        )
        if expanded(written, root).der != certificate.der:
            raise CertificateRefusedError("wrong_shape")
    except (ValueError, OverflowError) as problem:
        raise CertificateRefusedError("wrong_shape") from problem
    return written


def expanded(data: bytes, root: DeskCertificate) -> DeskCertificate:
    """The whole certificate; CertificateRefusedError (``not_our_office``, ``wrong_shape``)."""
    try:
        role, serial, begins = ROLES[data[0]], int.from_bytes(data[1:21], "big"), int.from_bytes(data[21:25], "big")
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), data[25:58])
        code_end = _FIXED + 1 + data[_FIXED]
        name_end = code_end + 1 + data[code_end]
        if name_end != len(data):
            raise CertificateRefusedError("wrong_shape")
        subject = CertificateSubject(
            role=role,
            village=data[_FIXED + 1 : code_end].decode("ascii"),
            name=data[code_end + 1 : name_end].decode(),
            public_key=key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo),
            desk=str(UUID(bytes=data[122:138])),
            age_recipient=age_recipient(data[138:170]),
        )
        begun = unsigned(subject, root, datetime.fromtimestamp(begins, UTC), serial)
        der = _with_signature(begun.sign(*_throwaway()), data[58:122])
        certificate = read_certificate(der)
    except (ValueError, IndexError, OverflowError, InvalidSignature) as problem:
        raise CertificateRefusedError("wrong_shape") from problem
    check_issued(certificate, root)
    return certificate


def _throwaway() -> tuple[ec.EllipticCurvePrivateKey, hashes.SHA256]:
    """What fills the place of the root's signature until it is put there."""
    key = serialization.load_der_private_key(new_signing_key(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key, hashes.SHA256()


def _with_signature(certificate: x509.Certificate, raw: bytes) -> bytes:
    """The certificate in DER under another signature (r and s, 32 bytes each)."""
    signature = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    body = certificate.tbs_certificate_bytes + _ECDSA_WITH_SHA256 + _tagged(0x03, b"\0" + signature)
    return _tagged(0x30, body)


_ECDSA_WITH_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")


def _tagged(tag: int, content: bytes) -> bytes:
    """A DER value of fewer than 65,536 bytes."""
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x81, size]) if size < 256 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + length + content
