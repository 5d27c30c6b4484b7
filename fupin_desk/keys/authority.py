"""The office as a small certificate authority (X.509, RFC 5280; P-256), offline and for its own villages only.

Root, receipt, desk and age keys are different keys: whoever takes in bundles needs the receipt key and never the
root's. A certificate is valid from the day before to ten years after, because neither clock, the office's or the
village's, is to be trusted; what ends a certificate is a revocation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from fupin_desk.domain.errors import CertificateRefusedError, NameTooLongError
from fupin_desk.keys.certificate import (
    AGE_RECIPIENT,
    BEFORE,
    DESK,
    NAME,
    CertificateRole,
    DeskCertificate,
    check_issued,
    check_root,
    read_certificate,
)
from fupin_desk.keys.revocation import RevocationList, check_not_revoked
from fupin_desk.keys.signing import loaded_key, public_key_of

NAME_LIMIT = 100
"""Characters of a name."""
_NAME_PART_BYTES = 64
"""As much of it as the subject may show (RFC 5280, ub-common-name; the ordinary programs count bytes)."""
_VALID = timedelta(days=3653)


@dataclass(frozen=True)
class CertificateSubject:
    """Whom a certificate is to speak for."""

    role: CertificateRole
    village: str
    name: str
    public_key: bytes
    desk: str = ""
    age_recipient: str = ""


@dataclass(frozen=True)
class Authority:
    """The root's key and certificate; CertificateRefusedError (``other_key``) if they do not belong together."""

    root_key: bytes
    root: DeskCertificate

    def __post_init__(self) -> None:
        """Refuse another office's key."""
        check_root(self.root)
        if public_key_of(self.root_key) != self.root.public_key:
            raise CertificateRefusedError("other_key")

    def __repr__(self) -> str:
        return f"Authority({self.root.fingerprint})"


def make_root(root_key: bytes, code: str, name: str, now: datetime) -> DeskCertificate:
    """The office's own root certificate, signed by itself; NameTooLongError."""
    subject = CertificateSubject(CertificateRole.ROOT, code, name, public_key_of(root_key))
    usage = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    own = _name(subject, name)
    builder = _begun(subject, own, own, now - BEFORE, x509.random_serial_number()).add_extension(usage, critical=True)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = _saying(builder, NAME, name)
    return _signed(builder, root_key)


def issue(authority: Authority, subject: CertificateSubject, now: datetime) -> DeskCertificate:
    """A certificate for a desk or for receipts. NameTooLongError; a root is never issued (ValueError).

    Whether ``subject`` is who it says is for the caller to have checked: see ``fupin_desk.keys.enrolment``.
    """
    if subject.role is CertificateRole.ROOT:
        raise ValueError("the root signs itself")
    return _signed(unsigned(subject, authority.root, now - BEFORE, x509.random_serial_number()), authority.root_key)


def unsigned(
    subject: CertificateSubject, issuer: DeskCertificate, begins: datetime, serial: int
) -> x509.CertificateBuilder:
    """All that an issuer says in a certificate, before it signs it; the same always gives the same bytes."""
    root = x509.load_der_x509_certificate(issuer.der)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = _begun(subject, _name(subject, issuer.name), root.subject, begins, serial)
    builder = builder.add_extension(usage, critical=True)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    key = root.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key), critical=False)
    for oid, text in ((AGE_RECIPIENT, subject.age_recipient), (DESK, subject.desk), (NAME, subject.name)):
        if text:
            builder = _saying(builder, oid, text)
    return builder


def renew(
    authority: Authority, certificate: DeskCertificate, revoked: RevocationList, now: datetime
) -> DeskCertificate:
    """The same desk, key and name under a new serial and new dates.

    CertificateRefusedError if it is not ours or was revoked. A desk that needs a new key joins anew.
    """
    check_issued(certificate, authority.root)
    check_not_revoked(certificate, revoked)
    subject = CertificateSubject(
        role=certificate.role,
        village=certificate.village,
        name=certificate.name,
        public_key=certificate.public_key,
        desk=certificate.desk,
        age_recipient=certificate.age_recipient,
    )
    return issue(authority, subject, now)


def _begun(
    subject: CertificateSubject, own: x509.Name, issuer: x509.Name, begins: datetime, serial: int
) -> x509.CertificateBuilder:
    if begins.tzinfo is None:
        raise ValueError("an instant without a zone")
    key = serialization.load_der_public_key(subject.public_key)
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise CertificateRefusedError("wrong_shape")
    return (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(serial)
        .not_valid_before(begins)
        .not_valid_after(begins + BEFORE + _VALID)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _saying(builder: x509.CertificateBuilder, oid: x509.ObjectIdentifier, text: str) -> x509.CertificateBuilder:
    """With an extension of our own."""
    return builder.add_extension(x509.UnrecognizedExtension(oid, asn1.encode_der(text)), critical=False)


def _signed(builder: x509.CertificateBuilder, root_key: bytes) -> DeskCertificate:
    made = builder.sign(loaded_key(root_key), hashes.SHA256())
    return read_certificate(made.public_bytes(serialization.Encoding.DER))


def _name(subject: CertificateSubject, office: str) -> x509.Name:
    if max(len(subject.name), len(office)) > NAME_LIMIT:
        raise NameTooLongError(NAME_LIMIT)
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _cut(office)),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, subject.role.value),
            x509.NameAttribute(NameOID.COMMON_NAME, _cut(subject.name)),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, subject.village),
        ]
    )


def _cut(name: str) -> str:
    """As much as fits, between two characters."""
    return name.encode()[:_NAME_PART_BYTES].decode(errors="ignore")
