"""Who holds a key signs in another way than this program: each is refused by name, and none breaks the judging."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from asn1crypto import cms, core, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from fupin_desk.assets import fonts
from fupin_desk.keys.certificate import CertificateRole
from fupin_desk.paper.render import render
from fupin_desk.paper.sign import sign
from fupin_desk.paper.verify import verify
from tests.paper.made_up import a_notice
from tests.paper.office import NOW, a_signer, an_authority

AUTHORITY = an_authority()
VILLAGE = a_signer(AUTHORITY, CertificateRole.VILLAGE, "示例村")
OTHER = a_signer(AUTHORITY, CertificateRole.VILLAGE, "邻村")
SIGNED = sign(render(a_notice("zh_CN"), fonts()), "village", VILLAGE, NOW)
_RANGE = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\] *", SIGNED)
assert _RANGE
BEGIN, START, END, LENGTH = map(int, _RANGE.groups())
ENVELOPE = bytes.fromhex(SIGNED[START + 1 : END - 1].decode())
DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
    "sha1": hashes.SHA1(),  # noqa: S303 - the test is that it is refused
}
SHA384 = {"algorithm": "sha384"}
Attributes = list[cms.CMSAttribute]


def reasons(pdf: bytes) -> set[str]:
    """Why it is invalid; nothing for a valid file."""
    judged = verify(pdf, AUTHORITY.root.pem)
    assert judged.valid == (set(judged.reasons) == {"revocation_unknown"})
    return set(judged.reasons) - {"revocation_unknown"}


def put(envelope: bytes, pdf: bytes = SIGNED) -> bytes:
    """The file with another signature in the same place."""
    return pdf[: START + 1] + envelope.hex().upper().encode().ljust(END - START - 2, b"0") + pdf[END - 1 :]


def attribute(name: str, *values: Any) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": name, "values": list(values)})


def own_attributes(digest: bytes) -> Attributes:
    """Those that this program signs, with a digest."""
    info = cms.ContentInfo.load(ENVELOPE)["content"]["signer_infos"][0]
    by_name = {each["type"].native: cms.CMSAttribute.load(each.dump()) for each in info["signed_attrs"]}
    by_name["message_digest"] = attribute("message_digest", core.OctetString(digest))
    return list(by_name.values())


def envelope(
    digest: str = "sha256",
    signature: str | None = None,
    said: bytes | None = None,
    attributes: Callable[[Attributes], Attributes] | None = None,
    change: Callable[[dict[str, Any], dict[str, Any]], Any] = lambda _data, _info: None,
    pdf: bytes = SIGNED,
    signs_content: bool = False,
) -> bytes:
    """A signature that the village's key made over a file, with whatever is other about it."""
    content = pdf[:START] + pdf[END:]
    signed = own_attributes(hashlib.new(digest, content).digest() if said is None else said)
    signed_attributes = cms.CMSAttributes(attributes(signed) if attributes else signed)
    key = serialization.load_der_private_key(VILLAGE.private_key, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    bytes_signed = content if signs_content else signed_attributes.dump()
    old = cms.ContentInfo.load(ENVELOPE)["content"]
    info: dict[str, Any] = {
        "version": "v1",
        "sid": old["signer_infos"][0]["sid"],
        "digest_algorithm": {"algorithm": digest},
        "signature_algorithm": {"algorithm": signature or f"{digest}_ecdsa"},
        "signature": key.sign(bytes_signed, ec.ECDSA(DIGESTS[digest])),
    }
    if not signs_content:
        info["signed_attrs"] = signed_attributes
    data: dict[str, Any] = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": digest}],
        "encap_content_info": {"content_type": "data"},
        "certificates": list(old["certificates"]),
        "signer_infos": [info],
    }
    change(data, info)
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)}).dump())


def without(name: str) -> Callable[[Attributes], Attributes]:
    return lambda signed: [each for each in signed if each["type"].native != name]


def also(*more: cms.CMSAttribute) -> Callable[[Attributes], Attributes]:
    return lambda signed: [*signed, *more]


def in_place(one: cms.CMSAttribute) -> Callable[[Attributes], Attributes]:
    return lambda signed: [*without(one["type"].native)(signed), one]


def certificate(signer: Any) -> x509.Certificate:
    return x509.Certificate.load(signer.certificate.der)


def unsigned_attribute(_data: dict[str, Any], info: dict[str, Any]) -> None:
    info["unsigned_attrs"] = cms.CMSAttributes([attribute("1.2.3.4", core.Integer(3))])


def by_key_identifier(_data: dict[str, Any], info: dict[str, Any]) -> None:
    info["version"] = "v3"
    info["sid"] = cms.SignerIdentifier("subject_key_identifier", core.OctetString(bytes(20)))


