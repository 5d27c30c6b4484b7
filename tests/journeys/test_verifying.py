"""Derived data held against the history: whatever is altered in the file is named, and made anew."""

from __future__ import annotations

from typing import Any

import pytest

from fupin_desk.acts.keeping.status import status
from fupin_desk.acts.keeping.verifying import rebuild, verify
from tests.journeys.county import County, Machine


def spoiled(machine: Machine, sql: str, *facts: object) -> None:
    """Alter the vault behind the program's back."""
    with machine.desk.vault.writing(machine.desk.author()) as work:
        work.history_here.run(sql, facts)


def faults(machine: Machine) -> list[tuple[str, ...]]:
    found = verify(machine.desk)
    assert found["whole"] == (not found["faults"])
    assert found["count"] == len(found["faults"])
    return [tuple(each.values()) for each in found["faults"]]


@pytest.fixture
def sent(made_up_county: County, laptop: Machine) -> dict[str, str]:
    """A household that went to the office and was answered."""
    made = laptop.household("王小明", address="东边", phone="0999-9900000")
    made_up_county.round(laptop)
    return made


def test_a_desk_nobody_altered_is_whole_and_says_when_it_was_looked_at(
    made_up_county: County, laptop: Machine, sent: dict[str, str]
) -> None:
    for each in (laptop, made_up_county.office):
        assert status(each.desk)["verified"] is None  # nobody looked yet, so nothing is said of it
        assert faults(each) == []
        noted: dict[str, Any] = status(each.desk)["verified"]
        assert noted["whole"] is True
        assert noted["at"].startswith("2018-12-03T")
        assert rebuild(each.desk) == {"whole": True, "count": 0, "changed": [], "faults": []}


@pytest.mark.parametrize(
    ("sql", "wanted"),
    [
        ("UPDATE record_household SET address = '西边' WHERE id = ?", ("table", "household", "address", "differs")),
        ("UPDATE record_household SET village = '990101001002' WHERE id = ?",
         ("table", "household", "village", "differs")),
        ("UPDATE record_household SET _heads = '{}' WHERE id = ?", ("table", "household", "address", "differs")),
        ("UPDATE record_household SET _heads = '{' WHERE id = ?", ("table", "household", "", "unreadable")),
        ("UPDATE record_household SET _disputed = '[\"address\"]' WHERE id = ?",
         ("table", "household", "address", "differs")),
        ("UPDATE record_household SET _sealed = NULL WHERE id = ?", ("table", "household", "phone", "differs")),
        ("UPDATE record_household SET _sealed = x'01' WHERE id = ?", ("table", "household", "", "unreadable")),
        ("DELETE FROM record_household WHERE id = ?", ("table", "household", "", "missing")),
        ("INSERT INTO record_household (id, village) SELECT '7' || ?, ''", ("table", "household", "", "extra")),
        ("DELETE FROM search_key WHERE kind = 'household' AND record = ?", ("search", "household", "", "missing")),
        ("INSERT INTO search_key (kind, key, record) VALUES ('household', 'xyz', ?)",
         ("search", "household", "", "extra")),
        ("INSERT INTO search_key (kind, key, record) VALUES ('household', 'xyz', 'x' || ?)",
         ("search", "household", "", "extra")),
    ],
)  # fmt: skip
def test_what_was_altered_in_a_table_or_search_key_is_named_and_made_anew(
    laptop: Machine, sent: dict[str, str], sql: str, wanted: tuple[str, ...]
) -> None:
    before = laptop.get("household", sent["household"])
    spoiled(laptop, sql, sent["household"])
    found = faults(laptop)
    assert wanted in {(part, kind, field, what) for part, kind, _record, field, what in found}
    assert all(record.endswith(sent["household"]) for _part, _kind, record, _field, _what in found)
    noted = status(laptop.desk)
    assert (noted["chain"], noted["verified"]["whole"]) == ("whole", False)
    made = rebuild(laptop.desk)
    assert {tuple(each.values()) for each in made["changed"]} == set(found)
    assert (made["whole"], made["faults"], faults(laptop)) == (True, [], [])
    assert laptop.get("household", sent["household"]) == before


@pytest.mark.parametrize(("column", "value"), [("state", "unanswered"), ("state", "returned"), ("reason", "kind")])
def test_what_was_altered_in_the_books_of_what_was_sent_is_named_and_made_anew(
    laptop: Machine, sent: dict[str, str], column: str, value: str
) -> None:
    numbers = status(laptop.desk)
    with laptop.desk.vault.reading() as reader:
        digest = sorted(reader.sent())[0]
    spoiled(laptop, f"UPDATE sent SET {column} = ? WHERE digest = ?", value, digest)
    assert faults(laptop) == [("book", "sent", digest, column, "differs")]
    assert rebuild(laptop.desk)["whole"]
    assert status(laptop.desk)["sent"] == numbers["sent"]
    assert status(laptop.desk)["taken"] == numbers["taken"]


