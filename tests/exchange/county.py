"""A county for tests: an office, and villages with certificates. Making one takes a while, so it is made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from fupin_desk import keys
from fupin_desk.domain.changes import Change
from fupin_desk.exchange.bundle import BundleContent, BundleReader, SignedReceipt, pack
from tests.exchange.desks import AT, STREAM, VILLAGE

NOW = datetime(2018, 11, 20, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """A desk with everything it needs to send and to read."""

    certificate: keys.DeskCertificate
    signer: keys.Signer
    reader: BundleReader


class County:
    """An office with two villages."""

    def __init__(self, code: str = "990101", name: str = "九九县扶贫办") -> None:
        self.secrets = keys.new_office_secrets()
        self.certificates = keys.make_office(self.secrets, code, name, "desk-office", NOW)
        self.root = self.certificates.root
        self.authority = keys.Authority(self.secrets.root_key, self.root)

    @cached_property
    def office(self) -> Place:
        return self._place(self.certificates.desk, self.secrets.desk_keys)

    @cached_property
    def village(self) -> Place:
        return self.a_village("desk-a", VILLAGE)

    @cached_property
    def neighbour(self) -> Place:
        return self.a_village("desk-b", "990101001002")

    @cached_property
    def receipts(self) -> keys.Signer:
        return keys.Signer(self.secrets.receipt_key, self.certificates.receipt, (self.root,))

    def a_village(self, desk: str, village: str) -> Place:
        own = keys.new_desk_keys()
        subject = keys.CertificateSubject(
            keys.CertificateRole.VILLAGE, village, "幸福村", own.public_key, desk=desk, age_recipient=own.recipient
        )
        return self._place(keys.issue(self.authority, subject, NOW), own)

    def _place(self, certificate: keys.DeskCertificate, own: keys.DeskKeys) -> Place:
        reader = BundleReader(identity=own.age_identity, own=certificate, root=self.root)
        return Place(certificate, own.signer(certificate, self.root), reader)


def files_in(blobs: Mapping[str, bytes]) -> dict[str, object]:
    """Files that are in memory, as ``Content`` asks for them."""
    return {"files": {digest: len(blob) for digest, blob in blobs.items()}, "file": blobs.__getitem__}


def content_for(
    recipient: Place, changes: Sequence[Change] = (), blobs: Mapping[str, bytes] | None = None, **said: object
) -> BundleContent:
    """What a desk sends, of one stream."""
    said |= files_in(blobs or {})
    heads: Mapping[str, Sequence[str]] = {STREAM: [changes[-1].digest] if changes else []}
    usual: dict[str, object] = {"recipient": recipient.certificate, "number": 1, "made_at": AT, "heads": heads}
    return BundleContent(changes=changes, **(usual | said))  # type: ignore[arg-type]


def a_bundle(sender: Place, recipient: Place, changes: Sequence[Change] = (), **said: Any) -> bytes:
    return pack(content_for(recipient, changes, **said), sender.signer)


def a_receipt(content: bytes = b"{}", signature: bytes = b"-") -> SignedReceipt:
    """Nothing that anybody would believe."""
    return SignedReceipt(content, signature)
