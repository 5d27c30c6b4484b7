"""The commands by which two laptops of a village meet and carry to each other, and what they answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.journeys.county import County
from tests.journeys.laptops import DAY


@pytest.fixture
def desks(tmp_path: Path) -> dict[str, Any]:
    """Two laptops of one village whose records are the same; returns the consent of its one household."""
    county = County(tmp_path)
    village, second = county.laptop("village"), county.laptop("second")
    home = village.household("王小明")
    county.round(village, second)
    found = {"village": village.desk.id, "second": second.desk.id, "consent": home["consent"]}
    county.close()
    return found


def answer(command: Command, *said: object) -> Any:
    told = command(*map(str, said), "--json")
    assert told.code == 0, told
    return json.loads(told.out)


def test_told_to_one_it_holds_on_the_other_by_command_line(
    command: Command, desks: dict[str, Any], tmp_path: Path
) -> None:
    village, second, stick = tmp_path / "village", tmp_path / "second", tmp_path / "stick"
    for one, other in ((village, second), (second, village)):
        card = answer(command, "village", "card", one, "--out", tmp_path / f"{one.name}.card")
        assert card.keys() == {"card", "fingerprint"}
        met = answer(command, "village", "meet", other, card["card"], "--fingerprint", card["fingerprint"])
        assert met == {"desk": desks[one.name], "village": "990101001001", "name": "示例村"}
    (tmp_path / "no.json").write_text(json.dumps({"id": desks["consent"], "withdrawn_on": DAY}))
    answer(command, "record", "put", village, "consent", tmp_path / "no.json")
    made = answer(command, "village", "carry", village, "--out", stick)
    assert made["laptops"] == [{"desk": desks["second"], "name": "示例村"}]
    taken = answer(command, "bundle", "take", second, *made["files"])
    verdicts = {"returned": 0, "held": 0, "disputed": 0, "taken": 1, "known": 0}
    assert taken == {
        "bundles": [{"file": made["files"][0], "sender": "990101001001", "refused": None, "verdicts": verdicts}]
    }
    assert answer(command, "record", "get", second, "consent", desks["consent"])["withdrawn_on"] == DAY
    known = answer(command, "village", "laptops", second)
    assert [each["desk"] for each in known["met"]] == [desks["village"]]
    assert known["not_met"] == 0
    assert answer(command, "village", "forget", second, desks["village"]) == {"desk": desks["village"]}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (("village", "carry", "village", "--out", "stick"), "no_neighbour"),
        (("village", "forget", "village", "nobody"), "no_neighbour"),
        (("village", "card", "office", "--out", "office.card"), "wrong_role"),
        (("village", "meet", "village", "office/office.pem", "--fingerprint", "x"), "certificate_refused"),
        (("village", "carry", "office", "--out", "stick"), "wrong_role"),
    ],
)
def test_what_is_refused_says_why(
    command: Command, desks: dict[str, Any], tmp_path: Path, said: tuple[str, ...], code: str
) -> None:
    paths = [str(tmp_path / each) if "/" in each or each in ("village", "office", "stick") else each for each in said]
    told = command("village", *paths[1:], "--json")
    assert told.code == 1
    assert json.loads(told.out)["error"] == code
    assert not list(tmp_path.glob("stick/*"))


def test_a_person_is_told_what_to_do_next(command: Command, desks: dict[str, Any], tmp_path: Path) -> None:
    card = answer(command, "village", "card", tmp_path / "second", "--out", tmp_path / "second.card")
    meet = ("village", "meet", str(tmp_path / "village"), card["card"], "--fingerprint", card["fingerprint"])
    assert "名片" in command(*meet, "--language", "zh_CN").out
    for language, word in (("zh_CN", "县里打不开"), ("ug", "ناھىيە ئاچالمايدۇ"), ("kk_Arab", "اۋدان اشا المايدى")):
        out = str(tmp_path / language)
        told = command("village", "carry", str(tmp_path / "village"), "--out", out, "--language", language)
        assert word in told.out
