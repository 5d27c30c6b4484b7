"""The office's list of revocations as a file: for whoever checks a notice without a desk.

Signed with the receipt key, so that nobody adds to it or takes from it. It says what was revoked until it was written;
what came later it does not know.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from fupin_desk.domain.errors import CertificateRefusedError, FileDamagedError
from fupin_desk.keys import canonical
from fupin_desk.keys.certificate import CertificateRole, DeskCertificate, check_issued, read_certificate
from fupin_desk.keys.revocation import Revocation, RevocationList
from fupin_desk.keys.signing import Signer, verify

FORMAT = 1


class _ListFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    format: int = FORMAT
    certificate: str
    """PEM, of the receipt key."""
    written_at: datetime
    revocations: tuple[Revocation, ...]
    signature: bytes = b""
    """DER, over the same file without it."""


def revocation_file(known: RevocationList, signer: Signer, now: datetime) -> bytes:
    """The list, signed; always the same for the same list and moment but for the signature."""
    pem = signer.certificate.pem.decode()
    bare = _ListFile(certificate=pem, written_at=now, revocations=known.revocations)
    signature = signer.sign(canonical.encoded(bare))
    return canonical.encoded(msgspec.structs.replace(bare, signature=signature))


def read_revocation_file(data: bytes, root: DeskCertificate) -> tuple[RevocationList, datetime]:
    """What is revoked, and when that was written; FileDamagedError, CertificateRefusedError, SignatureWrongError."""
    read = canonical.decoded(data, _ListFile)
    if read.format != FORMAT:
        raise FileDamagedError("not_canonical")
    try:
        certificate = read_certificate(read.certificate.encode())
    except UnicodeEncodeError as problem:
        raise CertificateRefusedError("not_a_certificate") from problem
    check_issued(certificate, root, CertificateRole.RECEIPT)
    bare = msgspec.structs.replace(read, signature=b"")
    verify(certificate, canonical.encoded(bare), read.signature)
    return RevocationList(read.revocations), read.written_at
