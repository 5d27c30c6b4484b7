"""Certificates as we read them: X.509 (RFC 5280), P-256, issued by one office's root and by nobody else.

A certificate binds a desk's key and its age recipient to a desk and a place:

* subject: CN the name, O the office's name (both cut to 64 bytes, which is all that the ordinary programs take), OU the
  role, serialNumber the village's or county's code;
* extensions of our own, not critical, each a UTF8String: ``….1`` the age recipient, ``….2`` the desk, ``….3`` the name
  in full;
* extended key usage emailProtection, which poppler's ``pdfsig`` wants of whoever signs a PDF.

Always true of a certificate that ``check_issued`` lets pass: no bit of it can be other than the office made it. Its
dates are shown and make nobody believed, for no clock is trusted here; an office only refuses by its own (``opening``).
Reasons of CertificateRefusedError: not_a_certificate, wrong_shape, not_our_office, wrong_role, other_key, other_desk,
other_village, revoked; ``acts.laptops.neighbours``' own_card and ``acts.bundles.opening``'s former.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, SignatureAlgorithmOID

from fupin_desk.domain.errors import CertificateRefusedError, WrongFingerprintError
from fupin_desk.keys.codes import DIGEST_LENGTH, fingerprint_code, grouped, read_fingerprint

_ARC = "2.25.120914507775077349405368282209166509530"
"""Ours, made from a random UUID (ITU-T X.667), so that nobody needs to be asked for one."""
AGE_RECIPIENT = x509.ObjectIdentifier(f"{_ARC}.1")
DESK = x509.ObjectIdentifier(f"{_ARC}.2")
NAME = x509.ObjectIdentifier(f"{_ARC}.3")


BEFORE = timedelta(days=1)
"""By how much a certificate begins before the day it is made: the clock that reads it may be behind."""

_UNREADABLE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.ExtensionNotFound,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""What cryptography raises for bytes that are no certificate, or lack what ours have."""


class CertificateRole(StrEnum):
    """What the holder of a certificate may sign."""

    ROOT = "root"
    OFFICE = "office"
    RECEIPT = "receipt"
    VILLAGE = "village"
    TOWNSHIP = "township"


@dataclass(frozen=True, slots=True)
class DeskCertificate:
    """What stands in a certificate. Reading one says nothing about whether to believe it: ``check_issued`` does."""

    role: CertificateRole
    village: str
    """Code of the village, township or county."""
    name: str
    desk: str
    """The desk that holds the key; empty for root and receipt."""
    age_recipient: str
    """Where to encrypt for this desk; empty for root and receipt."""
    public_key: bytes
    """P-256, as SubjectPublicKeyInfo in DER."""
    serial: str
    """Hexadecimal; what a revocation names."""
    fingerprint: str
    """115 bits of its SHA-256 and a check character: 24 characters in groups of four, as it is printed and typed."""
    not_before: datetime
    not_after: datetime
    der: bytes

    @property
    def issued_at(self) -> datetime:
        """The instant the office made it, by the office's clock, to the second."""
        return self.not_before + BEFORE

    @property
    def short(self) -> str:
        """The first 16 digits of its SHA-256: enough to find a certificate among an office's, not to believe it."""
        return self.digest[:16]

    @property
    def digest(self) -> str:
        """The whole SHA-256, 64 hexadecimal digits: ``openssl x509 -fingerprint -sha256`` says the same."""
        return hashlib.sha256(self.der).hexdigest().upper()

    @property
    def pem(self) -> bytes:
        """As the ordinary programs exchange it (RFC 7468)."""
        lines = base64.encodebytes(self.der).replace(b"\n", b"")
        rows = [lines[start : start + 64] for start in range(0, len(lines), 64)]
        return b"\n".join([b"-----BEGIN CERTIFICATE-----", *rows, b"-----END CERTIFICATE-----", b""])


def fingerprint_of(der: bytes) -> str:
    """Return what people compare: 24 characters in groups of four (``codes.fingerprint_code``)."""
    return grouped(fingerprint_code(hashlib.sha256(der).digest()), 4)


def check_fingerprint(certificate: DeskCertificate, typed: str) -> None:
    """WrongFingerprintError unless ``typed`` is this certificate's, in either form and however it is spaced.

    Its reason is ``mistyped`` for what is nobody's fingerprint, ``other`` for that of another certificate.
    """
    read = read_fingerprint(typed)
    if read is None:
        raise WrongFingerprintError("mistyped", certificate.fingerprint)
    own = certificate.digest if len(read) == DIGEST_LENGTH else certificate.fingerprint.replace("-", "")
    if not hmac.compare_digest(read, own):
        raise WrongFingerprintError("other", certificate.fingerprint)


