"""Scans: kept with what they are of, by window, and written out again as they were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fupin_desk.acts.records.commands import get_record, list_records, put_record
from fupin_desk.ui.panels.scans import Scans
from tests.acts.village_desk import a_village_desk
from tests.ui.hands import Hands

SCAN = b"a made-up scan"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "合同.jpg"
    made.write_bytes(SCAN)
    return made


@pytest.fixture
def records(tmp_path: Path) -> dict[str, str]:
    desk = a_village_desk(tmp_path / "desk")
    household = put_record(desk, "household", {"group": "一组"}).id
    contract = put_record(desk, "contract", {"terms": "lease"}).id
    put_record(desk, "party", {"contract": contract, "household": household, "role": "household"})
    consent = put_record(desk, "consent", {"household": household, "to": "register"}).id
    desk.close()
    return {"household": household, "contract": contract, "consent": consent}


@pytest.fixture
def clerk(hands: Callable[..., Hands], records: dict[str, str], tmp_path: Path) -> Hands:
    made = hands("clerk")
    made.unlock(tmp_path / "desk")
    return made


def keep(who: Hands, scans: Scans, file: Path) -> None:
    scans.file.line.setText(str(file))
    who.click(scans.keep)


def scans(who: Hands) -> Scans:
    shown = getattr(who.page, "view", None)
    if shown is not None:
        shown.tabs.show_named("scans")
    found: Scans = who.page.findChild(Scans)
    return found


def test_a_scan_of_a_household_is_kept_listed_and_written_out_again(
    clerk: Hands, records: dict[str, str], file: Path, tmp_path: Path
) -> None:
    clerk.go("households", records["household"])
    keep(clerk, scans(clerk), file)
    (scan,) = scans(clerk).scans
    assert (scan.title, scan.kind) == ("合同.jpg", "contract")
    scans(clerk).open(scan.key)
    assert clerk.shell.frame is not None
    out = next(one for one in scans(clerk).findChildren(type(scans(clerk).file)) if one is not scans(clerk).file)
    out.line.setText(str(tmp_path / "again.jpg"))
    scans(clerk)._write(scan.digest, out)
    assert (tmp_path / "again.jpg").read_bytes() == SCAN


def test_a_scan_of_a_contract_is_named_by_it_and_stands_on_its_household_s_page(
    clerk: Hands, records: dict[str, str], file: Path
) -> None:
    assert clerk.shell.frame is not None
    desk = clerk.shell.frame.session.desk
    clerk.go("contracts", records["contract"])
    keep(clerk, scans(clerk), file)
    (paper,) = list_records(desk, "paper")
    assert get_record(desk, "contract", records["contract"])["papers"] == [paper["id"]]
    assert paper["household"] == records["household"]
    clerk.go("households", records["household"])
    assert [one.id for one in scans(clerk).scans] == [paper["id"]]


def test_the_scan_of_an_agreement_is_kept_under_the_agreement(
    clerk: Hands, records: dict[str, str], file: Path
) -> None:
    assert clerk.shell.frame is not None
    clerk.go("households", records["household"])
    consents = clerk.belongings("consent")
    consents.open(records["consent"])
    (below,) = consents.findChildren(Scans)
    keep(clerk, below, file)
    assert below.scans
    consent = get_record(clerk.shell.frame.session.desk, "consent", records["consent"])
    assert consent["paper"] == below.scans[0].digest
    assert not list_records(clerk.shell.frame.session.desk, "paper")


def test_a_file_that_is_not_there_is_said_and_nothing_is_kept(
    clerk: Hands, records: dict[str, str], tmp_path: Path
) -> None:
    assert clerk.shell.frame is not None
    clerk.go("households", records["household"])
    keep(clerk, scans(clerk), tmp_path / "nowhere.jpg")
    assert clerk.shell.frame.strip.says
    assert not list_records(clerk.shell.frame.session.desk, "paper")
