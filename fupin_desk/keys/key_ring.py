"""The key file of a desk (``keys.json``): its secrets, each encrypted to the people who may have it.

Each person has an age key pair of their own, whose private half is sealed under what their passphrase gives (Argon2id).
Each part of the secrets is an age file to the people of that part; so a person can be added or taken out, or a part
replaced, without anybody else's passphrase. The sealed sheet is one more holder (vault and local key), its
passphrase a printed code. The office's recovery key is one more recipient of the vault key, and of nothing else.

Always true:

* a passphrase opens the parts of its person's role and no other part;
* the recovery key and the office open no LOCAL value;
* any altered bit is refused: by the checksum at once, or, if that was made to fit, by the code that the vault's key
  makes over the whole file.

An older copy of the file still opens with the passphrases of its day: so the vault gets a new key whenever a person is
taken out (``acts.desk.people``). ``generation`` grows with every change, so that a vault which notes it can tell that
its key file was put back.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec

from fupin_desk.domain.errors import (
    EmptyPassphraseError,
    FileDamagedError,
    KeyFileBrokenError,
    NotForThisDeskError,
    WrongPassphraseError,
)
from fupin_desk.keys import age
from fupin_desk.keys.canonical import encoded
from fupin_desk.keys.desk_secrets import PersonRole, SecretPart, Secrets
from fupin_desk.keys.key_derivation import Cost, derived, new_salt, stretched
from fupin_desk.keys.sealing import seal, unseal

FORMAT = "fupin-desk-keys/1"
SHEET = "sheet"
"""The id of the sealed sheet among the holders."""
RECOVERY = "recovery"


class Holder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person, or the sealed sheet, as the key file knows them."""

    id: str
    name: str
    """Stands in clear in the file, so that the desk can ask who is there."""
    role: PersonRole | None
    """None for the sealed sheet."""
    parts: tuple[SecretPart, ...]
    cost: Cost
    salt: bytes
    recipient: str
    identity: bytes
    """The private half of ``recipient``, sealed under the passphrase's key."""


class KeyRing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole key file. ``checksum`` finds accidents, ``code`` finds forgers."""

    format: str = FORMAT
    desk: str
    generation: int
    holders: tuple[Holder, ...]
    recovery_recipient: str
    """The office's, or empty where there is none (yet)."""
    parts: dict[SecretPart, bytes]
    code: bytes = b""
    checksum: bytes = b""

    @property
    def people(self) -> tuple[Holder, ...]:
        """Everybody who opens the desk with a passphrase."""
        return tuple(holder for holder in self.holders if holder.role is not None)


@dataclass(frozen=True)
class Opened:
    """A key file with the secrets of whoever opened it. After a change, ``ring`` is what is to be written."""

    ring: KeyRing
    secrets: Secrets
    by: str
    """Id of the person, ``sheet``, or ``recovery``."""


@dataclass(frozen=True)
class NewPerson:
    """Somebody who is to open the desk."""

    id: str
    name: str
    role: PersonRole


def new_holder(desk: str, who: NewPerson | None, parts: Iterable[SecretPart], secret: str, cost: Cost) -> Holder:
    """A key pair for a person (or None: the sheet), its private half sealed under ``secret``. EmptyPassphraseError."""
    identity = age.new_identity()
    bare = Holder(
        id=who.id if who else SHEET,
        name=who.name if who else "",
        role=who.role if who else None,
        parts=tuple(sorted(parts)),
        cost=cost,
        salt=new_salt(),
        recipient=age.recipient_of(identity),
        identity=b"",
    )
    return sealed_under(desk, bare, identity, secret)


def sealed_under(desk: str, bare: Holder, identity: str, secret: str) -> Holder:
    """``bare`` with its private key sealed under ``secret`` and bound to everything else that stands about it."""
    key = stretched(secret, bare.salt, bare.cost)
    return msgspec.structs.replace(bare, identity=seal(key, identity.encode(), _bound(desk, bare)))


def identity_of(desk: str, holder: Holder, secret: str) -> str:
    """The holder's private key; WrongPassphraseError."""
    try:
        key = stretched(secret, holder.salt, holder.cost)
        return unseal(key, holder.identity, _bound(desk, holder)).decode()
    except (FileDamagedError, EmptyPassphraseError) as problem:
        raise WrongPassphraseError from problem


def opened_with(ring: KeyRing, identity: str, parts: Iterable[SecretPart], by: str) -> Opened:
    """The secrets in ``parts`` and, by the vault's key, the certainty that nothing in the file was altered."""
    fields: dict[str, object] = {}
    try:
        for part in parts:
            if part in ring.parts:
                fields[part.value] = msgspec.json.decode(age.decrypt(ring.parts[part], identity))
        secrets = msgspec.convert(fields, Secrets)
    except (FileDamagedError, NotForThisDeskError, msgspec.DecodeError) as problem:
        raise KeyFileBrokenError("altered") from problem
    if not hmac.compare_digest(_code(ring, secrets.vault), ring.code):
        raise KeyFileBrokenError("altered")
    return Opened(ring, secrets, by)


def remade(opened: Opened, ring: KeyRing, secrets: Secrets) -> Opened:
    """The next generation: the held parts encrypted anew to those who hold them, parts not held left as they are."""
    parts = dict(ring.parts)
    for part in sorted(secrets.held):
        recipients = [holder.recipient for holder in ring.holders if part in holder.parts]
        if part is SecretPart.VAULT and ring.recovery_recipient:
            recipients.append(ring.recovery_recipient)
        if recipients:
            parts[part] = age.encrypt(msgspec.json.encode(getattr(secrets, part.value)), recipients)
    grown = msgspec.structs.replace(ring, parts=parts, generation=ring.generation + 1)
    return replace(opened, ring=signed_off(grown, secrets.vault), secrets=secrets)


def signed_off(ring: KeyRing, vault_key: bytes) -> KeyRing:
    """With its code and checksum."""
    coded = msgspec.structs.replace(ring, code=_code(ring, vault_key))
    return msgspec.structs.replace(coded, checksum=checksum_of(coded))


def checksum_of(ring: KeyRing) -> bytes:
    """SHA-256 of everything else in the file."""
    return hashlib.sha256(encoded(msgspec.structs.replace(ring, checksum=b""))).digest()


def _code(ring: KeyRing, vault_key: bytes) -> bytes:
    """HMAC-SHA256 over everything but itself and the checksum, under a key that the vault's key gives."""
    body = encoded(msgspec.structs.replace(ring, code=b"", checksum=b""))
    return hmac.digest(derived(vault_key, "key file"), body, "sha256")


def _bound(desk: str, holder: Holder) -> bytes:
    """What the sealed private key belongs to: everything that is not the seal or what may be changed without it."""
    return b"fupin-desk holder\0" + msgspec.json.encode((desk, holder.id, holder.cost, holder.salt, holder.recipient))
