"""Sealed values and the keys that passphrases give."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from fupin_desk.domain.errors import EmptyPassphraseError, FileDamagedError
from fupin_desk.keys import Cost, new_key, open_local, seal_local
from fupin_desk.keys.key_derivation import USUAL, derived, new_salt, stretched
from tests.keys.offices import QUICK, flipped


def test_a_local_value_comes_back_from_its_own_place_only() -> None:
    key = new_key()
    sealed = seal_local(key, b"13900000000", "household/7/phone")
    assert open_local(key, sealed, "household/7/phone") == b"13900000000"
    with pytest.raises(FileDamagedError):
        open_local(key, sealed, "household/8/phone")
    with pytest.raises(FileDamagedError):
        open_local(new_key(), sealed, "household/7/phone")


def test_every_flipped_bit_and_every_cut_of_a_sealed_value_is_refused() -> None:
    key = new_key()
    sealed = seal_local(key, b"said no", "household/7/does_not_wish")
    for broken in [*flipped(sealed), *(sealed[:length] for length in range(len(sealed))), sealed + b"\0"]:
        with pytest.raises(FileDamagedError):
            open_local(key, broken, "household/7/does_not_wish")


def test_the_same_value_never_looks_the_same() -> None:
    key = new_key()
    assert len({seal_local(key, b"yes", "x") for _ in range(100)}) == 100


def test_the_usual_cost_is_the_one_rfc_9106_recommends_where_memory_is_scarce() -> None:
    assert Cost(memory_kib=65536, passes=3, lanes=4) == USUAL


def test_stretching_is_argon2id_as_rfc_9106_has_it() -> None:
    """The cryptography library passes the RFC's vectors; here, that we hand it the right things in the right places."""
    salt = new_salt()
    argon = Argon2id(salt=salt, length=32, iterations=2, lanes=1, memory_cost=16)
    assert stretched("开 门", salt, Cost(memory_kib=16, passes=2, lanes=1)) == argon.derive("开 门".encode())


def test_a_passphrase_is_the_same_from_every_keyboard() -> None:
    salt = new_salt()
    assert stretched("e\u0301 1", salt, QUICK) == stretched("\u00e9\u3000" + "1", salt, QUICK)
    assert stretched("Demo", salt, QUICK) != stretched("demo", salt, QUICK)


def test_an_empty_passphrase_is_refused() -> None:
    with pytest.raises(EmptyPassphraseError):
        stretched("", new_salt(), QUICK)


@pytest.mark.parametrize(
    "cost", [Cost(memory_kib=1 << 22), Cost(passes=10**6), Cost(lanes=0), Cost(memory_kib=8, lanes=4)]
)
def test_a_file_cannot_ask_for_more_work_than_a_laptop_can_do(cost: Cost) -> None:
    with pytest.raises(FileDamagedError):
        stretched("demo", new_salt(), cost)


def test_each_purpose_has_a_key_of_its_own() -> None:
    key = new_key()
    assert len({derived(key, purpose) for purpose in ("invitation", "request", "key file")}) == 3
