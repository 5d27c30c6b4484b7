"""Whose a record is, read from what every kind says of that (``Traits.travels``, ``Traits.about``).

Always true:

* a kind whose records may name somebody's record is somebody's, but for what it is said of that it always travels
  (``tests/kinds/test_whose.py`` lists those);
* a new reference to somebody's record says whose it is, unless its kind says that it leads elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from fupin_desk.domain.changes import Value
from fupin_desk.domain.record import FieldSpec, Record, kind_name
from fupin_desk.domain.traits import routes
from fupin_desk.domain.withholding import AsAgreed
from fupin_desk.kinds import KINDS
from fupin_desk.subjects.household.records import Household

AGREES = kind_name(Household)
"""The kind of those who agree to being registered; all other records are theirs or nobody's."""
AGREED = {kind: spec.traits.travels for kind, spec in KINDS.items() if isinstance(spec.traits.travels, AsAgreed)}
OF_PEOPLE = AGREED.keys()
"""Kinds whose records are somebody's: without a household that agrees they stay."""
ENDING = {kind: frozenset(travels.ends) for kind, travels in AGREED.items() if travels.ends}
"""Of kinds that the county may see ended, the fields that say that and no more."""
STAYING = tuple(kind for kind, spec in KINDS.items() if spec.cls.stays is not Record.stays)
"""Kinds of which some records stay, whoever's they are."""
BESIDE = frozenset(
    kind
    for of, travels in AGREED.items()
    if travels.along is not None
    for kind in KINDS[of].fields[travels.along].field.kinds
)
"""Kinds of what others stay with: a notice, with its lines."""
OWNED = frozenset(kind for kind in OF_PEOPLE if KINDS[kind].cls.owner is not None)
"""Kinds whose records name whom they belong to; of others somebody else's record says it."""


def _back(paths: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return kind and field of the steps back with which paths begin."""
    steps = (route.steps[0] for path in paths for route in routes(path))
    return [(step.back, step.field) for step in steps if step.back is not None]


TIES = frozenset(step for kind in OF_PEOPLE for step in _back(KINDS[kind].traits.about))
"""Kinds and fields by which a record says of another one whose that is: a party of its contract."""
TIED = frozenset(kind for kind in OF_PEOPLE if _back(KINDS[kind].traits.about))
"""Kinds of whose records others say that."""
TYING = frozenset(kind for kind, _field in TIES)
"""Kinds whose records say it."""
BOTH_WAYS = frozenset(
    step for kind, travels in AGREED.items() for step in _back((*KINDS[kind].traits.about, *travels.also))
)
"""Kinds and fields by which the record that is named, too, is about the people of the one that names it."""


@cache
def says_whose(kind: str, name: str) -> bool:
    """Return whether a field of a record says whose it is, or of whom else the record it names is about."""
    field = KINDS[kind].fields.get(name)
    return field is not None and name not in AGREED[kind].elsewhere and _names_somebodys(field)


@cache
def naming_fields(kind: str) -> frozenset[str]:
    """Return the fields of a record of people that name other records; a household leads nowhere."""
    if kind not in OF_PEOPLE or kind == AGREES:
        return frozenset()
    fields = {name: spec.field for name, spec in KINDS[kind].fields.items()}
    return frozenset(name for name, field in fields.items() if field.shape.refers or field.kind_in is not None)


def _names_somebodys(field: FieldSpec) -> bool:
    if not field.field.kinds:
        return field.field.shape.refers or field.field.kind_in is not None
    return not OF_PEOPLE.isdisjoint(field.field.kinds)


@cache
def _named_by_kind(kind: str) -> tuple[str, ...]:
    """Return the fields that say of which kind a record is that another field names."""
    return tuple(field.field.kind_in for field in KINDS[kind].fields.values() if field.field.kind_in is not None)


def is_nobodys(kind: str, values: Mapping[str, Value], offices: Collection[str]) -> bool:
    """Return whether what a change says makes its record nobody's, if no household is named in it anywhere.

    ``offices``: ids of the records that are an office's.
    """
    if any(name in values and values[name] not in OF_PEOPLE for name in _named_by_kind(kind)):
        return True
    return any(
        values.get(case.said) not in (None, "")
        and not any(values.get(name) for name in case.without)
        and all(not values.get(name) or values[name] in offices for name in case.offices)
        for case in AGREED[kind].nobodys
    )


def takes_out_in_silence(kind: str, name: str) -> bool:
    """Return whether a field takes a record out and is LOCAL of its kind, as it was not always."""
    return name == "voided" and kind in KINDS and KINDS[kind].fields[name].local
