"""Ids never run out, and no two desks make the same number."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fupin_desk.domain.ids import UUID, mark_of, number_for, uuid7, village_id

moments = st.datetimes(  # Hypothesis wants its limits without a zone
    datetime(1971, 1, 1),  # noqa: DTZ001
    datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
chances = st.binary(min_size=10, max_size=10)


@given(moments, chances)
def test_an_id_is_a_uuid_of_version_seven_that_says_its_millisecond(now: datetime, random: bytes) -> None:
    made = uuid.UUID(uuid7(now, random))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert abs(made.int >> 80) == int(now.timestamp() * 1000)
    assert UUID.fullmatch(str(made))


@given(moments, st.integers(1, 10**9), chances, chances)
def test_later_ids_come_after_earlier_ones(now: datetime, later: int, one: bytes, other: bytes) -> None:
    assert uuid7(now, one) < uuid7(now + timedelta(milliseconds=later), other)


@given(moments, chances, chances)
def test_what_chance_says_is_in_the_id(now: datetime, one: bytes, other: bytes) -> None:
    # All but six bits, which say that it is a UUID.
    kept = [bytes((each[0] & 0x0F, each[1], each[2] & 0x3F, *each[3:])) for each in (one, other)]
    assert (uuid7(now, one) == uuid7(now, other)) is (kept[0] == kept[1])


def test_a_number_says_its_kind_its_place_and_a_mark_of_its_record() -> None:
    record = "019ca86a-3a60-7ffc-b178-8be56d477451"
    assert re.fullmatch(r"H-0123-[0-9A-HJKMNP-TV-Z]{4}", number_for("H", 123, record))
    assert number_for("H", 123, record).endswith(mark_of(record))
    assert number_for("C", 12345, record).startswith("C-12345-")


def test_two_desks_that_count_alike_make_different_numbers() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    made = {number_for("H", 1, uuid7(now, number.to_bytes(10, "big"))) for number in range(1000)}
    assert len(made) == 1000


def test_the_laptops_of_a_village_write_one_record_of_it() -> None:
    assert village_id("990101001001") == village_id("990101001001") != village_id("990101001002")
    assert UUID.fullmatch(village_id("990101001001"))
