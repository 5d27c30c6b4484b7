"""Whom a row means: a household by its number or its head's name, a member by name, a contract by its number.

A name that fits nobody, or two, is refused; so is a number whose household has another head than the row says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fupin_desk.acts.ledger.identity import IDENTITIES, compared
from fupin_desk.acts.ledger.shelf import Entry, Shelf, names_of
from fupin_desk.domain.folding import number_key
from fupin_desk.domain.likeness import written_apart
from fupin_desk.kinds import KINDS
from fupin_desk.ledger.book import Fault, LedgerRow
from fupin_desk.ledger.columns import ABOUT, filled_through, named_through

Refused = dict[tuple[str, Any], tuple[str, int]]
"""What refused rows would have been called: kind and name or number as compared, with sheet and row."""

Homes = dict[tuple[str, int], Entry]
"""The households of lists of persons, by the sheet and row of their head."""


class CannotTell(Exception):
    """A reference that names nobody for sure."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault."""
        super().__init__(fault.reason)
        self.fault = fault


class Naming:
    """Finds whom the references of a row mean."""

    def __init__(self, shelf: Shelf, refused: Refused, homes: Homes) -> None:
        """Look among the records on the shelf; ``refused`` says what would have been there."""
        self._shelf = shelf
        self._refused = refused
        self._homes = homes
        self.heads_to_come: frozenset[Any] = frozenset()
        """Numbers of households whose head a row of the members' sheet names, as compared."""

    def household(self, row: LedgerRow) -> Entry | None:
        """Return the household a row names, None where it names none; raises ``CannotTell``."""
        number, head = row.said.get("household"), row.said.get("head")
        if row.home is not None and row.home != row.number:
            entry = self._home(row, row.home)
        elif number is not None:
            entry = self._one(row, "household", "household", number, self._numbered(number))
        elif head is not None:
            return self._one(row, "head", "household", head, self._shelf.headed_by(compared("name", head)))
        else:
            return None
        now = self._shelf.head_of(entry)
        if head is not None and now is not None and compared("name", head) not in names_of(now):
            raise CannotTell(row.fault("head", "head_differs", name=now.values.get("name")))
        return entry

    def _home(self, row: LedgerRow, line: int) -> Entry:
        """Return the household of a person on a list of persons, by the row of its head."""
        entry = self._homes.get((row.sheet, line))
        if entry is None:
            raise CannotTell(row.fault("household", "refers_refused", sheet=row.sheet, line=line))
        return entry

    def _numbered(self, number: str) -> list[Entry]:
        """Return the households of a number, or where none has it, those whose head is called so."""
        return self._by_number("household", number) or self._shelf.headed_by(compared("name", number))

    def resolve(
        self, row: LedgerRow, household: Entry | None, kept: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[Fault]]:
        """Return the ids of what the row's other references mean, by column, and what is wrong with them."""
        ids: dict[str, Any] = {}
        faults: list[Fault] = []
        for column in row.spec.columns:
            typed = row.said.get(column.key)
            if not column.refers or typed is None or column.key in ("household", "head"):
                continue
            if column.key in kept:
                ids |= {column.key: kept[column.key]} if kept[column.key] is not None else {}
                continue
            try:
                if column.several:
                    ids[column.key] = sorted(
                        {self._find(row, column.key, part, household).id for part in typed if part}
                    )
                else:
                    ids[column.key] = self._find(row, column.key, typed, household).id
            except CannotTell as cannot:
                faults.append(cannot.fault)
        return ids, faults

    def _find(self, row: LedgerRow, key: str, typed: str, household: Entry | None) -> Entry:
        kind = row.spec.column(key).kind
        if key.startswith(ABOUT) and named_through(key.removeprefix(ABOUT)) is not None:
            return self._through(row, key, typed, household)
        by_number = "name" not in KINDS[kind].traits.cited_by
        candidates = self._by_number(kind, typed) if by_number else self._by_name(kind, typed, household)
        entry = self._one(row, key, kind, typed, candidates)
        if kind == "contract" and row.spec.kind in WAITING:
            self._was_taken(row, key, typed, household)
        elif by_number and kind != "contract":
            self._is_refused(row, key, kind, typed)
        through = filled_through(row.spec.kind, key)
        if through is not None:
            return self._line(row, key, through, entry, typed, household)
        return entry

    def _one(self, row: LedgerRow, key: str, kind: str, typed: str, matching: list[Entry]) -> Entry:
        if len(matching) == 1 and matching[0].voided:
            raise CannotTell(row.fault(key, "voided"))
        if len(matching) == 1:
            other = self._otherwise(matching[0], typed)
            if other is not None:
                raise CannotTell(row.fault(key, "spelled_otherwise", typed=typed, name=other))
            return matching[0]
        if matching:
            raise CannotTell(row.fault(key, "ambiguous", name=typed))
        self._is_refused(row, key, kind, typed)
        raise CannotTell(row.fault(key, "not_found", name=typed))

    def _is_refused(self, row: LedgerRow, key: str, kind: str, typed: str) -> None:
        """Let a row wait that names what stands in a refused row of this ledger."""
        there = self._refused.get((kind, compared(row.spec.column(key).field, typed)))
        if there:
            raise CannotTell(row.fault(key, "refers_refused", sheet=there[0], line=there[1]))

    def _otherwise(self, entry: Entry, typed: str) -> str | None:
        """Return the name of a record where what was typed is that name in characters that may mean another."""
        named = self._shelf.head_of(entry) if entry.kind == "household" else entry
        return written_apart(named.values, typed) if named is not None else None

    def _was_taken(self, row: LedgerRow, key: str, typed: str, household: Entry | None) -> None:
        """Let money wait whose contract stands in a refused row of this ledger: for its household, or at all."""
        for home in (household.id if household else None, None):
            there = self._refused.get(("contract of", (number_key(typed), home)))
            if there:
                raise CannotTell(row.fault(key, "refers_refused", sheet=there[0], line=there[1]))

    def contract_refused(self, row: LedgerRow) -> None:
        """Remember the row of a contract that was refused, and whose it was as far as that can be told."""
        try:
            household = self.household(row)
        except CannotTell:
            household = None
        called = number_key(str(row.said.get("ledger_number", ""))), household.id if household else None
        self._refused.setdefault(("contract of", called), (row.sheet, row.number))

    def _line(self, row: LedgerRow, key: str, kind: str, of: Entry, typed: str, household: Entry | None) -> Entry:
        """Return the household's record of a kind that people name by what it is ``of``: its line of a distribution."""
        wanted = {key: of.id, "household": household.id if household else None}
        lines = self._match(kind, wanted)
        refused = (kind, compared(row.spec.column(key).field, typed)) in self._refused
        if not lines and not refused and household is not None:
            raise CannotTell(row.fault(key, "no_line", name=typed))
        return self._one(row, key, kind, typed, lines)

    def _through(self, row: LedgerRow, key: str, typed: str, household: Entry | None) -> Entry:
        """Return the household's record that people name by another: its share in an entity."""
        kind = key.removeprefix(ABOUT)
        through, of = named_through(kind) or "", row.spec.column(key).kind
        other = self._one(row, key, of, typed, self._by_name(of, typed, None))
        matching = [
            entry
            for entry in self._shelf.of_kind(kind)
            if household is not None
            and entry.values.get(through) == other.id
            and entry.values.get("household") == household.id
            and not entry.voided
        ]
        return self._one(row, key, kind, typed, matching)

    def _by_number(self, kind: str, typed: str) -> list[Entry]:
        return self._match(kind, dict.fromkeys(KINDS[kind].traits.cited_by, typed))

    def _by_name(self, kind: str, typed: str, household: Entry | None) -> list[Entry]:
        matching = self._match(kind, {"name": typed, "household": household.id if household else None})
        return matching or (self._match(kind, {"uscc": typed.upper()}) if kind == "entity" else [])

    def _match(self, kind: str, values: Mapping[str, Any]) -> list[Entry]:
        return list(dict.fromkeys(entry for way in self._shelf.matching(kind, values) for entry in way))


WAITING = frozenset(kind for kind, same in IDENTITIES.items() if same.happened is not None)
"""Kinds that wait where the row of their contract was refused."""
