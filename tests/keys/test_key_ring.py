"""Who opens a desk, and what an altered, older or lost key file does."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from fupin_desk import keys
from fupin_desk.domain.errors import (
    DeskError,
    EmptyPassphraseError,
    FileNotWrittenError,
    KeyFileBrokenError,
    LastPersonError,
    NotAPersonHereError,
    NotForThisDeskError,
    PersonAlreadyHereError,
    SecretNotHeldError,
    WrongCodeError,
    WrongPassphraseError,
)
from fupin_desk.keys import PersonRole, SecretPart, age
from fupin_desk.keys.canonical import encoded
from fupin_desk.keys.key_file import copy_of, decoded_key_ring
from fupin_desk.keys.key_ring import checksum_of
from tests.keys.offices import QUICK, flipped

CLERK = keys.NewPerson("p1", "阿依古丽", PersonRole.CLERK)
LEADER = keys.NewPerson("p2", "王伟", PersonRole.LEADER)
APPROVER = keys.NewPerson("p1", "李娜", PersonRole.OFFICE_APPROVER)
OFFICE_CLERK = keys.NewPerson("p2", "赵强", PersonRole.OFFICE_CLERK)


def a_village(recovery_recipient: str = "") -> keys.Opened:
    secrets = keys.new_village_secrets()
    return keys.make_key_ring("desk-a", secrets, CLERK, "芝麻开门", recovery_recipient=recovery_recipient, cost=QUICK)


def an_office() -> keys.Opened:
    return keys.make_key_ring("desk-o", keys.new_office_secrets(), APPROVER, "approve", cost=QUICK)


def again(opened: keys.Opened) -> keys.KeyRing:
    """What another run reads from the file."""
    return decoded_key_ring(encoded(opened.ring))


def test_a_passphrase_opens_what_was_put_in() -> None:
    village = a_village()
    opened = keys.open_with_passphrase(again(village), "芝麻开门", "p1")
    assert opened.secrets == village.secrets
    assert opened.by == "p1"
    assert opened.secrets.held == {SecretPart.VAULT, SecretPart.LOCAL, SecretPart.DESK}


def test_a_wrong_or_empty_passphrase_or_person_opens_nothing() -> None:
    ring = a_village().ring
    for wrong in ("芝麻关门", "", " ", "芝麻开门 "):
        with pytest.raises(WrongPassphraseError):
            keys.open_with_passphrase(ring, wrong, "p1")
        with pytest.raises(WrongPassphraseError):
            keys.open_with_passphrase(ring, wrong)
    for nobody in ("p9", "sheet", "recovery"):
        with pytest.raises(NotAPersonHereError):
            keys.open_with_passphrase(ring, "芝麻开门", nobody)


def test_a_desk_is_not_made_with_an_empty_passphrase() -> None:
    with pytest.raises(EmptyPassphraseError):
        keys.make_key_ring("desk-a", keys.new_village_secrets(), CLERK, "", cost=QUICK)


def test_each_person_opens_with_their_own_passphrase_and_need_not_say_who_they_are() -> None:
    both = keys.add_person(a_village(), LEADER, "另一个", cost=QUICK)
    assert keys.open_with_passphrase(again(both), "另一个").by == "p2"
    assert keys.open_with_passphrase(again(both), "芝麻开门").by == "p1"
    assert keys.open_with_passphrase(again(both), "另一个").secrets == both.secrets
    with pytest.raises(WrongPassphraseError):
        keys.open_with_passphrase(again(both), "另一个", "p1")
    with pytest.raises(PersonAlreadyHereError):
        keys.add_person(both, LEADER, "x", cost=QUICK)


def test_whoever_is_taken_out_no_longer_opens_the_file_and_the_others_do() -> None:
    both = keys.add_person(a_village(), LEADER, "另一个", cost=QUICK)
    opened = keys.remove_person(keys.open_with_passphrase(both.ring, "另一个"), "p1")
    with pytest.raises(WrongPassphraseError):
        keys.open_with_passphrase(again(opened), "芝麻开门")
    assert keys.open_with_passphrase(again(opened), "另一个").secrets == both.secrets
    with pytest.raises(LastPersonError):
        keys.remove_person(opened, "p2")


def test_whoever_is_taken_out_cannot_read_the_parts_made_anew_with_the_key_they_kept() -> None:
    both = keys.add_person(a_village(), LEADER, "另一个", cost=QUICK)
    opened = keys.replace_secrets(keys.remove_person(both, "p2"), vault=keys.new_key())
    spliced = msgspec.structs.replace(opened.ring, holders=both.ring.holders)
    spliced = msgspec.structs.replace(spliced, checksum=checksum_of(spliced))
    with pytest.raises(KeyFileBrokenError):
        keys.open_with_passphrase(spliced, "另一个")


def test_a_passphrase_is_changed_by_who_knows_the_old_one_and_the_cost_rises_with_it() -> None:
    village = a_village()
    dearer = keys.Cost(memory_kib=16, passes=2, lanes=1)
    with pytest.raises(WrongPassphraseError):
        keys.change_passphrase(village, "p1", "wrong", "new", cost=dearer)
    with pytest.raises(EmptyPassphraseError):
        keys.change_passphrase(village, "p1", "芝麻开门", "", cost=dearer)
    changed = keys.change_passphrase(village, "p1", "芝麻开门", "new", cost=dearer)
    assert keys.open_with_passphrase(again(changed), "new").secrets == village.secrets
    assert changed.ring.people[0].cost == dearer
    with pytest.raises(WrongPassphraseError):
        keys.open_with_passphrase(again(changed), "芝麻开门")


def test_an_office_clerk_holds_the_receipt_key_and_not_the_root() -> None:
    office = keys.add_person(an_office(), OFFICE_CLERK, "clerk", cost=QUICK)
    clerk = keys.open_with_passphrase(again(office), "clerk")
    assert clerk.secrets.receipt_key == office.secrets.receipt_key
    for held_back in ("root_key", "recovery_identity"):
        with pytest.raises(SecretNotHeldError):
            getattr(clerk.secrets, held_back)
    assert keys.open_with_passphrase(again(office), "approve").secrets == office.secrets


def test_nobody_gives_or_takes_a_secret_they_do_not_hold() -> None:
    office = keys.add_person(an_office(), OFFICE_CLERK, "clerk", cost=QUICK)
    clerk = keys.open_with_passphrase(again(office), "clerk")
    second = keys.NewPerson("p3", "孙丽", PersonRole.OFFICE_APPROVER)
    with pytest.raises(SecretNotHeldError) as caught:
        keys.add_person(clerk, second, "x", cost=QUICK)
    assert caught.value.secrets == ["recovery", "root"]
    two = keys.add_person(office, second, "x", cost=QUICK)
    with pytest.raises(SecretNotHeldError):
        keys.remove_person(keys.open_with_passphrase(again(two), "clerk"), "p3")


def test_what_a_clerk_changes_leaves_the_approvers_secrets_as_they_were() -> None:
    office = keys.add_person(an_office(), OFFICE_CLERK, "clerk", cost=QUICK)
    clerk = keys.open_with_passphrase(again(office), "clerk")
    third = keys.NewPerson("p3", "孙丽", PersonRole.OFFICE_CLERK)
    changed = keys.add_person(clerk, third, "third", cost=QUICK)
    assert keys.open_with_passphrase(again(changed), "approve").secrets == office.secrets
    assert keys.open_with_passphrase(again(changed), "third").secrets == clerk.secrets


def test_a_new_desk_key_reaches_everybody_without_their_passphrases() -> None:
    both = keys.add_person(a_village(), LEADER, "另一个", cost=QUICK)
    renewed = keys.replace_secrets(both, desk=keys.new_desk_keys())
    assert renewed.secrets.desk_keys != both.secrets.desk_keys
    for passphrase in ("芝麻开门", "另一个"):
        assert keys.open_with_passphrase(again(renewed), passphrase).secrets == renewed.secrets


def test_the_recovery_key_goes_once_three_people_share_it() -> None:
    office = keys.drop_part(an_office(), SecretPart.RECOVERY)
    with pytest.raises(SecretNotHeldError):
        _ = keys.open_with_passphrase(again(office), "approve").secrets.recovery_identity


def test_the_sealed_sheet_opens_vault_and_local_values_and_cannot_sign() -> None:
    village, code = keys.add_sheet(a_village(), cost=QUICK)
    opened = keys.open_with_sheet(again(village), keys.grouped(code).lower())
    assert opened.secrets.vault == village.secrets.vault
    assert opened.secrets.local_key == village.secrets.local_key
    with pytest.raises(SecretNotHeldError):
        _ = opened.secrets.desk_keys
    with pytest.raises(WrongPassphraseError):
        keys.open_with_passphrase(again(village), code)


def test_a_new_sheet_makes_the_former_one_worthless() -> None:
    first, old = keys.add_sheet(a_village(), cost=QUICK)
    second, new = keys.add_sheet(first, cost=QUICK)
    assert keys.open_with_sheet(again(second), new).secrets.vault == first.secrets.vault
    with pytest.raises(WrongCodeError):
        keys.open_with_sheet(again(second), old)
    with pytest.raises(WrongCodeError):
        keys.open_with_sheet(a_village().ring, new)


def test_the_office_recovers_the_vault_and_never_a_local_value() -> None:
    recovery = age.new_identity()
    village = a_village(age.recipient_of(recovery))
    opened = keys.open_with_recovery(again(village), recovery)
    assert opened.secrets.vault == village.secrets.vault
    with pytest.raises(SecretNotHeldError):
        _ = opened.secrets.local_key
    for part in (SecretPart.LOCAL, SecretPart.DESK):
        with pytest.raises(NotForThisDeskError):
            age.decrypt(village.ring.parts[part], recovery)
    for wrong in (age.new_identity(), "", "AGE-SECRET-KEY-1"):
        with pytest.raises(NotForThisDeskError):
            keys.open_with_recovery(village.ring, wrong)


def test_a_desk_starts_over_after_recovery_and_the_old_passphrase_opens_nothing() -> None:
    recovery = age.new_identity()
    village = keys.add_person(a_village(age.recipient_of(recovery)), LEADER, "另一个", cost=QUICK)
    opened = keys.open_with_recovery(again(village), recovery)
    new = {"local": keys.new_key(), "desk": keys.new_desk_keys()}
    started = keys.start_over(opened, CLERK, "新的", cost=QUICK, **new)
    found = keys.open_with_passphrase(again(started), "新的").secrets
    assert found.vault == village.secrets.vault
    assert (found.local, found.desk) == (new["local"], new["desk"])
    for old in ("芝麻开门", "另一个"):
        with pytest.raises(WrongPassphraseError):
            keys.open_with_passphrase(again(started), old)
    assert keys.open_with_recovery(again(started), recovery).secrets.vault == found.vault


def test_a_recovery_recipient_can_come_with_the_invitation_later() -> None:
    recovery = age.new_identity()
    village = keys.set_recovery_recipient(a_village(), age.recipient_of(recovery))
    assert keys.open_with_recovery(again(village), recovery).secrets.vault == village.secrets.vault
    with pytest.raises(KeyFileBrokenError):
        keys.set_recovery_recipient(village, "age1nobody")


def test_every_flipped_bit_and_every_cut_of_a_key_file_is_refused() -> None:
    data = encoded(keys.add_sheet(a_village(), cost=QUICK)[0].ring)
    for broken in [*flipped(data), *(data[:length] for length in range(0, len(data), 5)), data + b"\n"]:
        with pytest.raises(KeyFileBrokenError):
            decoded_key_ring(broken)


def test_a_forger_who_makes_the_checksum_fit_is_found_out() -> None:
    """Whoever can write the file, but opens nothing, cannot give themselves or the office more than they had."""
    village = a_village(age.recipient_of(age.new_identity()))
    ring, mine = village.ring, age.recipient_of(age.new_identity())
    holder = ring.holders[0]
    for forged in (
        msgspec.structs.replace(ring, recovery_recipient=mine),
        msgspec.structs.replace(ring, generation=ring.generation + 1),
        msgspec.structs.replace(ring, holders=(holder, msgspec.structs.replace(holder, id="p7", recipient=mine))),
        msgspec.structs.replace(ring, holders=(msgspec.structs.replace(holder, recipient=mine),)),
        msgspec.structs.replace(ring, holders=(msgspec.structs.replace(holder, role=PersonRole.LEADER),)),
        msgspec.structs.replace(ring, desk="desk-b"),
        msgspec.structs.replace(
            ring,
            parts={
                **ring.parts,
                SecretPart.LOCAL: age.encrypt(msgspec.json.encode(keys.new_key()), [holder.recipient]),
            },
        ),
    ):
        fitting = msgspec.structs.replace(forged, checksum=checksum_of(forged))
        with pytest.raises((KeyFileBrokenError, WrongPassphraseError)):
            keys.open_with_passphrase(decoded_key_ring(encoded(fitting)), "芝麻开门", "p1")


def test_a_key_file_that_was_put_back_shows_by_its_generation() -> None:
    village = a_village()
    later = keys.change_passphrase(village, "p1", "芝麻开门", "new", cost=QUICK)
    assert later.ring.generation == village.ring.generation + 1


def test_no_secret_shows_in_the_file_or_in_a_log() -> None:
    village, code = keys.add_sheet(a_village(), cost=QUICK)
    shown = encoded(village.ring) + repr(village).encode()
    assert code.encode() not in shown
    assert village.secrets.desk_keys.age_identity.encode() not in shown
    for secret in (village.secrets.vault, village.secrets.local_key, village.secrets.desk_keys.signing_key):
        assert secret not in shown
        assert repr(secret)[2:-1].encode() not in shown
        assert msgspec.json.encode(secret)[1:-1] not in shown


def test_a_secret_that_nobody_would_hold_is_a_bug() -> None:
    with pytest.raises(ValueError, match="nobody"):
        keys.make_key_ring("desk-o", keys.new_office_secrets(), CLERK, "x", cost=QUICK)


def test_a_key_file_is_written_whole_for_its_owner_only_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    village = a_village()
    keys.write_key_ring(path, village.ring)
    assert keys.read_key_ring(path) == village.ring
    assert sorted(file.name for file in tmp_path.iterdir()) == ["keys.copy.json", "keys.json"]
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


def test_a_damaged_or_lost_key_file_is_read_from_its_copy(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    village = a_village()
    keys.write_key_ring(path, village.ring)
    path.write_bytes(path.read_bytes()[:-7])
    assert keys.read_key_ring(path) == village.ring
    path.unlink()
    assert keys.read_key_ring(path) == village.ring
    copy_of(path).write_bytes(b"{}")
    with pytest.raises(KeyFileBrokenError) as caught:
        keys.read_key_ring(path)
    assert caught.value.reason == "missing"


def test_where_the_copy_cannot_be_written_neither_is(tmp_path: Path) -> None:
    """Else a passphrase would be changed though the desk said that it was not."""
    path = tmp_path / "keys.json"
    village = a_village()
    keys.write_key_ring(path, village.ring)
    in_the_way = tmp_path / "keys.copy.json.new"
    in_the_way.mkdir()
    with pytest.raises(FileNotWrittenError):
        keys.write_key_ring(path, keys.change_passphrase(village, "p1", "芝麻开门", "new", cost=QUICK).ring)
    in_the_way.rmdir()
    assert keys.read_key_ring(path) == decoded_key_ring(copy_of(path).read_bytes()) == village.ring
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_no_key_file_is_refused_as_such(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    for data in (b"", b"{}", b"[]", b"\xff", b"[" * 100_000, b" " * (2 << 20), b'{"format":"other"}'):
        path.write_bytes(data)
        with pytest.raises(DeskError) as caught:
            keys.read_key_ring(path)
        assert caught.value.code == "key_file_broken"
