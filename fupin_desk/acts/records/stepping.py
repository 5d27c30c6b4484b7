"""Undo and redo over all records: the last thing that was done at this desk first, however long ago.

Always true:

* what a person at this desk wrote is undone by a new act, whole or not at all, and never over what was written since;
* what cannot be undone is passed by on the way back, and says why;
* what was undone is done again in turn, until something new is done.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from fupin_desk.acts.conflicts.disputes import note_disputes
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.by_hand import check_put_back
from fupin_desk.acts.records.guards import guard_of
from fupin_desk.acts.records.names import names
from fupin_desk.domain.errors import (
    DeskError,
    NoSuchStepError,
    NothingToUndoError,
    StepOfAnotherError,
    StepStaysError,
    UndoRestsOnError,
)
from fupin_desk.domain.record import kind_name
from fupin_desk.kinds import KINDS, kind_spec
from fupin_desk.kinds.privacy import UNLISTED
from fupin_desk.store import Reader, Step, Stored, Work
from fupin_desk.store.records.steps import BEFORE, OPENERS
from fupin_desk.subjects.office.person import Person

Progress = Callable[[int, int], object]
PERSON = kind_name(Person)
MOST_LOOKED_AT = 1000
"""Changes of a step: a ledger, which writes more, takes nobody's agreement back."""
FEW = 3
"""Steps, and records, that are gone over without asking first."""
UNTOLD = frozenset(
    (kind, name)
    for kind, spec in KINDS.items()
    for name, each in spec.fields.items()
    if (kind, name) in UNLISTED or (each.local and any((kind, other) in UNLISTED for other in spec.fields))
)
"""Kinds and fields of which a step tells nothing: what keeps a no, and what stays on the laptop beside it, alike."""
OWN_ROLES = {
    kind: fields
    for kind, spec in KINDS.items()
    if (fields := {name for name, field in spec.fields.items() if field.field.own_act not in (None, "own_act")})
}
"""By kind the fields that only acts of their own write, which also do what no undoing takes back."""


@dataclass(frozen=True)
class Stepped:
    """What became of going some steps."""

    gone: tuple[int, ...]
    """Places of the steps that were undone or done again, in that order."""
    left: tuple[tuple[int, DeskError], ...]
    """Those that could not be, and why."""
    records: tuple[tuple[str, str], ...]
    """Kind and id of what was written, those written last first."""


@dataclass(frozen=True)
class Way:
    """What going to a step means: which steps are undone, or done again, in that order."""

    back: bool
    steps: tuple[Step, ...]
    records: int
    others: tuple[str, ...]
    """Names of other persons whose steps are among them."""

    @property
    def asks(self) -> bool:
        """Whether it is more than a person expects of one press of a key."""
        return len(self.steps) > FEW or self.records > FEW or bool(self.others)


def why_it_stays(desk: Desk, reader: Reader, step: Step) -> StepStaysError | None:
    """Return why a step is never undone, or None."""
    if not step.written:
        return StepStaysError(step.what)
    for kind in reader.counts_of_act(step.act):
        if kind not in KINDS:
            return StepStaysError("kind", kind)
        if not kind_spec(kind).traits.by_hand or "step" in guard_of(kind).stays:
            return StepStaysError("kind", kind)
        if kind in OWN_ROLES and _writes(reader, step, kind, OWN_ROLES[kind]):
            return StepStaysError(OPENERS)
    return None


def _writes(reader: Reader, step: Step, kind: str, fields: Collection[str]) -> bool:
    changes = reader.changes_of_act(step.act)
    return any(change.body and change.body.kind == kind and {*change.body.based_on} & {*fields} for change in changes)


def is_own(desk: Desk, reader: Reader, step: Step) -> bool:
    """Return whether a step is this desk's: of one of before they were noted its first change says."""
    if step.what != BEFORE:
        return True
    first = next(iter(reader.changes_of_act(step.act, 1)), None)
    return first is not None and first.body is not None and first.body.desk == desk.id


def by_whom(reader: Reader, step: Step) -> str:
    """Return the id of the person who took a step."""
    if step.person or not step.act:
        return step.person
    first = reader.changes_of_act(step.act, 1)
    return first[0].body.person if first and first[0].body else ""


def undo_last(desk: Desk, passing: Collection[int] = ()) -> Stepped:
    """Undo the last thing that this person did at the desk; ``passing`` are steps that could not be, to go on beyond.

    NoSuchStepError where there is none; StepOfAnotherError where somebody else did the last thing; besides what stands
    in the way: UndoTooLateError, UndoRestsOnError, RecordErasedError, what saving it so would raise.
    """
    with desk.writing() as work:
        step = next((step for step in _standing(desk, work) if step.place not in passing), None)
        if step is None:
            raise NoSuchStepError("undo")
        person = by_whom(work, step)
        if person and person != desk.person:
            raise StepOfAnotherError(names(work, PERSON, [person]).get(person, ""))
        return _gone(step, _take_back(desk, work, step.act))


