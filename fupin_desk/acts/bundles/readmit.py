"""An office that was put back to a backup lets a desk in again that it had let in since, by its certificate."""

from __future__ import annotations

from pathlib import Path

import msgspec

from fupin_desk import keys
from fupin_desk.acts.bundles.opening import bundle_reader, opened_bundle
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.receipts import note_revoked
from fupin_desk.store import EnrolledDesk, Work


def readmit(desk: Desk, bundle: Path) -> EnrolledDesk:
    """Enter a desk in the sync log by a bundle of its own, which ``bundle take`` refused with NoSuchDeskError.

    Its certificate is one that only this office's root can have made, and the bundle shows that it holds the key. What
    is lost is who asked when it joined. CertificateRefusedError (``revoked``) where the office no longer stands behind
    it, as far as it knows; and what ``take_bundle`` refuses a bundle for. Doing it again changes nothing.
    """
    desk.must_be("office")
    opened, _ = opened_bundle(desk, bundle, bundle_reader(desk))
    with desk.writing() as work:
        return let_in_again(desk, work, opened.sender)


def let_in_again(desk: Desk, work: Work, certificate: keys.DeskCertificate) -> EnrolledDesk:
    """Enter a desk by its certificate, which was believed; the one it was known by is revoked as replaced."""
    there = work.enrolled_desk(certificate.desk)
    if there is None:
        entry = EnrolledDesk(
            desk=certificate.desk,
            village=certificate.village,
            name=certificate.name,
            certificate=certificate.pem.decode(),
            enrolled_on=desk.today().isoformat(),
        )
    else:
        known = keys.read_certificate(there.certificate.encode())
        if known.serial == certificate.serial:
            return there
        note_revoked(desk, work, known, keys.RevocationReason.REPLACED)
        entry = msgspec.structs.replace(there, certificate=certificate.pem.decode(), revoked_at=None, knows={})
    work.enrol_desk(entry)
    return entry
