"""Who may open this desk: persons with their passphrases, and the sealed sheet for when all are forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fupin_desk import keys
from fupin_desk.acts.desk import Desk, Role, check_filled, keep_rekeyed, keep_ring
from fupin_desk.domain.ids import uuid7
from fupin_desk.store.records.steps import OPENERS

ROLES: Mapping[Role, Sequence[str]] = {
    "village": (keys.PersonRole.CLERK.value, keys.PersonRole.LEADER.value),
    "office": (keys.PersonRole.OFFICE_CLERK.value, keys.PersonRole.OFFICE_APPROVER.value),
}
"""What people do at a desk of each role; the first is what most do."""


@dataclass(frozen=True)
class Opener:
    """Somebody who can open the desk."""

    id: str
    name: str
    role: str
    here: bool
    """Whether it is they who opened it now."""


def openers(desk: Desk) -> list[Opener]:
    """Return everybody with a passphrase, in the order in which they came."""
    return [
        Opener(holder.id, holder.name, str(holder.role.value if holder.role else ""), holder.id == desk.person)
        for holder in desk.opened.ring.people
    ]


def has_sheet(desk: Desk) -> bool:
    """Return whether a sealed sheet was made."""
    return any(holder.role is None for holder in desk.opened.ring.holders)


def add_opener(desk: Desk, name: str, role: str | None, passphrase: str) -> Desk:
    """Let somebody else open the desk, with a passphrase of their own; returns the desk as it is open now.

    ``role`` None: what most do here. WrongRoleError for one of the other kind of desk; FieldsRefusedError for a name
    that cannot be; SecretNotHeldError where the role needs what whoever opened the desk does not hold;
    EmptyPassphraseError.
    """
    role = role or ROLES[desk.role][0]
    for place, roles in ROLES.items():
        if role in roles:
            desk.must_be(place)
    check_filled("person", "name", name)
    person = uuid7(desk.now(), desk.surroundings.random(10))
    new = keys.NewPerson(person, name, keys.PersonRole(role))
    opened = keys.add_person(desk.opened, new, passphrase, cost=desk.surroundings.cost)
    with desk.writing() as work:
        work.name_step(OPENERS)
        work.save("person", person, {"name": name, "role": role})
    return keep_ring(desk, opened)


def remove_opener(desk: Desk, person: str) -> Desk:
    """Take somebody's way in, and give the vault a new key, so that a key file they copied opens nothing from now on.

    What they copied of the vault before stays theirs. LastPersonError, SecretNotHeldError; VaultBusyError while
    anybody else has the desk open: then they still can.
    """
    opened = keys.replace_secrets(keys.remove_person(desk.opened, person), vault=keys.new_key())
    desk.vault.check_alone()  # before anything says that they are taken out
    with desk.writing() as work:
        work.name_step(OPENERS)
        if work.find("person", person) is not None:
            work.void("person", person, way="removed")
    return keep_rekeyed(desk, opened)


def change_own_passphrase(desk: Desk, old: str, new: str) -> Desk:
    """Change the passphrase of whoever opened the desk. WrongPassphraseError, EmptyPassphraseError."""
    return keep_ring(desk, keys.change_passphrase(desk.opened, desk.person, old, new, cost=desk.surroundings.cost))


def make_sheet(desk: Desk) -> tuple[Desk, str]:
    """Make the sealed sheet anew: the former one no longer opens. Returns the code to write or print, shown once."""
    opened, code = keys.add_sheet(desk.opened, cost=desk.surroundings.cost)
    return keep_ring(desk, opened), code
