"""An office's own certificates: root, receipt and desk, made once, when the office sets out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fupin_desk.keys.age import recipient_of
from fupin_desk.keys.authority import Authority, CertificateSubject, issue, make_root
from fupin_desk.keys.certificate import CertificateRole, DeskCertificate
from fupin_desk.keys.desk_secrets import Secrets
from fupin_desk.keys.signing import public_key_of


@dataclass(frozen=True)
class Office:
    """What an office shows of itself; every desk of its villages knows these."""

    root: DeskCertificate
    """What is printed as the fingerprint, and what ``--trust`` takes."""
    receipt: DeskCertificate
    desk: DeskCertificate
    recovery_recipient: str


def make_office(secrets: Secrets, code: str, name: str, desk: str, now: datetime) -> Office:
    """The certificates for an office's new secrets. NameTooLongError; SecretNotHeldError."""
    root = make_root(secrets.root_key, code, name, now)
    authority = Authority(secrets.root_key, root)
    receipt = CertificateSubject(CertificateRole.RECEIPT, code, name, public_key_of(secrets.receipt_key))
    own = CertificateSubject(
        role=CertificateRole.OFFICE,
        village=code,
        name=name,
        public_key=secrets.desk_keys.public_key,
        desk=desk,
        age_recipient=secrets.desk_keys.recipient,
    )
    return Office(
        root=root,
        receipt=issue(authority, receipt, now),
        desk=issue(authority, own, now),
        recovery_recipient=recipient_of(secrets.recovery_identity),
    )
