"""What a desk must keep to itself, in the parts that different people may hold.

A clerk of a village holds the vault, the local values and the desk's own keys; at the office a clerk holds the receipt
key besides, and an approver the root. None of it is ever printed, logged or shown by ``repr``.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from fupin_desk.domain.errors import SecretNotHeldError
from fupin_desk.keys import age
from fupin_desk.keys.certificate import DeskCertificate
from fupin_desk.keys.sealing import new_key
from fupin_desk.keys.signing import Signer, new_signing_key, public_key_of


class SecretPart(StrEnum):
    """The parts, each kept apart in the key file."""

    VAULT = "vault"
    """Opens the vault. Also on the sealed sheet and to the office's recovery key."""
    LOCAL = "local"
    """Opens LOCAL values. Also on the sealed sheet, never to the office."""
    DESK = "desk"
    """Signs notices and bundles, and reads what is sent to this desk."""
    RECEIPT = "receipt"
    """Signs receipts (office)."""
    ROOT = "root"
    """Issues certificates (office)."""
    RECOVERY = "recovery"
    """Opens any village's vault key (office), only until it has been split between three people."""


class PersonRole(StrEnum):
    """What a person does at the desk."""

    CLERK = "clerk"
    LEADER = "leader"
    OFFICE_CLERK = "office_clerk"
    OFFICE_APPROVER = "office_approver"


_VILLAGE = frozenset({SecretPart.VAULT, SecretPart.LOCAL, SecretPart.DESK})
PARTS_OF: dict[PersonRole, frozenset[SecretPart]] = {
    PersonRole.CLERK: _VILLAGE,
    PersonRole.LEADER: _VILLAGE,
    PersonRole.OFFICE_CLERK: _VILLAGE | {SecretPart.RECEIPT},
    PersonRole.OFFICE_APPROVER: frozenset(SecretPart),
}
"""The parts a role holds, where the desk has them."""


class DeskKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The desk's own two key pairs."""

    signing_key: bytes
    """P-256, PKCS #8 in DER."""
    age_identity: str

    def __repr__(self) -> str:
        return "DeskKeys(…)"

    @property
    def public_key(self) -> bytes:
        """P-256, SubjectPublicKeyInfo in DER."""
        return public_key_of(self.signing_key)

    @property
    def recipient(self) -> str:
        """Where others encrypt to."""
        return age.recipient_of(self.age_identity)

    def signer(self, certificate: DeskCertificate, *issuers: DeskCertificate) -> Signer:
        """The key with its certificate, ready to sign; CertificateRefusedError (``other_key``)."""
        return Signer(self.signing_key, certificate, issuers)


class Secrets(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The parts that the person who opened the desk holds; None is not held, or not there."""

    vault: bytes
    local: bytes | None = None
    desk: DeskKeys | None = None
    receipt: bytes | None = None
    root: bytes | None = None
    recovery: str | None = None

    def __repr__(self) -> str:
        return f"Secrets({', '.join(sorted(self.held))})"

    @property
    def held(self) -> frozenset[SecretPart]:
        """Which parts these are."""
        return frozenset(part for part in SecretPart if getattr(self, part.value) is not None)

    @property
    def local_key(self) -> bytes:
        """The key of LOCAL values; SecretNotHeldError."""
        if self.local is None:
            raise SecretNotHeldError([SecretPart.LOCAL.value])
        return self.local

    @property
    def desk_keys(self) -> DeskKeys:
        """The desk's own keys; SecretNotHeldError."""
        if self.desk is None:
            raise SecretNotHeldError([SecretPart.DESK.value])
        return self.desk

    @property
    def receipt_key(self) -> bytes:
        """What signs receipts; SecretNotHeldError."""
        if self.receipt is None:
            raise SecretNotHeldError([SecretPart.RECEIPT.value])
        return self.receipt

    @property
    def root_key(self) -> bytes:
        """What issues certificates; SecretNotHeldError."""
        if self.root is None:
            raise SecretNotHeldError([SecretPart.ROOT.value])
        return self.root

    @property
    def recovery_identity(self) -> str:
        """What opens the villages' vault keys; SecretNotHeldError."""
        if self.recovery is None:
            raise SecretNotHeldError([SecretPart.RECOVERY.value])
        return self.recovery


def new_desk_keys() -> DeskKeys:
    """Both key pairs, new."""
    return DeskKeys(new_signing_key(), age.new_identity())


def new_village_secrets() -> Secrets:
    """Everything a village's desk keeps."""
    return Secrets(vault=new_key(), local=new_key(), desk=new_desk_keys())


def new_office_secrets() -> Secrets:
    """Everything an office's desk keeps: root, receipt, desk, age and recovery keys are different keys."""
    return Secrets(
        vault=new_key(),
        local=new_key(),
        desk=new_desk_keys(),
        receipt=new_signing_key(),
        root=new_signing_key(),
        recovery=age.new_identity(),
    )
