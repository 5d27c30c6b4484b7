"""Revocation and renewal."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import msgspec
import pytest

from fupin_desk import keys
from fupin_desk.domain.errors import CertificateRefusedError
from tests.keys.offices import NOW, Joining


def test_a_revoked_certificate_is_refused_and_its_neighbours_are_not(enrolled: keys.Enrolled) -> None:
    known = keys.revoke(keys.RevocationList(), enrolled.own, keys.RevocationReason.LOST, NOW)
    with pytest.raises(CertificateRefusedError) as caught:
        keys.check_not_revoked(enrolled.own, known)
    assert caught.value.reason == "revoked"
    keys.check_not_revoked(enrolled.office, known)


def test_an_old_list_never_brings_a_certificate_back(enrolled: keys.Enrolled) -> None:
    known = keys.revoke(keys.RevocationList(), enrolled.own, keys.RevocationReason.LOST, NOW)
    assert enrolled.own in keys.joined(known, keys.RevocationList())
    assert keys.revoke(known, enrolled.own, keys.RevocationReason.ENDED, NOW) == known


def test_lists_joined_in_any_order_are_one_list(enrolled: keys.Enrolled) -> None:
    none = keys.RevocationList()
    lists = [
        keys.revoke(none, enrolled.own, keys.RevocationReason.LOST, NOW),
        keys.revoke(none, enrolled.own, keys.RevocationReason.REPLACED, NOW + timedelta(days=1)),
        keys.revoke(none, enrolled.office, keys.RevocationReason.ENDED, NOW),
    ]
    results = {
        msgspec.json.encode(keys.joined(keys.joined(one, two), three)) for one, two, three in permutations(lists)
    }
    assert len(results) == 1
    assert len(msgspec.json.decode(results.pop(), type=keys.RevocationList).revocations) == 2


def test_renewal_keeps_key_and_name_under_a_new_serial(joining: Joining, enrolled: keys.Enrolled) -> None:
    later = NOW + timedelta(days=3000)
    renewed = keys.renew(joining.authority, enrolled.own, keys.RevocationList(), later)
    assert renewed.serial != enrolled.own.serial
    assert renewed.not_after > enrolled.own.not_after
    for fact in ("public_key", "age_recipient", "desk", "name", "village", "role"):
        assert getattr(renewed, fact) == getattr(enrolled.own, fact)
    keys.check_issued(renewed, enrolled.root)
    joining.laptop.signer(renewed)


def test_what_was_revoked_or_is_not_ours_is_not_renewed(
    joining: Joining, enrolled: keys.Enrolled, other: Joining
) -> None:
    revoked = keys.revoke(keys.RevocationList(), enrolled.own, keys.RevocationReason.LOST, NOW)
    with pytest.raises(CertificateRefusedError):
        keys.renew(joining.authority, enrolled.own, revoked, NOW)
    with pytest.raises(CertificateRefusedError):
        keys.renew(other.authority, enrolled.own, keys.RevocationList(), NOW)
