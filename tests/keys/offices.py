"""An office, a laptop that was invited, and keys that are cheap to make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from fupin_desk import keys

NOW = datetime(2018, 11, 20, 9, 30, tzinfo=UTC)
QUICK = keys.Cost(memory_kib=8, passes=1, lanes=1)


@dataclass(frozen=True)
class Joining:
    """An office with one invitation out, and the laptop that is to answer it."""

    office_secrets: keys.Secrets
    office: keys.Office
    authority: keys.Authority
    invitation: keys.Invitation
    code: str
    laptop: keys.DeskKeys

    @property
    def fingerprint(self) -> str:
        return self.office.root.fingerprint

    def request(self) -> keys.JoinRequest:
        return keys.make_request(self.invitation, self.code, self.fingerprint, self.laptop, "desk-a", "阿依古丽")

    def enrolled(self) -> keys.Enrolled:
        answer, _ = keys.enrol(self.authority, self.office.receipt, self.invitation, self.code, self.request(), NOW)
        return keys.accept(answer, self.invitation, self.laptop, "desk-a")


def an_office(code: str = "990101", name: str = "九九县扶贫办") -> tuple[keys.Secrets, keys.Office, keys.Authority]:
    secrets = keys.new_office_secrets()
    office = keys.make_office(secrets, code, name, "desk-office", NOW)
    return secrets, office, keys.Authority(secrets.root_key, office.root)


def a_joining() -> Joining:
    secrets, office, authority = an_office()
    invitation, code = keys.make_invitation(
        authority, office.desk, office.recovery_recipient, "990101001001", "幸福村 بەخت كەنتى", cost=QUICK
    )
    return Joining(secrets, office, authority, invitation, code, keys.new_desk_keys())


def flipped(data: bytes, every: int = 1) -> Iterator[bytes]:
    """``data`` with one bit changed, each bit (or each ``every``-th) in turn."""
    for bit in range(0, len(data) * 8, every):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << (bit % 8)
        yield bytes(changed)