def test_a_change_missing_from_what_was_sent_is_named(laptop: Machine, sent: dict[str, str]) -> None:
    with laptop.desk.vault.reading() as reader:
        digest = sorted(reader.sent())[0]
    spoiled(laptop, "DELETE FROM sent WHERE digest = ?", digest)
    assert faults(laptop) == [("book", "sent", digest, "state", "missing")]
    assert rebuild(laptop.desk)["whole"]


def test_a_verdict_at_the_office_that_cannot_be_is_named_and_given_anew(
    made_up_county: County, laptop: Machine, sent: dict[str, str]
) -> None:
    office = made_up_county.office
    with office.desk.vault.reading() as reader:
        digests = [each.digest for each in reader.offers(laptop.desk.id)]
    spoiled(office, "UPDATE offer SET verdict = 'disputed' WHERE digest = ?", digests[0])
    spoiled(office, "UPDATE offer SET verdict = 'held' WHERE digest = ?", digests[1])
    spoiled(office, "INSERT INTO offer (desk, digest, verdict) VALUES (?, ?, 'taken')", laptop.desk.id, "ab" * 32)
    wanted = {("book", "offer", each, "verdict", "differs") for each in (digests[0], digests[1], "ab" * 32)}
    assert set(faults(office)) == wanted
    assert rebuild(office.desk)["whole"]
    made_up_county.round(laptop)
    assert faults(office) == faults(laptop) == []
    assert made_up_county.of(laptop)["sent"] == laptop.status()["sent"]


def test_a_verdict_that_was_lost_at_the_office_is_named_and_given_anew(
    made_up_county: County, laptop: Machine, sent: dict[str, str]
) -> None:
    office, second = made_up_county.office, made_up_county.laptop("second")
    made_up_county.round(second)
    for each, address in ((laptop, "河边"), (second, "西边")):
        each.put("household", sent["household"], address=address)
    made_up_county.round(laptop, second)
    numbers = office.status()["desks"]
    assert sum(each["disputed"] for each in numbers) == 2
    with office.desk.vault.reading() as reader:
        digests = {each.digest for desk in reader.desks() for each in reader.offers(desk.desk)}
    spoiled(office, "DELETE FROM offer")
    assert set(faults(office)) == {("book", "offer", each, "verdict", "missing") for each in digests}
    assert rebuild(office.desk)["whole"]
    assert office.status()["desks"] == numbers


def test_a_scan_whose_content_was_altered_is_named_and_cannot_be_made_anew(
    laptop: Machine, sent: dict[str, str]
) -> None:
    with laptop.desk.writing() as work:
        plain, local = work.put_blob(b"a paper"), work.put_blob(b"a local paper", local=True)
    assert faults(laptop) == []
    spoiled(laptop, "UPDATE blob SET content = x'00'")
    assert faults(laptop) == [("file", "", each, "", "differs") for each in sorted((plain, local))]
    made = rebuild(laptop.desk)
    assert (made["whole"], len(made["faults"]), made["changed"]) == (False, 2, [])


def test_an_order_to_erase_that_was_forgotten_is_named_and_carried_out_again(
    laptop: Machine, sent: dict[str, str]
) -> None:
    with laptop.desk.writing() as work:
        work.erase("household", sent["household"])
    assert faults(laptop) == []
    spoiled(laptop, "DELETE FROM erased_record WHERE record = ?", sent["household"])
    ((part, kind, _order, field, what),) = faults(laptop)
    assert (part, kind, field, what) == ("erasures", "erasure", "covers", "missing")
    assert rebuild(laptop.desk)["whole"]
    assert faults(laptop) == []


def test_a_page_that_was_altered_is_named(laptop: Machine, sent: dict[str, str]) -> None:
    laptop.desk.vault.clean()
    laptop.desk.close()
    file = laptop.folder / "vault.db"
    content = bytearray(file.read_bytes())
    content[len(content) - 2000] ^= 1  # the last page: nothing reads it at opening
    file.write_bytes(content)
    laptop.desk = Machine(laptop.folder, laptop.around, laptop.clock).desk
    found = faults(laptop)
    assert found
    assert {each[0] for each in found} == {"vault"}
