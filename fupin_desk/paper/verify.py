"""Whether a signed notice is what was signed, and by whom: offline, by the office's certificate and what is known.

Reasons are codes. Those of ``judging.NOTES`` are only said; every other makes a notice invalid:

* ``not_a_pdf``, ``unsigned``: nothing to judge;
* ``damaged``: it could not be judged to the end, whatever went wrong;
* ``altered``: signed bytes are not what they were, or a signature is not of them;
* ``odd_signature``: a signature does not lie in the file as ours do (``cms_shape``), and is not judged further;
* ``changed_after_signing``: something was added that the signatures do not cover or permit;
* ``bytes_after_end``: the file goes on after what is signed;
* ``not_as_made``: it holds what no notice of this program holds (``as_made``), or permits more to be added to it;
* ``wrong_order``: the village did not sign first; ``same_key``: both signatures were made with one key;
* ``other_village``: the notice says it is another village's than its signer's certificate;
* those of a certificate (``judging``): ``not_our_office``, ``wrong_role``, ``expired``, ``not_yet_valid``, ``to_come``,
  ``revoked``.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from fupin_desk.domain.errors import CertificateRefusedError
from fupin_desk.keys.certificate import CertificateRole, DeskCertificate, read_certificate
from fupin_desk.paper.about import About, read_about
from fupin_desk.paper.as_made import holds_as_made
from fupin_desk.paper.cms_shape import lies_as_made
from fupin_desk.paper.judging import NOTES, KnownRevocations, certificate_reasons

_ROLES = {
    "village": (CertificateRole.VILLAGE, CertificateRole.OFFICE),
    "township": (CertificateRole.TOWNSHIP, CertificateRole.OFFICE),
}
"""Who may sign in which field."""
_OF_VILLAGES = (CertificateRole.VILLAGE,)
_NOTHING_KNOWN = KnownRevocations()


@dataclass(frozen=True, slots=True)
class SignedBy:
    """A signer by the certificate, and the day the signature names."""

    name: str
    role: str
    on: date | None
    village: str
    """The code of the village, township or county."""


@dataclass(frozen=True, slots=True)
class Verification:
    """The judgement; ``signers`` in the order they signed, those of an invalid file too (as it says, unproven)."""

    valid: bool
    reasons: tuple[str, ...]
    signers: tuple[SignedBy, ...]
    about: About | None
    """What the file says of itself, under the first signature; older ones say nothing."""


def verify(pdf: bytes, trust: bytes, known: KnownRevocations = _NOTHING_KNOWN) -> Verification:
    """Judge a signed notice by the office's root certificate (PEM or DER), and by what else is known.

    Raises ``CertificateRefusedError`` if ``trust`` is no certificate; whatever the PDF is, the answer is a judgement.
    """
    root = read_certificate(trust)
    seen = _Seen(root, known)
    logger = logging.getLogger("pyhanko")
    before = logger.level
    logger.setLevel(logging.CRITICAL)  # what it sees in a bad file is said by the reasons
    try:
        reasons = list(dict.fromkeys(_reasons(pdf, seen)))
    except Exception:  # noqa: BLE001 - a file made to confuse must never pass
        reasons = ["damaged"]
    finally:
        logger.setLevel(before)
    return Verification(NOTES.issuperset(reasons), tuple(reasons), tuple(seen.signers), seen.about)


@dataclass(slots=True)
class _Seen:
    """By what a file is judged, and what was found in it so far."""

    root: DeskCertificate
    known: KnownRevocations
    signers: list[SignedBy] = field(default_factory=list)
    about: About | None = None


def _reasons(pdf: bytes, seen: _Seen) -> Iterator[str]:
    """Every reason, as it is found; fills in the signers on the way."""
    if not pdf.startswith(b"%PDF-"):
        yield "not_a_pdf"
        return
    reader = PdfFileReader(io.BytesIO(pdf))
    filled = [value.get_object() for _, value, _ in enumerate_sig_fields(reader, filled_status=True)]
    if not filled:
        yield "unsigned"
        return
    if not all(lies_as_made(signature, pdf) for signature in filled):
        yield "odd_signature"
        return
    signatures = list(reader.embedded_signatures)
    seen.about = _about(pdf, signatures[0])
    certificates: list[DeskCertificate] = []
    for at, signature in enumerate(signatures):
        own = _certificate_of(signature)
        if own is None:
            yield "not_our_office"
            continue
        certificates.append(own)
        yield from _signer_reasons(signature, own, seen)
        yield from _status_reasons(_status(signature, own, seen.root), last=at == len(signatures) - 1)
    yield from _together(signatures, certificates, seen.about)
    if not holds_as_made(reader) or signatures[0].docmdp_level is not MDPPerm.FILL_FORMS:
        yield "not_as_made"
    if int(signatures[-1].byte_range[2]) + int(signatures[-1].byte_range[3]) != len(pdf):
        yield "bytes_after_end"


def _about(pdf: bytes, first: EmbeddedPdfSignature) -> About | None:
    """What the first signer signed that the notice is: read from that signer's own file, not from what came after."""
    end = int(first.byte_range[2]) + int(first.byte_range[3])
    try:
        properties = PdfFileReader(io.BytesIO(pdf[:end])).trailer["/Info"]
        return read_about(str(properties["/Keywords"]))
    except (
        PdfError,
        KeyError,
        TypeError,
        ValueError,
    ):  # it says nothing then; what is altered is seen by the signature
        return None


def _together(
    signatures: list[EmbeddedPdfSignature], certificates: list[DeskCertificate], about: About | None
) -> Iterator[str]:
    """What shows only when all signatures and the notice are looked at beside one another."""
    if [str(signature.field_name) for signature in signatures] not in (["village"], ["village", "township"]):
        yield "wrong_order"
    if len({own.public_key for own in certificates}) < len(certificates):
        yield "same_key"
    village = about.village if about else next((own.village for own in certificates if own.role in _OF_VILLAGES), "")
    if any(not village.startswith(_reach(own)) for own in certificates if village):
        yield "other_village"


def _reach(own: DeskCertificate) -> str:
    """How the codes of all villages begin for which somebody may sign: a township's has 9 digits, a county's 6."""
    lengths = {CertificateRole.TOWNSHIP: 9, CertificateRole.OFFICE: 6}
    return own.village[: lengths.get(own.role, len(own.village))]


def _certificate_of(signature: EmbeddedPdfSignature) -> DeskCertificate | None:
    """The signer's certificate; None if no office of ours can have made it."""
    try:
        return read_certificate(signature.signer_cert.dump())
    except CertificateRefusedError:
        return None


def _signer_reasons(signature: EmbeddedPdfSignature, own: DeskCertificate, seen: _Seen) -> Iterator[str]:
    """What the certificate says, and whether its holder might sign in that field, at that time."""
    at = signature.self_reported_timestamp
    seen.signers.append(SignedBy(own.name, own.role.value, at.date() if at else None, own.village))
    roles = _ROLES.get(str(signature.field_name), ())
    yield from certificate_reasons(own, seen.root, roles, at, seen.known)


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
