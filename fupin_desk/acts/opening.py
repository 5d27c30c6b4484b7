"""A bundle opened as this desk opens it: for it, from whom it hears, and not from anybody who was revoked."""

from __future__ import annotations

from pathlib import Path

from fupin_desk import keys
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.neighbours import neighbours
from fupin_desk.acts.receipts import learn_revocations, revocations
from fupin_desk.exchange import bundle as bundles
from fupin_desk.exchange.receipt import Receipt, read_receipt


def bundle_reader(desk: Desk) -> bundles.Reader:
    """Return whose bundles this desk opens, and with which key."""
    with desk.vault.reading() as reader:
        revoked = revocations(reader)
        met = [each.card for each in neighbours(reader)]
    return bundles.Reader(
        identity=desk.secrets.desk_keys.age_identity,
        own=desk.certificate("own"),
        root=desk.certificate("root"),
        revoked=revoked,
        neighbours=met,
    )


def opened_bundle(desk: Desk, file: Path, opener: bundles.Reader) -> bundles.Bundle:
    """Return what came, whole and believed, or raise why not (``bundle.open_bundle``).

    What this office signed once of certificates it no longer stands behind is learned first, even from a sender who is
    refused for it: whoever restored a backup has forgotten it.
    """
    opened = bundles.open_bundle(file, opener)
    receipt = own_receipt(desk, opened)
    if receipt is not None and keys.joined(opener.revoked, receipt.revoked) != opener.revoked:
        with desk.writing() as work:
            revoked = learn_revocations(work, receipt.revoked)
        keys.check_not_revoked(opened.sender, revoked)
    return opened


def own_receipt(desk: Desk, opened: bundles.Bundle) -> Receipt | None:
    """Return what this office itself signed for the sender, as it brings it back."""
    if desk.role != "office" or opened.receipt is None:
        return None
    return read_receipt(opened.receipt, desk.certificate("root"), opened.sender)
