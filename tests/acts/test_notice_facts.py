"""What is frozen of a notice stays what it was, to the byte: vaults hold such notices, paper their digests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.notices import draft_notice
from fupin_desk.acts.notices.finding import lines_of, notice_of
from fupin_desk.acts.records.commands import put_record
from fupin_desk.domain.changes import canonical, sha256
from tests.acts.village_desk import a_village_desk
from tests.ledger.made_up import id_number

ON = date(2018, 12, 3)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_village_desk(tmp_path / "village")
    yield made
    made.close()


def a_home(desk: Desk, name: str, number: int) -> tuple[str, str]:
    home = put_record(desk, "household", {"status": "registered"}).id
    member = put_record(desk, "member", {"household": home, "name": name, "id_number": id_number(number)}).id
    put_record(desk, "household", {"head": member}, home)
    return home, member


def fill(desk: Desk) -> str:
    """Enter contracts of several terms, and a distribution whose lines name two of five households."""
    homes = [a_home(desk, name, place) for place, name in enumerate(("张三", "李四", "王五", "ئايگۈل", "赵六"), 1)]
    put: dict[str, Any] = {"name": "红枣合作社", "kind": "cooperative", "uscc": "99110000MA00000T1X"}
    entities = [put_record(desk, "entity", {"kind": "cooperative", "name": put["name"]}).id]
    entities.append(put_record(desk, "entity", {"kind": "leader", "name": "李大户"}).id)
    terms: list[dict[str, Any]] = [
        {"linkage": "wage", "terms": "job", "wage_fen": 200_000, "wage_per": "month", "pay_day": 5},
        {"linkage": "production", "terms": "lease", "area_centimu": 550, "rent_fen": 45_000},
        {"linkage": "operating", "terms": "order", "floor_price_fen": 800, "unit": "kg"},
        {"linkage": "asset", "terms": "asset", "promise": "fixed", "promised_fen": 90_000},
        {"linkage": "policy", "terms": "policy"},
    ]
    for place, said in enumerate(terms):
        days = {"since": "2018-03-01", "signed_on": "2018-03-01", "until": "2019-12-31"}
        who = {"member": homes[place][1]} if said["terms"] == "job" else {}
        contract = put_record(desk, "contract", {**said, **days, **who}).id
        put_record(desk, "party", {"contract": contract, "household": homes[place][0], "role": "household"})
        put_record(desk, "party", {"contract": contract, "entity": entities[place % 2], "role": "cooperative"})
        if place < 2:
            paid = {"contract": contract, "household": homes[place][0], "amount_fen": 123_400, "paid_on": "2018-11-30"}
            put_record(desk, "payment", paid)
    asset = put_record(desk, "asset", {"name": "光伏电站", "kind": "solar", "value_fen": 10_000_000}).id
    shared = {"asset": asset, "year": 2018, "income_fen": 200_000, "collective_fen": 20_000, "due_on": "2018-12-20"}
    plan = put_record(desk, "distribution", {**shared, "rule": "按户平均"}).id
    for place, (home, _member) in enumerate(homes):
        line = {"distribution": plan, "household": home, "amount_fen": 30_000 + place, "declined": place == 4 or None}
        put_record(desk, "distribution_line", line)
        if place in (0, 3):
            agreed = {"to": "notice_name", "notice_kind": "distribution_plan", "asked_by": "测试人", "how": "signed"}
            put_record(desk, "consent", {"household": home, **agreed, "on": "2018-11-20"})
    return plan


@pytest.mark.parametrize(
    ("kind", "languages", "digest"),
    [
        ("register_of_linkages", ["zh_CN", "ug"], "4df15b19c005579825bc3bd5959a9a58cb4a5718c8bdce0d83ac2d4ef8de8c0f"),
        ("distribution_plan", ["kk_Arab"], "b977bb8d889c8888b97cce726975c67503c2faed9132dd846395f25ec6a57fc2"),
    ],
)
def test_a_fixed_draft_freezes_the_same_bytes_as_ever(desk: Desk, kind: str, languages: list[str], digest: str) -> None:
    plan = fill(desk)
    about = plan if kind == "distribution_plan" else None
    number = draft_notice(desk, kind, languages, ON, about).number
    with desk.vault.reading() as reader:
        notice = notice_of(reader, number)
        lines = lines_of(reader, notice)
    facts = msgspec.json.decode("".join(msgspec.json.decode(piece) for piece in notice.totals or ()))
    facts.pop("heads")
    frozen = canonical([facts, [[line.position, line.shown] for line in lines]])
    assert sha256(frozen) == digest
