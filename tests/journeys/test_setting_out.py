"""Making desks and joining: what is refused, and that nothing is left behind then."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fupin_desk.acts.bundles.sending import make_bundles
from fupin_desk.acts.desk import open_desk
from fupin_desk.acts.desk.files import read_file
from fupin_desk.acts.joining.create import create_office
from fupin_desk.acts.joining.enrol import enrol, invite
from fupin_desk.acts.joining.village import Joining, accept, join
from fupin_desk.acts.records.commands import put_record
from fupin_desk.domain.errors import DeskError, DiskFullError, FileNotWrittenError
from tests.journeys.county import CODE, PASSPHRASE, VILLAGE, County, Machine, county, surroundings


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(DeskError) as caught:
        act()
    return caught.value.code


def everything_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.fixture
def invited(made_up_county: County, tmp_path: Path) -> tuple[Path, str]:
    made = invite(made_up_county.office.desk, VILLAGE, "示例村", tmp_path / "invitation.json", None, "zh_CN")
    return made.invitation, made.code


def test_an_office_s_code_has_six_digits(tmp_path: Path) -> None:
    around = surroundings("office")
    for code in ("99010", "9901011", "99010a", "", "９９０１０１", "990101\n"):
        folder = tmp_path / "office"
        assert code_of(lambda code=code, folder=folder: create_office(around, folder, code, "县", "", "demo")) == (  # type: ignore[misc]
            "wrong_county_code"
        )
    assert everything_in(tmp_path) == []


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    around, folder = surroundings("office"), tmp_path / "office"
    folder.mkdir()
    (folder / "mine.txt").write_text("留着")
    assert code_of(lambda: create_office(around, folder, CODE, "县", "", "demo")) == "folder_not_empty"
    assert everything_in(tmp_path) == ["office", "office/mine.txt"]


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    around, file = surroundings("office"), tmp_path / "office"
    file.write_text("留着")
    assert code_of(lambda: create_office(around, file, CODE, "县", "", "demo")) == "folder_not_empty"
    assert code_of(lambda: create_office(around, file / "in", CODE, "县", "", "demo")) == "file_not_written"
    assert file.read_text() == "留着"


def test_an_empty_passphrase_makes_no_desk(tmp_path: Path) -> None:
    around = surroundings("office")
    assert code_of(lambda: create_office(around, tmp_path / "office", CODE, "县", "", "")) == "empty_passphrase"
    assert everything_in(tmp_path) == []


def test_a_wrong_passphrase_opens_nothing(made_up_county: County) -> None:
    office = made_up_county.office
    for typed in ("Demo", "demo ", "", "口令"):
        assert code_of(lambda typed=typed: open_desk(office.around, office.folder, typed)) in (  # type: ignore[misc]
            "wrong_passphrase",
            "empty_passphrase",
        )


def test_a_folder_without_a_desk_says_so(made_up_county: County, tmp_path: Path) -> None:
    around = made_up_county.office.around
    for folder in (tmp_path, tmp_path / "nowhere"):
        assert code_of(lambda folder=folder: open_desk(around, folder, PASSPHRASE)) == "no_desk_here"  # type: ignore[misc]


def test_only_villages_of_this_county_are_invited(made_up_county: County, tmp_path: Path) -> None:
    for village in ("990102001001", "99010100100", "9901010010011", "99010100100x", "９９０１０１００１００１"):
        act = lambda village=village: invite(  # noqa: E731
            made_up_county.office.desk, village, "村", tmp_path / "i.json", None, "zh_CN"
        )
        assert code_of(act) == "wrong_village_code"
    assert not (tmp_path / "i.json").exists()


def test_a_slip_in_the_code_or_the_fingerprint_makes_no_desk(
    made_up_county: County, invited: tuple[Path, str], tmp_path: Path
) -> None:
    file, code = invited
    around, out, right = surroundings("laptop"), tmp_path / "request.json", made_up_county.fingerprint
    slip = code[:-1] + ("A" if code[-1] != "A" else "B")
    other = right[:-1] + ("A" if right[-1] != "A" else "B")
    for typed, fingerprint, wanted in (
        (slip, right, "wrong_code"),
        ("", right, "wrong_code"),
        (code, other, "wrong_fingerprint"),
        (code, "", "wrong_fingerprint"),
        (code, right[:19], "wrong_fingerprint"),
    ):
        asked = Joining(file, typed, fingerprint, out)
        act = lambda asked=asked: join(around, tmp_path / "laptop", asked, lambda: PASSPHRASE)  # noqa: E731
        assert code_of(act) == wanted, (typed, fingerprint)
    assert not (tmp_path / "laptop").exists()
    assert not out.exists()


def test_code_and_fingerprint_may_be_typed_as_people_type(
    made_up_county: County, invited: tuple[Path, str], tmp_path: Path
) -> None:
    file, code = invited
    typed = " ".join(code.lower()[at : at + 4] for at in range(0, 16, 4))
    asked = Joining(file, typed, made_up_county.fingerprint.lower().replace("-", " "), tmp_path / "request.json")
    made = join(surroundings("laptop"), tmp_path / "laptop", asked, lambda: PASSPHRASE)
    assert made.village == VILLAGE
    assert enrol(made_up_county.office.desk, made.request, tmp_path / "certificate.json").desk == made.desk


def test_an_invitation_is_used_up(made_up_county: County, invited: tuple[Path, str], tmp_path: Path) -> None:
    file, code = invited
    for name in ("first", "second"):
        asked = Joining(file, code, made_up_county.fingerprint, tmp_path / f"{name}.json")
        join(surroundings(name), tmp_path / name, asked, lambda: PASSPHRASE)
    office = made_up_county.office.desk
    enrol(office, tmp_path / "first.json", tmp_path / "first-certificate.json")
    for name in ("first", "second"):
        act = lambda name=name: enrol(office, tmp_path / f"{name}.json", tmp_path / "again.json")  # noqa: E731
        assert code_of(act) == "no_such_invitation"
    assert not (tmp_path / "again.json").exists()


def test_an_altered_request_lets_nobody_in(made_up_county: County, invited: tuple[Path, str], tmp_path: Path) -> None:
    file, code = invited
    request = tmp_path / "request.json"
    join(surroundings("x"), tmp_path / "x", Joining(file, code, made_up_county.fingerprint, request), lambda: "demo")
    whole = request.read_text()
    said = json.loads(whole)
    forged = json.dumps(said).replace(said["body"]["desk"][:8], "00000000") if "body" in said else whole[:-9]
    for content in (forged, whole[:-20], "{}", "[]", "", "不是"):
        request.write_text(content)
        act = lambda: enrol(made_up_county.office.desk, request, tmp_path / "c.json")  # noqa: E731
        assert code_of(act) in ("wrong_code", "signature_wrong", "file_damaged")
    assert made_up_county.office.status()["desks"] == []


def test_another_laptop_s_certificate_is_not_accepted(made_up_county: County, tmp_path: Path) -> None:
    first = made_up_county.laptop("first", joined=False)
    second = made_up_county.laptop("second", joined=False)
    folder = made_up_county.folder
    enrol(made_up_county.office.desk, folder / "request-1.json", tmp_path / "first.json")
    assert code_of(lambda: accept(second.desk, tmp_path / "first.json")) == "certificate_refused"
    assert code_of(lambda: accept(second.desk, folder / "request-1.json")) == "file_damaged"
    assert code_of(lambda: accept(made_up_county.office.desk, tmp_path / "first.json")) == "wrong_role"
    assert accept(first.desk, tmp_path / "first.json")["village"] == VILLAGE
    assert accept(first.desk, tmp_path / "first.json")["village"] == VILLAGE


def test_another_county_s_answer_is_not_accepted(made_up_county: County, tmp_path: Path) -> None:
    mine = made_up_county.laptop("mine", joined=False)
    with county(tmp_path / "elsewhere", "990202") as elsewhere:
        elsewhere.laptop("theirs", "990202001001")
        theirs = elsewhere.folder / "certificate-1.json"
        assert code_of(lambda: accept(mine.desk, theirs)) in ("certificate_refused", "file_damaged", "signature_wrong")


def test_work_begins_before_the_county_has_answered(made_up_county: County, tmp_path: Path) -> None:
    laptop = made_up_county.laptop("early", joined=False)
    made = laptop.household("王小明")
    enrol(made_up_county.office.desk, made_up_county.folder / "request-1.json", tmp_path / "c.json")
    accept(laptop.desk, tmp_path / "c.json")
    made_up_county.round(laptop)
    assert made_up_county.office.get("member", made["member"])["name"] == "王小明"


# ---- no room


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, where this process may make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], check=False)
    if made.returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def filled(disk: Path, leave: int) -> Path:
    """Fill a disk up but for some bytes."""
    room = os.statvfs(disk)
    filler = disk / "filler"
    filler.write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - leave)))
    return filler


def test_a_full_stick_leaves_no_half_bundle_and_nothing_counts_as_sent(laptop: Machine, small_disk: Path) -> None:
    laptop.household("王小明")
    filler = filled(small_disk, 0)
    with pytest.raises(DiskFullError):
        make_bundles(laptop.desk, small_disk)
    assert everything_in(small_disk) == ["filler"]
    assert laptop.status()["sent"] == 0
    filler.unlink()
    assert make_bundles(laptop.desk, small_disk).changes == 5


def test_a_full_disk_loses_nothing_that_was_saved(laptop: Machine, small_disk: Path) -> None:
    home = laptop.household("王小明")["household"]
    laptop.copied("small")
    moved = small_disk / "desk"
    subprocess.run(["cp", "-r", str(laptop.folder.parent / "small"), str(moved)], check=True)
    machine = Machine(moved, laptop.around, laptop.clock)
    filler = filled(small_disk, 120_000)
    numbers = iter(range(1, 2_000))

    def save_on() -> None:
        for number in numbers:
            put_record(machine.desk, "household", {"address": f"{number} " + "长" * 110}, home)

    with pytest.raises(DiskFullError):
        save_on()
    saved = next(numbers) - 2
    machine.desk.close()
    filler.unlink()
    again = Machine(moved, laptop.around, laptop.clock)
    assert again.get("household", home)["address"].startswith(f"{saved} ")
    again.status()
    again.put("household", home, address="又有地方了")
    again.desk.close()


def test_a_desk_that_cannot_be_written_is_not_taken_for_a_damaged_one(laptop: Machine, small_disk: Path) -> None:
    laptop.copied("small")
    moved = small_disk / "desk"
    subprocess.run(["cp", "-r", str(laptop.folder.parent / "small"), str(moved)], check=True)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(FileNotWrittenError) as told:
        open_desk(laptop.around, moved, PASSPHRASE)
    assert told.value.facts == {"file": str(moved / "vault.db"), "reason": "denied"}
    with pytest.raises(FileNotWrittenError):
        create_office(laptop.around, small_disk / "office", CODE, "县", "", PASSPHRASE)
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    open_desk(laptop.around, moved, PASSPHRASE).close()


def test_a_desk_is_not_made_where_there_is_no_room(made_up_county: County, small_disk: Path) -> None:
    filled(small_disk, 20_000)
    with pytest.raises(DiskFullError):
        create_office(surroundings("o"), small_disk / "office", CODE, "县", "", PASSPHRASE)
    assert everything_in(small_disk) == ["filler"]
    assert code_of(lambda: read_file(small_disk / "filler", 100)) == "file_too_big"


def test_an_invitation_that_cannot_be_written_leaves_no_sheet_with_its_code(
    made_up_county: County, tmp_path: Path
) -> None:
    nowhere, sheet = tmp_path / "no stick" / "invitation.json", tmp_path / "code.pdf"
    office = made_up_county.office.desk
    assert code_of(lambda: invite(office, VILLAGE, "示例村", nowhere, sheet, "zh_CN")) == "file_not_written"
    in_the_way = tmp_path / "no paper" / "code.pdf"
    assert code_of(lambda: invite(office, VILLAGE, "示例村", tmp_path / "made.json", in_the_way, "zh_CN")) == (
        "file_not_written"
    )
    assert not sheet.exists()
    assert not (tmp_path / "made.json").exists()
