"""Whether a signed notice is what was signed, and by whom. Offline: whether a key was revoked since stays unknown.

Reasons are codes. ``revocation_unknown`` is always among those of a signed file and is only said, it does not make a
notice invalid; every other does:

* ``not_a_pdf``, ``unsigned``: nothing to judge;
* ``damaged``: it could not be judged to the end, whatever went wrong;
* ``altered``: signed bytes, or those of a signature, are not what they were;
* ``changed_after_signing``: something was added that the signatures do not cover or permit;
* ``bytes_after_end``: the file goes on after what is signed;
* ``not_our_office``: a signer's certificate is not one that the office given issued;
* ``wrong_role``: a signer's certificate is not for signing notices, or not in that place.

No clock is read: a certificate is judged within its own dates, and the day a signature names is shown, not believed.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from fupin_desk.domain.errors import CertificateRefusedError
from fupin_desk.keys.certificate import CertificateRole, DeskCertificate, check_issued, read_certificate
from fupin_desk.paper.cms_shape import lies_as_made

_ROLES = {
    "village": (CertificateRole.VILLAGE, CertificateRole.OFFICE),
    "township": (CertificateRole.TOWNSHIP, CertificateRole.OFFICE),
}
"""Who may sign in which field."""
NOTES = frozenset({"revocation_unknown"})
"""Reasons that only say something."""


@dataclass(frozen=True, slots=True)
class SignedBy:
    """A signer by the certificate, and the day the signature names."""

    name: str
    role: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Verification:
    """The judgement; ``signers`` in the order they signed, those of an invalid file too (as it says, unproven)."""

    valid: bool
    reasons: tuple[str, ...]
    signers: tuple[SignedBy, ...]


def verify(pdf: bytes, trust: bytes) -> Verification:
    """Judge a signed notice by the office's root certificate (PEM or DER).

    Raises ``CertificateRefusedError`` if ``trust`` is no certificate; whatever the PDF is, the answer is a judgement.
    """
    root = read_certificate(trust)
    signers: list[SignedBy] = []
    reasons: list[str] = []
    logger = logging.getLogger("pyhanko")
    before = logger.level
    logger.setLevel(logging.CRITICAL)  # what it sees in a bad file is said by the reasons
    try:
        reasons = list(dict.fromkeys(_reasons(pdf, root, signers)))
    except Exception:  # noqa: BLE001 - a file made to confuse must never pass
        reasons = ["damaged"]
    finally:
        logger.setLevel(before)
    return Verification(NOTES.issuperset(reasons), tuple(reasons), tuple(signers))


def _reasons(pdf: bytes, root: DeskCertificate, signers: list[SignedBy]) -> Iterator[str]:
    """Every reason, as it is found; fills in the signers on the way."""
    if not pdf.startswith(b"%PDF-"):
        yield "not_a_pdf"
        return
    signatures = list(PdfFileReader(io.BytesIO(pdf)).embedded_signatures)
    if not signatures:
        yield "unsigned"
        return
    for at, signature in enumerate(signatures):
        own = _certificate_of(signature)
        if own is None:
            yield "not_our_office"
            continue
        if not lies_as_made(signature, pdf):
            yield "altered"
        yield from _signer_reasons(signature, own, root, signers)
        yield from _status_reasons(_status(signature, own, root), last=at == len(signatures) - 1)
    if int(signatures[-1].byte_range[2]) + int(signatures[-1].byte_range[3]) != len(pdf):
        yield "bytes_after_end"
    yield "revocation_unknown"


def _certificate_of(signature: EmbeddedPdfSignature) -> DeskCertificate | None:
    """The signer's certificate; None if no office of ours can have made it."""
    try:
        return read_certificate(signature.signer_cert.dump())
    except CertificateRefusedError:
        return None


def _signer_reasons(
    signature: EmbeddedPdfSignature, own: DeskCertificate, root: DeskCertificate, signers: list[SignedBy]
) -> Iterator[str]:
    """What the certificate says, and whether its holder may sign in that field."""
    at = signature.self_reported_timestamp
    signers.append(SignedBy(own.name, own.role.value, at.date() if at else None))
    try:
        check_issued(own, root)
    except CertificateRefusedError:
        yield "not_our_office"
    if own.role not in _ROLES.get(str(signature.field_name), ()):
        yield "wrong_role"


def _status(signature: EmbeddedPdfSignature, own: DeskCertificate, root: DeskCertificate) -> PdfSignatureStatus:
    """Bytes, chain and permitted changes as pyHanko judges them. Nothing is fetched."""
    context = ValidationContext(
        trust_roots=[asn1_x509.Certificate.load(root.der)],
        allow_fetching=False,
        revocation_mode="soft-fail",
        moment=max(own.not_before, root.not_before),
    )
    usage = KeyUsageConstraints(key_usage={"digital_signature"})
    return validate_pdf_signature(signature, context, key_usage_settings=usage)


def _status_reasons(status: PdfSignatureStatus, last: bool) -> Iterator[str]:
    """What pyHanko saw, in our words. The last signature must cover the entire file, those before it their revision."""
    if not (status.intact and status.valid):
        yield "altered"
    elif not status.trusted:  # pyHanko asks whose certificate it is only where the signature itself holds
        yield "not_our_office"
    least = SignatureCoverageLevel.ENTIRE_FILE if last else SignatureCoverageLevel.ENTIRE_REVISION
    sound = status.intact and status.valid and status.trusted
    uncovered = status.coverage is None or status.coverage < least or not status.docmdp_ok
    if uncovered or (sound and not status.bottom_line):
        yield "changed_after_signing"
