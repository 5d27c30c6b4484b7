"""What a sender may say, and what a change may hold."""

from __future__ import annotations

import msgspec
import pytest

from fupin_desk.domain.changes import COUNTY_STREAM, LOCAL_STREAM, Change, canonical, sha256
from fupin_desk.domain.limits import MOST_COVERED, MOST_PARENTS
from fupin_desk.exchange.admission import Sender, sender_of, why_returned
from tests.exchange.county import County
from tests.exchange.desks import STREAM, VILLAGE, a_change, an_id, erased

VILLAGE_DESK = Sender("desk-a", frozenset({STREAM}))
OFFICE = Sender("desk-office", frozenset({STREAM, COUNTY_STREAM}), any_name=True)


def a_setting(stream: str = COUNTY_STREAM) -> Change:
    values = {"figure": "minimum_wage_month_fen"}
    return a_change(stream=stream, kind="setting", purpose="office", values=values)


def test_a_sound_change_is_admitted() -> None:
    assert why_returned(a_change(), VILLAGE_DESK) is None
    assert why_returned(erased(a_change()), VILLAGE_DESK) is None
    assert why_returned(a_change(values={"voided": "taken_out"}), VILLAGE_DESK) is None


@pytest.mark.parametrize("stream", ["village:990101001002", COUNTY_STREAM, LOCAL_STREAM, "", "village:"])
def test_a_village_writes_its_own_stream_and_no_other(stream: str) -> None:
    assert why_returned(a_change(stream=stream), VILLAGE_DESK) == "stream"


def test_nothing_local_is_taken_from_anybody() -> None:
    assert why_returned(a_change(stream=LOCAL_STREAM), OFFICE) == "stream"
    assert why_returned(a_change(values={"phone": "0991-1234567"}), OFFICE) == "field"
    assert why_returned(a_change(kind="person", values={"name": "阿依古丽"}), OFFICE) == "stream"


def test_the_county_writes_its_settings_in_its_own_stream_and_records_of_a_village_in_the_villages() -> None:
    assert why_returned(a_setting(), OFFICE) is None
    assert why_returned(a_setting(), VILLAGE_DESK) == "stream"
    assert why_returned(a_setting(STREAM), VILLAGE_DESK) == "stream"
    assert why_returned(a_change(stream=COUNTY_STREAM), OFFICE) == "stream"


def test_who_may_write_where_follows_from_the_certificate(county: County) -> None:
    assert sender_of(county.village.certificate) == VILLAGE_DESK
    assert sender_of(county.office.certificate, VILLAGE) == OFFICE


def test_a_change_that_is_not_what_its_digest_was_made_of_is_returned() -> None:
    change = a_change()
    assert change.body is not None
    altered_body = msgspec.structs.replace(change.body, desk="desk-b")
    assert why_returned(msgspec.structs.replace(change, body=altered_body), VILLAGE_DESK) == "body"
    assert why_returned(msgspec.structs.replace(change, values={"group": "2组"}), VILLAGE_DESK) == "values"
    assert why_returned(msgspec.structs.replace(change, salt="1" * 32), VILLAGE_DESK) == "values"
    assert why_returned(msgspec.structs.replace(change, salt="ZZ" * 16), VILLAGE_DESK) == "values"
    more = msgspec.structs.replace(change.body, based_on={**change.body.based_on, "address": []})
    whole = msgspec.structs.replace(change, body=more, body_digest=sha256(canonical(more)))
    assert why_returned(whole, VILLAGE_DESK) == "fields"


