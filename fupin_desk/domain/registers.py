"""Merging: each field of a record is a multi-value register.

Always true (and tested on random histories):

* a change replaces exactly the changes it was based on, nothing else;
* the same changes in any order, any number of times, give the same registers;
* two changes on the same base are a dispute, unless they say the same; both are kept, the one with the highest digest
  is shown on every desk;
* an erased value beats every value written beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fupin_desk.domain.changes import Change, Value


@dataclass(frozen=True, slots=True)
class Register:
    """One field: the changes that stand, with what each says. An erased one says nothing."""

    live: Mapping[str, Value]
    erased: frozenset[str] = frozenset()

    @property
    def shown(self) -> Value:
        """What every desk shows: nothing where anything was erased, else the value with the highest digest."""
        if self.erased or not self.live:
            return None
        return self.live[max(self.live)]

    @property
    def disputed(self) -> bool:
        """Whether what stands says different things."""
        said = list(self.live.values())
        return not self.erased and any(value != said[0] for value in said[1:])

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
    return {name: _register(name, found, replaced[name]) for name, found in written.items()}


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
    return Register(live, frozenset(erased))
