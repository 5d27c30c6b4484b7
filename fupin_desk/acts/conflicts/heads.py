"""What cannot be of the people of one household: two heads, none, a stranger, a birth that is not the ID number's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fupin_desk.domain.id_numbers import born_by
from fupin_desk.domain.record import kind_name
from fupin_desk.store import Reader
from fupin_desk.subjects.household.records import Household, Member

HOUSEHOLD, MEMBER = kind_name(Household), kind_name(Member)


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


class People:
    """What is odd of people, by household; kept, and looked for again around what was written."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._home: dict[str, str | None] = {}
        """Of each member that stands the household."""
        self._odd: dict[str, list[Odd]] = {}
        """By the id of the household, or of the member whose birth it is."""

    def begin(self, reader: Reader, members: Collection[Member], households: Collection[Household]) -> None:
        """Look at all members and households."""
        self._look(reader, members, households)

    def change(self, reader: Reader, ids: Mapping[str, Collection[str]]) -> None:
        """Look again at these records (ids by kind), and at the households they are or were of."""
        changed = set(ids.get(MEMBER, ()))
        homes = {*ids.get(HOUSEHOLD, ()), *(self._home.pop(member, None) for member in changed)}
        members = reader.records(MEMBER, {"id": sorted(changed)}) if changed else []
        headed = reader.records(HOUSEHOLD, {"head": sorted(changed)}) if changed else []
        homes |= {member.household for member in members} | {household.id for household in headed}
        wanted = sorted(filter(None, homes))
        for gone in (*wanted, *changed):
            self._odd.pop(gone, None)
        near = reader.records(MEMBER, {"household": wanted}) if wanted else []
        everyone = {member.id: member for member in (*members, *near)}
        self._look(reader, everyone.values(), reader.records(HOUSEHOLD, {"id": wanted}) if wanted else [])

    def _look(self, reader: Reader, members: Collection[Member], households: Collection[Household]) -> None:
        people: dict[str | None, list[Member]] = defaultdict(list)
        for member in members:
            self._home[member.id] = member.household
            if member.gone_since is None:
                people[member.household].append(member)
                self._keep(member.id, odd_birth(member))
        for household in households:
            here = sorted(people.get(household.id, ()), key=lambda member: member.id)
            self._keep(household.id, self._of_household(reader, household, here))

    def _of_household(self, reader: Reader, household: Household, members: Sequence[Member]) -> Iterator[Odd]:
        yield from _heads(household, members)
        if household.head is not None and self._home_of(reader, household.head) not in (None, household.id):
            yield Odd("head_elsewhere", HOUSEHOLD, "head", (household.id,), "", household.village)

    def _home_of(self, reader: Reader, member: str) -> str | None:
        """Return the household of a member, also of one that was taken out."""
        if member in self._home:
            return self._home[member]
        head = reader.find(MEMBER, member)
        return str(head.values["household"] or "") or None if head is not None else None

    def _keep(self, of: str, odd: Iterable[Odd]) -> None:
        ordered = list(odd)
        if ordered:
            self._odd[of] = ordered

    def placed(self) -> Iterator[tuple[tuple[bool, str, int], Odd]]:
        """Yield all of it with its place: of births first, by member; then by household."""
        for of, known_odd in self._odd.items():
            for count, odd in enumerate(known_odd):
                yield (odd.what != "birth_differs", of, count), odd


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
            yield Odd("birth_differs", MEMBER, field, (member.id,), str(figure), member.village)


def _heads(household: Household, members: Sequence[Member]) -> Iterator[Odd]:
    heads = [member for member in members if member.relation == "head" or member.id == household.head]
    if len(heads) > 1:
        ids = tuple(sorted(member.id for member in heads))
        yield Odd("second_head", MEMBER, "relation", ids, "", household.village)
    elif members and not heads:
        yield Odd("no_head", HOUSEHOLD, "head", (household.id,), "", household.village)
