"""Signatures: ECDSA over P-256 and SHA-256 (FIPS 186-5), as DER for files and PDFs, as 64 raw bytes for a QR code.

What ``sign`` makes, ``openssl dgst -sha256 -verify`` accepts. A signature proves that the desk's key signed these
bytes, never when: a stolen key can write any date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from fupin_desk.domain.errors import CertificateRefusedError, KeyFileBrokenError, SignatureWrongError
from fupin_desk.keys.certificate import DeskCertificate

RAW_BYTES = 64
_ALGORITHM = ec.ECDSA(hashes.SHA256())


def new_signing_key() -> bytes:
    """A P-256 private key, as PKCS #8 in DER."""
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def loaded_key(private_key: bytes) -> ec.EllipticCurvePrivateKey:
    """The key that ``new_signing_key`` made; KeyFileBrokenError for anything else."""
    try:
        key = serialization.load_der_private_key(private_key, password=None)
    except (ValueError, TypeError) as problem:
        raise KeyFileBrokenError("unreadable") from problem
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KeyFileBrokenError("unreadable")
    return key


def public_key_of(private_key: bytes) -> bytes:
    """Its public half, as SubjectPublicKeyInfo in DER."""
    return (
        loaded_key(private_key)
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def sign(private_key: bytes, data: bytes) -> bytes:
    """A DER signature over ``data`` (hashed with SHA-256)."""
    return loaded_key(private_key).sign(data, _ALGORITHM)


def sign_raw(private_key: bytes, data: bytes) -> bytes:
    """The same as 64 bytes, r then s, each 32 big-endian (IEEE P1363)."""
    return raw_of(sign(private_key, data))


def verify(certificate: DeskCertificate, data: bytes, signature: bytes) -> None:
    """SignatureWrongError unless the certificate's key made this DER signature over ``data``.

    Believe the certificate first (``check_issued``).
    """
    verify_by_key(certificate.public_key, data, signature)


def verify_raw(certificate: DeskCertificate, data: bytes, signature: bytes) -> None:
    """The same for the 64 raw bytes."""
    if len(signature) != RAW_BYTES:
        raise SignatureWrongError
    numbers = (int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
    verify_by_key(certificate.public_key, data, encode_dss_signature(*numbers))


def verify_by_key(public_key: bytes, data: bytes, signature: bytes) -> None:
    """The same under a bare public key (SubjectPublicKeyInfo in DER); SignatureWrongError if it is no P-256 key."""
    try:
        key = serialization.load_der_public_key(public_key)
        if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
            raise SignatureWrongError
        key.verify(signature, data, _ALGORITHM)
    except (InvalidSignature, ValueError, TypeError) as problem:
        raise SignatureWrongError from problem


@dataclass(frozen=True)
class Signer:
    """A private key with the certificate that speaks for it; CertificateRefusedError (``other_key``) if it does not."""

    private_key: bytes = field(repr=False)
    certificate: DeskCertificate
    issuers: Sequence[DeskCertificate] = ()
    """The certificates above it, root last."""

    def __post_init__(self) -> None:
        """Refuse a key that is not the certificate's."""
        if public_key_of(self.private_key) != self.certificate.public_key:
            raise CertificateRefusedError("other_key")

    @property
    def chain(self) -> tuple[bytes, ...]:
        """Certificates in DER, the signer's own first."""
        return (self.certificate.der, *(issuer.der for issuer in self.issuers))

    def sign(self, data: bytes) -> bytes:
        """A DER signature over ``data``."""
        return sign(self.private_key, data)

    def sign_raw(self, data: bytes) -> bytes:
        """A signature of 64 bytes over ``data``."""
        return sign_raw(self.private_key, data)


def raw_of(signature: bytes) -> bytes:
    """A DER signature as 64 bytes, r then s."""
    r, s = decode_dss_signature(signature)
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")
