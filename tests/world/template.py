"""The county every world begins with: made once in each process, and copied; keys and certificates take a while.

Village A has two laptops and village B one; there are households with and without consent, a cooperative, a contract
with money paid, an asset whose income is shared out, and its plan hangs on the board.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fupin_desk.acts import notices
from fupin_desk.acts.desk import VAULT_FILE
from fupin_desk.domain.ids import village_id
from fupin_desk.store.vault.copies import read_mark, write_mark
from tests.journeys.county import CONSENT, STARTS, County, Machine
from tests.journeys.laptops import introduce
from tests.ledger.made_up import id_number
from tests.world.steps import EVERYBODY

VILLAGES = {"a1": "990101001001", "a2": "990101001001", "b1": "990101001002"}
Named = tuple[str, str, str]
"""Village, kind and id of a record."""


@dataclass(frozen=True)
class Template:
    """A county that is shut down, and what is in it."""

    folder: Path
    fingerprint: str
    records: tuple[Named, ...]
    agreed: frozenset[str]
    """Households that agreed to being registered at the county."""
    _kept: tempfile.TemporaryDirectory[str]

    def copied(self, folder: Path) -> None:
        """Copy its desks into a new folder, marked as the vaults themselves: copies are looked at closely when opened.

        Of copies that somebody makes there are enough among what befalls a world.
        """
        for name in EVERYBODY:
            shutil.copytree(self.folder / name, folder / name)
            vault = folder / name / VAULT_FILE
            mark = read_mark(vault)
            assert mark is not None
            write_mark(vault, mark.come, mark.faults)


@cache
def template() -> Template:
    """Return the county, made at the first call."""
    kept = tempfile.TemporaryDirectory(dir=in_memory())
    folder = Path(kept.name)
    county = County(folder)
    machines = [county.laptop(name, village) for name, village in VILLAGES.items()]
    introduce(machines[0], machines[1])
    for machine in (machines[0], machines[2]):
        _fill(machine)
    for _ in range(2):
        county.round(*machines)
    records: list[Named] = []
    agreed: set[str] = set()
    for machine in (machines[0], machines[2]):
        with machine.desk.vault.reading() as reader:
            agreed |= {each.household for each in reader.records("consent", {"to": "register"})}
            records += [
                (machine.desk.code, kind, each.id) for kind in FILLED for each in reader.list(kind, voided=True)
            ]
    county.close()
    return Template(folder, county.fingerprint, tuple(records), frozenset(agreed), kept)


FILLED = (
    "household", "member", "consent", "entity", "contract", "party", "delivery", "payment", "asset", "distribution",
    "distribution_line", "notice", "village",
)  # fmt: skip


def in_memory() -> str | None:
    """Return a folder that lies in memory, where there is one: a world writes much and keeps nothing."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _fill(machine: Machine) -> None:
    said: dict[str, Any] = {"objections_outside": "示例县扶贫办, 0999-9900000", "name_ug": "ئۈلگە كەنت"}
    machine.put("village", village_id(machine.desk.code), **said)
    homes = [machine.household(f"王{number}", consents=number < 2) for number in range(3)]
    for number, home in enumerate(homes):
        machine.put("member", home["member"], id_number=id_number(number + (0 if machine.folder.name == "a1" else 100)))
    _fill_contract(machine, homes[0]["household"])
    asset = machine.put("asset", name="光伏电站", kind="solar", value_fen=100)
    shared: dict[str, Any] = {"year": 2018, "income_fen": 70_000, "collective_fen": 10_000, "rule": "按户"}
    plan = machine.put("distribution", asset=asset, due_on="2018-12-20", **shared)
    for home in homes[:2]:
        machine.put("distribution_line", distribution=plan, household=home["household"], amount_fen=30_000, why="按户")
        to_stand: dict[str, Any] = {**CONSENT, "to": "notice_name", "notice_kind": "distribution_plan"}
        machine.put("consent", None, None, household=home["household"], **to_stand)
    notice = notices.draft_notice(machine.desk, "distribution_plan", ["zh_CN"], STARTS.date(), plan).number
    notices.sign_notice(machine.desk, notice, STARTS.date())
    notices.post_notice(machine.desk, notice, STARTS.date(), "村委会")


def _fill_contract(machine: Machine, home: str) -> None:
    entity = machine.put("entity", kind="cooperative", name="红枣合作社", industries=["crops"])
    said: dict[str, Any] = {"product": "红枣", "unit": "kg", "floor_price_fen": 300, "pay_within_days": 30}
    contract = machine.put("contract", linkage="production", terms="order", signed_on="2018-03-01", **said)
    machine.put("party", contract=contract, household=home, role="household")
    machine.put("party", contract=contract, entity=entity, role="cooperative")
    machine.put("delivery", contract=contract, household=home, accepted_milli=100_000, on="2018-10-01")
    machine.put("payment", contract=contract, household=home, amount_fen=20_000, paid_on="2018-11-01")
