"""The records on the desk and those the ledger adds, side by side, found by what tells them apart.

Always true:

* nothing is written from here: what a row says is staged, and stands only if the whole row can be;
* a cell of a sheet that does not say when it was made never brings back a value that was replaced here;
* two rows of one ledger never overwrite each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from fupin_desk.acts.consents.standing import consents
from fupin_desk.acts.ledger.identity import IDENTITIES, agrees, compared, ways_of
from fupin_desk.domain.changes import Value
from fupin_desk.domain.traits import Key
from fupin_desk.kinds.whose import AGREES
from fupin_desk.store.records.undoing import UNDONE
from fupin_desk.store.vault.reader import Reader


@dataclass(slots=True, eq=False)
class Entry:
    """One record, as it will be."""

    kind: str
    id: str
    values: dict[str, Value]
    here: bool
    """Whether it is on the desk already."""
    disputed: tuple[str, ...] = ()
    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each field the changes that stand in it."""
    fresh: dict[str, Value] = field(default_factory=dict)
    """What the ledger says anew: to be saved."""
    before: dict[str, Value] | None = None
    """Its values before this ledger changed any."""
    said: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Which row of this ledger said a field first."""

    @property
    def first(self) -> dict[str, Value]:
        """Its values as they were before this ledger."""
        return self.values if self.before is None else self.before

    @property
    def voided(self) -> bool:
        """Whether it was taken out."""
        return self.values.get("voided") is not None


Likeness = Literal["same", "neighbours"]
Found = dict[str, dict[tuple[Key, tuple[Any, ...]], list[Entry]]]
KEYS: dict[str, tuple[Key, ...]] = {
    kind: (*same.keys, *([same.filled_in] if same.filled_in else []), *same.like) for kind, same in IDENTITIES.items()
}
"""All by which records are found."""


class Shelf:
    """Every record of the kinds a ledger speaks of."""

    def __init__(self, reader: Reader) -> None:
        """Read them in bulk, the voided ones too, but for those whose making was undone."""
        self._reader = reader
        self._by_id: dict[tuple[str, str], Entry] = {}
        self._found: Found = {kind: {} for kind in IDENTITIES}
        self._heads: dict[str, list[Entry]] = {}
        self._tied: dict[tuple[str, str], list[Entry]] = {}
        self._past: dict[tuple[str, str], dict[str, list[Value]]] = {}
        self._untied: dict[tuple[Value, ...], int] = {}
        self.taken_back = {consent.id for consent in consents(reader) if consent.withdrawn_on}
        """Consents that ended, each by its own words or by a no to the same thing."""
        for kind in IDENTITIES:
            for stored in reader.list(kind, voided=True):
                if stored.values["voided"] == UNDONE:  # as if it had never been: the ledger brings it anew
                    continue
                values: dict[str, Value] = {name: value for name, value in stored.values.items() if value is not None}
                self._put(Entry(kind, stored.id, values, True, stored.disputed, stored.heads))
        self._note_untied()

    def _note_untied(self) -> None:
        """Note the sums of the money that is here without its household, and since when at the earliest."""
        nobodys = {
            entry.id: _sum_of(entry.kind, entry.values)
            for entry in self.entries()
            if IDENTITIES[entry.kind].sum_of and AGREES not in entry.values and not entry.voided
        }
        for record, since in self._reader.untied_since(nobodys.keys()).items():
            self._untied[nobodys[record]] = min(since, self._untied.get(nobodys[record], since))

    def get(self, kind: str, id: Any) -> Entry | None:
        """Return a record by its id."""
        return self._by_id.get((kind, str(id)))

    def entries(self) -> Iterator[Entry]:
        """Yield every record, new ones last, in the order they were added."""
        yield from self._by_id.values()

    def of_kind(self, kind: str) -> list[Entry]:
        """Return the records of a kind."""
        return [entry for (of, _id), entry in self._by_id.items() if of == kind]

    def matching(self, kind: str, values: Mapping[str, Any]) -> list[list[Entry]]:
        """Return, for each way to tell the kind's records apart, those that are the same as what is said.

        Voided ones are only there where nothing else is.
        """
        ways = [self.by_key(kind, key, values) for key in IDENTITIES[kind].keys]
        matching = [way for way in ways if way] or self._filled_in(kind, values)
        standing = [[entry for entry in way if not entry.voided] for way in matching]
        return [way for way in standing if way] or matching

    def _filled_in(self, kind: str, values: Mapping[str, Any]) -> list[list[Entry]]:
        key = IDENTITIES[kind].filled_in
        way = self._unspoken_of(kind, key, values) if key is not None else []
        return [way] if way else []

    def like(self, kind: str, values: Mapping[str, Any]) -> list[Entry]:
        """Return the records on the desk that what is said may be a correction of."""
        return [entry for key in IDENTITIES[kind].like for entry in self._unspoken_of(kind, key, values)]

    def erased_like(self, kind: str, values: Mapping[str, Any]) -> Likeness | None:
        """Return whether the same money is on the desk without a household, and may be what is said.

        It is a ``neighbours`` where it was erased with its household, and the one it is said of now was registered
        before that and still is: so it never was of that one. Else it may be the same, come back with an old sheet.
        """
        since = self._untied.get(_sum_of(kind, values)) if IDENTITIES[kind].sum_of else None
        if since is None:
            return None
        home = self.get(AGREES, values.get(AGREES))
        first = self._reader.first_told(home.id) if home is not None and home.here else None
        return "neighbours" if first is not None and first < since else "same"

    def _unspoken_of(self, kind: str, key: Key, values: Mapping[str, Any]) -> list[Entry]:
        """Return what stands on the desk and no row of this ledger speaks of."""
        matching = self.by_key(kind, key, values)
        return [entry for entry in matching if entry.here and not entry.said and not entry.voided]

    def by_key(self, kind: str, key: Key, values: Mapping[str, Any]) -> list[Entry]:
        """Return the records that one way to tell them apart finds."""
        fitting = (
            entry
            for wanted in ways_of(key, values)
            for entry in self._found[kind].get((key, wanted), ())
            if wanted in ways_of(key, entry.values) and agrees(key.agree, values, entry.values)
        )
        return list(dict.fromkeys(fitting))

    def headed_by(self, name: str) -> list[Entry]:
        """Return the households whose head bears a name (as compared), voided ones only where there is no other."""
        members = (entry for entry in self._heads.get(name, ()))
        homes = (self.get("household", entry.values.get("household")) for entry in members if self.is_head(entry))
        headed = list(dict.fromkeys(home for home in homes if home is not None))
        return [home for home in headed if not home.voided] or headed

    def tied(self, kind: str, to: str) -> list[Entry]:
        """Return the standing parties of a contract, payments of a line, consents of a household."""
        by = IDENTITIES[kind].tied_by or ""
        return [entry for entry in self._tied.get((kind, to), ()) if entry.values.get(by) == to and not entry.voided]

    def is_head(self, member: Entry) -> bool:
        """Return whether a member is the head of its household."""
        home = self.get("household", member.values.get("household"))
        return home is not None and home.values.get("head") == member.id

    def head_of(self, household: Entry) -> Entry | None:
        """Return a household's head."""
        return self.get("member", household.values.get("head"))

    def replaced(self, entry: Entry, name: str, value: Value) -> bool:
        """Return whether a field said this once and was changed on the desk since."""
        return value in self._said_ever(entry, name)

    def ever_changed(self, entry: Entry, name: str) -> bool:
        """Return whether a field has said more than one thing."""
        return len({str(value) for value in self._said_ever(entry, name)}) > 1

    def _said_ever(self, entry: Entry, name: str) -> Sequence[Value]:
        """Return all that a field on the desk has said, what stands included."""
        if not entry.here:
            return ()
        past = self._past.get((entry.kind, entry.id))
        if past is None:
            past = self._past[entry.kind, entry.id] = {}
            for change in self._reader.history_standing(entry.kind, entry.id):
                for written, old in (change.values or {}).items():
                    past.setdefault(written, []).append(old)
        return past.get(name, ())

    def keep(self, entry: Entry, values: Mapping[str, Value], row: tuple[str, int]) -> bool:
        """Let what a row says stand; returns whether anything is new."""
        new = {name: value for name, value in values.items() if entry.values.get(name) != value}
        for name in values:
            entry.said.setdefault(name, row)
        if entry.before is None:
            entry.before = dict(entry.values)
        entry.values.update(new)
        entry.fresh.update(new)
        self._put(entry)
        return bool(new)

    def _put(self, entry: Entry) -> None:
        self._by_id.setdefault((entry.kind, entry.id), entry)
        for key in KEYS[entry.kind]:
            for wanted in ways_of(key, entry.values):
                listed = self._found[entry.kind].setdefault((key, wanted), [])
                if entry not in listed:
                    listed.append(entry)
        tie = entry.values.get(IDENTITIES[entry.kind].tied_by or "")
        if tie is not None:
            listed = self._tied.setdefault((entry.kind, str(tie)), [])
            if entry not in listed:
                listed.append(entry)
        if entry.kind == "member":
            for name in names_of(entry):
                self._heads.setdefault(name, []).append(entry)


def _sum_of(kind: str, values: Mapping[str, Any]) -> tuple[Value, ...]:
    return (kind, *(values.get(name) for name in IDENTITIES[kind].sum_of))


def names_of(member: Entry) -> list[Any]:
    """Return a member's names as they are compared."""
    return [compared(name, member.values[name]) for name in ("name", "other_name") if member.values.get(name)]
