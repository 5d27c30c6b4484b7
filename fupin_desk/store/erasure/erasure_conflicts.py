"""What an erasure says again of an account, where several desks wrote in one of its fields.

Always true:

* what somebody put right stands, knowing of the order or not: what an erasure only said again gives way to it;
* of two who put one field right and did not see each other none is passed over: both are said again, beside each
  other, and a person settles it;
* where it cannot be told whether something was only said again, a person is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from fupin_desk.domain.changes import Change, Value
from fupin_desk.store.history.appending import Appending
from fupin_desk.store.records.rows import FieldRow


def is_written_by_several(row: FieldRow) -> bool:
    """Return whether more than one change stands in a field, so that what to say again has to be weighed."""
    return bool(_contested(row))


def standing_values(history: Appending, row: FieldRow, knowing: Collection[int]) -> dict[str, list[Value]]:
    """Return what stands in each field of a record; several values where a person has to say which.

    ``knowing``: the places of what was written by who knew of an order that names the record. First of several is one
    that is filled: it is the one said together with the other fields.
    """
    standing: dict[str, list[Value]] = {name: [value] for name, value in row.values.items()}
    names = _contested(row)
    changes = dict(history.of_records(row.of.spec.kind, [row.id])) if names else {}
    ordered = {digest for digest, (seq, _) in history.known(changes).items() if seq in knowing} if names else set()
    for name in names:
        values = _Field(name, changes, ordered).values(row.heads[name])
        if values:
            standing[name] = sorted(values, key=lambda value: value is None)
    return standing


def _contested(row: FieldRow) -> list[str]:
    fields = row.of.spec.fields
    return [name for name, heads in row.heads.items() if len(heads) > 1 and not fields[name].keeps_no]


class _Field:
    """One field of a record, with all that was ever written in it."""

    def __init__(self, name: str, changes: Mapping[str, Change], knowing: Collection[str]) -> None:
        self.name, self.knowing = name, knowing
        self.changes = {
            digest: change for digest, change in changes.items() if change.body and name in change.body.based_on
        }

    def values(self, heads: Collection[str]) -> list[Value]:
        """Return what stands in it, each value once, that of the highest digest first."""
        live = [head for head in sorted(heads, reverse=True) if self._said(head)]
        seen = {head: self._behind(head) for head in live}
        sources = {head: self._sources(head) for head in live}
        kept = [head for head in live if not any(sources[head] <= seen[other] for other in live if other != head)]
        values: list[Value] = []
        for head in kept or live:
            values += [value for value in self._said(head) if value not in values]
        return values

    def _said(self, digest: str) -> list[Value]:
        """Return what a change says here: one value, or none where it is gone or not here."""
        change = self.changes.get(digest)
        return [] if change is None or change.values is None else [change.values[self.name]]

    def _bases(self, digest: str) -> list[str]:
        change = self.changes.get(digest)
        return [] if change is None or change.body is None else change.body.based_on[self.name]

    def _behind(self, digest: str) -> set[str]:
        """Return a change and everything it replaced here, as far as that is known."""
        reached, waiting = {digest}, [digest]
        while waiting:
            new = [base for base in self._bases(waiting.pop()) if base not in reached]
            reached.update(new)
            waiting += new
        return reached

    def _sources(self, digest: str) -> set[str]:
        """Return the writings by whose word a change says what it says: itself, unless it only says something again."""
        digests: set[str] = set()
        waiting, met = [digest], {digest}
        while waiting:
            digest_next = waiting.pop()
            if not self._says_again(digest_next):
                digests.add(digest_next)
                continue
            new = [base for base in self._bases(digest_next) if base not in met]
            met.update(new)
            waiting += new
        return digests

    def _says_again(self, digest: str) -> bool:
        replaced = [value for base in self._bases(digest) for value in self._said(base)]
        values = self._said(digest)
        if not self._bases(digest) or not values:
            return False
        return values[0] in replaced if replaced else digest in self.knowing
