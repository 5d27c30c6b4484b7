"""The records as declared: what every column must have, and what must never be a column."""

from __future__ import annotations

from typing import Annotated

import msgspec
import pytest

from fupin_desk.domain.disclosure import SEEN_BY, Audience, disclose
from fupin_desk.domain.errors import UnknownKindError
from fupin_desk.domain.fields import LOCAL, MASKED, PRIVATE, PUBLIC, Privacy, text, yes
from fupin_desk.domain.record import Record, spec_of
from fupin_desk.domain.shapes import CODE, CODES
from fupin_desk.kinds import CLASSES, CODE_LISTS, KINDS, kind_spec
from fupin_desk.kinds.privacy import UNLISTED
from fupin_desk.kinds.schema import schema_of, schemas
from fupin_desk.subjects.village.records import Village

pytestmark = pytest.mark.check

NEVER = (
    "ethnic", "nationalit", "religio", "faith", "belief", "politic", "party_member", "party_membership", "biometric",
    "face", "iris", "voice", "blood", "fingerprint", "gps", "whereabouts", "movement", "relatives", "abroad",
    "visitor", "family_planning", "score", "_rating", "rating_", "rank", "credit_level", "loyal",
    "persua", "refus", "conduct",
)  # fmt: skip
"""Never a column (safeguards.md)."""
ALL = [(kind, name) for kind, spec in KINDS.items() for name in spec.fields]


@pytest.mark.parametrize(("kind", "name"), ALL)
def test_every_column_has_a_privacy_class_and_a_purpose(kind: str, name: str) -> None:
    found = KINDS[kind].fields[name]
    assert found.field.privacy in Privacy
    assert found.purpose


def test_a_column_without_a_privacy_class_cannot_exist() -> None:
    class Careless(Record, frozen=True, kw_only=True):
        traits = Village.traits
        said: str | None = None

    with pytest.raises(TypeError, match=r"Careless\.said"):
        spec_of(Careless)


@pytest.mark.parametrize(("kind", "name"), ALL)
def test_no_column_is_about_what_must_never_be_kept(kind: str, name: str) -> None:
    assert not any(never in f"{kind}.{name}" for never in NEVER)


def test_no_code_list_is_about_what_must_never_be_kept() -> None:
    words = [*CODE_LISTS, *(code for codes in CODE_LISTS.values() for code in codes)]
    assert not [word for word in words if any(never in word for never in NEVER)]


def test_what_only_the_laptop_may_know_is_local() -> None:
    local = {f"{kind}.{name}" for kind, name in ALL if KINDS[kind].fields[name].local}
    assert local >= {f"{kind}.voided_why" for kind in KINDS}
    assert {
        "household.phone",
        "household.paper_languages",
        "household.does_not_wish",
        "consent.voided",
        "consent.withdrawn_on",
        "consent.language",
        "consent.paper",
        "contract.ended_why",
        "distribution_line.declined",
        "objection.by",
        "notice.salt",
    } == {each for each in local if not each.endswith(".voided_why")}


def test_what_keeps_a_no_is_local_and_told_of_one_record_at_a_time() -> None:
    keeping = {(kind, name) for kind, name in ALL if KINDS[kind].fields[name].keeps_no}
    assert keeping == {
        ("household", "does_not_wish"),
        ("consent", "withdrawn_on"),
        ("consent", "voided"),
        ("distribution_line", "declined"),
    }
    assert keeping < UNLISTED
    assert all(KINDS[kind].fields[name].local for kind, name in keeping)


def test_a_field_that_keeps_a_no_and_is_not_local_cannot_exist() -> None:
    class Loud(Record, frozen=True, kw_only=True):
        traits = Village.traits
        refused: Annotated[bool | None, yes(PRIVATE, keeps_no=True)] = None

    with pytest.raises(TypeError, match="keeps a no"):
        spec_of(Loud)


def test_what_is_told_of_one_record_at_a_time_is_local() -> None:
    assert all(KINDS[kind].fields[name].local for kind, name in UNLISTED)
    assert {("household", "does_not_wish"), ("consent", "withdrawn_on"), ("distribution_line", "declined")} < UNLISTED
    assert {("household", "paper_languages"), ("consent", "language"), ("contract", "ended_why")} < UNLISTED
    assert ("objection", "by") in UNLISTED


def test_the_county_kinds_hold_nothing_local_but_why_something_was_taken_out() -> None:
    assert not [kind for kind, spec in KINDS.items() if spec.cls.realm == "county" and _local(kind) != ["voided_why"]]


def _local(kind: str) -> list[str]:
    return [name for name, spec in KINDS[kind].fields.items() if spec.local]


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_and_its_fields_stand_in_the_schema(kind: str) -> None:
    schema = schema_of(kind)
    assert set(KINDS[kind].fields) < set(schema["properties"])
    assert schema["additionalProperties"] is False
    assert schema["description"]
    msgspec.json.decode(msgspec.json.encode(schema))


def test_the_schema_of_no_kind_is_refused() -> None:
    assert set(schemas()) == set(KINDS)
    with pytest.raises(UnknownKindError):
        kind_spec("loyalty")


@pytest.mark.parametrize("cls", CLASSES)
def test_a_record_is_made_with_nothing_but_its_id(cls: type[Record]) -> None:
    made = cls(id="x")
    assert all(getattr(made, name) is None for name in spec_of(cls).fields)


@pytest.mark.parametrize(("kind", "name"), ALL)
def test_every_field_refers_to_kinds_and_lists_that_exist(kind: str, name: str) -> None:
    field = KINDS[kind].fields[name].field
    assert set(field.kinds) <= KINDS.keys()
    assert field.codes is None or field.codes in CODE_LISTS
    assert (field.codes is not None) == (field.shape in (CODE, CODES))
    if field.only is not None:
        gate = KINDS[kind].fields[field.only[0]].field
        assert set(field.only[1]) <= set(CODE_LISTS[gate.codes or ""])


@pytest.mark.parametrize("audience", list(Audience))
def test_nothing_local_is_in_any_disclosed_form(audience: Audience) -> None:
    for kind, spec in KINDS.items():
        seen = disclose(spec, "x", dict.fromkeys(spec.fields, "990101199001010014"), audience)
        assert not set(seen.values) & set(_local(kind))


def test_the_board_sees_public_columns_and_masked_numbers_only() -> None:
    assert SEEN_BY[Audience.BOARD] == {PUBLIC, MASKED}
    number = "990101199001010014"
    seen = disclose(kind_spec("member"), "x", {"id_number": number, "born_on": "1990-01-01"}, Audience.BOARD)
    assert seen.values == {"id_number": "990***********0014"}


def test_privacy_classes_are_ordered_as_the_safeguards_say() -> None:
    assert list(Privacy) == [PUBLIC, MASKED, PRIVATE, LOCAL]


def test_a_field_of_a_new_kind_is_read_from_its_one_line() -> None:
    class Well(Record, frozen=True, kw_only=True):
        traits = Village.traits
        name: Annotated[str | None, text(PUBLIC, 20, required=True)] = None

    found = spec_of(Well)
    assert (found.kind, found.fields["name"].field.most) == ("well", 20)
