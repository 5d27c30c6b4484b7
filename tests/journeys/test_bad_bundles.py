"""Sticks as they come back: repeated, out of order, cut, altered, from elsewhere. Each says what it is, none harms."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from fupin_desk.acts.bundles.sending import make_bundles
from fupin_desk.acts.bundles.taking import Taken
from fupin_desk.domain.errors import FileNotWrittenError
from fupin_desk.exchange.bundle import bundle_name
from tests.journeys.county import County, Machine, county


def refused(found: list[Taken]) -> list[str | None]:
    return [None if each.error is None else each.error.code for each in found]


def taken_in(machine: Machine) -> tuple[set[str], str]:
    """Return what a machine holds, to see that nothing was added."""
    return set(machine.changes()), str(machine.status())


def test_a_bundle_taken_again_is_known_and_changes_no_sum(made_up_county: County, laptop: Machine) -> None:
    laptop.household("王小明")
    files = laptop.make().files
    (first,) = made_up_county.office.take(*files)
    before = taken_in(made_up_county.office)
    (second,) = made_up_county.office.take(*files)
    assert first.verdicts["taken"] == second.verdicts["known"] > 0
    assert sum(second.verdicts.values()) == second.verdicts["known"]
    assert taken_in(made_up_county.office) == before


def test_bundles_in_the_wrong_order_end_the_same(made_up_county: County, laptop: Machine) -> None:
    home = laptop.household("王小明")["household"]
    made_up_county.round(laptop)
    laptop.put("household", home, address="一")
    first = laptop.make().files
    laptop.put("household", home, address="二")
    second = laptop.make().files
    later, earlier = made_up_county.office.take(*second, *first)
    assert later.verdicts["taken"] == 2
    assert earlier.verdicts["known"] == 1
    assert made_up_county.office.get("household", home)["address"] == "二"
    assert made_up_county.of(laptop)["taken"] == laptop.status()["sent"]


def test_what_follows_something_that_has_not_come_is_held_until_it_comes(
    made_up_county: County, laptop: Machine
) -> None:
    home = laptop.household("王小明")["household"]
    made_up_county.round(laptop)
    backup = made_up_county.office.copied("backup")
    laptop.put("household", home, address="一")
    missing = laptop.make().files
    made_up_county.office.take(*missing)
    made_up_county.down(laptop)
    laptop.put("household", home, address="二")
    after = laptop.make().files

    made_up_county.office.put_back(backup)
    (taken,) = made_up_county.office.take(*after)
    assert taken.verdicts["held"] == 1
    assert made_up_county.of(laptop)["held"] == 1
    assert "address" not in made_up_county.office.get("household", home)
    made_up_county.office.take(*missing)
    assert made_up_county.of(laptop)["held"] == 0
    assert made_up_county.office.get("household", home)["address"] == "二"
    made_up_county.round(laptop)
    assert set(laptop.counts()) == {"taken"}


def test_a_cut_bundle_is_refused_wherever_it_is_cut(made_up_county: County, laptop: Machine, tmp_path: Path) -> None:
    laptop.household("王小明")
    (file,) = laptop.make().files
    whole, chance = file.read_bytes(), random.Random(1)
    before = taken_in(made_up_county.office)
    for place in (0, 1, 20, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(12))):
        cut = tmp_path / "cut.fdb"
        cut.write_bytes(whole[:place])
        assert refused(made_up_county.office.take(cut)) in (["file_damaged"], ["not_a_bundle"]), place
    assert taken_in(made_up_county.office) == before
    assert refused(made_up_county.office.take(file)) == [None]


def test_any_flipped_bit_is_refused(made_up_county: County, laptop: Machine, tmp_path: Path) -> None:
    laptop.household("王小明")
    (file,) = laptop.make().files
    whole, chance = file.read_bytes(), random.Random(2)
    before = taken_in(made_up_county.office)
    codes = set()
    for _ in range(40):
        altered = bytearray(whole)
        altered[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path = tmp_path / "altered.fdb"
        path.write_bytes(altered)
        (code,) = refused(made_up_county.office.take(path))
        codes.add(code)
    assert codes <= {"file_damaged", "not_a_bundle", "not_for_this_desk"}
    assert taken_in(made_up_county.office) == before


def test_a_foreign_county_s_bundle_is_not_even_readable(
    made_up_county: County, laptop: Machine, tmp_path: Path
) -> None:
    with county(tmp_path / "elsewhere", "990202") as elsewhere:
        other = elsewhere.laptop("their-laptop", "990202001001")
        other.household("李丽")
        before = taken_in(made_up_county.office)
        assert refused(made_up_county.office.take(*other.make().files)) == ["not_for_this_desk"]
        assert refused(laptop.take(*elsewhere.office.make().files)) == ["not_for_this_desk"]
        assert taken_in(made_up_county.office) == before


def test_a_bundle_for_another_desk_is_refused(made_up_county: County, laptop: Machine) -> None:
    second = made_up_county.laptop("second")
    laptop.household("王小明")
    made_up_county.up(laptop)
    files = made_up_county.office.make().files
    assert sorted(map(str, refused(laptop.take(*files)))) == ["None", "not_for_this_desk"]
    assert refused(laptop.take(*second.make().files)) == ["not_for_this_desk"]
    assert refused(second.take(*second.make().files)) == ["not_for_this_desk"]


def test_an_old_answer_says_nothing_any_more(made_up_county: County, laptop: Machine) -> None:
    laptop.household("王小明")
    old = made_up_county.office.make().files
    made_up_county.round(laptop)
    before = laptop.counts()
    (taken,) = laptop.take(*old)
    assert taken.receipt is not None
    assert taken.receipt.value == "stale"
    assert laptop.counts() == before
    assert set(before) == {"taken"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_bundle"),
        (b"PK\x03\x04 a workbook", "not_a_bundle"),
        ("不是文件包".encode(), "not_a_bundle"),
        (b"age-encryption.org/v1\n", "file_damaged"),
    ],
)
def test_a_file_of_another_kind_is_told_from_a_bundle(
    made_up_county: County, laptop: Machine, tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "thing.fdb"
    path.write_bytes(content)
    for machine in (made_up_county.office, laptop):
        assert refused(machine.take(path, tmp_path / "not-there.fdb", tmp_path)) == [
            code,
            "file_not_readable",
            "file_not_readable",
        ]


def test_one_bad_file_does_not_keep_the_others_out(made_up_county: County, laptop: Machine, tmp_path: Path) -> None:
    laptop.household("王小明")
    (good,) = laptop.make().files
    bad = tmp_path / "bad.fdb"
    bad.write_bytes(good.read_bytes()[:-1])
    assert refused(made_up_county.office.take(bad, good)) == ["file_damaged", None]
    assert len(made_up_county.office.ids("household")) == 1


def test_a_bundle_never_takes_the_place_of_another_file(made_up_county: County, laptop: Machine) -> None:
    laptop.household("王小明")
    first, second = laptop.make(), laptop.make()
    assert first.files[0].name == second.files[0].name
    again = shutil.copytree(first.files[0].parent, first.files[0].parent.with_name("again"))
    kept = {file.name: file.read_bytes() for file in again.iterdir()}
    (made,) = make_bundles(laptop.desk, again).files
    assert made.name not in kept
    assert {name: (again / name).read_bytes() for name in kept} == kept
    assert refused(made_up_county.office.take(*first.files, *second.files, made)) == [None] * 3
    assert made_up_county.of(laptop)["sent"] == laptop.status()["sent"]


def test_a_laptop_that_has_not_been_let_in_makes_no_bundle(made_up_county: County, tmp_path: Path) -> None:
    waiting = made_up_county.laptop("waiting", joined=False)
    waiting.household("王小明")
    with pytest.raises(Exception, match="not_enrolled"):
        waiting.make()
    assert not list(waiting.folder.parent.glob("waiting-stick*"))  # nor a folder with nothing in it
    assert waiting.status()["sent"] == 0
    assert made_up_county.office.make().files == []


def test_a_stick_that_fails_halfway_keeps_nothing_that_the_books_do_not_know_of(
    made_up_county: County, laptop: Machine, tmp_path: Path
) -> None:
    second = made_up_county.laptop("second")
    laptop.household("王小明")
    made_up_county.round(laptop, second)
    head = made_up_county.office.status()["heads"][f"village:{laptop.desk.code}"]
    stick = tmp_path / "stick"
    in_the_way = stick / f".{bundle_name(laptop.desk.code, head, 2)}.part"
    in_the_way.mkdir(parents=True)
    with pytest.raises(FileNotWrittenError):
        make_bundles(made_up_county.office.desk, stick)
    assert list(stick.iterdir()) == [in_the_way]
    in_the_way.rmdir()
    files = make_bundles(made_up_county.office.desk, stick).files
    assert len(files) == 2
    taken = [each for each in laptop.take(*files) if each.error is None]
    assert [each.receipt.value for each in taken if each.receipt is not None] == ["new"]
