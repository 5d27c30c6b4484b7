"""Certificates the office no longer stands behind; the list travels in every receipt, signed with it.

Always true:

* a revocation is never taken back, so lists only grow, and an old receipt cannot bring a certificate back;
* joining lists in any order gives the same list;
* a revoked key's signatures are judged by when the office received them, never by their own date; a laptop that has not
  heard from the office since knows nothing, and says "revocation unknown".
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from fupin_desk.domain.errors import CertificateRefusedError
from fupin_desk.keys.certificate import DeskCertificate


class RevocationReason(StrEnum):
    """Why (RFC 5280, section 5.3.1, those that can happen here)."""

    LOST = "lost"
    """The laptop is gone, or its keys may be known: keyCompromise."""
    REPLACED = "replaced"
    """The desk has joined anew: superseded."""
    ENDED = "ended"
    """The desk is no more: cessationOfOperation."""


class Revocation(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True):
    """One certificate, by its serial number (hexadecimal)."""

    serial: str
    revoked_at: datetime
    reason: RevocationReason


class RevocationList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of an office's revocations, by serial."""

    revocations: tuple[Revocation, ...] = ()

    def __contains__(self, certificate: DeskCertificate) -> bool:
        return any(revocation.serial == certificate.serial for revocation in self.revocations)


def revoke(
    known: RevocationList, certificate: DeskCertificate, reason: RevocationReason, now: datetime
) -> RevocationList:
    """``known`` and this one; revoking again changes nothing."""
    if certificate in known:
        return known
    return joined(known, RevocationList((Revocation(certificate.serial, now, reason),)))


def joined(own: RevocationList, other: RevocationList) -> RevocationList:
    """Both; where they tell one serial differently, the same one is kept on every desk."""
    by_serial: dict[str, Revocation] = {}
    for revocation in sorted((*own.revocations, *other.revocations), key=_order):
        by_serial.setdefault(revocation.serial, revocation)
    return RevocationList(tuple(by_serial[serial] for serial in sorted(by_serial)))


def check_not_revoked(certificate: DeskCertificate, known: RevocationList) -> None:
    """CertificateRefusedError (``revoked``)."""
    if certificate in known:
        raise CertificateRefusedError("revoked")


def _order(revocation: Revocation) -> tuple[str, str, str]:
    return revocation.serial, revocation.revoked_at.isoformat(), revocation.reason.value
