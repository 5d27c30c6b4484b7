"""A laptop joins its county's office: the request in answer to the invitation, and the certificate taken in."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fupin_desk import keys
from fupin_desk.acts.desk import Desk, DeskFile, Surroundings, check_filled, make_desk
from fupin_desk.acts.desk.files import check_free, read_file, write_file
from fupin_desk.domain.ids import uuid7, village_id
from fupin_desk.store.records.steps import JOINED

CONTINUITY = "continuity"
"""In the vault: the private key by which the desk shows that it is the one that joined before."""


@dataclass(frozen=True)
class Joining:
    """What was brought from the office, on the stick and on paper, and where the request goes."""

    invitation: Path
    code: str
    fingerprint: str
    out: Path
    person: str = ""


@dataclass(frozen=True)
class Joined:
    """A laptop that waits for the office's answer; work can begin meanwhile."""

    request: Path
    village: str
    desk: str


def join(surroundings: Surroundings, folder: Path, asked: Joining, passphrase: Callable[[], str]) -> Joined:
    """Make a village's desk from an invitation, and the request for the office.

    WrongFingerprintError, WrongCodeError and what else an invitation can be: then no desk was made.
    """
    invitation = keys.read_invitation(read_file(asked.invitation))
    keys.check_invitation(invitation, asked.code, asked.fingerprint)
    check_free(asked.out)
    if asked.person:
        check_filled("person", "name", asked.person)
    desk_id = uuid7(surroundings.now(), surroundings.random(10))
    person_id = uuid7(surroundings.now(), surroundings.random(10))
    secrets = keys.new_village_secrets()
    name = asked.person or invitation.body.name
    continuity = keys.new_signing_key()
    request = keys.make_request(invitation, asked.code, asked.fingerprint, secrets.desk_keys, desk_id, name, continuity)
    opened = keys.make_key_ring(
        desk_id,
        secrets,
        keys.NewPerson(person_id, name, keys.PersonRole.CLERK),
        passphrase(),
        recovery_recipient=invitation.body.recovery_recipient,
        cost=surroundings.cost,
    )

    def fill(desk: Desk) -> None:
        with desk.writing() as work:
            work.name_step(JOINED)
            work.save("person", person_id, {"name": name, "role": "clerk"})
            values = {"code": desk.code, "name_zh": invitation.body.name}
            work.save("village", village_id(desk.code), values)
            work.set_value("invitation", keys.invitation_file(invitation).decode())
            work.set_value(CONTINUITY, b64encode(continuity).decode())
        write_file(asked.out, keys.request_file(request))

    file = DeskFile(role="village", code=invitation.body.village, name=invitation.body.name, desk=desk_id)
    make_desk(surroundings, folder, file, opened, fill).close()
    return Joined(asked.out, file.code, desk_id)


def accept(desk: Desk, answer_file: Path) -> dict[str, Any]:
    """Take the office's answer in: from now on this desk signs, and knows whom to send to.

    CertificateRefusedError, FileDamagedError: it is not the answer to this desk's request.
    """
    desk.must_be("village")
    answer = keys.read_answer(read_file(answer_file))
    with desk.writing() as work:
        work.name_step(JOINED)
        invitation = keys.read_invitation(str(work.get_value("invitation")).encode())
        enrolled = keys.accept(answer, invitation, desk.secrets.desk_keys, desk.id)
        for part in ("root", "office", "receipt", "own"):
            work.set_value(f"certificate.{part}", getattr(enrolled, part).pem.decode())
    return {"village": enrolled.own.village, "desk": enrolled.own.desk, "fingerprint": enrolled.own.fingerprint}
