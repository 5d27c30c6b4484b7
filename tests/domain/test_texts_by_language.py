"""A text that is kept in each language: said once on its class, a field for each of the languages."""

from __future__ import annotations

from typing import Annotated

import msgspec
import pytest

from fupin_desk.domain.fields import IN_EACH_LANGUAGE, PUBLIC, text
from fupin_desk.domain.languages import LANGUAGES, OFFICIAL
from fupin_desk.domain.record import Record, in_other_languages, spec_of
from fupin_desk.kinds import KINDS
from fupin_desk.subjects.village.records import Village

TEXTS = [(kind, first) for kind, spec in KINDS.items() for first in spec.cls.texts]


def test_what_a_notice_says_in_peoples_own_words_is_kept_in_each_language() -> None:
    assert set(TEXTS) == {
        ("village", "name_zh"), ("village", "township"), ("village", "county"), ("village", "objections_to"),
        ("village", "objections_outside"), ("entity", "name"), ("asset", "name"), ("distribution", "rule"),
    }  # fmt: skip


@pytest.mark.parametrize(("kind", "first"), TEXTS)
def test_each_language_has_a_field_that_is_as_the_first_but_never_required(kind: str, first: str) -> None:
    spec = KINDS[kind]
    others = spec.cls.texts[first]
    assert set(others) == set(LANGUAGES) - {OFFICIAL}
    names = list(spec.fields)
    at = names.index(first)
    assert names[at + 1 : at + 1 + len(others)] == list(others.values())
    of_first = spec.fields[first].field
    for other in others.values():
        found = spec.fields[other]
        assert found.text_of == first
        assert (found.field.shape, found.field.privacy, found.field.most) == (
            of_first.shape,
            of_first.privacy,
            of_first.most,
        )
        assert found.purpose is spec.fields[first].purpose
        assert not found.field.required
    assert spec.fields[first].text_of is None


def test_a_villages_names_are_called_as_older_vaults_call_them() -> None:
    names = [name for name in KINDS["village"].fields if name.startswith("name_")]
    assert names == ["name_zh", "name_ug", "name_kk", "name_en"]


def test_a_class_says_it_once_and_its_records_hold_it_in_each() -> None:
    class Well(Record, frozen=True, kw_only=True):
        traits = Village.traits
        name: Annotated[str | None, text(PUBLIC, 20, required=True)] = IN_EACH_LANGUAGE
        depth: Annotated[str | None, text(PUBLIC, 20)] = None

    assert list(spec_of(Well).fields)[2:] == ["name", "name_ug", "name_kk", "name_en", "depth"]
    well = msgspec.convert({"id": "1", "name": "井", "name_ug": "قۇدۇق", "name_en": ""}, type=Well)
    assert well.name == "井"
    assert well.depth is None
    assert in_other_languages(well, "name") == {"ug": "قۇدۇق"}
    assert Record.texts == {}
