"""Joining, after the invitation: the laptop's request, the office's answer, and the laptop's last look at it.

    office                            paper and stick                      laptop
    make_invitation     ──  invitation, and code + fingerprint on paper ─→  make_request
    enrol               ←──────────────  request  ────────────────────────
                        ───────────────  answer   ──────────────────────→  accept

The request carries the laptop's two public keys, a signature by the new key (whoever asks holds it) and an HMAC under
the invitation's code (whoever asks got the paper). A desk that joins anew has new keys throughout; that it is the same
desk it shows by a key that never left its vault. The answer is certificates only, each of which only the root can
make.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

import msgspec

from fupin_desk.domain.errors import CertificateRefusedError, FileDamagedError, SignatureWrongError, WrongCodeError
from fupin_desk.keys import age
from fupin_desk.keys.authority import NAME_LIMIT, Authority, CertificateSubject, issue
from fupin_desk.keys.canonical import decoded, encoded
from fupin_desk.keys.certificate import (
    CertificateRole,
    DeskCertificate,
    check_issued,
    read_certificate,
)
from fupin_desk.keys.codes import read_invitation_code
from fupin_desk.keys.desk_secrets import DeskKeys
from fupin_desk.keys.invitation import Invitation, check_invitation, code_keys, invitation_file
from fupin_desk.keys.key_derivation import new_salt
from fupin_desk.keys.signing import public_key_of, sign, verify_by_key

REQUEST_FORMAT = "fupin-desk-request/1"
ANSWER_FORMAT = "fupin-desk-answer/1"


class RequestBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the laptop says."""

    format: str = REQUEST_FORMAT
    invitation: str
    invitation_digest: bytes
    """SHA-256 of the invitation file as the laptop got it."""
    desk: str
    person: str
    """Name of who asks, for the office to look at; it stands in no certificate."""
    public_key: bytes
    age_recipient: str
    nonce: bytes


