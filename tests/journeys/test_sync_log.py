"""What stands in the office's books of each laptop is what that laptop did, whoever carried it."""

from __future__ import annotations

import pytest

from fupin_desk.acts.keeping.verifying import verify
from fupin_desk.exchange import receipt
from fupin_desk.keys import DeskCertificate
from fupin_desk.keys import verify as verify_signature
from tests.journeys.county import County, Machine
from tests.journeys.enemy import STREAM, Enemy


def test_what_is_returned_of_a_bundle_in_anothers_name_is_not_booked_to_that_other(
    made_up_county: County, laptop: Machine
) -> None:
    second = made_up_county.laptop("second")
    second.household("李丽")
    made_up_county.round(laptop, second)
    before = made_up_county.of(second)
    enemy = Enemy(laptop)
    forged = enemy.change("asset", None, name="x", desk=second.desk.id, parents=enemy.heads(STREAM))
    (taken,) = made_up_county.office.take(enemy.bundle([forged]))
    assert taken.error is None
    assert taken.verdicts["returned"] == 1
    assert made_up_county.of(second) == before
    with made_up_county.office.desk.vault.reading() as reader:
        assert forged.digest not in {each.digest for each in reader.offers(second.desk.id)}
    second.household("张三")
    made_up_county.round(second)
    assert second.status()["returned"] == 0
    assert made_up_county.of(second)["sent"] == second.status()["sent"]


def test_both_sides_of_a_dispute_are_booked_as_disputed_whoever_came_first(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("王小明")["household"]
    second = made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    laptop.put("household", home, address="东边")
    second.put("household", home, address="西边")
    assert made_up_county.up(laptop).verdicts["disputed"] == 0
    assert made_up_county.up(second).verdicts["disputed"] == 1
    assert [made_up_county.of(each)["disputed"] for each in (laptop, second)] == [1, 1]
    made_up_county.down(laptop, second)
    assert [each.status()["disputed"] for each in (laptop, second)] == [1, 1]
    assert laptop.disputes() == second.disputes() == [("household", home, "address")]
    made_up_county.office.settle("东边五号")
    assert [made_up_county.of(each)["disputed"] for each in (laptop, second)] == [0, 0]


def test_what_the_office_contradicts_by_its_own_hand_is_booked_as_disputed_at_once(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("王小明")["household"]
    laptop.put("household", home, address="北边")
    made_up_county.round(laptop)
    office = made_up_county.office
    with office.desk.vault.reading() as reader:
        seen = {"address": reader.get("household", home).heads["address"]}
    laptop.put("household", home, address="东边")
    made_up_county.up(laptop)
    office.put("household", home, seen, address="西边")
    assert made_up_county.of(laptop)["disputed"] == 1
    assert verify(office.desk)["whole"]
    with office.desk.vault.reading() as reader:
        both = {"address": reader.get("household", home).heads["address"]}
    office.put("household", home, both, address="东边五号")
    assert made_up_county.of(laptop)["disputed"] == 0


def test_a_receipt_is_verified_once_for_each_bundle_that_brings_it(
    made_up_county: County, laptop: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a village the county's answer; at the county, put back to a copy, what a laptop brings back of its own."""
    verified: list[bytes] = []

    def counted(certificate: DeskCertificate, content: bytes, signature: bytes) -> None:
        verified.append(content)
        verify_signature(certificate, content, signature)

    copy = made_up_county.office.copied("office-copy")
    laptop.household("王小明")
    made_up_county.round(laptop)
    made_up_county.office.put_back(copy)
    monkeypatch.setattr(receipt, "verify", counted)
    made_up_county.down(laptop)
    assert len(verified) == 1
    made_up_county.up(laptop)
    assert len(verified) == 2
