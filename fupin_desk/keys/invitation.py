"""The invitation: what the office gives a village on a stick, and the code and fingerprint it gives on paper.

The file holds certificates and public keys only, signed by the office's root. The paper holds what makes the file
believable: the root's fingerprint, and a code of 80 bits. The code is stretched (Argon2id) into two keys: one closes
the invitation, so that a slip in typing is told on the spot; the other closes the laptop's answer, so that the office
knows that the answer comes from whoever got the paper.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

import msgspec

from fupin_desk.domain.errors import FileDamagedError, WrongCodeError
from fupin_desk.keys import age
from fupin_desk.keys.authority import Authority
from fupin_desk.keys.canonical import decoded, encoded
from fupin_desk.keys.certificate import (
    CertificateRole,
    DeskCertificate,
    check_fingerprint,
    check_issued,
    check_root,
    read_certificate,
)
from fupin_desk.keys.codes import new_invitation_code, read_invitation_code
from fupin_desk.keys.key_derivation import USUAL, Cost, derived, new_salt, stretched
from fupin_desk.keys.signing import sign, verify

FORMAT = "fupin-desk-invitation/1"
INVITED = (CertificateRole.VILLAGE, CertificateRole.TOWNSHIP, CertificateRole.OFFICE)


class InvitationBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the office says."""

    format: str = FORMAT
    id: str
    """The salt in hexadecimal: no two invitations share it."""
    role: CertificateRole
    village: str
    name: str
    root_certificate: bytes
    office_certificate: bytes
    recovery_recipient: str
    salt: bytes
    cost: Cost


class Invitation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: what the office says, signed by its root, closed by the code."""

    body: InvitationBody
    signature: bytes
    closed: bytes

    @property
    def id(self) -> str:
        """What the office finds it by."""
        return self.body.id

    @property
    def root(self) -> DeskCertificate:
        """The office's root, to be believed for its fingerprint."""
        return read_certificate(self.body.root_certificate)

    @property
    def office(self) -> DeskCertificate:
        """The office's desk: whom to encrypt to."""
        return read_certificate(self.body.office_certificate)


@dataclass(frozen=True)
class CodeKeys:
    """What the code gives: one key closes the invitation, one the request."""

    invitation: bytes
    request: bytes

    def __repr__(self) -> str:
        return "CodeKeys(…)"


def make_invitation(
    authority: Authority,
    office: DeskCertificate,
    recovery_recipient: str,
    village: str,
    name: str,
    *,
    role: CertificateRole = CertificateRole.VILLAGE,
    cost: Cost = USUAL,
) -> tuple[Invitation, str]:
    """An invitation for the village of that code and name, and its code of 16 characters for the paper.

    The office keeps both until the certificate is given, and then no longer: an invitation is good once.
    CertificateRefusedError if ``office`` is not this authority's; FileDamagedError (``recipient``).
    """
    check_issued(office, authority.root, CertificateRole.OFFICE)
    if not age.is_recipient(recovery_recipient):
        raise FileDamagedError("recipient")
    if role not in INVITED:
        raise ValueError("nobody is invited to be that")
    salt, code = new_salt(), new_invitation_code()
    body = InvitationBody(
        id=salt.hex(),
        role=role,
        village=village,
        name=name,
        root_certificate=authority.root.der,
        office_certificate=office.der,
        recovery_recipient=recovery_recipient,
        salt=salt,
        cost=cost,
    )
    signature = sign(authority.root_key, encoded(body))
    closed = _closed(code_keys(body, code), body, signature)
    return Invitation(body, signature, closed), code


def read_invitation(data: bytes) -> Invitation:
    """From the file, unchecked; FileDamagedError, CertificateRefusedError (``not_a_certificate``)."""
    invitation = decoded(data, Invitation)
    if invitation.body.format != FORMAT or invitation.body.id != invitation.body.salt.hex():
        raise FileDamagedError("format")
    if invitation.body.role not in INVITED or not age.is_recipient(invitation.body.recovery_recipient):
        raise FileDamagedError("format")
    _ = invitation.root, invitation.office  # unreadable certificates are told now, not later
    return invitation


def invitation_file(invitation: Invitation) -> bytes:
    """The file."""
    return encoded(invitation)


def check_invitation(invitation: Invitation, code: str, fingerprint: str) -> CodeKeys:
    """What the code gives, once paper and file agree to the last bit.

    WrongFingerprintError: another office's file. SignatureWrongError, CertificateRefusedError: altered since.
    WrongCodeError: mistyped, or another invitation's.
    """
    root = invitation.root
    check_fingerprint(root, fingerprint)
    check_root(root)
    verify(root, encoded(invitation.body), invitation.signature)
    check_issued(invitation.office, root, CertificateRole.OFFICE)
    keys = code_keys(invitation.body, read_invitation_code(code))
    if not hmac.compare_digest(_closed(keys, invitation.body, invitation.signature), invitation.closed):
        raise WrongCodeError(None)
    return keys


def code_keys(body: InvitationBody, code: str) -> CodeKeys:
    """The two keys; ``code`` as ``read_invitation_code`` gives it."""
    key = stretched(code, body.salt, body.cost)
    return CodeKeys(derived(key, "invitation"), derived(key, "request"))


def _closed(keys: CodeKeys, body: InvitationBody, signature: bytes) -> bytes:
    return hmac.digest(keys.invitation, encoded(body) + signature, "sha256")