class JoinRequest(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The file."""

    body: RequestBody
    proof: bytes
    """Signature by the new key over ``body``."""
    closed: bytes
    """HMAC under the invitation's code over ``body``, ``proof``, and what follows."""
    continuity_key: bytes = b""
    """P-256, public (DER); its private half stays in the desk's vault, and shows later that it is the same desk."""
    continued: bytes = b""
    """Signature over ``body`` by that key."""


class EnrolmentAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file with the desk's certificate and those it needs to believe the office."""

    format: str = ANSWER_FORMAT
    invitation: str
    desk_certificate: bytes
    office_certificate: bytes
    receipt_certificate: bytes
    root_certificate: bytes


@dataclass(frozen=True)
class Enrolled:
    """What a desk knows once it has joined."""

    own: DeskCertificate
    office: DeskCertificate
    receipt: DeskCertificate
    root: DeskCertificate


def make_request(
    invitation: Invitation,
    code: str,
    fingerprint: str,
    keys: DeskKeys,
    desk: str,
    person: str,
    continuity: bytes | None = None,
) -> JoinRequest:
    """The request of ``desk`` (its id) for a certificate, with what was typed from the paper.

    ``continuity``: the private key (PKCS #8 in DER) by which the desk shows, now and later, that it is the same one.

    WrongFingerprintError, WrongCodeError, SignatureWrongError, CertificateRefusedError: see ``check_invitation``.
    """
    by_code = check_invitation(invitation, code, fingerprint)
    body = RequestBody(
        invitation=invitation.id,
        invitation_digest=_digest(invitation),
        desk=desk,
        person=person,
        public_key=keys.public_key,
        age_recipient=keys.recipient,
        nonce=new_salt(),
    )
    proof, shown, continued = sign(keys.signing_key, encoded(body)), b"", b""
    if continuity is not None:
        shown, continued = public_key_of(continuity), sign(continuity, encoded(body))
    bare = JoinRequest(body, proof, b"", shown, continued)
    return msgspec.structs.replace(bare, closed=_closed(by_code.request, bare))


def read_request(data: bytes) -> JoinRequest:
    """From the file, unchecked; FileDamagedError."""
    request = decoded(data, JoinRequest)
    body = request.body
    if (
        body.format != REQUEST_FORMAT
        or not 0 < len(body.desk) <= NAME_LIMIT
        or not age.is_recipient(body.age_recipient)
    ):
        raise FileDamagedError("format")
    return request


def request_file(request: JoinRequest) -> bytes:
    """The file."""
    return encoded(request)


def check_request(request: JoinRequest, invitation: Invitation, code: str) -> None:
    """That whoever got the paper asks, for keys that they hold, in answer to this very invitation.

    WrongCodeError; FileDamagedError (``other_invitation``); SignatureWrongError.
    """
    keys = code_keys(invitation.body, read_invitation_code(code))
    if not hmac.compare_digest(_closed(keys.request, request), request.closed):
        raise WrongCodeError(None)
    if not request.continuity_key and request.continued:
        raise FileDamagedError("format")
    if request.body.invitation != invitation.id or request.body.invitation_digest != _digest(invitation):
        raise FileDamagedError("other_invitation")
    verify_by_key(request.body.public_key, encoded(request.body), request.proof)


def continues(request: JoinRequest, continuity_key: bytes) -> bool:
    """Return whether a request comes from the desk that gave this public key when it joined before."""
    try:
        verify_by_key(continuity_key, encoded(request.body), request.continued)
    except SignatureWrongError:
        return False
    return True


def enrol(
    authority: Authority,
    receipt: DeskCertificate,
    invitation: Invitation,
    code: str,
    request: JoinRequest,
    now: datetime,
) -> tuple[EnrolmentAnswer, DeskCertificate]:
    """The answer to a request, after ``check_request``, and the certificate in it for the office to keep.

    Place and name are the invitation's, not the request's. NameTooLongError besides.
    """
    check_request(request, invitation, code)
    check_issued(receipt, authority.root, CertificateRole.RECEIPT)
    if invitation.root.der != authority.root.der:
        raise CertificateRefusedError("not_our_office")
    body = request.body
    subject = CertificateSubject(
        role=invitation.body.role,
        village=invitation.body.village,
        name=invitation.body.name,
        public_key=body.public_key,
        desk=body.desk,
        age_recipient=body.age_recipient,
    )
    made = issue(authority, subject, now)
    answer = EnrolmentAnswer(
        invitation=invitation.id,
        desk_certificate=made.der,
        office_certificate=invitation.body.office_certificate,
        receipt_certificate=receipt.der,
        root_certificate=authority.root.der,
    )
    return answer, made


def read_answer(data: bytes) -> EnrolmentAnswer:
    """From the file, unchecked; FileDamagedError."""
    answer = decoded(data, EnrolmentAnswer)
    if answer.format != ANSWER_FORMAT:
        raise FileDamagedError("format")
    return answer


def answer_file(answer: EnrolmentAnswer) -> bytes:
    """The file."""
    return encoded(answer)


def accept(answer: EnrolmentAnswer, invitation: Invitation, keys: DeskKeys, desk: str) -> Enrolled:
    """The certificates, once each is seen to be the invitation's office's, and the desk's own to be this desk's.

    ``invitation`` is the one the request was made from, as the desk kept it. CertificateRefusedError
    (``not_our_office``, ``wrong_role``, ``other_key``, ``other_desk``, ``other_village``); FileDamagedError.
    """
    root = invitation.root
    if answer.root_certificate != root.der or answer.office_certificate != invitation.body.office_certificate:
        raise CertificateRefusedError("not_our_office")
    if answer.invitation != invitation.id:  # whole and ours, for another laptop: two sticks were mixed up
        raise CertificateRefusedError("other_desk")
    own, receipt = read_certificate(answer.desk_certificate), read_certificate(answer.receipt_certificate)
    check_issued(own, root, invitation.body.role)
    check_issued(receipt, root, CertificateRole.RECEIPT)
    if own.public_key != keys.public_key or own.age_recipient != keys.recipient:
        raise CertificateRefusedError("other_key")
    if own.desk != desk:
        raise CertificateRefusedError("other_desk")
    if (own.village, own.name) != (invitation.body.village, invitation.body.name):
        raise CertificateRefusedError("other_village")
    return Enrolled(own=own, office=invitation.office, receipt=receipt, root=root)


def _closed(key: bytes, request: JoinRequest) -> bytes:
    if request.continuity_key:
        return hmac.digest(key, encoded(msgspec.structs.replace(request, closed=b"")), "sha256")
    return hmac.digest(key, encoded(request.body) + request.proof, "sha256")  # as requests were before


def _digest(invitation: Invitation) -> bytes:
    return hashlib.sha256(invitation_file(invitation)).digest()
