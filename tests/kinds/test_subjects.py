"""A subject is a folder and a line in the registry: whatever a folder makes it states, and nothing is forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from fupin_desk import subjects
from fupin_desk.domain.record import Record
from fupin_desk.kinds import CLASSES
from fupin_desk.kinds.asking import AGREED
from fupin_desk.kinds.constraints import CONSTRAINTS
from fupin_desk.kinds.judging import RULES
from fupin_desk.kinds.notices import SPECS
from fupin_desk.kinds.pages import PAGES, PARTS
from fupin_desk.kinds.returns import RETURNS
from fupin_desk.kinds.subjects import SUBJECTS, modules, stated
from fupin_desk.policy.constraint import Constraint
from fupin_desk.policy.notice_spec import NoticeSpec
from fupin_desk.policy.return_spec import ReturnSpec
from fupin_desk.policy.rule import Rule
from fupin_desk.subjects.consent.agreement import Agreed

pytestmark = pytest.mark.check
FOLDERS = [folder.name for folder in iter_modules(subjects.__path__)]


def made(of: type) -> Iterator[Any]:
    """Yield all of a type that the modules of any folder hold, each as often as it is imported somewhere."""
    for folder in FOLDERS:
        package = import_module(f"fupin_desk.subjects.{folder}")
        for found in iter_modules(package.__path__):
            module = import_module(f"{package.__name__}.{found.name}")
            yield from (value for value in vars(module).values() if isinstance(value, of))


def test_every_folder_is_a_line_of_the_registry_and_every_line_a_folder() -> None:
    assert sorted(SUBJECTS) == sorted(FOLDERS)
    assert len(set(SUBJECTS)) == len(SUBJECTS)


def test_every_class_of_records_is_a_kind_once() -> None:
    classes = [cls for cls in made(type) if issubclass(cls, Record) and cls is not Record]
    assert set(classes) == set(CLASSES)
    assert len(set(CLASSES)) == len(CLASSES)


@pytest.mark.parametrize(
    ("of", "known"),
    [(Rule, RULES), (Constraint, CONSTRAINTS), (NoticeSpec, [*SPECS.values()]), (ReturnSpec, [*RETURNS.values()])],
)
def test_whatever_is_made_is_stated_once(of: type, known: Collection[Any]) -> None:
    def itself(each: Any) -> int:
        return id(each.look if isinstance(each, Rule) else each)  # what a rule is about is filled in afterwards

    assert {itself(each) for each in made(of)} == {itself(each) for each in known}
    assert len({itself(each) for each in known}) == len(known)


def test_what_rests_on_an_agreement_is_stated_with_its_dossier() -> None:
    classes = {cls for cls in made(type) if issubclass(cls, Agreed) and cls is not Agreed}
    assert {cls for cls in classes if classes.isdisjoint(cls.__mro__[1:])} == set(AGREED)


def test_no_two_kinds_and_no_two_rules_stand_in_one_place() -> None:
    for places in ([cls.traits.place for cls in CLASSES], [rule.place for rule in RULES]):
        assert places == sorted(set(places))


def test_a_module_of_a_known_name_states_something() -> None:
    for module, names in (
        ("records", ("RECORDS",)),
        ("rules", ("RULES",)),
        ("constraints", ("CONSTRAINTS",)),
        ("page", ("PAGES", "PARTS")),
        ("notices", ("NOTICES",)),
        ("returns", ("RETURNS",)),
    ):
        for found in modules(module):
            assert any(getattr(found, name, ()) for name in names), found.__name__
    assert len(stated("page", "PARTS")) == len(PARTS)
    assert len(stated("page", "PAGES")) == len(PAGES)
