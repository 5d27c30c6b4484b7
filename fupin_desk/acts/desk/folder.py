"""A desk: one folder with its vault, in one role, opened by one person.

    DIR/desk.json        role, code, name and id; made last, so a folder without it holds no desk
    DIR/keys.json        the secrets, under each person's passphrase (``keys.key_file``: its copy, and one to come)
    DIR/vault.db         everything else, encrypted
    DIR/office.pem       at the office: the root certificate that others trust

Always true:

* a desk is made whole or not at all;
* the clock and randomness come from outside, by ``Surroundings``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from fupin_desk import keys
from fupin_desk.acts.desk.place import put_in_place
from fupin_desk.domain.changes import LOCAL_STREAM, village_stream
from fupin_desk.domain.check import check_values
from fupin_desk.domain.errors import (
    ClockImpossibleError,
    DiskFullError,
    FieldsRefusedError,
    FileDamagedError,
    FileNotReadableError,
    FileNotWrittenError,
    FolderNotEmptyError,
    NoDeskHereError,
    NotEnrolledError,
    TrustError,
    VaultDamagedError,
    VaultTooNewError,
    WrongRoleError,
)
from fupin_desk.exchange.atomic_write import write_atomically
from fupin_desk.kinds import kind_spec
from fupin_desk.store import (
    Author,
    Vault,
    VaultKeys,
    Work,
    create_vault,
    open_vault,
)

Role = Literal["village", "office"]
FORMAT = 1
DESK_FILE, KEY_FILE, VAULT_FILE, ROOT_FILE = "desk.json", "keys.json", "vault.db", "office.pem"
OLDER_COPY = "older_copy"
"""In the vault: the day it came out that this desk is an older copy of itself."""
MADE_AS = "desk.made_as"
"""Role and code of the desk, in its vault."""
EARLIEST, LATEST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Outside of these a clock is not set at all: ids hold no earlier day, and no certificate would outlast a later one."""


@dataclass(frozen=True)
class Surroundings:
    """What the world gives a desk; only ``app`` reads it from the machine."""

    clock: Callable[[], datetime]
    """The moment, in UTC. Shown and written down, never compared with another desk's."""
    random: Callable[[int], bytes]
    cost: keys.Cost = field(default=keys.USUAL)
    """How dear a guess at a passphrase is."""

    def now(self) -> datetime:
        """Return the moment; ClockImpossibleError for one that cannot be, such as before computers were."""
        moment = self.clock()
        if not EARLIEST <= moment < LATEST:
            raise ClockImpossibleError(moment.date().isoformat())
        return moment


class DeskFile(msgspec.Struct, frozen=True, kw_only=True):
    """What can be known of a desk before it is opened."""

    format: int = FORMAT
    role: Role
    code: str
    name: str
    desk: str


@dataclass(eq=False)
class Desk:
    """An open desk. Only who opened it, and with which secrets, changes while it is open: when it joins anew."""

    surroundings: Surroundings
    folder: Path
    file: DeskFile
    vault: Vault
    opened: keys.Opened
    memory: dict[str, Any] = field(default_factory=dict)
    """What acts keep in memory of its vault while it is open, each under a name of its own."""

    @property
    def role(self) -> Role:
        """Village or office."""
        return self.file.role

    @property
    def code(self) -> str:
        """The code of the village (12 digits) or county (6)."""
        return self.file.code

    @property
    def id(self) -> str:
        """The id that stands in its changes and its certificate."""
        return self.file.desk

    @property
    def person(self) -> str:
        """The id of whoever opened it."""
        return self.opened.by

    @property
    def secrets(self) -> keys.Secrets:
        """What this person holds."""
        return self.opened.secrets

    @property
    def stream(self) -> str:
        """The stream a village writes in; at the office every village has its own."""
        return village_stream(self.code) if self.role == "village" else LOCAL_STREAM

    def now(self) -> datetime:
        """The moment."""
        return self.surroundings.now()

    def today(self) -> date:
        """The day it is where the laptop stands."""
        return self.now().astimezone().date()

    def author(self) -> Author:
        """Whoever writes now."""
        return Author(
            desk=self.id, person=self.person, village=self.code, now=self.now(), random=self.surroundings.random
        )

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """The one transaction of an act: kept if it ends well, else nothing happened."""
        with self.vault.writing(self.author()) as work:
            yield work

    def must_be(self, role: Role) -> None:
        """Refuse what only the other role does."""
        if self.role != role:
            raise WrongRoleError(role, self.role)

    def certificate(self, name: str) -> keys.DeskCertificate:
        """One of ``root``, ``office``, ``receipt``, ``own``; NotEnrolledError before the office's answer was taken."""
        with self.vault.reading() as reader:
            pem = reader.get_value(f"certificate.{name}")
        if pem is None:
            raise NotEnrolledError(self.code)
        return keys.read_certificate(str(pem).encode())

    def signer(self) -> keys.Signer:
        """What signs this desk's notices and bundles; NotEnrolledError."""
        return self.secrets.desk_keys.signer(self.certificate("own"), self.certificate("root"))

    def close(self) -> None:
        """Let go of the vault, and of what was kept of it."""
        self.memory.clear()
        self.vault.close()


