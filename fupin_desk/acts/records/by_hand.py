"""What a person writes, whichever way: by form, by command, by undo; refused is what it may not say.

Always true:

* a record says nothing that cannot stand together, within itself (``domain.beside``) or beside others
  (``kinds.constraints``), which it did not say before;
* what an act of its own writes is typed nowhere (``Field.own_act``), and a number is the desk's to make;
* an objection stays as it was received, and money from a list goes to no line that is held back (``guards``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from fupin_desk.acts.conflicts.disputes import note_disputes
from fupin_desk.acts.policy.check import figure_table
from fupin_desk.acts.records.guards import guard_of
from fupin_desk.domain.beside import check_beside, looked_at
from fupin_desk.domain.check import Refused
from fupin_desk.domain.errors import FieldsRefusedError
from fupin_desk.domain.record import Contradiction, KindSpec
from fupin_desk.kinds import kind_spec
from fupin_desk.kinds.constraints import constraints_on
from fupin_desk.policy.constraint import Constraint
from fupin_desk.policy.graph import Graph
from fupin_desk.store import Saved, Stored, Work
from fupin_desk.store.records.saving import checked, refuse

Seen = Mapping[str, Collection[str]]
TAKEN_OUT = ("voided",)
"""What is written of a record where it is taken out or put back; by undo, whatever was written before."""


def save_by_hand(
    work: Work, kind: str, record: str | None, values: Mapping[str, Any], seen: Any = None, village: str | None = None
) -> Saved:
    """Save what a person typed; NotByHandError, ObjectionStaysError, PaymentBlockedError for what is no act of typing.

    Besides what ``Work.save`` raises.
    """
    return save_over(work, kind, work.find(kind, record) if record is not None else None, record, values, seen, village)


def save_over(
    work: Work,
    kind: str,
    before: Stored | None,
    record: str | None,
    values: Mapping[str, Any],
    seen: Any = None,
    village: str | None = None,
) -> Saved:
    """Save as ``save_by_hand`` does over the record as it stands now, which was looked up already."""
    guard = guard_of(kind)
    if guard.typed is not None:
        guard.typed(before, values)
    _check_own_acts(kind, before, values)
    saved = work.save(kind, record, values, seen=seen, village=village)
    check_together(work, kind, before, saved.id, values)
    _log_disputes(work, kind, before, saved.id)
    return saved


def _log_disputes(work: Work, kind: str, before: Stored | None, record: str) -> None:
    """Count in the office's sync log what came to be disputed by this save, or is so no longer, as what it is now."""
    if work.author.in_village:
        return
    after = work.find(kind, record)
    if (before is not None and before.disputed) or (after is not None and after.disputed):
        note_disputes(work)


def check_together(
    work: Work, kind: str, before: Stored | None, record: str, written: Collection[str] = TAKEN_OUT
) -> None:
    """Refuse what a record as it stands now may not say, within itself or beside others, and did not say before.

    ``written`` names what was written of it, with its value where that was typed. FieldsRefusedError at the first of
    what was written that would mend it; what its guard raises.
    """
    spec = kind_spec(kind)
    constraints, guard = constraints_on(spec.cls, written, new=before is None), guard_of(kind)
    after = work.find(kind, record) if constraints or guard.saved or looked_at(spec.cls) else None
    if after is not None:
        after = _would_stand(spec, after, written)
        _check(
            work, constraints, before, after, written, Graph(work, [after.record] if constraints else (), voided=True)
        )


def check_put_back(work: Work, before: Collection[Stored]) -> None:
    """Refuse, as ``check_together`` does, what many records may not say that were put back, or taken out again.

    ``before``: the records as they stood. What is asked of those of one kind is read for all of them at once.
    """
    stood: dict[str, dict[str, Stored]] = {}
    for stored in before:
        stood.setdefault(stored.kind, {})[stored.id] = stored
    for kind, by_id in stood.items():
        cls, guard = kind_spec(kind).cls, guard_of(kind)
        constraints = constraints_on(cls, TAKEN_OUT, new=False)
        if not (constraints or guard.saved or looked_at(cls)):
            continue
        records = work.list(kind, where={"id": list(by_id)}, voided=True)
        graph = Graph(work, [after.record for after in records] if constraints else (), voided=True)
        for after in records:
            asked = [each for each in constraints if each.taken_out] if after.voided else constraints
            _check(work, asked, by_id[after.id], after, TAKEN_OUT, graph)


def _check(
    work: Work,
    constraints: Collection[Constraint],
    before: Stored | None,
    after: Stored,
    written: Collection[str],
    graph: Graph,
) -> None:
    spec, guard = kind_spec(after.kind), guard_of(after.kind)
    refuse(spec, check_beside(spec.cls, before.values if before is not None else None, after.values, written))
    for constraint in constraints:
        stood = before.record if before is not None else None
        refuse(spec, _refused(constraint.new_faults(after.record, stood, graph, figure_table), after, written))
    if guard.saved is not None:
        guard.saved(work, before, after, written)


def _would_stand(spec: KindSpec, after: Stored, written: Collection[str]) -> Stored:
    """Return a record as it stands, but with what was typed where another desk's value stands beside it."""
    typed = {name: written[name] for name in after.disputed if name in written} if isinstance(written, Mapping) else {}
    return replace(after, values=after.values | checked(spec, typed)) if typed else after


def _refused(faults: Collection[Contradiction], after: Stored, written: Collection[str]) -> list[Refused]:
    """Return each fault at the field that was written, of those where it would be mended; else at the first."""
    at = ((next((name for name in fault.fields if name in written), fault.fields[0]), fault.reason) for fault in faults)
    return [Refused(name, reason, after.values[name]) for name, reason in dict.fromkeys(at)]


def _check_own_acts(kind: str, before: Stored | None, values: Mapping[str, Any]) -> None:
    """Refuse at its field what is written by an act of its own; to put what was got changes nothing."""
    spec = kind_spec(kind)
    stood: Mapping[str, Any] = before.values if before is not None else {}
    refused = [
        {"field": name, "reason": reason, "typed": typed}
        for name, typed in values.items()
        if typed != stood.get(name) and (reason := _own_act(spec, name))
    ]
    if refused:
        raise FieldsRefusedError(kind, refused)


def _own_act(spec: KindSpec, name: str) -> str | None:
    if name == "number" and spec.traits.prefix is not None:
        return "made"
    return spec.fields[name].field.own_act if name in spec.fields else None
