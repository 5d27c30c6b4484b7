"""A made-up office with a village and a township desk, for signing in tests."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from fupin_desk.keys.age import new_identity, recipient_of
from fupin_desk.keys.authority import Authority, CertificateSubject, issue, make_root
from fupin_desk.keys.certificate import CertificateRole
from fupin_desk.keys.signing import Signer, new_signing_key, public_key_of

NOW = datetime(2018, 11, 1, 4, 0, tzinfo=UTC)


def an_authority(at: datetime = NOW) -> Authority:
    """An office's root, made on a day."""
    key = new_signing_key()
    return Authority(key, make_root(key, "990101", "示例县扶贫办", at))


VILLAGE = "990101001001"


def a_signer(
    authority: Authority,
    role: CertificateRole,
    name: str,
    at: datetime = NOW,
    village: str = VILLAGE,
    key: bytes | None = None,
) -> Signer:
    """A desk with a certificate for the role."""
    key = key or new_signing_key()
    subject = CertificateSubject(role, village, name, public_key_of(key), str(uuid4()), recipient_of(new_identity()))
    return Signer(key, issue(authority, subject, at), (authority.root,))
