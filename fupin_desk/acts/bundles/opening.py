"""A bundle opened as this desk opens it: for it, from whom it hears, and not from anybody who was revoked."""

from __future__ import annotations

from pathlib import Path

from fupin_desk import keys
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.laptops.neighbours import neighbours
from fupin_desk.acts.receipts import learn_revocations, note_revoked, revocations
from fupin_desk.domain.errors import CertificateRefusedError
from fupin_desk.exchange import bundle as bundles
from fupin_desk.exchange.receipt import Receipt, read_receipt


def bundle_reader(desk: Desk) -> bundles.BundleReader:
    """Return whose bundles this desk opens, and with which key."""
    with desk.vault.reading() as reader:
        revoked = revocations(reader)
        met = [neighbour.card for neighbour in neighbours(reader)]
    return bundles.BundleReader(
        identity=desk.secrets.desk_keys.age_identity,
        own=desk.certificate("own"),
        root=desk.certificate("root"),
        revoked=revoked,
        neighbours=met,
    )


def opened_bundle(desk: Desk, file: Path, opener: bundles.BundleReader) -> tuple[bundles.Bundle, Receipt | None]:
    """Return what came and the receipt in it, whole and believed, or raise why not (``bundle.open_bundle``).

    At a village it is the office's answer; at the office what it signed itself for the sender, who brings it back.

    What this office signed once of certificates it no longer stands behind is learned first, even from a sender who is
    refused for it: whoever restored a backup has forgotten it.
    """
    opened = bundles.open_bundle(file, opener)
    receipt = _believed_receipt(desk, opened, opener)
    if desk.role == "village":
        return opened, receipt
    if receipt is not None and keys.joined(opener.revoked, receipt.revoked) != opener.revoked:
        with desk.writing() as work:
            revoked = learn_revocations(work, receipt.revoked)
        keys.check_not_revoked(opened.sender, revoked)
    _refuse_former(desk, opened.sender)
    return opened, receipt


def _refuse_former(desk: Desk, sender: keys.DeskCertificate) -> None:
    """Refuse any certificate of a desk that is not the one it goes by now nor can have followed that one.

    An office put back to a backup may know an older certificate than the desk has by now, and so take the newer one
    (``readmit``); but never one from before the one it knows, nor one from before the desk was lost, whichever it was
    lost with. What is refused is revoked, so that the village's other laptops hear of it too.
    CertificateRefusedError: ``former``, ``revoked``.
    """
    with desk.vault.reading() as reader:
        there = reader.enrolled_desk(sender.desk)
        known = revocations(reader)
    revocation = (
        None if there is None else _why_former(sender, keys.read_certificate(there.certificate.encode()), known)
    )
    if revocation is None:
        return
    with desk.writing() as work:
        note_revoked(desk, work, sender, revocation.reason)
    raise CertificateRefusedError("former" if revocation.reason is keys.RevocationReason.REPLACED else "revoked")


def _why_former(
    sender: keys.DeskCertificate, present: keys.DeskCertificate, known: keys.RevocationList
) -> keys.Revocation | None:
    """Return what ended a certificate of a desk that goes by another one, or None where it may have followed that."""
    if sender.serial == present.serial:
        return None
    for revocation in known.revocations:
        lost = revocation.serial == present.serial and revocation.reason is not keys.RevocationReason.REPLACED
        if lost and sender.issued_at <= revocation.revoked_at:
            return revocation
    if sender.issued_at <= present.issued_at:
        return keys.Revocation(sender.serial, present.issued_at, keys.RevocationReason.REPLACED)
    return None


def _believed_receipt(desk: Desk, opened: bundles.Bundle, opener: bundles.BundleReader) -> Receipt | None:
    if opened.receipt is None:
        return None
    if desk.role == "office":
        return read_receipt(opened.receipt, opener.root, opened.sender)
    return read_receipt(opened.receipt, opener.root, opener.own, opener.revoked)
