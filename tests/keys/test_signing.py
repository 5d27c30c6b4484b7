"""Signatures, and the ordinary openssl program."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from fupin_desk import keys
from fupin_desk.domain.errors import CertificateRefusedError, KeyFileBrokenError, SignatureWrongError
from fupin_desk.keys.signing import loaded_key
from tests.keys.offices import Joining, flipped

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl program is not installed")


def test_a_signature_is_good_for_its_content_and_its_certificate_only(
    joining: Joining, enrolled: keys.Enrolled
) -> None:
    signature = keys.sign(joining.laptop.signing_key, b"manifest")
    keys.verify(enrolled.own, b"manifest", signature)
    for data, certificate in ((b"manifesT", enrolled.own), (b"manifest", enrolled.office)):
        with pytest.raises(SignatureWrongError):
            keys.verify(certificate, data, signature)


def test_every_flipped_bit_of_a_signature_is_refused(joining: Joining, enrolled: keys.Enrolled) -> None:
    signature = keys.sign(joining.laptop.signing_key, b"manifest")
    for broken in [*flipped(signature), signature[:-1], signature + b"\0", b""]:
        with pytest.raises(SignatureWrongError):
            keys.verify(enrolled.own, b"manifest", broken)


def test_a_raw_signature_has_64_bytes_and_every_flipped_bit_is_refused(
    joining: Joining, enrolled: keys.Enrolled
) -> None:
    signature = keys.sign_raw(joining.laptop.signing_key, b"notice 7")
    assert len(signature) == 64
    keys.verify_raw(enrolled.own, b"notice 7", signature)
    for broken in [*flipped(signature), signature[:-1], signature + b"\0", bytes(64), b"\xff" * 64]:
        with pytest.raises(SignatureWrongError):
            keys.verify_raw(enrolled.own, b"notice 7", broken)


def test_a_signer_needs_the_key_of_its_certificate(joining: Joining, enrolled: keys.Enrolled) -> None:
    signer = joining.laptop.signer(enrolled.own, enrolled.root)
    keys.verify(enrolled.own, b"notice", signer.sign(b"notice"))
    keys.verify_raw(enrolled.own, b"notice", signer.sign_raw(b"notice"))
    assert signer.chain == (enrolled.own.der, enrolled.root.der)
    assert "private_key" not in repr(signer)
    with pytest.raises(CertificateRefusedError):
        keys.new_desk_keys().signer(enrolled.own)


def test_what_is_no_signing_key_is_refused() -> None:
    for broken in (b"", b"key", keys.new_desk_keys().signing_key[:-3]):
        with pytest.raises(KeyFileBrokenError):
            loaded_key(broken)


@needs_openssl
def test_openssl_accepts_our_signature(joining: Joining, enrolled: keys.Enrolled, tmp_path: Path) -> None:
    (tmp_path / "cert").write_bytes(enrolled.own.pem)
    (tmp_path / "data").write_bytes(b"manifest")
    (tmp_path / "sig").write_bytes(keys.sign(joining.laptop.signing_key, b"manifest"))
    key = subprocess.run(
        ["openssl", "x509", "-in", tmp_path / "cert", "-noout", "-pubkey"], check=True, capture_output=True
    )
    (tmp_path / "pub").write_bytes(key.stdout)
    command = ["openssl", "dgst", "-sha256", "-verify", "pub", "-signature", "sig", "data"]
    ran = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True)
    assert ran.stdout.strip() == b"Verified OK"
    (tmp_path / "data").write_bytes(b"manifesT")
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 1
