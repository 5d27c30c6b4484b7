"""Scans: what is of a household travels with it, and a consent's paper never leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fupin_desk.acts.bundles.sending import make_bundles
from fupin_desk.acts.records.papers import add_local_scan, add_paper, write_paper
from fupin_desk.domain.changes import sha256
from tests.journeys.county import County, Machine

SCAN = b"a made-up scan"


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = County(tmp_path)
    yield made
    made.close()


@pytest.fixture
def laptop(county: County) -> Machine:
    return county.laptop("village")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    file = tmp_path / "scan.jpg"
    file.write_bytes(SCAN)
    return file


def at_office(county: County, digest: str) -> bool:
    with county.office.desk.vault.reading() as reader:
        return reader.has_blob(digest)


def test_a_scan_travels_with_its_household_and_is_written_out_again(
    county: County, laptop: Machine, scan: Path, tmp_path: Path
) -> None:
    home = laptop.household("张三")["household"]
    paper = add_paper(laptop.desk, scan, "contract", home)
    county.up(laptop)
    assert laptop.get("paper", paper)["title"] == "scan.jpg"
    assert write_paper(county.office.desk, sha256(SCAN), tmp_path / "out.jpg").read_bytes() == SCAN


def test_a_scan_of_an_unconsented_household_stays(county: County, laptop: Machine, scan: Path) -> None:
    add_paper(laptop.desk, scan, "contract", laptop.household("李四", consents=False)["household"])
    county.up(laptop)
    assert not at_office(county, sha256(SCAN))


def test_a_consents_paper_never_leaves(county: County, laptop: Machine, scan: Path, tmp_path: Path) -> None:
    digest = add_local_scan(laptop.desk, "consent", laptop.household("王五")["consent"], scan)
    county.up(laptop)
    assert not at_office(county, digest)
    assert write_paper(laptop.desk, digest, tmp_path / "out.jpg").read_bytes() == SCAN


@pytest.mark.parametrize("order", [1, -1])
def test_scans_too_heavy_for_one_bundle_go_in_several_and_all_arrive_in_any_order(
    county: County, laptop: Machine, tmp_path: Path, order: int
) -> None:
    home = laptop.household("张三")["household"]
    scans = [bytes([digit]) * 400 for digit in range(5)]
    for number, content in enumerate(scans):
        file = tmp_path / f"{number}.jpg"
        file.write_bytes(content)
        add_paper(laptop.desk, file, "contract", home)
    up = make_bundles(laptop.desk, tmp_path / "up", scans_bytes=1000)
    assert len(up.files) == 3
    sent = laptop.counts()["unanswered"]
    for file in up.files[::order]:
        assert county.office.take(file)[0].error is None
    second = county.laptop("second")
    down = make_bundles(county.office.desk, tmp_path / "down", scans_bytes=1000)
    for machine in (laptop, second):
        for file in down.files[::order]:
            machine.take(file)
    assert laptop.counts()["taken"] == sent
    assert laptop.counts().get("unanswered", 0) == 0
    with second.desk.vault.reading() as reader:
        assert all(reader.has_blob(sha256(content)) for content in scans)
