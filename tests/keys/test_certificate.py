"""The office as a certificate authority, and what is believed of a certificate."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from cryptography import x509

from fupin_desk import keys
from fupin_desk.domain.errors import CertificateRefusedError, NameTooLongError, WrongFingerprintError
from fupin_desk.keys.certificate import CertificateRole, DeskCertificate
from fupin_desk.keys.codes import ALPHABET, fingerprint_code, read_fingerprint
from tests.keys.offices import NOW, Joining, an_office, flipped

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl program is not installed")


def a_subject(**said: object) -> keys.CertificateSubject:
    laptop = keys.new_desk_keys()
    known = keys.CertificateSubject(
        CertificateRole.VILLAGE, "990101001001", "幸福村", laptop.public_key, "desk-a", laptop.recipient
    )
    return replace(known, **said)  # type: ignore[arg-type]


def refused(data: bytes, root: DeskCertificate) -> bool:
    """Whether reading and checking, together, refuse it."""
    try:
        keys.check_issued(keys.read_certificate(data), root)
    except CertificateRefusedError:
        return True
    return False


def test_a_certificate_says_who_where_what_and_how_to_encrypt(joining: Joining, enrolled: keys.Enrolled) -> None:
    own = enrolled.own
    assert (own.role, own.village, own.name) == (CertificateRole.VILLAGE, "990101001001", "幸福村 بەخت كەنتى")
    assert (own.desk, own.age_recipient) == ("desk-a", joining.laptop.recipient)
    assert own.public_key == joining.laptop.public_key
    assert keys.read_certificate(own.pem) == keys.read_certificate(own.der) == own


@pytest.mark.filterwarnings("ignore:Parsed a serial number")
def test_every_flipped_bit_of_a_certificate_is_refused(enrolled: keys.Enrolled) -> None:
    assert not refused(enrolled.own.der, enrolled.root)
    passed = [place for place, broken in enumerate(flipped(enrolled.own.der)) if not refused(broken, enrolled.root)]
    assert passed == []


def test_a_certificate_whose_signature_ends_in_zeros_has_one_spelling_too(joining: Joining) -> None:
    """A BIT STRING says how many of its last bits do not count; where they are zero, cryptography lets that pass."""
    while True:
        made = keys.issue(joining.authority, a_subject(), NOW)
        signature = x509.load_der_x509_certificate(made.der).signature
        if signature[-1] % 8 == 0:
            break
    unused = len(made.der) - len(signature) - 1
    for count in (1, 2, 3):
        assert refused(made.der[:unused] + bytes([count]) + signature, joining.office.root)


@pytest.mark.filterwarnings("ignore:Parsed a serial number")
def test_every_flipped_bit_of_a_root_is_refused_by_its_fingerprint(joining: Joining) -> None:
    root = joining.office.root
    for broken in flipped(root.der, every=7):
        try:
            read = keys.read_certificate(broken)
        except CertificateRefusedError:
            continue
        with pytest.raises(WrongFingerprintError):
            keys.check_fingerprint(read, root.fingerprint)


def test_an_office_of_the_same_name_and_code_is_not_our_office(enrolled: keys.Enrolled, other: Joining) -> None:
    assert enrolled.root.name == other.office.root.name
    with pytest.raises(CertificateRefusedError) as caught:
        keys.check_issued(enrolled.own, other.office.root)
    assert caught.value.reason == "not_our_office"


def test_a_village_cannot_vouch_for_another(joining: Joining, enrolled: keys.Enrolled) -> None:
    with pytest.raises(CertificateRefusedError):
        keys.Authority(joining.laptop.signing_key, enrolled.own)
    with pytest.raises(CertificateRefusedError):
        keys.check_issued(enrolled.own, enrolled.own)
    with pytest.raises(CertificateRefusedError):
        keys.Authority(joining.laptop.signing_key, joining.office.root)


def test_a_certificate_is_good_for_its_own_role_only(enrolled: keys.Enrolled) -> None:
    keys.check_issued(enrolled.own, enrolled.root, CertificateRole.VILLAGE, CertificateRole.TOWNSHIP)
    keys.check_issued(enrolled.receipt, enrolled.root, CertificateRole.RECEIPT)
    for certificate, role in (
        (enrolled.own, CertificateRole.RECEIPT),
        (enrolled.office, CertificateRole.RECEIPT),
        (enrolled.receipt, CertificateRole.VILLAGE),
        (enrolled.root, CertificateRole.OFFICE),
    ):
        with pytest.raises(CertificateRefusedError) as caught:
            keys.check_issued(certificate, enrolled.root, role)
        assert caught.value.reason == "wrong_role"


def test_a_root_is_never_taken_for_a_desk(enrolled: keys.Enrolled) -> None:
    with pytest.raises(CertificateRefusedError):
        keys.check_issued(enrolled.root, enrolled.root)
    with pytest.raises(CertificateRefusedError):
        keys.check_issued(enrolled.own, enrolled.office)


def test_no_clock_is_asked(joining: Joining) -> None:
    for year in (1999, 2099):
        made = keys.issue(joining.authority, a_subject(), NOW.replace(year=year))
        keys.check_issued(made, joining.office.root)


def test_a_certificate_is_valid_from_the_day_before_for_ten_years(joining: Joining) -> None:
    made = keys.issue(joining.authority, a_subject(), NOW)
    assert made.not_before == NOW - timedelta(days=1)
    assert made.not_after.year == NOW.year + 10


def test_an_instant_without_a_zone_is_a_bug(joining: Joining) -> None:
    with pytest.raises(ValueError, match="zone"):
        keys.issue(joining.authority, a_subject(), datetime(2018, 11, 20))  # noqa: DTZ001


def test_a_name_the_certificate_has_no_room_for_is_refused(joining: Joining) -> None:
    with pytest.raises(NameTooLongError):
        keys.issue(joining.authority, a_subject(name="村" * 101), NOW)


def test_a_long_name_is_in_the_certificate_in_full_and_cut_in_its_subject(joining: Joining) -> None:
    name = "九九自治州九九县扶贫开发领导小组办公室驻幸福村工作队" + "村" * 70
    made = keys.issue(joining.authority, a_subject(name=name), NOW)
    assert made.name == name
    assert not refused(made.der, joining.office.root)
    shown = x509.load_der_x509_certificate(made.der).subject.get_attributes_for_oid(x509.oid.NameOID.COMMON_NAME)[0]
    assert shown.value == name[:21]


def test_nobody_is_issued_a_root(joining: Joining) -> None:
    with pytest.raises(ValueError, match="root"):
        keys.issue(joining.authority, a_subject(role=CertificateRole.ROOT), NOW)


def test_root_receipt_and_desk_are_different_keys(joining: Joining) -> None:
    office = joining.office
    assert len({office.root.public_key, office.receipt.public_key, office.desk.public_key}) == 3
    assert office.recovery_recipient != office.desk.age_recipient


def as_typed(text: str) -> tuple[str, ...]:
    """Return what a person may make of a fingerprint on paper."""
    return (
        text,
        text.lower().replace("-", " "),
        text.replace("-", ""),
        text.replace("0", "O").replace("1", "l"),
        text.replace("0", "o").replace("1", "I"),
        ":".join(re.findall("..", text.replace("-", ""))),
        "".join(chr(ord(sign) + 0xFEE0) if sign != "-" else " " for sign in text),
    )


def test_a_fingerprint_is_24_characters_and_compared_as_paper_gives_it(joining: Joining, other: Joining) -> None:
    root = joining.office.root
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}", root.fingerprint)
    for typed in as_typed(root.fingerprint):
        keys.check_fingerprint(root, typed)
    with pytest.raises(WrongFingerprintError) as caught:
        keys.check_fingerprint(root, other.office.root.fingerprint)
    assert (caught.value.reason, caught.value.found) == ("other", root.fingerprint)
    for typed in ("", root.fingerprint[:-1], root.fingerprint[:19], root.fingerprint + "0", "中文", "U" * 24):
        with pytest.raises(WrongFingerprintError) as caught:
            keys.check_fingerprint(root, typed)
        assert caught.value.reason == "mistyped"


def test_the_fingerprint_of_64_digits_on_an_older_paper_is_still_read(joining: Joining, other: Joining) -> None:
    root, theirs = joining.office.root, other.office.root
    assert root.digest.lower() == hashlib.sha256(root.der).hexdigest()
    for typed in as_typed("-".join(re.findall("....", root.digest))):
        keys.check_fingerprint(root, typed)
    for typed, reason in (
        (theirs.digest, "other"),
        (root.digest[:-1], "mistyped"),
        ("Z" + root.digest[1:], "mistyped"),
    ):
        with pytest.raises(WrongFingerprintError) as caught:
            keys.check_fingerprint(root, typed)
        assert caught.value.reason == reason


def test_any_wrong_or_swapped_character_of_a_fingerprint_is_a_slip(joining: Joining) -> None:
    code = joining.office.root.fingerprint.replace("-", "")
    slips = {code[:place] + wrong + code[place + 1 :] for place in range(24) for wrong in ALPHABET}
    for one, two in combinations(range(24), 2):
        signs = list(code)
        signs[one], signs[two] = signs[two], signs[one]
        slips.add("".join(signs))
    assert {read_fingerprint(slip) for slip in slips - {code}} == {None}
    assert read_fingerprint(code) == code


def test_every_bit_of_a_fingerprint_is_the_certificate_s_digest() -> None:
    told = {fingerprint_code((1 << place).to_bytes(32)) for place in range(141, 256)}
    assert len(told | {fingerprint_code(bytes(32))}) == 116


@pytest.mark.parametrize(
    "data", [b"", b"certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_what_is_no_certificate_is_refused(data: bytes) -> None:
    with pytest.raises(CertificateRefusedError):
        keys.read_certificate(data)


def test_the_key_usages_let_pdf_readers_take_our_signatures(enrolled: keys.Enrolled) -> None:
    extensions = x509.load_der_x509_certificate(enrolled.own.der).extensions
    usage = extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    purposes = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert x509.oid.ExtendedKeyUsageOID.EMAIL_PROTECTION in purposes


@needs_openssl
def test_openssl_verifies_our_chain_and_no_other_office(enrolled: keys.Enrolled, tmp_path: Path) -> None:
    _, elsewhere, _ = an_office()
    (tmp_path / "root").write_bytes(enrolled.root.pem)
    (tmp_path / "elsewhere").write_bytes(elsewhere.root.pem)
    for name, certificate in (("own", enrolled.own), ("receipt", enrolled.receipt), ("office", enrolled.office)):
        (tmp_path / name).write_bytes(certificate.pem)
        command = ["openssl", "verify", "-x509_strict", "-attime", str(int(NOW.timestamp())), "-purpose", "smimesign"]
        ran = subprocess.run([*command, "-CAfile", "root", name], cwd=tmp_path, check=False, capture_output=True)
        assert ran.stdout.decode().strip() == f"{name}: OK", ran.stderr
        ran = subprocess.run([*command, "-CAfile", "elsewhere", name], cwd=tmp_path, check=False, capture_output=True)
        assert ran.returncode != 0


@needs_openssl
def test_openssl_says_the_same_fingerprint(enrolled: keys.Enrolled, tmp_path: Path) -> None:
    (tmp_path / "root").write_bytes(enrolled.root.pem)
    command = ["openssl", "x509", "-in", "root", "-noout", "-fingerprint", "-sha256"]
    ran = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    keys.check_fingerprint(enrolled.root, ran.stdout.decode().partition("=")[2])
