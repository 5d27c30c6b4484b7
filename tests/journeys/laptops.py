"""Two laptops of one village: how they meet, and carry to each other what keeps a no."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fupin_desk.acts.laptops.carrying import carry
from fupin_desk.acts.laptops.neighbours import make_card, meet
from fupin_desk.domain.changes import LOCAL_STREAM
from fupin_desk.exchange.compression import decompressed
from fupin_desk.exchange.manifest import read_manifest
from fupin_desk.exchange.tarball import CHANGES
from fupin_desk.keys import age
from fupin_desk.kinds import KINDS
from tests.exchange.tars import read_tar
from tests.journeys.county import Machine

DAY = "2018-12-01"
NOTHING = {"returned": 0, "held": 0, "disputed": 0, "taken": 0, "known": 0}


def introduce(one: Machine, other: Machine) -> None:
    """Let two laptops meet: each takes the other's card in."""
    for shows, looks in ((one, other), (other, one)):
        card = make_card(shows.desk, shows.folder.parent / f"{shows.folder.name}-{next(shows.sticks)}.card")
        meet(looks.desk, card.file, card.fingerprint)


def carried(laptop: Machine) -> list[Path]:
    """Make the files for the other laptops on a new stick."""
    return carry(laptop.desk, laptop.folder.parent / f"{laptop.folder.name}-stick-{next(laptop.sticks)}").files


def tell(one: Machine, other: Machine) -> dict[str, int]:
    """Carry from one laptop what it was told to the other; returns the verdicts."""
    (taken,) = [each for each in other.take(*carried(one)) if each.error is None]
    return {name: count for name, count in taken.verdicts.items() if count}


def refusal(laptop: Machine, file: Path) -> Any:
    (taken,) = laptop.take(file)
    assert taken.verdicts == NOTHING
    return taken.error


def all_of(laptop: Machine) -> dict[str, Any]:
    """Return everything that keeps a no on a laptop, as it stands."""
    found = {}
    for kind, spec in KINDS.items():
        names = [name for name, field in spec.fields.items() if field.keeps_no]
        with laptop.desk.vault.reading() as reader:
            for each in reader.list(kind, voided=True) if names else ():
                found[each.id] = {
                    name: (each.values[name], each.heads.get(name), name in each.disputed) for name in names
                }
    return found


def clear_of(laptop: Machine, file: Path) -> bytes:
    parts = read_tar(age.decrypt(file.read_bytes(), laptop.desk.secrets.desk_keys.age_identity))
    unpacked = read_manifest(parts["manifest.json"]).parts[CHANGES].unpacked or 0
    return b"\n".join([*parts.values(), decompressed(parts[CHANGES], unpacked)])


def in_one(
    laptop: Machine, record: str, values: dict[str, Any], kind: str = "household", stream: str = LOCAL_STREAM
) -> None:
    """Write values in one change, as the program did before what keeps a no stood apart."""
    from fupin_desk.domain.changes import make_change

    with laptop.desk.writing() as work:
        heads = work.get(kind, record).heads
        change = make_change(
            stream=stream,
            parents=work.heads(stream),
            desk=laptop.desk.id,
            person=laptop.desk.person,
            at=laptop.desk.author().at,
            kind=kind,
            record=record,
            purpose="register",
            values=values,
            based_on={name: list(heads.get(name, ())) for name in values},
            salt=laptop.desk.surroundings.random(16),
        )
        work.insert([change])
