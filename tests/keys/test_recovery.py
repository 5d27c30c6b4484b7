"""The recovery key in three people's hands."""

from __future__ import annotations

from itertools import combinations

import msgspec
import pytest

from fupin_desk import keys
from fupin_desk.domain.errors import DeskError, NotAPersonHereError, WrongPassphraseError
from fupin_desk.keys import age
from tests.keys.offices import QUICK, flipped

THREE = {"李娜": "第一", "赵强": "second", "孙丽": "ئۈچىنچى"}


def shared() -> tuple[str, keys.RecoveryShares]:
    identity = age.new_identity()
    return identity, keys.split_recovery(identity, age.recipient_of(identity), THREE, QUICK)


def brought_back(data: bytes, said: dict[str, str]) -> str | None:
    try:
        return keys.restore_recovery(keys.read_recovery_shares(data), said)
    except DeskError:
        return None


def test_any_two_of_three_bring_the_key_back_in_any_order() -> None:
    identity, shares = shared()
    shares = keys.read_recovery_shares(keys.recovery_shares_file(shares))
    for one, two in combinations(THREE, 2):
        assert keys.restore_recovery(shares, {one: THREE[one], two: THREE[two]}) == identity
        assert keys.restore_recovery(shares, {two: THREE[two], one: THREE[one]}) == identity


def test_one_alone_brings_nothing_back_and_is_not_told_whose_slip_it_was() -> None:
    _, shares = shared()
    messages = set()
    for said in (
        {"李娜": "第一", "赵强": "wrong"},
        {"李娜": "wrong", "赵强": "second"},
        {"李娜": "第一", "赵强": "第一"},
        {"李娜": "第一", "赵强": ""},
        {"李娜": "second", "赵强": "第一"},
    ):
        with pytest.raises(WrongPassphraseError) as caught:
            keys.restore_recovery(shares, said)
        messages.add(repr(caught.value))
    assert len(messages) == 1
    with pytest.raises(ValueError, match="two"):
        keys.restore_recovery(shares, {"李娜": "第一"})
    with pytest.raises(NotAPersonHereError):
        keys.restore_recovery(shares, {"李娜": "第一", "王伟": "second"})


def test_every_flipped_bit_of_the_shares_is_refused() -> None:
    identity, shares = shared()
    data = keys.recovery_shares_file(shares)
    pairs = list(combinations(THREE.items(), 2))
    for broken in flipped(data):
        came_back = [secret for pair in pairs if (secret := brought_back(broken, dict(pair)))]
        assert len(came_back) < 3
        assert set(came_back) <= {identity}


def test_the_same_passphrase_twice_is_still_two_people() -> None:
    identity = age.new_identity()
    same = dict.fromkeys(THREE, "demo")
    shares = keys.split_recovery(identity, age.recipient_of(identity), same, QUICK)
    assert len({pair.sealed for pair in shares.pairs}) == 3
    assert keys.restore_recovery(shares, {"李娜": "demo", "孙丽": "demo"}) == identity


def test_three_people_share_it_and_no_other_number() -> None:
    identity = age.new_identity()
    with pytest.raises(ValueError, match="three"):
        keys.split_recovery(identity, age.recipient_of(identity), {"李娜": "第一", "赵强": "second"}, QUICK)


def test_a_restored_key_opens_a_villages_vault() -> None:
    identity, shares = shared()
    secrets = keys.new_village_secrets()
    person = keys.NewPerson("p1", "阿依古丽", keys.PersonRole.CLERK)
    ring = keys.make_key_ring("desk-a", secrets, person, "demo", recovery_recipient=shares.recipient, cost=QUICK).ring
    restored = keys.restore_recovery(shares, {"赵强": "second", "孙丽": "ئۈچىنچى"})
    assert restored == identity
    assert keys.open_with_recovery(ring, restored).secrets.vault == secrets.vault


def test_shares_cut_to_fewer_pairs_are_refused_where_the_pair_is_missing() -> None:
    _, shares = shared()
    cut = msgspec.structs.replace(shares, pairs=shares.pairs[1:])
    with pytest.raises(WrongPassphraseError):
        keys.restore_recovery(cut, {"李娜": "第一", "赵强": "second"})
