"""Merging: each field of a record is a multi-value register.

Always true (and tested on random histories):

* a change replaces exactly the changes it was based on, nothing else;
* the same changes in any order, any number of times, give the same registers;
* two changes on the same base are a dispute, unless they say the same; both are kept, the one with the highest digest
  is shown on every desk;
* an erased value beats every value written beside it;
* in a field that keeps a no (``fields.Field.keeps_no``) no yes beats a no written beside it: the no holds, and it is a
  dispute. Two noes are none: of two days the earlier holds, of two lists all that stands in either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fupin_desk.domain.changes import Change, Value
from fupin_desk.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Register:
    """One field: the changes that stand, with what each says. An erased one says nothing."""

    live: Mapping[str, Value]
    erased: frozenset[str] = frozenset()
    keeps_no: bool = False
    """Whether the field keeps a no."""

    @property
    def shown(self) -> Value:
        """What every desk shows: nothing where anything was erased, else the value with the highest digest.

        Of a field that keeps a no, the no.
        """
        if self.erased or not self.live:
            return None
        noes = [value for value in self.live.values() if value] if self.keeps_no else []
        return _all_of(noes) if noes else self.live[max(self.live)]

    @property
    def disputed(self) -> bool:
        """Whether what stands says different things."""
        values = list(self.live.values())
        if self.keeps_no and not any(isinstance(value, list) for value in values):
            values = [bool(value) for value in values]
        return not self.erased and any(value != values[0] for value in values[1:])

    @property
    def heads(self) -> tuple[str, ...]:
        """The changes that a person who looks at this field sees: what the next write is based on."""
        return tuple(sorted((*self.live, *self.erased)))


def registers_of(changes: Iterable[Change]) -> dict[str, Register]:
    """Return the fields of one record from all changes that name it; bare ones say nothing and are passed over."""
    written: dict[str, dict[str, Change]] = {}
    replaced: dict[str, set[str]] = {}
    for change in changes:
        if change.body is None:
            continue
        for name, seen in change.body.based_on.items():
            written.setdefault(name, {})[change.digest] = change
            replaced.setdefault(name, set()).update(seen)
    return {name: _register(name, changes, replaced[name]) for name, changes in written.items()}


def _all_of(noes: Sequence[Value]) -> Value:
    """Return what holds of several noes beside each other: the earliest day, everything in any list, yes."""
    lists = [value for value in noes if isinstance(value, list)]
    if lists:
        return sorted({item for value in lists for item in value})
    return min(noes, key=str)


def _keeps_no(change: Change, name: str) -> bool:
    spec = KINDS.get(change.body.kind) if change.body is not None else None
    return spec is not None and name in spec.fields and spec.fields[name].keeps_no


def _register(name: str, written: Mapping[str, Change], replaced: set[str]) -> Register:
    live: dict[str, Value] = {}
    erased: set[str] = set()
    for digest, change in written.items():
        if digest in replaced:
            continue
        if change.values is None:
            erased.add(digest)
        else:
            live[digest] = change.values[name]
    keeps_no = any(_keeps_no(change, name) for change in written.values())
    return Register(live, frozenset(erased), keeps_no)
