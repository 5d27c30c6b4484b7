"""Who is let in as which desk, with which keys; and what an office put back to a backup learns from bundles."""

from __future__ import annotations

from pathlib import Path

import pytest

from fupin_desk import keys
from fupin_desk.acts.bundles.readmit import readmit
from fupin_desk.acts.desk import open_desk
from fupin_desk.acts.joining.enrol import enrol, invite
from fupin_desk.acts.joining.revoke import revoke_desk
from fupin_desk.acts.joining.village import Joining, accept
from fupin_desk.acts.keeping.ways_back import rejoin
from fupin_desk.acts.receipts import revocations
from fupin_desk.domain.errors import (
    CertificateRefusedError,
    DeskError,
    DeskTakenError,
    NoSuchInvitationError,
    NotForThisDeskError,
    VaultDamagedError,
    WrongCodeError,
)
from fupin_desk.exchange import bundle as bundles
from fupin_desk.keys import RevocationReason
from fupin_desk.store import EnrolledDesk, VaultKeys, open_vault
from tests.journeys.county import PASSPHRASE, VILLAGE, County, Machine

OTHER_VILLAGE = "990101001002"


class Table:
    """The files that go between one office and whoever asks to join."""

    def __init__(self, county: County, folder: Path) -> None:
        self.county, self.folder, self.turn = county, folder, 0

    def file(self, what: str) -> Path:
        self.turn += 1
        return self.folder / f"{what}-{self.turn}.json"

    def invited(self, village: str = VILLAGE) -> tuple[Path, str]:
        out = self.file("invitation")
        return out, invite(self.county.office.desk, village, "示例村", out, None, "zh_CN").code

    def asked(self, desk: str, secrets: keys.DeskKeys, village: str = VILLAGE) -> Path:
        """Write the request of somebody who got an invitation and says which desk they are."""
        invitation, code = self.invited(village)
        made = keys.make_request(
            keys.read_invitation(invitation.read_bytes()), code, self.county.fingerprint, secrets, desk, "某人"
        )
        out = self.file("request")
        out.write_bytes(keys.request_file(made))
        return out

    def answered(self, request: Path) -> Path:
        out = self.file("certificate")
        enrol(self.county.office.desk, request, out)
        return out

    def rejoins(self, laptop: Machine) -> None:
        invitation, code = self.invited(laptop.desk.code)
        request = rejoin(laptop.desk, Joining(invitation, code, self.county.fingerprint, self.file("request"))).request
        accept(laptop.desk, self.answered(request))


@pytest.fixture
def table(made_up_county: County, tmp_path: Path) -> Table:
    return Table(made_up_county, tmp_path)


def books(office: Machine) -> list[object]:
    with office.desk.vault.reading() as reader:
        return [*reader.desks(), revocations(reader)]


def refused(table: Table, request: Path) -> str:
    before = books(table.county.office)
    out = table.file("certificate")
    with pytest.raises(DeskTakenError) as told:
        enrol(table.county.office.desk, request, out)
    assert not out.exists()
    assert books(table.county.office) == before
    return told.value.reason


def test_nobody_is_let_in_as_another_desk(made_up_county: County, laptop: Machine, table: Table) -> None:
    other = made_up_county.laptop("other", village=OTHER_VILLAGE)
    mine = keys.new_desk_keys()
    assert refused(table, table.asked(made_up_county.office.desk.id, mine)) == "office"
    assert refused(table, table.asked(other.desk.id, mine)) == "other_village"
    assert refused(table, table.asked(laptop.desk.id, mine)) == "other_keys"
    revoke_desk(made_up_county.office.desk, laptop.desk.id, RevocationReason.LOST)
    assert refused(table, table.asked(laptop.desk.id, mine)) == "other_keys"  # revoked, it is still nobody else's


def test_nobody_is_let_in_with_keys_that_are_some_desk_s(made_up_county: County, laptop: Machine, table: Table) -> None:
    own = laptop.desk.secrets.desk_keys
    fresh = keys.new_desk_keys()
    half = (keys.DeskKeys(own.signing_key, fresh.age_identity), keys.DeskKeys(fresh.signing_key, own.age_identity))
    for secrets in (own, *half, made_up_county.office.desk.secrets.desk_keys):
        assert refused(table, table.asked("desk-x", secrets)) == "keys"
    assert refused(table, table.asked(laptop.desk.id, own)) == "keys"


