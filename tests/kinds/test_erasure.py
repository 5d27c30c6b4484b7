"""What stays of a record after an erasure names nobody."""

from __future__ import annotations

import pytest

from fupin_desk.domain.changes import Value
from fupin_desk.domain.fields import PUBLIC
from fupin_desk.domain.limits import MOST_COVERED
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.erasure import ACCOUNTS, ERASED, is_order, kept_after_erasure


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_anybody_may_see_stays_and_only_of_accounts(kind: str) -> None:
    spec = KINDS[kind]
    values = dict.fromkeys(spec.fields, "x")
    kept = kept_after_erasure(spec, values) if kind in ACCOUNTS else {}
    assert kept_after_erasure(spec, values) == kept
    for name in kept.keys() - {"voided"}:
        field = spec.fields[name].field
        assert field.privacy is PUBLIC
        assert not field.shape.free
    for name in kept.keys() - {"voided"}:
        assert not set(spec.fields[name].field.kinds) & {"household", "member", "party"}, name


def test_a_payment_keeps_amount_date_voucher_and_contract() -> None:
    said: dict[str, Value] = {
        "amount_fen": 1,
        "paid_on": "2026-01-01",
        "voucher": "V",
        "contract": "c",
        "household": "h",
        "member": "m",
    }
    kept = kept_after_erasure(KINDS["payment"], said)
    assert kept == {"amount_fen": 1, "paid_on": "2026-01-01", "voucher": "V", "contract": "c"}


def test_what_was_void_stays_void_without_its_reason() -> None:
    assert kept_after_erasure(KINDS["payment"], {"amount_fen": 1, "voided": "paid to old Ahmet"})["voided"] == ERASED


HOUSEHOLD = "00000000-0000-7000-8000-000000000001"
ORDER: dict[str, Value] = {
    "of_kind": "household",
    "of": HOUSEHOLD,
    "asked_on": "2018-12-02",
    "covers": [HOUSEHOLD],
}


def test_an_order_that_says_all_of_it_at_once_is_one() -> None:
    assert is_order(ORDER)
    assert is_order({**ORDER, "covers": [HOUSEHOLD] * MOST_COVERED})


@pytest.mark.parametrize(
    "said",
    [
        {"of_kind": "entity"},
        {"of": "somebody"},
        {"of": None},
        {"asked_on": None},
        {"covers": []},
        {"covers": HOUSEHOLD},
        {"covers": [HOUSEHOLD] * (MOST_COVERED + 1)},
        {"voided": "taken_out"},
    ],
    ids=str,
)
def test_an_order_that_is_not_whole_is_none(said: dict[str, Value]) -> None:
    assert not is_order({**ORDER, **said})


@pytest.mark.parametrize("left_out", ORDER)
def test_an_order_in_pieces_is_none(left_out: str) -> None:
    assert not is_order({name: value for name, value in ORDER.items() if name != left_out})
