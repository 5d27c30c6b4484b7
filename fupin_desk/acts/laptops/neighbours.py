"""The other laptops of one village, met in person: each gives the other its card, somebody compares the fingerprints.

Who they are is not asked of the office. It lets laptops in, so it could let in one of its own, to which what keeps a no
would then be sealed; it cannot make a clerk compare that one's fingerprint with a screen beside her.

Always true:

* only a laptop of this very village whose certificate this office issued and has not revoked is met;
* whoever joined anew has new keys, and is met anew; the former keys get nothing from then on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from fupin_desk import keys
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.files import read_file, write_file
from fupin_desk.acts.laptops.elsewhere import elsewhere
from fupin_desk.acts.receipts import revocations
from fupin_desk.domain.errors import CertificateRefusedError, NoNeighbourError
from fupin_desk.store import Reader, Work

KEY = "neighbour."
CARD_SUFFIX = ".card"
LARGEST_CARD = 64 * 1024


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """Another laptop of the village, as it was met."""

    desk: str
    certificate: str
    """PEM."""
    met_on: str
    """The day (ISO 8601)."""
    files: int = 0
    """How many files were made for it."""
    knows: list[str] = []
    """Heads of the local stream that it said it has."""
    handed: list[str] = []
    """Heads of the local stream when the last file for it was made."""

    @property
    def card(self) -> keys.DeskCertificate:
        """Its certificate."""
        return keys.read_certificate(self.certificate.encode())


@dataclass(frozen=True)
class LaptopCard:
    """What one laptop shows another."""

    file: Path
    fingerprint: str
    """To be compared with the other screen."""


def make_card(desk: Desk, out: Path) -> LaptopCard:
    """Write this laptop's card for another laptop of its village: its certificate, nothing secret.

    NotEnrolledError, FileExistsAlreadyError.
    """
    desk.must_be("village")
    own = desk.certificate("own")
    return LaptopCard(write_file(out, own.pem), own.fingerprint)


def read_card(desk: Desk, file: Path) -> keys.DeskCertificate:
    """Return who a card is of, if it can be met here at all.

    CertificateRefusedError: ``not_a_certificate``, ``not_our_office``, ``wrong_role``, ``other_village``, ``revoked``,
    or ``own_card``, this laptop's own.
    """
    desk.must_be("village")
    card, own = keys.read_certificate(read_file(file, LARGEST_CARD)), desk.certificate("own")
    keys.check_issued(card, desk.certificate("root"), keys.CertificateRole.VILLAGE)
    if card.village != desk.code:
        raise CertificateRefusedError("other_village")
    if card.desk == own.desk or card.age_recipient == own.age_recipient:
        raise CertificateRefusedError("own_card")
    with desk.vault.reading() as reader:
        keys.check_not_revoked(card, revocations(reader))
    return card


def meet(desk: Desk, file: Path, fingerprint: str) -> Neighbour:
    """Take another laptop's card in, if its fingerprint is the one on that laptop's screen.

    From now on what keeps a no is sealed to it, and believed from it. WrongFingerprintError, CertificateRefusedError:
    then nothing changed. A laptop met again, after it joined anew, takes the place of what it was.
    """
    card = read_card(desk, file)
    keys.check_fingerprint(card, fingerprint)
    met = Neighbour(desk=card.desk, certificate=card.pem.decode(), met_on=desk.today().isoformat())
    with desk.writing() as work:
        keep(work, met)
    return met


def forget(desk: Desk, neighbour: str) -> str:
    """Seal nothing to a laptop any more and believe nothing from it: it is lost, and the office has not said so yet.

    NoNeighbourError.
    """
    desk.must_be("village")
    with desk.writing() as work:
        if work.get_value(KEY + neighbour) is None:
            raise NoNeighbourError(desk.code)
        work.set_value(KEY + neighbour, None)
    return neighbour


def keep(work: Work, neighbour: Neighbour) -> None:
    """Write a neighbour down as it is now."""
    work.set_value(KEY + neighbour.desk, msgspec.to_builtins(neighbour))


def neighbours(reader: Reader) -> list[Neighbour]:
    """Return every laptop that was met and that the office still stands behind, as far as this desk has heard."""
    met = [msgspec.convert(value, Neighbour) for value in reader.values_under(KEY).values()]
    revoked = revocations(reader)
    return [neighbour for neighbour in met if neighbour.card not in revoked]


def list_neighbours(desk: Desk) -> dict[str, Any]:
    """Return this laptop's own fingerprint, those it has met, and how many others it has only heard of."""
    desk.must_be("village")
    own = desk.certificate("own")
    with desk.vault.reading() as reader:
        met = neighbours(reader)
        return {
            "fingerprint": own.fingerprint,
            "met": [
                {
                    "desk": neighbour.desk,
                    "name": neighbour.card.name,
                    "fingerprint": neighbour.card.fingerprint,
                    "met_on": neighbour.met_on,
                }
                for neighbour in met
            ],
            "not_met": len(elsewhere(reader).desks - {neighbour.desk for neighbour in met}),
        }
