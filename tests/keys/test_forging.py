"""Certificates that somebody made with a program of their own: rightly signed, and believed by nobody."""

from __future__ import annotations

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from fupin_desk import keys
from fupin_desk.domain.errors import CertificateRefusedError
from fupin_desk.keys.certificate import CertificateRole, DeskCertificate
from fupin_desk.keys.signing import loaded_key
from tests.keys.offices import Joining

P256 = ec.generate_private_key(ec.SECP256R1())
SHA256 = hashes.SHA256()
USAGE = {
    "digital_signature": True,
    "content_commitment": True,
    "key_encipherment": False,
    "data_encipherment": False,
    "key_agreement": False,
    "key_cert_sign": False,
    "crl_sign": False,
    "encipher_only": False,
    "decipher_only": False,
}


def forged(
    like: DeskCertificate,
    issuer: DeskCertificate,
    by: bytes,
    key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey | None = None,
    digest: hashes.SHA256 | hashes.SHA384 = SHA256,
    *changed: x509.ExtensionType,
) -> bytes:
    """Return a certificate like another one in all but what is said, under somebody's signature."""
    old = x509.load_der_x509_certificate(like.der)
    made = x509.CertificateBuilder(
        issuer_name=x509.load_der_x509_certificate(issuer.der).subject,
        subject_name=old.subject,
        public_key=key or P256.public_key(),
        serial_number=77,
        not_valid_before=old.not_valid_before_utc,
        not_valid_after=old.not_valid_after_utc,
    )
    new = {extension.oid: extension for extension in changed}
    for each in old.extensions:
        made = made.add_extension(new.get(each.oid, each.value), each.critical)
    return made.sign(loaded_key(by), digest).public_bytes(serialization.Encoding.DER)


def believed(data: bytes, root: DeskCertificate) -> str:
    """Return why a certificate is not believed, or nothing."""
    try:
        keys.check_issued(keys.read_certificate(data), root)
    except CertificateRefusedError as refused:
        return refused.reason
    return ""


def test_made_with_the_roots_own_key_it_is_believed(joining: Joining, enrolled: keys.Enrolled) -> None:
    assert believed(forged(enrolled.own, enrolled.root, joining.authority.root_key), enrolled.root) == ""


def test_a_village_that_signs_a_certificate_is_no_office(joining: Joining, enrolled: keys.Enrolled) -> None:
    made = forged(enrolled.own, enrolled.own, joining.laptop.signing_key)
    assert believed(made, enrolled.own) == "wrong_role"
    assert believed(made, enrolled.root) == "not_our_office"
    in_its_name = forged(enrolled.own, enrolled.root, joining.laptop.signing_key)
    assert believed(in_its_name, enrolled.root) == "not_our_office"


def test_a_root_that_another_key_signed_vouches_for_nobody(joining: Joining, enrolled: keys.Enrolled) -> None:
    mine = P256.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    root = keys.read_certificate(forged(enrolled.root, enrolled.root, joining.laptop.signing_key))
    assert root.role is CertificateRole.ROOT
    assert believed(forged(enrolled.own, root, mine), root) == "not_our_office"


@pytest.mark.parametrize(
    "key",
    [
        ec.generate_private_key(ec.SECP384R1()).public_key(),
        ec.generate_private_key(ec.SECP256K1()).public_key(),
        rsa.generate_private_key(65537, 2048).public_key(),
    ],
    ids=["P-384", "secp256k1", "RSA"],
)
def test_a_key_of_another_kind_is_refused(
    joining: Joining, enrolled: keys.Enrolled, key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey
) -> None:
    made = forged(enrolled.own, enrolled.root, joining.authority.root_key, key)
    assert believed(made, enrolled.root) == "wrong_shape"


def test_a_signature_over_another_digest_is_refused(joining: Joining, enrolled: keys.Enrolled) -> None:
    made = forged(enrolled.own, enrolled.root, joining.authority.root_key, None, hashes.SHA384())
    assert believed(made, enrolled.root) == "wrong_shape"


@pytest.mark.parametrize(
    "changed",
    [
        x509.BasicConstraints(ca=True, path_length=0),
        x509.KeyUsage(**{**USAGE, "key_cert_sign": True}),
        x509.KeyUsage(**{**USAGE, "digital_signature": False}),
    ],
    ids=["an authority", "signs certificates", "signs nothing"],
)
def test_a_desk_whose_certificate_would_let_it_do_more_or_nothing_is_refused(
    joining: Joining, enrolled: keys.Enrolled, changed: x509.ExtensionType
) -> None:
    made = forged(enrolled.own, enrolled.root, joining.authority.root_key, None, SHA256, changed)
    assert believed(made, enrolled.root) == "wrong_shape"
