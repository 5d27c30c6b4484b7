"""The office no longer stands behind a laptop: lost, given up, or joined anew. Never taken back."""

from __future__ import annotations

from pathlib import Path

import msgspec

from fupin_desk import keys
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.files import write_file
from fupin_desk.acts.receipts import note_revoked, revocations
from fupin_desk.domain.errors import NoSuchDeskError
from fupin_desk.store import EnrolledDesk
from fupin_desk.store.records.steps import REVOKED


def revoke_desk(desk: Desk, laptop: str, reason: keys.RevocationReason) -> EnrolledDesk:
    """Take no more bundles under a laptop's certificate, and make none for it; every receipt from now on says so.

    What it sent before stays. To go on it joins anew (``ways_back.rejoin``). NoSuchDeskError. Doing it again changes
    nothing.
    """
    desk.must_be("office")
    with desk.writing() as work:
        work.name_step(REVOKED)
        enrolled = work.enrolled_desk(laptop)
        if enrolled is None:
            raise NoSuchDeskError(desk.code, laptop)
        certificate = keys.read_certificate(enrolled.certificate.encode())
        if enrolled.revoked_at is None:
            note_revoked(desk, work, certificate, reason)
            enrolled = msgspec.structs.replace(enrolled, revoked_at=desk.author().at)
            work.enrol_desk(enrolled)
    return enrolled


def write_revocations(desk: Desk, out: Path) -> int:
    """Write the office's signed list to a new file, for who checks notices without a desk; returns how many it names.

    WrongRoleError, SecretNotHeldError, and what a file may be.
    """
    desk.must_be("office")
    signer = keys.Signer(desk.secrets.receipt_key, desk.certificate("receipt"), (desk.certificate("root"),))
    with desk.vault.reading() as reader:
        known = revocations(reader)
    write_file(out, keys.revocation_file(known, signer, desk.now()))
    return len(known.revocations)
