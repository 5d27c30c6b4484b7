"""Who opens a desk: making its key file, opening it, and everything that changes who may.

Each function gives a new ``Opened``; nothing is kept until the caller writes its ring (``key_file.write_key_ring``).
"""

from __future__ import annotations

from dataclasses import replace

import msgspec

from fupin_desk.domain.errors import (
    FileDamagedError,
    KeyFileBrokenError,
    LastPersonError,
    NotAPersonHereError,
    NotForThisDeskError,
    PersonAlreadyHereError,
    SecretNotHeldError,
    WrongCodeError,
    WrongPassphraseError,
)
from fupin_desk.keys import age
from fupin_desk.keys.codes import new_sheet_code, read_sheet_code
from fupin_desk.keys.desk_secrets import PARTS_OF, SecretPart, Secrets
from fupin_desk.keys.key_derivation import USUAL, Cost, new_salt
from fupin_desk.keys.key_ring import (
    RECOVERY,
    SHEET,
    Holder,
    KeyRing,
    NewPerson,
    Opened,
    identity_of,
    new_holder,
    opened_with,
    remade,
    sealed_under,
)

_ON_THE_SHEET = (SecretPart.LOCAL, SecretPart.VAULT)


def make_key_ring(
    desk: str,
    secrets: Secrets,
    person: NewPerson,
    passphrase: str,
    *,
    recovery_recipient: str = "",
    cost: Cost = USUAL,
) -> Opened:
    """A new desk's key file with its first person, whose role must hold all of ``secrets``. EmptyPassphraseError."""
    if secrets.held - PARTS_OF[person.role]:
        raise ValueError("a secret that nobody would hold")
    empty = KeyRing(desk=desk, generation=0, holders=(), recovery_recipient=recovery_recipient, parts={})
    return start_over(Opened(empty, secrets, person.id), person, passphrase, cost=cost)


def start_over(opened: Opened, person: NewPerson, passphrase: str, *, cost: Cost = USUAL, **new: object) -> Opened:
    """Take everybody's access and make ``person`` the first again: after the sealed sheet or the recovery key had to
    do.

    ``new`` are the secrets that were lost with the passphrases: ``desk=new_desk_keys()`` (the desk joins anew), after
    a recovery ``local=new_key()`` besides. EmptyPassphraseError.
    """
    secrets = msgspec.structs.replace(opened.secrets, **new)
    holder = new_holder(opened.ring.desk, person, secrets.held & PARTS_OF[person.role], passphrase, cost)
    ring = msgspec.structs.replace(opened.ring, holders=(holder,), parts={})
    return remade(replace(opened, by=person.id), ring, secrets)


def open_with_passphrase(ring: KeyRing, passphrase: str, person: str | None = None) -> Opened:
    """Opened by ``person``, or by whoever's passphrase it is (one costly try each).

    WrongPassphraseError; NotAPersonHereError; KeyFileBrokenError.
    """
    asked = ring.people if person is None else (_person(ring, person),)
    for holder in asked:
        try:
            identity = identity_of(ring.desk, holder, passphrase)
        except WrongPassphraseError:
            continue
        return opened_with(ring, identity, holder.parts, holder.id)
    raise WrongPassphraseError


def open_with_sheet(ring: KeyRing, typed: str) -> Opened:
    """Opened by the sealed sheet: vault and local key only. WrongCodeError, with the group where a slip is."""
    code = read_sheet_code(typed)
    sheets = [holder for holder in ring.holders if holder.id == SHEET]
    if not sheets:
        raise WrongCodeError(None)
    try:
        identity = identity_of(ring.desk, sheets[0], code)
    except WrongPassphraseError as problem:
        raise WrongCodeError(None) from problem
    return opened_with(ring, identity, sheets[0].parts, SHEET)


def open_with_recovery(ring: KeyRing, recovery_identity: str) -> Opened:
    """Opened by the office's recovery key: the vault's key and nothing else. NotForThisDeskError."""
    try:
        mine = age.recipient_of(recovery_identity)
    except FileDamagedError as problem:
        raise NotForThisDeskError from problem
    if mine != ring.recovery_recipient:
        raise NotForThisDeskError
    return opened_with(ring, recovery_identity, (SecretPart.VAULT,), RECOVERY)


def add_person(opened: Opened, person: NewPerson, passphrase: str, *, cost: Cost = USUAL) -> Opened:
    """With one more person, who gets the parts of their role.

    SecretNotHeldError if the desk has one of them and whoever opened it does not hold it; PersonAlreadyHereError;
    EmptyPassphraseError.
    """
    ring = opened.ring
    if person.id in (SHEET, RECOVERY) or any(holder.id == person.id for holder in ring.holders):
        raise PersonAlreadyHereError(person.id)
    there = {part for part in ring.parts if _somebody_holds(ring.holders, part)} | opened.secrets.held
    wanted = PARTS_OF[person.role] & there
    _must_hold(opened, wanted)
    holder = new_holder(ring.desk, person, wanted, passphrase, cost)
    return _with_holders(opened, (*ring.holders, holder))