@pytest.mark.parametrize(
    "said",
    [
        {"record": "1"},
        {"record": "01670000-0000-7000-8000-00000000000G"},
        {"desk": ""},
        {"person": "x" * 65},
        {"person": "two words"},
        {"at": "yesterday"},
        {"at": "2018-11-20T09:30:00"},
        {"at": "2018-11-20T09:30:00+08:00"},
        {"at": "2018-11-20T09:30:00+00:00"},
        {"at": "2018-11-20T09:30:00.5Z"},
        {"at": "20181120T093000Z"},
        {"at": "2018-W47-2T09:30:00Z"},
        {"at": "2018-11-2T09:30:00Z"},
        {"values": {}},
        {"parents": [f"{number:064x}" for number in range(MOST_PARENTS + 1)]},
        {"parents": ["a" * 64, "a" * 64]},
        {"based_on": {"group": ["a" * 64, "a" * 64]}},
    ],
)
def test_what_is_not_written_as_it_must_be_is_returned(said: dict[str, object]) -> None:
    desk = str(said.get("desk", "desk-a"))
    assert why_returned(a_change(**said), Sender(desk, frozenset({STREAM}))) == "form"


def test_a_salt_in_another_spelling_is_returned() -> None:
    change = a_change(salt=b"\xab" * 16)
    assert why_returned(msgspec.structs.replace(change, salt="AB" * 16), VILLAGE_DESK) == "form"


def test_kinds_fields_and_purposes_are_those_of_the_records() -> None:
    assert why_returned(a_change(kind="score"), VILLAGE_DESK) == "kind"
    assert why_returned(a_change(values={"religion": "x"}), VILLAGE_DESK) == "field"
    assert why_returned(a_change(purpose="pay"), VILLAGE_DESK) == "purpose"
    assert why_returned(a_change(values={"group": "1组", "bank_card": None}), VILLAGE_DESK) == "purpose"


@pytest.mark.parametrize(
    "values",
    [
        {"group": 1},
        {"group": "x" * 61},
        {"group": " 1组"},
        {"group": ""},
        {"group": "a\x00b"},
        {"status": "rich"},
        {"status_since": "2018-02-30"},
        {"status_since": "20180201"},
        {"industries": ["cotton", "cotton"]},
        {"head": "nobody"},
    ],
)
def test_a_value_that_cannot_be_is_returned_and_never_put_right(values: dict[str, object]) -> None:
    assert why_returned(a_change(values=values), VILLAGE_DESK) == "value"


def an_order(**said: object) -> Change:
    values: dict[str, object] = {
        "of_kind": "household",
        "of": an_id(1),
        "asked_on": "2018-11-20",
        "covers": [an_id(1), an_id(2)],
    }
    kept = {name: value for name, value in (values | said).items() if value != "absent"}
    return a_change(kind="erasure", purpose="office", record=an_id(9), values=kept)


def test_an_order_to_erase_is_whole_and_about_a_households_own() -> None:
    assert why_returned(an_order(), VILLAGE_DESK) is None
    assert why_returned(erased(an_order()), VILLAGE_DESK) is None


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"covers": "everything"}, "value"),
        ({"covers": ["everything"]}, "value"),
        ({"covers": [an_id(2), an_id(1)]}, "value"),
        ({"covers": [an_id(1), an_id(1)]}, "value"),
        ({"covers": [an_id(2)]}, "order"),
        ({"covers": None}, "order"),
        ({"covers": "absent"}, "order"),
        ({"covers": [an_id(at) for at in range(MOST_COVERED + 1)]}, "order"),
        ({"of": "absent"}, "order"),
        ({"of": "all", "covers": [an_id(1)]}, "order"),
        ({"of_kind": "objection"}, "order"),
        ({"of_kind": "village"}, "order"),
        ({"of_kind": "everything"}, "order"),
        ({"voided": "taken_out"}, "order"),
    ],
)
def test_an_order_that_is_none_is_returned(said: dict[str, object], reason: str) -> None:
    assert why_returned(an_order(**said), VILLAGE_DESK) == reason


def test_what_was_taken_before_is_not_judged_by_todays_rules() -> None:
    assert why_returned(a_change(values={"status": "a code of old"}), VILLAGE_DESK, known=True) is None
