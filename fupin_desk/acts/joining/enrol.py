"""The office lets a laptop in: an invitation, its code on paper, and the certificate in answer to the request."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from fupin_desk import keys
from fupin_desk.acts.desk import Desk, check_filled
from fupin_desk.acts.desk.files import check_free, read_file, write_file, write_files
from fupin_desk.acts.joining.same_desk import check_desk
from fupin_desk.acts.receipts import note_revoked
from fupin_desk.domain.errors import NoSuchInvitationError, WrongVillageCodeError
from fupin_desk.store import EnrolledDesk, Work
from fupin_desk.store.records.steps import ENROLLED

INVITATION = "invitation."


@dataclass(frozen=True)
class Invited:
    """What goes on the stick, and what goes on paper by another hand."""

    invitation: Path
    code: str
    fingerprint: str


@dataclass(frozen=True)
class Answered:
    """The certificate file for the laptop."""

    certificate: Path
    village: str
    desk: str


def authority(desk: Desk) -> keys.Authority:
    """Return the office as the authority it is; SecretNotHeldError for a clerk, who does not hold the root."""
    desk.must_be("office")
    return keys.Authority(desk.secrets.root_key, desk.certificate("root"))


def invite(desk: Desk, village: str, name: str, out: Path, sheet: Path | None, language: str) -> Invited:
    """Write an invitation for one laptop of a village; its code is returned, and printed on ``sheet``.

    Every laptop, a village's second one too, gets an invitation of its own. WrongVillageCodeError,
    FieldsRefusedError for a name that cannot be, FileExistsAlreadyError: then nobody was invited.
    """
    own = authority(desk)
    if not re.fullmatch(r"\d{12}", village, re.ASCII) or not village.startswith(desk.code):
        raise WrongVillageCodeError(village, desk.code)
    check_filled("village", "name_zh", name)
    check_free(out, sheet)
    with desk.writing() as work:
        recovery = str(work.get_value("recovery_recipient"))
        made, code = keys.make_invitation(
            own, desk.certificate("own"), recovery, village, name, cost=desk.surroundings.cost
        )
        work.set_value(f"invitation.{made.id}", {"file": keys.invitation_file(made).decode(), "code": code})
        files = [(out, keys.invitation_file(made))]
        if sheet is not None:
            from fupin_desk.acts.joining.sheets import invitation_sheet

            paper = invitation_sheet(language, desk.file.name, name, keys.grouped(code, 4), own.root.fingerprint)
            files.append((sheet, paper))
        write_files(*files)
    return Invited(out, code, own.root.fingerprint)


def enrol(desk: Desk, request_file: Path, out: Path) -> Answered:
    """Answer a laptop's request with its certificate; the invitation is then used up.

    A desk that is here already gets in only as the same one, with new keys, and its former certificate is revoked.
    NoSuchInvitationError, DeskTakenError; WrongCodeError, SignatureWrongError, FileDamagedError: nobody got in.
    """
    own = authority(desk)
    request = keys.read_request(read_file(request_file))
    with desk.writing() as work:
        work.name_step(ENROLLED)
        kept = work.get_value(f"invitation.{request.body.invitation}")
        if not isinstance(kept, dict):
            raise NoSuchInvitationError(request.body.invitation)
        invitation = keys.read_invitation(str(kept["file"]).encode())
        keys.check_request(request, invitation, str(kept["code"]))
        check_desk(desk, work, request, invitation.body.village)
        answer, made = keys.enrol(own, desk.certificate("receipt"), invitation, str(kept["code"]), request, desk.now())
        work.set_value(f"invitation.{invitation.id}", None)
        _replace(desk, work, made.desk)
        work.enrol_desk(
            EnrolledDesk(
                desk=made.desk,
                village=made.village,
                name=made.name,
                certificate=made.pem.decode(),
                person=request.body.person,
                enrolled_on=desk.today().isoformat(),
                continuity_key=b64encode(request.continuity_key).decode(),
                older_invitations=[name.removeprefix(INVITATION) for name in work.values_under(INVITATION)],
            )
        )
        write_file(out, keys.answer_file(answer))
    return Answered(out, made.village, made.desk)


def _replace(desk: Desk, work: Work, laptop: str) -> None:
    """Revoke the certificate that a desk had before this one."""
    there = work.enrolled_desk(laptop)
    if there is not None:
        former = keys.read_certificate(there.certificate.encode())
        note_revoked(desk, work, former, keys.RevocationReason.REPLACED)