def remove_person(opened: Opened, person: str) -> Opened:
    """Without them. What they copied before stays theirs: see the module ``key_ring``.

    LastPersonError; NotAPersonHereError; SecretNotHeldError if a part they share with others would have to be encrypted
    anew and is not held. A part that only they held goes with them.
    """
    gone = _person(opened.ring, person)
    left = tuple(holder for holder in opened.ring.holders if holder.id != person)
    if not any(holder.role for holder in left):
        raise LastPersonError(person)
    shared = {part for part in gone.parts if _somebody_holds(left, part)}
    _must_hold(opened, shared)
    kept = {part: data for part, data in opened.ring.parts.items() if part not in gone.parts or part in shared}
    ring = msgspec.structs.replace(opened.ring, parts=kept, holders=left)
    return remade(opened, ring, opened.secrets)


def change_passphrase(opened: Opened, person: str, old: str, new: str, *, cost: Cost = USUAL) -> Opened:
    """The person's passphrase is ``new``, at today's cost. WrongPassphraseError; EmptyPassphraseError."""
    holder = _person(opened.ring, person)
    identity = identity_of(opened.ring.desk, holder, old)
    bare = msgspec.structs.replace(holder, cost=cost, salt=new_salt(), identity=b"")
    changed = sealed_under(opened.ring.desk, bare, identity, new)
    return _with_holders(opened, tuple(changed if holder.id == person else holder for holder in opened.ring.holders))


def add_sheet(opened: Opened, *, cost: Cost = USUAL) -> tuple[Opened, str]:
    """With a sealed sheet (the former one no longer opens), and the code to print. SecretNotHeldError."""
    _must_hold(opened, set(_ON_THE_SHEET))
    code = new_sheet_code()
    sheet = new_holder(opened.ring.desk, None, _ON_THE_SHEET, code, cost)
    people = tuple(holder for holder in opened.ring.holders if holder.id != SHEET)
    return _with_holders(opened, (*people, sheet)), code


def replace_secrets(opened: Opened, **new: object) -> Opened:
    """With other secrets in place of some, for everybody who holds those parts: ``desk=new_desk_keys()``.

    A part that nobody held yet goes to whoever's role has it. SecretNotHeldError for the vault's, if not held.
    """
    secrets = msgspec.structs.replace(opened.secrets, **new)
    holders = tuple(_with_parts(holder, secrets.held, opened.ring) for holder in opened.ring.holders)
    return remade(opened, msgspec.structs.replace(opened.ring, holders=holders), secrets)


def drop_part(opened: Opened, part: SecretPart) -> Opened:
    """Without that part, for everybody: the recovery key, once three people share it. Not the vault's (ValueError)."""
    if part is SecretPart.VAULT:
        raise ValueError("a desk without its vault")
    ring = opened.ring
    holders = tuple(
        msgspec.structs.replace(
            holder, parts=tuple(secret_part for secret_part in holder.parts if secret_part is not part)
        )
        for holder in ring.holders
    )
    kept = {secret_part: data for secret_part, data in ring.parts.items() if secret_part is not part}
    secrets = msgspec.structs.replace(opened.secrets, **{part.value: None})
    return remade(opened, msgspec.structs.replace(ring, parts=kept, holders=holders), secrets)


def set_recovery_recipient(opened: Opened, recipient: str) -> Opened:
    """With the office's recovery key as the one that also opens the vault's key; KeyFileBrokenError if it is none."""
    if not age.is_recipient(recipient):
        raise KeyFileBrokenError("unreadable")
    return remade(opened, msgspec.structs.replace(opened.ring, recovery_recipient=recipient), opened.secrets)


def _with_holders(opened: Opened, holders: tuple[Holder, ...]) -> Opened:
    return remade(opened, msgspec.structs.replace(opened.ring, holders=holders), opened.secrets)


def _with_parts(holder: Holder, held: frozenset[SecretPart], ring: KeyRing) -> Holder:
    """The holder with those of ``held`` that their role has and that nobody had before."""
    if holder.role is None:
        return holder
    added = {part for part in held & PARTS_OF[holder.role] if not _somebody_holds(ring.holders, part)}
    return msgspec.structs.replace(holder, parts=tuple(sorted({*holder.parts, *added})))


def _person(ring: KeyRing, person: str) -> Holder:
    for holder in ring.people:
        if holder.id == person:
            return holder
    raise NotAPersonHereError(person)


def _somebody_holds(holders: tuple[Holder, ...], part: SecretPart) -> bool:
    return any(part in holder.parts for holder in holders)


def _must_hold(opened: Opened, parts: frozenset[SecretPart] | set[SecretPart]) -> None:
    missing = sorted(part.value for part in parts if part not in opened.secrets.held)
    if missing:
        raise SecretNotHeldError(missing)