@pytest.mark.parametrize("name", ["中文", "a b", "x" * 65, "a\nb", "\u200b"])
def test_a_desk_id_that_no_desk_would_have_is_refused(table: Table, name: str) -> None:
    request = table.asked(name, keys.new_desk_keys())
    with pytest.raises(DeskError):
        enrol(table.county.office.desk, request, table.file("certificate"))


def test_an_invitation_lets_in_one_laptop_once(made_up_county: County, table: Table) -> None:
    invitation, code = table.invited()
    read = keys.read_invitation(invitation.read_bytes())
    requests = []
    for desk in ("desk-x", "desk-y"):
        made = keys.make_request(read, code, made_up_county.fingerprint, keys.new_desk_keys(), desk, "某人")
        requests.append(table.file("request"))
        requests[-1].write_bytes(keys.request_file(made))
    table.answered(requests[0])
    before = books(made_up_county.office)
    for request in requests:
        with pytest.raises(NoSuchInvitationError):
            table.answered(request)
    assert books(made_up_county.office) == before


def test_a_request_under_another_village_s_code_is_refused(made_up_county: County, table: Table) -> None:
    (one, code), (other, _code) = table.invited(), table.invited(OTHER_VILLAGE)
    read = keys.read_invitation(one.read_bytes())
    made = keys.make_request(read, code, made_up_county.fingerprint, keys.new_desk_keys(), "desk-x", "某人")
    theirs = keys.read_invitation(other.read_bytes()).id
    forged = keys.request_file(made).replace(read.id.encode(), theirs.encode())
    request = table.file("request")
    request.write_bytes(forged)
    with pytest.raises(WrongCodeError):
        table.answered(request)


def test_a_laptop_that_joins_anew_has_new_keys_throughout(
    made_up_county: County, laptop: Machine, table: Table
) -> None:
    laptop.household("王小明")
    made_up_county.round(laptop)
    former, certificate = laptop.desk.secrets, laptop.desk.certificate("own")
    carried = laptop.make().files
    table.rejoins(laptop)
    now = laptop.desk.secrets
    assert former.vault != now.vault
    assert former.desk_keys.public_key != now.desk_keys.public_key
    assert former.desk_keys.recipient != now.desk_keys.recipient
    laptop.desk.close()
    with pytest.raises(VaultDamagedError):  # what a thief has of it opens nothing of the vault
        open_vault(laptop.folder / "vault.db", VaultKeys(former.vault, former.local))
    laptop.desk = open_desk(laptop.around, laptop.folder, PASSPHRASE)
    (answer,) = made_up_county.office.make().files
    reader = bundles.BundleReader(
        identity=former.desk_keys.age_identity, own=certificate, root=laptop.desk.certificate("root")
    )
    with pytest.raises(NotForThisDeskError):  # nor of what is sent to it
        bundles.open_bundle(answer, reader)
    (taken,) = made_up_county.office.take(*carried)  # nor signs anything that is taken
    assert isinstance(taken.error, CertificateRefusedError)
    later = laptop.household("李丽")
    made_up_county.round(laptop)
    assert made_up_county.office.get("member", later["member"])["name"] == "李丽"
    assert set(laptop.counts()) == {"taken"}


def test_a_request_from_before_a_laptop_joined_anew_lets_nobody_in(
    made_up_county: County, laptop: Machine, table: Table
) -> None:
    invitation, code = table.invited()
    asked = Joining(invitation, code, made_up_county.fingerprint, table.file("request"))
    old = rejoin(laptop.desk, asked).request
    table.rejoins(laptop)
    assert refused(table, old) == "other_keys"
    laptop.household("王小明")
    made_up_county.round(laptop)
    assert set(laptop.counts()) == {"taken"}


# ---- an office put back to a backup


