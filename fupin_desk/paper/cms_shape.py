"""Whether a signature lies in the file exactly as ours are made.

CMS leaves much of its envelope outside what is signed (algorithm names, spare certificates, padding): half its bytes
can be altered, and a library still says valid. So we make the envelope again from what is signed, the signer's
certificate and the signature, and compare.
"""

from __future__ import annotations

from asn1crypto import cms, core, x509
from pyhanko.sign.validation import EmbeddedPdfSignature


def lies_as_made(signature: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """No byte between the two signed ranges is other than ``sign`` would have written."""
    start, end = int(signature.byte_range[1]), int(signature.byte_range[2])
    there = pdf[start:end]
    made = _envelope(signature.signer_cert, signature.signer_info).hex().upper().encode()
    return there == b"<" + made.ljust(len(there) - 2, b"0") + b">"


def _envelope(certificate: x509.Certificate, info: cms.SignerInfo) -> bytes:
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
        "signed_attrs": info["signed_attrs"],
        "signature": info["signature"].native,
    }
    content = {
        "version": "v1",
        "digest_algorithms": (sha256,),
        "encap_content_info": {"content_type": "data"},
        "certificates": [certificate],
        "signer_infos": [signer],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)}).dump())
