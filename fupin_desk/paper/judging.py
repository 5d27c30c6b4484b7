"""Whether a certificate stood when something was signed with it, as far as an office can know.

The moment is the one the signature names, or the earlier one at which the office is known to have had it: no clock of a
laptop is trusted further. A revoked certificate's signatures hold only if the office had them before; nobody else can
tell a signature made before from one that is dated back.

Reasons are codes: ``not_our_office``, ``wrong_role``, ``expired``, ``not_yet_valid``, ``to_come`` (signed on a day that
has not come by the clock of whoever judges), ``revoked``; and, only said, ``revocation_unknown`` (nobody gave a list to
look in, or what is known is from before the day of signing) and ``revoked_since`` (after the office had what was
signed).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from fupin_desk.domain.errors import CertificateRefusedError
from fupin_desk.keys import RevocationList
from fupin_desk.keys.certificate import CertificateRole, DeskCertificate, check_issued

NOTES = frozenset({"revocation_unknown", "revoked_since"})
"""Reasons that only say something."""
_ANY_ZONE = timedelta(days=1)
"""Somewhere it is tomorrow already, and no two clocks go alike."""


@dataclass(frozen=True, slots=True)
class KnownRevocations:
    """What whoever judges knows besides what was signed."""

    revoked: RevocationList | None = None
    """None: nobody gave a list."""
    through: datetime | None = None
    """Until when that list goes; None: until now, as the office itself knows it."""
    received: Callable[[DeskCertificate], datetime | None] = field(default=lambda _own: None)
    """When the office had what was signed with a certificate, at the latest, where it is known."""
    now: datetime | None = None
    """By the clock of the computer that judges; None where it is not asked."""


def certificate_reasons(
    own: DeskCertificate,
    root: DeskCertificate,
    roles: tuple[CertificateRole, ...],
    signed_at: datetime | date | None,
    known: KnownRevocations,
) -> Iterator[str]:
    """Every reason against a certificate, and what only is to be said of it."""
    try:
        check_issued(own, root)
    except CertificateRefusedError:
        yield "not_our_office"
    if own.role not in roles:
        yield "wrong_role"
    received_at = known.received(own)
    if received_at is not None and received_at < own.not_before:
        received_at = None  # nothing was signed with it before it was made: the office's clock was set back
    yield from _dates(own, signed_at, received_at)
    if signed_at is not None and known.now is not None and _day_or_moment(signed_at)[0] - _ANY_ZONE > known.now:
        yield "to_come"
    if known.revoked is None:
        yield "revocation_unknown"
        return
    revoked_at = next(
        (revocation.revoked_at for revocation in known.revoked.revocations if revocation.serial == own.serial), None
    )
    if revoked_at is not None:
        yield "revoked_since" if received_at and received_at < revoked_at else "revoked"
    elif known.through is not None and _day_or_moment(signed_at)[0].astimezone(UTC).date() > known.through.date():
        yield "revocation_unknown"


def _dates(own: DeskCertificate, signed_at: datetime | date | None, received_at: datetime | None) -> Iterator[str]:
    """Whether it had begun, and had not run out. A day counts as a whole: no hour of it is known."""
    first, last = _day_or_moment(signed_at)
    if received_at is not None:
        first, last = min(first, received_at), min(last, received_at)
    if first > own.not_after:
        yield "expired"
    if last < own.not_before:
        yield "not_yet_valid"


def _day_or_moment(signed_at: datetime | date | None) -> tuple[datetime, datetime]:
    """The earliest and the latest moment it can have been; none named can have been any."""
    if isinstance(signed_at, datetime):
        return signed_at, signed_at
    if signed_at is None:
        return datetime.max.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    return datetime.combine(signed_at, time.min, UTC), datetime.combine(signed_at, time.max, UTC)
