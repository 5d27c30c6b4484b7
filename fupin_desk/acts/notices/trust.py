"""By what a notice is judged when it comes back: an office's certificate, and what else is at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from fupin_desk import keys
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.files import read_file
from fupin_desk.acts.receipts import newest_receipt
from fupin_desk.acts.receipts import revocations as revoked_here
from fupin_desk.domain.errors import CertificateRefusedError
from fupin_desk.paper.judging import KnownRevocations
from fupin_desk.store import Reader


@dataclass(frozen=True)
class Trust:
    """By what a notice is judged: an office's root certificate, and what else is at hand."""

    root: keys.DeskCertificate
    revoked: keys.RevocationList | None = None
    through: datetime | None = None
    """Until when what was revoked is known; None: until now."""
    reader: Reader | None = None
    """Of the desk that knows notices, if one was named."""
    received: Callable[[str, keys.DeskCertificate], datetime | None] = field(default=lambda _file, _own: None)
    """When the office had a file by its digest, where that is known here."""
    now: datetime | None = None
    """By the clock of the computer it is judged on, if it was asked."""

    def known(self, file: str) -> KnownRevocations:
        """Return what is known besides a file of that digest."""
        return KnownRevocations(self.revoked, self.through, lambda own: self.received(file, own), self.now)


@contextmanager
def trusting(
    trust_file: Path | None, list_file: Path | None, desk: Desk | None, now: datetime | None
) -> Iterator[Trust]:
    """Gather what is at hand; without a certificate, the desk's own office is trusted.

    CertificateRefusedError, FileDamagedError, SignatureWrongError, NotEnrolledError, and what a file may be.
    """
    if trust_file is not None:
        root = keys.read_certificate(read_file(trust_file))
        keys.check_root(root)
    elif desk is not None:
        root = desk.certificate("root")
    else:
        raise ValueError("neither a certificate nor a desk")
    listed, through = None, None
    if list_file is not None:
        listed, through = keys.read_revocation_file(read_file(list_file), root)
    if desk is None:
        yield Trust(root, listed, through, now=now)
        return
    if desk.certificate("root").der != root.der:
        raise CertificateRefusedError("other_office")
    with desk.vault.reading() as reader:
        here = revoked_here(reader)
        known = keys.joined(here, listed) if listed else here
        through = None if desk.role == "office" else _heard(reader, through)
        yield Trust(root, known, through, reader, lambda file, own: _received(reader, file, own), desk.now())


def _heard(reader: Reader, listed: datetime | None) -> datetime:
    """Until when a village's desk knows what was revoked: since its newest answer it has heard nothing."""
    answer = newest_receipt(reader)
    told = [datetime.fromisoformat(answer.issued_at)] if answer is not None else []
    return max([*told, *([listed] if listed else [])], default=datetime.min.replace(tzinfo=UTC))


def _received(reader: Reader, file: str, certificate: keys.DeskCertificate) -> datetime | None:
    """When the office last took a bundle of the desk whose notice it has: none is taken once it was revoked."""
    enrolled = reader.enrolled_desk(certificate.desk)
    if enrolled is None or keys.read_certificate(enrolled.certificate.encode()).serial != certificate.serial:
        return None
    if not (reader.records("notice", {"signed_file": file}) or reader.records("notice", {"digest": file})):
        return None
    taken = [bundle.at for bundle in reader.bundles(made=False) if bundle.desk == certificate.desk]
    return datetime.fromisoformat(max(taken)) if taken else None