def test_an_office_put_back_learns_from_a_village_whom_it_had_revoked(made_up_county: County, laptop: Machine) -> None:
    office, thief = made_up_county.office, made_up_county.laptop("thief")
    made_up_county.round(laptop, thief)
    backup = office.copied("backup")
    revoke_desk(office.desk, thief.desk.id, RevocationReason.LOST)
    made_up_county.down(laptop)
    office.put_back(backup)
    assert books(office)[-1] == keys.RevocationList()
    made_up_county.up(laptop)
    thief.household("李丽")
    (taken,) = office.take(*thief.make().files)
    assert isinstance(taken.error, CertificateRefusedError)
    assert [each.revoked_at is not None for each in office_desks(office)] == [
        each.desk == thief.desk.id for each in office_desks(office)
    ]
    assert len(office.make().files) == 1


def test_what_only_a_fallen_back_answer_forgot_is_learned_all_the_same(made_up_county: County, laptop: Machine) -> None:
    office, thief = made_up_county.office, made_up_county.laptop("thief")
    made_up_county.round(laptop, thief)
    backup = office.copied("backup")
    revoke_desk(office.desk, thief.desk.id, RevocationReason.LOST)
    made_up_county.down(laptop)
    office.put_back(backup)
    made_up_county.down(laptop)  # a newer receipt, which names nobody
    made_up_county.up(laptop)
    assert thief.desk.certificate("own") in books(office)[-1]  # type: ignore[operator]


def test_who_brings_their_own_revocation_is_refused_and_it_is_learned(made_up_county: County, laptop: Machine) -> None:
    office, second = made_up_county.office, made_up_county.laptop("second")
    made_up_county.round(laptop, second)
    backup = office.copied("backup")
    revoke_desk(office.desk, second.desk.id, RevocationReason.LOST)
    (answer,) = office.make().files
    laptop.take(answer)
    with laptop.desk.vault.reading() as reader:
        told = revocations(reader)
    office.put_back(backup)
    with second.desk.writing() as work:  # as a desk that was told of itself would have it
        newest = work.receipts(second.desk.id)[-1]
    assert newest.number == 1
    made_up_county.up(laptop)
    assert books(office)[-1] == told
    (taken,) = office.take(*second.make().files)
    assert isinstance(taken.error, CertificateRefusedError)


def test_an_office_put_back_to_before_a_laptop_joined_anew_ends_in_one_state(
    made_up_county: County, laptop: Machine, table: Table
) -> None:
    office, second = made_up_county.office, made_up_county.laptop("second")
    laptop.household("王小明")
    made_up_county.round(laptop, second)
    former = laptop.desk.certificate("own")
    backup = office.copied("backup")
    table.rejoins(laptop)
    made_up_county.round(laptop, second)
    later = laptop.household("李丽")
    office.put_back(backup)
    for _ in range(3):
        made_up_county.round(laptop, second)
    assert former in books(office)[-1]  # type: ignore[operator]
    for each in (laptop, second, office):
        assert each.get("member", later["member"])["name"] == "李丽"
    assert laptop.status()["heads"] == {**second.status()["heads"], "local": laptop.status()["heads"]["local"]}
    assert set(laptop.counts()) == {"taken"}
    assert made_up_county.of(laptop)["taken"] == laptop.counts()["taken"]


def test_an_office_put_back_to_before_a_laptop_was_let_in_lets_it_in_again_by_its_bundle(
    made_up_county: County, laptop: Machine
) -> None:
    office = made_up_county.office
    backup = office.copied("backup")
    second = made_up_county.laptop("second")
    made = second.household("李丽")
    made_up_county.round(laptop, second)
    office.put_back(backup)
    (carried,) = second.make().files
    (taken,) = office.take(carried)
    assert taken.error is not None
    assert taken.error.code == "no_such_desk"
    entry = readmit(office.desk, carried)
    assert (entry.desk, entry.village) == (second.desk.id, VILLAGE)
    assert readmit(office.desk, carried) == entry
    for _ in range(2):
        made_up_county.round(second, laptop)
    assert office.get("member", made["member"])["name"] == "李丽"
    assert set(second.counts()) == {"taken"}