DIGEST = hashlib.sha256(SIGNED[:START] + SIGNED[END:]).digest()
ODD: dict[str, Callable[[], bytes]] = {
    "sha384": lambda: envelope("sha384"),
    "sha512": lambda: envelope("sha512"),
    "sha1": lambda: envelope("sha1"),
    "a name of another digest": lambda: envelope("sha384", "sha256_ecdsa"),
    "RSA by name": lambda: envelope(signature="sha256_rsa"),
    "Ed25519 by name": lambda: envelope(signature="ed25519"),
    "no digest named": lambda: envelope(change=lambda data, _: data.update(digest_algorithms=[])),
    "two digests named": lambda: envelope(
        change=lambda data, _: data["digest_algorithms"].append({"algorithm": "md5"})
    ),
    "no attributes": lambda: envelope(signs_content=True),
    "no attribute in the list": lambda: envelope(attributes=lambda _: []),
    "no content type": lambda: envelope(attributes=without("content_type")),
    "another content type": lambda: envelope(attributes=in_place(attribute("content_type", "signed_data"))),
    "no digest": lambda: envelope(attributes=without("message_digest")),
    "two digests": lambda: envelope(attributes=also(attribute("message_digest", core.OctetString(bytes(32))))),
    "a digest of two values": lambda: envelope(
        attributes=in_place(attribute("message_digest", core.OctetString(DIGEST), core.OctetString(bytes(32))))
    ),
    "no certificate named": lambda: envelope(attributes=without("signing_certificate_v2")),
    "a time of its own": lambda: envelope(
        attributes=also(attribute("signing_time", cms.Time({"utc_time": NOW.replace(year=2017)})))
    ),
    "an attribute nobody knows": lambda: envelope(attributes=also(attribute("1.2.3.4", core.Integer(3)))),
    "an unsigned attribute": lambda: envelope(change=unsigned_attribute),
    "two signers": lambda: envelope(change=lambda data, info: data["signer_infos"].append(dict(info))),
    "no signer": lambda: envelope(change=lambda data, _: data.update(signer_infos=[])),
    "no certificate": lambda: envelope(change=lambda data, _: data.update(certificates=[])),
    "no list of certificates": lambda: envelope(change=lambda data, _: data.pop("certificates")),
    "somebody else's certificate": lambda: envelope(
        change=lambda data, _: data.update(certificates=[certificate(OTHER)])
    ),
    "the signer by key": lambda: envelope(change=by_key_identifier),
    "content inside": lambda: envelope(
        change=lambda data, _: data.update(
            encap_content_info={"content_type": "data", "content": core.OctetString(b"x")}
        )
    ),
    "no signed data": lambda: bytes(cms.ContentInfo({"content_type": "data", "content": core.OctetString(b"")}).dump()),
    "more behind it": lambda: envelope() + b"\1",
    "a length that is not said": lambda: b"\x30\x80" + envelope()[4:] + b"\0\0",
    "an integer": lambda: bytes(core.Integer(5).dump()),
    "nothing": lambda: b"",
    "no CMS": lambda: b"\x30\x82\xff\xffabc",
}


def test_what_is_crafted_here_is_otherwise_as_this_program_signs() -> None:
    assert reasons(put(envelope())) == set()


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_a_signature_of_another_kind_than_ours_is_refused_by_name_though_the_villages_key_made_it(
    odd: Callable[[], bytes],
) -> None:
    assert reasons(put(odd())) == {"odd_signature"}


@pytest.mark.parametrize("digest", [bytes(32), b"x", b""])
def test_a_signature_over_another_content_is_named_as_altered(digest: bytes) -> None:
    assert reasons(put(envelope(said=digest))) == {"altered"}


def covering(*covered: object) -> bytes:
    """The file with another list of what is covered, signed anew as well as may be."""
    assert _RANGE
    said = f"/ByteRange [{' '.join(map(str, covered))}]".encode().ljust(len(_RANGE[0]))
    pdf = SIGNED[: _RANGE.start()] + said + SIGNED[_RANGE.end() :]
    assert len(pdf) == len(SIGNED)
    return put(envelope(pdf=pdf), pdf)


@pytest.mark.parametrize(
    "covered",
    [
        (0, START - 50, END + 50, LENGTH - 50),
        (0, 100, END, LENGTH),
        (9, START - 9, END, LENGTH),
        (0, START + 10, END, LENGTH),
        (0, START, END, LENGTH + 20),
        (0, START, END, 10**12),
        (0, -5, END, LENGTH),
        (END, LENGTH, 0, START),
        (0, 50, 50, START - 50, END, LENGTH),
        (0, START),
        (0, 0, 0, 0),
        (),
        ("/a", "/b", "/c", "/d"),
        (0, "1.5", END, LENGTH),
        ("null",),
        (0, f"{START}.0", END, LENGTH),
    ],
    ids=lambda _covered: "covered",  # places differ from one signing to the next, and workers compare names
)
def test_a_gap_in_what_a_signature_covers_is_refused_by_name(covered: tuple[object, ...]) -> None:
    assert reasons(covering(*covered)) == {"odd_signature"}


def test_what_a_signature_does_not_reach_is_refused() -> None:
    assert reasons(covering(0, START, END, LENGTH - 20)) >= {"changed_after_signing", "bytes_after_end"}


@pytest.mark.parametrize("kind", [b"/adbe.pkcs7.detached", b"/ETSI.CAdES.detache0", b"/ETSI.RFC3161       "])
def test_a_signature_of_another_standard_is_refused_by_name(kind: bytes) -> None:
    assert reasons(SIGNED.replace(b"/ETSI.CAdES.detached", kind)) == {"odd_signature"}
