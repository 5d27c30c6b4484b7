"""The ways back when every passphrase is forgotten, or the desk's keys are lost."""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path

from fupin_desk import keys
from fupin_desk.acts.consents.standing import LOCAL_CLOSED_ON
from fupin_desk.acts.desk import (
    Desk,
    Surroundings,
    check_filled,
    check_fits,
    check_is_desk,
    keep_rekeyed,
    keep_ring,
    unlock,
)
from fupin_desk.acts.desk.files import check_free, read_file, write_file
from fupin_desk.acts.joining.sheets import sealed_sheet
from fupin_desk.acts.joining.village import CONTINUITY, Joined, Joining
from fupin_desk.domain.ids import uuid7
from fupin_desk.store import Vault
from fupin_desk.store.records.steps import OPENERS


def print_sheet(desk: Desk, out: Path, language: str) -> Desk:
    """Print the sheet that is kept sealed: its code opens the records, should every passphrase be forgotten.

    A former sheet no longer opens anything.
    """
    opened, code = keys.add_sheet(desk.opened, cost=desk.surroundings.cost)
    write_file(out, sealed_sheet(language, desk.file.name, keys.grouped(code)))
    return keep_ring(desk, opened)  # not before the new sheet is there: the former one opens until then


def open_with_sheet(surroundings: Surroundings, folder: Path, code: str, name: str, passphrase: str) -> Desk:
    """Open a desk by its sealed sheet, and make ``name`` its only person. WrongCodeError.

    The sheet does not hold the desk's signing key: the desk gets new keys, and joins its office anew (``rejoin``).
    """
    check_filled("person", "name", name)
    check_is_desk(folder)
    opened, vault = unlock(folder, lambda ring: keys.open_with_sheet(ring, code))
    return _start_over(surroundings, folder, opened, vault, name, passphrase)


def open_with_recovery(office: Desk, folder: Path, name: str, passphrase: str) -> Desk:
    """Open a village's desk by the office's recovery key, so that what it had not sent can be sent.

    LOCAL values stay closed for ever, as was promised; so the village goes on with a new desk that joins anew. Who said
    no is among them: of people this desk sends only what an agreement covers that was given after this day.
    """
    office.must_be("office")
    check_filled("person", "name", name)
    check_is_desk(folder)
    opened, vault = unlock(folder, lambda ring: keys.open_with_recovery(ring, office.secrets.recovery_identity))
    return _start_over(office.surroundings, folder, opened, vault, name, passphrase)


def _start_over(
    surroundings: Surroundings,
    folder: Path,
    opened: keys.Opened,
    vault: Vault,
    name: str,
    passphrase: str,
) -> Desk:
    file = check_is_desk(folder)
    person = uuid7(surroundings.now(), surroundings.random(10))
    role = keys.PersonRole.CLERK if file.role == "village" else keys.PersonRole.OFFICE_CLERK
    new = keys.NewPerson(person, name, role)
    try:
        again = keys.start_over(
            opened, new, passphrase, cost=surroundings.cost, desk=keys.new_desk_keys(), vault=keys.new_key()
        )
        desk = Desk(surroundings, folder, file, vault, again)
        check_fits(desk)
        with desk.writing() as work:
            work.name_step(OPENERS)
            if vault.local_here:
                work.save("person", person, {"name": name, "role": role.value})
            else:
                work.set_value(LOCAL_CLOSED_ON, desk.today().isoformat())
        return keep_rekeyed(desk, again)
    except BaseException:
        vault.close()
        raise


def rejoin(desk: Desk, asked: Joining) -> Joined:
    """Ask for a new certificate with a new invitation: after the keys were lost, or the certificate was revoked.

    The desk gets new keys throughout: what somebody has of the former ones signs, reads and opens nothing made from now
    on, and the certificate is revoked when the office answers. VaultBusyError while anybody else has the desk open.
    """
    desk.must_be("village")
    invitation = keys.read_invitation(read_file(asked.invitation))
    check_free(asked.out)
    with desk.vault.reading() as reader:
        kept = reader.get_value(CONTINUITY)
    continuity = b64decode(kept) if kept else keys.new_signing_key()
    opened = keys.replace_secrets(desk.opened, vault=keys.new_key(), desk=keys.new_desk_keys())
    request = keys.make_request(
        invitation,
        asked.code,
        asked.fingerprint,
        opened.secrets.desk_keys,
        desk.id,
        asked.person or desk.file.name,
        continuity,
    )
    desk.vault.check_alone()
    with desk.writing() as work:
        write_file(asked.out, keys.request_file(request))
        work.set_value("invitation", keys.invitation_file(invitation).decode())
        work.set_value(CONTINUITY, b64encode(continuity).decode())
    desk.opened = keep_rekeyed(desk, opened).opened
    return Joined(asked.out, desk.code, desk.id)
