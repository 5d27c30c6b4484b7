"""What cannot be of the people of one household: two heads, none, a stranger, a birth that is not the ID number's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from fupin_desk.domain.id_numbers import born_by
from fupin_desk.store import Reader
from fupin_desk.subjects.household.records import Household, Member


@dataclass(frozen=True)
class Odd:
    """Something of the kind."""

    what: str
    """``second_head``, ``no_head``, ``head_elsewhere`` or ``birth_differs``."""
    kind: str
    field: str
    records: tuple[str, ...]
    value: str
    village: str


def odd_people(reader: Reader, households: Collection[str] | None = None) -> Iterator[Odd]:
    """Yield what is odd in these households, or in all of them; of those who live there no more nothing is said."""
    of = {} if households is None else {"household": list(households)}
    which = {} if households is None else {"id": list(households)}
    people: dict[str | None, list[Member]] = {}
    homes: dict[str, str | None] = {}
    for member in reader.records("member", of):
        homes[member.id] = member.household
        if member.gone_since is None:
            people.setdefault(member.household, []).append(member)
            yield from odd_birth(member)
    for household in reader.records("household", which):
        yield from _heads(household, people.get(household.id, ()))
        if household.head is not None and household.head not in homes:
            head = reader.find("member", household.head)
            homes[household.head] = str(head.values["household"] or "") or None if head is not None else None
        if homes.get(household.head or "") not in (None, household.id):
            yield Odd("head_elsewhere", "household", "head", (household.id,), "", household.village)


def odd_birth(member: Member) -> Iterator[Odd]:
    """Yield a day or year of birth that is not the ID number's.

    A desk that did not look yet, or a bundle, may have brought it; what is typed now is refused at its field.
    """
    born = born_by(member.id_number)
    if born is None:
        return
    for field, figure, is_so in (
        ("born_on", member.born_on, member.born_on == born),
        ("born_in", member.born_in, member.born_in == born.year),
    ):
        if figure is not None and not is_so:
            yield Odd("birth_differs", "member", field, (member.id,), str(figure), member.village)


def _heads(household: Household, members: Sequence[Member]) -> Iterator[Odd]:
    heads = [member for member in members if member.relation == "head" or member.id == household.head]
    if len(heads) > 1:
        ids = tuple(sorted(member.id for member in heads))
        yield Odd("second_head", "member", "relation", ids, "", household.village)
    elif members and not heads:
        yield Odd("no_head", "household", "head", (household.id,), "", household.village)
