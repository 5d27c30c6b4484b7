"""Whether a signature lies in the file exactly as ours are made.

CMS leaves much of its envelope outside what is signed (algorithm names, spare certificates, padding): half its bytes
can be altered, and a library still says valid. And who holds a key can sign in many more ways than ours (by another
digest, with attributes of their own, several at once, around a gap), of which a library judges some and stops at
others. So before a library looks at it, we make the envelope again from the signer's certificate, the digest and the
signature, and compare.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asn1crypto import cms, core, x509
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.sign.general import as_signing_certificate_v2


def lies_as_made(signature: Mapping[str, Any], pdf: bytes) -> bool:
    """Whether a signature covers all up to its end but itself, and no byte of itself is other than ours would be."""
    place = _place(signature, len(pdf))
    if place is None or str(signature.get("/SubFilter")) != "/ETSI.CAdES.detached":
        return False
    there = pdf[slice(*place)]
    try:
        made = _made_again(bytes.fromhex(there[1:-1].decode("ascii"))).hex().upper().encode()
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):  # it is no CMS, or none like ours
        return False
    return there == b"<" + made.ljust(len(there) - 2, b"0") + b">"


def _place(signature: Mapping[str, Any], size: int) -> tuple[int, int] | None:
    """From where to where the signature itself stands, which is all between the two ranges that it covers."""
    covered = signature.get("/ByteRange")
    if not isinstance(covered, list) or len(covered) != 4:
        return None
    if not all(isinstance(at, NumberObject) for at in covered):
        return None
    begin, start, end, length = map(int, covered)
    return (start, end) if begin == 0 < start < end < end + length <= size else None


def _made_again(der: bytes) -> bytes:
    """The envelope that we would have made of the same certificate, digest and signature."""
    data = cms.ContentInfo.load(der)["content"]
    (certificate,), (info,) = data["certificates"], data["signer_infos"]
    (digest,) = (
        value.native
        for attribute in info["signed_attrs"]
        if attribute["type"].native == "message_digest"
        for value in attribute["values"]
    )
    return _envelope(certificate.chosen, digest, info["signature"].native)


def _envelope(certificate: x509.Certificate, digest: bytes, signature: bytes) -> bytes:
    """A SignedData (RFC 5652) with one signer, one certificate and nothing unsigned."""
    sha256 = {"algorithm": "sha256", "parameters": core.Null()}
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            {
                "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                    {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
                )
            }
        ),
        "digest_algorithm": sha256,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signed_attrs": _attributes(certificate, digest),
        "signature": signature,
    }
    content = {
        "version": "v1",
        "digest_algorithms": (sha256,),
        "encap_content_info": {"content_type": "data"},
        "certificates": [certificate],
        "signer_infos": [signer],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)}).dump())


def _attributes(certificate: x509.Certificate, digest: bytes) -> cms.CMSAttributes:
    """What is signed: that it is data, its digest, and whose certificate it is (RFC 5035)."""
    values = {
        "content_type": "data",
        "message_digest": digest,
        "signing_certificate_v2": as_signing_certificate_v2(certificate),
    }
    return cms.CMSAttributes([cms.CMSAttribute({"type": name, "values": [value]}) for name, value in values.items()])
