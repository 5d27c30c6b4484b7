"""Whether a laptop that asks to join is who it says: a new desk, or the same one with new keys."""

from __future__ import annotations

import re
from base64 import b64decode

from fupin_desk import keys
from fupin_desk.acts.desk import Desk
from fupin_desk.domain.errors import DeskTakenError, FileDamagedError
from fupin_desk.store import Work

IDENTIFIER = re.compile(r"[\x21-\x7e]{1,64}")


def check_desk(desk: Desk, work: Work, request: keys.JoinRequest, village: str) -> None:
    """Refuse a request in the name of the office, of another village's desk, or of one that somebody else has.

    DeskTakenError (``office``, ``other_village``, ``keys``: some desk has these already, ``other_keys``: it is another
    laptop's), FileDamagedError (``format``).
    """
    request_body = request.body
    if not IDENTIFIER.fullmatch(request_body.desk):
        raise FileDamagedError("format")
    certificates = [keys.read_certificate(enrolled.certificate.encode()) for enrolled in work.desks()]
    for certificate in (*certificates, desk.certificate("own"), desk.certificate("receipt"), desk.certificate("root")):
        if certificate.public_key == request_body.public_key or certificate.age_recipient == request_body.age_recipient:
            raise DeskTakenError(request_body.desk, "keys")
    if request_body.desk == desk.id:
        raise DeskTakenError(request_body.desk, "office")
    there = work.enrolled_desk(request_body.desk)
    if there is None:
        return
    if there.village != village:
        raise DeskTakenError(request_body.desk, "other_village")
    if there.continuity_key:
        same = keys.continues(request, b64decode(there.continuity_key))
    else:  # who cannot show to be the same gets in once the former certificate is revoked
        same = there.revoked_at is not None
    if not same or request.body.invitation in there.older_invitations:
        raise DeskTakenError(request_body.desk, "other_keys")
