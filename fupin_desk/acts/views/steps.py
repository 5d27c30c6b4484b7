"""The steps of this desk as a person reads them: when, of which record, what was written, and whether it stands.

Always true:

* what was written is read from the history when it is shown: what was erased since is told by no step;
* of what is told of one record at a time a step says no more than that its page shows it (``UNLISTED``): steps one
  below another would be the list of those who said no that there must not be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.names import names
from fupin_desk.acts.records.stepping import PERSON, UNTOLD, by_whom, is_own, why_it_stays
from fupin_desk.domain.changes import Change, Value
from fupin_desk.domain.errors import StepStaysError
from fupin_desk.kinds import KINDS
from fupin_desk.store import Reader, Step
from fupin_desk.store.records.steps import IMPORTED

SHOWN = 3
"""Records of a step that are told one by one."""
MOST_CHANGES = 24
"""Of a step that wrote more only counts are told: a ledger writes thousands."""
AT_ONCE = 50


@dataclass
class Written:
    """What a step wrote of one record."""

    kind: str
    id: str
    name: str = ""
    made: bool = False
    values: dict[str, Value] = field(default_factory=dict)
    """What may be told; references are what they are called."""
    untold: bool = False
    erased: bool = False


@dataclass(frozen=True)
class StepView:
    """One step."""

    place: int
    what: str
    at: str
    by: str
    """Who it was, where it was somebody else than whoever looks."""
    undone: bool
    again: bool
    """Whether it is undone and can be done again."""
    stays: StepStaysError | None
    """Why it is never undone."""
    written: tuple[Written, ...]
    counts: Mapping[str, int]
    """Of how many records it wrote, by kind."""


def steps_page(desk: Desk, before: int | None = None, limit: int = AT_ONCE) -> list[StepView]:
    """Return the newest steps of this desk before a place, the newest first; none where there are no more."""
    with desk.vault.reading() as reader:
        picked: list[Step] = []
        while len(picked) < limit and (some := reader.steps_before(before, limit)):
            picked += [step for step in some if is_own(desk, reader, step)]
            before = some[-1].place
        return _views(desk, reader, picked[:limit])


def step_view(desk: Desk, place: int) -> StepView | None:
    """Return one step."""
    with desk.vault.reading() as reader:
        step = reader.step_at(place)
        return _views(desk, reader, [step])[0] if step is not None else None


def _views(desk: Desk, reader: Reader, picked: list[Step]) -> list[StepView]:
    newest = reader.newest_written_act()
    written = {step.place: _written(reader, step) for step in picked}
    _name(reader, [one for some in written.values() for one in some])
    persons = {step.place: by_whom(reader, step) for step in picked}
    called = names(reader, PERSON, {person for person in persons.values() if person and person != desk.person})
    return [
        StepView(
            place=step.place,
            what=step.what,
            at=step.at or _at(reader, step),
            by=called.get(persons[step.place], ""),
            undone=step.undone_by is not None,
            again=step.undone_by is not None and step.undone_by > newest,
            stays=why_it_stays(desk, reader, step),
            written=tuple(written[step.place]),
            counts=reader.counts_of_act(step.act) if step.written else {},
        )
        for step in picked
    ]


def _at(reader: Reader, step: Step) -> str:
    first = reader.changes_of_act(step.act, 1)
    return first[0].body.at if first and first[0].body else ""


def _written(reader: Reader, step: Step) -> list[Written]:
    """Return what a step wrote of the first records; nothing of one that wrote of very many."""
    changes = reader.changes_of_act(step.act, MOST_CHANGES + 1) if step.written else []
    if len(changes) > MOST_CHANGES or step.what == IMPORTED:
        return []
    by_record: dict[tuple[str, str], Written] = {}
    for change in changes:
        if change.body is not None and change.body.kind in KINDS:
            name = change.body.kind, change.body.record
            _add(by_record.setdefault(name, Written(*name)), change)
    first = reader.first_acts([one.id for one in by_record.values()])
    for one in by_record.values():
        one.made = first.get(one.id) == step.act
    return list(by_record.values())


def _add(written: Written, change: Change) -> None:
    if change.values is None:
        written.erased = True
        return
    for name, value in change.values.items():
        if (written.kind, name) in UNTOLD:
            written.untold = True
        elif name in KINDS[written.kind].fields:
            written.values[name] = value


def _name(reader: Reader, written: Iterable[Written]) -> None:
    """Put in what the records are called, and those they name."""
    wanted: dict[str, set[str]] = {}
    for one in written:
        wanted.setdefault(one.kind, set()).add(one.id)
        for name, value in one.values.items():
            for kind in KINDS[one.kind].fields[name].field.kinds if value is not None else ():
                wanted.setdefault(kind, set()).update(value if isinstance(value, list) else [str(value)])
    called = {kind: names(reader, kind, ids) for kind, ids in wanted.items()}
    for one in written:
        one.name = called[one.kind].get(one.id) or one.id[-6:]
        for name, value in one.values.items():
            kinds = KINDS[one.kind].fields[name].field.kinds
            if kinds and value is not None:
                one.values[name] = _called(called, kinds, value)


def _called(called: Mapping[str, Mapping[str, str]], kinds: Collection[str], value: Any) -> Value:
    if isinstance(value, list):
        return [str(_called(called, kinds, record)) for record in value]
    return next((name for kind in kinds if (name := called[kind].get(value))), str(value)[-6:])