def test_nobody_is_readmitted_whom_the_office_no_longer_stands_behind(made_up_county: County, laptop: Machine) -> None:
    revoke_desk(made_up_county.office.desk, laptop.desk.id, RevocationReason.LOST)
    (carried,) = laptop.make().files
    before = books(made_up_county.office)
    with pytest.raises(CertificateRefusedError):
        readmit(made_up_county.office.desk, carried)
    assert books(made_up_county.office) == before


def test_no_former_certificate_of_a_laptop_is_taken_by_an_office_that_forgot_there_was_one(
    made_up_county: County, laptop: Machine, table: Table
) -> None:
    """The office forgot the second; the third is known, and an old copy with the second brings a stick."""
    office, second = made_up_county.office, made_up_county.laptop("second")
    backup = office.copied("backup")
    table.rejoins(second)
    copy = second.copied("copy")
    table.rejoins(second)
    third = second.desk.certificate("own")
    office.put_back(backup)
    made_up_county.up(second)
    second.put_back(copy)
    former = second.desk.certificate("own")
    second.household("李丽")
    (stick,) = second.make().files
    assert [why_refused(office, stick) for _ in range(2)] == ["former", "revoked"]
    (there,) = [each for each in office_desks(office) if each.desk == second.desk.id]
    assert (there.certificate, there.revoked_at) == (third.pem.decode(), None)
    assert former in books(office)[-1]  # type: ignore[operator]
    answers = [file for file in office.make().files if second.take(file)[0].error is None]
    assert answers == []


def test_a_laptop_revoked_as_lost_is_out_whatever_certificate_the_office_knew_it_by(
    made_up_county: County, laptop: Machine, table: Table
) -> None:
    """The office was put back to before the laptop joined anew, and revoked what it knew; the thief has the newer."""
    office, second = made_up_county.office, made_up_county.laptop("second")
    backup = office.copied("backup")
    table.rejoins(second)
    office.put_back(backup)
    revoke_desk(office.desk, second.desk.id, RevocationReason.LOST)
    (stick,) = second.make().files
    assert why_refused(office, stick) == "revoked"
    assert second.desk.certificate("own") in books(office)[-1]  # type: ignore[operator]
    with pytest.raises(CertificateRefusedError):
        readmit(office.desk, stick)
    assert len(office.make().files) == 1
    table.rejoins(second)
    made_up_county.round(second, laptop)


def test_a_laptop_that_joined_anew_after_it_was_revoked_is_known_again_by_an_office_that_forgot(
    made_up_county: County, laptop: Machine, table: Table
) -> None:
    office, second = made_up_county.office, made_up_county.laptop("second")
    revoke_desk(office.desk, second.desk.id, RevocationReason.LOST)
    backup = office.copied("backup")
    table.rejoins(second)
    office.put_back(backup)
    made_up_county.round(second, laptop)
    assert [each.revoked_at for each in office_desks(office)] == [None, None]


def test_a_laptop_put_back_to_before_it_joined_anew_and_then_revoked_is_refused_and_opens_nothing(
    made_up_county: County, laptop: Machine, table: Table
) -> None:
    office, second = made_up_county.office, made_up_county.laptop("second")
    copy = second.copied("copy")
    table.rejoins(second)
    laptop.household("李丽")
    made_up_county.up(laptop)
    answers = office.make().files
    second.put_back(copy)
    assert {type(each.error) for each in second.take(*answers)} == {NotForThisDeskError}
    revoke_desk(office.desk, second.desk.id, RevocationReason.LOST)
    assert why_refused(office, *second.make().files) == "revoked"
    assert {type(each.error) for each in second.take(*office.make().files)} == {NotForThisDeskError}
    table.rejoins(second)
    made_up_county.round(second)


def why_refused(office: Machine, stick: Path) -> str:
    (taken,) = office.take(stick)
    assert isinstance(taken.error, CertificateRefusedError)
    return taken.error.reason


def office_desks(office: Machine) -> list[EnrolledDesk]:
    with office.desk.vault.reading() as reader:
        return reader.desks()