def is_fingerprint(typed: str) -> bool:
    """Return whether what was typed is some certificate's fingerprint, in either form; a slip makes it none."""
    return read_fingerprint(typed) is not None


@lru_cache(maxsize=1024)
def read_certificate(data: bytes) -> DeskCertificate:
    """From DER or PEM; CertificateRefusedError (``not_a_certificate``, ``wrong_shape``).

    The same bytes say the same: a desk reads its own few again with everything it does, an office those of its laptops.
    """
    try:
        pem = data.lstrip().startswith(b"-----BEGIN")
        loaded = x509.load_pem_x509_certificate(data) if pem else x509.load_der_x509_certificate(data)
        der = loaded.public_bytes(serialization.Encoding.DER)
        return _described(loaded, der)
    except _UNREADABLE as problem:
        raise CertificateRefusedError("not_a_certificate") from problem


def check_issued(certificate: DeskCertificate, root: DeskCertificate, *roles: CertificateRole) -> None:
    """CertificateRefusedError unless this office's ``root`` issued it, and for one of ``roles`` where any are named.

    ``root`` itself is believed for its fingerprint (``check_fingerprint``), not for anything it says.
    Whether it was revoked is another question: ``fupin_desk.keys.revocation``.
    """
    check_root(root)
    try:
        x509.load_der_x509_certificate(certificate.der).verify_directly_issued_by(
            x509.load_der_x509_certificate(root.der)
        )
    except (InvalidSignature, ValueError, TypeError) as problem:
        raise CertificateRefusedError("not_our_office") from problem
    if certificate.role is CertificateRole.ROOT or (roles and certificate.role not in roles):
        raise CertificateRefusedError("wrong_role")


def check_root(root: DeskCertificate) -> None:
    """CertificateRefusedError unless it is a root and signed by its own key."""
    if root.role is not CertificateRole.ROOT:
        raise CertificateRefusedError("wrong_role")
    loaded = x509.load_der_x509_certificate(root.der)
    try:
        loaded.verify_directly_issued_by(loaded)
    except (InvalidSignature, ValueError, TypeError) as problem:
        raise CertificateRefusedError("not_our_office") from problem


def _described(loaded: x509.Certificate, der: bytes) -> DeskCertificate:
    key = loaded.public_key()
    if (
        loaded.version is not x509.Version.v3
        or not isinstance(key, ec.EllipticCurvePublicKey)
        or not isinstance(key.curve, ec.SECP256R1)
        or loaded.signature_algorithm_oid != SignatureAlgorithmOID.ECDSA_WITH_SHA256
        or loaded.serial_number <= 0
        or not der.endswith(b"\0" + loaded.signature)  # else the count of unused bits could be altered unnoticed
    ):
        raise CertificateRefusedError("wrong_shape")
    role = _role(loaded)
    at_a_desk = role not in (CertificateRole.ROOT, CertificateRole.RECEIPT)
    return DeskCertificate(
        role=role,
        village=_only(loaded.subject, NameOID.SERIAL_NUMBER),
        name=_own_extension(loaded, NAME),
        desk=_own_extension(loaded, DESK) if at_a_desk else "",
        age_recipient=_own_extension(loaded, AGE_RECIPIENT) if at_a_desk else "",
        public_key=key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo),
        serial=f"{loaded.serial_number:x}",
        fingerprint=fingerprint_of(der),
        not_before=loaded.not_valid_before_utc,
        not_after=loaded.not_valid_after_utc,
        der=der,
    )


def _role(loaded: x509.Certificate) -> CertificateRole:
    """As the subject says it, if the constraints and key usage agree."""
    role = CertificateRole(_only(loaded.subject, NameOID.ORGANIZATIONAL_UNIT_NAME))
    authority = loaded.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    usage = loaded.extensions.get_extension_for_class(x509.KeyUsage).value
    is_root = role is CertificateRole.ROOT
    if authority != is_root or usage.key_cert_sign != is_root or usage.digital_signature == is_root:
        raise CertificateRefusedError("wrong_shape")
    return role


def _only(subject: x509.Name, oid: x509.ObjectIdentifier) -> str:
    values = subject.get_attributes_for_oid(oid)
    if len(values) != 1 or not isinstance(values[0].value, str):
        raise CertificateRefusedError("wrong_shape")
    return values[0].value


def _own_extension(loaded: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    extension = loaded.extensions.get_extension_for_oid(oid).value
    if not isinstance(extension, x509.UnrecognizedExtension):
        raise CertificateRefusedError("wrong_shape")
    return asn1.decode_der(str, extension.value)
