"""An office sets out: its keys, its certificates, its desk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from fupin_desk import keys
from fupin_desk.acts.desk import ROOT_FILE, Desk, DeskFile, Surroundings, check_filled, make_desk
from fupin_desk.domain.errors import WrongCountyCodeError
from fupin_desk.domain.ids import uuid7
from fupin_desk.store.records.steps import JOINED


@dataclass(frozen=True)
class Created:
    """A new office."""

    certificate: Path
    """The root certificate: what others trust."""
    fingerprint: str


def create_office(
    surroundings: Surroundings, folder: Path, code: str, name: str, person: str, passphrase: str
) -> Created:
    """Make the desk of a county office in a new or empty folder, with its own certificate authority, offline."""
    if not re.fullmatch(r"\d{6}", code, re.ASCII):
        raise WrongCountyCodeError(code)
    check_filled("village", "county", name)
    if person:
        check_filled("person", "name", person)
    desk_id = uuid7(surroundings.now(), surroundings.random(10))
    person_id = uuid7(surroundings.now(), surroundings.random(10))
    secrets = keys.new_office_secrets()
    office = keys.make_office(secrets, code, name, desk_id, surroundings.now())
    first = keys.NewPerson(person_id, person or name, keys.PersonRole.OFFICE_APPROVER)
    opened = keys.make_key_ring(
        desk_id, secrets, first, passphrase, recovery_recipient=office.recovery_recipient, cost=surroundings.cost
    )

    def fill(desk: Desk) -> None:
        (desk.folder / ROOT_FILE).write_bytes(office.root.pem)
        with desk.writing() as work:
            work.name_step(JOINED)
            work.save("person", person_id, {"name": first.name, "role": "office_approver"})
            for whose, certificate in (
                ("root", office.root),
                ("receipt", office.receipt),
                ("office", office.desk),
                ("own", office.desk),
            ):
                work.set_value(f"certificate.{whose}", certificate.pem.decode())
            work.set_value("recovery_recipient", office.recovery_recipient)

    file = DeskFile(role="office", code=code, name=name, desk=desk_id)
    make_desk(surroundings, folder, file, opened, fill).close()
    return Created(folder.absolute() / ROOT_FILE, office.root.fingerprint)
