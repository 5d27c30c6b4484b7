"""Ids of persons in a manifest are written in one form, in format 2 and only there."""

from __future__ import annotations

import json

import pytest

from fupin_desk.domain.errors import BundleBeyondLimitError, FileDamagedError
from fupin_desk.domain.limits import MOST_PERSONS
from fupin_desk.exchange.manifest import read_manifest
from fupin_desk.exchange.persons import weigh
from fupin_desk.exchange.signed_json import encoded

ONE, OTHER = "01670000-0000-7000-8000-000000000001", "01670000-0000-7000-8000-000000000002"
PLACE = {"village": "990101001001", "desk": "desk-a"}
OLDER = {
    "format": 1,
    "sender": PLACE,
    "recipient": {"village": "990101", "desk": "desk-office"},
    "number": 1,
    "made_at": "2018-12-03T09:00:00Z",
    "certificates": [],
    "receipt": None,
    "withheld": 0,
    "streams": {},
    "parts": {},
}


def test_format_1_tells_of_nobody_and_format_2_of_those_it_names() -> None:
    assert read_manifest(encoded(OLDER)).told is None
    for persons in ([], [ONE], [ONE, OTHER]):
        assert read_manifest(encoded({**OLDER, "format": 2, "persons": persons})).told == frozenset(persons)


@pytest.mark.parametrize(
    "said",
    [
        {"format": 2},
        {"persons": [ONE]},
        {"persons": []},
        *(
            {"format": 2, "persons": persons}
            for persons in (
                [OTHER, ONE],
                [ONE, ONE],
                [ONE.upper().replace("8000", "A000")],
                [f"{ONE}\n"],
                [ONE.replace("-7000-", "-4000-")],
                ["somebody"],
                [""],
                [7],
                {"a": ONE},
                None,
                ONE,
            )
        ),
    ],
    ids=json.dumps,
)
def test_persons_written_otherwise_are_refused(said: dict[str, object]) -> None:
    with pytest.raises(FileDamagedError):
        read_manifest(encoded({**OLDER, **said}))


def test_persons_in_one_bundle_are_bounded() -> None:
    persons = [f"01670000-0000-7000-8000-{at:012x}" for at in range(MOST_PERSONS + 1)]
    assert len(read_manifest(encoded({**OLDER, "format": 2, "persons": persons[1:]})).told or ()) == MOST_PERSONS
    with pytest.raises(BundleBeyondLimitError) as refused:
        read_manifest(encoded({**OLDER, "format": 2, "persons": persons}))
    assert (refused.value.what, refused.value.limit) == ("persons", MOST_PERSONS)


def test_a_claim_counts_only_for_who_is_known_nowhere_else() -> None:
    told = weigh({"new", "own", "other", "office"}, {"written", "own"}, {"own": "v", "other": "w", "office": "c"}, "v")
    assert told.new == frozenset({"new"})
    assert told.elsewhere == frozenset({"other", "office"})
    assert told.writers == frozenset({"new", "own"})