def redo_last(desk: Desk) -> Stepped:
    """Do again what was undone last. NoSuchStepError where there is nothing, or something else was done since."""
    with desk.writing() as work:
        undone = work.steps_to_do_again(1)
        if not undone:
            raise NoSuchStepError("redo")
        return _gone(undone[0], _take_back(desk, work, undone[0].undone_by or 0))


def last_step(desk: Desk, passing: Collection[int] = ()) -> tuple[int | None, bool]:
    """Return the place of the step that would be undone next, and whether one could be done again."""
    with desk.vault.reading() as reader:
        step = next((step for step in _standing(desk, reader) if step.place not in passing), None)
        return step.place if step else None, bool(reader.steps_to_do_again(1))


def _standing(desk: Desk, reader: Reader, down_to: int = 0) -> Iterator[Step]:
    for step in reader.steps_standing(down_to):
        if is_own(desk, reader, step) and why_it_stays(desk, reader, step) is None:
            yield step


def way_to(desk: Desk, place: int, *, alone: bool = False) -> Way:
    """Return what lies between now and a step, that one with it; or it ``alone``. StepStaysError, NoSuchStepError."""
    with desk.vault.reading() as reader:
        step = reader.step_at(place)
        if step is None or not is_own(desk, reader, step):
            raise NoSuchStepError("undo")
        stays = why_it_stays(desk, reader, step)
        if stays is not None:
            raise stays
        back = step.undone_by is None
        if alone:
            between: tuple[Step, ...] = (step,)
        else:
            between = tuple(_standing(desk, reader, place)) if back else _up_to(reader.steps_to_do_again(), place)
        persons = {by_whom(reader, one) for one in between} - {desk.person, ""}
        called = names(reader, PERSON, persons)
        records = max((sum(reader.counts_of_act(one.act).values()) for one in between), default=0)
        return Way(back, between, records, tuple(called.get(person, "") for person in sorted(persons)))


def _up_to(steps: list[Step], place: int) -> tuple[Step, ...]:
    for number, step in enumerate(steps, 1):
        if step.place == place:
            return tuple(steps[:number])
    raise NoSuchStepError("redo")


def go_to_step(desk: Desk, place: int, progress: Progress | None = None) -> Stepped:
    """Undo what was done since a step, and the step; or do again what was undone, up to it. Each is an act of its own.

    What cannot be is left as it is, and told of with why; where it was the only one, that is raised.
    """
    way = way_to(desk, place)
    gone: list[int] = []
    left: list[tuple[int, DeskError]] = []
    records: list[tuple[str, str]] = []
    for number, step in enumerate(way.steps):
        if progress is not None and len(way.steps) > 1:
            progress(number, len(way.steps))
        try:
            with desk.writing() as work:
                if way.back and len(way.steps) > 1:
                    _must_be_told(work, step)
                told = progress if len(way.steps) == 1 else None
                before = _take_back(desk, work, step.act if way.back else step.undone_by or 0, told)
        except DeskError as problem:
            if len(way.steps) == 1:
                raise
            left.append((step.place, problem))
            continue
        gone.append(step.place)
        records[:0] = [(stored.kind, stored.id) for stored in before]
    return Stepped(tuple(gone), tuple(left), tuple(dict.fromkeys(records)))


def _must_be_told(work: Work, step: Step) -> None:
    """Refuse to undo among many others what the history does not tell: a no would go unseen. StepStaysError.

    The making of a record is none of it: with its yes, what it said against it goes too.
    """
    changes = work.changes_of_act(step.act, MOST_LOOKED_AT)
    untold = {
        change.body.record
        for change in changes
        if change.body and any((change.body.kind, name) in UNTOLD for name in change.body.based_on)
    }
    if any(act != step.act for act in work.first_acts(untold).values()):
        raise StepStaysError("untold")


def _gone(step: Step, before: list[Stored]) -> Stepped:
    return Stepped((step.place,), (), tuple((stored.kind, stored.id) for stored in before))


def _take_back(desk: Desk, work: Work, act: int, told: Progress | None = None) -> list[Stored]:
    try:
        before = work.take_back(act, told)
    except UndoRestsOnError as problem:
        called = names(work, problem.kind, [problem.id]).get(problem.id, "")
        raise replace(problem, name=called) from None
    except NothingToUndoError:
        raise NoSuchStepError("undo") from None
    check_put_back(work, before)
    if not work.author.in_village and any(stored.disputed for stored in before):
        note_disputes(work)
    return before
