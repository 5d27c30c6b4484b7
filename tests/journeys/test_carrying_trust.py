"""Whom what keeps a no is sealed to, who is believed, and what the county is shown of it: nothing."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts.bundles.taking import show_bundle
from fupin_desk.acts.joining.revoke import revoke_desk
from fupin_desk.acts.laptops.carrying import STEP_BYTES, SUFFIX
from fupin_desk.acts.laptops.neighbours import forget, list_neighbours, make_card, meet
from fupin_desk.acts.records.commands import list_records, void_record
from fupin_desk.domain.changes import LOCAL_STREAM
from fupin_desk.domain.errors import (
    CertificateRefusedError,
    FileDamagedError,
    LaptopNotMetError,
    NoNeighbourError,
    NotForThisDeskError,
    WrongFingerprintError,
    WrongRoleError,
)
from fupin_desk.exchange.bundle import BundleContent, pack
from fupin_desk.keys import RevocationReason
from tests.exchange.county import files_in
from tests.journeys.county import County, Machine, county
from tests.journeys.laptops import DAY, carried, clear_of, introduce, refusal, tell

# ---- nothing else goes along, and the county holds nothing of it


def test_of_no_kind_anything_local_goes_along_but_what_keeps_a_no(laptop: Machine, second: Machine) -> None:
    home = laptop.household("王小明")
    laptop.put("household", home["household"], phone="13912345678", paper_languages=["ug", "en"])
    laptop.put("consent", home["consent"], language="kk_Arab", paper="ab" * 32, withdrawn_on=DAY)
    void_record(laptop.desk, "consent", home["consent"], "不愿说")
    laptop.put("objection", said="太少了", by="阿依古丽", channel="in_person", received_on="2018-12-01")
    contract = laptop.put("contract", terms="order", ended_why="户主撤回")
    laptop.another("新来的文书")
    clear = clear_of(second, carried(laptop)[0])
    assert DAY.encode() in clear
    said = ["13912345678", "paper_languages", "kk_Arab", "ab" * 32, "不愿说", "阿依古丽", "太少了", "户主撤回"]
    for each in (*said, "新来的文书", "王小明", contract, home["household"]):
        assert each.encode() not in clear, each


def test_a_files_size_and_name_tell_not_whether_there_is_a_no(laptop: Machine, second: Machine) -> None:
    homes = [laptop.household(name) for name in ("王小明", "阿依古丽")]
    (none,) = carried(laptop)
    for home in homes:
        laptop.put("consent", home["consent"], withdrawn_on=DAY)
    (two,) = carried(laptop)
    assert none.name == two.name
    for file in (none, two):  # age adds some bytes of noise to its own head
        assert STEP_BYTES < file.stat().st_size < STEP_BYTES + 2048


def test_the_office_cannot_read_it_and_takes_nothing_of_it(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    laptop.household("王小明")
    (file,) = carried(laptop)
    assert isinstance(refusal(made_up_county.office, file), NotForThisDeskError)
    with pytest.raises(NotForThisDeskError):
        show_bundle(made_up_county.office.desk, file)


def told_to_the_county(folder: Path, *, told: bool) -> tuple[list[bytes], list[str]]:
    """Play the same weeks, with a no told to one laptop and carried to the other, or without.

    Returns all bundles and answers in clear, and the whole of the office's vault.
    """
    with county(folder) as played:
        laptop, second = played.laptop("laptop"), played.laptop("second")
        introduce(laptop, second)
        home, other = laptop.household("王小明"), laptop.household("李四")
        plan = laptop.put("distribution", year=2018, income_fen=100)
        laptop.put("distribution_line", distribution=plan, household=other["household"], amount_fen=100)
        clear: list[bytes] = []
        for week in range(3):
            if told and week == 1:
                laptop.put("consent", home["consent"], withdrawn_on=DAY)
                laptop.put("household", home["household"], does_not_wish=["register", "contract"])
                void_record(laptop.desk, "consent", home["consent"], "不愿意了")
            elif week == 1:  # the same turns of clock and chance
                laptop.put("household", home["household"], phone="13912345678")
                laptop.put("household", home["household"], phone="13912345679")
            tell(laptop, second)
            tell(second, laptop)
            laptop.put("household", other["household"], address=f"{week}号")
            for each in (laptop, second):
                for file in each.make().files:
                    clear.append(shape_of(played.office, file))
                    played.office.take(file)
            played.down(laptop, second)
        return clear, dump(played.office)


def shape_of(office: Machine, file: Path) -> bytes:
    """Return what the county can tell two bundles apart by, whatever salt, key and clock made of them."""
    seen = show_bundle(office.desk, file)
    for name in ("file", "desk", "made_at", "number", "recipients"):
        seen.pop(name)
    for stream in seen["streams"].values():
        stream["heads"] = len(stream["heads"])
    return repr({**seen, "size": 0}).encode()


def dump(office: Machine) -> list[str]:
    """Return every cell of every table of a vault, what is sealed opened with it."""
    with office.desk.vault.reading() as reader:
        history = reader.history_here
        tables = [name for (name,) in history.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        told = [name for name in tables if name != "derived"]  # the names of all fields stand there, whatever is told
        cells = [repr(row) for name in told for row in history.rows(f"SELECT * FROM {name}")]
        cells += [repr(change) for stream in reader.streams() for change in reader.changes(stream)]
        return cells


def test_the_county_is_shown_the_same_whether_a_no_was_told_and_carried_or_not(tmp_path: Path) -> None:
    with_it, memory = told_to_the_county(tmp_path / "told", told=True)
    without, _ = told_to_the_county(tmp_path / "silent", told=False)
    assert with_it == without
    whole = "\n".join(memory)
    words = (DAY, "withdrawn_on", "does_not_wish", "taken_out", "不愿意了")
    assert [said for said in words if said in whole or said.encode().hex() in whole] == []


def test_nothing_about_a_carried_file_is_written_in_a_village_stream_or_in_the_books(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    before = [(each.changes(), each.status()) for each in (laptop, second)]
    tell(laptop, second)
    tell(second, laptop)
    for each, (changes, stood) in zip((laptop, second), before, strict=True):
        assert each.changes() == changes
        now = each.status()
        assert {**now, "heads": {**now["heads"], LOCAL_STREAM: ""}} == {
            **stood,
            "heads": {**stood["heads"], LOCAL_STREAM: ""},
        }
        with each.desk.vault.reading() as reader:
            books = [book.file for made in (True, False) for book in reader.bundles(made=made)]
            assert not [file for file in books if file.endswith(SUFFIX)]


def test_no_list_tells_who_said_no_on_the_other_laptop(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    laptop.put("household", home["household"], does_not_wish=["register"])
    void_record(laptop.desk, "consent", home["consent"], "不是他签的")
    tell(laptop, second)
    for each in (laptop, second):
        assert list_records(each.desk, "consent", voided=True) == []
        assert "does_not_wish" not in str(list_records(each.desk, "household", voided=True))
        assert each.get("consent", home["consent"])["voided"] == "taken_out"


# ---- whom it is sealed to, and who is believed


def test_without_having_met_another_laptop_none_is_written(made_up_county: County, laptop: Machine) -> None:
    made_up_county.laptop("second")
    with pytest.raises(NoNeighbourError):
        carried(laptop)


def test_a_card_is_taken_with_the_fingerprint_of_the_other_screen_only(made_up_county: County, laptop: Machine) -> None:
    second = made_up_county.laptop("second")
    card = make_card(second.desk, second.folder.parent / "second.card")
    with pytest.raises(WrongFingerprintError):
        meet(laptop.desk, card.file, laptop.desk.certificate("own").fingerprint)
    assert list_neighbours(laptop.desk)["met"] == []
    assert b"PRIVATE" not in card.file.read_bytes()


def test_nobody_else_is_met(made_up_county: County, laptop: Machine, tmp_path: Path) -> None:
    def reason(file: Path, fingerprint: str) -> str:
        with pytest.raises(CertificateRefusedError) as refused:
            meet(laptop.desk, file, fingerprint)
        return refused.value.reason

    own = make_card(laptop.desk, tmp_path / "own.card")
    assert reason(own.file, own.fingerprint) == "own_card"
    elsewhere = made_up_county.laptop("elsewhere", village="990101001002")
    card = make_card(elsewhere.desk, tmp_path / "elsewhere.card")
    assert reason(card.file, card.fingerprint) == "other_village"
    office = made_up_county.office.desk.certificate("own")
    (tmp_path / "office.card").write_bytes(office.pem)
    assert reason(tmp_path / "office.card", office.fingerprint) == "wrong_role"
    (tmp_path / "broken.card").write_bytes(own.file.read_bytes()[:200])
    assert reason(tmp_path / "broken.card", own.fingerprint) == "not_a_certificate"
    with county(tmp_path / "other county") as other:
        stranger = other.laptop("stranger")
        card = make_card(stranger.desk, tmp_path / "stranger.card")
        assert reason(card.file, card.fingerprint) == "not_our_office"
    with pytest.raises(WrongRoleError):
        make_card(made_up_county.office.desk, tmp_path / "x.card")
    assert list_neighbours(laptop.desk)["met"] == []


def test_a_revoked_laptop_gets_nothing_and_is_believed_nothing(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    second.put("consent", home["consent"], withdrawn_on=DAY)
    (file,) = carried(second)
    revoke_desk(made_up_county.office.desk, second.desk.id, RevocationReason.LOST)
    made_up_county.round(laptop)
    assert isinstance(refusal(laptop, file), CertificateRefusedError)
    assert "withdrawn_on" not in laptop.get("consent", home["consent"])
    with pytest.raises(NoNeighbourError):
        carried(laptop)
    card = make_card(second.desk, second.folder.parent / "again.card")
    with pytest.raises(CertificateRefusedError):
        meet(laptop.desk, card.file, card.fingerprint)


def test_a_laptop_that_is_lost_is_forgotten_before_the_office_says_so(laptop: Machine, second: Machine) -> None:
    (file,) = carried(second)
    forget(laptop.desk, second.desk.id)
    assert isinstance(refusal(laptop, file), LaptopNotMetError)
    with pytest.raises(NoNeighbourError):
        carried(laptop)
    with pytest.raises(NoNeighbourError):
        forget(laptop.desk, second.desk.id)


def test_a_laptop_that_was_not_met_is_not_believed(made_up_county: County, laptop: Machine) -> None:
    second = made_up_county.laptop("second")
    card = make_card(laptop.desk, laptop.folder.parent / "laptop.card")
    meet(second.desk, card.file, card.fingerprint)
    (file,) = carried(second)
    assert isinstance(refusal(laptop, file), LaptopNotMetError)


def test_a_file_for_another_laptop_or_another_village_opens_nowhere_else(
    made_up_county: County, laptop: Machine, second: Machine
) -> None:
    third = made_up_county.laptop("third")
    elsewhere = made_up_county.laptop("elsewhere", village="990101001002")
    (file,) = carried(laptop)
    for each in (third, elsewhere, laptop, made_up_county.office):
        assert isinstance(refusal(each, file), NotForThisDeskError)


def test_every_cut_and_every_altered_byte_is_refused_and_loses_nothing(
    made_up_county: County, laptop: Machine, second: Machine, tmp_path: Path
) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    whole = carried(laptop)[0].read_bytes()
    chance = random.Random(1)
    broken = tmp_path / "broken.fdl"
    for _ in range(30):
        place = chance.randrange(len(whole))
        bent = bytearray(whole)
        bent[place] ^= 1 << chance.randrange(8)
        for data in (whole[:place], bytes(bent)):
            broken.write_bytes(data)
            assert refusal(second, broken) is not None
    assert "withdrawn_on" not in second.get("consent", home["consent"])
    broken.write_bytes(whole)
    assert second.take(broken)[0].error is None


def forged(laptop: Machine, to: Machine, out: Path, **said: Any) -> Path:
    """Return a file that a let-in laptop made by another program than ours."""
    content = {"recipient": to.desk.certificate("own"), "number": 1, "made_at": "2018-12-03T01:00:00Z"}
    out.write_bytes(pack(BundleContent(**{**content, **said}), laptop.desk.signer()))
    return out


def test_a_let_in_laptop_that_means_harm_brings_nothing_but_what_keeps_a_no(
    made_up_county: County, laptop: Machine, second: Machine, tmp_path: Path
) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    laptop.put("household", home["household"], phone="13912345678")
    local, ours = list(laptop.changes(LOCAL_STREAM).values()), list(laptop.changes().values())
    heads = laptop.status()["heads"]
    stream = f"village:{laptop.desk.code}"
    every = {LOCAL_STREAM: heads[LOCAL_STREAM].split("+")}
    file = forged(laptop, second, tmp_path / "phone.fdl", changes=local, heads=every)
    (taken,) = second.take(file)
    assert taken.verdicts["returned"] == sum(not each.bare for each in local)
    assert "phone" not in second.get("household", home["household"])
    village = forged(laptop, second, tmp_path / "village.fdl", changes=ours, heads={stream: heads[stream].split("+")})
    assert isinstance(refusal(second, village), FileDamagedError)
    holes = forged(laptop, second, tmp_path / "holes.fdl", changes=local[-1:], heads=every)
    third = made_up_county.laptop("third")
    introduce(laptop, third)
    holes = forged(laptop, third, tmp_path / "holes.fdl", changes=local[-1:], heads=every)
    assert isinstance(refusal(third, holes), FileDamagedError)
    with third.desk.vault.reading() as reader:
        assert reader.held() == []
    blob = forged(laptop, second, tmp_path / "blob.fdl", changes=[], heads=every, **files_in({"00" * 32: b""}))
    assert refusal(second, blob) is not None
    second.status()


def test_who_joined_anew_is_met_anew(made_up_county: County, laptop: Machine, second: Machine) -> None:
    home = laptop.household("王小明")
    made_up_county.round(laptop, second)
    revoke_desk(made_up_county.office.desk, second.desk.id, RevocationReason.REPLACED)
    third = made_up_county.laptop("third")
    made_up_county.round(laptop, third)
    introduce(laptop, third)
    laptop.put("consent", home["consent"], withdrawn_on=DAY)
    (file,) = carried(laptop)
    assert isinstance(refusal(second, file), NotForThisDeskError)
    assert third.take(file)[0].error is None
    assert third.get("consent", home["consent"])["withdrawn_on"] == DAY