def check_can_make(folder: Path) -> None:
    """Refuse a folder that holds anything already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmptyError(str(folder))


def check_filled(kind: str, field: str, typed: str) -> None:
    """Refuse what cannot stand in a field, or is nothing, before anything is made of it; FieldsRefusedError."""
    taken, refused = check_values(kind_spec(kind), {field: typed})
    reason = refused[0].reason if refused else "empty" if taken[field] is None else None
    if reason is not None:
        raise FieldsRefusedError(kind, [{"field": field, "reason": reason, "typed": typed}])


def check_is_desk(folder: Path) -> DeskFile:
    """Return what can be known of the desk in a folder without opening it."""
    try:
        desk_file = msgspec.json.decode((folder / DESK_FILE).read_bytes(), type=DeskFile)
    except FileNotFoundError:
        raise NoDeskHereError(str(folder)) from None
    except NotADirectoryError:
        raise NoDeskHereError(str(folder)) from None
    except (OSError, msgspec.DecodeError):
        raise FileNotReadableError(str(folder / DESK_FILE)) from None
    if desk_file.format > FORMAT:
        raise VaultTooNewError(desk_file.format, FORMAT)
    return desk_file


def open_desk(
    surroundings: Surroundings, folder: Path, passphrase: str, person: str | None = None, *, to_read: bool = False
) -> Desk:
    """Open the desk in a folder; NoDeskHereError, WrongPassphraseError, ClockImpossibleError, and what a vault may be.

    ``to_read``: also where nothing can be written; every writing then raises FileNotWrittenError.
    """
    file = check_is_desk(folder)
    surroundings.now()
    opened, vault = unlock(folder, lambda ring: keys.open_with_passphrase(ring, passphrase, person), to_read=to_read)
    desk = Desk(surroundings, folder, file, vault, opened)
    check_fits(desk)
    if vault.older and file.role == "village":
        with desk.writing() as work:
            work.set_value(OLDER_COPY, desk.today().isoformat())
    return desk


def check_fits(desk: Desk) -> None:
    """Refuse a ``desk.json`` of another desk, or one in which somebody wrote; FileDamagedError (``desk``).

    It stands in the clear, and what is written goes by it: in whose name, and into which village's stream.
    """
    with desk.vault.reading() as reader:
        made_as = reader.get_value(MADE_AS)
    if desk.opened.ring.desk != desk.id or (made_as is not None and made_as != [desk.role, desk.code]):
        desk.close()
        raise FileDamagedError("desk")


def unlock(
    folder: Path, way: Callable[[keys.KeyRing], keys.Opened], *, to_read: bool = False
) -> tuple[keys.Opened, Vault]:
    """Open the vault by the key file that fits it: where the key was just being changed, the one that was to come.

    Raises what ``way`` does, and what a vault may be.
    """
    *coming, present = keys.read_key_rings(folder / KEY_FILE)
    for ring in coming:
        try:
            opened = way(ring)
            vault = open_vault(folder / VAULT_FILE, _vault_keys(opened), to_read=to_read)
        except (TrustError, VaultDamagedError) as problem:
            refused = problem
            continue
        _put_in_place(folder, ring)
        return opened, vault
    opened = way(present)
    try:
        return opened, open_vault(folder / VAULT_FILE, _vault_keys(opened), to_read=to_read)
    except VaultDamagedError:
        if coming:
            raise refused from None  # whoever opens only the former key file opens nothing any more
        raise


def open_with(surroundings: Surroundings, folder: Path, file: DeskFile, opened: keys.Opened) -> Desk:
    """Open a desk whose secrets are at hand."""
    vault = open_vault(folder / VAULT_FILE, _vault_keys(opened))
    return Desk(surroundings, folder, file, vault, opened)


def _vault_keys(opened: keys.Opened) -> VaultKeys:
    return VaultKeys(opened.secrets.vault, opened.secrets.local)


def make_desk(
    surroundings: Surroundings,
    folder: Path,
    file: DeskFile,
    opened: keys.Opened,
    fill: Callable[[Desk], None],
) -> Desk:
    """Make a desk beside its folder, fill it, and put it in its place at once: whole, or not at all."""
    check_can_make(folder)
    folder = folder.absolute()
    with put_in_place(folder) as beside:
        keys.write_key_ring(beside / KEY_FILE, opened.ring)
        create_vault(beside / VAULT_FILE, _vault_keys(opened)).close()
        desk = open_with(surroundings, beside, file, opened)
        try:
            fill(desk)
            with desk.writing() as work:
                work.set_value(MADE_AS, [file.role, file.code])
        finally:
            desk.close()
        write_atomically(beside / DESK_FILE, msgspec.json.encode(file))
    return open_with(surroundings, folder, file, opened)


def keep_ring(desk: Desk, opened: keys.Opened) -> Desk:
    """Write the key file after who may open the desk has changed."""
    keys.write_key_ring(desk.folder / KEY_FILE, opened.ring)
    return replace(desk, opened=opened)


def keep_rekeyed(desk: Desk, opened: keys.Opened) -> Desk:
    """Give vault and key file the new key of ``opened``: both, or neither. VaultBusyError, DiskFullError."""
    keys.write_next_key_ring(desk.folder / KEY_FILE, opened.ring)
    desk.vault.rekey(opened.secrets.vault)
    _put_in_place(desk.folder, opened.ring)
    return replace(desk, opened=opened)


def _put_in_place(folder: Path, ring: keys.KeyRing) -> None:
    """Let a key file that was to come take its place; where that cannot be written now, it stays beside and opens."""
    with suppress(DiskFullError, FileNotWrittenError):
        keys.write_key_ring(folder / KEY_FILE, ring)
