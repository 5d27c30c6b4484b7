"""The made-up county: the same seed makes the same records, and nobody in it can be anybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts.conflicts.disputes import list_disputes
from fupin_desk.acts.demo import make_demo
from fupin_desk.acts.demo.county import TODAY
from fupin_desk.acts.desk import open_desk
from fupin_desk.acts.keeping.status import status
from fupin_desk.acts.policy.check import check_desk
from fupin_desk.acts.records.commands import list_records
from fupin_desk.domain.errors import FieldsRefusedError
from fupin_desk.kinds import KINDS
from tests.journeys.county import CHEAP, SUMS, surroundings


def records_in(folder: str) -> dict[str, list[dict[str, Any]]]:
    desk = open_desk(surroundings("look"), Path(folder), "demo")
    try:
        return {kind: [without_digests(each) for each in list_records(desk, kind, voided=True)] for kind in KINDS}
    finally:
        desk.close()


def without_digests(record: dict[str, Any]) -> dict[str, Any]:
    """Leave out what names changes and files: signatures and salts differ from one making to the next."""
    return {name: value for name, value in record.items() if name not in ("_seen", "signed_file", "seal", "facts")}


def test_the_same_seed_makes_the_same_records(tmp_path: Path) -> None:
    first, second = (make_demo(tmp_path / name, 1, 6, 3, ["zh_CN"], CHEAP) for name in ("one", "two"))
    for kind in ("household", "member", "entity", "contract", "distribution_line", "payment", "consent"):
        assert records_in(first["villages"][0])[kind] == records_in(second["villages"][0])[kind], kind
    for said in records_in(first["office"])["member"]:
        assert said.get("id_number", "99").startswith("99")
    desk = open_desk(surroundings("look"), Path(first["office"]), "demo")
    try:
        found = status(desk)
        assert found["chain"] == "whole"
        assert all(each["sent"] == sum(each[name] for name in SUMS) > 0 for each in found["desks"])
        assert list_disputes(desk)
    finally:
        desk.close()


def test_a_newcomer_sees_the_policy_speak_and_a_line_wait_for_its_answer(tmp_path: Path) -> None:
    made = make_demo(tmp_path / "county", 1, 24, 1, ["zh_CN"], CHEAP)
    desk = open_desk(surroundings("look"), Path(made["villages"][0]), "demo")
    try:
        found = {each.rule for each in check_desk(desk, TODAY)}
        assert {"overdue", "no-deposit", "lease-terms", "copy-handed-over"} <= found
        (objection,) = list_records(desk, "objection")
        assert objection["line"]
        assert not {"answer", "by"} & set(objection)
    finally:
        desk.close()


@pytest.mark.parametrize("there", [True, False])
def test_of_a_demo_that_was_broken_off_nothing_is_left(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "county"
    if there:
        folder.mkdir()
    with pytest.raises(FieldsRefusedError):
        make_demo(folder, 1, 2, 1, ["a language that is none"], CHEAP)
    assert [path.name for path in tmp_path.rglob("*")] == (["county"] if there else [])
